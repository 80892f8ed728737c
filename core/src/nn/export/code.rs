//! What is alike in all languages of code.

use core::fmt;

use super::{Trained, formula, javascript, joined, rust, torch};
use crate::maths::Function;
use crate::nn::spec::{Norm, Output, Spec};
use crate::nn::start::WrongLength;

/// A language in which a network can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// A module of `PyTorch`, to be used and trained further.
    PyTorch,
    /// Rust, with its standard library alone.
    Rust,
    /// JavaScript.
    JavaScript,
}

impl Language {
    /// All, in the order of a chooser.
    pub const ALL: [Self; 3] = [Self::PyTorch, Self::Rust, Self::JavaScript];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PyTorch => "PyTorch",
            Self::Rust => "Rust",
            Self::JavaScript => "JavaScript",
        }
    }

    /// Its key in `functions.json`, which has the listings of all functions.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::PyTorch => "torch",
            Self::Rust => "rust",
            Self::JavaScript => "javascript",
        }
    }

    /// How the name of a file of it ends.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::PyTorch => "py",
            Self::Rust => "rs",
            Self::JavaScript => "js",
        }
    }

    /// How a definition begins.
    const fn keyword(self) -> &'static str {
        match self {
            Self::PyTorch => "def ",
            Self::Rust => "pub fn ",
            Self::JavaScript => "function ",
        }
    }

    /// A number of this language.
    pub(super) fn number(self, value: f64) -> String {
        if value.is_finite() {
            return format!("{value:?}");
        }
        let [nan, infinity] = match self {
            Self::PyTorch => ["math.nan", "math.inf"],
            Self::Rust => ["f64::NAN", "f64::INFINITY"],
            Self::JavaScript => ["NaN", "Infinity"],
        };
        let sign = if value < 0.0 { "-" } else { "" };
        let size = if value.is_nan() { nan } else { infinity };
        format!("{sign}{size}")
    }

    /// `[1.0, 2.0]`
    pub(super) fn list(self, numbers: &[f32]) -> String {
        let number = |number: &f32| self.number(f64::from(*number));
        format!("[{}]", joined(numbers.iter().map(number)))
    }

    /// A list of lists, one a line.
    pub(super) fn rows(self, rows: &[&[f32]]) -> String {
        let row = |row: &&[f32]| format!("\n    {},", self.list(row));
        format!("[{}\n]", rows.iter().map(row).collect::<String>())
    }
}

/// Why there is no code of a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// The parameters are not those of its spec.
    Parameters(WrongLength),
    /// There is no listing of this function.
    Listing(&'static str),
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameters(error) => error.fmt(f),
            Self::Listing(id) => write!(f, "cannot write the network: found no listing of {id}"),
        }
    }
}

impl core::error::Error for CodeError {}

impl From<WrongLength> for CodeError {
    fn from(error: WrongLength) -> Self {
        Self::Parameters(error)
    }
}

/// The network as code: a function of its inputs, with all that it needs, as it is for predictions. `listing` gives the
/// definition of a function of the catalogue, as `functions.json` has it.
///
/// # Errors
/// The parameters do not fit, or a listing is missing.
pub fn code(
    language: Language,
    trained: &Trained,
    listing: &dyn Fn(&str) -> Option<String>,
) -> Result<String, CodeError> {
    let parts = trained.parts()?;
    let mut definitions = Vec::new();
    for id in needed(language, trained) {
        let listing = listing(id).ok_or(CodeError::Listing(id))?;
        definitions.push(bare(&listing, language).to_owned());
    }
    for (i, formula) in formulas(trained).into_iter().enumerate() {
        let name = format!("formula_{}", i + 1);
        definitions.push(formula::definition(language, &name, formula));
    }
    Ok(match language {
        Language::PyTorch => torch::code(trained, &parts, &definitions),
        Language::Rust => rust::code(trained, &parts, &definitions),
        Language::JavaScript => javascript::code(trained, &parts, &definitions),
    })
}

/// The call of layer `i`'s activation with `z`.
pub(super) fn call(language: Language, trained: &Trained, i: usize, z: &str) -> String {
    match &trained.spec.hidden[i].bend {
        Function::Known(bend) => {
            let number = |value: &f64| format!(", {}", language.number(*value));
            let params: String = bend.params.iter().map(number).collect();
            format!("{}({z}{params})", bend.activation.id)
        }
        Function::Own(own) => {
            let place = formulas(trained).iter().position(|known| *known == own);
            format!("formula_{}({z})", place.unwrap_or_default() + 1)
        }
    }
}

/// What a network calls beside `affine`: its normalisation, of batch, layer and RMS, its softmax, and these definitions.
pub(super) fn helpers(
    spec: &Spec,
    [batch, layer, rms]: [&str; 3],
    softmax: &str,
    definitions: &[String],
) -> String {
    let norm = match spec.norm {
        _ if spec.hidden.is_empty() => "",
        Norm::None => "",
        Norm::Batch => batch,
        Norm::Layer => layer,
        Norm::Rms => rms,
    };
    let softmax = if spec.output == Output::Softmax {
        softmax
    } else {
        ""
    };
    let definitions = definitions.iter().map(|code| format!("\n{code}\n"));
    format!("{norm}{softmax}{}", definitions.collect::<String>())
}

/// `x, y`
pub(super) fn names(trained: &Trained) -> String {
    joined(
        trained
            .inputs
            .iter()
            .map(|name| name.replace(['\n', '\r'], " ")),
    )
}

/// The different formulas.
fn formulas(trained: &Trained) -> Vec<&crate::maths::expression::Formula> {
    let mut formulas = Vec::new();
    for hidden in &trained.spec.hidden {
        match &hidden.bend {
            Function::Own(formula) if !formulas.contains(&formula) => formulas.push(formula),
            _ => {}
        }
    }
    formulas
}

/// The functions of the catalogue that are called.
fn needed(language: Language, trained: &Trained) -> Vec<&'static str> {
    let mut ids: Vec<&'static str> = Vec::new();
    for hidden in &trained.spec.hidden {
        match &hidden.bend {
            Function::Known(bend) => ids.push(bend.activation.id),
            Function::Own(formula) => ids.extend(formula::needed(language, formula)),
        }
    }
    match (language, trained.spec.output) {
        (Language::PyTorch, _) => {}
        (_, Output::Sigmoid) => ids.push("sigmoid"),
        (_, Output::Tanh) => ids.push("tanh"),
        _ => {}
    }
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// A listing without its imports.
fn bare(listing: &str, language: Language) -> &str {
    let start = listing.find(language.keyword()).unwrap_or_default();
    listing[start..].trim_end()
}
