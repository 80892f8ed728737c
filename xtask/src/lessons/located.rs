//! TOML whose strings know where they stand.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::source::{Passage, Source};

/// A string of TOML, with its place.
pub(crate) type Located = Spanned<String>;

/// TOML that stands in a source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Toml<'a> {
    pub(crate) source: &'a Source,
    /// Where the TOML begins and ends.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Where the block or file begins that it stands in.
    pub(crate) at: usize,
    /// What it is, for errors: `block "quiz"`.
    pub(crate) what: &'a str,
}

impl<'a> Toml<'a> {
    /// The front matter of a source.
    pub(crate) const fn front(source: &'a Source, range: &Range<usize>) -> Self {
        Self {
            source,
            start: range.start,
            end: range.end,
            at: 0,
            what: "front matter",
        }
    }

    /// The value, or nothing and a problem.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Option<T> {
        match toml::from_str(self.text()) {
            Ok(value) => Some(value),
            Err(error) => {
                let (at, message) = self.explain(&error);
                self.source
                    .problem(at, format!("cannot read the {}: {message}", self.what));
                None
            }
        }
    }

    /// Where an error is, and what it says to people who write lessons.
    fn explain(&self, error: &toml::de::Error) -> (usize, String) {
        let message = error.message().replace('\n', ", ");
        if let Some(field) = message.strip_prefix("missing field ") {
            return (self.at, format!("found no {field}, expected one"));
        }
        let at = error.span().map_or(self.at, |span| self.start + span.start);
        if message.contains("escape") {
            let advice =
                "a backslash is \\\\ between double quotes, and itself between single ones";
            return (at, format!("{message}; {advice}"));
        }
        (at, message)
    }

    fn text(&self) -> &'a str {
        &self.source.text[self.start..self.end]
    }

    /// The place of a value.
    pub(crate) fn at<T>(&self, value: &Spanned<T>) -> usize {
        self.start + value.span().start
    }

    /// A string as a passage of the source.
    pub(crate) fn passage<'s>(&self, string: &'s Located) -> Passage<'s> {
        let (span, value) = (string.span(), string.get_ref().as_str());
        let raw = &self.text()[span.clone()];
        let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") {
            3
        } else {
            1
        };
        let first = quotes + usize::from(quotes == 3 && raw[quotes..].starts_with('\n'));
        Passage {
            text: value,
            base: self.start + span.start + first,
            exact: raw.get(first..first + value.len()) == Some(value),
        }
    }
}
