//! State down, a whole new state up: the callbacks that controls get.

use yew::Callback;

use crate::exhibits::fields::{Fields, State, Why};

/// A callback that sets a changed copy of `state`.
pub(crate) fn changed<S: Clone + 'static, T: 'static>(
    state: &S,
    set: &Callback<S>,
    change: impl Fn(&mut S, T) + 'static,
) -> Callback<T> {
    let state = state.clone();
    set.reform(move |value| {
        let mut next = state.clone();
        change(&mut next, value);
        next
    })
}

/// Takes a key of the state and its new value, as both stand in a link. One callback serves all controls of an exhibit.
pub(crate) type Edit = Callback<(String, String)>;

/// The edits of `state`.
pub(crate) fn edits<S: State>(state: &S, set: &Callback<S>) -> Edit {
    changed(state, set, |s: &mut S, (key, value)| {
        s.fields(&mut One(key, Some(value)));
    })
}

/// The edit of one key by the control that has its value.
pub(crate) fn keyed<T: ToString + 'static>(edit: &Edit, key: &'static str) -> Callback<T> {
    edit.reform(move |value: T| (key.to_owned(), value.to_string()))
}

/// The edit that gives a key this value, whatever the control says.
#[cfg(every_exhibit)]
pub(crate) fn set_to<T: 'static>(
    edit: &Edit,
    key: &'static str,
    value: &'static str,
) -> Callback<T> {
    edit.reform(move |_: T| (key.to_owned(), value.to_owned()))
}

/// The reader of a link that has one key.
struct One(String, Option<String>);

impl Fields for One {
    fn offer(&mut self, key: &str, _current: String, _default: Option<String>) -> Option<String> {
        self.1.take_if(|_| key == self.0)
    }

    fn refuse(&mut self, _key: &str, _text: &str, _why: Why) {}
}
