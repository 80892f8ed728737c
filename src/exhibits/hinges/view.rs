//! The net in the browser: chart with handles, error curve, numbers, diagram, and the best nets to compare with.

use std::rc::Rc;

use web_sys::Element;
use yew::{Callback, Html, KeyboardEvent, MouseEvent, TargetCast as _, html};

use super::below::below;
use super::diagram::{diagram, subscript};
use super::fits::{self, Fit};
use super::target::{IDS as TARGETS, SHEET, SKETCH, name as target_name};
use super::{Below, HingesState, Hold, plot};
use crate::browser::keys::{Travel, snap, travel};
use crate::charts::{Axis, Chart, Figure, Grip, Grips, Ink, Layer, Peg, Pegs, Plot, Stroke, pane};
use crate::controls::{Slider, chips, mi, mo, option, pick, signed, slider, toggle};
use crate::exhibits::shared::{
    Edit, INPUT, KNOB, Sheet, changed, choose_f, edits, function_name, parameters, sheet,
};
use crate::exhibits::{BOUND, ViewProps, WINDOW};
use crate::maths::{Curve as _, Distance, Hinges, Segment};
use crate::text::{Text, fixed};

/// What a value that is not known looks like.
const UNKNOWN: &str = "–";
/// A small step of a kink, by keys.
const KINK_STEP: f64 = 0.1;
/// A small step of an output weight, by keys.
const SLOPE_STEP: f64 = 0.01;
/// How far a bias goes: its kink, with w = 1, across the window.
const SHIFT: Travel = Travel {
    low: -8.0,
    high: 8.0,
    step: 0.01,
};
/// How far an output weight goes.
const OUTPUT: Travel = Travel {
    low: -2.0,
    high: 2.0,
    step: 0.001,
};

pub(super) fn view(props: ViewProps<HingesState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = &props;
    let (net, edit) = (state.net(), edits(state, set));
    let (error, fit) = (state.error_of(&net), fits::chosen(state));
    let shown = |value: Option<f64>, digits| {
        value.map_or_else(|| UNKNOWN.to_owned(), |value| fixed(value, digits))
    };
    let numbers = Sheet {
        question: if (state.target, state.units.len()) == (0, 4) {
            text.hinges_try_it()
        } else {
            text.hinges_try_other()
        },
        formula: formula(state, text),
        chart: charts(&props, &net, error, fit.as_ref()),
        controls: controls(&props, &edit),
        note: verdict(state, error, text),
        values: vec![
            ("x", text.quantity_x(), fixed(state.x, 3)),
            ("y", text.quantity_y(), fixed(net.at(state.x).y, 5)),
            ("z", text.hinges_max_error(), shown(error.map(|e| e.max), 4)),
            ("x", text.hinges_error_x(), shown(error.map(|e| e.x), 3)),
            ("z", "RMSE", shown(error.map(|e| e.rmse), 5)),
        ],
    };
    html! {
        <>
            { sheet(numbers, text) }
            { comparison(&props, fit.as_ref(), &edit) }
            { net_diagram(&props) }
            { segments(&net, text) }
        </>
    }
}

/// y = ReLU(skip·x + Σ vᵢ·f(wᵢ·x + bᵢ) + c), with the numbers of the chosen unit.
fn formula(state: &HingesState, text: &Text) -> Html {
    let number = |class: &'static str, value: f64, digits: usize| html! { <mn class={format!("q {class}")}>{ fixed(value, digits) }</mn> };
    let unit = state.units[state.unit];
    let index = subscript(state.unit + 1);
    html! {
        <mtable>
            <mtr><mtd>
                { mi("y", "y") }{ mo("=") }
                if state.outer { <mi mathvariant="normal">{ "ReLU" }</mi>{ mo("(") } }
                if state.has_skip { { number("w", state.skip, 5) }{ mo("·") }{ mi("x", "x") }{ mo("+") } }
                <mi mathvariant="normal">{ "Σ" }</mi>{ mi("d", "v") }<mi>{ "h" }</mi>{ mo("+") }{ number("b", state.c, 4) }
                if state.outer { { mo(")") } }
            </mtd></mtr>
            <mtr><mtd>
                { mi("d", format!("v{index}")) }<mi>{ format!("h{index}") }</mi>{ mo("=") }{ number("d", unit.v, 4) }{ mo("·") }
                { function_name(&state.bend, text) }{ mo("(") }
                { number("w", unit.w, 2) }{ mo("·") }{ mi("x", "x") }{ signed("b", unit.b) }{ mo(")") }
            </mtd></mtr>
        </mtable>
    }
}

fn charts(
    props: &ViewProps<HingesState>,
    net: &Hinges,
    error: Option<Distance>,
    fit: Option<&Hinges>,
) -> Html {
    let ViewProps {
        state,
        set,
        text,
        epoch,
        ..
    } = props;
    let drawing = state.target == SKETCH && state.aim().is_none();
    let layer = if drawing {
        pegs(props)
    } else {
        Layer {
            on_draw: changed(state, set, |s: &mut HingesState, stroke: Stroke| {
                s.draw(&stroke);
            }),
            ..grips(props, net).layer()
        }
    };
    let plot = Rc::new(plot::plot(state, net, fit, text));
    let under = Rc::new(below(state, net, error, text));
    html! {
        <div class="stack">
            <Chart {plot} label={text.frame_chart()} epoch={*epoch} {layer} />
            <Chart plot={under} label={below_name(state.below, text)} epoch={*epoch} shape="strip" />
        </div>
    }
}

fn below_name(below: Below, text: &Text) -> &'static str {
    match below {
        Below::Error => text.hinges_error(),
        Below::Units => text.hinges_units(),
        Below::Depth => text.hinges_depth(),
    }
}

/// The points of a target, to be drawn by hand.
fn pegs(props: &ViewProps<HingesState>) -> Layer {
    let ViewProps {
        state, set, text, ..
    } = props;
    let peg = |(x, y): (f64, Option<f64>)| Peg {
        x,
        y,
        label: text.sketch_point(&text.say(x, 2)).into(),
        value_text: y
            .map_or_else(|| text.sketch_unset().to_owned(), |y| text.say(y, 2))
            .into(),
    };
    let pegs = Pegs {
        pegs: state.points().map(peg).collect(),
        label: text.sketch_keys().into(),
        travel: Travel {
            low: SHEET.low,
            high: SHEET.high,
            step: 0.05,
        },
        on_put: changed(state, set, |s: &mut HingesState, (i, y)| {
            s.guess[i] = y;
        }),
        on_draw: changed(state, set, |s: &mut HingesState, stroke: Stroke| {
            let at: Vec<f64> = s.points().map(|point| point.0).collect();
            stroke.set_points(&at, &mut s.guess, &|y| {
                snap(y.clamp(SHEET.low, SHEET.high), 0.01)
            });
        }),
    };
    pegs.layer()
}

/// The kinks on the curve, and the lever of the chosen unit.
fn grips(props: &ViewProps<HingesState>, net: &Hinges) -> Grips {
    let ViewProps {
        state, set, text, ..
    } = props;
    let grip = |hold: Hold| match hold {
        Hold::Kink(i) => {
            let kink = state.units[i].kink();
            let seen = kink.clamp(WINDOW.low, WINDOW.high);
            Grip {
                at: (kink, net.at(seen).y),
                ink: Ink::Input,
                ring: i != state.unit,
                line: None,
                label: text.hinges_kink(&(i + 1)).into(),
                value_text: text.say(kink, 2).into(),
                value: (kink, [WINDOW.low, WINDOW.high]),
            }
        }
        Hold::Lever => {
            let (x, height) = state.lever().unwrap_or_default();
            let unit = state.units[state.unit];
            Grip {
                at: (x, unit.v * height),
                ink: Ink::Slope,
                ring: false,
                line: None,
                label: text.hinges_lever(&(state.unit + 1)).into(),
                value_text: text.say(unit.v, 4).into(),
                value: (unit.v, [OUTPUT.low, OUTPUT.high]),
            }
        }
    };
    Grips {
        grips: state.holds().into_iter().map(grip).collect(),
        label: text.hinges_handles().into(),
        on_drag: Callback::noop(),
        on_keys: changed(state, set, |s: &mut HingesState, (i, (right, up))| {
            step(s, i, right + up);
        }),
        come: false,
    }
}

/// Moves what is held by so many steps of the keys.
fn step(state: &mut HingesState, i: usize, steps: f64) {
    let Some(hold) = state.holds().get(i).copied() else {
        return;
    };
    let (value, range, step) = match hold {
        Hold::Kink(i) => (state.units[i].kink(), WINDOW, KINK_STEP),
        Hold::Lever => {
            let range = Axis::new(OUTPUT.low, OUTPUT.high);
            (state.units[state.unit].v, range, SLOPE_STEP)
        }
    };
    let next = if steps.is_finite() {
        snap(value + steps * step, step)
    } else {
        steps
    };
    state.put(hold, next.clamp(range.low, range.high));
}

fn controls(props: &ViewProps<HingesState>, edit: &Edit) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let (unit, count) = (state.units[state.unit], state.units.len());
    let first = initial.units.get(state.unit).copied().unwrap_or(unit);
    let index = subscript(state.unit + 1);
    let number = |name: &'static str, class, label: String, value: (f64, f64), travel, digits| {
        slider(Slider {
            name: name.to_owned(),
            class,
            symbol: name,
            label,
            value: value.0,
            initial: value.1,
            travel,
            bounds: (-BOUND, BOUND),
            digits,
            set: &edit_of(props, name),
            text,
        })
    };
    let w = number(
        "w",
        "w",
        format!("{} w{index}", text.quantity_w()),
        (unit.w, first.w),
        KNOB,
        2,
    );
    let b = number(
        "b",
        "b",
        format!("{} b{index}", text.quantity_b()),
        (unit.b, first.b),
        SHIFT,
        3,
    );
    let v = number(
        "v",
        "d",
        format!("{} v{index}", text.hinges_v()),
        (unit.v, first.v),
        OUTPUT,
        4,
    );
    let c = number(
        "c",
        "b",
        text.hinges_c().to_owned(),
        (state.c, initial.c),
        OUTPUT,
        4,
    );
    let skip = number(
        "s",
        "w",
        text.hinges_skip().to_owned(),
        (state.skip, initial.skip),
        OUTPUT,
        5,
    );
    let x = number(
        "x",
        "x",
        text.quantity_x().to_owned(),
        (state.x, initial.x),
        INPUT,
        2,
    );
    let switch = |on: fn(&mut HingesState) -> &mut bool| {
        changed(state, set, move |s: &mut HingesState, value| *on(s) = value)
    };
    let targets =
        (0..TARGETS.len()).map(|i| option(TARGETS[i], target_name(i, text), i == state.target));
    let aim = edit.reform(|id: String| ("target".to_owned(), id));
    let units = (1..=count).map(|i| option(i.to_string(), i.to_string(), i == state.unit + 1));
    let choose = edit.reform(|i: String| ("unit".to_owned(), i));
    let set_bend = changed(state, set, |s: &mut HingesState, bend| s.bend = bend);
    let add = changed(state, set, |s: &mut HingesState, _: MouseEvent| s.add());
    let remove = changed(state, set, |s: &mut HingesState, _: MouseEvent| s.remove());
    let again = changed(state, set, |s: &mut HingesState, _: MouseEvent| {
        s.guess.fill(None);
    });
    html! {
        <>
            { pick("target", text.hinges_target(), targets.collect(), &aim) }
            if state.target == SKETCH && state.guess.iter().any(Option::is_some) {
                <div class="chips"><button type="button" class="chip" name="again" onclick={again}>{ text.hinges_again() }</button></div>
            }
            if state.target == SKETCH && state.aim().is_none() { <p class="keys-hint">{ text.hinges_draw() }</p> }
            <div class="unit-row">
                { pick("unit", text.hinges_chosen(), units.collect(), &choose) }
                <button type="button" class="chip" name="add" disabled={count >= super::MOST} onclick={add}>{ text.hinges_add() }</button>
                <button type="button" class="chip" name="remove" disabled={count <= 1} onclick={remove}>{ text.hinges_remove() }</button>
            </div>
            { w }{ b }{ v }
            { chips(text.hinges_whole(), html! {
                <>
                    { toggle("skip", text.hinges_skip_short(), state.has_skip, &switch(|s| &mut s.has_skip)) }
                    { toggle("outer", text.hinges_outer(), state.outer, &switch(|s| &mut s.outer)) }
                    { toggle("parts", text.hinges_parts(), state.parts, &switch(|s| &mut s.parts)) }
                </>
            }) }
            if state.has_skip { { skip } }
            { c }{ x }
            { choose_f(&state.bend, edit, text) }
            { parameters(&state.bend, &initial.bend, &set_bend, text) }
        </>
    }
}

/// Sets a number by the sign that stands before its slider.
fn edit_of(props: &ViewProps<HingesState>, name: &'static str) -> Callback<f64> {
    changed(
        &props.state,
        &props.set,
        move |s: &mut HingesState, value| {
            let unit = &mut s.units[s.unit];
            *match name {
                "w" => &mut unit.w,
                "b" => &mut unit.b,
                "v" => &mut unit.v,
                "c" => &mut s.c,
                "s" => &mut s.skip,
                _ => &mut s.x,
            } = value;
        },
    )
}

/// Whether one's own net is nearer to the sigmoid than the article's.
fn verdict(state: &HingesState, error: Option<Distance>, text: &Text) -> Html {
    let theirs = HingesState::default();
    let (Some(own), Some(theirs), 0) = (error, theirs.error_of(&theirs.net()), state.target) else {
        return Html::default();
    };
    let (rmse, their_rmse) = (fixed(own.rmse, 5), fixed(theirs.rmse, 5));
    let (class, words) = if own.rmse < theirs.rmse - 5e-6 {
        ("gap same", text.hinges_beaten(&rmse, &their_rmse))
    } else {
        ("gap", text.hinges_not_beaten(&rmse, &their_rmse))
    };
    html! { <p {class}>{ words }</p> }
}

/// The best nets, and what is shown below the chart.
fn comparison(props: &ViewProps<HingesState>, fit: Option<&Hinges>, edit: &Edit) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
    let name = |fit: Fit| match fit {
        Fit::None => text.hinges_fit_none(),
        Fit::Same => text.hinges_fit_same(),
        Fit::SameSkip => text.hinges_fit_same_skip(),
        Fit::Free => text.hinges_fit_free(),
        Fit::FreeSkip => text.hinges_fit_free_skip(),
    };
    let pill = |key: &'static str, id: &'static str, words: &'static str, on: bool| {
        let onclick = edit.reform(move |_: MouseEvent| (key.to_owned(), id.to_owned()));
        html! { <button type="button" class="chip" name={key} value={id} aria-pressed={on.to_string()} {onclick}>{ words }</button> }
    };
    let fit_pill = |other: Fit| {
        pill(
            "fit",
            fits::IDS[other as usize],
            name(other),
            other == state.fit,
        )
    };
    let below_pill = |(id, other): (&'static str, Below)| {
        pill("below", id, below_name(other, text), other == state.below)
    };
    let belows = [
        ("error", Below::Error),
        ("units", Below::Units),
        ("depth", Below::Depth),
    ];
    let best = fit.cloned();
    let take = changed(state, set, move |s: &mut HingesState, _: MouseEvent| {
        if let Some(best) = &best {
            s.take(best);
        }
    });
    let error = fit.and_then(|fit| state.error_of(fit));
    let words = match (fit, error) {
        (Some(fit), Some(Distance { max, rmse, .. })) => {
            let kinks: Vec<String> = fits::kinks(fit).map(|kink| fixed(kink, 2)).collect();
            text.hinges_fit_found(
                &kinks.join(text.hinges_comma()),
                &fixed(max, 4),
                &fixed(rmse, 5),
            )
        }
        _ => text.hinges_fit_hint().to_owned(),
    };
    html! {
        <>
            <div class="compare">
                { chips(text.hinges_below(), belows.into_iter().map(below_pill).collect()) }
                if state.below == Below::Depth { { folds(props) } }
                { chips(text.hinges_fit(), fits::ALL.into_iter().map(fit_pill).collect()) }
                <p class="found">{ words }</p>
                <div class="chips">
                    <button type="button" class="chip" name="take" disabled={fit.is_none()} onclick={take}>{ text.hinges_take() }</button>
                </div>
            </div>
        </>
    }
}

/// How often a line is folded, and what comes of it.
fn folds(props: &ViewProps<HingesState>) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let (wide, rmse) = fits::wide(state.folds);
    let set = changed(state, set, |s: &mut HingesState, folds: f64| {
        s.folds = folds.round().clamp(1.0, 6.0) as u32;
    });
    let count = wide.units.len();
    html! {
        <>
            { slider(Slider {
                name: "folds".to_owned(),
                class: "z",
                symbol: "n",
                label: text.hinges_folds().to_owned(),
                value: f64::from(state.folds),
                initial: f64::from(initial.folds),
                travel: Travel { low: 1.0, high: 6.0, step: 1.0 },
                bounds: (1.0, 6.0),
                digits: 0,
                set: &set,
                text,
            }) }
            <p class="found">{ text.hinges_depth_found(&(1_u32 << state.folds), &state.folds, &fixed(rmse, 4), &count, &(count + 1)) }</p>
        </>
    }
}

/// The diagram, in which keys choose a unit, add one and take one away.
fn net_diagram(props: &ViewProps<HingesState>) -> Html {
    let ViewProps {
        state,
        set,
        text,
        epoch,
        ..
    } = props;
    let (state, set, text) = (state.clone(), set.clone(), *text);
    let figure = Figure(Rc::new(move |size, type_scale| {
        live(&state, &set, size, type_scale, text)
    }));
    let plot = Rc::new(Plot::over(WINDOW, WINDOW));
    html! { <Chart {plot} {figure} label={text.hinges_net()} epoch={*epoch} shape="net" /> }
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
        let target = event.target_unchecked_into::<Element>();
        let mut pane = target.closest(".unit").ok().flatten();
        let mut place = None;
        while let Some(unit) = pane {
            pane = unit
                .previous_element_sibling()
                .filter(|earlier| earlier.matches(".unit").unwrap_or(false));
            place = Some(place.map_or(0, |place| place + 1));
        }
        if let Some(place) = place {
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
fn segments(net: &Hinges, text: &Text) -> Html {
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
