//! The net, the neuron and f in the browser: the diagram, live, and the numbers that run through it.

use yew::{Callback, Html, KeyboardEvent, MouseEvent, html};

use super::diagram::diagram;
use super::{AnatomyState, FOCUS, names};
use crate::browser::keys::{Travel, travel};
use crate::charts::{figure, pane};
use crate::controls::{chips, mi, mo, toggle};
use crate::exhibits::ViewProps;
use crate::exhibits::shared::{
    Edit, Sheet, bent_line, changed, choose_f, edits, neuron_knobs, parameters, pressed, sheet,
};
use crate::text::{Text, fixed};

/// The pictures by their places.
const PLACES: Travel = Travel {
    low: 0.0,
    high: (FOCUS.len() - 1) as f64,
    step: 1.0,
};

pub(super) fn view(props: ViewProps<AnatomyState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = &props;
    let edit = edits(state, set);
    let focus = edit.reform(|place: usize| ("at".to_owned(), FOCUS[place].to_owned()));
    let AnatomyState { bend, w, b, x, .. } = state;
    let values = vec![
        ("x", text.quantity_x(), fixed(*x, 3)),
        ("z", text.quantity_z(), fixed(state.z(), 3)),
        ("y", text.quantity_y(), fixed(state.y(), 3)),
    ];
    let formula = html! { <>{ mi("y", "y") }{ mo("=") }{ bent_line(bend, *w, *b, text) }</> };
    sheet(
        Sheet {
            question: text.anatomy_try_it(),
            formula,
            chart: chart(&props, &focus),
            controls: controls(&props, &edit, &focus),
            note: Html::default(),
            values,
        },
        text,
    )
}

fn controls(props: &ViewProps<AnatomyState>, edit: &Edit, focus: &Callback<usize>) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let set_bend = changed(state, set, |s, bend| s.bend = bend);
    let panes = ["at-net", "at-neuron", "at-f"].into_iter().zip(names(text));
    let pane = |(i, (name, label))| {
        let set = focus.reform(move |_| i);
        toggle(name, label, i == state.focus, &set)
    };
    html! {
        <>
            { chips(text.anatomy_focus(), panes.enumerate().map(pane).collect()) }
            { neuron_knobs([state.w, state.b, state.x], [initial.w, initial.b, initial.x], edit, text) }
            { choose_f(&state.bend, edit, text) }
            { parameters(&state.bend, &initial.bend, &set_bend, text) }
        </>
    }
}

fn chart(props: &ViewProps<AnatomyState>, focus: &Callback<usize>) -> Html {
    let ViewProps {
        state, text, epoch, ..
    } = props;
    let (state, text, focus) = (state.clone(), *text, focus.clone());
    figure(
        text.frame_chart(),
        *epoch,
        "tall",
        move |size, type_scale| live(&state, size, type_scale, &focus, text),
    )
}

fn live(
    state: &AnatomyState,
    size: (f64, f64),
    type_scale: f64,
    set: &Callback<usize>,
    text: &Text,
) -> Html {
    let (focus, chosen) = (state.focus, set.clone());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(next) = travel(&event.key(), event.shift_key(), focus as f64, PLACES) {
            event.prevent_default();
            chosen.emit(next as usize);
        }
    });
    let chosen = set.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        if let Some(place) = pressed(&event, ".pane") {
            chosen.emit(place);
        }
    });
    html! {
        <svg class="diagram" viewBox={format!("0 0 {} {}", size.0, size.1)} role="slider" tabindex="0" aria-label={text.anatomy_focus()}
            aria-valuemin="0" aria-valuemax={PLACES.high.to_string()} aria-valuenow={focus.to_string()}
            aria-valuetext={names(text)[focus]} {onkeydown} {onclick}>
            { for diagram(state, size, type_scale, text).into_iter().map(pane) }
        </svg>
    }
}
