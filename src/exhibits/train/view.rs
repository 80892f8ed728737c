//! The playground in the browser: what happens to it, and where its parts stand.

mod bar;
mod csv;
mod design;
mod export;
mod how;
mod inside;
mod net;
mod notice;
mod own;
mod result;
mod still;
mod unit;

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::{AttrValue, Callback, Component, Context, Html, html};

use super::Unit;
use super::options::speed;
use super::setup::Setup;
use super::shown::{History, Shown};
use super::{Train, TrainState, Trained};
use crate::browser::files::Content;
use crate::browser::trainer::{Heard, Trainer};
use crate::browser::{Frames, Leaving, Player, now, prefers_stillness};
use crate::charts::{Plot, Show};
use crate::exhibits::shared::{Live, try_it};
use crate::exhibits::{Exhibit as _, ViewProps};
use crate::nn::protocol::{FromWorker, Report, Run, RunId, Start, ToWorker};
use crate::text::Text;
use csv::Paste;
use notice::Notice;
use own::{Pen, Stroke};
use result::loss_curve;
use still::{Part, Stills};

/// A run is told to the frame so often, in milliseconds.
const TELL: f64 = 400.0;
/// A net of more units than this is painted at most so often while it learns, in milliseconds.
const MANY: usize = 16;
const NET: f64 = 80.0;
/// The curve of the losses is drawn at most so often while it learns, in milliseconds.
const CURVE: f64 = 150.0;
/// A loss so many times that of the start has left all bounds.
const BOUNDS: f64 = 100.0;
/// Where there is to be no motion, a new picture comes only so often, in milliseconds.
const STILL: u32 = 1000;

pub(super) fn view(props: ViewProps<TrainState>) -> Html {
    html! { <Playground props={Rc::new(props)} /> }
}

/// What can happen.
enum Msg {
    /// Trains, or rests.
    Play,
    /// Rests.
    Pause,
    /// So many steps, and rests.
    Step(Stride),
    /// From the first weights again.
    Replay,
    /// So many seconds have passed.
    Tick(f64),
    /// The worker says something.
    Heard(Box<Heard>),
    /// What was reported last has been painted.
    Painted,
    /// The state becomes another by hand.
    Edit(Box<TrainState>),
    /// Another value for a parameter.
    Set(usize, f64),
    /// A unit is chosen, or none.
    Choose(Option<Unit>),
    /// The cursor of the loss curve.
    Cursor(f64),
    /// Back to the last good weights, and perhaps on with a tenth of the rate.
    Mend(bool),
    /// A pen on the picture.
    Draw(Stroke),
    /// A table was pasted or read, or could not be; and whether it is to be used.
    Paste(Content, bool),
    /// A file with a network was read, or could not be.
    Open(Content),
    /// The notice was read.
    Dismiss,
}

/// How far a single press goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stride {
    Example,
    Batch,
    Epoch,
}

/// The playground.
struct Playground {
    setup: Rc<Setup>,
    shown: Shown,
    history: History,
    trainer: Option<Trainer>,
    /// Whether the worker has the network that is shown, and whether one example at a time.
    loaded: Option<bool>,
    run: RunId,
    playing: bool,
    player: Player,
    /// The part of a step that is due.
    due: f64,
    /// Whether a step was asked for that is not done yet.
    waiting: bool,
    /// Whether the last report is to be acknowledged once it is painted.
    unseen: bool,
    frames: Frames,
    rest: Option<Timeout>,
    /// What was told to the frame last, and when.
    told: TrainState,
    told_at: f64,
    /// Whether the frame has heard of this run: what comes after is undone with it.
    begun: bool,
    /// Epochs a second, and when and where that was measured last.
    pace: Option<f64>,
    /// The network with the least training loss of this design.
    best: Option<Shown>,
    measured: (f64, u64),
    notice: Option<Notice>,
    slow: bool,
    chosen: Option<Unit>,
    cursor: Option<f64>,
    /// The history as a chart, and when it was drawn.
    curve: Rc<Plot>,
    curved: f64,
    pen: Pen,
    paste: Paste,
    /// Why a file could not be used.
    unread: Option<String>,
    /// The parameters of a file, until the state follows.
    opened: Option<Rc<Vec<f32>>>,
    /// Counts designs: what does not move while it learns is looked at anew when this changes.
    design: u64,
    /// The network as it was painted last, and when.
    net: Rc<dyn Show>,
    painted: f64,
    /// What the large picture shows, in words.
    label: AttrValue,
    stills: Stills,
    _leaving: Option<Leaving>,
}

impl Component for Playground {
    type Message = Msg;
    type Properties = Live<TrainState>;

    fn create(ctx: &Context<Self>) -> Self {
        let state = &ctx.props().props.state;
        let setup = Setup::of(state);
        let shown = shown(state, &setup);
        let mut history = History::default();
        history.add(&setup, &shown);
        let setup = Rc::new(setup);
        let net = Self::net(&setup, &shown);
        let pause = ctx.link().callback(|()| Msg::Pause);
        Self {
            best: Some(shown.clone()),
            setup,
            net,
            shown,
            trainer: None,
            loaded: None,
            run: 0,
            playing: false,
            player: Player::default(),
            due: 0.0,
            waiting: false,
            unseen: false,
            frames: Frames::default(),
            rest: None,
            told: carried(state),
            told_at: 0.0,
            begun: false,
            pace: None,
            measured: (0.0, 0),
            notice: None,
            slow: false,
            chosen: None,
            cursor: None,
            curve: Rc::new(loss_curve(&history, ctx.props().props.text)),
            curved: 0.0,
            pen: Pen {
                label: 1.0,
                ..Pen::default()
            },
            history,
            paste: Paste::default(),
            unread: None,
            opened: None,
            design: 0,
            painted: 0.0,
            label: Train::summary(state, ctx.props().props.text).into(),
            stills: Stills::default(),
            _leaving: cfg!(target_arch = "wasm32").then(|| Leaving::new(pause)),
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Live<TrainState>) -> bool {
        let (old, new) = (&before.props, &ctx.props().props);
        if old.text.lang != new.text.lang {
            self.design += 1;
        }
        if new.state != self.told {
            self.follow(&new.state);
        }
        self.draw_curve(new.text, !self.playing);
        self.paint_net();
        if new.state != old.state || old.text.lang != new.text.lang {
            self.label = Train::summary(&new.state, new.text).into();
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Play if self.playing => self.pause(ctx),
            Msg::Play => self.play(ctx),
            Msg::Pause if !self.playing => return false,
            Msg::Pause => self.pause(ctx),
            Msg::Step(stride) => self.step(ctx, stride),
            Msg::Replay => self.replay(ctx),
            Msg::Tick(seconds) => {
                self.tick(ctx, seconds);
                return false;
            }
            Msg::Heard(heard) => {
                if !self.hear(ctx, *heard) {
                    return false;
                }
            }
            Msg::Painted => {
                self.say(&ToWorker::Seen);
                return false;
            }
            Msg::Edit(state) => {
                let props = &ctx.props().props;
                let same = state.network() == props.state.network();
                let trained = props.state.trained.clone().filter(|_| same);
                props.set.emit(TrainState { trained, ..*state });
            }
            Msg::Set(parameter, value) => self.set(ctx, parameter, value as f32),
            Msg::Choose(unit) => {
                self.chosen = unit;
                self.design += 1;
            }
            Msg::Cursor(epoch) => self.cursor = Some(epoch),
            Msg::Mend(slower) => self.mend(ctx, slower),
            Msg::Draw(stroke) => self.draw(ctx, stroke),
            Msg::Paste(content, use_it) => self.paste(ctx, content, use_it),
            Msg::Open(content) => self.open(ctx, content),
            Msg::Dismiss => self.notice = None,
        }
        self.paint_net();
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = &*ctx.props().props;
        let text = props.text;
        let plain = props.state.untrained() == TrainState::default();
        let question = if plain {
            text.train_try_circle()
        } else {
            text.train_try_other()
        };
        html! {
            <>
                { try_it(question, text) }
                { self.bar(ctx) }
                { self.notices(ctx) }
                <div class="play-body">
                    { self.still(Part::Data, || self.data(ctx)) }
                    <div class="net-part">
                        { self.diagram(ctx) }
                        { self.still(Part::Layers, || self.layers(ctx)) }
                        { self.unit(ctx) }
                    </div>
                    { self.result(ctx) }
                </div>
                { self.remarks(ctx) }
                { self.own(ctx) }
                { self.still(Part::How, || self.how(ctx)) }
                { self.inside(ctx) }
            </>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        if !std::mem::take(&mut self.unseen) {
            return;
        }
        let link = ctx.link().clone();
        let seen = move || link.send_message(Msg::Painted);
        if prefers_stillness() {
            self.rest = Some(Timeout::new(STILL, seen));
        } else {
            self.frames.request(seen);
        }
    }
}

/// The network of a state, as far as it says.
fn shown(state: &TrainState, setup: &Setup) -> Shown {
    let parameters = state.parameters(setup);
    Shown::of(setup, parameters, state.step() as u64, state.fits_in_link())
}

/// What of a state a link carries.
fn carried(state: &TrainState) -> TrainState {
    if state.fits_in_link() {
        state.clone()
    } else {
        state.untrained()
    }
}

impl Playground {
    /// Takes over a state that is not of one's own making.
    fn follow(&mut self, state: &TrainState) {
        let same_network = state.trained == self.told.trained;
        let new_how = state.how() != self.told.how();
        let new_what = state.what() != self.told.what();
        let rhythm = (state.speed, state.epochs, state.target.to_bits());
        let new_rhythm = rhythm
            != (
                self.told.speed,
                self.told.epochs,
                self.told.target.to_bits(),
            );
        self.told = state.clone();
        self.design += 1;
        if !new_how && !new_what && same_network {
            if self.setup.batch != state.batch {
                self.setup = Rc::new(Setup::of(state));
                self.loaded = None;
            }
            if new_rhythm && self.playing {
                self.set_off(state);
            }
            return;
        }
        if new_how || new_what {
            self.setup = Rc::new(Setup::of(state));
        }
        if new_what || !same_network {
            self.stop();
            self.begun = false;
            self.loaded = None;
            self.notice = None;
            let keeps = same_network && !state.fits_in_link() && self.fits();
            if !keeps {
                self.shown = shown(state, &self.setup);
            }
            // What no link carries comes from the file itself.
            let opened = self.opened.take();
            let opened = opened.filter(|opened| opened.len() == self.setup.spec.parameters());
            if let Some(opened) = opened.filter(|_| !state.fits_in_link()) {
                self.shown = Shown::of(&self.setup, opened.to_vec(), 0, false);
            }
            if new_what {
                self.history = History::default();
                self.chosen = None;
            }
            self.history.add(&self.setup, &self.shown);
            self.best = Some(self.shown.clone());
        } else if self.loaded.is_some() {
            self.say(&ToWorker::Retune(Box::new(self.setup.spec.clone())));
        }
    }

    /// Whether the network that is shown is one of this design.
    fn fits(&self) -> bool {
        self.shown.parameters.len() == self.setup.spec.parameters() && !self.shown.fresh
    }

    fn say(&self, message: &ToWorker) {
        if let Some(trainer) = &self.trainer {
            trainer.send(message);
        }
    }

    /// Sees to it that a worker has the network that is shown.
    fn load(&mut self, ctx: &Context<Self>, single: bool) {
        if self.trainer.is_none() {
            let hear = ctx.link().callback(|heard| Msg::Heard(Box::new(heard)));
            self.trainer = Some(Trainer::start(hear));
            self.loaded = None;
        }
        if self.loaded == Some(single) {
            return;
        }
        let start = (!self.shown.fresh).then(|| Start {
            parameters: self.shown.parameters.to_vec(),
            step: self.shown.step,
        });
        self.run += 1;
        let task = self.setup.task(start, single, true);
        self.loaded = Some(single);
        self.waiting = false;
        self.say(&ToWorker::Load(self.run, Box::new(task)));
    }

    fn play(&mut self, ctx: &Context<Self>) {
        if self.setup.learnt.points.is_empty() {
            self.notice = Some(Notice::NoPoints);
            return;
        }
        self.notice = None;
        (self.playing, self.begun) = (true, false);
        self.measured = (now(), self.shown.step);
        self.pace = None;
        let state = ctx.props().props.state.clone();
        let single = speed(state.speed).is_some_and(|speed| speed < state.batch as f64);
        self.load(ctx, single);
        (self.due, self.waiting) = (1.0, false);
        self.set_off(&state);
        if speed(state.speed).is_some() {
            self.player.start(ctx.link().callback(Msg::Tick));
        }
    }

    /// Tells the worker how long to run, where it runs by itself.
    fn set_off(&self, state: &TrainState) {
        if speed(state.speed).is_none() {
            let until = (state.epochs > 0).then(|| (state.epochs * self.setup.steps()) as u64);
            let target = (state.target > 0.0).then_some(state.target);
            self.say(&ToWorker::Run(Run {
                until,
                target,
                every: None,
            }));
        } else {
            self.say(&ToWorker::Pause);
        }
    }

    /// Ends what goes on, without a word to the frame.
    fn stop(&mut self) {
        if std::mem::take(&mut self.playing) {
            self.say(&ToWorker::Pause);
        }
        self.player.stop();
        self.waiting = false;
    }

    fn pause(&mut self, ctx: &Context<Self>) {
        self.stop();
        self.tell(ctx, true);
    }

    fn step(&mut self, ctx: &Context<Self>, stride: Stride) {
        if self.setup.learnt.points.is_empty() {
            self.notice = Some(Notice::NoPoints);
            return;
        }
        self.stop();
        self.notice = None;
        self.load(ctx, stride == Stride::Example);
        self.say(&if stride == Stride::Epoch {
            ToWorker::Epoch
        } else {
            ToWorker::Step(1)
        });
    }

    fn replay(&mut self, ctx: &Context<Self>) {
        self.stop();
        (self.loaded, self.notice) = (None, None);
        self.history = History::default();
        let state = ctx.props().props.state.untrained();
        self.shown = shown(&state, &self.setup);
        self.history.add(&self.setup, &self.shown);
        self.best = Some(self.shown.clone());
        self.tell(ctx, true);
    }

    fn tick(&mut self, ctx: &Context<Self>, seconds: f64) {
        let state = &ctx.props().props.state;
        let Some(examples) = speed(state.speed) else {
            return;
        };
        let single = examples < state.batch as f64;
        self.load(ctx, single);
        let size = if single { 1.0 } else { state.batch as f64 };
        let most = (examples / size * 0.25).max(1.0);
        self.due = (self.due + seconds * examples / size).min(most);
        let steps = self.due as u64;
        let still = prefers_stillness() && now() - self.told_at < f64::from(STILL);
        if steps > 0 && !self.waiting && !still {
            self.due -= steps as f64;
            self.waiting = true;
            self.say(&ToWorker::Step(steps));
        }
    }

    fn hear(&mut self, ctx: &Context<Self>, heard: Heard) -> bool {
        match heard {
            Heard::From(FromWorker::Report(run, report)) if run == self.run => {
                self.take(ctx, *report);
            }
            Heard::From(FromWorker::Report(..)) => return false,
            Heard::From(FromWorker::Refused(run, why)) => {
                gloo::console::error!("the training refused a message", why);
                if run == self.run {
                    self.stop();
                    self.loaded = None;
                }
            }
            Heard::Slow => self.slow = true,
            Heard::Lost(why) => {
                gloo::console::error!("the training was lost", why);
                self.stop();
                (self.trainer, self.loaded) = (None, None);
                self.notice = Some(Notice::Lost(self.shown.step));
                self.tell(ctx, true);
            }
        }
        true
    }

    /// Shows how a run stands.
    fn take(&mut self, ctx: &Context<Self>, report: Report) {
        self.waiting = false;
        self.unseen = report.running;
        let (running, broken) = (report.running, report.broken);
        let finite = report.parameters.iter().all(|number| number.is_finite());
        if finite && !report.parameters.is_empty() {
            let fresh = self.shown.fresh && report.step == self.shown.step;
            self.shown = Shown::heard(report);
            self.shown.fresh = fresh;
            self.history.add(&self.setup, &self.shown);
            self.keep_best();
        }
        self.measure();
        self.draw_curve(ctx.props().props.text, !self.playing);
        if let Some(broken) = broken {
            self.stop();
            self.loaded = None;
            self.notice = Some(Notice::Broken(broken));
        } else if self.has_diverged() {
            self.stop();
            self.notice = Some(Notice::Diverged);
        } else if self.playing {
            self.watch(ctx, running);
        }
        self.tell(ctx, !self.playing);
    }

    /// Rests where it was to rest.
    fn watch(&mut self, ctx: &Context<Self>, running: bool) {
        let state = &ctx.props().props.state;
        let standing = self.shown.standing;
        let loss = standing.map(|standing| standing.test.unwrap_or(standing.train));
        let epoch = self.shown.step as usize / self.setup.steps();
        let reached = loss.is_some_and(|loss| state.target > 0.0 && loss <= state.target);
        let over = state.epochs > 0 && epoch >= state.epochs;
        let alone = speed(state.speed).is_none();
        if (reached || over) && !(alone && running) {
            self.stop();
            self.notice = Some(if reached {
                Notice::Reached
            } else {
                Notice::Over(state.epochs)
            });
        }
    }

    /// Draws the losses anew: now, or when it is time.
    fn draw_curve(&mut self, text: &Text, at_once: bool) {
        if at_once || now() - self.curved > CURVE {
            self.curve = Rc::new(loss_curve(&self.history, text));
            self.curved = now();
        }
    }

    /// Shows the net anew: a large one not in every frame, for it has many lines.
    fn paint_net(&mut self) {
        let units: usize = self.setup.places.iter().map(|place| place.units).sum();
        let rest = if self.playing && units > MANY {
            NET
        } else {
            0.0
        };
        if now() - self.painted >= rest {
            self.net = Self::net(&self.setup, &self.shown);
            self.painted = now();
        }
    }

    fn keep_best(&mut self) {
        let loss = |shown: &Shown| shown.standing.map_or(f64::INFINITY, |s| s.train);
        if self
            .best
            .as_ref()
            .is_none_or(|best| loss(&self.shown) <= loss(best))
        {
            self.best = Some(self.shown.clone());
        }
    }

    /// Whether the loss has left all bounds: no run that learns does that.
    fn has_diverged(&self) -> bool {
        let first = self.history.0.first().map_or(1.0, |moment| moment.train);
        let loss = self.shown.standing.map(|standing| standing.train);
        loss.is_some_and(|loss| loss > BOUNDS * first.max(1.0))
    }

    fn measure(&mut self) {
        let (time, (since, from)) = (now(), self.measured);
        if self.playing && time - since > 500.0 {
            let steps = self.shown.step.saturating_sub(from) as f64;
            self.pace = Some(1000.0 * steps / self.setup.steps() as f64 / (time - since));
            self.measured = (time, self.shown.step);
        }
    }

    /// Tells the frame how the network stands: now, or when it is time.
    fn tell(&mut self, ctx: &Context<Self>, at_once: bool) {
        if !at_once && now() - self.told_at < TELL {
            return;
        }
        let props = &ctx.props().props;
        let mut state = props.state.clone();
        state.trained = (!self.shown.fresh).then(|| Trained {
            step: self.shown.step as usize,
            parameters: Rc::clone(&self.shown.parameters),
        });
        let state = carried(&state);
        self.told_at = now();
        if state != props.state {
            self.told = state.clone();
            let tell = if self.begun { &props.go_on } else { &props.set };
            tell.emit(state);
            self.begun = true;
        }
        self.begun &= self.playing;
    }

    fn set(&mut self, ctx: &Context<Self>, parameter: usize, value: f32) {
        let mut parameters = self.shown.parameters.to_vec();
        let Some(place) = parameters.get_mut(parameter) else {
            return;
        };
        *place = value;
        if self.playing {
            self.shown.parameters = Rc::new(parameters);
            self.say(&ToWorker::Set(parameter, value));
            return;
        }
        self.loaded = None;
        let known = ctx.props().props.state.fits_in_link();
        let fresh = self.shown.fresh && self.setup.spec.start() == parameters;
        self.shown = Shown::of(&self.setup, parameters, self.shown.step, known);
        self.shown.fresh = fresh;
        self.tell(ctx, true);
    }

    /// Back to the best weights; `slower`: and on with a tenth of the rate.
    fn mend(&mut self, ctx: &Context<Self>, slower: bool) {
        (self.notice, self.loaded) = (None, None);
        if let Some(best) = self.best.clone() {
            self.shown = best;
        }
        let epoch = self.shown.step as f64 / self.setup.steps() as f64;
        self.history.0.retain(|moment| moment.epoch <= epoch);
        self.draw_curve(ctx.props().props.text, true);
        self.tell(ctx, true);
        if slower {
            let mut state = self.told.clone();
            state.rate /= 10.0;
            self.setup = Rc::new(Setup::of(&state));
            self.told = state.clone();
            self.design += 1;
            ctx.props().props.set.emit(state);
            self.play(ctx);
        }
    }

    fn edit(&self, ctx: &Context<Self>) -> Callback<TrainState> {
        ctx.link().callback(|state| Msg::Edit(Box::new(state)))
    }
}
