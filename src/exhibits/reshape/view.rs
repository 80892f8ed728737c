//! A function made into another, in the browser: formula, chart, sliders, and how far it still is.

use std::rc::Rc;

use yew::{Html, html};

use super::{Reshape, ReshapeState};
use crate::browser::keys::{Travel, snap};
use crate::charts::{Chart, Cursor, Ink};
use crate::controls::{Chooser, Readout, function_select, mi, mn, mo, readout, signed};
use crate::exhibits::shared::{
    INPUT, KNOB, Knob, changed, function_name, knob, parameters, try_it,
};
use crate::exhibits::{Exhibit as _, ViewProps};
use crate::maths::{Bend, Curve as _, Gap};
use crate::text::{Text, fixed};

pub(super) fn view(props: ViewProps<ReshapeState>) -> Html {
    let ViewProps { state, text, .. } = &props;
    let gap = state.distance();
    html! {
        <>
            { try_it(text.reshape_try_it, text) }
            <div class="formula">{ formula(state, text) }</div>
            <div class="body">
                { chart(&props, gap) }
                <div class="panel" role="group" aria-label={text.frame_controls}>{ controls(&props) }</div>
            </div>
            { distance(state, gap, text) }
            { readout(text.frame_readouts, readouts(state, text)) }
        </>
    }
}

fn formula(state: &ReshapeState, text: &Text) -> Html {
    html! {
        <math aria-label={text.frame_formula}>
            { mi("y", "y") }{ mo("=") }{ mn("t", state.c) }{ mo("·") }{ function_name(&state.bend, text) }
            { mo("(") }{ mn("w", state.a) }{ mo("·") }{ mi("x", "x") }{ mo(")") }{ signed("b", state.d) }
        </math>
    }
}

fn chart(props: &ViewProps<ReshapeState>, gap: Option<Gap>) -> Html {
    let ViewProps {
        state,
        set,
        text,
        epoch,
        ..
    } = props;
    let cursor = Cursor {
        at: (state.x, state.at(state.x).y),
        ink: Ink::Output,
        label: text.function_cursor.into(),
        value_text: Reshape::summary(state, text).into(),
        travel: INPUT,
    };
    let on_move = changed(state, set, |s, x| s.x = snap(x, INPUT.step));
    html! { <Chart plot={Rc::new(state.plot(gap, text))} label={text.frame_chart} epoch={*epoch} {cursor} {on_move} /> }
}

fn controls(props: &ViewProps<ReshapeState>) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let slider = |symbol,
                  class,
                  label,
                  value,
                  initial,
                  travel: Travel,
                  change: fn(&mut ReshapeState, f64)| {
        knob(
            Knob {
                symbol,
                class,
                label,
                value,
                initial,
                travel,
            },
            &changed(state, set, change),
            text,
        )
    };
    let choose = changed(state, set, |s, activation| s.bend = Bend::new(activation));
    let set_bend = changed(state, set, |s, bend| s.bend = bend);
    let aim = changed(state, set, |s: &mut ReshapeState, target: Option<_>| {
        if let Some(target) = target {
            s.target = Bend::new(target);
        }
    });
    html! {
        <>
            <Chooser chosen={state.bend.activation.id} set={choose} {text} />
            { function_select("with", text.reshape_target, "", Some(state.target.activation), &aim, text) }
            { slider("a", "w", text.reshape_a, state.a, initial.a, KNOB, |s, a| s.a = a) }
            { slider("c", "t", text.reshape_c, state.c, initial.c, KNOB, |s, c| s.c = c) }
            { slider("d", "b", text.reshape_d, state.d, initial.d, KNOB, |s, d| s.d = d) }
            { slider("x", "x", text.quantity_x, state.x, initial.x, INPUT, |s, x| s.x = x) }
            { parameters(&state.bend, &initial.bend, &set_bend, text) }
        </>
    }
}

fn distance(state: &ReshapeState, gap: Option<Gap>, text: &Text) -> Html {
    let target = text.term(state.target.activation.id);
    match gap {
        Some(Gap { x, gap }) => {
            html! { <p class="gap">{ text.reshape_gap(&target, &fixed(gap, 3), &fixed(x, 2)) }</p> }
        }
        None => html! { <p class="gap same">{ text.reshape_same(&target) }</p> },
    }
}

fn readouts(state: &ReshapeState, text: &Text) -> [Readout; 3] {
    let jet = state.at(state.x);
    [
        ("x", text.quantity_x, state.x),
        ("y", text.quantity_y, jet.y),
        ("d", text.quantity_dy, jet.dy),
    ]
    .map(|(class, label, value)| Readout {
        class,
        label: label.into(),
        value: fixed(value, 3),
    })
}
