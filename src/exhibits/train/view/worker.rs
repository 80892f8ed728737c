//! The worker as the page knows it: whether it has the network that is shown, and what it has not answered yet.

use yew::Callback;

use crate::browser::trainer::{Heard, Trainer};
use crate::nn::protocol::{RunId, Task, ToWorker};

/// A worker, or none yet.
#[derive(Default)]
pub(super) struct Worker {
    trainer: Option<Trainer>,
    /// The examples of a step in it, if it has the network that is shown.
    loaded: Option<usize>,
    /// Weights that were set by hand while it rested, and not yet answered for.
    unheard: u32,
    run: RunId,
}

impl Worker {
    pub(super) fn say(&self, message: &ToWorker) {
        if let Some(trainer) = &self.trainer {
            trainer.send(message);
        }
    }

    /// Whether a report is about the network that is shown: not so where that has become another since.
    pub(super) fn is_at(&self, run: RunId) -> bool {
        self.is_loaded() && self.run == run
    }

    /// Whether it has the network that is shown.
    pub(super) fn is_loaded(&self) -> bool {
        self.loaded.is_some()
    }

    /// What is shown is another network than it has.
    pub(super) fn unload(&mut self) {
        self.loaded = None;
    }

    /// It has ended.
    pub(super) fn lose(&mut self) {
        (self.trainer, self.loaded) = (None, None);
    }

    /// Sees to it that it has the network that is shown, and takes so many examples a step. Where it has that network its
    /// optimiser keeps what it remembers; else there is one that is told the task.
    pub(super) fn load(
        &mut self,
        batch: usize,
        hear: Callback<Heard>,
        task: impl FnOnce() -> Task,
    ) {
        if self.trainer.is_none() {
            self.trainer = Some(Trainer::start(hear));
            self.loaded = None;
        }
        if self.is_loaded() {
            return self.resize(batch);
        }
        self.run += 1;
        (self.loaded, self.unheard) = (Some(batch), 0);
        self.say(&ToWorker::Load(self.run, Box::new(task())));
    }

    /// Has it take so many examples a step.
    pub(super) fn resize(&mut self, batch: usize) {
        if self.loaded.is_some_and(|before| before != batch) {
            self.loaded = Some(batch);
            self.say(&ToWorker::Batch(batch));
        }
    }

    /// Sets a weight while it rests; what is shown has it already.
    pub(super) fn set(&mut self, parameter: usize, value: f32) {
        if self.is_loaded() {
            self.unheard += 1;
            self.say(&ToWorker::Set(parameter, value));
        }
    }

    /// Takes note of a report, and says whether it is newer than what is shown: not so where another weight was set since.
    pub(super) fn has_answered(&mut self) -> bool {
        self.unheard = self.unheard.saturating_sub(1);
        self.unheard == 0
    }
}
