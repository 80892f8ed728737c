//! A diagram as data: elements of SVG that become a picture, or live.

use std::fmt::Write as _;

use super::Svg;

/// An element of SVG.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its tag.
    pub tag: &'static str,
    /// Its attributes; a colour is a custom property of `static/tokens.css`.
    pub attributes: Vec<(&'static str, String)>,
    /// The words in it.
    pub words: String,
    /// The elements in it.
    pub parts: Vec<Self>,
}

impl Shape {
    /// An element without attributes.
    #[must_use]
    pub const fn new(tag: &'static str) -> Self {
        Self {
            tag,
            attributes: Vec::new(),
            words: String::new(),
            parts: Vec::new(),
        }
    }

    /// With an attribute more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// As text.
    #[must_use]
    pub fn markup(&self) -> String {
        let Self { tag, parts, .. } = self;
        let mut text = format!("<{tag}");
        for (name, value) in &self.attributes {
            write!(text, " {name}=\"{value}\"").expect("a string grows");
        }
        let parts: String = parts.iter().map(Self::markup).collect();
        let words = Svg::escape(&self.words);
        text + &format!(">{words}{parts}</{tag}>")
    }
}
