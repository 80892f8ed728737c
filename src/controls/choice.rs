//! Switches, lists to pick from, and read-outs.

use web_sys::HtmlSelectElement;
use yew::{AttrValue, Callback, Event, Html, MouseEvent, TargetCast as _, html};

/// A switch that looks like a word in a pill; `set` gets what it becomes.
pub fn toggle(name: &'static str, label: &'static str, on: bool, set: &Callback<bool>) -> Html {
    let onclick = set.reform(move |_: MouseEvent| !on);
    html! { <button type="button" class="chip" {name} aria-pressed={on.to_string()} {onclick}>{ label }</button> }
}

/// What belongs together, side by side under a heading.
pub fn chips(label: &'static str, content: Html) -> Html {
    html! {
        <div role="group" aria-label={label}>
            <div class="lbl" aria-hidden="true">{ label }</div>
            <div class="chips">{ content }</div>
        </div>
    }
}

/// A list to pick one of its options from; `set` gets the value of the one that is picked next.
pub fn pick(
    name: &'static str,
    label: &'static str,
    options: Html,
    set: &Callback<String>,
) -> Html {
    let onchange =
        set.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <label class="pick">
            <span class="lbl">{ label }</span>
            <select {name} {onchange}>{ options }</select>
        </label>
    }
}

/// What can be picked.
pub fn option(value: impl Into<AttrValue>, words: impl Into<AttrValue>, selected: bool) -> Html {
    let (value, words) = (value.into(), words.into());
    html! { <option {value} {selected}>{ words }</option> }
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
