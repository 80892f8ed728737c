//! The numbers beside the chart: the curve to imitate, the chosen unit, the net as a whole.

use yew::{Callback, Html, MouseEvent, html};

use super::super::diagram::subscript;
use super::super::{HingesState, MOST};
use super::OUTPUT;
use crate::browser::keys::Travel;
use crate::controls::{Slider, chips, option, pick, slider, toggle};
use crate::exhibits::shared::{Edit, INPUT, KNOB, changed, choose_f, parameters};
use crate::exhibits::target::{IDS as TARGETS, SKETCH, name as target_name};
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
    let targets =
        (0..TARGETS.len()).map(|i| option(TARGETS[i], target_name(i, text), i == state.target));
    let aim = edit.reform(|id: String| ("target".to_owned(), id));
    let units = (1..=count).map(|i| option(i.to_string(), i.to_string(), i == state.unit + 1));
    let choose = edit.reform(|i: String| ("unit".to_owned(), i));
    let set_bend = changed(state, set, |s: &mut HingesState, bend| s.bend = bend);
    let add = changed(state, set, |s: &mut HingesState, _: MouseEvent| s.add());
    let remove = changed(state, set, |s: &mut HingesState, _: MouseEvent| s.remove());
    let again = changed(state, set, |s: &mut HingesState, _: MouseEvent| {
        s.guess.fill(None);
    });
    html! {
        <>
            { pick("target", text.hinges_target(), targets.collect(), &aim) }
            if state.target == SKETCH && state.guess.iter().any(Option::is_some) {
                <div class="chips"><button type="button" class="chip" name="again" onclick={again}>{ text.hinges_again() }</button></div>
            }
            if state.target == SKETCH && state.aim().is_none() { <p class="keys-hint">{ text.hinges_draw() }</p> }
            <div class="unit-row">
                { pick("unit", text.hinges_chosen(), units.collect(), &choose) }
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
