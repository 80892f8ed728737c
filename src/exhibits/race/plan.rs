//! Which networks are trained in a race, and what is made of them: pure, whoever trains them.

use crate::maths::gain;
use crate::nn::data::{Data, DataSet, Feature, Kind};
use crate::nn::protocol::{Look, Report, Run, Task};
use crate::nn::{Examples, Hidden, Init, Loss, Output, Spec};

use super::RaceState;
use super::contestant::RATES;
use super::outcome::{CHECKS, Measure, Outcome, Record};

/// Points to learn from, as many to choose the rate with, and as many to be measured with.
pub const PART: usize = 200;
/// Examples a step.
pub const BATCH: usize = 10;
/// Seeds that each rate is tried with; none of them is one of the race.
pub const TRIALS: usize = 5;
/// How many weights are moved while a contestant is timed: so many that a clock of milliseconds tells, in less than a second.
const TIMED: u64 = 20_000_000;
/// Between the seeds of two races.
const APART: u64 = 1000;
/// The first seed of the trials.
const ASIDE: u64 = 500;

/// One training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// Whose.
    pub contestant: usize,
    /// What for.
    pub round: Round,
}

/// What a training is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// To find the best rate: a rate, and one of [`TRIALS`] seeds; measured on validation data.
    Trial(usize, usize),
    /// The race itself: one of its seeds; measured on test data.
    Race(usize),
    /// Once more without looks, for whoever has a clock; nothing else comes of it.
    Clock,
}

/// A race that is being run.
#[derive(Clone, Debug)]
pub struct Race {
    tasks: Tasks,
    jobs: Vec<(Job, Stage)>,
    /// The validation losses of each contestant, rate and trial.
    trials: Vec<[Vec<Vec<f64>>; RATES]>,
    /// The test losses of each contestant and seed.
    losses: Vec<Vec<Vec<f64>>>,
    target: f64,
    by: Measure,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Waits,
    Runs,
    Done,
}

impl Race {
    /// A race before its start.
    #[must_use]
    pub fn new(state: &RaceState) -> Self {
        let (contestants, seeds) = (state.contestants.len(), state.seeds);
        let all = |round| (0..contestants).map(move |contestant| Job { contestant, round });
        let trials =
            (0..TRIALS).flat_map(|trial| (0..RATES).map(move |rate| Round::Trial(rate, trial)));
        let races = (0..seeds).map(Round::Race);
        let rounds = trials.chain(races).chain([Round::Clock]);
        Self {
            tasks: Tasks::of(state),
            jobs: rounds
                .flat_map(all)
                .map(|job| (job, Stage::Waits))
                .collect(),
            trials: vec![Default::default(); contestants],
            losses: vec![vec![Vec::new(); seeds]; contestants],
            target: state.target,
            by: state.measure(),
        }
    }

    /// Begins what may be trained next, if there is anything: a contestant races when its rate has been chosen.
    pub fn begin(&mut self) -> Option<Job> {
        let ready = |job: &Job| match job.round {
            Round::Trial(..) => true,
            Round::Race(_) => self.rate(job.contestant).is_some(),
            // A clock wants the machine for itself.
            Round::Clock => self.jobs.iter().all(|(other, stage)| {
                *stage == Stage::Done || (other.round == Round::Clock && *stage == Stage::Waits)
            }),
        };
        let place = self
            .jobs
            .iter()
            .position(|(job, stage)| *stage == Stage::Waits && ready(job))?;
        self.jobs[place].1 = Stage::Runs;
        Some(self.jobs[place].0)
    }

    /// All that a training starts from, and how long it runs.
    ///
    /// # Panics
    /// The job is one of the race itself whose contestant has no rate yet.
    #[must_use]
    pub fn task(&self, job: Job) -> (Task, Run) {
        let rate = match job.round {
            Round::Trial(rate, _) => rate,
            Round::Race(_) | Round::Clock => {
                self.rate(job.contestant).expect("the trials are over")
            }
        };
        self.tasks.task(job, rate)
    }

    /// Takes what a training has reported, from its first state to its end.
    pub fn take(&mut self, job: Job, reports: &[Report]) {
        let loss = |report: &Report| match &report.test {
            Some(score) if report.broken.is_none() => score.loss,
            _ => f64::NAN,
        };
        let losses: Vec<f64> = reports.iter().map(loss).collect();
        match job.round {
            Round::Trial(rate, _) => self.trials[job.contestant][rate].push(losses),
            Round::Race(seed) => self.losses[job.contestant][seed] = losses,
            Round::Clock => {}
        }
        if let Some(place) = self.jobs.iter_mut().find(|(other, _)| *other == job) {
            place.1 = Stage::Done;
        }
    }

    /// Nobody trains any more: what was begun is to be begun anew.
    pub fn rest(&mut self) {
        for (_, stage) in &mut self.jobs {
            if *stage == Stage::Runs {
                *stage = Stage::Waits;
            }
        }
    }

    /// The place of the rate that did best on validation data by what the contestants are compared by, once all were
    /// tried; of equals the one that ends lower, and then the smaller.
    #[must_use]
    pub fn rate(&self, contestant: usize) -> Option<usize> {
        let trials = &self.trials[contestant];
        if trials.iter().any(|of_rate| of_rate.len() < TRIALS) {
            return None;
        }
        let scores = trials.each_ref().map(|losses| {
            let record = Record::of(0, self.target, losses);
            let end = record.losses()[1];
            match self.by {
                Measure::Steps => (record.steps(1.0)[1], end),
                Measure::Loss => (end, end),
            }
        });
        let better = |best: usize, rate: usize| {
            if scores[rate] < scores[best] {
                rate
            } else {
                best
            }
        };
        Some((1..RATES).fold(0, better))
    }

    /// How many trainings are done, and how many there are.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let done = self.jobs.iter().filter(|(_, stage)| *stage == Stage::Done);
        (done.count(), self.jobs.len())
    }

    /// How it stands: a record of the seeds that each contestant has run; none for one that has not begun to race.
    #[must_use]
    pub fn standing(&self) -> Vec<Option<Record>> {
        let record = |contestant: usize| {
            let runs = self.losses[contestant].iter().filter(|run| !run.is_empty());
            let runs: Vec<Vec<f64>> = runs.cloned().collect();
            let rate = self.rate(contestant)?;
            (!runs.is_empty()).then(|| Record::of(rate, self.target, &runs))
        };
        (0..self.losses.len()).map(record).collect()
    }

    /// What it came to, once all is done.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        let (done, all) = self.progress();
        let results = self.standing().into_iter().collect::<Option<Vec<_>>>()?;
        (done == all).then_some(Outcome { results })
    }
}

/// What the trainings of a race have in common.
#[derive(Clone, Debug)]
struct Tasks {
    state: RaceState,
    spec: Spec,
    gains: Vec<f32>,
    /// To learn from, for validation, for the test.
    parts: [Examples; 3],
}

impl Tasks {
    fn of(state: &RaceState) -> Self {
        let set = state.set();
        let (output, loss) = match set.kind {
            Kind::Classes(2) => (Output::Sigmoid, Loss::CrossEntropy),
            Kind::Classes(_) => (Output::Softmax, Loss::CrossEntropy),
            Kind::Regression => (Output::Linear, Loss::SquaredError),
        };
        let parts = parts(set, state, output);
        let plain = Hidden {
            units: state.units,
            bend: state.contestants[0].bend.clone().into(),
        };
        let spec = Spec {
            inputs: parts[0].inputs.len(),
            hidden: vec![plain; state.layers],
            outputs: parts[0].targets.len(),
            output,
            norm: crate::nn::Norm::None,
            dropout: 0.0,
            loss,
            optimizer: crate::nn::Optimizer::Sgd,
            rate: 0.0,
            init: Init::Gain(1.0),
            l1: 0.0,
            l2: 0.0,
            seed: 0,
        };
        let gains = state.contestants.iter();
        Self {
            gains: gains.map(|one| gain(&one.bend) as f32).collect(),
            state: state.clone(),
            spec,
            parts,
        }
    }

    /// Steps that are timed.
    fn ticks(&self) -> u64 {
        let weights = self.spec.parameters() as u64;
        (TIMED / weights.max(1)).clamp(1_000, 100_000)
    }

    fn task(&self, job: Job, rate: usize) -> (Task, Run) {
        let contestant = &self.state.contestants[job.contestant];
        let own = APART * self.state.seed as u64;
        let [train, validation, test] = &self.parts;
        let (seed, measured) = match job.round {
            Round::Trial(_, trial) => (own + ASIDE + trial as u64, validation),
            Round::Race(seed) => (own + seed as u64, test),
            Round::Clock => (own, test),
        };
        let (until, looks) = match job.round {
            Round::Clock => (self.ticks(), 1),
            _ => (self.state.steps(), CHECKS as u64),
        };
        let mut spec = self.spec.clone();
        for hidden in &mut spec.hidden {
            hidden.bend = contestant.bend.clone().into();
        }
        let spec = Spec {
            norm: contestant.norm,
            optimizer: contestant.optimizer,
            rate: contestant.rates()[rate],
            init: Init::Gain(self.gains[job.contestant]),
            seed,
            ..spec
        };
        let task = Task {
            spec,
            train: train.clone(),
            test: measured.clone(),
            batch: BATCH,
            start: None,
            look: Look::default(),
        };
        let run = Run {
            until: Some(until),
            target: None,
            every: Some(until / looks),
            epochs: None,
        };
        (task, run)
    }
}

/// The points in three parts. Inputs are divided by their root mean square over the points to learn from, for gains are made
/// for inputs of this size.
fn parts(set: &DataSet, state: &RaceState, output: Output) -> [Examples; 3] {
    let seed = state.seed as u64;
    let all = set.data(3 * PART, state.noise, seed);
    let (train, rest) = all.split(1.0 / 3.0, seed);
    let (validation, test) = Data {
        points: rest.points,
        ..all
    }
    .split(0.5, seed + 1);
    let features = &Feature::ALL[..set.inputs];
    let mut parts = [train, validation, test].map(|part| part.examples(features, output));
    for column in 0..set.inputs {
        let of_train = &parts[0].inputs[column];
        let squares: f64 = of_train.iter().map(|x| f64::from(*x) * f64::from(*x)).sum();
        let size = libm::sqrt(squares / of_train.len() as f64).max(1e-6) as f32;
        for part in &mut parts {
            for x in &mut part.inputs[column] {
                *x /= size;
            }
        }
    }
    parts
}
