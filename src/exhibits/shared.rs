//! What several exhibits show alike.

use yew::{Callback, Html, html};

use crate::browser::keys::Travel;
use crate::controls::{Slider, mn, mo, rich, slider};
use crate::exhibits::{BOUND, WINDOW};
use crate::maths::Bend;
use crate::text::Text;

/// State down, a whole new state up: a callback that sets a changed copy of `state`.
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

/// A question that asks for a prediction before the hand moves.
pub(crate) fn try_it(question: &str, text: &Text) -> Html {
    html! { <div class="try"><b>{ text.frame_try_it }</b><span>{ rich(question) }</span></div> }
}

/// How far a weight, a bias or another factor goes.
pub(crate) const KNOB: Travel = Travel {
    low: -4.0,
    high: 4.0,
    step: 0.01,
};
/// How far an input goes.
pub(crate) const INPUT: Travel = Travel {
    low: WINDOW.low,
    high: WINDOW.high,
    step: 0.01,
};

/// A number of two decimals that may be typed up to [`BOUND`].
pub(crate) struct Knob {
    /// Its sign, which is its key in the state.
    pub(crate) symbol: &'static str,
    /// The class of its quantity.
    pub(crate) class: &'static str,
    /// Its name in words.
    pub(crate) label: &'static str,
    /// What it is now.
    pub(crate) value: f64,
    /// What Delete returns to.
    pub(crate) initial: f64,
    /// The ends of the track, and a small step on it.
    pub(crate) travel: Travel,
}

/// A slider for it.
pub(crate) fn knob(knob: Knob, set: &Callback<f64>, text: &'static Text) -> Html {
    let Knob {
        symbol,
        class,
        label,
        value,
        initial,
        travel,
    } = knob;
    slider(Slider {
        name: symbol.to_owned(),
        class,
        symbol,
        label: label.to_owned(),
        value,
        initial,
        travel,
        bounds: (-BOUND, BOUND),
        digits: 2,
        set,
        text,
    })
}

/// The name of a function in a formula, with its parameters as an index.
pub(crate) fn function_name(bend: &Bend, text: &Text) -> Html {
    let name = html! { <mi mathvariant="normal">{ text.term(bend.activation.id) }</mi> };
    let index = bend
        .activation
        .params
        .iter()
        .zip(&bend.params)
        .map(|(param, value)| {
            html! { <>{ html! { <mi>{ param.symbol }</mi> } }{ mo("=") }{ mn("t", *value) }</> }
        });
    if bend.params.is_empty() {
        name
    } else {
        html! { <msub>{ name }<mrow>{ for index }</mrow></msub> }
    }
}

/// A slider for each parameter of a function.
pub(crate) fn parameters(
    bend: &Bend,
    initial: &Bend,
    set: &Callback<Bend>,
    text: &'static Text,
) -> Html {
    let rows = bend
        .activation
        .params
        .iter()
        .zip(&bend.params)
        .enumerate()
        .map(|(i, (param, value))| {
            let base = bend.clone();
            let set = set.reform(move |value| {
                let mut next = base.clone();
                next.params[i] = value;
                next
            });
            let same_function = bend.activation.id == initial.activation.id;
            let initial = if same_function {
                initial.params[i]
            } else {
                param.default
            };
            slider(Slider {
                name: format!("p.{}", param.id),
                class: "t",
                symbol: param.symbol,
                label: text.quantity_parameter(&param.symbol),
                value: *value,
                initial,
                travel: Travel {
                    low: param.min,
                    high: param.max,
                    step: 0.01,
                },
                bounds: (param.min, param.max),
                digits: 2,
                set: &set,
                text,
            })
        });
    rows.collect()
}
