//! The files of lessons and of texts about functions: which there are, and which are missing.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context as _, Result};
use kassei::maths::ALL;
use kassei::text::Lang;

use super::course::Course;
use super::functions::FunctionText;
use super::lesson::Lesson;
use super::source::{Problem, Source};
use crate::root;

impl Course {
    /// Reads the lessons of all languages; what cannot be read is left out and told.
    pub(super) fn read_lessons(&mut self) -> Result<Vec<Problem>> {
        let mut problems = Vec::new();
        let names = names("lessons")?;
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

    pub(super) fn read_functions(&mut self) -> Result<Vec<Problem>> {
        let mut problems = Vec::new();
        let mut names = names("functions")?;
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
}

/// The names of the files of a kind, without their ends, and the languages that have them.
fn names(kind: &str) -> Result<BTreeMap<String, Vec<Lang>>> {
    let mut names: BTreeMap<String, Vec<Lang>> = BTreeMap::new();
    for lang in Lang::ALL {
        for name in markdown_files(&folder(*lang, kind))? {
            names.entry(name).or_default().push(*lang);
        }
    }
    Ok(names)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str, langs: &[Lang]) -> Vec<String> {
        let problems = missing(langs, |lang| path(lang, "lessons", name));
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_missing_translation_is_told_with_the_file_that_it_translates() {
        assert_eq!(
            said("05-softmax", &[Lang::En]),
            [
                "content/ja/lessons/05-softmax.md: cannot find this file: expected a translation of content/en/lessons/05-softmax.md"
            ]
        );
        assert_eq!(said("05-softmax", Lang::ALL), Vec::<String>::new());
        assert_eq!(said("relu", &[]).len(), Lang::ALL.len());
    }

    #[test]
    fn the_address_of_a_lesson_is_its_name_without_the_number() {
        assert_eq!(slug("05-softmax"), Some("softmax"));
        assert_eq!(slug("03-gallery-of-bends"), Some("gallery-of-bends"));
        for name in ["softmax", "5-softmax", "05-Softmax", "05-", "05-a--b"] {
            assert_eq!(slug(name), None, "{name}");
        }
    }
}
