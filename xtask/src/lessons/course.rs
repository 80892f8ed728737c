//! All that is written in `content/`, read together: each file may refer to others.

use anyhow::{Result, bail};
use kassei::site;
use kassei::text::Lang;

use super::curriculum::Curriculum;
use super::functions::FunctionText;
use super::lesson::Lesson;
use super::parity;
use super::source::{Problem, Source};
use super::terms::{self, Terms};

/// Lessons, function texts, glossaries and the curriculum.
#[derive(Debug)]
pub(crate) struct Course {
    pub(crate) curriculum: Curriculum,
    /// In the order of `Lang::ALL`.
    pub(crate) glossaries: Vec<Terms>,
    /// In order, those of a language together.
    pub(crate) lessons: Vec<Lesson>,
    pub(crate) functions: Vec<FunctionText>,
}

impl Course {
    /// Reads everything, or says all that is the matter.
    pub(crate) fn open() -> Result<Self> {
        let (course, problems) = Self::read()?;
        if !problems.is_empty() {
            let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
            let count = said.len();
            bail!(
                "cannot use what is written in content/: {count} to mend\n\n{}",
                said.join("\n")
            );
        }
        Ok(course)
    }

    fn read() -> Result<(Self, Vec<Problem>)> {
        let mut course = Self {
            curriculum: Curriculum::open()?,
            glossaries: Lang::ALL
                .iter()
                .map(|lang| Terms::open(*lang))
                .collect::<Result<_>>()?,
            lessons: Vec::new(),
            functions: Vec::new(),
        };
        let mut problems = course.read_lessons()?;
        problems.extend(course.read_functions()?);
        problems.extend(course.check());
        problems.sort();
        problems.dedup();
        Ok((course, problems))
    }

    /// The glossary of a language.
    pub(crate) fn terms(&self, lang: Lang) -> &Terms {
        let place = Lang::ALL.iter().position(|other| *other == lang);
        &self.glossaries[place.unwrap_or_default()]
    }

    /// The lessons of a language.
    pub(crate) fn lessons(&self, lang: Lang) -> impl Iterator<Item = &Lesson> {
        self.lessons
            .iter()
            .filter(move |lesson| lesson.lang == lang)
    }

    pub(crate) fn lesson(&self, lang: Lang, slug: &str) -> Option<&Lesson> {
        self.lessons(lang).find(|lesson| lesson.slug == slug)
    }

    /// The lessons before and after one.
    pub(crate) fn neighbours(&self, lesson: &Lesson) -> (Option<&Lesson>, Option<&Lesson>) {
        let all: Vec<&Lesson> = self.lessons(lesson.lang).collect();
        let place = all
            .iter()
            .position(|other| other.slug == lesson.slug)
            .unwrap_or_default();
        let before = place.checked_sub(1).and_then(|i| all.get(i));
        (before.copied(), all.get(place + 1).copied())
    }

    /// What people say of a function, in each language.
    pub(crate) fn about(&self, id: &str) -> Vec<(Lang, site::About)> {
        let texts = self.functions.iter().filter(|text| text.id == id);
        texts.map(|text| (text.lang, text.html(self))).collect()
    }

    /// The lessons, as other pages list them.
    pub(crate) fn lesson_list(&self) -> Vec<(Lang, site::Lesson)> {
        let listed = self.lessons.iter().map(|lesson| {
            let listed = site::Lesson {
                path: format!("lessons/{}/", lesson.slug),
                title: lesson.title.clone(),
                description: lesson.description.clone(),
                minutes: lesson.minutes,
            };
            (lesson.lang, listed)
        });
        listed.collect()
    }

    /// The articles that readers come from, as other pages list them.
    pub(crate) fn article_list(&self) -> Vec<(Lang, site::Article)> {
        let articles = self.curriculum.articles.iter();
        let listed = articles.flat_map(|article| {
            Lang::ALL.iter().map(|lang| {
                let listed = site::Article {
                    path: format!("articles/{}/", article.slug()),
                    title: article.title.of(*lang).to_owned(),
                };
                (*lang, listed)
            })
        });
        listed.collect()
    }

    /// What only shows when all is read.
    pub(crate) fn check(&self) -> Vec<Problem> {
        for lesson in &self.lessons {
            self.check_lesson(lesson);
        }
        for function in &self.functions {
            self.check_links(&function.source, function.lang, &function.body);
        }
        let mut problems = terms::differences(&self.glossaries.iter().collect::<Vec<_>>());
        for (i, lang) in Lang::ALL.iter().enumerate() {
            for lesson in self.lessons(*lang) {
                let others = Lang::ALL[..i]
                    .iter()
                    .filter_map(|other| self.lesson(*other, &lesson.slug));
                others.for_each(|other| parity::check(other, lesson));
            }
        }
        let sources = self.glossaries.iter().map(|terms| &terms.source);
        let sources = sources.chain(self.lessons.iter().map(|lesson| &lesson.source));
        let sources = sources.chain(self.functions.iter().map(|function| &function.source));
        let sources = sources.chain([&self.curriculum.source]);
        problems.extend(sources.flat_map(Source::take_problems));
        problems
    }
}
