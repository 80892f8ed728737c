//! The unit and its inputs in the browser: dots that a hand pushes along the axis, steps, and what they come to.

use std::rc::Rc;

use web_sys::Element;
use yew::{Callback, Html, KeyboardEvent, MouseEvent, PointerEvent, TargetCast as _, html};

use super::diagram::{Drawing, draw};
use super::{DeadRelu, DeadReluState, FOUR, RATE, amount, per_cent};
use crate::browser::keys::{Travel, snap, travel};
use crate::charts::{figure, pane};
use crate::controls::{Slider, chips, mi, mn, mo, rich, signed, slider, toggle};
use crate::exhibits::shared::{
    Edit, KNOB, Knob, Sheet, changed, edits, function_name, keyed, knobs, set_to, sheet,
};
use crate::exhibits::{BOUND, Exhibit as _, ViewProps};
use crate::maths::{Response, Unit};
use crate::text::{Text, fixed};

/// How keys push the dots.
const PUSH: Travel = Travel { step: 0.1, ..KNOB };
/// How far the learning rate goes.
const RATES: Travel = Travel {
    low: 0.0,
    high: 3.0,
    step: 0.01,
};
/// How far the slope left of 0 goes.
const ALPHAS: Travel = Travel {
    low: 0.0,
    high: 1.0,
    step: 0.01,
};

pub(super) fn view(props: ViewProps<DeadReluState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = &props;
    let edit = edits(state, set);
    let own = state.response(state.f);
    sheet(
        Sheet {
            question: text.dead_relu_try_it(),
            formula: formula(state, text),
            chart: chart(&props, &edit),
            controls: controls(&props, &edit),
            note: note(state, &own, text),
            values: vec![
                ("y", text.dead_relu_zeros(), per_cent(own.zeros)),
                ("d", text.dead_relu_gradient_w(), amount(own.gradient_w)),
                ("d", text.dead_relu_gradient_b(), amount(own.gradient_b)),
                ("g", text.dead_relu_error(), fixed(own.error, 3)),
                ("t", text.dead_relu_steps(), fixed(state.steps, 0)),
            ],
        },
        text,
    )
}

/// y = f(w·(u·x + c) + b)
fn formula(state: &DeadReluState, text: &Text) -> Html {
    let Unit { u, c, w, b } = state.unit;
    html! {
        <>
            { mi("y", "y") }{ mo("=") }{ function_name(&state.bend(state.f), text) }{ mo("(") }
            { mn("w", w) }{ mo("·") }{ mo("(") }{ mn("w", u) }{ mo("·") }{ mi("x", "x") }{ signed("b", c) }{ mo(")") }
            { signed("b", b) }{ mo(")") }
        </>
    }
}

fn chart(props: &ViewProps<DeadReluState>, edit: &Edit) -> Html {
    let ViewProps {
        state, text, epoch, ..
    } = props;
    let (state, text, edit) = (state.clone(), *text, edit.clone());
    figure(
        text.frame_chart(),
        *epoch,
        "panels",
        move |size, type_scale| live(&state, size, type_scale, &edit, text),
    )
}

fn live(
    state: &DeadReluState,
    size: (f64, f64),
    type_scale: f64,
    edit: &Edit,
    text: &'static Text,
) -> Html {
    let drawing = Rc::new(draw(state, size, type_scale, text));
    let choose = |place: usize| set_to::<MouseEvent>(edit, "f", FOUR[place]);
    let (middle, reach) = (state.middle(), drawing.axis.2 + 34.0 * type_scale);
    let (push, held) = (edit.clone(), Rc::clone(&drawing));
    let follow = move |svg: &Element, event: &PointerEvent| {
        let column = f64::from(event.client_x()) - svg.get_bounding_client_rect().left();
        let b = snap(held.z(column) - middle, KNOB.step).clamp(-BOUND, BOUND);
        push.emit(("b".to_owned(), b.to_string()));
    };
    let pressed = follow.clone();
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        let Some(svg) = diagram(&event).filter(|_| event.button() == 0) else {
            return;
        };
        let row = f64::from(event.client_y()) - svg.get_bounding_client_rect().top();
        if row < reach && svg.set_pointer_capture(event.pointer_id()).is_ok() {
            pressed(&svg, &event);
        }
    });
    let onpointermove = Callback::from(move |event: PointerEvent| {
        let held = |svg: &Element| svg.has_pointer_capture(event.pointer_id());
        if let Some(svg) = diagram(&event).filter(held) {
            follow(&svg, &event);
        }
    });
    html! {
        <svg class="diagram" viewBox={format!("0 0 {} {}", size.0, size.1)} {onpointerdown} {onpointermove}>
            <g role="img" aria-label={DeadRelu::summary(state, text)}>
                { for drawing.strip.iter().cloned().map(pane) }
                { for (0..FOUR.len()).map(|place| html! {
                    <g onclick={choose(place)}>{ for drawing.panels[place].iter().cloned().map(pane) }</g>
                }) }
            </g>
            { handle(state, middle, &drawing, edit, text) }
        </svg>
    }
}

/// The diagram that an event is in.
fn diagram(event: &PointerEvent) -> Option<Element> {
    let target = event.target_unchecked_into::<Element>();
    target.closest(".diagram").ok().flatten()
}

/// What a hand or the arrow keys push along the axis: the middle of the dots, by the bias.
fn handle(
    state: &DeadReluState,
    middle: f64,
    drawing: &Drawing,
    edit: &Edit,
    text: &'static Text,
) -> Html {
    let (b, push) = (state.unit.b, edit.clone());
    let (x, y) = (drawing.column(middle + b), drawing.axis.2);
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(next) = travel(&event.key(), event.shift_key(), b, PUSH) {
            event.prevent_default();
            push.emit(("b".to_owned(), next.to_string()));
        }
    });
    let (cx, cy) = (format!("{x:.1}"), format!("{y:.1}"));
    html! {
        <g class="handle b" role="slider" tabindex="0" aria-label={text.dead_relu_push()} aria-valuemin={KNOB.low.to_string()}
            aria-valuemax={KNOB.high.to_string()} aria-valuenow={b.to_string()} aria-valuetext={text.say(b, 2)} {onkeydown}>
            <circle class="reach" cx={cx.clone()} cy={cy.clone()} r="22" />
            <circle class="knob" {cx} {cy} r="10" />
            <path class="ways" d={format!("M{:.1} {y:.1}l5 -4v8ZM{:.1} {y:.1}l-5 -4v8Z", x - 20.0, x + 20.0)} />
        </g>
    }
}

fn controls(props: &ViewProps<DeadReluState>, edit: &Edit) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let knob = |key, class, label, value| Knob {
        key,
        class,
        label,
        value,
        travel: KNOB,
    };
    let (now, first) = (state.unit, initial.unit);
    let unit = [
        knob("w", "w", text.quantity_w(), (now.w, first.w)),
        knob("b", "b", text.quantity_b(), (now.b, first.b)),
    ];
    let before = [
        knob("u", "w", text.dead_relu_u(), (now.u, first.u)),
        knob("c", "b", text.dead_relu_c(), (now.c, first.c)),
    ];
    let number = |key: &'static str, symbol, label: &str, value: (f64, f64), travel, most| {
        slider(Slider {
            name: key.to_owned(),
            class: "t",
            symbol,
            label: label.to_owned(),
            value: value.0,
            initial: value.1,
            travel,
            bounds: (0.0, most),
            digits: 2,
            set: &keyed(edit, key),
            text,
        })
    };
    let shift = Slider {
        name: "shift".to_owned(),
        class: "x",
        symbol: "s",
        label: text.dead_relu_shift().to_owned(),
        value: state.shift,
        initial: initial.shift,
        travel: KNOB,
        bounds: (-BOUND, BOUND),
        digits: 2,
        set: &keyed(edit, "shift"),
        text,
    };
    let take = changed(state, set, |s: &mut DeadReluState, times| s.step(times));
    let button = |name: &'static str, class: &'static str, label: &'static str, times: u32| {
        let onclick = take.reform(move |_: MouseEvent| times);
        html! { <button type="button" {class} {name} {onclick}>{ label }</button> }
    };
    let functions = FOUR
        .into_iter()
        .enumerate()
        .map(|(place, id)| toggle(id, text.term(id), place == state.f, &set_to(edit, "f", id)));
    let alpha = (state.alpha, initial.alpha);
    let alpha = number("alpha", "α", text.dead_relu_alpha(), alpha, ALPHAS, 1.0);
    let learning = html! {
        <>
            { number("rate", "η", text.dead_relu_rate(), (state.rate, initial.rate), RATES, RATE) }
            <div class="chips">{ button("step", "show", text.dead_relu_step(), 1) }{ button("ten", "chip", text.dead_relu_ten(), 10) }</div>
        </>
    };
    html! {
        <>
            { group(text.dead_relu_learning(), learning) }
            { group(text.dead_relu_unit(), knobs(&unit, edit, text)) }
            { group(text.dead_relu_before(), knobs(&before, edit, text)) }
            { group(text.dead_relu_inputs(), slider(shift)) }
            { chips(text.dead_relu_f(), functions.collect()) }
            { group(text.dead_relu_leak(), alpha) }
        </>
    }
}

/// Controls that belong together, under a heading.
fn group(label: &'static str, content: Html) -> Html {
    html! {
        <div class="set" role="group" aria-label={label}>
            <div class="lbl" aria-hidden="true">{ label }</div>
            { content }
        </div>
    }
}

/// What a step would do, and what zeros save.
fn note(state: &DeadReluState, own: &Response, text: &Text) -> Html {
    let n = state.inputs.len();
    let fate = if own.dead {
        text.dead_relu_is_dead(&n)
    } else {
        let (dw, db) = state.move_of(own);
        let (dw, db) = (amount(dw), amount(db));
        if state.below() == n {
            text.dead_relu_leaks(&db, &dw, &n)
        } else {
            text.dead_relu_is_alive(&db, &dw)
        }
    };
    let (all, needed) = state.multiplications(own);
    let (dense, zero) = (fixed(all, 0), fixed(all - needed, 0));
    let saving = if needed < all {
        text.dead_relu_saving(&dense, &n, &fixed(needed, 0), &zero)
    } else {
        text.dead_relu_saving_none(&dense, &n)
    };
    html! { <div class="fate" data-dead={own.dead.then_some("")}><p>{ rich(&fate) }</p><p>{ rich(&saving) }</p></div> }
}
