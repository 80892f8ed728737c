//! Switches and read-outs.

use yew::{AttrValue, Callback, Html, Properties, function_component, html};

/// A switch.
#[derive(Properties, PartialEq)]
pub struct ToggleProps {
    /// Its words.
    pub label: AttrValue,
    /// Whether it is on.
    pub on: bool,
    /// Gets what it becomes.
    pub set: Callback<bool>,
    /// Its name for tests and style sheets.
    pub name: AttrValue,
}

/// A switch that looks like a word in a pill.
#[function_component]
pub fn Toggle(props: &ToggleProps) -> Html {
    let (set, next) = (props.set.clone(), !props.on);
    let onclick = Callback::from(move |_| set.emit(next));
    html! {
        <button type="button" class="chip" name={&props.name} aria-pressed={props.on.to_string()} {onclick}>{ &props.label }</button>
    }
}

/// A number to be read, under its name.
pub struct Readout {
    /// The class of its quantity.
    pub class: &'static str,
    /// Its name.
    pub label: AttrValue,
    /// The number, as shown.
    pub value: String,
}

/// A row of read-outs. Each keeps its place: a number that grows a digit moves nothing.
#[must_use]
pub fn readout(label: &'static str, readouts: impl IntoIterator<Item = Readout>) -> Html {
    let items = readouts.into_iter().map(|Readout { class, label, value }| {
        html! { <div class={class}><dt>{ label }</dt><dd>{ value }</dd></div> }
    });
    html! { <dl class="read" aria-label={label}>{ for items }</dl> }
}
