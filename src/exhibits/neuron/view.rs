//! The neuron in the browser: formula, chart, sliders, read-outs.

use std::rc::Rc;

use yew::{Callback, Html, html};

use super::pair::Pair;
use super::{Neuron, NeuronState, Second, Show};
use crate::browser::keys::snap;
use crate::charts::{Chart, Cursor, Grip, Grips, Ink, Layer, Plot};
use crate::controls::{chips, mi, mo, rich, toggle};
use crate::exhibits::shared::{
    Edit, INPUT, PLANE, Sheet, bent, changed, choose_f, edits, line, neuron_knobs, parameters,
    plane_knobs, plane_sum, sheet,
};
use crate::exhibits::{Exhibit as _, ViewProps};
use crate::maths::Jet;
use crate::text::{Text, fixed};

/// How far a small step on the map goes.
const STRIDE: f64 = 0.05;
/// The second input as it comes: without a say, for it is 0.
const SECOND: Second = Second { w: 1.0, x: 0.0 };

pub(super) fn view(props: ViewProps<NeuronState>) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        epoch,
        ..
    } = &props;
    let edit = edits(state, set);
    let shown = match state.pair() {
        None => Shown {
            question: text.neuron_try_it(),
            sum: line(state.w, state.b),
            plot: state.plot(text),
            cursor: Some(cursor(state, text)),
            layer: None,
            shape: "",
            knobs: neuron_knobs(
                [state.w, state.b, state.x],
                [initial.w, initial.b, initial.x],
                &edit,
                text,
            ),
            switches: switches(&props),
            path: path(state, text),
            values: values(state, text),
        },
        Some(pair) => of_pair(&props, &pair, &edit),
    };
    let name = if state.show.bend || state.second.is_some() {
        html! { <>{ mi("y", "y") }{ mo("=") }{ bent(&state.bend, shown.sum, text) }</> }
    } else {
        html! { <>{ mi("z", "z") }{ mo("=") }{ shown.sum }</> }
    };
    let set_bend = changed(state, set, |s, bend| s.bend = bend);
    let controls = html! {
        <>
            { choose_f(&state.bend, &edit, text) }
            { shown.knobs }
            { parameters(&state.bend, &initial.bend, &set_bend, text) }
            { shown.switches }
            { inputs(&props) }
        </>
    };
    // Nothing is moved along x where there is no cursor.
    let on_move = match shown.cursor {
        Some(_) => edit.reform(|x| ("x".to_owned(), snap(x, INPUT.step).to_string())),
        None => Callback::noop(),
    };
    let chart = html! {
        <Chart plot={Rc::new(shown.plot)} label={text.frame_chart()} epoch={*epoch} cursor={shown.cursor} {on_move}
            layer={shown.layer} shape={shown.shape} />
    };
    sheet(
        Sheet {
            question: shown.question,
            formula: name,
            chart,
            controls,
            note: html! { <p class="path">{ rich(&shown.path) }</p> },
            values: shown.values,
        },
        text,
    )
}

/// What differs between one input and two.
struct Shown {
    question: &'static str,
    /// MathML.
    sum: Html,
    plot: Plot,
    cursor: Option<Cursor>,
    layer: Option<Layer>,
    shape: &'static str,
    knobs: Html,
    switches: Html,
    path: String,
    values: Vec<(&'static str, &'static str, String)>,
}

fn cursor(state: &NeuronState, text: &Text) -> Cursor {
    let ink = if state.show.bend {
        Ink::Output
    } else {
        Ink::Ink
    };
    Cursor {
        at: state.point(),
        ink,
        label: text.neuron_drag_point().into(),
        value_text: Neuron::summary(state, text).into(),
        travel: INPUT,
    }
}

/// Whether the neuron has a second input.
fn inputs(props: &ViewProps<NeuronState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
    let set = changed(state, set, |s: &mut NeuronState, two: bool| {
        s.second = two.then_some(SECOND);
    });
    let two = toggle("two", text.neuron_two(), state.second.is_some(), &set);
    chips(text.neuron_inputs(), two)
}

fn of_pair(props: &ViewProps<NeuronState>, pair: &Pair, edit: &Edit) -> Shown {
    let ViewProps {
        state,
        initial,
        text,
        ..
    } = props;
    let numbers = |s: &NeuronState| {
        let second = s.second.unwrap_or(SECOND);
        [s.w, second.w, s.b, s.x, second.x]
    };
    let (now, at_first) = (numbers(state), numbers(initial));
    let gather = edit.reform(move |(name, value): (String, String)| {
        let mut texts = now.map(|number| number.to_string());
        let place = PLANE.iter().position(|other| *other == name);
        texts[place.unwrap_or_default()] = value;
        let (key, list) = match place {
            Some(2) => ("b", &texts[2..3]),
            Some(3..) => ("x", &texts[3..]),
            _ => ("w", &texts[..2]),
        };
        (key.to_owned(), list.join(","))
    });
    let Jet { y, dy, .. } = state.bent(pair);
    let [w1, w2, b, x1, x2] = now;
    let path = text.neuron_path_pair(
        &colour("b", b),
        &colour("x", w1 * x1),
        &colour("x", w2 * x2),
        &colour("y", y),
        &colour("z", pair.z()),
    );
    Shown {
        question: text.neuron_try_it_pair(),
        sum: plane_sum(&pair.plane, ["x₁", "x₂"]),
        plot: state.map(pair),
        cursor: None,
        layer: Some(grips(state, pair, edit, text).layer()),
        shape: "square",
        knobs: plane_knobs(&now, &at_first, &gather, text),
        // Kept in its place, so that the buttons below it keep the focus.
        switches: Html::default(),
        path,
        values: vec![
            ("z", text.quantity_sum(), fixed(pair.z(), 3)),
            ("y", text.quantity_y(), fixed(y, 3)),
            ("d", text.quantity_dy1(), fixed(w1 * dy, 3)),
            ("d", text.quantity_dy2(), fixed(w2 * dy, 3)),
        ],
    }
}

/// The point on the map.
fn grips(state: &NeuronState, pair: &Pair, edit: &Edit, text: &Text) -> Grips {
    let x = pair.x;
    let go = edit.reform(|(x1, x2): (f64, f64)| {
        let [x1, x2] = [x1, x2].map(|x| snap(x, INPUT.step));
        ("x".to_owned(), format!("{x1},{x2}"))
    });
    Grips {
        grips: vec![Grip {
            at: x.into(),
            ink: Ink::Input,
            ring: false,
            line: None,
            label: text.neuron_map_point().into(),
            value_text: pair.summary(state, text).into(),
            value: (x[0], [INPUT.low, INPUT.high]),
        }],
        label: text.neuron_inputs().into(),
        on_drag: go.reform(|(_, to)| to),
        on_keys: go.reform(move |(_, (right, up)): (usize, (f64, f64))| {
            let step = |x: f64, steps: f64| (x + steps * STRIDE).clamp(INPUT.low, INPUT.high);
            (step(x[0], right), step(x[1], up))
        }),
        come: true,
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

fn path(state: &NeuronState, text: &Text) -> String {
    text.neuron_path(
        &colour("x", state.x),
        &colour("y", state.y().y),
        &colour("z", state.z()),
    )
}

/// A number in the colour of its quantity.
fn colour(class: &str, value: f64) -> String {
    format!("[{class}:{}]", fixed(value, 2))
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
