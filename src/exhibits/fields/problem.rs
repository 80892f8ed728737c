//! What of a state could not be used, and why.

use crate::text::{Text, exact};

/// As many characters of a part as a problem quotes.
const QUOTED: usize = 40;

/// Why a part of a state was ignored.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// No field has this key.
    UnknownKey,
    /// Not a finite number.
    NotANumber,
    /// A number outside these bounds.
    OutOfRange(f64, f64),
    /// None of these ids.
    UnknownChoice(String),
    /// A list that is shorter or longer than this.
    WrongLength(usize, usize),
    /// The key came again later.
    Duplicate,
    /// Percent signs that spell no UTF-8.
    BadEncoding,
    /// The whole state is longer than this many bytes.
    TooLong(usize),
    /// A code that something was lost of, or that belongs to something else.
    Damaged,
}

/// A part of a state that was ignored.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The part, shortened.
    pub part: String,
    /// What is the matter with it.
    pub why: Why,
}

impl Problem {
    pub(super) fn new(part: &str, why: Why) -> Self {
        let part = match part.char_indices().nth(QUOTED) {
            Some((end, _)) => format!("{}…", &part[..end]),
            None => part.to_owned(),
        };
        Self { part, why }
    }

    /// The problem in words.
    #[must_use]
    pub fn say(&self, text: &Text) -> String {
        let part = &self.part;
        match &self.why {
            Why::UnknownKey => text.problem_unknown_key(part),
            Why::NotANumber => text.problem_not_a_number(part),
            Why::OutOfRange(low, high) => {
                text.problem_out_of_range(&exact(*high), &exact(*low), part)
            }
            Why::UnknownChoice(known) => text.problem_unknown_choice(known, part),
            Why::WrongLength(low, high) => text.problem_wrong_length(high, low, part),
            Why::Duplicate => text.problem_duplicate(part),
            Why::BadEncoding => text.problem_bad_encoding(part),
            Why::TooLong(limit) => text.problem_too_long(limit, part),
            Why::Damaged => text.problem_damaged(part),
        }
    }
}
