//! A function made into another, in the browser: formula, chart, sliders, and how far it still is.

use std::rc::Rc;

use yew::{Html, html};

use super::{Reshape, ReshapeState};
use crate::browser::keys::snap;
use crate::charts::{Chart, Cursor, Ink};
use crate::controls::{function_select, mi, mn, mo, signed};
use crate::exhibits::shared::{
    Edit, INPUT, KNOB, Knob, Sheet, changed, choose_f, edits, function_name, knobs, parameters,
    sheet,
};
use crate::exhibits::{Exhibit as _, ViewProps};
use crate::maths::{Activation, Curve as _, Gap};
use crate::text::{Text, fixed};

pub(super) fn view(props: ViewProps<ReshapeState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = &props;
    let edit = edits(state, set);
    let (gap, jet) = (state.distance(), state.at(state.x));
    sheet(
        Sheet {
            question: text.reshape_try_it(),
            formula: formula(state, text),
            chart: chart(&props, gap, &edit),
            controls: controls(&props, &edit),
            note: note(state, gap, text),
            values: vec![
                ("x", text.quantity_x(), fixed(state.x, 3)),
                ("y", text.quantity_y(), fixed(jet.y, 3)),
                ("d", text.quantity_dy(), fixed(jet.dy, 3)),
            ],
        },
        text,
    )
}

fn formula(state: &ReshapeState, text: &Text) -> Html {
    html! {
        <>
            { mi("y", "y") }{ mo("=") }{ mn("t", state.c) }{ mo("·") }{ function_name(&state.bend, text) }
            { mo("(") }{ mn("w", state.a) }{ mo("·") }{ mi("x", "x") }{ mo(")") }{ signed("b", state.d) }
        </>
    }
}

fn chart(props: &ViewProps<ReshapeState>, gap: Option<Gap>, edit: &Edit) -> Html {
    let ViewProps {
        state, text, epoch, ..
    } = props;
    let cursor = Cursor {
        at: (state.x, state.at(state.x).y),
        ink: Ink::Output,
        label: text.function_cursor().into(),
        value_text: Reshape::summary(state, text).into(),
        travel: INPUT,
    };
    let on_move = edit.reform(|x| ("x".to_owned(), snap(x, INPUT.step).to_string()));
    html! { <Chart plot={Rc::new(state.plot(gap, text))} label={text.frame_chart()} epoch={*epoch} {cursor} {on_move} /> }
}

fn controls(props: &ViewProps<ReshapeState>, edit: &Edit) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let knob = |key, class, label, value, travel| Knob {
        key,
        class,
        label,
        value,
        travel,
    };
    let numbers = [
        knob("a", "w", text.reshape_a(), (state.a, initial.a), KNOB),
        knob("c", "t", text.reshape_c(), (state.c, initial.c), KNOB),
        knob("d", "b", text.reshape_d(), (state.d, initial.d), KNOB),
        knob("x", "x", text.quantity_x(), (state.x, initial.x), INPUT),
    ];
    let set_bend = changed(state, set, |s, bend| s.bend = bend);
    let aim = edit.reform(|target: Option<&Activation>| {
        let id = target.map_or("", |target| target.id);
        ("with".to_owned(), id.to_owned())
    });
    let target = Some(state.target.activation);
    html! {
        <>
            { choose_f(&state.bend, edit, text) }
            { function_select("with", text.reshape_target(), "", target, &aim, text) }
            { knobs(&numbers, edit, text) }
            { parameters(&state.bend, &initial.bend, &set_bend, text) }
        </>
    }
}

fn note(state: &ReshapeState, gap: Option<Gap>, text: &Text) -> Html {
    let target = text.term(state.target.activation.id);
    let (class, words) = match gap {
        Some(Gap { x, gap }) => (
            "gap",
            text.reshape_gap(&target, &fixed(gap, 3), &fixed(x, 2)),
        ),
        None => ("gap same", text.reshape_same(&target)),
    };
    html! { <p {class}>{ words }</p> }
}
