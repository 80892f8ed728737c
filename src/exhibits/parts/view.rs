//! The two networks in the browser: their pieces, their training in the worker, their maps and losses side by side.

use std::rc::Rc;

use yew::{Component, Context, Html, MouseEvent, html};

use super::diagram::{changed_names, diagram, loss_name, part_name};
use super::outcome::{LEG, LEGS};
use super::plot::{losses, map};
use super::setup::{
    DATA, LOSS_IDS, LOSSES, NORM_IDS, NORMS, OPTIMIZER_IDS, OPTIMIZERS, PART_IDS, PARTS, Part, Side,
};
use super::{FASTEST, Outcome, Parts, PartsState, SEEDS};
use crate::browser::keys::Travel;
use crate::browser::trainer::Heard;
use crate::charts::{Chart, figure, pane};
use crate::controls::{Readout, chips, option, pick, readout, rich, slider, toggle};
use crate::exhibits::names::{data_name, norm_name, optimizer_name};
use crate::exhibits::series::{Series, Stand};
use crate::exhibits::shared::{Edit, Live, changed, choose_f, edits, keyed, rate, set_to, try_it};
use crate::exhibits::{Exhibit as _, ViewProps};
use crate::maths::ALL;
use crate::text::{Text, fixed};

/// Steps of a run.
const END: u64 = LEG * LEGS as u64;
/// What a value that is not known looks like.
const UNKNOWN: &str = "–";
/// How far the rate goes on its track.
const RATES: Travel = Travel {
    low: 0.0,
    high: 1.0,
    step: 0.01,
};
const BOTH: [Side; 2] = [Side::Before, Side::After];

pub(super) fn view(props: ViewProps<PartsState>) -> Html {
    html! { <Comparison props={Rc::new(props)} /> }
}

/// The exhibit with what is being trained.
struct Comparison {
    series: Series<Side, Outcome>,
    /// The loss at the start of the present run.
    first: f64,
}

enum Msg {
    /// Trains both networks, or ends that.
    Train,
    /// The worker said something.
    Heard(Heard),
}

impl Component for Comparison {
    type Message = Msg;
    type Properties = Live<PartsState>;

    fn create(_ctx: &Context<Self>) -> Self {
        Self {
            series: Series::new(LEG, END),
            first: 0.0,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, _before: &Live<PartsState>) -> bool {
        let state = &ctx.props().props.state;
        self.series.watch(|side| Some(state.task(side)));
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Train if self.series.present().is_some() => self.series.stop(),
            Msg::Train => {
                let state = &ctx.props().props.state;
                let jobs = BOTH.map(|side| (side, state.task(side))).into();
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
        let props = &props.by_hand(props.state.clone(), PartsState::after_change);
        let ViewProps {
            state, set, text, ..
        } = props;
        let edit = edits(state, set);
        let runs = BOTH.map(|side| {
            let live = self.series.live.as_ref();
            let live = live.filter(|_| self.series.present() == Some(side));
            live.or_else(|| state.outcome(side))
        });
        html! {
            <>
                { try_it(text.parts_try_it(), text) }
                <div class="body">
                    { stage(props, runs) }
                    <div class="panel" role="group" aria-label={text.frame_controls()}>
                        { self.buttons(ctx, props) }{ controls(props, &edit) }
                    </div>
                </div>
                <div class="fate"><p>{ rich(same(state, text)) }</p><p>{ rich(other(state, text)) }</p></div>
                { readout(text.frame_readouts(), values(state, runs, text)) }
            </>
        }
    }
}

impl Comparison {
    fn follow(&mut self, ctx: &Context<Self>, stand: &Stand<Side>) {
        if stand.report.step == 0 {
            self.first = stand.report.train.loss;
        }
        self.series
            .live
            .get_or_insert_default()
            .take(&stand.report, self.first);
        if stand.done {
            let ViewProps { state, set, .. } = &*ctx.props().props;
            let run = self.series.live.take();
            let mut next = state.clone();
            next.keep(stand.job, run.as_ref().and_then(Outcome::settled));
            set.emit(next);
            self.series.next();
        }
    }

    /// Buttons of the training, and how it goes.
    fn buttons(&self, ctx: &Context<Self>, props: &ViewProps<PartsState>) -> Html {
        let ViewProps {
            state, set, text, ..
        } = props;
        let press = ctx.link().callback(|_: MouseEvent| Msg::Train);
        let seed = changed(state, set, |s: &mut PartsState, _: MouseEvent| {
            s.seed = s.seed % SEEDS + 1;
        });
        let more = html! { <button type="button" class="chip" name="reseed" onclick={seed}>{ text.training_reseed(&state.seed) }</button> };
        let running = self.series.live.as_ref().map(|run| {
            let done = LEG * (run.losses.len().max(1) - 1) as u64;
            text.parts_running(&done, &END)
        });
        let words = (running, text.parts_how(&END));
        let label = (text.parts_train(), true);
        self.series.controls(label, press, more, words, text)
    }
}

/// The pieces, the two maps and the losses.
fn stage(props: &ViewProps<PartsState>, runs: [Option<&Outcome>; 2]) -> Html {
    let ViewProps {
        state, text, epoch, ..
    } = props;
    let (drawn, words) = (state.clone(), *text);
    let pieces = figure(
        text.parts_pieces(),
        *epoch,
        "pieces",
        move |size, type_scale| {
            html! {
                <svg class="diagram" viewBox={format!("0 0 {} {}", size.0, size.1)} role="img" aria-label={Parts::summary(&drawn, words)}>
                    { for diagram(&drawn, size, type_scale, words).into_iter().map(pane) }
                </svg>
            }
        },
    );
    let names = [text.parts_before(), text.parts_after()];
    let kinds = changed_names(state, text);
    let maps = BOTH
        .into_iter()
        .zip(runs)
        .zip(names)
        .zip([kinds.0, kinds.1]);
    let map = |(((side, run), name), kind): (((Side, Option<&Outcome>), &'static str), String)| {
        let plot = Rc::new(map(state, side, run));
        html! {
            <figure>
                <figcaption><b>{ name }</b>{ " " }<span>{ kind }</span></figcaption>
                <Chart {plot} label={name} epoch={*epoch} shape="square" />
            </figure>
        }
    };
    let course = Rc::new(losses(runs, text));
    html! {
        <div class="stack">
            { pieces }
            <div class="pair">{ for maps.map(map) }</div>
            <p class="over">{ text.parts_losses() }</p>
            <Chart plot={course} label={text.parts_losses()} epoch={*epoch} shape="strip" />
        </div>
    }
}

fn controls(props: &ViewProps<PartsState>, edit: &Edit) -> Html {
    let ViewProps {
        state,
        initial,
        text,
        ..
    } = props;
    let names = ["part-loss", "part-optimizer", "part-norm", "part-f"];
    let parts = names.into_iter().enumerate().map(|(i, name)| {
        let named = PartsState {
            part: i,
            ..state.clone()
        };
        let on = i == state.part;
        toggle(
            name,
            part_name(&named, text),
            on,
            &set_to(edit, "part", PART_IDS[i]),
        )
    });
    let pill = |key, id: &'static str, name: &'static str, on: bool| {
        toggle(id, name, on, &set_to(edit, key, id))
    };
    let losses = LOSS_IDS.into_iter().zip(LOSSES).enumerate();
    let optimizers = OPTIMIZER_IDS.iter().zip(OPTIMIZERS).enumerate();
    let norms = NORM_IDS.iter().zip(NORMS).enumerate();
    let into: Html = match PARTS[state.part] {
        Part::Loss => losses
            .map(|(i, (id, loss))| pill("loss", id, loss_name(loss, text), i == state.loss))
            .collect(),
        Part::Optimizer => optimizers
            .map(|(i, (id, own))| {
                let on = i == state.optimizer;
                pill("optimizer", id, optimizer_name(*own, text), on)
            })
            .collect(),
        Part::Norm => norms
            .map(|(i, (id, norm))| pill("norm", id, norm_name(*norm, text), i == state.norm))
            .collect(),
        Part::Activation => {
            let all = ALL
                .iter()
                .map(|f| option(f.id, text.term(f.id), f.id == state.other.activation.id));
            pick("g", text.parts_into(), all.collect(), &keyed(edit, "g"))
        }
    };
    let data = (DATA.into_iter().enumerate())
        .map(|(i, id)| option(id, data_name(id, text), i == state.data));
    let set = keyed(edit, "rate");
    html! {
        <>
            { chips(text.parts_change(), parts.collect()) }
            if PARTS[state.part] == Part::Activation { { into } } else { { chips(text.parts_into(), into) } }
            { pick("data", text.parts_data(), data.collect(), &keyed(edit, "data")) }
            { slider(rate((state.rate, initial.rate), (RATES, FASTEST), &set, text)) }
            { choose_f(&state.bend, edit, text) }
        </>
    }
}

/// What the change leaves as it is.
fn same(state: &PartsState, text: &Text) -> &'static str {
    match PARTS[state.part] {
        Part::Loss => text.parts_same_loss(),
        Part::Optimizer => text.parts_same_optimizer(),
        Part::Norm => text.parts_same_norm(),
        Part::Activation => text.parts_same_f(),
    }
}

/// What the change changes.
fn other(state: &PartsState, text: &Text) -> &'static str {
    match PARTS[state.part] {
        Part::Loss => text.parts_other_loss(),
        Part::Optimizer => text.parts_other_optimizer(),
        Part::Norm => text.parts_other_norm(),
        Part::Activation => text.parts_other_f(),
    }
}

fn values(state: &PartsState, runs: [Option<&Outcome>; 2], text: &Text) -> Vec<Readout> {
    let wrong = |run: Option<&Outcome>| {
        run.map_or_else(|| UNKNOWN.to_owned(), |run| fixed(100.0 * run.wrong, 1))
    };
    let [was, is] = BOTH.map(|side| state.parameters(side).to_string());
    let rows = [
        ("w", text.parts_parameters(), text.parts_from_to(&is, &was)),
        ("y", text.parts_apart(), fixed(state.apart(), 4)),
        (
            "g",
            text.parts_wrong_percent(),
            text.parts_from_to(&wrong(runs[1]), &wrong(runs[0])),
        ),
    ];
    let row = |(class, label, value): (&'static str, &'static str, String)| Readout {
        class,
        label: label.into(),
        value,
    };
    rows.map(row).into()
}
