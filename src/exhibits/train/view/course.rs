//! The course of a run: it plays, rests, takes steps, hears how they went, shows it and tells the frame.

use std::rc::Rc;

use yew::Context;

use super::follow::{carried, shown};
use super::notice::Notice;
use super::{Msg, Playground, Stride};
use crate::browser::trainer::Heard;
use crate::browser::{now, prefers_stillness};
use crate::exhibits::train::options::speed;
use crate::exhibits::train::shown::{History, Shown};
use crate::exhibits::train::{TrainState, Trained};
use crate::nn::protocol::{FromWorker, Report, Run, Start, ToWorker};

/// A run is told to the frame so often, in milliseconds.
const TELL: f64 = 400.0;
/// A loss so many times that of the start has left all bounds.
const BOUNDS: f64 = 100.0;
/// Where there is to be no motion, a new picture comes only so often, in milliseconds.
pub(super) const STILL: u32 = 1000;

impl Playground {
    /// Sees to it that the worker has the network that is shown, and takes so many examples a step.
    fn load(&mut self, ctx: &Context<Self>, batch: usize) {
        let hear = ctx.link().callback(|heard| Msg::Heard(Box::new(heard)));
        let (setup, shown) = (&self.setup, &self.shown);
        self.worker.load(batch, hear, || {
            let start = (!shown.fresh).then(|| Start {
                parameters: shown.parameters.to_vec(),
                step: shown.step,
                seen: shown.seen,
            });
            setup.task(start, batch)
        });
    }

    /// How many examples a step has while it plays: one, where a whole batch would take more than a second.
    pub(super) fn stride(&self, state: &TrainState) -> usize {
        let single = speed(state.speed).is_some_and(|speed| speed < state.batch as f64);
        if single { 1 } else { state.batch }
    }

    pub(super) fn play(&mut self, ctx: &Context<Self>) {
        if self.setup.learnt.points.is_empty() {
            self.notice = Some(Notice::NoPoints);
            return;
        }
        self.notice = None;
        (self.playing, self.begun) = (true, false);
        self.measured = (now(), self.shown.seen);
        self.pace = None;
        let state = ctx.props().props.state.clone();
        let batch = self.stride(&state);
        self.load(ctx, batch);
        (self.due, self.waiting) = (1.0, false);
        self.set_off(&state);
        if speed(state.speed).is_some() {
            self.player.start(ctx.link().callback(Msg::Tick));
        }
    }

    /// Tells the worker how long to run, where it runs by itself.
    pub(super) fn set_off(&self, state: &TrainState) {
        if speed(state.speed).is_none() {
            let target = (state.target > 0.0).then_some(state.target);
            self.worker.say(&ToWorker::Run(Run {
                target,
                epochs: (state.epochs > 0).then_some(state.epochs as u64),
                ..Run::default()
            }));
        } else {
            self.worker.say(&ToWorker::Pause);
        }
    }

    /// Ends what goes on, without a word to the frame.
    pub(super) fn stop(&mut self) {
        if std::mem::take(&mut self.playing) {
            self.worker.say(&ToWorker::Pause);
        }
        self.player.stop();
        self.waiting = false;
    }

    pub(super) fn pause(&mut self, ctx: &Context<Self>) {
        self.stop();
        self.tell(ctx, true);
    }

    pub(super) fn step(&mut self, ctx: &Context<Self>, stride: Stride) {
        if self.setup.learnt.points.is_empty() {
            self.notice = Some(Notice::NoPoints);
            return;
        }
        self.stop();
        self.notice = None;
        let batch = match stride {
            Stride::Example => 1,
            Stride::Batch | Stride::Epoch => ctx.props().props.state.batch,
        };
        self.load(ctx, batch);
        self.worker.say(&if stride == Stride::Epoch {
            ToWorker::Epoch
        } else {
            ToWorker::Step(1)
        });
    }

    pub(super) fn replay(&mut self, ctx: &Context<Self>) {
        self.stop();
        self.worker.unload();
        self.notice = None;
        self.history = History::default();
        let state = ctx.props().props.state.untrained();
        self.shown = shown(&state, &self.setup);
        self.history.add(&self.setup, &self.shown);
        self.best = Some(self.shown.clone());
        self.tell(ctx, true);
    }

    pub(super) fn tick(&mut self, ctx: &Context<Self>, seconds: f64) {
        let state = &ctx.props().props.state;
        let Some(examples) = speed(state.speed) else {
            return;
        };
        let size = self.stride(state);
        self.load(ctx, size);
        let size = size as f64;
        let most = (examples / size * 0.25).max(1.0);
        self.due = (self.due + seconds * examples / size).min(most);
        let steps = self.due as u64;
        let still = prefers_stillness() && now() - self.told_at < f64::from(STILL);
        if steps > 0 && !self.waiting && !still {
            self.due -= steps as f64;
            self.waiting = true;
            self.worker.say(&ToWorker::Step(steps));
        }
    }

    pub(super) fn hear(&mut self, ctx: &Context<Self>, heard: Heard) -> bool {
        match heard {
            Heard::From(FromWorker::Report(run, report)) if self.worker.is_at(run) => {
                self.take(ctx, *report);
            }
            Heard::From(FromWorker::Report(..)) => return false,
            Heard::From(FromWorker::Refused(run, why)) => {
                gloo::console::error!("the training refused a message", why);
                if self.worker.is_at(run) {
                    self.stop();
                    self.worker.unload();
                }
            }
            Heard::Slow => self.slow = true,
            Heard::Lost(why) => {
                gloo::console::error!("the training was lost", why);
                self.stop();
                self.worker.lose();
                self.notice = Some(Notice::Lost(self.shown.step));
                self.tell(ctx, true);
            }
        }
        true
    }

    /// Shows how a run stands.
    fn take(&mut self, ctx: &Context<Self>, report: Report) {
        if !self.worker.has_answered() {
            return;
        }
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
            self.worker.unload();
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
        let epochs = self.setup.epochs(self.shown.seen);
        let reached = loss.is_some_and(|loss| state.target > 0.0 && loss <= state.target);
        let over = state.epochs > 0 && epochs >= state.epochs as f64;
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
            let epochs = self.setup.epochs(self.shown.seen.saturating_sub(from));
            self.pace = Some(1000.0 * epochs / (time - since));
            self.measured = (time, self.shown.seen);
        }
    }

    /// Tells the frame how the network stands: now, or when it is time.
    pub(super) fn tell(&mut self, ctx: &Context<Self>, at_once: bool) {
        if !at_once && now() - self.told_at < TELL {
            return;
        }
        let props = &ctx.props().props;
        let mut state = props.state.clone();
        state.trained = (!self.shown.fresh).then(|| Trained {
            step: self.shown.step as usize,
            seen: self.shown.seen,
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
}
