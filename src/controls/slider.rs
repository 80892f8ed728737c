//! A number to be dragged, typed or stepped.

use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::{AttrValue, Callback, Event, Html, InputEvent, MouseEvent, Properties, TargetCast as _, function_component, html, use_state};

use crate::browser::keys::{Travel, snap, travel};
use crate::text::{Text, fixed, parse};

/// One number and how it is set.
pub struct Slider<'a> {
    /// Its key in the state; the name of its inputs.
    pub name: String,
    /// The class of its quantity.
    pub class: &'static str,
    /// What stands before the track.
    pub symbol: &'static str,
    /// Its name in words.
    pub label: String,
    /// What it is now.
    pub value: f64,
    /// What Delete and a double click return to.
    pub initial: f64,
    /// The ends of the track, and a small step on it.
    pub travel: Travel,
    /// What may be typed.
    pub bounds: (f64, f64),
    /// How many decimals are shown.
    pub digits: usize,
    /// Gets a new number.
    pub set: &'a Callback<f64>,
    /// The language.
    pub text: &'static Text,
}

/// A track with a thumb and a number field beside it.
#[must_use]
pub fn slider(slider: Slider<'_>) -> Html {
    let Slider { name, class, symbol, label, value, initial, travel: range, bounds, digits, set, text } = slider;
    let (name, label) = (AttrValue::from(name), AttrValue::from(label));
    let oninput = set.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value_as_number());
    let ondblclick = set.reform(move |_: MouseEvent| initial);
    let changed = set.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let reset = (event.key() == "Delete").then_some(initial);
        if let Some(next) = reset.or_else(|| travel(&event.key(), event.shift_key(), value, range)) {
            event.prevent_default();
            changed.emit(next);
        }
    });
    html! {
        <div class={format!("ctl {class}")}>
            <span class="symbol" aria-hidden="true">{ symbol }</span>
            <span class="slide">
                { track(value, range) }
                <input type="range" name={&name} aria-label={&label} title={text.frame_reset_one} aria-valuetext={text.say(value, digits)}
                    min={range.low.to_string()} max={range.high.to_string()} step={range.step.to_string()}
                    value={snap(value, range.step).to_string()} {oninput} {ondblclick} {onkeydown} />
            </span>
            <NumberField name={format!("{name}-number")} {label} {value} {bounds} {digits} {set} {text} />
        </div>
    }
}

/// The track fills from zero, or the end nearest to it, to the value.
fn track(value: f64, range: Travel) -> Html {
    let share = |v: f64| format!("{:.2}%", 100.0 * (v.clamp(range.low, range.high) - range.low) / (range.high - range.low));
    html! {
        <svg class="track" aria-hidden="true">
            <line class="rail" x1="0%" x2="100%" y1="50%" y2="50%" />
            <line class="fill" x1={share(0.0)} x2={share(value)} y1="50%" y2="50%" />
        </svg>
    }
}

#[derive(Properties, PartialEq)]
struct NumberFieldProps {
    name: AttrValue,
    label: AttrValue,
    value: f64,
    bounds: (f64, f64),
    digits: usize,
    set: Callback<f64>,
    text: &'static Text,
}

/// A field that takes any digits and minus signs, and keeps the last good number when it gets anything else.
#[function_component]
fn NumberField(props: &NumberFieldProps) -> Html {
    let draft = use_state(|| None::<String>);
    let bounds = props.bounds;
    let good = move |text: &str| parse(text).filter(|value| (bounds.0..=bounds.1).contains(value));
    let invalid = draft.as_deref().is_some_and(|text| good(text).is_none());
    let (set, typed) = (props.set.clone(), draft.clone());
    let oninput = Callback::from(move |event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        if let Some(value) = good(&text) {
            set.emit(value);
        }
        typed.set(Some(text));
    });
    let left = draft.clone();
    let onchange = Callback::from(move |_: Event| left.set(None));
    let left = draft.clone();
    let onblur = Callback::from(move |_| left.set(None));
    let busy = draft.is_some();
    let shown = draft.as_ref().map_or_else(|| fixed(props.value, props.digits), Clone::clone);
    let onkeydown = Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" | "Escape" => draft.set(None),
        // While a draft is open, undo and Delete belong to the text in it.
        _ if busy => event.stop_propagation(),
        _ => {}
    });
    let hint = props.text.frame_number_expected(&fixed(bounds.1, 0), &fixed(bounds.0, 0));
    html! {
        <span class="field">
            <input class="num" type="text" inputmode="decimal" autocomplete="off" name={&props.name} aria-label={&props.label}
                aria-invalid={invalid.to_string()} value={shown} {oninput} {onchange} {onblur} {onkeydown} />
            if invalid { <span class="hint" role="alert">{ hint }</span> }
        </span>
    }
}
