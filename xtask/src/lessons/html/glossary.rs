//! The terms of a page, explained at its end.

use kassei::text::Lang;

use super::Printer;
use crate::markup::{Element, el};

impl Printer<'_> {
    /// The terms so far, if there are any.
    pub(crate) fn glossary(&self) -> Option<Element> {
        let entries = self.terms.iter().filter_map(|id| self.entry(id));
        let list = el("dl").with_all(entries);
        if list.children.is_empty() {
            return None;
        }
        let heading = el("h2")
            .attr("id", "glossary-title")
            .with(self.text().lesson_words());
        let section = el("section")
            .class("glossary")
            .attr("aria-labelledby", "glossary-title");
        Some(section.with(heading).with(list))
    }

    fn entry(&self, id: &str) -> Option<Element> {
        let term = self.course.terms(self.lang).find(id)?;
        let mut name = el("dt").with(term.term);
        if let Some(reading) = term.reading {
            name = name
                .with(" ")
                .with(el("span").class("reading").with(reading));
        }
        for lang in Lang::ALL.iter().filter(|lang| **lang != self.lang) {
            if let Some(other) = self.course.terms(*lang).find(id) {
                let other = el("span")
                    .class("other")
                    .attr("lang", lang.code())
                    .with(other.term);
                name = name.with(" ").with(other);
            }
        }
        let meaning = el("dd")
            .attr("id", format!("term-{id}-meaning"))
            .with(term.meaning);
        Some(
            el("div")
                .attr("id", format!("term-{id}"))
                .with(name)
                .with(meaning),
        )
    }
}
