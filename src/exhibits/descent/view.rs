//! The neuron that learns, in the browser: the signal passed back, the chart, the steps.

use std::rc::Rc;

use yew::{Callback, Component, Context, Html, html};

use super::{DescentExhibit, DescentState, FASTEST, KINKS, LEARNED};
use crate::browser::keys::Travel;
use crate::browser::prefers_stillness;
use crate::charts::{Chart, Cursor, Ink};
use crate::controls::{Slider, chips, mi, mo, slider, toggle, transport};
use crate::exhibits::shared::{
    Edit, KNOB, Live, Play, Sheet, changed, choose_f, edits, keyed, neuron_knobs, parameters,
    set_to, sheet,
};
use crate::exhibits::{BOUND, Exhibit as _, ViewProps};
use crate::maths::descent::{Look, Weights};
use crate::maths::{Bend, Curve as _};
use crate::text::{Text, fixed, significant};

/// Steps a second.
const PACE: f64 = 30.0;
/// A play that moves nothing ends after so many steps.
const PATIENCE: usize = 60;
/// Where there is to be no motion, a play is so many steps at once, if it does not arrive before.
const LEAP: usize = 200;

pub(super) fn view(props: ViewProps<DescentState>) -> Html {
    html! { <Learning props={Rc::new(props)} /> }
}

/// The exhibit with its play.
#[derive(Default)]
struct Learning {
    play: Play<DescentState>,
    /// Steps of this play that moved nothing.
    idle: usize,
}

enum Msg {
    /// Starts the play, or ends it.
    Play,
    /// One step.
    Step,
    /// So many seconds have passed.
    Tick(f64),
}

impl Component for Learning {
    type Message = Msg;
    type Properties = Live<DescentState>;

    fn create(_ctx: &Context<Self>) -> Self {
        Self::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, _before: &Live<DescentState>) -> bool {
        self.play.watch(&ctx.props().props.state);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let ViewProps { state, set, .. } = &*ctx.props().props;
        match msg {
            Msg::Play if self.play.is_playing() => self.play.stop(),
            Msg::Play if prefers_stillness() => {
                let mut next = state.clone();
                for _ in 0..LEAP {
                    if has_learned(&next) {
                        break;
                    }
                    next = next.further(1);
                }
                set.emit(next);
            }
            Msg::Play => {
                self.idle = 0;
                self.play.start(state, ctx.link().callback(Msg::Tick));
            }
            Msg::Step => {
                self.play.stop();
                set.emit(state.further(1));
            }
            Msg::Tick(seconds) => {
                let steps = self.play.due(seconds, PACE, usize::MAX);
                if steps == 0 {
                    return false;
                }
                let next = state.further(steps);
                self.idle = if next.now() == state.now() {
                    self.idle + steps
                } else {
                    0
                };
                if has_learned(&next) || self.idle >= PATIENCE || next.steps < state.steps {
                    self.play.stop();
                }
                self.play.reach(&next);
                set.emit(next);
                return false;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = &ctx.props().props;
        let ViewProps {
            state, set, text, ..
        } = &**props;
        let link = ctx.link();
        let edit = edits(&state.settled(), set);
        let (play, step) = (link.callback(|()| Msg::Play), link.callback(|()| Msg::Step));
        let buttons = transport(self.play.is_playing(), &play, &step, text);
        let look = state.look();
        sheet(
            Sheet {
                question: text.descent_try_it(),
                formula: formula(&look),
                chart: chart(props, &look, &edit),
                controls: html! { <>{ buttons }{ controls(props, &edit) }</> },
                note: note(state, &look, text),
                values: values(state, &look, text),
            },
            text,
        )
    }
}

fn has_learned(state: &DescentState) -> bool {
    state.look().error.abs() < LEARNED
}

/// The signal is the error times the slope.
fn formula(look: &Look) -> Html {
    let number = |class: &'static str, value| {
        html! { <mn class={format!("q {class}")}>{ significant(value) }</mn> }
    };
    html! {
        <>
            { mo("(") }{ mi("y", "y") }{ mo("−") }{ mi("g", "t") }{ mo(")") }{ mo("·") }
            { mi("d", "f′") }{ mo("(") }{ mi("z", "z") }{ mo(")") }{ mo("=") }
            { number("z", look.error) }{ mo("·") }{ number("d", look.slope) }{ mo("=") }{ number("t", look.signal) }
        </>
    }
}

fn chart(props: &ViewProps<DescentState>, look: &Look, edit: &Edit) -> Html {
    let ViewProps {
        state, text, epoch, ..
    } = props;
    let plot = state.plot(text);
    let travel = Travel {
        low: plot.x.low,
        high: plot.x.high,
        step: 0.01,
    };
    let cursor = Cursor {
        at: (look.z, look.y),
        ink: Ink::Output,
        label: text.descent_point().into(),
        value_text: DescentExhibit::summary(state, text).into(),
        travel,
    };
    // The hand moves z; the bias makes it so.
    let line = state.now().w * state.x;
    let on_move = edit.reform(move |z: f64| {
        let b = fixed_to_hundredths(z - line).clamp(-BOUND, BOUND);
        ("b".to_owned(), b.to_string())
    });
    html! { <Chart plot={Rc::new(plot)} label={text.frame_chart()} epoch={*epoch} {cursor} {on_move} /> }
}

fn fixed_to_hundredths(value: f64) -> f64 {
    (100.0 * value).round() / 100.0
}

fn values(
    state: &DescentState,
    look: &Look,
    text: &Text,
) -> Vec<(&'static str, &'static str, String)> {
    vec![
        ("z", text.descent_steps(), state.steps.to_string()),
        ("y", text.quantity_y(), fixed(look.y, 3)),
        ("z", text.descent_error(), fixed(look.error, 3)),
        ("d", text.quantity_dy(), significant(look.slope)),
        ("t", text.descent_signal(), significant(look.signal)),
    ]
}

/// Error and signal as bars of one scale, and what the next step does.
fn note(state: &DescentState, look: &Look, text: &Text) -> Html {
    let scale = look.error.abs().max(look.signal.abs()).max(1.0);
    let bar = |class: &'static str, label: &'static str, value: f64| {
        let width = format!("{:.2}%", 100.0 * value.abs() / scale);
        html! {
            <>
                <span class={class}>{ label }</span>
                <svg class={format!("bar {class}")} aria-hidden="true">
                    <rect class="trough" width="100%" height="14" rx="4" />
                    <rect class="level" {width} height="14" rx="4" />
                </svg>
            </>
        }
    };
    html! {
        <>
            <div class="passed">
                { bar("z", text.descent_error(), look.error) }
                { bar("t", text.descent_signal(), look.signal) }
            </div>
            <p class="path">{ words(state, look, text) }</p>
        </>
    }
}

fn words(state: &DescentState, look: &Look, text: &Text) -> String {
    let Weights { w, b } = state.next();
    let now = state.now();
    if look.error.abs() < LEARNED {
        text.descent_learned().to_owned()
    } else if state.is_at_kink() {
        text.descent_at_kink(&significant(look.signal), &significant(look.slope))
    } else if look.slope == 0.0 {
        text.descent_stuck().to_owned()
    } else {
        text.descent_next(&significant(b - now.b), &significant(w - now.w))
    }
}

fn controls(props: &ViewProps<DescentState>, edit: &Edit) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let now = state.now();
    let set_bend: Callback<Bend> = changed(&state.settled(), set, |s, bend| s.bend = bend);
    let dial = |key: &'static str,
                class,
                symbol,
                label: &'static str,
                [value, initial]: [f64; 2],
                travel,
                bounds| {
        slider(Slider {
            name: key.to_owned(),
            class,
            symbol,
            label: label.to_owned(),
            value,
            initial,
            travel,
            bounds,
            digits: 2,
            set: &keyed(edit, key),
            text,
        })
    };
    let rates = Travel {
        low: 0.0,
        high: 10.0,
        step: 0.1,
    };
    html! {
        <>
            { dial("rate", "z", "η", text.descent_rate(), [state.rate, initial.rate], rates, (0.0, FASTEST)) }
            { dial("target", "g", "t", text.descent_target(), [state.target, initial.target], KNOB, (-BOUND, BOUND)) }
            { choose_f(&state.bend, edit, text) }
            { kinks(state, edit, text) }
            { neuron_knobs([now.w, now.b, state.x], [initial.w, initial.b, initial.x], edit, text) }
            { parameters(&state.bend, &initial.bend, &set_bend, text) }
        </>
    }
}

/// Which slope counts at a kink, where there is one.
fn kinks(state: &DescentState, edit: &Edit, text: &Text) -> Html {
    if state.bend.kinks().is_empty() {
        return Html::default();
    }
    let names = [("kink-0", "0"), ("kink-half", "½"), ("kink-1", "1")];
    let choice = |(i, (name, label)): (usize, (&'static str, &'static str))| {
        toggle(
            name,
            label,
            i == state.kink,
            &set_to(edit, "kink", KINKS[i]),
        )
    };
    chips(
        text.descent_kink(),
        names.into_iter().enumerate().map(choice).collect(),
    )
}
