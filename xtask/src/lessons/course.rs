//! All that is written in `content/`, read together: each file may refer to others.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context as _, Result, bail};
use kassei::maths::ALL;
use kassei::site;
use kassei::text::Lang;

use super::blocks::Kind;
use super::curriculum::Curriculum;
use super::functions::FunctionText;
use super::lesson::Lesson;
use super::parity;
use super::prose::{Inline, Prose, Target, walk};
use super::source::{Problem, Source};
use super::terms::{self, Terms};
use crate::root;

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

    /// Reads the lessons of all languages; what cannot be read is left out and told.
    fn read_lessons(&mut self) -> Result<Vec<Problem>> {
        let mut problems = Vec::new();
        let mut names: BTreeMap<String, Vec<Lang>> = BTreeMap::new();
        for lang in Lang::ALL {
            for name in markdown_files(&folder(*lang, "lessons"))? {
                names.entry(name).or_default().push(*lang);
            }
        }
        let mut slugs: BTreeMap<String, String> = BTreeMap::new();
        for (name, langs) in &names {
            problems.extend(missing(langs, |lang| path(lang, "lessons", name)));
            let Some(slug) = slug(name) else {
                let path = path(langs[0], "lessons", name);
                problems.push(Problem::of_file(
                    &path,
                    "cannot tell the address of this lesson: expected a name such as 05-softmax.md",
                ));
                continue;
            };
            if let Some(other) = slugs.insert(slug.to_owned(), name.clone()) {
                let path = path(langs[0], "lessons", name);
                problems.push(Problem::of_file(
                    &path,
                    format!("cannot use the address {slug:?} twice: {other}.md has it"),
                ));
            }
            for lang in langs {
                let source = Source::open(&path(*lang, "lessons", name))?;
                match Lesson::read(source, slug, *lang, self.terms(*lang)) {
                    Ok(lesson) => self.lessons.push(lesson),
                    Err(source) => problems.extend(source.take_problems()),
                }
            }
        }
        Ok(problems)
    }

    fn read_functions(&mut self) -> Result<Vec<Problem>> {
        let mut problems = Vec::new();
        let mut names: BTreeMap<String, Vec<Lang>> = BTreeMap::new();
        for lang in Lang::ALL {
            for name in markdown_files(&folder(*lang, "functions"))? {
                names.entry(name).or_default().push(*lang);
            }
        }
        if !names.is_empty() {
            // The first text asks for all others.
            for activation in ALL {
                names.entry(activation.id.to_owned()).or_default();
            }
        }
        for (name, langs) in &names {
            problems.extend(missing(langs, |lang| path(lang, "functions", name)));
            let Some(activation) = ALL.iter().find(|activation| activation.id == name) else {
                let path = path(langs[0], "functions", name);
                problems.push(Problem::of_file(&path, "cannot tell the function of this text: expected the id of a function as its name"));
                continue;
            };
            for lang in langs {
                let source = Source::open(&path(*lang, "functions", name))?;
                match FunctionText::read(source, activation.id, *lang, self.terms(*lang)) {
                    Ok(function) => self.functions.push(function),
                    Err(source) => problems.extend(source.take_problems()),
                }
            }
        }
        Ok(problems)
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

    fn check_lesson(&self, lesson: &Lesson) {
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

    fn check_links(&self, source: &Source, lang: Lang, prose: &Prose) {
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

fn folder(lang: Lang, kind: &str) -> String {
    format!("content/{}/{kind}", lang.code())
}

fn path(lang: Lang, kind: &str, name: &str) -> String {
    format!("{}/{name}.md", folder(lang, kind))
}

/// The names of the Markdown files of a folder, which need not be there.
fn markdown_files(folder: &str) -> Result<Vec<String>> {
    let path = root().join(folder);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(&path).with_context(|| format!("cannot read {folder}"))?;
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".md").map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// The address in `05-softmax`.
fn slug(name: &str) -> Option<&str> {
    let (number, slug) = name.split_once('-')?;
    let numbered = number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    (numbered && super::is_id(slug)).then_some(slug)
}

/// The languages that a file is missing in.
fn missing(langs: &[Lang], path: impl Fn(Lang) -> String) -> Vec<Problem> {
    let missing = Lang::ALL.iter().filter(|lang| !langs.contains(lang));
    missing
        .map(|lang| {
            let there = langs.first().map_or_else(
                || "a text for every function".to_owned(),
                |lang| format!("a translation of {}", path(*lang)),
            );
            Problem::of_file(
                &path(*lang),
                format!("cannot find this file: expected {there}"),
            )
        })
        .collect()
}
