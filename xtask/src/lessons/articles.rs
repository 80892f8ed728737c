//! The pages "Coming from this article": from its sections to the slides that take them up.

use kassei::text::Lang;

use super::course::Course;
use super::coverage::slides;
use super::curriculum::{Article, Section, Title};
use super::html::Printer;
use crate::markup::{Element, el};

/// The `<main>` of the page of an article.
pub(crate) fn page(course: &Course, article: &Article, lang: Lang) -> Element {
    let text = lang.text();
    let (mut done, mut all) = (0, 0);
    for (row, _) in article.rows() {
        all += 1;
        done += usize::from(!slides(course, lang, row).is_empty());
    }
    let heading = el("h1").with(text.article_title(&article.title.of(lang)));
    let sections = article
        .sections
        .iter()
        .map(|section| self::section(course, section, lang));
    el("main")
        .attr("id", "main")
        .class("article")
        .with(heading)
        .with(el("p").class("lede").with(text.article_lede()))
        .with_all(sections)
        .with(el("p").class("meta").with(text.article_count(&all, &done)))
}

fn section(course: &Course, section: &Section, lang: Lang) -> Element {
    let rows = section
        .rows
        .iter()
        .map(|(row, title)| self::row(course, row, title, lang));
    let heading = el("h2").with(section.title.of(lang));
    el("section")
        .with(heading)
        .with(el("ul").class("rows").with_all(rows))
}

fn row(course: &Course, row: &str, title: &Title, lang: Lang) -> Element {
    let slides = slides(course, lang, row);
    let title = el("p").class("row-title").with(title.of(lang));
    let item = el("li").attr("id", row.to_ascii_lowercase());
    if slides.is_empty() {
        let open = el("span").class("open").with(lang.text().article_open());
        return item.class("open").with(title.with(" ").with(open));
    }
    let mut printer = Printer::new(course, lang);
    let links = slides.into_iter().map(|(lesson, slide)| {
        let address = format!("../../lessons/{}/#{}", lesson.slug, slide.id);
        let link = el("a")
            .attr("href", address)
            .with_all(printer.words(&slide.title));
        let lesson = el("span").class("lesson-title").with(lesson.title.as_str());
        el("li").with(link).with(" ").with(lesson)
    });
    item.with(title)
        .with(el("ul").class("slides").with_all(links))
}
