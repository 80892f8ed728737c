//! Logic gates in the browser: a map with a line to drag, the truth table beside it, and the proof that XOR needs more.

use std::rc::Rc;

use yew::{Html, MouseEvent, html};

use super::{GOALS, Gates, GatesState, NEURONS, OUT, Run, Verdict, name, place, sign};
use crate::charts::{Chart, Grip, Grips, Ink};
use crate::controls::{Readout, chips, mi, mo, readout, rich, toggle};
use crate::exhibits::shared::{
    Edit, PLANE, bent, changed, choose_f, edits, parameters, plane_knobs, plane_sum, set_to, try_it,
};
use crate::exhibits::{Exhibit as _, ViewProps};
use crate::maths::gates::{Gate, INPUTS, reads};
use crate::maths::{Line, Plane};
use crate::text::{Text, fixed, parse, trimmed};

/// How far a key moves the line, and how far it turns it, in radians.
const STRIDE: f64 = 0.05;
const TURN: f64 = std::f64::consts::PI / 180.0;
/// The most steps a key asks for.
const LEAP: f64 = 30.0;
/// How far along the line from its foot the handle stands by which it is turned.
const ARM: f64 = 0.55;

pub(super) fn view(props: ViewProps<GatesState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = &props;
    let edit = edits(state, set);
    let done = state.verdict() == Verdict::Done;
    let tone = if done { "gap same" } else { "gap" };
    let score = Readout {
        class: "z",
        label: text.gates_score().into(),
        value: text.gates_of(&state.score()),
    };
    html! {
        <>
            { try_it(&question(state, text), text) }
            <div class="formula">{ formula(state, text) }</div>
            <div class="body gates">
                { chart(&props) }
                <div class="truth">
                    { truth(state, text) }
                    <p class={tone}>{ rich(&state.say(text)) }</p>
                    if let Verdict::Impossible(z, included) = state.verdict() { { proof(state, z, included, text) } }
                    if state.is_inner() { <p class="keys-hint">{ text.gates_inner() }</p> }
                    if state.line().is_none() { <p class="keys-hint">{ text.gates_no_line() }</p> }
                </div>
                <div class="panel" role="group" aria-label={text.frame_controls()}>{ controls(&props, &edit) }</div>
            </div>
            { readout(text.frame_readouts(), [score]) }
        </>
    }
}

fn question(state: &GatesState, text: &Text) -> String {
    match (state.gate(), state.deep) {
        (Gate::Xor, true) => text.gates_try_deep().to_owned(),
        (Gate::Xor, false) => text.gates_try_xor().to_owned(),
        (gate, _) => text.gates_try_it(&name(gate, text)),
    }
}

fn formula(state: &GatesState, text: &Text) -> Html {
    let line = |left: &'static str, class, plane: &Plane, inputs| {
        html! {
            <math aria-label={text.frame_formula()}>
                { mi(class, left) }{ mo("=") }{ bent(&state.bend, plane_sum(plane, inputs), text) }
            </math>
        }
    };
    let outer = ["x₁", "x₂"];
    if !state.deep {
        return line("y", "y", &state.alone, outer);
    }
    let [first, second, out] = &state.net;
    html! {
        <>
            { line("h₁", "x", first, outer) }
            { line("h₂", "x", second, outer) }
            { line("y", "y", out, ["h₁", "h₂"]) }
        </>
    }
}

fn chart(props: &ViewProps<GatesState>) -> Html {
    let ViewProps {
        state, text, epoch, ..
    } = props;
    let layer = state.line().map(|line| handles(props, line).layer());
    html! { <Chart plot={Rc::new(state.map())} label={Gates::summary(state, text)} epoch={*epoch} {layer} shape="square" /> }
}

/// A handle that moves the line, and one that turns it.
fn handles(props: &ViewProps<GatesState>, line: Line) -> Grips {
    let ViewProps {
        state, set, text, ..
    } = props;
    let Plane { w: [w1, w2], b } = *state.neuron();
    let say = |value: f64| text.say(value, 2);
    let lead = changed(state, set, |s: &mut GatesState, line: Line| s.led(&line));
    let grip = |ring, at, label: &'static str, value_text: String, value| Grip {
        at,
        ink: Ink::Ink,
        ring,
        line: (!ring).then(|| [line.point(-super::FAR), line.point(super::FAR)]),
        label: label.into(),
        value_text: value_text.into(),
        value,
    };
    let degrees = libm::atan2(line.normal.1, line.normal.0) / TURN;
    Grips {
        grips: vec![
            grip(
                false,
                line.foot(),
                text.gates_move(),
                text.gates_moved(&say(b)),
                (line.distance, [-2.0, 2.0]),
            ),
            grip(
                true,
                line.point(ARM),
                text.gates_turn(),
                text.gates_turned(&say(w1), &say(w2)),
                (degrees.round(), [-180.0, 180.0]),
            ),
        ],
        label: text.gates_handles().into(),
        on_drag: lead.reform(move |(i, at)| match i {
            0 => line.through(at),
            _ => line.turned(ARM, at),
        }),
        on_keys: lead.reform(move |(i, (right, up)): (usize, (f64, f64))| {
            let [right, up] = [right, up].map(|steps| steps.clamp(-LEAP, LEAP));
            let (x, y) = line.foot();
            match i {
                0 => line.through((x + STRIDE * right, y + STRIDE * up)),
                _ => line.by(TURN * (right + up)),
            }
        }),
        come: false,
    }
}

/// What each input gives, and whether that is right.
fn truth(state: &GatesState, text: &Text) -> Html {
    let (answers, right) = (state.gate().answers(), state.right());
    let plain = state.bend.activation.id == "step";
    let row = |i: usize| {
        let Run { hidden, y, .. } = state.run(INPUTS[i]);
        let read = if plain {
            String::new()
        } else {
            format!(" → {}", u8::from(reads(y)))
        };
        let word = if right[i] {
            text.gates_is_right()
        } else {
            text.gates_is_wrong()
        };
        let digits = if plain { 0 } else { 2 };
        html! {
            <tr class={if right[i] { "fits" } else { "errs" }}>
                { for INPUTS[i].map(|x| html! { <td class="x">{ x }</td> }) }
                if state.deep { { for hidden.map(|h| html! { <td class="x">{ fixed(h, digits) }</td> }) } }
                <td class="y">{ fixed(y, digits) }{ read }</td>
                <td>{ u8::from(answers[i]) }</td>
                <td class="tick"><span aria-hidden="true">{ sign(right[i]) }</span>{ " " }{ word }</td>
            </tr>
        }
    };
    let head = |words: &'static str| html! { <th scope="col">{ words }</th> };
    html! {
        <table aria-label={text.gates_truth()}>
            <thead><tr>
                { head("x₁") }{ head("x₂") }
                if state.deep { { head("h₁") }{ head("h₂") } }
                { head("y") }{ head(name(state.gate(), text)) }{ head(text.gates_right()) }
            </tr></thead>
            <tbody>{ for (0..INPUTS.len()).map(row) }</tbody>
        </table>
    }
}

/// The four demands of XOR, which contradict one another, with the numbers of the neuron.
fn proof(state: &GatesState, z: f64, included: bool, text: &Text) -> Html {
    let (above, below) = if included { ("≥", "<") } else { (">", "≤") };
    let sums = ["b", "w₂ + b", "w₁ + b", "w₁ + w₂ + b"];
    let (answers, right) = (Gate::Xor.answers(), state.right());
    let row = |i: usize| {
        let relation = if answers[i] { above } else { below };
        html! {
            <tr class={if right[i] { "fits" } else { "errs" }}>
                <td>{ place(INPUTS[i]) }{ " → " }{ u8::from(answers[i]) }</td>
                <td class="demand">{ sums[i] }{ " " }{ relation }{ " " }{ trimmed(z, 2) }</td>
                <td>{ fixed(state.alone.at(INPUTS[i]), 2) }{ " " }{ sign(right[i]) }</td>
            </tr>
        }
    };
    let head = |words: &'static str| html! { <th scope="col">{ words }</th> };
    let Plane { w: [w1, w2], b } = state.alone;
    let sum = text.gates_proof_sum(
        &above,
        &below,
        &"w₁ + w₂ + 2b",
        &trimmed(2.0 * z, 2),
        &fixed(w1 + w2 + 2.0 * b, 2),
    );
    html! {
        <div class="proof" role="group" aria-label={text.gates_proof()}>
            <h3>{ text.gates_proof() }</h3>
            <table>
                <thead><tr>{ head("x → y") }{ head(text.gates_demand()) }{ head(text.gates_yours()) }</tr></thead>
                <tbody>{ for (0..INPUTS.len()).map(row) }</tbody>
            </table>
            <p>{ sum }</p>
        </div>
    }
}

fn controls(props: &ViewProps<GatesState>, edit: &Edit) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    // One callback serves all switches: what to set, and to what.
    let choose = |key: &'static str, value: &'static str, label: &'static str, on: bool| {
        toggle(value, label, on, &set_to(edit, key, value))
    };
    let goal = |i: usize| choose("goal", GOALS[i], name(Gate::ALL[i], text), i == state.goal);
    let layers = html! {
        <>
            { choose("layers", "1", text.gates_one(), !state.deep) }
            { choose("layers", "2", text.gates_two(), state.deep) }
        </>
    };
    let names = ["h₁", "h₂", text.gates_at_out()];
    let neuron = |i: usize| choose("at", NEURONS[i], names[i], i == state.at);
    let numbers = |plane: &Plane| [plane.w[0], plane.w[1], plane.b];
    let now = numbers(state.neuron());
    let at_first = GatesState {
        deep: state.deep,
        at: state.at,
        ..initial.clone()
    };
    let set_bend = changed(state, set, |s, bend| s.bend = bend);
    let set_number = changed(
        state,
        set,
        |s: &mut GatesState, (name, value): (String, String)| {
            let Plane { w: [w1, w2], b } = s.neuron_mut();
            let numbers = PLANE.into_iter().zip([w1, w2, b]);
            for (_, number) in numbers.filter(|(key, _)| *key == name) {
                *number = parse(&value).unwrap_or(*number);
            }
        },
    );
    let act = changed(state, set, |s: &mut GatesState, solve: bool| {
        if solve {
            s.solve();
        } else {
            s.turn_round();
        }
    });
    let button = |key: &'static str, label: &'static str, solve: bool| {
        html! { <button type="button" class="chip" name={key} onclick={act.reform(move |_: MouseEvent| solve)}>{ label }</button> }
    };
    let solvable = state.deep && state.gate() == Gate::Xor;
    html! {
        <>
            { chips(text.gates_goal(), (0..GOALS.len()).map(goal).collect()) }
            { chips(text.gates_layers(), layers) }
            { choose_f(&state.bend, edit, text) }
            if state.bend.activation.id != "step" { <p class="keys-hint">{ text.gates_half() }</p> }
            if state.deep { { chips(text.gates_at(), (0..=OUT).map(neuron).collect()) } }
            { plane_knobs(&now, &numbers(at_first.neuron()), &set_number, text) }
            { parameters(&state.bend, &initial.bend, &set_bend, text) }
            <div class="chips">
                { button("swap", text.gates_swap(), false) }
                if solvable { { button("show", text.gates_show(), true) } }
            </div>
        </>
    }
}
