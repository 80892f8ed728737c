//! A lesson as data.

use std::collections::BTreeMap;

use kassei::text::Lang;
use serde::Deserialize;
use toml::Spanned;

use super::blocks::{self, Block, Kind};
use super::located::{Located, Toml};
use super::prose::{Scribe, Words};
use super::source::Source;
use super::split::{Piece, split};
use super::terms::Terms;

/// A lesson in one language.
#[derive(Debug)]
pub(crate) struct Lesson {
    pub(crate) lang: Lang,
    pub(crate) source: Source,
    /// Its name in addresses, the same in every language.
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) minutes: u32,
    pub(crate) covers: Vec<Cover>,
    pub(crate) slides: Vec<Slide>,
}

/// A slide and a row of the curriculum that it teaches.
#[derive(Debug)]
pub(crate) struct Cover {
    pub(crate) slide: String,
    pub(crate) row: String,
    pub(crate) at: usize,
}

#[derive(Debug)]
pub(crate) struct Slide {
    pub(crate) id: String,
    pub(crate) at: usize,
    pub(crate) title: Words,
    pub(crate) blocks: Vec<Block>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    title: Located,
    description: Located,
    minutes: Spanned<u32>,
    #[serde(default)]
    covers: BTreeMap<Spanned<String>, Vec<Located>>,
}

impl Lesson {
    /// Reads a lesson; its problems are then with its source, which is handed back in any case.
    pub(crate) fn read(
        source: Source,
        slug: &str,
        lang: Lang,
        terms: &Terms,
    ) -> Result<Self, Source> {
        let Some((front, covers, slides)) = read_parts(&source, terms) else {
            return Err(source);
        };
        Ok(Self {
            lang,
            source,
            slug: slug.to_owned(),
            title: front.title.into_inner(),
            description: front.description.into_inner(),
            minutes: front.minutes.into_inner(),
            covers,
            slides,
        })
    }

    /// The slide of this id.
    pub(crate) fn slide(&self, id: &str) -> Option<&Slide> {
        self.slides.iter().find(|slide| slide.id == id)
    }
}

fn read_parts(source: &Source, terms: &Terms) -> Option<(Front, Vec<Cover>, Vec<Slide>)> {
    let parts = split(source)?;
    let scribe = Scribe { source, terms };
    let toml = Toml::front(source, &parts.front);
    let front = toml.read::<Front>();
    let slides: Vec<Slide> = parts
        .slides
        .iter()
        .filter_map(|pieces| slide(scribe, pieces))
        .collect();
    check_ids(source, &slides);
    let front = front?;
    for text in [&front.title, &front.description] {
        if text.get_ref().trim().is_empty() {
            source.problem(
                toml.at(text),
                "cannot use an empty title or description: expected words",
            );
        }
        scribe.check_words(toml.passage(text));
    }
    if *front.minutes.get_ref() == 0 {
        source.problem(
            toml.at(&front.minutes),
            "cannot read minutes = 0: expected how long the lesson takes",
        );
    }
    let covers = covers(&toml, &front, &slides);
    Some((front, covers, slides))
}

fn slide(scribe: Scribe<'_>, pieces: &[Piece]) -> Option<Slide> {
    let source = scribe.source;
    let Some((first, rest)) = pieces.split_first() else {
        source.problem(
            source.text.len(),
            "cannot read a slide: found none or an empty one, expected a heading \"# Words {#id}\"",
        );
        return None;
    };
    let (start, end) = match first {
        Piece::Prose(range) => (range.start, range.end),
        Piece::Fence(fence) => (fence.at, fence.at),
    };
    let text = &source.text[start..end];
    let at = start + text.len() - text.trim_start().len();
    let line = source.text[at..].lines().next().unwrap_or_default();
    let Some((words, id)) = heading(line) else {
        source.problem(
            at,
            format!("cannot read a slide: found {line:?}, expected a heading \"# Words {{#id}}\""),
        );
        return None;
    };
    let words_at = at + "# ".len();
    let title = scribe.label(
        source.passage(words_at, words_at + words.len()),
        "a heading",
    );
    let rest_of_first = at + line.len()..end.max(at + line.len());
    let mut blocks: Vec<Block> = prose(scribe, rest_of_first.start, rest_of_first.end)
        .into_iter()
        .collect();
    for piece in rest {
        blocks.extend(match piece {
            Piece::Prose(range) => prose(scribe, range.start, range.end),
            Piece::Fence(fence) => blocks::read(scribe, fence),
        });
    }
    check_tries(source, &blocks);
    Some(Slide {
        id: id.to_owned(),
        at,
        title,
        blocks,
    })
}

/// `# Words {#id}`
fn heading(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end().strip_prefix("# ")?.strip_suffix('}')?;
    let (words, id) = line.rsplit_once("{#")?;
    (!words.trim().is_empty()).then_some((words, id))
}

fn prose(scribe: Scribe<'_>, start: usize, end: usize) -> Option<Block> {
    let passage = scribe.source.passage(start, end);
    if passage.text.trim().is_empty() {
        return None;
    }
    let at = start + passage.text.len() - passage.text.trim_start().len();
    Some(Block {
        at,
        kind: Kind::Prose(scribe.prose(passage)),
    })
}

/// "The exhibit above" has to be there.
fn check_tries(source: &Source, blocks: &[Block]) {
    let mut exhibit = false;
    for block in blocks {
        match block.kind {
            Kind::Exhibit(_) => exhibit = true,
            Kind::Try(_) if !exhibit => {
                source.problem(
                    block.at,
                    "cannot say what to try: found no exhibit before it on the slide, expected one",
                );
            }
            _ => {}
        }
    }
}

fn check_ids(source: &Source, slides: &[Slide]) {
    for (i, slide) in slides.iter().enumerate() {
        let id = &slide.id;
        if !super::is_id(id) {
            source.problem(slide.at, format!("cannot use the id {id:?} of a slide: expected lower-case words joined by hyphens"));
        }
        if super::is_taken(id) {
            source.problem(slide.at, format!("cannot use the id {id:?} of a slide: the page has it for something else, expected another"));
        }
        if let Some(earlier) = slides[..i].iter().find(|earlier| earlier.id == *id) {
            source.problem(slide.at, format!("cannot use the id {id:?} of a slide twice: expected another than that of line {}", source.line(earlier.at)));
        }
    }
}

fn covers(toml: &Toml<'_>, front: &Front, slides: &[Slide]) -> Vec<Cover> {
    let mut covers = Vec::new();
    for (slide, rows) in &front.covers {
        if !slides.iter().any(|other| other.id == *slide.get_ref()) {
            toml.source.problem(toml.at(slide), format!("cannot cover rows by the slide {:?}: expected the id of a slide of this lesson", slide.get_ref()));
        }
        covers.extend(rows.iter().map(|row| Cover {
            slide: slide.get_ref().clone(),
            row: row.get_ref().clone(),
            at: toml.at(row),
        }));
    }
    covers
}
