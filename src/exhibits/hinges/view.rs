//! The net in the browser: chart with handles, error curve, numbers, diagram, training, and the best nets to compare with.

mod compare;
mod handles;
mod net;
mod panel;
mod train;

use std::rc::Rc;

use yew::{Component, Context, Html, html};

use super::below::below;
use super::diagram::subscript;
use super::fits;
use super::{Below, HingesState, plot};
use crate::browser::keys::Travel;
use crate::browser::prefers_stillness;
use crate::charts::{Chart, Layer, Stroke};
use crate::controls::{mi, mo, signed};
use crate::exhibits::ViewProps;
use crate::exhibits::shared::{Live, Play, Sheet, changed, edits, function_name, sheet};
use crate::maths::{Curve as _, Distance, Hinges};
use crate::text::{Text, fixed};
use train::Button;

/// What a value that is not known looks like.
const UNKNOWN: &str = "–";
/// How far an output weight goes.
const OUTPUT: Travel = Travel {
    low: -2.0,
    high: 2.0,
    step: 0.001,
};
/// Steps of training a second.
const PACE: f64 = 100.0;
/// A play ends at a multiple of so many steps. Where there is to be no motion it is there at once.
const LEG: usize = 1000;

pub(super) fn view(props: ViewProps<HingesState>) -> Html {
    html! { <Training props={Rc::new(props)} /> }
}

/// The exhibit with the play of its training.
#[derive(Default)]
struct Training {
    play: Play<HingesState>,
}

enum Msg {
    /// A button of the training was pressed.
    Press(Button),
    /// So many seconds have passed.
    Tick(f64),
}

impl Component for Training {
    type Message = Msg;
    type Properties = Live<HingesState>;

    fn create(_ctx: &Context<Self>) -> Self {
        Self::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, _before: &Live<HingesState>) -> bool {
        self.play.watch(&ctx.props().props.state);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let ViewProps { state, set, .. } = &*ctx.props().props;
        let steps = match msg {
            Msg::Press(Button::Play) if self.play.is_playing() => {
                self.play.stop();
                return true;
            }
            Msg::Press(Button::Play) => {
                self.play(ctx, state.clone());
                return true;
            }
            Msg::Press(Button::Replay) => {
                let start = HingesState {
                    steps: 0.0,
                    ..state.clone()
                };
                self.play(ctx, start);
                return true;
            }
            Msg::Press(Button::Steps(steps)) => {
                self.play.stop();
                steps
            }
            Msg::Tick(seconds) => {
                let due = self.play.due(seconds, PACE, left(state));
                if due == 0 {
                    return false;
                }
                due
            }
        };
        let mut next = state.further(steps);
        if self.play.is_playing() {
            if left(&next) == LEG || next.has_run_away() {
                self.play.stop();
            }
            self.play.reach(&next);
        } else {
            next.below = Below::Course;
        }
        set.emit(next);
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let begun = &ctx.props().props;
        // What a hand changes is the net as it stands, whatever steps have made of it.
        let props = begun.by_hand(begun.state.settled(), HingesState::after);
        let press = ctx.link().callback(Msg::Press);
        let training = train::train(&begun.state, &props, self.play.is_playing(), &press);
        exhibit(&begun.state, &props, training)
    }
}

impl Training {
    /// Plays from `state` on, with the error over the steps in sight.
    fn play(&mut self, ctx: &Context<Self>, mut state: HingesState) {
        let set = &ctx.props().props.set;
        state.below = Below::Course;
        if prefers_stillness() {
            set.emit(state.further(left(&state)));
            return;
        }
        self.play.start(&state, ctx.link().callback(Msg::Tick));
        set.emit(state);
    }
}

/// Steps to the end of a play.
fn left(state: &HingesState) -> usize {
    LEG - state.steps as usize % LEG
}

/// The net as it stands, which was `begun` as that one.
fn exhibit(begun: &HingesState, props: &ViewProps<HingesState>, training: Html) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
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
        chart: charts(props, begun, &net, error, fit.as_ref()),
        controls: panel::controls(props, &edit),
        note: html! { <>{ compare::verdict(state, error, text) }{ training }</> },
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
            { compare::comparison(props, fit.as_ref(), &edit) }
            { net::net_diagram(props) }
            { net::segments(&net, text) }
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
    begun: &HingesState,
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
    let aim = panel::aim(props);
    let layer = if aim.is_open() {
        aim.pegs(text)
    } else {
        Layer {
            on_draw: changed(state, set, |s: &mut HingesState, stroke: Stroke| {
                s.draw(&stroke);
            }),
            ..handles::grips(props, net).layer()
        }
    };
    let mut plot = plot::plot(state, net, fit, text);
    plot.traces.splice(..0, plot::start(begun));
    let (plot, under) = (
        Rc::new(plot),
        Rc::new(below(state, begun, net, error, text)),
    );
    html! {
        <div class="stack">
            <Chart {plot} label={text.frame_chart()} epoch={*epoch} {layer} />
            <Chart plot={under} label={compare::below_name(state.below, text)} epoch={*epoch} shape="strip" />
        </div>
    }
}
