//! Which rows of the curriculum the lessons teach, and on which slides.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use kassei::text::Lang;

use super::course::Course;
use super::curriculum::{Article, Title};
use super::lesson::{Lesson, Slide};

/// The slides that cover a row, with their lessons.
pub(crate) fn slides<'a>(
    course: &'a Course,
    lang: Lang,
    row: &str,
) -> Vec<(&'a Lesson, &'a Slide)> {
    let mut found = Vec::new();
    for lesson in course.lessons(lang) {
        for slide in &lesson.slides {
            let mut covers = lesson.covers.iter();
            if covers.any(|cover| cover.slide == slide.id && cover.row == row) {
                found.push((lesson, slide));
            }
        }
    }
    found
}

/// Every row with its slides, then those without, then how many.
pub(crate) fn report(course: &Course) -> String {
    let articles = course.curriculum.articles.iter();
    let rows: BTreeMap<&str, &Title> = articles.flat_map(Article::rows).collect();
    let (mut covered, mut open) = (String::new(), String::new());
    let mut done = 0;
    for (row, title) in &rows {
        let slides = slides(course, Lang::En, row);
        let title = format!("{row}  {}", title.of(Lang::En));
        if slides.is_empty() {
            line(&mut open, &title);
            continue;
        }
        done += 1;
        line(&mut covered, &title);
        for (lesson, slide) in slides {
            line(
                &mut covered,
                &format!("       {}#{}", lesson.slug, slide.id),
            );
        }
    }
    let (all, left) = (rows.len(), rows.len() - done);
    format!(
        "covered\n\n{covered}\nopen\n\n{open}\n{done} of {all} rows are covered, {left} are open\n"
    )
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "  {line}").expect("a string grows");
}
