//! Markdown, read strictly: what is not known is a problem, not text.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, BrokenLinkCallback, Event, OffsetIter, Options, Parser, Tag, TagEnd,
};

use super::scribe::Scribe;
use super::{Part, Prose, Words, inline};
use crate::lessons::source::Passage;

/// What `passage` says.
pub(super) fn markdown<'a>(scribe: Scribe<'a>, passage: Passage<'a>) -> Prose {
    let callback = |link: BrokenLink<'_>| inline::quantity(&link.reference);
    let options = Options::ENABLE_TABLES | Options::ENABLE_MATH | Options::ENABLE_WIKILINKS;
    let parser = Parser::new_with_broken_link_callback(passage.text, options, Some(callback));
    let mut reader = Reader {
        scribe,
        passage,
        events: parser.into_offset_iter().peekable(),
    };
    reader.parts(None)
}

/// Goes through the events of a parser, each with its place in the passage.
pub(super) struct Reader<'a, F: BrokenLinkCallback<'a>> {
    pub(super) scribe: Scribe<'a>,
    pub(super) passage: Passage<'a>,
    events: Peekable<OffsetIter<'a, F>>,
}

impl<'a, F: BrokenLinkCallback<'a>> Reader<'a, F> {
    pub(super) fn problem(&self, place: &Range<usize>, message: impl Into<String>) {
        self.scribe
            .source
            .problem(self.passage.at(place.start), message);
    }

    fn next_until(&mut self, end: Option<TagEnd>) -> Option<(Event<'a>, Range<usize>)> {
        let (event, place) = self.events.next()?;
        let ends = matches!(&event, Event::End(tag) if Some(*tag) == end);
        (!ends).then_some((event, place))
    }

    /// What stands before `end`, where lines without a paragraph may be.
    fn parts(&mut self, end: Option<TagEnd>) -> Prose {
        let mut parts = Vec::new();
        let mut loose = Vec::new();
        while let Some((event, place)) = self.next_until(end) {
            let Event::Start(tag) = event else {
                self.inline(event, &place, &mut loose);
                continue;
            };
            if is_inline(&tag) {
                self.inline(Event::Start(tag), &place, &mut loose);
                continue;
            }
            flush(&mut loose, &mut parts);
            parts.extend(self.part(tag, &place));
        }
        flush(&mut loose, &mut parts);
        parts
    }

    fn part(&mut self, tag: Tag<'a>, place: &Range<usize>) -> Option<Part> {
        let end = tag.to_end();
        let refused = match tag {
            Tag::Paragraph => return Some(Part::Paragraph(self.words(end))),
            Tag::BlockQuote(_) => return Some(Part::Quote(self.parts(Some(end)))),
            Tag::List(first) => {
                return Some(Part::List {
                    first,
                    items: self.items(end),
                });
            }
            Tag::Table(_) => return Some(self.table()),
            Tag::HtmlBlock => {
                self.skip(end);
                self.raw_html(place);
                return None;
            }
            Tag::Heading { .. } => "a heading: expected one heading a slide, its first line",
            Tag::CodeBlock(_) => {
                "code: expected no indented block; a block \"code\" shows a listing that is tested"
            }
            _ => "this kind of Markdown: expected paragraphs, lists, tables, quotes",
        };
        self.skip(end);
        self.problem(place, format!("cannot use {refused}"));
        None
    }

    pub(super) fn skip(&mut self, end: TagEnd) {
        let mut depth = 1;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(tag) if tag.to_end() == end => depth += 1,
                Event::End(tag) if tag == end => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    pub(super) fn raw_html(&self, place: &Range<usize>) {
        let found = self.passage.text[place.clone()].trim();
        let found = found.lines().next().unwrap_or_default();
        let found: String = found.chars().take(40).collect();
        self.problem(
            place,
            format!("cannot use HTML: found {found:?}, expected Markdown (\\< is a sign)"),
        );
    }

    fn items(&mut self, end: TagEnd) -> Vec<Prose> {
        let mut items = Vec::new();
        while let Some((event, _)) = self.next_until(Some(end)) {
            if let Event::Start(Tag::Item) = event {
                items.push(self.parts(Some(TagEnd::Item)));
            }
        }
        items
    }

    fn table(&mut self) -> Part {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some((event, _)) = self.next_until(Some(TagEnd::Table)) {
            match event {
                Event::Start(Tag::TableHead) => head = self.cells(TagEnd::TableHead),
                Event::Start(Tag::TableRow) => rows.push(self.cells(TagEnd::TableRow)),
                _ => {}
            }
        }
        Part::Table { head, rows }
    }

    fn cells(&mut self, end: TagEnd) -> Vec<Words> {
        let mut cells = Vec::new();
        while let Some((event, _)) = self.next_until(Some(end)) {
            if let Event::Start(Tag::TableCell) = event {
                cells.push(self.words(TagEnd::TableCell));
            }
        }
        cells
    }

    pub(super) fn words(&mut self, end: TagEnd) -> Words {
        let mut words = Vec::new();
        while let Some((event, place)) = self.next_until(Some(end)) {
            self.inline(event, &place, &mut words);
        }
        words
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn flush(loose: &mut Words, parts: &mut Prose) {
    if !loose.is_empty() {
        parts.push(Part::Plain(std::mem::take(loose)));
    }
}
