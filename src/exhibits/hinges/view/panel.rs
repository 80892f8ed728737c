//! The numbers beside the chart: the curve to imitate, the chosen unit, the net as a whole.

use yew::{Callback, Html, MouseEvent, html};

use super::super::diagram::subscript;
use super::super::{HingesState, MOST};
use super::OUTPUT;
use crate::browser::keys::Travel;
use crate::controls::{Slider, chips, option, pick, slider, toggle};
use crate::exhibits::shared::{Aim, Edit, INPUT, KNOB, changed, choose_f, keyed, parameters};
use crate::exhibits::{BOUND, ViewProps};

/// How far a bias goes: its kink, with w = 1, across the window.
const SHIFT: Travel = Travel {
    low: -8.0,
    high: 8.0,
    step: 0.01,
};

pub(super) fn controls(props: &ViewProps<HingesState>, edit: &Edit) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let (unit, count) = (state.units[state.unit], state.units.len());
    let first = initial.units.get(state.unit).copied().unwrap_or(unit);
    let index = subscript(state.unit + 1);
    let number = |name: &'static str, class, label: String, value: (f64, f64), travel, digits| {
        slider(Slider {
            name: name.to_owned(),
            class,
            symbol: name,
            label,
            value: value.0,
            initial: value.1,
            travel,
            bounds: (-BOUND, BOUND),
            digits,
            set: &edit_of(props, name),
            text,
        })
    };
    let w = number(
        "w",
        "w",
        format!("{} w{index}", text.quantity_w()),
        (unit.w, first.w),
        KNOB,
        2,
    );
    let b = number(
        "b",
        "b",
        format!("{} b{index}", text.quantity_b()),
        (unit.b, first.b),
        SHIFT,
        3,
    );
    let v = number(
        "v",
        "d",
        format!("{} v{index}", text.hinges_v()),
        (unit.v, first.v),
        OUTPUT,
        4,
    );
    let c = number(
        "c",
        "b",
        text.hinges_c().to_owned(),
        (state.c, initial.c),
        OUTPUT,
        4,
    );
    let skip = number(
        "s",
        "w",
        text.hinges_skip().to_owned(),
        (state.skip, initial.skip),
        OUTPUT,
        5,
    );
    let x = number(
        "x",
        "x",
        text.quantity_x().to_owned(),
        (state.x, initial.x),
        INPUT,
        2,
    );
    let switch = |on: fn(&mut HingesState) -> &mut bool| {
        changed(state, set, move |s: &mut HingesState, value| *on(s) = value)
    };
    let units = (1..=count).map(|i| option(i.to_string(), i.to_string(), i == state.unit + 1));
    let set_bend = changed(state, set, |s: &mut HingesState, bend| s.bend = bend);
    let add = changed(state, set, |s: &mut HingesState, _: MouseEvent| s.add());
    let remove = changed(state, set, |s: &mut HingesState, _: MouseEvent| s.remove());
    html! {
        <>
            { aim(props).controls(text.hinges_target(), edit, text) }
            <div class="unit-row">
                { pick("unit", text.hinges_chosen(), units.collect(), &keyed(edit, "unit")) }
                <button type="button" class="chip" name="add" disabled={count >= MOST} onclick={add}>{ text.hinges_add() }</button>
                <button type="button" class="chip" name="remove" disabled={count <= 1} onclick={remove}>{ text.hinges_remove() }</button>
            </div>
            { w }{ b }{ v }
            { chips(text.hinges_whole(), html! {
                <>
                    { toggle("skip", text.hinges_skip_short(), state.has_skip, &switch(|s| &mut s.has_skip)) }
                    { toggle("outer", text.hinges_outer(), state.outer, &switch(|s| &mut s.outer)) }
                    { toggle("parts", text.hinges_parts(), state.parts, &switch(|s| &mut s.parts)) }
                </>
            }) }
            if state.has_skip { { skip } }
            { c }{ x }
            { choose_f(&state.bend, edit, text) }
            { parameters(&state.bend, &initial.bend, &set_bend, text) }
        </>
    }
}

/// The curve to imitate.
pub(super) fn aim(props: &ViewProps<HingesState>) -> Aim<'_, HingesState> {
    let ViewProps { state, set, .. } = props;
    Aim {
        state,
        set,
        place: state.target,
        guess: &state.guess,
        way: |s| &mut s.guess,
    }
}

/// Sets a number by the sign that stands before its slider.
fn edit_of(props: &ViewProps<HingesState>, name: &'static str) -> Callback<f64> {
    changed(
        &props.state,
        &props.set,
        move |s: &mut HingesState, value| {
            let unit = &mut s.units[s.unit];
            *match name {
                "w" => &mut unit.w,
                "b" => &mut unit.b,
                "v" => &mut unit.v,
                "c" => &mut s.c,
                "s" => &mut s.skip,
                _ => &mut s.x,
            } = value;
        },
    )
}
