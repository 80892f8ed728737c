//! Markdown, read strictly: what is not known is a problem, not text.

use std::iter::Peekable;
use std::ops::Range;

use kassei::maths::Activation;
use kassei::text::Lang;
use pulldown_cmark::{
    BrokenLink, CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd,
};

use super::japanese::{half_width_mark, is_wide};
use super::{Formula, Inline, Part, Prose, Target, Words, plain, walk};
use crate::lessons::number::Number;
use crate::lessons::source::{Passage, Source};
use crate::lessons::terms::Terms;
use crate::tex::{self, QUANTITIES};

/// How the parser is told that `[w:…]` is a quantity.
const QUANTITY: &str = "quantity:";

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
        let callback = |link: BrokenLink<'_>| quantity(&link.reference);
        let options = Options::ENABLE_TABLES | Options::ENABLE_MATH | Options::ENABLE_WIKILINKS;
        let parser = Parser::new_with_broken_link_callback(passage.text, options, Some(callback));
        let mut reader = Reader {
            scribe: *self,
            passage,
            events: parser.into_offset_iter().peekable(),
        };
        let prose = reader.parts(None);
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
    pub(crate) fn heading<'p>(&self, passage: Passage<'p>) -> Words
    where
        'a: 'p,
    {
        let words = self.words(passage);
        super::walk_words(&words, &mut |inline| {
            if matches!(inline, Inline::Term { .. } | Inline::Link { .. }) {
                self.source.problem(
                    passage.at(0),
                    "cannot use a link or a term in a heading: expected words without",
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

/// `w:weight`, `w`: the quantity that brackets around it mean.
fn quantity<'c>(reference: &str) -> Option<(CowStr<'c>, CowStr<'c>)> {
    let name = reference.split(':').next().unwrap_or_default();
    let short = name.len() == 1 && name.bytes().all(|c| c.is_ascii_lowercase());
    let known = QUANTITIES.contains(&name) || reference.len() > 1;
    (short && known).then(|| (format!("{QUANTITY}{name}").into(), "".into()))
}

struct Reader<'a, F: pulldown_cmark::BrokenLinkCallback<'a>> {
    scribe: Scribe<'a>,
    passage: Passage<'a>,
    events: Peekable<OffsetIter<'a, F>>,
}

impl<'a, F: pulldown_cmark::BrokenLinkCallback<'a>> Reader<'a, F> {
    fn problem(&self, place: &Range<usize>, message: impl Into<String>) {
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

    fn skip(&mut self, end: TagEnd) {
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

    fn raw_html(&self, place: &Range<usize>) {
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

    fn words(&mut self, end: TagEnd) -> Words {
        let mut words = Vec::new();
        while let Some((event, place)) = self.next_until(Some(end)) {
            self.inline(event, &place, &mut words);
        }
        words
    }

    fn inline(&mut self, event: Event<'a>, place: &Range<usize>, words: &mut Words) {
        match event {
            Event::Text(text) => {
                self.strays(&text, place);
                push_text(words, &text);
            }
            Event::SoftBreak if !self.is_between_wide(place) => {
                push_text(words, " ");
            }
            Event::HardBreak => words.push(Inline::Break),
            Event::Code(code) => words.extend(self.code(&code, place)),
            Event::InlineMath(tex) => words.extend(self.formula(&tex, false, place)),
            Event::DisplayMath(tex) => words.extend(self.formula(&tex, true, place)),
            Event::Start(Tag::Emphasis) => {
                words.push(Inline::Emphasis(self.words(TagEnd::Emphasis)));
            }
            Event::Start(Tag::Strong) => words.push(Inline::Strong(self.words(TagEnd::Strong))),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let inner = self.words(TagEnd::Link);
                words.extend(self.link(link_type, &dest_url, inner, place));
            }
            Event::Start(Tag::Image { .. }) => {
                self.skip(TagEnd::Image);
                self.problem(place, "cannot show an image: expected an exhibit, whose picture is drawn by the build");
            }
            Event::InlineHtml(_) | Event::Html(_) => self.raw_html(place),
            Event::Rule => self.problem(
                place,
                "cannot use a line across: expected \"---\" between slides",
            ),
            _ => {}
        }
    }

    /// A sign that was meant to open or close something, and does not.
    fn strays(&self, text: &str, place: &Range<usize>) {
        let written = &self.passage.text[place.clone()];
        if written != text {
            return; // an entity: meant so
        }
        for (i, c) in text
            .char_indices()
            .filter(|(_, c)| matches!(c, '*' | '$' | '`'))
        {
            let at = place.start + i;
            if !self.passage.text[..at].ends_with('\\') {
                let advice = if c == '*' {
                    "; Japanese marks such as 」 or 。 stand outside the stars"
                } else {
                    ""
                };
                self.problem(&(at..at), format!("cannot read a {c:?} that opens or closes nothing: expected its partner, or \\{c} for the sign{advice}"));
                return;
            }
        }
    }

    /// Whether a line ends or begins with a character after which Japanese has no space.
    fn is_between_wide(&self, place: &Range<usize>) -> bool {
        let before = self.passage.text[..place.start]
            .trim_end()
            .chars()
            .next_back();
        let after = self.passage.text[place.end..]
            .trim_start_matches([' ', '>', '\n'])
            .chars()
            .next();
        [before, after].into_iter().flatten().any(is_wide)
    }

    fn code(&self, code: &str, place: &Range<usize>) -> Option<Inline> {
        let Some(expression) = code.strip_prefix('=') else {
            return Some(Inline::Code(code.to_owned()));
        };
        match Number::parse(expression) {
            Ok(number) => Some(Inline::Number(number)),
            Err(error) => {
                self.problem(place, error);
                None
            }
        }
    }

    fn formula(&self, tex: &str, display: bool, place: &Range<usize>) -> Option<Inline> {
        let tex = tex.trim().to_owned();
        match tex::formula(&tex, display) {
            Ok(math) => {
                let at = self.passage.at(place.start);
                Some(Inline::Formula(Formula {
                    tex,
                    math,
                    display,
                    at,
                }))
            }
            Err(error) => {
                self.problem(
                    place,
                    format!("cannot read the formula \"{tex}\": {error:#}"),
                );
                None
            }
        }
    }

    fn link(
        &self,
        kind: LinkType,
        url: &str,
        words: Words,
        place: &Range<usize>,
    ) -> Option<Inline> {
        if let LinkType::WikiLink { has_pothole } = kind {
            return self.term(url, has_pothole.then_some(words), place);
        }
        if let Some(name) = url.strip_prefix(QUANTITY) {
            return self.quantity(name, words, place);
        }
        match target(url) {
            Ok(to) => Some(Inline::Link {
                to,
                words,
                at: self.passage.at(place.start),
            }),
            Err(error) => {
                self.problem(place, error);
                None
            }
        }
    }

    fn term(&self, id: &str, words: Option<Words>, place: &Range<usize>) -> Option<Inline> {
        let Some(term) = self.scribe.terms.find(id) else {
            let path = &self.scribe.terms.source.path;
            self.problem(
                place,
                format!("cannot find the term {id:?}: expected a key of {path}"),
            );
            return None;
        };
        let words = words.unwrap_or_else(|| vec![Inline::Text(term.term.to_owned())]);
        Some(Inline::Term {
            id: term.id.to_owned(),
            words,
        })
    }

    fn quantity(&self, name: &str, mut words: Words, place: &Range<usize>) -> Option<Inline> {
        let Some(name) = QUANTITIES.into_iter().find(|quantity| *quantity == name) else {
            let known = QUANTITIES.join(", ");
            self.problem(
                place,
                format!("cannot colour the quantity {name:?}: expected one of {known}"),
            );
            return None;
        };
        if let Some(Inline::Text(first)) = words.first_mut()
            && let Some(rest) = first
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix(':'))
        {
            *first = rest.to_owned();
        }
        if plain(&words).trim().is_empty() {
            self.problem(
                place,
                format!(
                    "cannot colour the quantity {name:?}: found no words, expected [{name}:words]"
                ),
            );
        }
        Some(Inline::Quantity(name, words))
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

fn push_text(words: &mut Words, text: &str) {
    if let Some(Inline::Text(last)) = words.last_mut() {
        last.push_str(text);
    } else {
        words.push(Inline::Text(text.to_owned()));
    }
}

/// Where `url` leads.
fn target(url: &str) -> Result<Target, String> {
    match url.split_once(':') {
        Some(("fn", id)) => {
            let found = Activation::find(id).ok_or_else(|| {
                format!("cannot link to the function {id:?}: expected an id of the catalogue")
            })?;
            Ok(Target::Function(found.id))
        }
        Some(("lesson", address)) => {
            let (slug, slide) = address
                .split_once('#')
                .map_or((address, None), |(slug, slide)| {
                    (slug, Some(slide.to_owned()))
                });
            Ok(Target::Lesson {
                slug: slug.to_owned(),
                slide,
            })
        }
        Some(("https", _)) => Ok(Target::Web(url.to_owned())),
        _ => Err(format!(
            "cannot link to {url:?}: expected fn:…, lesson:… or https://…"
        )),
    }
}
