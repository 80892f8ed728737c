//! What Trunk asks of its minifier of style sheets, without the minifier: Trunk.toml asks for no minifying.

/// Style sheets.
pub mod stylesheet {
    /// There is none: nothing is parsed.
    pub enum StyleSheet {}

    /// How to parse.
    #[derive(Default)]
    pub struct ParserOptions;

    /// How to minify.
    #[derive(Default)]
    pub struct MinifyOptions;

    /// How to print.
    #[derive(Default)]
    pub struct PrinterOptions {
        /// Without spaces.
        pub minify: bool,
        /// The browsers to print for.
        pub targets: (),
    }

    /// What is printed.
    pub struct ToCssResult {
        /// The style sheet.
        pub code: String,
    }

    impl StyleSheet {
        /// Refuses, whereupon Trunk says so and takes the style sheet as it is.
        pub fn parse(_css: &str, _how: ParserOptions) -> Result<Self, &'static str> {
            Err("this Trunk was built without its minifier of style sheets")
        }

        /// Never called.
        pub fn minify(&mut self, _how: MinifyOptions) -> Result<(), &'static str> {
            match *self {}
        }

        /// Never called.
        pub fn to_css(&self, _how: PrinterOptions) -> Result<ToCssResult, &'static str> {
            match *self {}
        }
    }
}
