//! The race in the browser: who takes part, its curves as they arrive, and what may be said of it.

use std::rc::Rc;

use yew::{Callback, Component, Context, Html, MouseEvent, html};

use super::live::LiveRace;
use super::panel::{controls, editor};
use super::strip::strip;
use super::{LEAST, RaceState, Record, plot, words};
use crate::browser::Player;
use crate::browser::trainer::Heard;
use crate::charts::Chart;
use crate::exhibits::ViewProps;
use crate::exhibits::shared::{Live, try_it};
use crate::text::{Text, fixed};

pub(super) fn view(props: ViewProps<RaceState>) -> Html {
    html! { <Racing props={Rc::new(props)} /> }
}

/// The exhibit with its workers.
#[derive(Default)]
struct Racing {
    /// The race that is run or rests.
    live: Option<LiveRace>,
    /// Fetches work for the workers frame by frame, so that nothing is trained where nobody looks.
    player: Player,
    /// Whether there is something new to be shown.
    news: bool,
    /// Whether somebody stopped the last race.
    is_stopped: bool,
    /// Microseconds a step on this machine, and in which race they were measured.
    clock: Option<(RaceState, Vec<Option<f64>>)>,
}

enum Msg {
    /// Starts the race, or stops it.
    Race,
    /// A worker says something.
    Heard(usize, Heard),
    /// A frame.
    Tick,
}

impl Component for Racing {
    type Message = Msg;
    type Properties = Live<RaceState>;

    fn create(_ctx: &Context<Self>) -> Self {
        Self::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, _before: &Live<RaceState>) -> bool {
        let state = ctx.props().props.state.open();
        if self.live.as_ref().is_some_and(|live| live.state != state) {
            self.end();
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Race if self.is_running() => self.end(),
            Msg::Race => {
                let hear = ctx
                    .link()
                    .callback(|(place, heard)| Msg::Heard(place, heard));
                let state = ctx.props().props.state.open();
                self.live
                    .get_or_insert_with(|| LiveRace::new(&state))
                    .go_on(hear);
                self.is_stopped = false;
                self.player.start(ctx.link().callback(|_| Msg::Tick));
            }
            Msg::Heard(place, heard) => return self.hear(ctx, place, heard),
            Msg::Tick => {
                if let Some(live) = &mut self.live {
                    live.busy();
                }
                return core::mem::take(&mut self.news);
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = &*ctx.props().props;
        let ViewProps { state, text, .. } = props;
        let records = self.records(state);
        let race = ctx.link().callback(|_: MouseEvent| Msg::Race);
        let question = if state.open() == RaceState::default() {
            text.race_try_it()
        } else {
            text.race_try_other()
        };
        html! {
            <>
                { try_it(question, text) }
                <div class="body">
                    <div class="stack">
                        { charts(props, &records) }
                        { verdict(state, text) }
                    </div>
                    <div class="panel" role="group" aria-label={text.frame_controls()}>
                        { self.start(state, &race, text) }
                        { controls(props) }
                    </div>
                </div>
                { self.results(state, text) }
                { editor(props) }
            </>
        }
    }
}

impl Racing {
    fn is_running(&self) -> bool {
        self.live.as_ref().is_some_and(LiveRace::is_running)
    }

    /// Forgets the race, which is not over if it runs.
    fn end(&mut self) {
        self.is_stopped = self.is_running();
        self.player.stop();
        self.live = None;
    }

    fn hear(&mut self, ctx: &Context<Self>, place: usize, heard: Heard) -> bool {
        let Some(live) = &mut self.live else {
            return false;
        };
        self.news |= live.hear(place, heard);
        if !live.is_running() {
            self.player.stop();
            return true;
        }
        let Some(outcome) = live.race.outcome() else {
            return false;
        };
        let state = RaceState {
            outcome: Some(outcome),
            ..live.state.clone()
        };
        self.clock = Some((live.state.clone(), live.clock.clone()));
        self.end();
        self.is_stopped = false;
        ctx.props().props.set.emit(state);
        true
    }

    /// How the contestants stand: those that run, or those of a race that has been run.
    fn records(&self, state: &RaceState) -> Vec<Option<Record>> {
        self.live
            .as_ref()
            .map_or_else(|| plot::records(state), |live| live.race.standing())
    }

    fn start(&self, state: &RaceState, race: &Callback<MouseEvent>, text: &Text) -> Html {
        let words = match (&self.live, &state.outcome) {
            (Some(live), _) if live.is_running() => text.race_stop(),
            (Some(_), _) => text.race_go_on(),
            (None, Some(_)) => text.race_again(),
            (None, None) => text.race_start(),
        };
        let (done, all) = self
            .live
            .as_ref()
            .map_or((0, 1), |live| live.race.progress());
        html! {
            <div class="start">
                <button type="button" class="show" name="race" onclick={race}>{ words }</button>
                <progress max={all.to_string()} value={done.to_string()} aria-label={text.race_progress()} />
                <p class="keys-hint">{ self.note(state, text) }</p>
            </div>
        }
    }

    fn note(&self, state: &RaceState, text: &Text) -> String {
        let Some(live) = &self.live else {
            return match &state.outcome {
                Some(_) => text.race_over().to_owned(),
                None if self.is_stopped => text.race_stopped().to_owned(),
                None => text.race_waiting(&state.trainings()),
            };
        };
        if !live.is_running() {
            return text.race_failed().to_owned();
        }
        let (done, all) = live.race.progress();
        let chosen = (0..state.contestants.len()).all(|i| live.race.rate(i).is_some());
        let words = if chosen {
            text.race_racing(&all, &done)
        } else {
            text.race_choosing(&all, &done)
        };
        let slow = live.is_slow.then(|| text.training_slow());
        let replaced = live.is_replaced.then(|| text.training_replaced());
        slow.into_iter()
            .chain(replaced)
            .fold(words, |words, more| text.training_both(&words, &more))
    }

    /// The medians of each contestant, and what its steps take here.
    fn results(&self, state: &RaceState, text: &Text) -> Html {
        let Some(outcome) = &state.outcome else {
            return Html::default();
        };
        let measured = self.clock.as_ref().filter(|(of, _)| *of == state.open());
        let clock = |i: usize| measured.and_then(|(_, clock)| clock[i]);
        let head = [text.race_contestant()]
            .into_iter()
            .chain(words::heads(text));
        let head = head.chain([text.race_time(), text.race_time_to()]);
        let names = state.names(text);
        let unknown = || text.race_unknown().to_owned();
        let row = |(i, record): (usize, &Record)| {
            let time = clock(i).map_or_else(unknown, |time| fixed(time, 1));
            let steps = record.steps(state.steps() as f64)[1];
            let until = clock(i).filter(|_| steps.is_finite());
            let until = until.map_or_else(unknown, |time| fixed(0.001 * time * steps, 1));
            let cells = words::cells(&state.contestants[i], record, state, text);
            html! {
                <tr>
                    <th scope="row" class={plot::LOOKS[i].0.class()}>{ &names[i] }</th>
                    { for cells.into_iter().chain([time, until]).map(|cell| html! { <td>{ cell }</td> }) }
                </tr>
            }
        };
        html! {
            <div class="steps medians" tabindex="0" role="region" aria-label={text.race_results()}>
                <table>
                    <caption>{ text.race_results() }</caption>
                    <thead><tr>{ for head.map(|words| html! { <th scope="col">{ words }</th> }) }</tr></thead>
                    <tbody>{ for outcome.results.iter().enumerate().map(row) }</tbody>
                </table>
            </div>
        }
    }
}

fn charts(props: &ViewProps<RaceState>, records: &[Option<Record>]) -> Html {
    let ViewProps {
        state, text, epoch, ..
    } = props;
    let curves = Rc::new(plot::curves(state, records, text));
    let strip = Rc::new(strip(state, records, text));
    html! {
        <>
            <Chart plot={curves} label={text.race_curves()} epoch={*epoch} />
            <Chart plot={strip} label={text.race_strip()} epoch={*epoch} shape="strip" />
        </>
    }
}

/// What may be said, how it was found, and of what alone it is true.
fn verdict(state: &RaceState, text: &Text) -> Html {
    let sentences = state
        .outcome
        .as_ref()
        .map(|outcome| words::verdicts(state, outcome, text));
    let item = |(real, words): (bool, String)| {
        let class = if real { "real" } else { "alike" };
        html! { <li {class}>{ words }</li> }
    };
    html! {
        <div class="judgement">
            if let Some(sentences) = sentences {
                <h3>{ text.race_verdict() }</h3>
                <ul>{ for sentences.into_iter().map(item) }</ul>
                <p class="toy">{ text.race_toy() }</p>
                <p>{ method(state, text) }</p>
            }
            <p>{ text.race_rules() }</p>
        </div>
    }
}

/// How the verdicts were found.
fn method(state: &RaceState, text: &Text) -> String {
    let n = state.contestants.len();
    text.race_method(&fixed(LEAST, 1), &(n * (n - 1) / 2), &state.seeds)
}
