//! A file that people wrote, and what is the matter with it, by line.

use std::fmt::{self, Display, Formatter};
use std::fs;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result};

use crate::root;

/// A file of `content/`.
#[derive(Debug)]
pub(crate) struct Source {
    /// Its path from the top folder.
    pub(crate) path: String,
    pub(crate) text: String,
    problems: Mutex<Vec<Problem>>,
}

/// What was attempted, found and expected, and where. They are told in the order of places.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    path: String,
    line: usize,
    message: String,
}

impl Problem {
    /// A problem that no line has, such as a file that is missing.
    pub(crate) fn of_file(path: &str, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line: 0,
            message: message.into(),
        }
    }
}

impl Display for Problem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.message),
            line => write!(f, "{}:{line}: {}", self.path, self.message),
        }
    }
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.replace("\r\n", "\n"),
            problems: Mutex::default(),
        }
    }

    /// The file at `path`, from the top folder.
    pub(crate) fn open(path: &str) -> Result<Self> {
        let text =
            fs::read_to_string(root().join(path)).with_context(|| format!("cannot read {path}"))?;
        Ok(Self::new(path, &text))
    }

    /// Notes a problem at a place, a byte of the text.
    pub(crate) fn problem(&self, at: usize, message: impl Into<String>) {
        self.problems().push(Problem {
            path: self.path.clone(),
            line: self.line(at),
            message: message.into(),
        });
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, at: usize) -> usize {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// A place, for a problem of another file to point to.
    pub(crate) fn place(&self, at: usize) -> String {
        format!("{}:{}", self.path, self.line(at))
    }

    fn problems(&self) -> MutexGuard<'_, Vec<Problem>> {
        self.problems.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The problems so far, which are forgotten here.
    pub(crate) fn take_problems(&self) -> Vec<Problem> {
        let mut problems = mem::take(&mut *self.problems());
        problems.sort();
        problems.dedup();
        problems
    }

    /// All of it, as a passage.
    pub(crate) fn passage(&self, start: usize, end: usize) -> Passage<'_> {
        Passage {
            text: &self.text[start..end],
            base: start,
            exact: true,
        }
    }
}

/// A piece of text that stands in a source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage<'a> {
    pub(crate) text: &'a str,
    /// Where it begins.
    pub(crate) base: usize,
    /// Whether it stands there byte by byte. A TOML string with escapes does not.
    pub(crate) exact: bool,
}

impl Passage<'_> {
    /// The place in the source of a byte of this text; where it begins, if nothing closer is known.
    pub(crate) fn at(&self, offset: usize) -> usize {
        if self.exact {
            self.base + offset
        } else {
            self.base
        }
    }
}
