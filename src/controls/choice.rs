//! Switches and read-outs.

use yew::{AttrValue, Callback, Html, MouseEvent, html};

/// A switch that looks like a word in a pill; `set` gets what it becomes.
pub fn toggle(name: &'static str, label: &'static str, on: bool, set: &Callback<bool>) -> Html {
    let onclick = set.reform(move |_: MouseEvent| !on);
    html! { <button type="button" class="chip" {name} aria-pressed={on.to_string()} {onclick}>{ label }</button> }
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
pub fn readout(label: &'static str, readouts: impl IntoIterator<Item = Readout>) -> Html {
    let items = readouts.into_iter().map(
        |Readout {
             class,
             label,
             value,
         }| {
            html! { <div class={class}><dt>{ label }</dt><dd>{ value }</dd></div> }
        },
    );
    html! { <dl class="read" aria-label={label}>{ for items }</dl> }
}
