//! The blocks of a slide: what a fence with a name means.

mod myth;
mod predict;
mod quiz;

pub(crate) use myth::Myth;
pub(crate) use predict::{Ask, Predict};
pub(crate) use quiz::{Choice, Near, Quiz, Task};

use toml::Spanned;

use super::figure::Figure;
use super::located::{Located, Toml};
use super::number::evaluate;
use super::prose::{Prose, Scribe, Words};
use super::source::Passage;
use super::split::Fence;
use crate::functions;

/// The blocks, by the names that stand behind the backticks.
const NAMES: [&str; 7] = ["exhibit", "try", "note", "code", "quiz", "predict", "myth"];

/// A part of a slide, and where it begins.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) at: usize,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Prose(Prose),
    Exhibit(Figure),
    Try(Prose),
    /// For the speaker.
    Note(Prose),
    /// The listings of a function.
    Code(&'static str),
    Quiz(Quiz),
    Predict(Predict),
    Myth(Myth),
}

/// Reads a block, or notes why it can't be read.
pub(crate) fn read(scribe: Scribe<'_>, fence: &Fence) -> Option<Block> {
    let (name, rest) = fence.info.split_once(' ').unwrap_or((&fence.info, ""));
    let what = format!("block \"{name}\"");
    let body = Body {
        scribe,
        toml: Toml {
            source: scribe.source,
            start: fence.body.start,
            end: fence.body.end,
            at: fence.at,
            what: &what,
        },
    };
    if !rest.is_empty() && !matches!(name, "exhibit" | "code") {
        body.problem(
            fence.at,
            format!(
                "cannot read the block {:?}: expected its name alone",
                fence.info
            ),
        );
    }
    let kind = match name {
        "exhibit" => body
            .checked(fence.at, exhibit(rest, &body.lines()))
            .map(Kind::Exhibit),
        "try" => body.markdown().map(Kind::Try),
        "note" => body.markdown().map(Kind::Note),
        "code" => body.code(rest).map(Kind::Code),
        "quiz" => quiz::read(body).map(Kind::Quiz),
        "predict" => predict::read(body).map(Kind::Predict),
        "myth" => myth::read(body).map(Kind::Myth),
        _ => {
            let known = NAMES.join(", ");
            body.problem(
                fence.at,
                format!("cannot read the block {name:?}: expected one of {known}"),
            );
            None
        }
    }?;
    Some(Block { at: fence.at, kind })
}

/// The exhibit of this id with its state, or the experiment `@name`, which has one.
fn exhibit(id: &str, state: &str) -> Result<Figure, String> {
    if !id.starts_with('@') {
        return Figure::new(id, state);
    }
    if !state.is_empty() {
        return Err(format!(
            "cannot show the experiment {id:?} in the state {state:?}: expected nothing between the fences, for it has a state"
        ));
    }
    Figure::parse(id)
}

/// What stands between the fences.
#[derive(Clone, Copy)]
struct Body<'a> {
    scribe: Scribe<'a>,
    toml: Toml<'a>,
}

impl<'a> Body<'a> {
    fn passage(&self) -> Passage<'a> {
        self.toml.source.passage(self.toml.start, self.toml.end)
    }

    /// A state may be written on several lines.
    fn lines(&self) -> String {
        self.passage().text.lines().map(str::trim).collect()
    }

    fn markdown(&self) -> Option<Prose> {
        if self.passage().text.trim().is_empty() {
            self.problem(
                self.toml.at,
                format!(
                    "cannot read the {}: found nothing, expected Markdown",
                    self.toml.what
                ),
            );
            return None;
        }
        Some(self.scribe.prose(self.passage()))
    }

    fn code(&self, id: &str) -> Option<&'static str> {
        if !self.passage().text.trim().is_empty() {
            self.problem(self.toml.at, "cannot read the block \"code\": found a body, expected none, for the listings are those of content/code".to_owned());
        }
        let found = functions::listed(id).ok_or_else(|| {
            format!("cannot show the code of {id:?}: expected the id of a function, or softmax")
        });
        self.checked(self.toml.at, found)
    }

    fn problem(&self, at: usize, message: String) {
        self.scribe.source.problem(at, message);
    }

    fn checked<T>(&self, at: usize, result: Result<T, String>) -> Option<T> {
        result.map_err(|message| self.problem(at, message)).ok()
    }

    fn words(&self, string: &Located) -> Words {
        self.scribe.words(self.toml.passage(string))
    }

    /// A click on it chooses it, so it leads nowhere.
    fn choice(&self, string: &Located) -> Words {
        self.scribe.label(self.toml.passage(string), "a choice")
    }

    fn prose(&self, string: &Located) -> Prose {
        self.scribe.prose(self.toml.passage(string))
    }

    fn maybe_prose(&self, string: Option<&Located>) -> Prose {
        string.map(|string| self.prose(string)).unwrap_or_default()
    }

    fn figure(&self, address: &Located) -> Option<Figure> {
        self.checked(self.toml.at(address), Figure::parse(address.get_ref()))
    }

    fn number(&self, expression: &Located) -> Option<f64> {
        self.checked(self.toml.at(expression), evaluate(expression.get_ref()))
    }

    /// Words to choose from: at least two, all different. `right` counts from 1.
    fn options(&self, texts: &[Located], right: &Spanned<usize>) -> Option<(Vec<Words>, usize)> {
        self.check_different(&texts.iter().collect::<Vec<_>>());
        let (what, count, number) = (self.toml.what, texts.len(), *right.get_ref());
        if !(1..=count).contains(&number) {
            self.problem(
                self.toml.at(right),
                format!("cannot read the {what}: found right = {number}, expected a number from 1 to {count}"),
            );
            return None;
        }
        Some((texts.iter().map(|text| self.choice(text)).collect(), number))
    }

    fn check_different(&self, texts: &[&Located]) {
        let what = self.toml.what;
        if texts.len() < 2 {
            self.problem(
                self.toml.at,
                format!(
                    "cannot read the {what}: found {} to choose from, expected at least 2",
                    texts.len()
                ),
            );
        }
        for (i, text) in texts.iter().enumerate() {
            let words = text.get_ref();
            if texts[..i].iter().any(|other| other.get_ref() == words) {
                self.problem(
                    self.toml.at(text),
                    format!("cannot read the {what}: found the choice {words:?} twice, expected different ones"),
                );
            }
        }
    }
}
