//! A number to be dragged, typed or stepped.

use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::{
    AttrValue, Callback, Component, Context, Event, FocusEvent, Html, InputEvent, MouseEvent,
    Properties, TargetCast as _, html,
};

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
pub fn slider(slider: Slider<'_>) -> Html {
    let Slider {
        name,
        class,
        symbol,
        label,
        value,
        initial,
        travel: range,
        bounds,
        digits,
        set,
        text,
    } = slider;
    let (name, label) = (AttrValue::from(name), AttrValue::from(label));
    let oninput = set.reform(|event: InputEvent| {
        event
            .target_unchecked_into::<HtmlInputElement>()
            .value_as_number()
    });
    let ondblclick = set.reform(move |_: MouseEvent| initial);
    let changed = set.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let reset = (event.key() == "Delete").then_some(initial);
        if let Some(next) = reset.or_else(|| travel(&event.key(), event.shift_key(), value, range))
        {
            event.prevent_default();
            changed.emit(next);
        }
    });
    html! {
        <div class={format!("ctl {class}")}>
            <span class="symbol" aria-hidden="true">{ symbol }</span>
            <span class="slide">
                { track(value, range) }
                <input type="range" name={&name} aria-label={&label} title={text.frame_reset_one()} aria-valuetext={text.say(value, digits)}
                    min={range.low.to_string()} max={range.high.to_string()} step={range.step.to_string()}
                    value={snap(value, range.step).to_string()} {oninput} {ondblclick} {onkeydown} />
            </span>
            <NumberField name={format!("{name}-number")} {label} {value} {bounds} {digits} {set} {text} />
        </div>
    }
}

/// The track fills from zero, or the end nearest to it, to the value.
fn track(value: f64, range: Travel) -> Html {
    let share = |v: f64| {
        format!(
            "{:.2}%",
            100.0 * (v.clamp(range.low, range.high) - range.low) / (range.high - range.low)
        )
    };
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
#[derive(Default)]
struct NumberField {
    /// What is being typed.
    draft: Option<String>,
}

impl NumberFieldProps {
    fn good(&self, text: &str) -> Option<f64> {
        parse(text).filter(|value| (self.bounds.0..=self.bounds.1).contains(value))
    }
}

impl Component for NumberField {
    /// What the field holds while it is edited; `None`: it is done.
    type Message = Option<String>;
    type Properties = NumberFieldProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Self::default()
    }

    fn update(&mut self, ctx: &Context<Self>, draft: Option<String>) -> bool {
        if let Some(value) = draft.as_ref().and_then(|text| ctx.props().good(text)) {
            ctx.props().set.emit(value);
        }
        let changed = self.draft != draft;
        self.draft = draft;
        changed
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (props, link) = (ctx.props(), ctx.link());
        let invalid = self
            .draft
            .as_ref()
            .is_some_and(|text| props.good(text).is_none());
        let shown = self
            .draft
            .clone()
            .unwrap_or_else(|| fixed(props.value, props.digits));
        let hint = || {
            props
                .text
                .frame_number_expected(&fixed(props.bounds.1, 0), &fixed(props.bounds.0, 0))
        };
        let oninput = link.callback(|event: InputEvent| {
            Some(event.target_unchecked_into::<HtmlInputElement>().value())
        });
        let onchange = link.callback(|_: Event| None);
        let onblur = link.callback(|_: FocusEvent| None);
        let busy = self.draft.is_some();
        let onkeydown =
            link.batch_callback(move |event: KeyboardEvent| match event.key().as_str() {
                "Enter" | "Escape" => Some(None),
                // While a draft is open, undo and Delete belong to the text in it.
                _ => {
                    if busy {
                        event.stop_propagation();
                    }
                    None
                }
            });
        html! {
            <span class="field">
                <input class="num" type="text" inputmode="decimal" autocomplete="off" name={&props.name} aria-label={&props.label}
                    aria-invalid={invalid.to_string()} value={shown} {oninput} {onchange} {onblur} {onkeydown} />
                if invalid { <span class="hint" role="alert">{ hint() }</span> }
            </span>
        }
    }
}
