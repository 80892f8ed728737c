//! The net as a diagram in which units are chosen, and its straight pieces as a table.

use yew::{Callback, Html, KeyboardEvent, MouseEvent, html};

use super::super::HingesState;
use super::super::diagram::diagram;
use crate::browser::keys::{Travel, travel};
use crate::charts::{figure, pane};
use crate::exhibits::ViewProps;
use crate::exhibits::shared::{changed, pressed};
use crate::maths::{Hinges, Segment};
use crate::text::{Text, fixed};

/// The diagram, in which keys choose a unit, add one and take one away.
pub(super) fn net_diagram(props: &ViewProps<HingesState>) -> Html {
    let ViewProps {
        state,
        set,
        text,
        epoch,
        ..
    } = props;
    let (state, set, text) = (state.clone(), set.clone(), *text);
    figure(text.hinges_net(), *epoch, "net", move |size, type_scale| {
        live(&state, &set, size, type_scale, text)
    })
}

fn live(
    state: &HingesState,
    set: &Callback<HingesState>,
    size: (f64, f64),
    type_scale: f64,
    text: &'static Text,
) -> Html {
    let count = state.units.len();
    let onkeydown = {
        let (state, set) = (state.clone(), set.clone());
        Callback::from(move |event: KeyboardEvent| {
            let mut next = state.clone();
            let range = Travel {
                low: 1.0,
                high: state.units.len() as f64,
                step: 1.0,
            };
            let place = (state.unit + 1) as f64;
            match event.key().as_str() {
                "+" | "Insert" => next.add(),
                "-" | "Delete" => next.remove(),
                key => match travel(key, event.shift_key(), place, range) {
                    Some(place) => next.unit = place as usize - 1,
                    None => return,
                },
            }
            event.prevent_default();
            event.stop_propagation();
            set.emit(next);
        })
    };
    let onclick = changed(state, set, |s: &mut HingesState, event: MouseEvent| {
        if let Some(place) = pressed(&event, ".unit") {
            s.unit = place;
        }
    });
    let unit = state.units[state.unit];
    let say = |value: f64| text.say(value, 4);
    let sentence = text.hinges_sentence(
        &say(unit.b),
        &text.term(state.bend.activation.id),
        &(state.unit + 1),
        &count,
        &say(unit.v),
        &say(unit.w),
    );
    html! {
        <svg class="diagram" viewBox={format!("0 0 {} {}", size.0, size.1)} role="slider" tabindex="0" aria-label={text.hinges_net_keys()}
            aria-valuemin="1" aria-valuemax={count.to_string()} aria-valuenow={(state.unit + 1).to_string()}
            aria-valuetext={sentence} {onkeydown} {onclick}>
            { for diagram(state, size, type_scale, text).into_iter().map(pane) }
        </svg>
    }
}

/// The straight pieces with their slopes.
pub(super) fn segments(net: &Hinges, text: &Text) -> Html {
    let segments = net.segments();
    if segments.is_empty() {
        return html! { <p class="note-line">{ text.hinges_no_pieces() }</p> };
    }
    let row = |segment: Segment| {
        let Segment { from, to, slope } = segment;
        html! { <tr><td>{ fixed(from, 3) }</td><td>{ fixed(to, 3) }</td><td class="d">{ fixed(slope, 5) }</td></tr> }
    };
    html! {
        <div class="steps" role="group" tabindex="0" aria-label={text.hinges_pieces()}>
            <table>
                <caption>{ text.hinges_pieces() }</caption>
                <thead><tr>
                    <th scope="col">{ text.hinges_from() }</th><th scope="col">{ text.hinges_to() }</th><th scope="col">{ text.quantity_dy() }</th>
                </tr></thead>
                <tbody>{ for segments.into_iter().map(row) }</tbody>
            </table>
        </div>
    }
}
