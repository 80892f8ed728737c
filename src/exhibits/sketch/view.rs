//! A curve drawn by hand, in the browser: the question, a chart to draw on, and the button that shows the truth.

use std::rc::Rc;

use yew::{Html, MouseEvent, html};

use super::{SketchState, name, symbol};
use crate::browser::keys::Travel;
use crate::charts::{Chart, Peg, Pegs};
use crate::controls::{mi, mo};
use crate::exhibits::ViewProps;
use crate::exhibits::shared::{Sheet, bent_line, changed, sheet};
use crate::maths::Order;
use crate::text::{Text, fixed, trimmed};

/// What a value that is not known yet looks like.
const UNKNOWN: &str = "–";

pub(super) fn view(props: ViewProps<SketchState>) -> Html {
    let ViewProps { state, text, .. } = &props;
    let shown = |value: Option<f64>, digits| {
        value.map_or_else(|| UNKNOWN.to_owned(), |value| fixed(value, digits))
    };
    let miss = state.miss();
    let set = text.sketch_of(&state.at.len(), &state.set());
    sheet(
        Sheet {
            question: &question(state, text),
            formula: formula(state, text),
            chart: chart(&props),
            controls: verdict(&props),
            note: Html::default(),
            values: vec![
                ("z", text.sketch_set(), set),
                ("z", text.sketch_gap(), shown(miss.map(|miss| miss.gap), 3)),
                ("x", text.sketch_gap_x(), shown(miss.map(|miss| miss.x), 2)),
                ("z", text.sketch_rms(), shown(miss.map(|miss| miss.rms), 3)),
            ],
        },
        text,
    )
}

fn question(state: &SketchState, text: &Text) -> String {
    let what = format!(
        "[{}:{} {}]",
        class(state.of),
        name(state.of, text),
        symbol(state.of)
    );
    match state.at[..] {
        [x] => text.sketch_try_point(&what, &trimmed(x, 2)),
        _ => text.sketch_try_it(&what),
    }
}

fn class(order: Order) -> &'static str {
    super::ink(order).class()
}

/// y = f(w·x + b), or its derivative.
fn formula(state: &SketchState, text: &Text) -> Html {
    let f = bent_line(&state.bend, state.w, state.b, text);
    let primes = symbol(state.of).trim_start_matches('y');
    html! {
        <>
            { mi(class(state.of), "y") }
            if state.of == Order::Value {
                { mo("=") }{ f }
            } else {
                { mo(primes) }{ mo("=") }{ mo("[") }{ f }{ mo("]") }{ mo(primes) }
            }
        </>
    }
}

fn chart(props: &ViewProps<SketchState>) -> Html {
    let ViewProps {
        state,
        set,
        text,
        epoch,
        ..
    } = props;
    let end = state.y_axis().high;
    let peg = |(x, y): (f64, Option<f64>)| Peg {
        x,
        y,
        label: text.sketch_point(&text.say(x, 2)).into(),
        value_text: y
            .map_or_else(|| text.sketch_unset().to_owned(), |y| text.say(y, 2))
            .into(),
    };
    let pegs = || Pegs {
        pegs: state.points().map(peg).collect(),
        label: text.sketch_keys().into(),
        travel: Travel {
            low: -end,
            high: end,
            step: if end > 6.0 { end / 24.0 } else { end / 30.0 },
        },
        on_put: changed(state, set, |s, (i, y)| s.put(i, y)),
        on_draw: changed(state, set, |s, stroke| s.draw(&stroke)),
    };
    let layer = (!state.shown).then(|| pegs().layer());
    let mut plot = state.plot(text);
    if state.shown {
        plot.marks.extend(state.dots());
    }
    html! { <Chart plot={Rc::new(plot)} label={text.frame_chart()} epoch={*epoch} {layer} shape="square" /> }
}

/// The button that shows the truth, or clears the chart for another try.
fn verdict(props: &ViewProps<SketchState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
    let onclick = changed(state, set, |s: &mut SketchState, _: MouseEvent| {
        if s.shown {
            s.guess.fill(None);
        }
        s.shown = !s.shown;
    });
    let label = if state.shown {
        text.sketch_again()
    } else {
        text.sketch_show()
    };
    let ready = state.shown || state.is_complete();
    html! {
        <>
            <button type="button" class="show" name="show" disabled={!ready} {onclick}>{ label }</button>
            if !state.shown { <p class="keys-hint">{ text.sketch_keys() }</p> }
        </>
    }
}
