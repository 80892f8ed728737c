//! A run: where it stands, and its steps.

use core::ops::Range;

use super::check;
use super::order::Order;
use super::score;
use crate::nn::network::Network;
use crate::nn::protocol::{Broken, Look, Report, Run, Task};
use crate::nn::{Examples, Spec};

/// After so many steps at most it is seen whether numbers are still numbers: as many are taken again to find the one that
/// broke them.
const CHECK: u64 = 1024;

/// What a run is to do.
#[derive(Clone, Copy, Debug)]
pub(super) enum Goal {
    /// To train, and to tell of it.
    Run(Run),
    /// To reach this step without a word.
    Step(u64),
    /// The same, until so many epochs are over.
    Epochs(u64),
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    step: u64,
    /// Examples seen in all steps.
    seen: u64,
}

#[derive(Debug)]
pub(super) struct Course {
    network: Network,
    train: Examples,
    test: Examples,
    batch: usize,
    look: Look,
    at: Place,
    order: Order,
    goal: Option<Goal>,
    /// Whether the last report was seen.
    seen: bool,
    /// How the network was when all its numbers were last seen to be numbers, and where that was.
    safe: (Network, Place),
    broken: Option<Broken>,
}

impl Course {
    pub(super) fn new(task: Task) -> Result<Self, String> {
        let mut network = Network::new(task.spec.clone()).map_err(|error| error.to_string())?;
        check::bends(&task.spec)?;
        check::task(&task)?;
        let mut at = Place::default();
        if let Some(start) = task.start {
            check::count("a step", start.step)?;
            check::count("examples", start.seen)?;
            check::finite("the parameters", start.parameters.iter().copied())?;
            network
                .set_parameters(&start.parameters)
                .map_err(|error| error.to_string())?;
            at = Place {
                step: start.step,
                seen: start.seen,
            };
        }
        let rows = task.train.len() as u32;
        Ok(Self {
            safe: (network.clone(), at),
            network,
            order: Order::new(rows),
            train: task.train,
            test: task.test,
            batch: task.batch,
            look: task.look,
            at,
            goal: None,
            seen: true,
            broken: None,
        })
    }

    pub(super) fn is_running(&self) -> bool {
        self.goal.is_some()
    }

    pub(super) fn step(&self) -> u64 {
        self.at.step
    }

    /// Epochs that are over.
    pub(super) fn epochs(&self) -> u64 {
        self.at.seen / self.examples()
    }

    /// The examples in the order of the present epoch.
    #[cfg(test)]
    pub(super) fn order(&self) -> &[u32] {
        self.order.rows()
    }

    /// Turns to a goal, and says whether it is there already and rests.
    pub(super) fn begin(&mut self, goal: Goal) -> bool {
        self.broken = None;
        self.seen = true;
        let rests = self.has_reached(goal, true);
        self.goal = (!rests).then_some(goal);
        rests
    }

    pub(super) fn rest(&mut self) {
        self.goal = None;
    }

    pub(super) fn seen(&mut self) {
        self.seen = true;
    }

    pub(super) fn look(&mut self, look: Look) -> Result<(), String> {
        check::look(&look, self.network.spec())?;
        self.look = look;
        Ok(())
    }

    pub(super) fn set(&mut self, at: usize, value: f32) -> Result<(), String> {
        check::place(at, &self.network)?;
        check::finite("a parameter", [value])?;
        self.secure();
        self.network.parameters_mut()[at] = value;
        self.changed();
        Ok(())
    }

    pub(super) fn retune(&mut self, spec: Spec) -> Result<(), String> {
        check::bends(&spec)?;
        check::same_shape(self.network.spec(), &spec)?;
        self.secure();
        self.network
            .retune(spec)
            .map_err(|error| error.to_string())?;
        self.changed();
        self.order.forget();
        Ok(())
    }

    /// Takes another number of examples a step from now on, and says whether it broke before.
    pub(super) fn batch(&mut self, batch: usize) -> Result<bool, String> {
        check::batch(batch)?;
        // Steps that are taken again to find a break are to be as large as they were.
        let whole = self.secure();
        self.batch = batch;
        Ok(!whole)
    }

    /// Takes at most so many steps, and says whether a report is due.
    pub(super) fn tick(&mut self, steps: u64) -> bool {
        let Some(goal) = self.goal else { return false };
        for _ in 0..steps {
            self.advance();
            if self.at.step - self.safe.1.step >= CHECK && !self.secure() {
                return true;
            }
            if self.has_reached(goal, false) {
                self.goal = None;
                return true;
            }
            if self.is_told_of(goal) {
                return true;
            }
        }
        let frees = matches!(goal, Goal::Run(Run { every: None, .. }));
        frees && core::mem::take(&mut self.seen)
    }

    pub(super) fn report(&mut self) -> Report {
        self.secure();
        let test = (!self.test.is_empty()).then(|| score::of(&mut self.network, &self.test));
        Report {
            step: self.at.step,
            seen: self.at.seen,
            running: self.goal.is_some(),
            train: score::of(&mut self.network, &self.train),
            test,
            surfaces: self.surfaces(),
            layers: if self.look.layers {
                self.network.layer_reports(&self.train.inputs)
            } else {
                Vec::new()
            },
            parameters: if self.look.parameters {
                self.network.parameters().to_vec()
            } else {
                Vec::new()
            },
            broken: self.broken,
        }
    }

    /// Examples of an epoch.
    fn examples(&self) -> u64 {
        self.train.len() as u64
    }

    fn advance(&mut self) {
        let next = self.next();
        self.network
            .step(&self.train, &self.order.rows()[next.clone()]);
        self.count(&next);
    }

    /// The examples of the next step, as places in the order: a batch of them, or those that are left of the epoch.
    fn next(&mut self) -> Range<usize> {
        let seed = self.network.spec().seed;
        self.order.shuffle(seed, self.epochs());
        let from = (self.at.seen % self.examples()) as usize;
        from..from.saturating_add(self.batch).min(self.train.len())
    }

    fn count(&mut self, rows: &Range<usize>) {
        self.at.step += 1;
        self.at.seen += rows.len() as u64;
    }

    /// Whether a goal is reached. Losses are looked at when something is told, else at the end of an epoch, or `now`.
    fn has_reached(&mut self, goal: Goal, now: bool) -> bool {
        let run = match goal {
            Goal::Step(until) => return self.at.step >= until,
            Goal::Epochs(until) => return self.epochs() >= until,
            Goal::Run(run) => run,
        };
        if run.until.is_some_and(|until| self.at.step >= until)
            || run.epochs.is_some_and(|until| self.epochs() >= until)
        {
            return true;
        }
        let is_time = now
            || run.every.map_or_else(
                || self.at.seen.is_multiple_of(self.examples()),
                |every| self.at.step.is_multiple_of(every),
            );
        run.target
            .is_some_and(|target| is_time && self.loss() <= target)
    }

    fn is_told_of(&self, goal: Goal) -> bool {
        let Goal::Run(Run {
            every: Some(every), ..
        }) = goal
        else {
            return false;
        };
        self.at.step.is_multiple_of(every)
    }

    fn loss(&mut self) -> f64 {
        let examples = if self.test.is_empty() {
            &self.train
        } else {
            &self.test
        };
        self.network.loss(examples)
    }

    /// The network was changed by hand: what broke it before need not break it again.
    fn changed(&mut self) {
        self.broken = None;
        self.safe = (self.network.clone(), self.at);
    }

    /// Sees whether numbers are still numbers. Where they are not, goes back to before the step that broke them, and rests.
    fn secure(&mut self) -> bool {
        if self.safe.1 == self.at {
            return true;
        }
        if self.network.is_finite() {
            self.keep();
            return true;
        }
        self.broken = self.find_break();
        self.goal = None;
        let good = self
            .broken
            .map_or(self.safe.1.step, |broken| broken.step - 1);
        self.go_back();
        while self.at.step < good {
            self.advance();
        }
        self.keep();
        false
    }

    /// Takes the last steps again, and looks closely.
    fn find_break(&mut self) -> Option<Broken> {
        let end = self.at.step;
        self.go_back();
        while self.at.step < end {
            let next = self.next();
            let rows = &self.order.rows()[next.clone()];
            let broken = self.network.step_watched(&self.train, rows);
            self.count(&next);
            if !self.network.is_finite() {
                return broken.map(|(layer, operation)| Broken {
                    step: self.at.step,
                    layer,
                    operation,
                });
            }
        }
        None
    }

    fn keep(&mut self) {
        self.safe.0.copy_from(&self.network);
        self.safe.1 = self.at;
    }

    fn go_back(&mut self) {
        self.network.copy_from(&self.safe.0);
        self.at = self.safe.1;
    }

    fn surfaces(&mut self) -> Vec<Vec<Vec<f32>>> {
        let Look { at, units, .. } = &self.look;
        if at.is_empty() {
            return Vec::new();
        }
        if !units {
            return vec![self.network.predict(at)];
        }
        let layers = self.network.units(at).into_iter();
        layers
            .map(|units| units.into_iter().map(|unit| unit.outputs).collect())
            .collect()
    }
}
