//! Reads and checks the prose of one file.

use kassei::text::Lang;

use super::japanese::half_width_mark;
use super::parse::markdown;
use super::{Inline, Part, Prose, Words, walk, walk_words};
use crate::lessons::source::{Passage, Source};
use crate::lessons::terms::Terms;

/// Reads the prose of one file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scribe<'a> {
    pub(crate) source: &'a Source,
    pub(crate) terms: &'a Terms,
}

impl<'a> Scribe<'a> {
    /// Paragraphs, lists, tables and quotes.
    pub(crate) fn prose<'p>(&self, passage: Passage<'p>) -> Prose
    where
        'a: 'p,
    {
        let prose = markdown(*self, passage);
        self.check_prose(&prose, passage);
        prose
    }

    /// One line of words, for what has no room for more.
    pub(crate) fn words<'p>(&self, passage: Passage<'p>) -> Words
    where
        'a: 'p,
    {
        let prose = self.prose(passage);
        let found = prose.len();
        if let Ok([Part::Paragraph(words)]) = <[Part; 1]>::try_from(prose) {
            return words;
        }
        let found = match found {
            0 => "nothing".to_owned(),
            1 => "a list, a table or a quote".to_owned(),
            more => format!("{more} paragraphs"),
        };
        self.source.problem(
            passage.at(0),
            format!("cannot read a line of text: found {found}, expected one paragraph"),
        );
        Vec::new()
    }

    /// One line of words without links in it, for what is a link or a label itself.
    /// `what` it is, for errors.
    pub(crate) fn label<'p>(&self, passage: Passage<'p>, what: &str) -> Words
    where
        'a: 'p,
    {
        let words = self.words(passage);
        walk_words(&words, &mut |inline| {
            if matches!(inline, Inline::Term { .. } | Inline::Link { .. }) {
                self.source.problem(
                    passage.at(0),
                    format!("cannot use a link or a term in {what}: expected words without"),
                );
            }
        });
        words
    }

    /// Checks the words of a title or the like.
    pub(crate) fn check_words(&self, passage: Passage<'_>) {
        self.check_text(passage.text, passage);
    }

    fn check_prose(&self, prose: &[Part], passage: Passage<'_>) {
        let mut texts = Vec::new();
        walk(prose, &mut |inline| {
            if let Inline::Text(text) = inline {
                texts.push(text);
            }
        });
        texts.iter().for_each(|text| self.check_text(text, passage));
    }

    /// Notes a word that the glossary replaces, and a mark that Japanese sets otherwise.
    fn check_text(&self, text: &str, passage: Passage<'_>) {
        // Text has lost its place: the first line that has this as written there, else where it all begins.
        let place = |written: &str| passage.at(passage.text.find(written).unwrap_or_default());
        if let Some((word, at, term)) = self.terms.avoided(text) {
            let written = &text[at..at + word.len()];
            let path = &self.terms.source.path;
            self.source.problem(
                place(written),
                format!("cannot use the word {written:?}: expected {term:?}, by {path}"),
            );
        }
        if self.terms.lang == Lang::Ja
            && let Some((mark, beside, full)) = half_width_mark(text)
        {
            self.source.problem(
                place(beside),
                format!("cannot set {mark:?} in {beside:?}: expected {full:?} beside Japanese"),
            );
        }
    }
}
