//! Sliders for the numbers of a state.

use yew::{Callback, Html};

use super::edit::{Edit, keyed};
use crate::browser::keys::Travel;
use crate::controls::{Slider, slider};
use crate::exhibits::{BOUND, WINDOW};
use crate::maths::Bend;
use crate::text::Text;

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
    /// Its key in the state, which is its sign.
    pub(crate) key: &'static str,
    /// The class of its quantity.
    pub(crate) class: &'static str,
    /// Its name in words.
    pub(crate) label: &'static str,
    /// What it is now, and what Delete returns to.
    pub(crate) value: (f64, f64),
    /// The ends of the track, and a small step on it.
    pub(crate) travel: Travel,
}

/// Sliders for numbers.
pub(crate) fn knobs(knobs: &[Knob], edit: &Edit, text: &'static Text) -> Html {
    let knob = |knob: &Knob| {
        let Knob {
            key,
            class,
            label,
            value,
            travel,
        } = *knob;
        slider(Slider {
            name: key.to_owned(),
            class,
            symbol: sign(key),
            label: label.to_owned(),
            value: value.0,
            initial: value.1,
            travel,
            bounds: (-BOUND, BOUND),
            digits: 2,
            set: &keyed(edit, key),
            text,
        })
    };
    knobs.iter().map(knob).collect()
}

/// A key as it stands in print.
const fn sign(key: &'static str) -> &'static str {
    match key.as_bytes() {
        b"w1" => "w₁",
        b"w2" => "w₂",
        b"x1" => "x₁",
        b"x2" => "x₂",
        _ => key,
    }
}

/// The sliders of a neuron: w, b and x, as they are and as they were at first.
pub(crate) fn neuron_knobs(
    now: [f64; 3],
    initial: [f64; 3],
    edit: &Edit,
    text: &'static Text,
) -> Html {
    let knob = |i: usize, key, label, travel| Knob {
        key,
        class: key,
        label,
        value: (now[i], initial[i]),
        travel,
    };
    let numbers = [
        knob(0, "w", text.quantity_w(), KNOB),
        knob(1, "b", text.quantity_b(), KNOB),
        knob(2, "x", text.quantity_x(), INPUT),
    ];
    knobs(&numbers, edit, text)
}

/// The learning rate, as it is and as it was at first: how far its track goes, and how far it may be typed.
#[cfg(every_exhibit)]
pub(crate) fn rate<'a>(
    (value, initial): (f64, f64),
    (travel, most): (Travel, f64),
    set: &'a Callback<f64>,
    text: &'static Text,
) -> Slider<'a> {
    Slider {
        name: "rate".to_owned(),
        class: "t",
        symbol: "η",
        label: text.hinges_rate().to_owned(),
        value,
        initial,
        travel,
        bounds: (0.0, most),
        digits: 2,
        set,
        text,
    }
}

/// The names of the numbers of a neuron with two inputs.
pub(crate) const PLANE: [&str; 5] = ["w1", "w2", "b", "x1", "x2"];

/// Sliders for the first of the numbers of [`PLANE`], as they are and as they were at first. `edit` gets such a name.
pub(crate) fn plane_knobs(now: &[f64], initial: &[f64], edit: &Edit, text: &'static Text) -> Html {
    let labels = [
        text.quantity_w1(),
        text.quantity_w2(),
        text.quantity_b(),
        text.quantity_x1(),
        text.quantity_x2(),
    ];
    let knob = |i: usize| Knob {
        key: PLANE[i],
        class: &PLANE[i][..1],
        label: labels[i],
        value: (now[i], initial[i]),
        travel: if i < 3 { KNOB } else { INPUT },
    };
    let all: Vec<Knob> = (0..now.len()).map(knob).collect();
    knobs(&all, edit, text)
}
