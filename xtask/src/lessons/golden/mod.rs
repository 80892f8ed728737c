//! The golden file: `lesson.md` uses every construct there is, and becomes exactly `lesson.html`.
//!
//! After a change that is meant, `KASSEI_GOLDEN=write cargo test -p xtask golden` writes the new HTML: read the difference.

mod document;
mod problems;
mod site;

use std::{env, fs};

use kassei::exhibits::Entry;
use kassei::text::Lang;

use super::course::Course;
use super::curriculum::Curriculum;
use super::html::{self, Press};
use super::lesson::Lesson;
use super::source::Source;
use super::terms::Terms;
use crate::root;

const FOLDER: &str = "xtask/src/lessons/golden";

/// Prints an exhibit as its element alone, and draws nothing.
pub(super) struct Sketchbook;

impl Press for Sketchbook {
    fn island(
        &mut self,
        _: Lang,
        exhibit: &'static Entry,
        state: &str,
        up: &str,
        attributes: &[(&'static str, &str)],
    ) -> String {
        let state = state.replace('&', "&amp;");
        let id = exhibit.id;
        let attributes = attributes.iter();
        let attributes: String = attributes
            .map(|(key, value)| format!(" {key}=\"{value}\""))
            .collect();
        format!(
            "<kassei-exhibit exhibit=\"{id}\" state=\"{state}\"{attributes} data-up=\"{up}\"></kassei-exhibit>"
        )
    }

    fn picture(&mut self, lang: Lang, exhibit: &'static Entry, state: &str) -> String {
        format!(
            "pictures/{}-{}-{}.svg",
            exhibit.id,
            state.len(),
            lang.code()
        )
    }
}

/// A course without lessons and texts: the real curriculum and the golden glossaries.
pub(super) fn course() -> Course {
    let glossary = |lang: &Lang| {
        let name = if *lang == Lang::Ja {
            "terms.ja.toml"
        } else {
            "terms.toml"
        };
        Terms::read(Source::open(&format!("{FOLDER}/{name}")).unwrap(), *lang)
    };
    Course {
        curriculum: Curriculum::open().unwrap(),
        glossaries: Lang::ALL.iter().map(glossary).collect(),
        lessons: Vec::new(),
        functions: Vec::new(),
    }
}

/// The problems of a text, as they are told.
pub(super) fn problems(text: &str) -> Vec<String> {
    let mut course = course();
    let source = Source::new("lesson.md", text);
    let problems = match Lesson::read(source, "golden", Lang::En, course.terms(Lang::En)) {
        Ok(lesson) => {
            course.lessons.push(lesson);
            course.check()
        }
        Err(source) => source.take_problems(),
    };
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn every_construct_becomes_the_html_that_was_agreed() {
    let mut course = course();
    let source = Source::open(&format!("{FOLDER}/lesson.md")).unwrap();
    let lesson = Lesson::read(source, "golden", Lang::En, course.terms(Lang::En)).unwrap();
    course.lessons.push(lesson);
    assert_eq!(course.check(), vec![]);
    let html = html::lesson(&course, &course.lessons[0], &mut Sketchbook)
        .unwrap()
        .to_string();

    let path = root().join(FOLDER).join("lesson.html");
    if env::var_os("KASSEI_GOLDEN").is_some() {
        fs::write(&path, &html).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap();
    for (i, (made, expected)) in html.lines().zip(golden.lines()).enumerate() {
        assert_eq!(made, expected, "lesson.html:{}", i + 1);
    }
    assert_eq!(html.len(), golden.len());
    assert!(!html.contains("style="), "the policy blocks it");
}
