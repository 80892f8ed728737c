//! What becomes of the network when the state is another, and when a hand sets a weight or takes a run back.

use std::rc::Rc;

use yew::{Callback, Context};

use super::{Msg, Playground};
use crate::exhibits::train::TrainState;
use crate::exhibits::train::setup::Setup;
use crate::exhibits::train::shown::{History, Shown};
use crate::nn::protocol::ToWorker;

impl Playground {
    /// Takes over a state that is not of one's own making.
    pub(super) fn follow(&mut self, state: &TrainState) {
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
            self.worker.resize(self.stride(state));
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
            self.worker.unload();
            self.notice = None;
            let keeps = same_network && !state.fits_in_link() && self.fits();
            if !keeps {
                self.shown = shown(state, &self.setup);
            }
            // What no link carries comes from the file itself.
            let opened = self.opened.take();
            let opened = opened.filter(|opened| opened.len() == self.setup.spec.parameters());
            if let Some(opened) = opened.filter(|_| !state.fits_in_link()) {
                self.shown = Shown::of(&self.setup, opened.to_vec(), (0, 0), false);
            }
            if new_what {
                self.history = History::default();
                self.eye.forget();
            }
            self.history.add(&self.setup, &self.shown);
            self.best = Some(self.shown.clone());
        } else if self.worker.is_loaded() {
            self.worker
                .say(&ToWorker::Retune(Box::new(self.setup.spec.clone())));
            self.worker.resize(self.stride(state));
        }
    }

    /// Whether the network that is shown is one of this design.
    fn fits(&self) -> bool {
        self.shown.parameters.len() == self.setup.spec.parameters() && !self.shown.fresh
    }

    pub(super) fn set(&mut self, ctx: &Context<Self>, parameter: usize, value: f32) {
        let mut parameters = self.shown.parameters.to_vec();
        let Some(place) = parameters.get_mut(parameter) else {
            return;
        };
        *place = value;
        if self.playing {
            self.shown.parameters = Rc::new(parameters);
            self.worker.say(&ToWorker::Set(parameter, value));
            return;
        }
        self.worker.set(parameter, value);
        let known = ctx.props().props.state.fits_in_link();
        let fresh = self.shown.fresh && self.setup.spec.start() == parameters;
        let gone = (self.shown.step, self.shown.seen);
        self.shown = Shown::of(&self.setup, parameters, gone, known);
        self.shown.fresh = fresh;
        self.tell(ctx, true);
    }

    /// Back to the best weights; `slower`: and on with a tenth of the rate.
    pub(super) fn mend(&mut self, ctx: &Context<Self>, slower: bool) {
        self.worker.unload();
        self.notice = None;
        if let Some(best) = self.best.clone() {
            self.shown = best;
        }
        let epoch = self.setup.epochs(self.shown.seen);
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

    pub(super) fn edit(&self, ctx: &Context<Self>) -> Callback<TrainState> {
        ctx.link().callback(|state| Msg::Edit(Box::new(state)))
    }
}

/// The network of a state, as far as it says.
pub(super) fn shown(state: &TrainState, setup: &Setup) -> Shown {
    let parameters = state.parameters(setup);
    let gone = (state.step() as u64, state.seen_so_far());
    Shown::of(setup, parameters, gone, state.fits_in_link())
}

/// What of a state a link carries.
pub(super) fn carried(state: &TrainState) -> TrainState {
    if state.fits_in_link() {
        state.clone()
    } else {
        state.untrained()
    }
}
