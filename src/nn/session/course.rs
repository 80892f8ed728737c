//! A run: where it stands, and its steps.

use super::check;
use super::score;
use crate::maths::random::Random;
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
}

#[derive(Debug)]
pub(super) struct Course {
    network: Network,
    train: Examples,
    test: Examples,
    batch: usize,
    look: Look,
    step: u64,
    /// The examples in the order of an epoch, and which epoch.
    order: (Vec<u32>, Option<u64>),
    goal: Option<Goal>,
    /// Whether the last report was seen.
    seen: bool,
    /// How the network was when all its numbers were last seen to be numbers, and at which step.
    safe: (Network, u64),
    broken: Option<Broken>,
}

impl Course {
    pub(super) fn new(task: Task) -> Result<Self, String> {
        let mut network = Network::new(task.spec.clone()).map_err(|error| error.to_string())?;
        check::bends(&task.spec)?;
        check::task(&task)?;
        let mut step = 0;
        if let Some(start) = task.start {
            check::step(start.step)?;
            check::finite("the parameters", start.parameters.iter().copied())?;
            network
                .set_parameters(&start.parameters)
                .map_err(|error| error.to_string())?;
            step = start.step;
        }
        let rows = task.train.len() as u32;
        Ok(Self {
            safe: (network.clone(), step),
            network,
            order: ((0..rows).collect(), None),
            train: task.train,
            test: task.test,
            batch: task.batch,
            look: task.look,
            step,
            goal: None,
            seen: true,
            broken: None,
        })
    }

    pub(super) fn is_running(&self) -> bool {
        self.goal.is_some()
    }

    pub(super) fn step(&self) -> u64 {
        self.step
    }

    /// The examples in the order of the present epoch.
    #[cfg(test)]
    pub(super) fn order(&self) -> &[u32] {
        &self.order.0
    }

    pub(super) fn end_of_epoch(&self) -> u64 {
        let epochs = self.step / self.steps_an_epoch() + 1;
        epochs.saturating_mul(self.steps_an_epoch())
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
        // Another seed, another order.
        self.order.1 = None;
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
            if self.step - self.safe.1 >= CHECK && !self.secure() {
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
        let epochs = self.step / self.steps_an_epoch();
        Report {
            step: self.step,
            epoch: epochs,
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

    fn steps_an_epoch(&self) -> u64 {
        self.train.len().div_ceil(self.batch) as u64
    }

    fn advance(&mut self) {
        self.shuffle();
        let at = self.step % self.steps_an_epoch();
        if let Some(rows) = self.order.0.chunks(self.batch).nth(at as usize) {
            self.network.step(&self.train, rows);
        }
        self.step += 1;
    }

    /// Puts the examples into the order of the present epoch, which follows from the seed and the epoch alone.
    fn shuffle(&mut self) {
        let epoch = self.step / self.steps_an_epoch();
        let (order, of) = &mut self.order;
        if *of == Some(epoch) {
            return;
        }
        *of = Some(epoch);
        // Not the stream that the weights come from.
        let stream = Random::new(!self.network.spec().seed).bits();
        let mut random = Random::new(stream.wrapping_add(epoch));
        for (row, place) in order.iter_mut().zip(0..) {
            *row = place;
        }
        for last in (1..order.len()).rev() {
            let other = (random.uniform() * (last + 1) as f64) as usize;
            order.swap(last, other);
        }
    }

    /// Whether a goal is reached. Losses are looked at when something is told, else at the end of an epoch, or `now`.
    fn has_reached(&mut self, goal: Goal, now: bool) -> bool {
        let run = match goal {
            Goal::Step(until) => return self.step >= until,
            Goal::Run(run) => run,
        };
        if run.ends_by(self.step) {
            return true;
        }
        let every = run.every.unwrap_or_else(|| self.steps_an_epoch());
        run.target
            .is_some_and(|target| (now || self.step.is_multiple_of(every)) && self.loss() <= target)
    }

    fn is_told_of(&self, goal: Goal) -> bool {
        let Goal::Run(Run {
            every: Some(every), ..
        }) = goal
        else {
            return false;
        };
        self.step.is_multiple_of(every)
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
        self.safe = (self.network.clone(), self.step);
    }

    /// Sees whether numbers are still numbers. Where they are not, goes back to before the step that broke them, and rests.
    fn secure(&mut self) -> bool {
        if self.safe.1 == self.step {
            return true;
        }
        if self.network.is_finite() {
            self.keep();
            return true;
        }
        self.broken = self.find_break();
        self.goal = None;
        let good = self.broken.map_or(self.safe.1, |broken| broken.step - 1);
        self.go_back();
        while self.step < good {
            self.advance();
        }
        self.keep();
        false
    }

    /// Takes the last steps again, and looks closely.
    fn find_break(&mut self) -> Option<Broken> {
        let end = self.step;
        self.go_back();
        while self.step < end {
            self.shuffle();
            let at = self.step % self.steps_an_epoch();
            let rows = self.order.0.chunks(self.batch).nth(at as usize)?;
            let broken = self.network.step_watched(&self.train, rows);
            self.step += 1;
            if !self.network.is_finite() {
                return broken.map(|(layer, operation)| Broken {
                    step: self.step,
                    layer,
                    operation,
                });
            }
        }
        None
    }

    fn keep(&mut self) {
        self.safe.0.copy_from(&self.network);
        self.safe.1 = self.step;
    }

    fn go_back(&mut self) {
        self.network.copy_from(&self.safe.0);
        self.step = self.safe.1;
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
