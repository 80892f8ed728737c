//! An exhibit in a certain state, as `exhibit?state`.

use kassei::exhibits::{ALL, Entry};
use kassei::text::Lang;

use super::experiments;

/// An exhibit in a state.
#[derive(Clone)]
pub(crate) struct Figure {
    pub(crate) exhibit: &'static Entry,
    /// In its shortest form.
    pub(crate) state: String,
}

impl std::fmt::Debug for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.address())
    }
}

impl Figure {
    /// The exhibit `id` in a state of which it understands all.
    pub(crate) fn new(id: &str, state: &str) -> Result<Self, String> {
        let exhibit = Entry::find(id).ok_or_else(|| {
            let known: Vec<&str> = ALL.iter().map(|entry| entry.id).collect();
            format!(
                "cannot show the exhibit {id:?}: expected one of {}",
                known.join(", ")
            )
        })?;
        let (read, problems) = (exhibit.read)(state);
        if problems.is_empty() {
            return Ok(Self {
                exhibit,
                state: read,
            });
        }
        let said: Vec<String> = problems
            .iter()
            .map(|problem| problem.say(Lang::En.text()))
            .collect();
        Err(format!(
            "cannot use the state {state:?} of the exhibit {id}: {}",
            said.join("; ")
        ))
    }

    /// The figure of `exhibit?state`, or of the experiment `@name`.
    pub(crate) fn parse(address: &str) -> Result<Self, String> {
        if let Some(name) = address.strip_prefix('@') {
            return Self::parse(&experiments::address(name)?);
        }
        let (id, state) = address.split_once('?').unwrap_or((address, ""));
        Self::new(id, state)
    }

    /// `exhibit?state`.
    pub(crate) fn address(&self) -> String {
        let Self { exhibit, state } = self;
        if state.is_empty() {
            exhibit.id.to_owned()
        } else {
            format!("{}?{state}", exhibit.id)
        }
    }

    /// One of the numbers that it shows.
    pub(crate) fn value(&self, name: &str) -> Result<f64, String> {
        let values = (self.exhibit.values)(&self.state);
        let found = values.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let known: Vec<&str> = values.iter().map(|(key, _)| key.as_ref()).collect();
            format!(
                "cannot find the value {name:?} of {}: expected one of {}",
                self.address(),
                known.join(", ")
            )
        })
    }
}
