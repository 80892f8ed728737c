//! The nets in the browser: their training in the worker, the charts, and what the theorem says.

use std::rc::Rc;

use yew::{Callback, Component, Context, Html, MouseEvent, html};

use super::errors::errors;
use super::plot::plot;
use super::{ApproximationState, LEG, MOST, Run, SEEDS, SIZES, STEPS};
use crate::browser::keys::Travel;
use crate::browser::trainer::Heard;
use crate::charts::Chart;
use crate::controls::{Chooser, Slider, chips, mi, mo, rich, slider, toggle};
use crate::exhibits::formula::OwnFormula;
use crate::exhibits::series::{Series, Stand};
use crate::exhibits::shared::{
    Aim, Edit, Live, Sheet, changed, edits, function_name, keyed, parameters, sheet,
};
use crate::exhibits::{ViewProps, catalogue};
use crate::maths::expression::Formula;
use crate::maths::{Activation, Bend};
use crate::text::{Text, fixed};

/// What a value that is not known looks like.
const UNKNOWN: &str = "–";
/// How far the units go.
const UNITS: Travel = Travel {
    low: 1.0,
    high: MOST as f64,
    step: 1.0,
};
/// A formula that is a polynomial.
const SQUARE: &str = "x^2";

pub(super) fn view(props: ViewProps<ApproximationState>) -> Html {
    html! { <Learning props={Rc::new(props)} /> }
}

/// The exhibit with what is being trained: sizes of nets. Of the present one it shows the run, and its step.
struct Learning {
    series: Series<usize, (Run, u64)>,
}

enum Msg {
    /// Trains nets of these sizes; none ends the training.
    Train(Vec<usize>),
    /// The worker said something.
    Heard(Heard),
}

impl Component for Learning {
    type Message = Msg;
    type Properties = Live<ApproximationState>;

    fn create(_ctx: &Context<Self>) -> Self {
        Self {
            series: Series::new(LEG, STEPS),
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, _before: &Live<ApproximationState>) -> bool {
        let state = &ctx.props().props.state;
        self.series.watch(|units| state.task(units));
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let state = &ctx.props().props.state;
        match msg {
            Msg::Train(sizes) => {
                let jobs = sizes
                    .into_iter()
                    .filter_map(|n| Some((n, state.task(n)?)))
                    .collect();
                self.series.start(jobs, ctx.link().callback(Msg::Heard));
            }
            Msg::Heard(heard) => {
                if let Some(stand) = self.series.hear(heard) {
                    self.follow(ctx, &stand);
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = &ctx.props().props;
        let live = self.series.live.as_ref().map(|(run, _)| run);
        let props = &props.by_hand(props.state.clone(), ApproximationState::after);
        let ViewProps {
            state, set, text, ..
        } = props;
        let edit = edits(state, set);
        let shown = live.or_else(|| state.run(state.units));
        let rmse = shown.map(|run| run.rmse);
        let or_dash =
            |value: Option<f64>| value.map_or_else(|| UNKNOWN.to_owned(), |value| fixed(value, 4));
        let units = shown.map_or(state.units, |run| run.units);
        let numbers = Sheet {
            question: text.approximation_try_it(),
            formula: formula(state, units, text),
            chart: charts(props, shown),
            controls: html! { <>{ self.buttons(ctx, props) }{ controls(props, &edit) }</> },
            note: html! { <p class="gap verdict">{ verdict(state, text) }</p> },
            values: vec![
                ("w", text.approximation_units(), units.to_string()),
                (
                    "b",
                    text.approximation_parameters(),
                    (3 * units + 1).to_string(),
                ),
                ("y", "RMSE", or_dash(rmse)),
                ("t", text.approximation_line(), or_dash(state.line())),
            ],
        };
        html! { <>{ sheet(numbers, text) }{ theorem(text) }</> }
    }
}

impl Learning {
    fn follow(&mut self, ctx: &Context<Self>, stand: &Stand<usize>) {
        let ViewProps { state, set, .. } = &*ctx.props().props;
        let report = &stand.report;
        let heights = report.surfaces.last().and_then(|layer| layer.first());
        let run = (heights.zip(state.aim()))
            .and_then(|(heights, aim)| Run::new(stand.job, report.train.loss, heights, &aim));
        if !stand.done {
            self.series.live = run.map(|run| (run, report.step));
            return;
        }
        if let Some(run) = run.filter(|run| run.rmse.is_finite()) {
            let mut next = state.clone();
            next.units = stand.job;
            next.keep(run);
            set.emit(next);
        }
        self.series.next();
    }

    /// Buttons of the training, and how it goes.
    fn buttons(&self, ctx: &Context<Self>, props: &ViewProps<ApproximationState>) -> Html {
        let ViewProps {
            state, set, text, ..
        } = props;
        let (units, ready) = (state.units, state.aim().is_some());
        let train = |sizes: Vec<usize>| {
            let msg = move |_: MouseEvent| Msg::Train(sizes.clone());
            ctx.link().callback(msg)
        };
        let one = if self.series.present().is_some() {
            vec![]
        } else {
            vec![units]
        };
        let all = train(SIZES.to_vec());
        let seed = changed(state, set, |s: &mut ApproximationState, _: MouseEvent| {
            s.seed = s.seed % SEEDS + 1;
        });
        let more = html! {
            <>
                <button type="button" class="chip" name="all" disabled={!ready} onclick={all}>{ text.approximation_all() }</button>
                <button type="button" class="chip" name="reseed" onclick={seed}>{ text.training_reseed(&state.seed) }</button>
            </>
        };
        let running = self.series.live.as_ref();
        let running =
            running.map(|(run, step)| text.approximation_running(&run.units, step, &STEPS));
        let words = (running, text.approximation_how(&STEPS));
        let label = text.approximation_train(&units);
        self.series
            .controls((&label, ready), train(one), more, words, text)
    }
}

/// y = Σ v·f(w·x + b) + c, summed over the units.
fn formula(state: &ApproximationState, units: usize, text: &Text) -> Html {
    let own = Formula::read(&state.formula).is_ok();
    html! {
        <>
            { mi("y", "y") }{ mo("=") }
            <munderover><mo>{ "Σ" }</mo><mrow><mi>{ "i" }</mi>{ mo("=") }<mn>{ "1" }</mn></mrow><mn class="q w">{ units }</mn></munderover>
            <msub>{ mi("d", "v") }<mi>{ "i" }</mi></msub>
            if own { <mi>{ "f" }</mi> } else { { function_name(&state.bend, text) } }
            { mo("(") }<msub>{ mi("w", "w") }<mi>{ "i" }</mi></msub>{ mi("x", "x") }{ mo("+") }<msub>{ mi("b", "b") }<mi>{ "i" }</mi></msub>{ mo(")") }
            { mo("+") }{ mi("b", "c") }
            if own { <mtext>{ format!("\u{2003}f(x) = {}", state.formula) }</mtext> }
        </>
    }
}

fn charts(props: &ViewProps<ApproximationState>, run: Option<&Run>) -> Html {
    let ViewProps {
        state, text, epoch, ..
    } = props;
    let aim = aim(props);
    let layer = aim.is_open().then(|| aim.pegs(text));
    let main = Rc::new(plot(state, run, text));
    let under = Rc::new(errors(state, run, text));
    html! {
        <div class="stack">
            <Chart plot={main} label={text.frame_chart()} epoch={*epoch} {layer} />
            <Chart plot={under} label={text.approximation_errors()} epoch={*epoch} shape="strip" />
        </div>
    }
}

fn controls(props: &ViewProps<ApproximationState>, edit: &Edit) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let units: Callback<f64> = keyed(edit, "units");
    let counter = |name, words, on, f: &'static str, own: &'static str| {
        let set = changed(state, set, move |s: &mut ApproximationState, _: bool| {
            s.bend = Bend::new(catalogue(f));
            own.clone_into(&mut s.formula);
        });
        toggle(name, words, on, &set)
    };
    let plain = state.formula.is_empty();
    let identity = plain && state.bend.activation.id == "identity";
    let choose = changed(
        state,
        set,
        |s: &mut ApproximationState, f: &'static Activation| {
            s.formula.clear();
            s.bend = Bend::new(f);
        },
    );
    let chosen = if plain { state.bend.activation.id } else { "" };
    let set_bend = changed(state, set, |s: &mut ApproximationState, bend| s.bend = bend);
    html! {
        <>
            { slider(Slider {
                name: "units".to_owned(),
                class: "w",
                symbol: "n",
                label: text.approximation_units().to_owned(),
                value: state.units as f64,
                initial: initial.units as f64,
                travel: UNITS,
                bounds: (UNITS.low, UNITS.high),
                digits: 0,
                set: &units.reform(f64::round),
                text,
            }) }
            { aim(props).controls(text.approximation_target(), edit, text) }
            { chips(text.approximation_counter(), html! {
                <>
                    { counter("no-bend", text.approximation_no_bend(), identity, "identity", "") }
                    { counter("square", text.approximation_square(), state.formula == SQUARE, "relu", SQUARE) }
                </>
            }) }
            <Chooser {chosen} set={choose} {text} />
            if plain { { parameters(&state.bend, &initial.bend, &set_bend, text) } }
            { own_formula(props) }
        </>
    }
}

/// The curve to come close to.
fn aim(props: &ViewProps<ApproximationState>) -> Aim<'_, ApproximationState> {
    let ViewProps { state, set, .. } = props;
    Aim {
        state,
        set,
        place: state.target,
        guess: &state.guess,
        way: |s| &mut s.guess,
    }
}

/// A formula that takes the place of f.
fn own_formula(props: &ViewProps<ApproximationState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
    let write = changed(
        state,
        set,
        |s: &mut ApproximationState, formula: Option<Formula>| {
            s.formula = formula.map_or_else(String::new, |formula| formula.text().to_owned());
        },
    );
    html! {
        <OwnFormula label={text.approximation_formula()} value={state.formula.clone()} placeholder={SQUARE} may_be_empty={true} set={write} {text} />
    }
}

/// What the runs show.
fn verdict(state: &ApproximationState, text: &Text) -> String {
    if let Some((degree, _, rmse)) = state.floor() {
        return text.approximation_flat(&degree, &fixed(rmse, 4));
    }
    match (state.runs.first(), state.runs.last()) {
        (Some(few), Some(many)) if few != many => text.approximation_falls(
            &few.units,
            &fixed(few.rmse, 4),
            &many.units,
            &fixed(many.rmse, 4),
        ),
        (Some(one), _) => text.approximation_one(&one.units, &fixed(one.rmse, 4)),
        _ => text.approximation_none().to_owned(),
    }
}

/// The theorem, and what it does not say.
fn theorem(text: &Text) -> Html {
    html! {
        <section class="theorem" aria-labelledby="theorem">
            <h3 id="theorem">{ text.approximation_theorem() }</h3>
            <p>{ rich(text.approximation_says()) }</p>
            <p>{ rich(text.approximation_unsaid()) }</p>
            <p class="muted">{ rich(text.approximation_sources()) }</p>
        </section>
    }
}
