//! Which rows of the curriculum the lessons teach, and on which slides.

use std::fmt::Write as _;

use kassei::text::Lang;

use super::course::Course;
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
            let covers =
                |cover: &&super::lesson::Cover| cover.slide == slide.id && cover.row == row;
            if lesson.covers.iter().any(|cover| covers(&cover)) {
                found.push((lesson, slide));
            }
        }
    }
    found
}

/// Every row with its slides, then those without, then how many.
pub(crate) fn report(course: &Course) -> String {
    let lang = Lang::En;
    let (mut covered, mut open) = (String::new(), String::new());
    let (mut done, mut all) = (0, 0);
    for article in &course.curriculum.articles {
        for (row, title) in article.rows() {
            all += 1;
            let slides = slides(course, lang, row);
            let title = title.of(lang);
            if slides.is_empty() {
                line(&mut open, &format!("{row}  {title}"));
                continue;
            }
            done += 1;
            line(&mut covered, &format!("{row}  {title}"));
            for (lesson, slide) in slides {
                line(
                    &mut covered,
                    &format!("         {}#{}", lesson.slug, slide.id),
                );
            }
        }
    }
    let left = all - done;
    format!(
        "covered\n\n{covered}\nopen\n\n{open}\n{done} of {all} rows are covered, {left} are open\n"
    )
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "  {line}").expect("a string grows");
}
