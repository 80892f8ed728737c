//! What stands in a line of Markdown, and what is ours in it: quantities, terms, computed numbers, formulas, links.

use std::ops::Range;

use kassei::maths::Activation;
use pulldown_cmark::{BrokenLinkCallback, CowStr, Event, LinkType, Tag, TagEnd};

use super::japanese::is_wide;
use super::parse::Reader;
use super::{Formula, Inline, Target, Words, plain};
use crate::lessons::number::Number;
use crate::tex::{self, QUANTITIES};

/// How the parser is told that `[w:…]` is a quantity.
const QUANTITY: &str = "quantity:";

/// `w:weight`, `w`: the quantity that brackets around it mean.
pub(super) fn quantity<'c>(reference: &str) -> Option<(CowStr<'c>, CowStr<'c>)> {
    let name = reference.split(':').next().unwrap_or_default();
    let short = name.len() == 1 && name.bytes().all(|c| c.is_ascii_lowercase());
    let known = QUANTITIES.contains(&name) || reference.len() > 1;
    (short && known).then(|| (format!("{QUANTITY}{name}").into(), "".into()))
}

impl<'a, F: BrokenLinkCallback<'a>> Reader<'a, F> {
    pub(super) fn inline(&mut self, event: Event<'a>, place: &Range<usize>, words: &mut Words) {
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
