//! Runs that lessons speak of: each with its settings and what it came to, `content/experiments.toml`.
//!
//! A run takes longer than a build may, and its outcome is longer than a sentence. So it is run once, kept under a name,
//! and written `@name` wherever a lesson may say `exhibit?state`. `tests/native/experiments.rs` runs all of them anew.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use crate::root;

const PATH: &str = "content/experiments.toml";

/// Addresses by name, or why there are none.
static EXPERIMENTS: LazyLock<Result<BTreeMap<String, String>, String>> = LazyLock::new(|| {
    let path = root().join(PATH);
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read {PATH}: {error}"))?;
    toml::from_str(&text).map_err(|error| format!("cannot read {PATH}: {}", error.message()))
});

/// `exhibit?state` of `name`, or of `name&key=value`, which changes it.
pub(crate) fn address(text: &str) -> Result<String, String> {
    let experiments = EXPERIMENTS.as_ref().map_err(Clone::clone)?;
    let (name, change) = text.split_at(text.find('&').unwrap_or(text.len()));
    let found = experiments.get(name).ok_or_else(|| {
        let known: Vec<&str> = experiments.keys().map(String::as_str).collect();
        let known = known.join(", ");
        format!("cannot find the experiment {name:?}: expected one of {known} in {PATH}")
    })?;
    Ok(format!("{found}{change}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::figure::Figure;

    #[test]
    fn every_experiment_is_a_figure() {
        let experiments = EXPERIMENTS.as_ref().unwrap();
        for (name, address) in experiments {
            Figure::parse(address).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }

    #[test]
    fn a_name_that_is_not_there_is_said() {
        let error = address("no-such-race&by=loss").unwrap_err();
        assert!(
            error.starts_with("cannot find the experiment \"no-such-race\": expected one of "),
            "{error}"
        );
    }
}
