//! What is printed of all lessons together: the list, the articles, and how they lead to each other.

use kassei::site::{Assets, Press};
use kassei::text::Lang;

use super::{FOLDER, course};
use crate::lessons::lesson::Lesson;
use crate::lessons::source::Source;
use crate::lessons::{Course, articles, coverage, index, pages};

fn with_golden_lesson() -> Course {
    let mut course = course();
    for lang in Lang::ALL {
        let source = Source::open(&format!("{FOLDER}/lesson.md")).unwrap();
        let lesson = Lesson::read(source, "golden", *lang, course.terms(*lang)).unwrap();
        course.lessons.push(lesson);
    }
    course
}

#[test]
fn coverage_tells_the_slides_of_each_row_and_the_open_rows() {
    let report = coverage::report(&with_golden_lesson());
    let (covered, open) = report.split_once("\nopen\n").unwrap();
    assert!(
        covered
            .contains("\n  S0-16  5, 4 and −1 become shares of one whole\n         golden#prose\n"),
        "{covered}"
    );
    assert!(!covered.contains("S0-01"), "{covered}");
    assert!(
        open.contains("\n  S0-01  Where f sits: from the net to the neuron to f\n"),
        "{open}"
    );
    assert!(
        open.ends_with("\n3 of 69 rows are covered, 66 are open\n"),
        "{open}"
    );
}

#[test]
fn an_article_leads_to_the_slides_of_its_rows_and_says_what_is_open() {
    let course = with_golden_lesson();
    let article = course.curriculum.article("S0").unwrap();
    let page = articles::page(&course, article, Lang::Ja).to_string();
    for piece in [
        "<h1>「【図解】一撃でわかる活性化関数」から来た方へ</h1>",
        "<h2>softmaxの仕組み</h2>",
        "<a href=\"../../lessons/golden/#prose\">Prose with a <math display=\"inline\"><mrow class=\"q w\"><mi>w</mi></mrow></math></a> <span class=\"lesson-title\">Everything a lesson can do</span>",
        "<li id=\"s0-01\" class=\"open\">",
        "20項目のうち2項目に、スライドがあります。",
    ] {
        assert!(page.contains(piece), "{piece} in {page}");
    }
}

#[test]
fn the_list_of_lessons_says_how_many_slides_each_has() {
    let page = index::page(&with_golden_lesson(), Lang::En).to_string();
    for piece in [
        "<li data-lesson=\"golden\" data-slides=\"3\">",
        "<a href=\"golden/\">Everything a lesson can do</a>",
        "<a href=\"../articles/s4/\">",
        "<button type=\"button\" name=\"export\" class=\"ghost\">Download</button>",
        "data-of=\"{done} of {all} slides\"",
    ] {
        assert!(page.contains(piece), "{piece} in {page}");
    }
}

#[test]
fn nothing_in_content_is_to_be_mended_and_every_page_of_it_is_printed() {
    let course = Course::open().unwrap();
    let mut press = Press::new(Assets::default());
    for lang in Lang::ALL {
        let pages = pages(&course, *lang, &mut press).unwrap();
        let expected = course.lessons(*lang).count() + 1 + course.curriculum.articles.len();
        assert_eq!(pages.len(), expected);
        for (path, page) in pages {
            let place = format!("{}/{path}", lang.code());
            assert!(page.main.starts_with("<main id=\"main\""), "{place}");
            let own = page.main.split("<template").next().unwrap_or_default();
            assert!(!own.contains("style="), "{place}: the policy blocks it");
        }
    }
}
