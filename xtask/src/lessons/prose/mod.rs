//! Running text as data: what Markdown with formulas, colours, terms and computed numbers becomes.

mod inline;
mod japanese;
mod parse;
mod scribe;

pub(crate) use scribe::Scribe;

use super::number::Number;
use crate::markup::Element;

/// Paragraphs, lists, tables and quotes.
pub(crate) type Prose = Vec<Part>;
/// What stands in a line.
pub(crate) type Words = Vec<Inline>;

/// A part of running text.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    Paragraph(Words),
    /// Words without a paragraph around them: the item of a dense list.
    Plain(Words),
    Quote(Prose),
    List {
        /// The number of the first item of an ordered list.
        first: Option<u64>,
        items: Vec<Prose>,
    },
    Table {
        head: Vec<Words>,
        rows: Vec<Vec<Words>>,
    },
}

/// A piece of a line.
#[derive(Clone, Debug)]
pub(crate) enum Inline {
    Text(String),
    Break,
    Emphasis(Words),
    Strong(Words),
    Code(String),
    /// Words in the colour of a quantity.
    Quantity(&'static str, Words),
    /// Words that the glossary explains.
    Term {
        id: String,
        words: Words,
    },
    Number(Number),
    Formula(Formula),
    Link {
        to: Target,
        words: Words,
        at: usize,
    },
}

/// A formula.
#[derive(Clone, Debug)]
pub(crate) struct Formula {
    pub(crate) tex: String,
    /// `<math>`
    pub(crate) math: Element,
    /// Whether it has a line of its own.
    pub(crate) display: bool,
    pub(crate) at: usize,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Web(String),
    Function(&'static str),
    Lesson { slug: String, slide: Option<String> },
}

/// Calls `visit` for every piece, the outer one first.
pub(crate) fn walk<'a>(prose: &'a [Part], visit: &mut dyn FnMut(&'a Inline)) {
    for part in prose {
        match part {
            Part::Paragraph(words) | Part::Plain(words) => walk_words(words, visit),
            Part::Quote(prose) => walk(prose, visit),
            Part::List { items, .. } => items.iter().for_each(|item| walk(item, visit)),
            Part::Table { head, rows } => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|words| walk_words(words, visit));
            }
        }
    }
}

/// Calls `visit` for every piece of a line, the outer one first.
pub(crate) fn walk_words<'a>(words: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in words {
        visit(inline);
        if let Inline::Emphasis(words)
        | Inline::Strong(words)
        | Inline::Quantity(_, words)
        | Inline::Term { words, .. }
        | Inline::Link { words, .. } = inline
        {
            walk_words(words, visit);
        }
    }
}

/// The characters alone: what a title or an alternative text can hold. A formula is its TeX.
pub(crate) fn plain(words: &[Inline]) -> String {
    let mut text = String::new();
    walk_words(words, &mut |inline| match inline {
        Inline::Text(piece) | Inline::Code(piece) => text.push_str(piece),
        Inline::Number(number) => text.push_str(&number.shown),
        Inline::Formula(formula) => text.push_str(&formula.tex),
        Inline::Break => text.push(' '),
        _ => {}
    });
    text
}
