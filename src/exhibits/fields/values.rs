//! Fields that hold numbers, texts and choices.

use std::ops::RangeInclusive;

use super::list::{join, split, within};
use super::{Fields, Why};
#[cfg(every_exhibit)]
use crate::maths::expression::Formula;
use crate::text::parse;

/// The longest formula, in characters.
#[cfg(every_exhibit)]
pub(crate) const LONGEST_FORMULA: usize = 60;

/// Numbers, texts and choices.
impl dyn Fields + '_ {
    pub(super) fn field<T>(
        &mut self,
        key: &str,
        current: String,
        default: Option<String>,
        read: impl FnOnce(&str) -> Result<T, Why>,
    ) -> Option<T> {
        let text = self.offer(key, current, default)?;
        read(&text).map_err(|why| self.refuse(key, &text, why)).ok()
    }

    /// A number within `range`.
    pub fn number(&mut self, key: &str, range: RangeInclusive<f64>, value: &mut f64) {
        if let Some(new) = self.field(key, number_text(*value), None, |text| {
            number_in(&range, text)
        }) {
            *value = new;
        }
    }

    /// A list of `count` numbers within `range`.
    pub fn numbers(
        &mut self,
        key: &str,
        count: RangeInclusive<usize>,
        range: RangeInclusive<f64>,
        values: &mut Vec<f64>,
    ) {
        let read = |text: &str| numbers_in(&range, &count, text);
        if let Some(new) = self.field(key, numbers_text(values), None, read) {
            *values = new;
        }
    }

    /// A list of as many numbers within `range` as `usual` has, which is what it means when it is left out.
    pub fn numbers_like(
        &mut self,
        key: &str,
        usual: &[f64],
        range: RangeInclusive<f64>,
        values: &mut Vec<f64>,
    ) {
        let count = usual.len()..=usual.len();
        let read = |text: &str| numbers_in(&range, &count, text);
        let usual = Some(numbers_text(usual));
        if let Some(new) = self.field(key, numbers_text(values), usual, read) {
            *values = new;
        }
    }

    /// A list of texts of at most `longest` characters each.
    pub fn texts(
        &mut self,
        key: &str,
        count: RangeInclusive<usize>,
        longest: usize,
        values: &mut Vec<String>,
    ) {
        let read = |text: &str| {
            let items = split(text);
            within(&count, items.len())?;
            if items.iter().any(|item| item.chars().count() > longest) {
                return Err(Why::TooLong(longest));
            }
            Ok(items)
        };
        if let Some(new) = self.field(key, join(values.iter().cloned()), None, read) {
            *values = new;
        }
    }

    /// The number of an entry in a list, counted from 1 in the text; 0 in the text is none.
    pub fn index(&mut self, key: &str, len: usize, value: &mut Option<usize>) {
        let current = value.map_or(0, |i| i + 1).to_string();
        let read = |text: &str| match parse(text) {
            Some(n) if n.fract() == 0.0 && (0.0..=len as f64).contains(&n) => {
                Ok((n as usize).checked_sub(1))
            }
            Some(_) => Err(Why::OutOfRange(0.0, len as f64)),
            None => Err(Why::NotANumber),
        };
        if let Some(new) = self.field(key, current, None, read) {
            *value = new;
        }
    }

    /// A whole number within `range`.
    pub fn whole(&mut self, key: &str, range: RangeInclusive<usize>, value: &mut usize) {
        let (low, high) = (*range.start() as f64, *range.end() as f64);
        let read = |text: &str| whole_in(&range, (low, high), text);
        if let Some(new) = self.field(key, value.to_string(), None, read) {
            *value = new;
        }
    }

    /// A list of `count` whole numbers within `range`.
    pub fn wholes(
        &mut self,
        key: &str,
        count: RangeInclusive<usize>,
        range: RangeInclusive<usize>,
        values: &mut Vec<usize>,
    ) {
        let (low, high) = (*range.start() as f64, *range.end() as f64);
        let read = |text: &str| {
            let items = split(text);
            within(&count, items.len())?;
            let item = |item: &String| whole_in(&range, (low, high), item);
            items.iter().map(item).collect::<Result<Vec<_>, Why>>()
        };
        let current = join(values.iter().map(usize::to_string));
        if let Some(new) = self.field(key, current, None, read) {
            *values = new;
        }
    }

    /// A formula, or none. A comma may stand in it with or without a backslash.
    #[cfg(every_exhibit)]
    pub fn formula(&mut self, key: &str, value: &mut Option<Formula>) {
        let current = value.as_ref().map_or("", Formula::text).to_owned();
        let read = |text: &str| {
            let text = text.replace("\\,", ",");
            if text.chars().count() > LONGEST_FORMULA {
                return Err(Why::TooLong(LONGEST_FORMULA));
            }
            let formula = (!text.is_empty()).then(|| Formula::read(&text));
            formula.transpose().map_err(|_| Why::Damaged)
        };
        if let Some(new) = self.field(key, current, None, read) {
            *value = new;
        }
    }

    /// A set of switches, written as the list of those that are on.
    pub fn switches(&mut self, key: &str, switches: &mut [(&'static str, &mut bool)]) {
        let current = join(
            switches
                .iter()
                .filter(|(_, on)| **on)
                .map(|(id, _)| (*id).to_owned()),
        );
        let known: Vec<&str> = switches.iter().map(|(id, _)| *id).collect();
        let read = |text: &str| {
            let items = split(text);
            let all_known = items.iter().all(|item| known.contains(&item.as_str()));
            if all_known {
                Ok(items)
            } else {
                Err(Why::UnknownChoice(known.join(", ")))
            }
        };
        if let Some(on) = self.field(key, current, None, read) {
            for (id, switch) in switches {
                **switch = on.iter().any(|item| item == id);
            }
        }
    }

    /// A list of as many numbers as `values` has places, any of which may be empty; an empty text: all of them.
    pub fn partial(&mut self, key: &str, range: RangeInclusive<f64>, values: &mut [Option<f64>]) {
        let current = if values.iter().all(Option::is_none) {
            String::new()
        } else {
            join(
                values
                    .iter()
                    .map(|v| v.map_or_else(String::new, number_text)),
            )
        };
        let read = |text: &str| {
            let mut items = split(text);
            if items.is_empty() {
                items.resize(values.len(), String::new());
            }
            within(&(values.len()..=values.len()), items.len())?;
            let item = |item: &String| match item.as_str() {
                "" => Ok(None),
                text => number_in(&range, text).map(Some),
            };
            items.iter().map(item).collect::<Result<Vec<_>, Why>>()
        };
        if let Some(new) = self.field(key, current, None, read) {
            values.copy_from_slice(&new);
        }
    }

    /// One of `ids`; `value` is its place among them.
    pub fn choice(&mut self, key: &str, ids: &[&str], value: &mut usize) {
        let read = |text: &str| {
            let place = ids.iter().position(|id| *id == text);
            place.ok_or_else(|| Why::UnknownChoice(ids.join(", ")))
        };
        if let Some(new) = self.field(key, ids[*value].to_owned(), None, read) {
            *value = new;
        }
    }
}

fn numbers_text(values: &[f64]) -> String {
    join(values.iter().map(|value| number_text(*value)))
}

fn numbers_in(
    range: &RangeInclusive<f64>,
    count: &RangeInclusive<usize>,
    text: &str,
) -> Result<Vec<f64>, Why> {
    let items = split(text);
    within(count, items.len())?;
    items.iter().map(|item| number_in(range, item)).collect()
}

pub(super) fn number_in(range: &RangeInclusive<f64>, text: &str) -> Result<f64, Why> {
    let value = parse(text).ok_or(Why::NotANumber)?;
    if range.contains(&value) {
        Ok(value)
    } else {
        Err(Why::OutOfRange(*range.start(), *range.end()))
    }
}

fn whole_in(range: &RangeInclusive<usize>, ends: (f64, f64), text: &str) -> Result<usize, Why> {
    let value = parse(text).ok_or(Why::NotANumber)?;
    let whole = value as usize;
    if whole as f64 == value && range.contains(&whole) {
        Ok(whole)
    } else {
        Err(Why::OutOfRange(ends.0, ends.1))
    }
}

pub(super) fn number_text(value: f64) -> String {
    if value == 0.0 {
        "0".to_owned()
    } else {
        value.to_string()
    }
}
