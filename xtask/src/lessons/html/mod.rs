//! Lessons as HTML. What is written here is agreed with `static/lesson.js` and `static/lesson.css`.

mod forms;
mod formula;
mod glossary;
mod page;
mod prose;

pub(crate) use page::{lesson, script_words};

use kassei::exhibits::Entry;
use kassei::site;
use kassei::text::{Lang, Text};

use super::course::Course;
use super::figure::Figure;
use crate::markup::{Element, Node, el};

/// The way from a lesson, a function or an article to the top of its language, and to that of the site.
const LANGUAGE: &str = "../../";
const SITE: &str = "../../../";

/// What prints exhibits and draws their pictures.
pub(crate) trait Press {
    /// An exhibit with its frame, ready to come alive. `up` is the way to the top of the site.
    fn island(
        &mut self,
        lang: Lang,
        exhibit: &'static Entry,
        state: &str,
        up: &str,
        attributes: &[(&'static str, &str)],
    ) -> String;
    /// The path of a picture from the top of the site.
    fn picture(&mut self, lang: Lang, exhibit: &'static Entry, state: &str) -> String;
}

impl Press for site::Press {
    fn island(
        &mut self,
        lang: Lang,
        exhibit: &'static Entry,
        state: &str,
        up: &str,
        attributes: &[(&'static str, &str)],
    ) -> String {
        Self::island(self, lang, exhibit, state, up, attributes)
    }

    fn picture(&mut self, lang: Lang, exhibit: &'static Entry, state: &str) -> String {
        Self::picture(self, lang, exhibit, state)
    }
}

/// Writes what stands on one page, two folders below that of its language.
pub(crate) struct Printer<'a> {
    pub(crate) course: &'a Course,
    pub(crate) lang: Lang,
    /// The terms so far, in their order.
    terms: Vec<String>,
}

impl<'a> Printer<'a> {
    pub(crate) const fn new(course: &'a Course, lang: Lang) -> Self {
        Self {
            course,
            lang,
            terms: Vec::new(),
        }
    }

    fn text(&self) -> &'static Text {
        self.lang.text()
    }
}

/// An exhibit that comes alive, with what it says to try by itself.
fn island(press: &mut dyn Press, lang: Lang, figure: &Figure) -> Node {
    Node::Printed(press.island(lang, figure.exhibit, &figure.state, SITE, &[]) + "\n")
}

/// An exhibit where the lesson says what to do with it.
fn quiet_island(press: &mut dyn Press, lang: Lang, figure: &Figure) -> Node {
    let hide = [("hide", "try")];
    Node::Printed(press.island(lang, figure.exhibit, &figure.state, SITE, &hide) + "\n")
}

/// The picture of an exhibit.
fn image(press: &mut dyn Press, lang: Lang, figure: &Figure, alt: &str) -> Element {
    let path = press.picture(lang, figure.exhibit, &figure.state);
    el("img")
        .attr("src", format!("{SITE}{path}"))
        .attr("width", 640)
        .attr("height", 400)
        .attr("alt", alt)
        .attr("loading", "lazy")
}
