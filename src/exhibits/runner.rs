//! A task that the worker runs, leg by leg. Each leg is asked for in a frame of its own: a page that nobody sees has none,
//! so there it rests.

use std::rc::Rc;

use yew::Callback;

use crate::browser::Frames;
use crate::browser::trainer::{Heard, Trainer};
use crate::nn::protocol::{FromWorker, Report, RunId, Task, ToWorker};

/// A worker and its task. Ends when dropped.
pub(crate) struct Runner {
    trainer: Rc<Trainer>,
    frames: Frames,
    run: RunId,
    /// Steps a leg, and of the whole run.
    way: (u64, u64),
}

/// What has become of a run.
pub(crate) enum News {
    /// How it stands after another leg, and whether it is over.
    Leg(Box<Report>, bool),
    /// It trains in the page itself, slowly.
    Slow,
    /// Nothing more will be heard, and why, in English.
    Lost(String),
}

impl Runner {
    /// Starts a worker, whose messages go to `hear`, and from there to [`Self::hear`].
    pub(crate) fn start(hear: Callback<Heard>) -> Self {
        Self {
            trainer: Rc::new(Trainer::start(hear)),
            frames: Frames::default(),
            run: 0,
            way: (0, 0),
        }
    }

    /// Begins a task of `end` steps, of which there is news after each `leg`, the first before the first step.
    pub(crate) fn begin(&mut self, task: Task, leg: u64, end: u64) {
        self.run += 1;
        self.way = (leg, end);
        self.trainer.send(&ToWorker::Load(self.run, Box::new(task)));
    }

    /// What a message means for the present run, if it is about that; goes on with it.
    pub(crate) fn hear(&self, heard: Heard) -> Option<News> {
        let report = match heard {
            Heard::From(FromWorker::Report(run, report)) if run == self.run => report,
            Heard::From(FromWorker::Refused(run, why)) if run == self.run => {
                return Some(News::Lost(why));
            }
            Heard::From(_) => return None,
            Heard::Slow => return Some(News::Slow),
            Heard::Lost(why) => return Some(News::Lost(why)),
        };
        let (leg, end) = self.way;
        let over = report.step >= end || report.broken.is_some();
        if !over {
            let (trainer, steps) = (Rc::clone(&self.trainer), leg.min(end - report.step));
            self.frames
                .request(move || trainer.send(&ToWorker::Step(steps)));
        }
        Some(News::Leg(report, over))
    }
}
