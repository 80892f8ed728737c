//! The glossary of a language, and the words that lessons must not use in its place.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Result;
use kassei::text::Lang;
use serde::Deserialize;

use super::located::{Located, Toml};
use super::source::{Problem, Source};
use crate::root;

/// The words of a language.
#[derive(Debug)]
pub(crate) struct Terms {
    pub(crate) lang: Lang,
    pub(crate) source: Source,
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    term: Located,
    meaning: Located,
    reading: Option<Located>,
    #[serde(default)]
    avoid: Vec<Located>,
}

/// An entry of the glossary.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term<'a> {
    pub(crate) id: &'a str,
    pub(crate) term: &'a str,
    pub(crate) meaning: &'a str,
    pub(crate) reading: Option<&'a str>,
}

impl Terms {
    /// The file of a language; none is an empty glossary.
    pub(crate) fn open(lang: Lang) -> Result<Self> {
        let path = format!("content/{}/terms.toml", lang.code());
        let source = if fs::exists(root().join(&path))? {
            Source::open(&path)?
        } else {
            Source::new(&path, "")
        };
        Ok(Self::read(source, lang))
    }

    pub(crate) fn read(source: Source, lang: Lang) -> Self {
        let toml = Toml {
            source: &source,
            start: 0,
            end: source.text.len(),
            at: 0,
            what: "glossary",
        };
        let entries: BTreeMap<String, Entry> = toml.read().unwrap_or_default();
        for (id, entry) in &entries {
            check(&toml, id, entry, lang);
        }
        Self {
            lang,
            source,
            entries,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn find(&self, id: &str) -> Option<Term<'_>> {
        let (id, entry) = self.entries.get_key_value(id)?;
        Some(Term {
            id,
            term: entry.term.get_ref(),
            meaning: entry.meaning.get_ref(),
            reading: entry
                .reading
                .as_ref()
                .map(|reading| reading.get_ref().as_str()),
        })
    }

    /// The first word of `text` that a term is to be used for: it, where it begins, and the term.
    pub(crate) fn avoided(&self, text: &str) -> Option<(&str, usize, &str)> {
        self.entries.values().find_map(|entry| {
            let words = entry.avoid.iter().map(|word| word.get_ref().as_str());
            words
                .filter_map(|word| {
                    Some((
                        word,
                        self.find_word(text, word)?,
                        entry.term.get_ref().as_str(),
                    ))
                })
                .next()
        })
    }

    /// Where `word` stands in `text`, but for places within a term.
    fn find_word(&self, text: &str, word: &str) -> Option<usize> {
        let (text, word) = (text.to_ascii_lowercase(), word.to_ascii_lowercase());
        let terms = || {
            self.entries
                .values()
                .map(|entry| entry.term.get_ref().to_ascii_lowercase())
        };
        let within = |start: usize, term: &str| {
            let mut places = text.match_indices(term);
            places.any(|(at, _)| at <= start && start + word.len() <= at + term.len())
        };
        let mut places = text.match_indices(&word).map(|(start, _)| start);
        places.find(|start| {
            stands_alone(&text, *start, &word) && !terms().any(|term| within(*start, &term))
        })
    }
}

/// Whether Latin letters at `start` are a word of their own, or its plural.
fn stands_alone(text: &str, start: usize, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let before = text[..start].chars().next_back();
    let rest = &text[start + word.len()..];
    let rest = ["es", "s"]
        .into_iter()
        .find_map(|end| rest.strip_prefix(end))
        .unwrap_or(rest);
    let first = word.chars().next();
    let last = word.chars().next_back();
    !(letter(first) && letter(before) || letter(last) && letter(rest.chars().next()))
}

fn check(toml: &Toml<'_>, id: &str, entry: &Entry, lang: Lang) {
    let at = toml.at(&entry.term);
    if !super::is_id(id) {
        toml.source.problem(
            at,
            format!(
                "cannot use the key {id:?} of a term: expected lower-case words joined by hyphens"
            ),
        );
    }
    let kanji = entry
        .term
        .get_ref()
        .chars()
        .any(|c| matches!(c, '\u{3400}'..='\u{9FFF}'));
    if lang == Lang::Ja && kanji && entry.reading.is_none() {
        toml.source.problem(
            at,
            format!("cannot read the term {id:?} aloud: found kanji, expected reading = \"…\""),
        );
    }
}

/// Keys that only one of the glossaries has.
pub(crate) fn differences(glossaries: &[&Terms]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (here, there) in glossaries
        .iter()
        .flat_map(|a| glossaries.iter().map(move |b| (a, b)))
    {
        for (id, entry) in &here.entries {
            if !there.entries.contains_key(id) {
                let place = here.source.place(entry.term.span().start);
                problems.push(Problem::of_file(
                    &there.source.path,
                    format!("cannot find the term {id:?}: expected it since {place} has it"),
                ));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> Terms {
        let text = "[kink]\nterm = \"kink\"\nmeaning = \"m\"\navoid = [\"corner point\", \"角\"]\n[acute]\nterm = \"鋭角\"\nmeaning = \"m\"\n";
        let terms = Terms::read(Source::new("terms.toml", text), Lang::En);
        assert_eq!(terms.source.take_problems(), vec![]);
        terms
    }

    #[test]
    fn a_word_to_avoid_is_found_in_any_case_and_number() {
        for (text, found) in [
            ("Corner points are sharp", true),
            ("a corner point.", true),
            ("a corner pointed at", false),
            ("its角", true),
            ("鋭角です", false),
        ] {
            assert_eq!(terms().avoided(text).is_some(), found, "{text}");
        }
    }

    #[test]
    fn glossaries_have_the_same_terms() {
        let other = Terms::read(
            Source::new("other.toml", "[kink]\nterm = \"k\"\nmeaning = \"m\"\n"),
            Lang::En,
        );
        let said: Vec<String> = differences(&[&terms(), &other])
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            said,
            ["other.toml: cannot find the term \"acute\": expected it since terms.toml:6 has it"]
        );
    }

    #[test]
    fn kanji_have_a_reading() {
        let terms = Terms::read(
            Source::new("t.toml", "[kink]\nterm = \"折れ点\"\nmeaning = \"m\"\n"),
            Lang::Ja,
        );
        let said: Vec<String> = terms
            .source
            .take_problems()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            said,
            [
                "t.toml:2: cannot read the term \"kink\" aloud: found kanji, expected reading = \"…\""
            ]
        );
    }
}
