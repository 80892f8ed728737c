//! Fields that hold functions of the catalogue.

use super::list::{join, split, within};
use super::values::{number_in, number_text};
use super::{Fields, Why};
use crate::maths::{ALL, Activation, Bend};

/// What stands for the formula in a list of functions.
const OWN: &str = "own";

/// Functions by id or alias.
impl dyn Fields + '_ {
    /// A function by id or alias, with its usual parameters.
    pub fn function(&mut self, key: &str, value: &mut Bend) {
        if let Some(found) = self.field(key, value.activation.id.to_owned(), None, activation) {
            *value = Bend::new(found);
        }
    }

    /// A function by id or alias, and its parameters under `p.`.
    pub fn bend(&mut self, key: &str, bend: &mut Bend) {
        if let Some(activation) = self.field(key, bend.activation.id.to_owned(), None, activation) {
            *bend = Bend::new(activation);
        }
        for (param, value) in bend.activation.params.iter().zip(&mut bend.params) {
            let read = |text: &str| number_in(&(param.min..=param.max), text);
            let key = format!("p.{}", param.id);
            if let Some(new) = self.field(
                &key,
                number_text(*value),
                Some(number_text(param.default)),
                read,
            ) {
                *value = new;
            }
        }
    }

    /// A function for each place of `values`, with its usual parameters, or `own`, which is none; one alone is for all of
    /// them.
    pub fn functions(&mut self, key: &str, values: &mut [Option<Bend>]) {
        let id = |bend: &Option<Bend>| bend.as_ref().map_or(OWN, |bend| bend.activation.id);
        let ids = values.iter().map(|bend| id(bend).to_owned());
        let mut distinct: Vec<String> = ids.clone().collect();
        distinct.dedup();
        let current = if distinct.len() > 1 {
            join(ids)
        } else {
            distinct.pop().unwrap_or_default()
        };
        let read = |text: &str| {
            let items = split(text);
            let item = |item: &String| match item.as_str() {
                OWN => Ok(None),
                id => activation(id).map(|found| Some(Bend::new(found))),
            };
            let found = items.iter().map(item);
            let found = found.collect::<Result<Vec<_>, Why>>()?;
            if found.len() == 1 {
                return Ok(vec![found[0].clone(); values.len()]);
            }
            within(&(values.len()..=values.len()), found.len())?;
            Ok(found)
        };
        if let Some(new) = self.field(key, current, None, read) {
            values.clone_from_slice(&new);
        }
    }

    /// A function by id or alias, with its usual parameters; or nothing.
    pub fn other_function(&mut self, key: &str, value: &mut Option<Bend>) {
        if let Some(new) = self.field(key, maybe_text(value.as_ref()), None, maybe_bend) {
            *value = new;
        }
    }

    /// A list of such functions, one for each place of `values`. Places at the end may be left out while they are empty.
    pub fn other_functions(&mut self, key: &str, values: &mut [Option<Bend>]) {
        let last = values.iter().rposition(Option::is_some);
        let given = &values[..last.map_or(0, |last| last + 1)];
        let current = join(given.iter().map(|value| maybe_text(value.as_ref())));
        let read = |text: &str| {
            let items = split(text);
            within(&(0..=values.len()), items.len())?;
            let bends = items.iter().map(|item| maybe_bend(item));
            bends.collect::<Result<Vec<_>, Why>>()
        };
        if let Some(mut new) = self.field(key, current, None, read) {
            new.resize(values.len(), None);
            values.clone_from_slice(&new);
        }
    }
}

fn maybe_text(bend: Option<&Bend>) -> String {
    bend.map_or_else(String::new, |bend| bend.activation.id.to_owned())
}

fn maybe_bend(text: &str) -> Result<Option<Bend>, Why> {
    if text.is_empty() {
        Ok(None)
    } else {
        activation(text).map(|found| Some(Bend::new(found)))
    }
}

fn activation(text: &str) -> Result<&'static Activation, Why> {
    Activation::find(text)
        .ok_or_else(|| Why::UnknownChoice(ALL.iter().map(|a| a.id).collect::<Vec<_>>().join(", ")))
}
