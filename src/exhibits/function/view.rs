//! A function in the browser: formula, chart, card, code.

use std::rc::Rc;

use yew::{Html, html, html_nested};

use super::card::facts;
use super::code::{Code, Formula};
use super::{BOUND, Function, FunctionState, WINDOW};
use crate::browser::keys::{Travel, snap};
use crate::charts::{Chart, Cursor, Ink};
use crate::controls::{Chooser, FunctionSelect, Readout, Slider, Toggle, readout};
use crate::exhibits::shared::{changed, parameters, try_it};
use crate::exhibits::{Exhibit as _, ViewProps};
use crate::maths::{Bend, Gap};
use crate::text::{Text, exact, fixed};

const INPUT: Travel = Travel { low: WINDOW.low, high: WINDOW.high, step: 0.01 };

pub(super) fn view(props: ViewProps<FunctionState>) -> Html {
    let ViewProps { state, text, .. } = &props;
    html! {
        <>
            { try_it(text.function_try_it, text) }
            <div class="formula tall"><Formula bend={state.bend.clone()} {text} /></div>
            <div class="body">
                { chart(&props) }
                <div class="panel" role="group" aria-label={text.frame_controls}>{ controls(&props) }</div>
            </div>
            { readout(text.frame_readouts, readouts(state, text)) }
            { gap(state, text) }
            <Facts bend={state.bend.clone()} {text} />
            <Code bend={state.bend.clone()} x={state.x} y={exact(state.jet().y)} {text} />
            { source(&state.bend, text) }
        </>
    }
}

fn chart(props: &ViewProps<FunctionState>) -> Html {
    let ViewProps { state, set, text, epoch, .. } = props;
    let cursor = Cursor {
        at: (state.x, state.jet().y),
        ink: Ink::Output,
        label: text.function_cursor.into(),
        value_text: Function::summary(state, text).into(),
        travel: INPUT,
    };
    let on_move = changed(state, set, |s, x| s.x = snap(x, INPUT.step));
    html! { <Chart plot={Rc::new(state.plot(text))} label={text.frame_chart} epoch={*epoch} {cursor} {on_move} /> }
}

fn controls(props: &ViewProps<FunctionState>) -> Html {
    let ViewProps { state, initial, set, text, .. } = props;
    let choose = changed(state, set, |s, activation| s.bend = Bend::new(activation));
    let set_bend = changed(state, set, |s, bend| s.bend = bend);
    let compare = changed(state, set, |s, other: Option<_>| s.other = other.map(Bend::new));
    let toggle = |name: &'static str, label: &'static str, on: bool, change: fn(&mut FunctionState, bool)| {
        html! { <Toggle {name} {label} {on} set={changed(state, set, change)} /> }
    };
    html! {
        <>
            <Chooser chosen={state.bend.activation.id} set={choose} {text} />
            <Slider name="x" class="x" symbol="x" label={text.function_cursor} value={state.x} initial={initial.x} travel={INPUT}
                bounds={(-BOUND, BOUND)} set={changed(state, set, |s, x| s.x = x)} {text} />
            { parameters(&state.bend, &initial.bend, &set_bend, text) }
            <FunctionSelect name="with" label={text.function_compare} none={text.function_compare_none}
                chosen={state.other.as_ref().map_or("", |other| other.activation.id)} set={compare} {text} />
            <div role="group" aria-label={text.function_show}>
                <div class="lbl" aria-hidden="true">{ text.function_show }</div>
                <div class="chips">
                    { toggle("slope", text.function_slope, state.slope, |s, on| s.slope = on) }
                    { toggle("curvature", text.function_curvature, state.curvature, |s, on| s.curvature = on) }
                    { toggle("flat", text.function_saturation, state.flat, |s, on| s.flat = on) }
                </div>
            </div>
        </>
    }
}

fn readouts(state: &FunctionState, text: &Text) -> Vec<Readout> {
    let jet = state.jet();
    let row = |class, label: &'static str, value: f64| Readout { class, label: label.into(), value: fixed(value, 3) };
    vec![row("x", text.quantity_x, state.x), row("y", "f(x)", jet.y), row("d", "f′(x)", jet.dy), row("t", "f″(x)", jet.d2y)]
}

fn gap(state: &FunctionState, text: &Text) -> Html {
    let (Some(other), Some(Gap { x, gap })) = (&state.other, state.gap()) else { return Html::default() };
    let (f, g) = (text.term(state.bend.activation.id), text.term(other.activation.id));
    let words = if gap == 0.0 { text.function_same(&f, &g) } else { text.function_gap(&f, &g, &fixed(gap, 3), &fixed(x, 2)) };
    html! { <p class="gap">{ words }</p> }
}

#[derive(yew::Properties, PartialEq)]
struct FactsProps {
    bend: Bend,
    text: &'static Text,
}

/// The property card. A component of its own: it is computed only when the function changes, not at each move.
#[yew::function_component]
fn Facts(props: &FactsProps) -> Html {
    let rows = facts(&props.bend, props.text);
    html! {
        <dl class="facts" aria-label={props.text.function_card}>
            { for rows.into_iter().map(|(name, words)| html_nested! { <div><dt>{ name }</dt><dd>{ words }</dd></div> }) }
        </dl>
    }
}

fn source(bend: &Bend, text: &Text) -> Html {
    let source = &bend.activation.source;
    html! {
        <p class="source">
            { text.function_source }{ ": " }{ text.function_year(&source.authors, &source.year) }{ ", " }
            <a href={source.url} target="_blank" rel="noopener" lang="en">{ source.title }</a>
        </p>
    }
}
