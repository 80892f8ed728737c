//! The workers that run a race: each trains one network after the other.

use yew::Callback;

use super::{Job, Race, RaceState, Round};
use crate::browser::trainer::{Heard, Trainer};
use crate::browser::{is_hidden, now, processors};
use crate::nn::protocol::{FromWorker, Report, Run, RunId, ToWorker};

/// More workers bring nothing: a training is short, and the page has to keep up.
const MOST_WORKERS: usize = 4;
/// So often a worker that died is replaced; then the race ends.
const PATIENCE: usize = 3;

/// A race and those who run it.
pub(super) struct Crew {
    /// How far it is.
    pub(super) race: Race,
    /// What it is a race of.
    pub(super) state: RaceState,
    /// Microseconds a step of each contestant, where it was measured.
    pub(super) clock: Vec<Option<f64>>,
    /// Whether it runs in the page itself.
    pub(super) slow: bool,
    workers: Vec<Worker>,
    hear: Callback<(usize, Heard)>,
    runs: RunId,
    lost: usize,
}

struct Worker {
    trainer: Trainer,
    work: Option<Work>,
}

struct Work {
    job: Job,
    run: RunId,
    /// After how many steps it ends.
    until: u64,
    /// What it is told once its first state was heard: a clock starts when the worker is ready.
    then: Option<Run>,
    reports: Vec<Report>,
    /// When it began, in milliseconds.
    begun: f64,
}

/// What became of what was heard.
pub(super) enum News {
    /// Nothing to be shown yet.
    None,
    /// A training is over.
    Done,
    /// It cannot go on, and why.
    Failed(String),
}

impl Crew {
    /// Starts the workers; `hear` gets the place of one and what it says, for [`Self::hear`].
    pub(super) fn start(state: &RaceState, hear: Callback<(usize, Heard)>) -> Self {
        let race = Race::new(state);
        let count = processors().saturating_sub(1).clamp(1, MOST_WORKERS);
        let mut crew = Self {
            clock: vec![None; state.contestants.len()],
            race,
            state: state.clone(),
            slow: false,
            workers: Vec::new(),
            hear,
            runs: 0,
            lost: 0,
        };
        crew.workers = (0..count).map(|place| crew.worker(place)).collect();
        crew
    }

    fn worker(&self, place: usize) -> Worker {
        let hear = self.hear.reform(move |heard| (place, heard));
        Worker {
            trainer: Trainer::start(hear),
            work: None,
        }
    }

    /// Gives work to all who have none, unless nobody is looking.
    pub(super) fn busy(&mut self) {
        if is_hidden() {
            return;
        }
        for worker in self
            .workers
            .iter_mut()
            .filter(|worker| worker.work.is_none())
        {
            let Some(job) = self.race.begin() else { return };
            self.runs += 1;
            let (task, run) = self.race.task(job);
            let timed = job.round == Round::Clock;
            worker.work = Some(Work {
                job,
                then: timed.then_some(run),
                run: self.runs,
                until: run.until.unwrap_or_default(),
                reports: Vec::new(),
                begun: now(),
            });
            worker
                .trainer
                .send(&ToWorker::Load(self.runs, Box::new(task)));
            if !timed {
                worker.trainer.send(&ToWorker::Run(run));
            }
        }
    }

    /// Takes what a worker says.
    pub(super) fn hear(&mut self, place: usize, heard: Heard) -> News {
        match heard {
            Heard::From(FromWorker::Report(run, report)) => self.report(place, run, *report),
            Heard::From(FromWorker::Refused(run, why)) => {
                let work = self.workers[place].work.as_ref();
                if work.is_some_and(|work| work.run == run) {
                    News::Failed(why)
                } else {
                    News::None
                }
            }
            Heard::Slow => {
                self.slow = true;
                News::None
            }
            Heard::Lost(why) => self.replace(place, why),
        }
    }

    fn report(&mut self, place: usize, run: RunId, report: Report) -> News {
        let worker = &mut self.workers[place];
        let Some(work) = worker.work.as_mut().filter(|work| work.run == run) else {
            return News::None;
        };
        let last = work.reports.last().map(|report| report.step);
        if last == Some(report.step) && report.broken.is_none() {
            return News::None;
        }
        if let Some(run) = work.then.take() {
            work.begun = now();
            worker.trainer.send(&ToWorker::Run(run));
        }
        let over = report.step >= work.until || report.broken.is_some();
        work.reports.push(report);
        if !over {
            return News::None;
        }
        let Some(work) = worker.work.take() else {
            return News::None;
        };
        if work.job.round == Round::Clock {
            let passed = 1000.0 * (now() - work.begun);
            self.clock[work.job.contestant] = Some(passed / work.until as f64);
        }
        self.race.take(work.job, &work.reports);
        News::Done
    }

    fn replace(&mut self, place: usize, why: String) -> News {
        if let Some(work) = self.workers[place].work.take() {
            self.race.give_back(work.job);
        }
        self.lost += 1;
        if self.lost > PATIENCE {
            return News::Failed(why);
        }
        self.workers[place] = self.worker(place);
        News::None
    }
}
