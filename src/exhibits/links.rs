//! What tests of exhibits ask of a link.

use super::Exhibit;
use super::fields::{State, read};

/// The state of a link without mistakes.
pub(super) fn state<S: State>(text: &str) -> S {
    let (state, problems) = read(text);
    assert_eq!(problems, [], "{text}");
    state
}

/// The value of this name in the exhibit of a link.
pub(super) fn value<E: Exhibit>(text: &str, name: &str) -> f64 {
    let values = E::values(&state(text));
    let found = values.iter().find(|(key, _)| key == name);
    found.unwrap_or_else(|| panic!("{text} has no {name}")).1
}
