//! The chain in the browser: the product written out, the chart, and the way there and back in motion.

use std::rc::Rc;

use yew::{Callback, Component, Context, Html, html};

use super::{JourneyState, LAYERS, MANY, SEEDS, STARTS, WIDTHS};
use crate::browser::keys::Travel;
use crate::browser::{Player, prefers_stillness};
use crate::charts::Chart;
use crate::controls::{Slider, chips, mo, option, pick, slider, toggle, transport};
use crate::exhibits::ViewProps;
use crate::exhibits::shared::{
    Edit, INPUT, KNOB, Knob, Live, Sheet, changed, choose_f, edits, keyed, knobs, parameters, sheet,
};
use crate::text::{Text, fixed, significant, trimmed};

/// How long a way takes, there or back, in seconds.
const WAY: f64 = 2.5;

pub(super) fn view(props: ViewProps<JourneyState>) -> Html {
    html! { <March props={Rc::new(props)} /> }
}

/// The exhibit with what is in motion.
#[derive(Default)]
struct March {
    player: Player,
    /// How many layers have been passed, there and then back; `None`: all.
    passed: Option<f64>,
}

enum Msg {
    /// Starts the play, or ends it.
    Play,
    /// One layer further.
    Step,
    /// So many seconds have passed.
    Tick(f64),
}

impl Component for March {
    type Message = Msg;
    type Properties = Live<JourneyState>;

    fn create(_ctx: &Context<Self>) -> Self {
        Self::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Live<JourneyState>) -> bool {
        if ctx.props().props.state != before.props.state {
            self.end();
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let layers = ctx.props().props.state.layers;
        let passed = self.passed.unwrap_or(0.0);
        match msg {
            Msg::Play if self.player.is_playing() => self.player.stop(),
            Msg::Play if prefers_stillness() => self.passed = None,
            Msg::Play => {
                self.passed = Some(passed);
                self.player.start(ctx.link().callback(Msg::Tick));
            }
            Msg::Step => {
                self.player.stop();
                self.passed = Some(passed.floor() + 1.0);
            }
            Msg::Tick(seconds) => self.passed = Some(passed + seconds * layers / WAY),
        }
        if self.passed.is_some_and(|passed| passed >= 2.0 * layers) {
            self.end();
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = &ctx.props().props;
        let ViewProps {
            state, set, text, ..
        } = &**props;
        let edit = edits(state, set);
        let plot = Rc::new(state.plot(self.passed, text));
        sheet(
            Sheet {
                question: text.gradient_journey_try_it(),
                formula: formula(state, text),
                chart: html! { <Chart {plot} label={text.frame_chart()} epoch={props.epoch} shape="square" /> },
                controls: html! { <>{ self.transport(ctx) }{ controls(props, &edit) }</> },
                note: html! { <p class="path">{ note(state, text) }</p> },
                values: values(state, text),
            },
            text,
        )
    }
}

impl March {
    fn end(&mut self) {
        self.player.stop();
        self.passed = None;
    }

    /// The buttons, and where the signal is.
    fn transport(&self, ctx: &Context<Self>) -> Html {
        let props = &ctx.props().props;
        let (state, text, link) = (&props.state, props.text, ctx.link());
        let playing = self.player.is_playing();
        let buttons = transport(
            playing,
            &link.callback(|_| Msg::Play),
            &link.callback(|_| Msg::Step),
            text,
        );
        let found = state.found();
        let journey = &found.journey;
        let words = match self.passed {
            None => text.gradient_journey_at_rest(),
            Some(passed) if passed < state.layers => {
                let layer = passed as usize;
                &text.gradient_journey_there(&layer, &significant(journey.signal[layer]))
            }
            Some(passed) => {
                let layer = (2.0 * state.layers - passed).ceil() as usize;
                &text.gradient_journey_back(&layer, &significant(journey.gradient[layer]))
            }
        };
        let live = if playing { "off" } else { "polite" };
        html! { <div>{ buttons }<p class="where" aria-live={live}>{ words }</p></div> }
    }
}

/// The factors of the last layer, of the first, and their product.
fn formula(state: &JourneyState, text: &Text) -> Html {
    let found = state.found();
    let journey = &found.journey;
    let short = |value: f64| match value.abs() {
        0.1..1e4 => fixed(value, 2),
        _ => significant(value),
    };
    let factors = |i: usize| {
        html! {
            <>
                { number("w", short(journey.weights[i])) }{ mo("·") }{ number("d", short(journey.slopes[i])) }
            </>
        }
    };
    let last = journey.slopes.len() - 1;
    html! {
        <>
            { factors(last) }
            if last > 0 { { mo(if last > 1 { "×⋯×" } else { "×" }) }{ factors(0) } }
            { mo("=") }
            <mrow aria-label={text.gradient_journey_left()}>{ number("d", state.left()) }</mrow>
        </>
    }
}

fn number(class: &'static str, words: String) -> Html {
    html! { <mn class={format!("q {class}")}>{ words }</mn> }
}

fn values(state: &JourneyState, text: &Text) -> Vec<(&'static str, &'static str, String)> {
    let found = state.found();
    let signal = found.journey.signal[state.layers as usize];
    let mut values = vec![
        ("d", text.gradient_journey_left(), state.left()),
        ("y", text.gradient_journey_arriving(), significant(signal)),
    ];
    if let Some(factor) = found.bound {
        values.push((
            "g",
            text.gradient_journey_bound(),
            significant(factor.powi(state.layers as i32)),
        ));
    }
    if let Some(quartiles) = &found.quartiles {
        values.push((
            "d",
            text.gradient_journey_median(),
            significant(quartiles[0][1]),
        ));
    }
    values
}

/// What the numbers are, in words.
fn note(state: &JourneyState, text: &Text) -> String {
    let wall = state.wall();
    let wall = wall.map_or_else(String::new, |layer| text.gradient_journey_wall(&layer));
    let note = if state.is_random() {
        text.gradient_journey_random(&trimmed(state.gain(), 3), &state.width)
    } else {
        text.gradient_journey_alike().to_owned()
    };
    let found = state.found();
    let many = found
        .quartiles
        .as_ref()
        .map_or_else(String::new, |quartiles| {
            let [lower, median, upper] = quartiles[0].map(significant);
            let last = state.seed as usize + MANY - 1;
            text.gradient_journey_many(&MANY, &state.seed, &last, &lower, &median, &upper)
        });
    format!("{wall}{note}{many}")
}

fn controls(props: &ViewProps<JourneyState>, edit: &Edit) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let set_bend = changed(state, set, |s, bend| s.bend = bend);
    let names = [
        text.gradient_journey_same(),
        text.gradient_journey_xavier(),
        text.gradient_journey_he(),
        text.gradient_journey_own(),
    ];
    let options = STARTS.iter().zip(names).enumerate();
    let options = options.map(|(i, (id, name))| option(*id, name, i == state.start));
    let whole = |key, symbol, label, value, initial, bounds| {
        whole(key, symbol, label, [value, initial], bounds, edit, text)
    };
    let knob = |key, label, value, travel| Knob {
        key,
        class: key,
        label,
        value,
        travel,
    };
    let weight = knob("w", text.quantity_w(), (state.w, initial.w), KNOB);
    let numbers = match state.start {
        0 => vec![
            weight,
            knob("b", text.quantity_b(), (state.b, initial.b), KNOB),
            knob("x", text.quantity_x(), (state.x, initial.x), INPUT),
        ],
        3 => vec![Knob {
            label: text.gradient_journey_scale(),
            ..weight
        }],
        _ => vec![],
    };
    html! {
        <>
            { choose_f(&state.bend, edit, text) }
            { whole("layers", "L", text.gradient_journey_layers(), state.layers, initial.layers, LAYERS) }
            { pick("init", text.gradient_journey_init(), options.collect(), &keyed(edit, "init")) }
            if state.is_random() {
                { whole("width", "n", text.gradient_journey_width(), state.width, initial.width, WIDTHS) }
                { whole("seed", "#", text.gradient_journey_seed(), state.seed, initial.seed, SEEDS) }
            }
            { knobs(&numbers, edit, text) }
            { parameters(&state.bend, &initial.bend, &set_bend, text) }
            { switches(props) }
        </>
    }
}

/// A slider for what is counted.
fn whole(
    key: &'static str,
    symbol: &'static str,
    label: &'static str,
    [value, initial]: [f64; 2],
    bounds: (f64, f64),
    edit: &Edit,
    text: &'static Text,
) -> Html {
    slider(Slider {
        name: key.to_owned(),
        class: "z",
        symbol,
        label: label.to_owned(),
        value,
        initial,
        travel: Travel {
            low: bounds.0,
            high: bounds.1.min(100.0),
            step: 1.0,
        },
        bounds,
        digits: 0,
        set: &keyed(edit, key),
        text,
    })
}

fn switches(props: &ViewProps<JourneyState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
    let switch = |name, label, on, change: fn(&mut JourneyState, bool)| {
        let set: Callback<bool> = changed(state, set, change);
        toggle(name, label, on, &set)
    };
    let last = if state.is_random() {
        switch(
            "many",
            text.gradient_journey_over_many(),
            state.many,
            |s, on| s.many = on,
        )
    } else {
        switch(
            "bound",
            text.gradient_journey_bound(),
            state.bound,
            |s, on| s.bound = on,
        )
    };
    let signal = switch(
        "signal",
        text.gradient_journey_signal(),
        state.signal,
        |s, on| s.signal = on,
    );
    chips(text.neuron_show(), html! { <>{ signal }{ last }</> })
}
