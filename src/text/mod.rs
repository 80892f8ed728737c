//! The words of the interface, in every language, and how numbers are written, spoken and read.

mod decimal;
mod number;

pub use number::{exact, fixed, parse, power_of_ten, scientific, spoken, trimmed};

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

    /// Whether the function `id` answers to `query`: by id, by a name in any language, or by another of its names.
    #[must_use]
    pub fn answers_to(&self, id: &str, aliases: &[&str], query: &str) -> bool {
        let query = query.trim();
        let names = [self.terms, self.also].into_iter();
        names
            .filter_map(|table| look_up(table, id))
            .chain([id])
            .chain(aliases.iter().copied())
            .any(|name| holds(name, query))
    }

    /// The strings that the app needs, a line each: what the app learns from a file.
    #[cfg(feature = "press")]
    #[must_use]
    pub fn lines(&self) -> String {
        let mut lines = self.app.join("\n");
        for (id, words) in [self.terms, self.also]
            .into_iter()
            .flat_map(|table| table.iter().chain(&[("", "")]))
        {
            lines += &format!("\n{id}\t{words}");
        }
        lines
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
        spoken(value, digits, self.minus())
    }
}

#[cfg(browser)]
thread_local! {
    /// The languages that the page's script has given, none yet.
    static LEARNT: std::cell::Cell<&'static [&'static Text]> = const { std::cell::Cell::new(&[]) };
}

#[cfg(browser)]
impl Lang {
    /// The strings; those of a language that was learnt before where this one was not.
    ///
    /// # Panics
    /// No language was learnt.
    #[must_use]
    pub fn text(self) -> &'static Text {
        let texts = LEARNT.get();
        let own = texts.iter().find(|text| text.lang == self);
        own.or(texts.first()).expect("a language was learnt")
    }
}

/// Takes the strings of a language, as [`Text::lines`] writes them. They are kept as long as the program runs.
#[cfg(browser)]
pub fn learn(lang: Lang, lines: String) {
    let mut lines = Lines(String::leak(lines).split('\n'));
    let text: &Text = Box::leak(Box::new(Text {
        lang,
        app: std::array::from_fn(|_| lines.line()),
        terms: lines.rows(),
        also: lines.rows(),
    }));
    LEARNT.set(Vec::leak([LEARNT.get(), &[text]].concat()));
}

#[cfg(browser)]
struct Lines(std::str::Split<'static, char>);

#[cfg(browser)]
impl Lines {
    fn line(&mut self) -> &'static str {
        self.0.next().unwrap_or_default()
    }

    /// The rows up to an empty one.
    fn rows(&mut self) -> &'static [(&'static str, &'static str)] {
        let mut rows = Vec::new();
        while let Some(row) = self
            .line()
            .split_once('\t')
            .filter(|(id, _)| !id.is_empty())
        {
            rows.push(row);
        }
        Vec::leak(rows)
    }
}

/// Whether `query` stands in `name`, whatever the case of its Latin letters; `_` is a space.
fn holds(name: &str, query: &str) -> bool {
    let letter = |c: &u8| match c.to_ascii_lowercase() {
        b'_' => b' ',
        other => other,
    };
    let same = |part: &[u8]| {
        part.iter()
            .map(letter)
            .eq(query.bytes().map(|c| letter(&c)))
    };
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
