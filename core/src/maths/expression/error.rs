//! Why a formula was not understood.

use core::fmt;

use super::MOST_CHARACTERS;

/// What was not understood, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// The formula, or as much of it as may be long.
    pub formula: String,
    /// How many of its characters stand before the place.
    pub at: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is nothing.
    Empty,
    /// It has so many characters.
    TooLong(usize),
    /// Too much of it must be remembered before it can be worked out.
    TooDeep,
    /// A number, x, a function or `(` should stand here; what does, if anything.
    Operand(Option<char>),
    /// An operator should stand here; what does.
    Operator(char),
    /// This should close what was opened; what stands there, if anything.
    Close(char, Option<char>),
    /// `(` should follow this function.
    Open(&'static str),
    /// This function takes so many arguments, and has another number of them.
    Arguments(&'static str, usize),
    /// A word that is no function.
    Word(String),
    /// A character that means nothing.
    Character(char),
    /// Digits that are no number.
    Number(String),
}

impl FormulaError {
    /// The last character before the place, and the how-manieth of its kind it is if there are several in the formula,
    /// counted from 1. None at the beginning.
    #[must_use]
    pub fn after(&self) -> Option<(char, Option<usize>)> {
        let mut before = self.formula.chars().take(self.at);
        let last = before.by_ref().filter(|c| !c.is_whitespace()).last()?;
        let count = |n: usize| {
            let same = self.formula.chars().take(n).filter(|c| *c == last);
            same.count()
        };
        let several = count(usize::MAX) > 1;
        Some((last, several.then(|| count(self.at))))
    }

    fn place(&self) -> String {
        const ORDINALS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
        match self.after() {
            None => "at the beginning".to_owned(),
            Some((last, None)) => format!("after \"{last}\""),
            Some((last, Some(nth))) => match ORDINALS.get(nth - 1) {
                Some(ordinal) => format!("after the {ordinal} \"{last}\""),
                None => format!("after the last but {} \"{last}\"", self.later(last)),
            },
        }
    }

    /// How many of this character follow.
    fn later(&self, character: char) -> usize {
        let rest = self.formula.chars().skip(self.at);
        rest.filter(|c| *c == character).count()
    }
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (formula, place) = (&self.formula, self.place());
        let more = match self.problem {
            Problem::TooLong(_) => "…",
            _ => "",
        };
        write!(f, "cannot read the formula \"{formula}{more}\": ")?;
        let found = |f: &mut fmt::Formatter<'_>, found: &Option<char>| match found {
            Some(found) => write!(f, ", found \"{found}\""),
            None => Ok(()),
        };
        match &self.problem {
            Problem::Empty => write!(f, "expected a number or x"),
            Problem::TooLong(length) => write!(
                f,
                "it has {length} characters, expected at most {MOST_CHARACTERS}"
            ),
            Problem::TooDeep => write!(f, "expected fewer parts within one another"),
            Problem::Operand(other) => {
                write!(f, "expected a number or x {place}")?;
                found(f, other)
            }
            Problem::Operator(other) => {
                write!(f, "expected an operator {place}, found \"{other}\"")
            }
            Problem::Close(close, other) => {
                write!(f, "expected \"{close}\" {place}")?;
                found(f, other)
            }
            Problem::Open(name) => write!(f, "expected \"(\" after \"{name}\""),
            Problem::Arguments(name, 1) => write!(f, "expected one argument of \"{name}\""),
            Problem::Arguments(name, count) => {
                write!(f, "expected {count} arguments of \"{name}\"")
            }
            Problem::Word(word) => write!(f, "expected x or a function, found \"{word}\""),
            Problem::Character(other) => {
                write!(f, "expected a number, x or an operator, found \"{other}\"")
            }
            Problem::Number(digits) => write!(f, "expected a number, found \"{digits}\""),
        }
    }
}

impl core::error::Error for FormulaError {}
