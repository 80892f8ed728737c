//! Steps that an exhibit takes by itself, so many a second, until something else changes its state.

use yew::Callback;

use crate::browser::Player;

/// A play, which rests at first.
#[derive(Default)]
pub(crate) struct Play<S> {
    player: Player,
    /// The part of a step that is due.
    due: f64,
    /// What the play has made of the state.
    reached: Option<S>,
}

impl<S: Clone + PartialEq> Play<S> {
    /// Goes on from `state`; `tick` gets the seconds that have passed, frame by frame.
    pub(crate) fn start(&mut self, state: &S, tick: Callback<f64>) {
        self.due = 0.0;
        self.reach(state);
        self.player.start(tick);
    }

    /// Rests.
    pub(crate) fn stop(&self) {
        self.player.stop();
    }

    /// Whether it goes on.
    pub(crate) fn is_playing(&self) -> bool {
        self.player.is_playing()
    }

    /// The whole steps that have come due after so many seconds, at `pace` steps a second: at most `most`.
    pub(crate) fn due(&mut self, seconds: f64, pace: f64, most: usize) -> usize {
        self.due += seconds * pace;
        let steps = (self.due as usize).min(most);
        self.due -= steps as f64;
        steps
    }

    /// Takes note of what its steps have come to.
    pub(crate) fn reach(&mut self, state: &S) {
        self.reached = Some(state.clone());
    }

    /// Rests when `state` is not what its own steps have come to.
    pub(crate) fn watch(&self, state: &S) {
        if self.reached.as_ref() != Some(state) {
            self.stop();
        }
    }
}
