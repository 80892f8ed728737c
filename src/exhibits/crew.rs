//! Workers that train for an exhibit, each on one job at a time. One that dies is replaced, and its job begins anew.

use std::rc::Rc;

use yew::Callback;

use crate::browser::Frames;
use crate::browser::trainer::{Heard, Trainer};
use crate::nn::protocol::{FromWorker, Report, Run, RunId, Task, ToWorker};

/// So many that died are replaced; then it is over.
const PATIENCE: usize = 3;

/// Workers, who end when it is dropped. A job is whatever the exhibit knows it by.
pub(crate) struct Crew<J> {
    workers: Vec<Worker<J>>,
    hear: Callback<(usize, Heard)>,
    runs: RunId,
    died: usize,
}

struct Worker<J> {
    trainer: Rc<Trainer>,
    frames: Frames,
    work: Option<Work<J>>,
}

struct Work<J> {
    job: J,
    task: Box<Task>,
    pace: Pace,
    run: RunId,
    /// What is to be told once its first state was heard.
    waits: Option<Run>,
}

/// How a job is trained. There is a report before the first step.
#[derive(Clone, Copy)]
pub(crate) enum Pace {
    /// Without rest.
    AtOnce(Run),
    /// Without rest, but only once that report was heard: a clock that starts there sees steps alone.
    Timed(Run),
    /// So many steps at a time up to this one. Each leg is asked for in a frame of its own: a page that nobody sees has
    /// none, so there it rests.
    Legs(u64, u64),
}

impl Pace {
    /// Whether a run is over after this step.
    fn is_over(self, step: u64) -> bool {
        match self {
            Self::AtOnce(run) | Self::Timed(run) => run.until.is_some_and(|until| step >= until),
            Self::Legs(_, end) => step >= end,
        }
    }
}

/// What has become of a job.
pub(crate) enum News<'a, J> {
    /// Nothing.
    None,
    /// How it stands.
    Stands(&'a mut J, Box<Report>),
    /// How it ended; its worker is free.
    Done(J, Box<Report>),
    /// Its worker died, and another begins it anew.
    Anew(&'a mut J),
    /// Too many died: nothing more will be heard.
    Lost,
    /// There are no workers here: it trains in the page itself, slowly.
    Slow,
}

impl<J> Crew<J> {
    /// Starts so many workers. `hear` gets the place of one and what it says, for [`Self::hear`].
    pub(crate) fn start(count: usize, hear: Callback<(usize, Heard)>) -> Self {
        let worker = |place| Worker::start(place, &hear);
        Self {
            workers: (0..count).map(worker).collect(),
            hear,
            runs: 0,
            died: 0,
        }
    }

    /// The place of a worker without a job.
    pub(crate) fn free(&self) -> Option<usize> {
        self.workers.iter().position(|worker| worker.work.is_none())
    }

    /// Gives the worker at `place` a job, in the place of the one that it had.
    pub(crate) fn give(&mut self, place: usize, job: J, task: Task, pace: Pace) {
        self.runs += 1;
        let (task, run) = (Box::new(task), self.runs);
        self.workers[place].begin(Work {
            job,
            task,
            pace,
            run,
            waits: None,
        });
    }

    /// Takes what a worker says.
    pub(crate) fn hear(&mut self, place: usize, heard: Heard) -> News<'_, J> {
        match heard {
            Heard::From(FromWorker::Report(run, report)) => self.workers[place].hear(run, report),
            Heard::From(FromWorker::Refused(run, why)) if self.workers[place].is_at(run) => {
                lost(&why)
            }
            Heard::From(_) => News::None,
            Heard::Slow => News::Slow,
            Heard::Lost(why) => self.replace(place, &why),
        }
    }

    fn replace(&mut self, place: usize, why: &str) -> News<'_, J> {
        self.died += 1;
        if self.died > PATIENCE {
            return lost(why);
        }
        gloo::console::warn!(format!("a worker was replaced: {why}"));
        let new = Worker::start(place, &self.hear);
        let old = core::mem::replace(&mut self.workers[place], new);
        if let Some(work) = old.work {
            self.workers[place].begin(work);
        }
        let work = self.workers[place].work.as_mut();
        work.map_or(News::None, |work| News::Anew(&mut work.job))
    }
}

fn lost<'a, J>(why: &str) -> News<'a, J> {
    gloo::console::warn!(format!("the training was lost: {why}"));
    News::Lost
}

impl<J> Worker<J> {
    fn start(place: usize, hear: &Callback<(usize, Heard)>) -> Self {
        let hear = hear.reform(move |heard| (place, heard));
        Self {
            trainer: Rc::new(Trainer::start(hear)),
            frames: Frames::default(),
            work: None,
        }
    }

    fn is_at(&self, run: RunId) -> bool {
        self.work.as_ref().is_some_and(|work| work.run == run)
    }

    fn begin(&mut self, mut work: Work<J>) {
        self.trainer
            .send(&ToWorker::Load(work.run, work.task.clone()));
        work.waits = None;
        match work.pace {
            Pace::AtOnce(run) => self.trainer.send(&ToWorker::Run(run)),
            Pace::Timed(run) => work.waits = Some(run),
            Pace::Legs(..) => {}
        }
        self.work = Some(work);
    }

    /// Takes a report, and goes on.
    fn hear(&mut self, run: RunId, report: Box<Report>) -> News<'_, J> {
        if !self.is_at(run) {
            return News::None;
        }
        let over = |work: &mut Work<J>| work.pace.is_over(report.step) || report.broken.is_some();
        if let Some(done) = self.work.take_if(over) {
            return News::Done(done.job, report);
        }
        let Some(work) = &mut self.work else {
            return News::None;
        };
        if let Some(run) = work.waits.take() {
            self.trainer.send(&ToWorker::Run(run));
        }
        if let Pace::Legs(leg, end) = work.pace {
            let (trainer, steps) = (Rc::clone(&self.trainer), leg.min(end - report.step));
            self.frames
                .request(move || trainer.send(&ToWorker::Step(steps)));
        }
        News::Stands(&mut work.job, report)
    }
}
