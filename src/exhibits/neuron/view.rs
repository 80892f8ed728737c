//! The neuron in the browser: formula, chart, sliders, read-outs.

use std::rc::Rc;

use yew::{Html, html};

use super::{Neuron, NeuronState, Show};
use crate::browser::keys::snap;
use crate::charts::{Chart, Cursor, Ink};
use crate::controls::{chips, mi, mn, mo, rich, signed, toggle};
use crate::exhibits::shared::{
    Edit, INPUT, Sheet, bent_line, changed, choose_f, edits, neuron_knobs, parameters, sheet,
};
use crate::exhibits::{Exhibit as _, ViewProps};
use crate::text::{Text, fixed};

pub(super) fn view(props: ViewProps<NeuronState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = &props;
    let edit = edits(state, set);
    sheet(
        Sheet {
            question: text.neuron_try_it(),
            formula: formula(state, text),
            chart: chart(&props, &edit),
            controls: controls(&props, &edit),
            note: html! { <p class="path">{ path(state, text) }</p> },
            values: values(state, text),
        },
        text,
    )
}

fn formula(state: &NeuronState, text: &Text) -> Html {
    if state.show.bend {
        html! { <>{ mi("y", "y") }{ mo("=") }{ bent_line(&state.bend, state.w, state.b, text) }</> }
    } else {
        html! { <>{ mi("z", "z") }{ mo("=") }{ mn("w", state.w) }{ mo("·") }{ mi("x", "x") }{ signed("b", state.b) }</> }
    }
}

fn chart(props: &ViewProps<NeuronState>, edit: &Edit) -> Html {
    let ViewProps {
        state, text, epoch, ..
    } = props;
    let ink = if state.show.bend {
        Ink::Output
    } else {
        Ink::Ink
    };
    let cursor = Cursor {
        at: state.point(),
        ink,
        label: text.neuron_drag_point().into(),
        value_text: Neuron::summary(state, text).into(),
        travel: INPUT,
    };
    let on_move = edit.reform(|x| ("x".to_owned(), snap(x, INPUT.step).to_string()));
    html! { <Chart plot={Rc::new(state.plot(text))} label={text.frame_chart()} epoch={*epoch} {cursor} {on_move} /> }
}

fn controls(props: &ViewProps<NeuronState>, edit: &Edit) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let set_bend = changed(state, set, |s, bend| s.bend = bend);
    html! {
        <>
            { choose_f(&state.bend, edit, text) }
            { neuron_knobs([state.w, state.b, state.x], [initial.w, initial.b, initial.x], edit, text) }
            { parameters(&state.bend, &initial.bend, &set_bend, text) }
            { switches(props) }
        </>
    }
}

fn switches(props: &ViewProps<NeuronState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
    let switch =
        |name: &'static str, label: &'static str, on: bool, change: fn(&mut Show, bool)| {
            let set = changed(state, set, move |s: &mut NeuronState, on| {
                change(&mut s.show, on);
            });
            toggle(name, label, on, &set)
        };
    let show = state.show;
    let steps = html! {
        <>
            { switch("line", text.neuron_line(), show.line, |s, on| { s.line = on; s.bend |= !on; }) }
            { switch("bend", text.neuron_bend(), show.bend, |s, on| { s.bend = on; s.line |= !on; }) }
        </>
    };
    let more = html! {
        <>
            { switch("slope", text.neuron_slope(), show.slope, |s, on| s.slope = on) }
            { switch("tangent", text.neuron_tangent(), show.tangent, |s, on| s.tangent = on) }
            { switch("curvature", text.neuron_curvature(), show.curvature, |s, on| s.curvature = on) }
        </>
    };
    html! { <>{ chips(text.neuron_step(), steps) }{ chips(text.neuron_show(), more) }</> }
}

fn path(state: &NeuronState, text: &Text) -> Html {
    let colour = |class: &str, value: f64| format!("[{class}:{}]", fixed(value, 2));
    rich(&text.neuron_path(
        &colour("x", state.x),
        &colour("y", state.y().y),
        &colour("z", state.z()),
    ))
}

fn values(state: &NeuronState, text: &Text) -> Vec<(&'static str, &'static str, String)> {
    let jet = state.y();
    let mut values = vec![
        ("x", text.quantity_x(), fixed(state.x, 3)),
        ("z", text.quantity_z(), fixed(state.z(), 3)),
    ];
    if state.show.bend {
        values.push(("y", text.quantity_y(), fixed(jet.y, 3)));
        values.push(("d", text.quantity_dy(), fixed(jet.dy, 3)));
        if state.show.curvature {
            values.push(("t", text.neuron_curvature(), fixed(jet.d2y, 3)));
        }
    }
    values
}
