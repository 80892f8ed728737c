//! What a hand holds on the chart: kinks and the lever, or the points of a sketch.

use yew::Callback;

use super::super::{HingesState, Hold};
use super::OUTPUT;
use crate::browser::keys::snap;
use crate::charts::{Axis, Grip, Grips, Ink};
use crate::exhibits::shared::changed;
use crate::exhibits::{ViewProps, WINDOW};
use crate::maths::{Curve as _, Hinges};

/// A small step of a kink, by keys.
const KINK_STEP: f64 = 0.1;
/// A small step of an output weight, by keys.
const SLOPE_STEP: f64 = 0.01;

/// The kinks on the curve, and the lever of the chosen unit.
pub(super) fn grips(props: &ViewProps<HingesState>, net: &Hinges) -> Grips {
    let ViewProps {
        state, set, text, ..
    } = props;
    let grip = |hold: Hold| match hold {
        Hold::Kink(i) => {
            let kink = state.units[i].kink();
            let seen = kink.clamp(WINDOW.low, WINDOW.high);
            Grip {
                at: (kink, net.at(seen).y),
                ink: Ink::Input,
                ring: i != state.unit,
                line: None,
                label: text.hinges_kink(&(i + 1)).into(),
                value_text: text.say(kink, 2).into(),
                value: (kink, [WINDOW.low, WINDOW.high]),
            }
        }
        Hold::Lever => {
            let (x, height) = state.lever().unwrap_or_default();
            let unit = state.units[state.unit];
            Grip {
                at: (x, unit.v * height),
                ink: Ink::Slope,
                ring: false,
                line: None,
                label: text.hinges_lever(&(state.unit + 1)).into(),
                value_text: text.say(unit.v, 4).into(),
                value: (unit.v, [OUTPUT.low, OUTPUT.high]),
            }
        }
    };
    Grips {
        grips: state.holds().into_iter().map(grip).collect(),
        label: text.hinges_handles().into(),
        on_drag: Callback::noop(),
        on_keys: changed(state, set, |s: &mut HingesState, (i, (right, up))| {
            step(s, i, right + up);
        }),
        come: false,
    }
}

/// Moves what is held by so many steps of the keys.
fn step(state: &mut HingesState, i: usize, steps: f64) {
    let Some(hold) = state.holds().get(i).copied() else {
        return;
    };
    let (value, range, step) = match hold {
        Hold::Kink(i) => (state.units[i].kink(), WINDOW, KINK_STEP),
        Hold::Lever => {
            let range = Axis::new(OUTPUT.low, OUTPUT.high);
            (state.units[state.unit].v, range, SLOPE_STEP)
        }
    };
    let next = if steps.is_finite() {
        snap(value + steps * step, step)
    } else {
        steps
    };
    state.put(hold, next.clamp(range.low, range.high));
}
