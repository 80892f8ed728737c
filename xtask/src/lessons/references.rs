//! What lessons and texts refer to has to be there: rows, articles, lessons and their slides.

use kassei::text::Lang;

use super::blocks::Kind;
use super::course::Course;
use super::lesson::Lesson;
use super::prose::{Inline, Prose, Target, walk};
use super::source::Source;

impl Course {
    pub(super) fn check_lesson(&self, lesson: &Lesson) {
        for cover in &lesson.covers {
            if !self.curriculum.has_row(&cover.row) {
                let path = &self.curriculum.source.path;
                lesson.source.problem(
                    cover.at,
                    format!(
                        "cannot cover the row {:?}: expected an id of {path}",
                        cover.row
                    ),
                );
            }
        }
        for block in lesson.slides.iter().flat_map(|slide| &slide.blocks) {
            for prose in proses(&block.kind) {
                self.check_links(&lesson.source, lesson.lang, prose);
            }
            if let Kind::Myth(myth) = &block.kind
                && self.curriculum.article(&myth.source).is_none()
            {
                let known: Vec<&str> = self
                    .curriculum
                    .articles
                    .iter()
                    .map(|article| article.id.as_str())
                    .collect();
                lesson.source.problem(
                    myth.source_at,
                    format!(
                        "cannot find the article {:?}: expected one of {}",
                        myth.source,
                        known.join(", ")
                    ),
                );
            }
        }
    }

    pub(super) fn check_links(&self, source: &Source, lang: Lang, prose: &Prose) {
        walk(prose, &mut |inline| {
            let Inline::Link {
                to: Target::Lesson { slug, slide },
                at,
                ..
            } = inline
            else {
                return;
            };
            let Some(lesson) = self.lesson(lang, slug) else {
                let known: Vec<&str> = self
                    .lessons(lang)
                    .map(|lesson| lesson.slug.as_str())
                    .collect();
                return source.problem(
                    *at,
                    format!(
                        "cannot link to the lesson {slug:?}: expected one of {}",
                        known.join(", ")
                    ),
                );
            };
            if let Some(slide) = slide.as_ref().filter(|slide| lesson.slide(slide).is_none()) {
                let known: Vec<&str> = lesson
                    .slides
                    .iter()
                    .map(|slide| slide.id.as_str())
                    .collect();
                source.problem(
                    *at,
                    format!(
                        "cannot link to the slide {slide:?} of {slug}: expected one of {}",
                        known.join(", ")
                    ),
                );
            }
        });
    }
}

/// The running text of a block.
fn proses(kind: &Kind) -> Vec<&Prose> {
    match kind {
        Kind::Prose(prose) | Kind::Try(prose) | Kind::Note(prose) => vec![prose],
        Kind::Quiz(quiz) => vec![&quiz.explain],
        Kind::Predict(predict) => vec![&predict.explain],
        Kind::Myth(myth) => vec![&myth.verdict],
        Kind::Exhibit(_) | Kind::Code(_) => vec![],
    }
}
