//! The lesson compiler: what people write in `content/` is read strictly, checked across languages, and printed as HTML.
//!
//! In reading order: [`source`] a file and its problems · [`split`] its parts · [`located`] TOML · [`figure`], [`number`] what the
//! build computes · [`terms`] · [`prose`] · [`blocks`] · [`lesson`], [`functions`] one file each · [`curriculum`] · [`course`]
//! all of them, by [`reading`] and [`references`] · [`parity`] · [`coverage`] · [`html`], [`articles`], [`index`] the pages. `docs/lessons.md` says how to write.

mod articles;
mod blocks;
mod course;
mod coverage;
mod curriculum;
mod experiments;
mod figure;
mod functions;
#[cfg(test)]
mod golden;
mod html;
mod index;
mod lesson;
mod located;
mod number;
mod parity;
mod prose;
mod reading;
mod references;
mod source;
mod split;
mod terms;

use anyhow::Result;
use kassei::site::{Page, Section};
use kassei::text::Lang;

use blocks::Kind;
pub(crate) use course::Course;
use html::Press;
use lesson::Lesson;

/// `cargo xtask lessons`: checks all that is written, and says what it found or which rows are covered.
pub(crate) fn run(coverage: bool) -> Result<()> {
    let course = Course::open()?;
    if coverage {
        print!("{}", coverage::report(&course));
        return Ok(());
    }
    let Course {
        lessons,
        functions,
        glossaries,
        ..
    } = &course;
    let terms: usize = glossaries.iter().map(terms::Terms::len).sum();
    println!(
        "checked {} lessons, {} texts of functions and {terms} terms in {} languages: nothing to mend",
        lessons.len(),
        functions.len(),
        Lang::ALL.len()
    );
    Ok(())
}

/// Every page of lessons and articles in a language, by its path there.
pub(crate) fn pages(
    course: &Course,
    lang: Lang,
    press: &mut dyn Press,
) -> Result<Vec<(String, Page)>> {
    let text = lang.text();
    let index = page(
        text.progress_title(),
        text.progress_description(),
        index::page(course, lang).to_string(),
    );
    let mut pages = vec![("lessons/".to_owned(), index)];
    for lesson in course.lessons(lang) {
        let main = html::lesson(course, lesson, press)?.to_string();
        let page = Page {
            image: first_exhibit(lesson),
            ..page(
                &text.lesson_page_title(&lesson.title),
                &lesson.description,
                main,
            )
        };
        pages.push((format!("lessons/{}/", lesson.slug), page));
    }
    for article in &course.curriculum.articles {
        let title = article.title.of(lang);
        let main = articles::page(course, article, lang).to_string();
        let page = page(
            &text.article_title(&title),
            &text.article_description(&title),
            main,
        );
        pages.push((format!("articles/{}/", article.slug()), page));
    }
    Ok(pages)
}

fn page(title: &str, description: &str, main: String) -> Page {
    Page {
        title: title.to_owned(),
        description: description.to_owned(),
        main,
        section: Section::Lessons,
        sheets: vec!["reference.css", "lesson.css"],
        scripts: vec!["lesson.js"],
        ..Page::default()
    }
}

/// What a preview of the lesson shows.
fn first_exhibit(lesson: &Lesson) -> Option<(String, String)> {
    let mut blocks = lesson.slides.iter().flat_map(|slide| &slide.blocks);
    blocks.find_map(|block| match &block.kind {
        Kind::Exhibit(figure) => Some((figure.exhibit.id.to_owned(), figure.state.clone())),
        _ => None,
    })
}

/// Lower-case words joined by hyphens.
fn is_id(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.split('-').all(word)
}

/// Ids that a page has for something else.
fn is_taken(id: &str) -> bool {
    matches!(id, "main" | "theme")
        || id.starts_with("term-")
        || id.ends_with("-title")
        || id.ends_with("-list")
        || id.ends_with("-question")
}
