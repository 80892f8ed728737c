//! A race and the workers who run it: each trains one network after the other.

use yew::Callback;

use super::{Job, Race, RaceState, Round};
use crate::browser::trainer::Heard;
use crate::browser::{is_hidden, now, processors};
use crate::exhibits::crew::{Crew, News, Pace};
use crate::nn::protocol::Report;

/// More workers bring nothing: a training is short, and the page has to keep up.
const MOST_WORKERS: usize = 4;

/// A race that is run, or that rests because too many workers died.
pub(super) struct LiveRace {
    /// How far it is.
    pub(super) race: Race,
    /// What it is a race of.
    pub(super) state: RaceState,
    /// Microseconds a step of each contestant, where it was measured.
    pub(super) clock: Vec<Option<f64>>,
    /// Whether it runs in the page itself.
    pub(super) is_slow: bool,
    /// Whether a worker died, and another trains in its place.
    pub(super) is_replaced: bool,
    crew: Option<Crew<Training>>,
}

/// A network that is trained.
struct Training {
    job: Job,
    reports: Vec<Report>,
    /// When its first state was heard, in milliseconds.
    begun: f64,
}

impl LiveRace {
    /// A race before its start.
    pub(super) fn new(state: &RaceState) -> Self {
        Self {
            race: Race::new(state),
            state: state.clone(),
            clock: vec![None; state.contestants.len()],
            is_slow: false,
            is_replaced: false,
            crew: None,
        }
    }

    /// Starts the workers; `hear` gets the place of one and what it says, for [`Self::hear`].
    pub(super) fn go_on(&mut self, hear: Callback<(usize, Heard)>) {
        let count = processors().saturating_sub(1).clamp(1, MOST_WORKERS);
        self.is_replaced = false;
        self.crew = Some(Crew::start(count, hear));
        self.busy();
    }

    /// Whether there are workers.
    pub(super) const fn is_running(&self) -> bool {
        self.crew.is_some()
    }

    /// Gives work to all who have none, unless nobody is looking.
    pub(super) fn busy(&mut self) {
        let Some(crew) = self.crew.as_mut().filter(|_| !is_hidden()) else {
            return;
        };
        while let Some(place) = crew.free() {
            let Some(job) = self.race.begin() else { return };
            let (task, run) = self.race.task(job);
            let pace = if job.round == Round::Clock {
                Pace::Timed(run)
            } else {
                Pace::AtOnce(run)
            };
            let training = Training {
                job,
                reports: Vec::new(),
                begun: now(),
            };
            crew.give(place, training, task, pace);
        }
    }

    /// Takes what a worker says, and tells whether there is something new to be shown.
    pub(super) fn hear(&mut self, place: usize, heard: Heard) -> bool {
        let Some(crew) = &mut self.crew else {
            return false;
        };
        match crew.hear(place, heard) {
            News::None => return false,
            News::Stands(training, report) => {
                training.take(*report);
                return false;
            }
            News::Done(mut training, report) => {
                training.take(*report);
                self.finish(&training);
                self.busy();
            }
            News::Anew(training) => {
                training.reports.clear();
                self.is_replaced = true;
            }
            News::Lost => {
                self.crew = None;
                self.race.rest();
            }
            News::Slow => self.is_slow = true,
        }
        true
    }

    fn finish(&mut self, training: &Training) {
        let Training {
            job,
            reports,
            begun,
        } = training;
        if let (Round::Clock, Some(last)) = (job.round, reports.last()) {
            let passed = 1000.0 * (now() - begun);
            self.clock[job.contestant] = Some(passed / last.step.max(1) as f64);
        }
        self.race.take(*job, reports);
    }
}

impl Training {
    /// Takes a report, if it says more than the one before.
    fn take(&mut self, report: Report) {
        let last = self.reports.last().map(|report| report.step);
        if last.is_none() {
            self.begun = now();
        }
        if last != Some(report.step) || report.broken.is_some() {
            self.reports.push(report);
        }
    }
}
