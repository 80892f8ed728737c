//! The page of all lessons, with what the learner has done of each.

use kassei::text::Lang;

use super::course::Course;
use super::html::script_words;
use super::lesson::Lesson;
use crate::markup::{Element, el};

/// The `<main>` of the page.
pub(crate) fn page(course: &Course, lang: Lang) -> Element {
    let text = lang.text();
    let lessons = course.lessons(lang).map(|lesson| entry(lesson, lang));
    let main = el("main").attr("id", "main").class("lessons");
    script_words(main, text.script_index)
        .with(el("h1").with(text.progress_title()))
        .with(el("p").class("lede").with(text.progress_lede()))
        .with(el("ol").class("lesson-list").with_all(lessons))
        .with(articles(course, lang))
        .with(kept(lang))
}

fn entry(lesson: &Lesson, lang: Lang) -> Element {
    let text = lang.text();
    let link = el("a")
        .attr("href", format!("{}/", lesson.slug))
        .with(lesson.title.as_str());
    let count = lesson.slides.len();
    let progress = el("progress")
        .attr("max", count)
        .attr("value", 0)
        .attr("aria-label", text.progress_slides(&lesson.title));
    let meta = el("p")
        .class("meta")
        .with(el("span").with(text.lesson_minutes(&lesson.minutes)))
        .with(el("span").class("so-far"))
        .with(progress);
    el("li")
        .attr("data-lesson", &lesson.slug)
        .attr("data-slides", count)
        .with(el("h2").with(link))
        .with(el("p").with(lesson.description.as_str()))
        .with(meta)
}

fn articles(course: &Course, lang: Lang) -> Element {
    let heading = el("h2")
        .attr("id", "articles-title")
        .with(lang.text().progress_articles());
    let links = course.curriculum.articles.iter().map(|article| {
        let address = format!("../articles/{}/", article.slug());
        el("li").with(el("a").attr("href", address).with(article.title.of(lang)))
    });
    el("section")
        .class("articles")
        .attr("aria-labelledby", "articles-title")
        .with(heading)
        .with(el("ul").with_all(links))
}

/// What is remembered, and how to take it along or be rid of it.
fn kept(lang: Lang) -> Element {
    let text = lang.text();
    let button = |name: &str, label: &str| {
        el("button")
            .attr("type", "button")
            .attr("name", name)
            .class("ghost")
            .with(label)
    };
    let heading = el("h2")
        .attr("id", "progress-title")
        .with(text.progress_heading());
    el("section")
        .class("progress-kept")
        .attr("aria-labelledby", "progress-title")
        .with(heading)
        .with(el("p").with(text.progress_explain()))
        .with(
            el("p")
                .class("act")
                .with(button("export", text.progress_export()))
                .with(button("delete", text.progress_delete()))
                .with(button("undo", text.progress_undo())),
        )
        .with(el("p").class("told").attr("role", "status"))
}
