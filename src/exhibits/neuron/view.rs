//! The neuron in the browser: formula, chart, sliders, read-outs.

use std::rc::Rc;

use yew::{Html, html};

use super::{Neuron, NeuronState, Show};
use crate::browser::keys::{Travel, snap};
use crate::charts::{Chart, Cursor, Ink};
use crate::controls::{
    Chooser, Readout, Slider, chips, mi, mn, mo, readout, rich, signed, slider, toggle,
};
use crate::exhibits::shared::{changed, function_name, parameters, try_it};
use crate::exhibits::{BOUND, Exhibit as _, ViewProps, WINDOW};
use crate::maths::Bend;
use crate::text::{Text, fixed};

const KNOB: Travel = Travel {
    low: -4.0,
    high: 4.0,
    step: 0.01,
};
const INPUT: Travel = Travel {
    low: WINDOW.low,
    high: WINDOW.high,
    step: 0.01,
};

pub(super) fn view(props: ViewProps<NeuronState>) -> Html {
    let ViewProps { state, text, .. } = &props;
    html! {
        <>
            { try_it(text.neuron_try_it(), text) }
            <div class="formula">{ formula(state, text) }</div>
            <div class="body">
                { chart(&props) }
                <div class="panel" role="group" aria-label={text.frame_controls()}>{ controls(&props) }</div>
            </div>
            <p class="path">{ path(state, text) }</p>
            { readout(text.frame_readouts(), readouts(state, text)) }
        </>
    }
}

fn formula(state: &NeuronState, text: &Text) -> Html {
    let line =
        html! { <>{ mn("w", state.w) }{ mo("·") }{ mi("x", "x") }{ signed("b", state.b) }</> };
    let name = function_name(&state.bend, text);
    html! {
        <math aria-label={text.frame_formula()}>
            if state.show.bend {
                { mi("y", "y") }{ mo("=") }{ name }{ mo("(") }{ line }{ mo(")") }
            } else {
                { mi("z", "z") }{ mo("=") }{ line }
            }
        </math>
    }
}

fn chart(props: &ViewProps<NeuronState>) -> Html {
    let ViewProps {
        state,
        set,
        text,
        epoch,
        ..
    } = props;
    let at = state.point();
    let cursor = Cursor {
        at,
        ink: if state.show.bend {
            Ink::Output
        } else {
            Ink::Ink
        },
        label: text.neuron_drag_point().into(),
        value_text: Neuron::summary(state, text).into(),
        travel: INPUT,
    };
    let moved = state.clone();
    let on_move = set.reform(move |x| NeuronState {
        x: snap(x, INPUT.step),
        ..moved.clone()
    });
    html! { <Chart plot={Rc::new(state.plot(text))} label={text.frame_chart()} epoch={*epoch} {cursor} {on_move} /> }
}

fn controls(props: &ViewProps<NeuronState>) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let with = |change: fn(&mut NeuronState, f64)| changed(state, set, change);
    let knob = |name: &'static str,
                label: &'static str,
                value: f64,
                initial: f64,
                travel: Travel,
                change: fn(&mut NeuronState, f64)| {
        let (class, symbol, set) = (name, name, &with(change));
        let (name, label, bounds) = (name.to_owned(), label.to_owned(), (-BOUND, BOUND));
        slider(Slider {
            name,
            class,
            symbol,
            label,
            value,
            initial,
            travel,
            bounds,
            digits: 2,
            set,
            text,
        })
    };
    let chosen = state.clone();
    let choose = set.reform(move |activation| NeuronState {
        bend: Bend::new(activation),
        ..chosen.clone()
    });
    let bent = state.clone();
    let set_bend = set.reform(move |bend| NeuronState {
        bend,
        ..bent.clone()
    });
    html! {
        <>
            <Chooser chosen={state.bend.activation.id} set={choose} {text} />
            { knob("w", text.quantity_w(), state.w, initial.w, KNOB, |s, w| s.w = w) }
            { knob("b", text.quantity_b(), state.b, initial.b, KNOB, |s, b| s.b = b) }
            { knob("x", text.quantity_x(), state.x, initial.x, INPUT, |s, x| s.x = x) }
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

fn readouts(state: &NeuronState, text: &Text) -> Vec<Readout> {
    let jet = state.y();
    let row = |class, label: &'static str, value: f64| Readout {
        class,
        label: label.into(),
        value: fixed(value, 3),
    };
    let mut rows = vec![
        row("x", text.quantity_x(), state.x),
        row("z", text.quantity_z(), state.z()),
    ];
    if state.show.bend {
        rows.push(row("y", text.quantity_y(), jet.y));
        rows.push(row("d", text.quantity_dy(), jet.dy));
        if state.show.curvature {
            rows.push(row("t", text.neuron_curvature(), jet.d2y));
        }
    }
    rows
}
