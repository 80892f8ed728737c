//! What people have to say about a function, in one language.

use kassei::site::About;
use kassei::text::Lang;
use serde::Deserialize;

use super::course::Course;
use super::html::Printer;
use super::located::{Located, Toml};
use super::prose::{Part, Prose, Scribe, Words};
use super::source::Source;
use super::split::{Piece, split};
use super::terms::Terms;

/// The text of the page of a function.
#[derive(Debug)]
pub(crate) struct FunctionText {
    pub(crate) id: &'static str,
    pub(crate) lang: Lang,
    pub(crate) source: Source,
    /// A sentence each: what is good, what is not, when to choose it.
    pub(crate) merit: Words,
    pub(crate) drawback: Words,
    pub(crate) usage: Words,
    /// Where it comes from, what is special about it.
    pub(crate) body: Prose,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    merit: Located,
    drawback: Located,
    #[serde(rename = "use")]
    usage: Located,
}

impl FunctionText {
    pub(crate) fn read(
        source: Source,
        id: &'static str,
        lang: Lang,
        terms: &Terms,
    ) -> Result<Self, Source> {
        match parts(&source, terms) {
            Some((merit, drawback, usage, body)) => Ok(Self {
                id,
                lang,
                source,
                merit,
                drawback,
                usage,
                body,
            }),
            None => Err(source),
        }
    }

    /// It as HTML, for a page two folders below that of its language; the words it uses are explained at its end.
    pub(crate) fn html(&self, course: &Course) -> About {
        let mut printer = Printer::new(course, self.lang);
        About {
            merit: printer.line(&self.merit),
            drawback: printer.line(&self.drawback),
            usage: printer.line(&self.usage),
            history: printer.text_with_glossary(&self.body),
        }
    }
}

fn parts(source: &Source, terms: &Terms) -> Option<(Words, Words, Words, Prose)> {
    let parts = split(source)?;
    let scribe = Scribe { source, terms };
    let toml = Toml::front(source, &parts.front);
    let front = toml.read::<Front>();
    let mut body = Vec::new();
    for piece in parts.slides.iter().flatten() {
        match piece {
            Piece::Prose(range) => {
                body.extend(scribe.prose(source.passage(range.start, range.end)));
            }
            Piece::Fence(fence) => source.problem(
                fence.at,
                format!(
                    "cannot use the block \"{}\" in the text of a function: expected prose",
                    fence.info
                ),
            ),
        }
    }
    if parts.slides.len() > 1 {
        source.problem(
            parts.front.end,
            "cannot use slides in the text of a function: expected no line \"---\"",
        );
    }
    let paragraphs = body
        .iter()
        .filter(|part| matches!(part, Part::Paragraph(_)))
        .count();
    if !(2..=4).contains(&paragraphs) {
        source.problem(
            parts.front.end,
            format!(
                "cannot use this text of a function: found paragraphs: {paragraphs}, expected 2 to 4"
            ),
        );
    }
    let front = front?;
    let words = |string: &Located| scribe.words(toml.passage(string));
    Some((
        words(&front.merit),
        words(&front.drawback),
        words(&front.usage),
        body,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::golden;

    const FRONT: &str = "+++\nmerit = \"M\"\ndrawback = \"D of the [[kink]]\"\nuse = \"U\"\n+++\n";

    fn read(text: &str) -> (Course, Vec<String>) {
        let mut course = golden::course();
        let source = Source::new("relu.md", text);
        let problems = match FunctionText::read(source, "relu", Lang::En, course.terms(Lang::En)) {
            Ok(function) => {
                course.functions.push(function);
                course.check()
            }
            Err(source) => source.take_problems(),
        };
        let said = problems.iter().map(ToString::to_string).collect();
        (course, said)
    }

    #[test]
    fn a_text_becomes_html_with_the_words_that_it_uses() {
        let (course, problems) = read(&format!("{FRONT}One.\n\nTwo, see [tanh](fn:tanh).\n"));
        assert_eq!(problems, Vec::<String>::new());
        let (lang, about) = course.about("relu").remove(0);
        assert_eq!(
            (lang, about.merit.as_str(), about.usage.as_str()),
            (Lang::En, "M", "U")
        );
        assert!(
            about.drawback.starts_with("D of the <a class=\"term\""),
            "{}",
            about.drawback
        );
        let start = "<p>One.</p>\n<p>Two, see <a href=\"../../functions/tanh/\">tanh</a>.</p>\n<section class=\"glossary\"";
        assert!(about.history.starts_with(start), "{}", about.history);
    }

    #[test]
    fn what_is_no_text_of_a_function_is_told_with_its_line() {
        for (text, said) in [
            (
                format!("{FRONT}One.\n"),
                "relu.md:5: cannot use this text of a function: found paragraphs: 1, expected 2 to 4",
            ),
            (
                format!("{FRONT}One.\n\nTwo.\n\n```try\nA\n```\n"),
                "relu.md:10: cannot use the block \"try\" in the text of a function: expected prose",
            ),
            (
                format!("{FRONT}One.\n\n---\n\nTwo.\n"),
                "relu.md:5: cannot use slides in the text of a function: expected no line \"---\"",
            ),
            (
                format!("{FRONT}One.\n\nSee [this](lesson:none).\n"),
                "relu.md:8: cannot link to the lesson \"none\": expected one of ",
            ),
            (
                "+++\nmerit = \"M\"\n+++\nOne.\n\nTwo.\n".to_owned(),
                "relu.md:1: cannot read the front matter: found no `drawback`, expected one",
            ),
        ] {
            assert_eq!(read(&text).1, [said]);
        }
    }
}
