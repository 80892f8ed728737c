//! A function in the browser: formula, chart, card, code.

use std::rc::Rc;

use yew::{Html, html};

use super::card::facts;
use super::code::{code, formula, source};
use super::{Function, FunctionState};
use crate::browser::keys::snap;
use crate::charts::{Chart, Cursor, Ink};
use crate::controls::{Readout, chips, function_select, readout, toggle};
use crate::exhibits::shared::{INPUT, Knob, changed, choose_f, edits, knobs, parameters, try_it};
use crate::exhibits::{Exhibit as _, ViewProps};
use crate::maths::{Bend, Gap};
use crate::text::{Text, fixed};

pub(super) fn view(props: ViewProps<FunctionState>) -> Html {
    let ViewProps {
        state, text, file, ..
    } = &props;
    html! {
        <>
            { try_it(text.function_try_it(), text) }
            <div class="formula tall">{ formula(file, &state.bend, text) }</div>
            <div class="body">
                { chart(&props) }
                <div class="panel" role="group" aria-label={text.frame_controls()}>{ controls(&props) }</div>
            </div>
            { readout(text.frame_readouts(), readouts(state, text)) }
            { gap(state, text) }
            { card(state, text) }
            { code(file, state, text) }
            { source(file, &state.bend, text) }
        </>
    }
}

fn chart(props: &ViewProps<FunctionState>) -> Html {
    let ViewProps {
        state,
        set,
        text,
        epoch,
        ..
    } = props;
    let cursor = Cursor {
        at: (state.x, state.jet().y),
        ink: Ink::Output,
        label: text.function_cursor().into(),
        value_text: Function::summary(state, text).into(),
        travel: INPUT,
    };
    let on_move = changed(state, set, |s, x| s.x = snap(x, INPUT.step));
    html! { <Chart plot={Rc::new(state.plot(text))} label={text.frame_chart()} epoch={*epoch} {cursor} {on_move} /> }
}

fn controls(props: &ViewProps<FunctionState>) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let edit = edits(state, set);
    let set_bend = changed(state, set, |s, bend| s.bend = bend);
    let compare = changed(state, set, |s, other: Option<_>| {
        s.other = other.map(Bend::new);
    });
    let switch = |name: &'static str,
                  label: &'static str,
                  on: bool,
                  change: fn(&mut FunctionState, bool)| {
        toggle(name, label, on, &changed(state, set, change))
    };
    let switches = html! {
        <>
            { switch("slope", text.function_slope(), state.slope, |s, on| s.slope = on) }
            { switch("curvature", text.function_curvature(), state.curvature, |s, on| s.curvature = on) }
            { switch("flat", text.function_saturation(), state.flat, |s, on| s.flat = on) }
        </>
    };
    let other = state.other.as_ref().map(|other| other.activation);
    let cursor = Knob {
        key: "x",
        class: "x",
        label: text.function_cursor(),
        value: (state.x, initial.x),
        travel: INPUT,
    };
    html! {
        <>
            { choose_f(&state.bend, &edit, text) }
            { knobs(&[cursor], &edit, text) }
            { parameters(&state.bend, &initial.bend, &set_bend, text) }
            { function_select("with", text.function_compare(), text.function_compare_none(), other, &compare, text) }
            { chips(text.function_show(), switches) }
        </>
    }
}

fn readouts(state: &FunctionState, text: &Text) -> Vec<Readout> {
    let jet = state.jet();
    let row = |class, label: &'static str, value: f64| Readout {
        class,
        label: label.into(),
        value: fixed(value, 3),
    };
    vec![
        row("x", text.quantity_x(), state.x),
        row("y", "f(x)", jet.y),
        row("d", "f′(x)", jet.dy),
        row("t", "f″(x)", jet.d2y),
    ]
}

fn gap(state: &FunctionState, text: &Text) -> Html {
    let (Some(other), Some(Gap { x, gap })) = (&state.other, state.gap()) else {
        return Html::default();
    };
    let (f, g) = (
        text.term(state.bend.activation.id),
        text.term(other.activation.id),
    );
    let words = if gap == 0.0 {
        text.function_same(&f, &g)
    } else {
        text.function_gap(&f, &g, &fixed(gap, 3), &fixed(x, 2))
    };
    html! { <p class="gap">{ words }</p> }
}

fn card(state: &FunctionState, text: &Text) -> Html {
    let rows = facts(&state.card(), text).into_iter();
    html! {
        <dl class="facts" aria-label={text.function_card()}>
            { for rows.map(|(name, words)| html! { <div><dt>{ name }</dt><dd>{ words }</dd></div> }) }
        </dl>
    }
}
