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

    /// A number as it is said aloud: `マイナス1.2`, `minus 1.2`.
    #[must_use]
    pub fn say(&self, value: f64, digits: usize) -> String {
        spoken(value, digits, self.minus)
    }
}

/// Whether the function `id` answers to `query`, in any language: by id, name or another of its names.
#[must_use]
pub fn answers_to(id: &str, aliases: &[&str], query: &str) -> bool {
    let query = query.trim();
    let words = |text: &Text| [look_up(text.terms, id), look_up(text.also, id)];
    let names = Lang::ALL
        .iter()
        .flat_map(|lang| words(lang.text()))
        .flatten();
    let mut all = names.chain([id]).chain(aliases.iter().copied());
    all.any(|name| holds(name, query))
}

/// Whether `query` stands in `name`, whatever the case of its Latin letters; `_` is a space.
fn holds(name: &str, query: &str) -> bool {
    let letter = |c: &u8| match c.to_ascii_lowercase() {
        b'_' => b' ',
        other => other,
    };
    let same = |part: &[u8]| part.iter().map(letter).eq(query.bytes().map(|c| letter(&c)));
    query.is_empty() || name.as_bytes().windows(query.len()).any(same)
}

fn look_up(table: &[(&'static str, &'static str)], id: &str) -> Option<&'static str> {
    table.iter().find(|(key, _)| *key == id).map(|(_, s)| *s)
}

/// `template` with each `{name}` replaced by the value of that name.
fn fill(template: &str, values: &[(&str, &dyn core::fmt::Display)]) -> String {
    let mut text = String::new();
    for part in template.split('{') {
        let Some((name, rest)) = part.split_once('}') else {
            text.push_str(part);
            continue;
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            text.push_str(&value.to_string());
        }
        text.push_str(rest);
    }
    text
}
