//! Softmax over a row of points, in the browser: formula, chart, how many points, and the one that is read.

use std::rc::Rc;

use yew::{Html, html};

use super::{FROM, Row, SoftmaxRow, SoftmaxRowState, TO, nearest, place, share};
use crate::browser::keys::Travel;
use crate::charts::{Chart, Cursor, Ink};
use crate::controls::{chips, mi, mn, mo, toggle};
use crate::exhibits::shared::{Edit, Knob, Sheet, changed, edits, knobs, set_to, sheet};
use crate::exhibits::{Exhibit as _, ViewProps};
use crate::text::{Text, fixed, trimmed};

/// How many points can be had by one press.
const COUNTS: [(usize, &str); 6] = [
    (10, "10"),
    (50, "50"),
    (100, "100"),
    (200, "200"),
    (500, "500"),
    (1000, "1000"),
];

pub(super) fn view(props: ViewProps<SoftmaxRowState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = &props;
    let edit = edits(state, set);
    let row = state.row();
    let (x, p) = row.at;
    sheet(
        Sheet {
            question: text.softmax_row_try_it(),
            formula: formula(&row),
            chart: chart(&props, &row, &edit),
            controls: controls(&props, &row, &edit),
            note: note(&row, text),
            values: vec![
                ("x", text.quantity_x(), fixed(x, 2)),
                ("y", text.softmax_row_share(), share(p)),
                ("t", text.softmax_row_density(), fixed(p / row.h, 4)),
            ],
        },
        text,
    )
}

/// The share of the point that is read.
fn formula(row: &Row) -> Html {
    let (x, p) = row.at;
    let power = |exponent: Html| html! { <msup><mi>{ "e" }</mi>{ exponent }</msup> };
    let index = |name: &'static str| html! { <msub>{ mi("x", "x") }<mi>{ name }</mi></msub> };
    let sum = html! { <mrow><munder><mo>{ "∑" }</mo><mi>{ "j" }</mi></munder>{ power(index("j")) }</mrow> };
    html! {
        <>
            <msub>{ mi("y", "p") }<mi>{ "i" }</mi></msub>{ mo("=") }<mfrac>{ power(index("i")) }{ sum }</mfrac>
            { mo("=") }{ power(mn("x", x)) }{ mo("÷") }<mn class="q z">{ fixed(libm::exp(x) / p, 1) }</mn>
        </>
    }
}

/// From point to point.
const fn travel(row: &Row) -> Travel {
    Travel {
        low: FROM,
        high: TO - row.h,
        step: row.h,
    }
}

fn chart(props: &ViewProps<SoftmaxRowState>, row: &Row, edit: &Edit) -> Html {
    let ViewProps {
        state, text, epoch, ..
    } = props;
    let cursor = Cursor {
        at: row.read(state.density),
        ink: Ink::Output,
        label: text.softmax_row_cursor().into(),
        value_text: SoftmaxRow::summary(state, text).into(),
        travel: travel(row),
    };
    let n = state.n;
    let on_move = edit.reform(move |x| ("x".to_owned(), next_to(n, x)));
    html! { <Chart plot={Rc::new(state.plot(row, text))} label={text.frame_chart()} epoch={*epoch} {cursor} {on_move} /> }
}

/// The nearest point, as a link has it.
fn next_to(n: usize, x: f64) -> String {
    let tidy = (1e4 * place(n, nearest(n, x))).round() / 1e4;
    tidy.to_string()
}

fn controls(props: &ViewProps<SoftmaxRowState>, row: &Row, edit: &Edit) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let count = |(n, words): (usize, &'static str)| {
        let onclick = set_to(edit, "n", words);
        html! { <button type="button" class="chip" name="n" value={words} aria-pressed={(state.n == n).to_string()} {onclick}>{ words }</button> }
    };
    let x = Knob {
        key: "x",
        class: "x",
        label: text.quantity_x(),
        value: (row.at.0, place(initial.n, nearest(initial.n, initial.x))),
        travel: travel(row),
    };
    let density = changed(state, set, |s, on| s.density = on);
    html! {
        <>
            { chips(text.softmax_row_count(), COUNTS.into_iter().map(count).collect()) }
            { knobs(&[x], edit, text) }
            { chips(text.neuron_show(), toggle("density", text.softmax_row_density(), state.density, &density)) }
        </>
    }
}

fn note(row: &Row, text: &Text) -> Html {
    let (last, top) = row.last();
    let n = row.points.len().to_string();
    let words = text.softmax_row_note(&trimmed(last, 4), &n, &fixed(row.sum(), 3), &share(top));
    html! { <p class="gap">{ words }</p> }
}
