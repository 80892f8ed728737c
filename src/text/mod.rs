//! The words of the interface, in every language, and how numbers are written, spoken and read.

mod number;

pub use number::{exact, fixed, parse, scientific, spoken, trimmed};

include!(concat!(env!("OUT_DIR"), "/text.rs"));

impl Lang {
    /// The language of a BCP 47 tag: `ja-JP` is Japanese; `None` for a language that is not spoken here.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .iter()
            .copied()
            .find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.lang == other.lang
    }
}

impl Text {
    /// The name of the function `id`.
    #[must_use]
    pub fn term(&self, id: &str) -> &'static str {
        look_up(self.terms, id).unwrap_or_default()
    }

    /// The name of the exhibit `id`, whatever its state.
    #[cfg(feature = "press")]
    #[must_use]
    pub fn exhibit(&self, id: &str) -> &'static str {
        look_up(self.exhibits, id).unwrap_or_default()
    }

    /// What one does with the exhibit `id`, in a sentence.
    #[cfg(feature = "press")]
    #[must_use]
    pub fn exhibit_about(&self, id: &str) -> &'static str {
        look_up(self.about, id).unwrap_or_default()
    }

    /// A number as it is said aloud: `マイナス1.2`, `minus 1.2`.
    #[must_use]
    pub fn say(&self, value: f64, digits: usize) -> String {
        spoken(value, digits, self.minus)
    }
}

/// Whether the function `id` answers to `query`, in any language: by id, name or another of its names.
#[must_use]
pub fn answers_to(id: &str, aliases: &[&str], query: &str) -> bool {
    let query = query.trim().to_ascii_lowercase();
    let words = |text: &Text| [look_up(text.terms, id), look_up(text.also, id)];
    let names = Lang::ALL
        .iter()
        .flat_map(|lang| words(lang.text()))
        .flatten();
    let mut all = names.chain([id]).chain(aliases.iter().copied());
    all.any(|name| {
        name.to_ascii_lowercase()
            .replace('_', " ")
            .contains(&query.replace('_', " "))
    })
}

fn look_up(table: &[(&'static str, &'static str)], id: &str) -> Option<&'static str> {
    table.iter().find(|(key, _)| *key == id).map(|(_, s)| *s)
}

fn fill(template: &str, values: &[(&str, &dyn core::fmt::Display)]) -> String {
    values
        .iter()
        .fold(template.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), &value.to_string())
        })
}
