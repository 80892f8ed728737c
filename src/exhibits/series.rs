//! Jobs in a row that one worker trains leg by leg, with the buttons for it and what is to be said of it.

use std::collections::VecDeque;

use yew::{Callback, Html, MouseEvent, html};

use super::crew::{Crew, News, Pace};
use crate::browser::trainer::Heard;
use crate::nn::protocol::{Report, Task};
use crate::text::Text;

/// The jobs and their worker, who ends with them. `L` is what the exhibit shows of a job that is not done.
pub(crate) struct Series<J, L> {
    /// How the present job stands.
    pub(crate) live: Option<L>,
    crew: Option<Crew<()>>,
    /// Those that are not done, the present one first.
    jobs: VecDeque<(J, Task)>,
    pace: Pace,
    trouble: Option<Trouble>,
}

/// What is to be known of a training beside its numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trouble {
    Slow,
    Replaced,
    Broken,
    Lost,
}

/// How a job stands.
pub(crate) struct Stand<J> {
    /// Which.
    pub(crate) job: J,
    /// What the worker says of it.
    pub(crate) report: Box<Report>,
    /// Whether it is done.
    pub(crate) done: bool,
}

impl<J: Copy, L> Series<J, L> {
    /// None yet, of which each will have `end` steps, with a report before the first and after each `leg`.
    pub(crate) fn new(leg: u64, end: u64) -> Self {
        Self {
            live: None,
            crew: None,
            jobs: VecDeque::new(),
            pace: Pace::Legs(leg, end),
            trouble: None,
        }
    }

    /// Begins with the first of these jobs, in the place of all earlier ones. `hear` gets what is for [`Self::hear`].
    pub(crate) fn start(&mut self, jobs: Vec<(J, Task)>, hear: Callback<Heard>) {
        self.stop();
        self.jobs = jobs.into();
        self.trouble = None;
        self.crew =
            (!self.jobs.is_empty()).then(|| Crew::start(1, hear.reform(|(_, heard)| heard)));
        self.begin();
    }

    /// Ends.
    pub(crate) fn stop(&mut self) {
        self.jobs.clear();
        self.begin();
    }

    /// Ends when `task` makes another task of a job than it has.
    pub(crate) fn watch(&mut self, task: impl Fn(J) -> Option<Task>) {
        if (self.jobs.iter()).any(|(job, own)| task(*job).as_ref() != Some(own)) {
            self.stop();
        }
    }

    /// The job that is trained.
    pub(crate) fn present(&self) -> Option<J> {
        self.jobs.front().map(|(job, _)| *job)
    }

    /// Gives the present job to the worker, who ends where there is none.
    fn begin(&mut self) {
        self.live = None;
        match (&mut self.crew, self.jobs.front()) {
            (Some(crew), Some((_, task))) => crew.give(0, (), task.clone(), self.pace),
            _ => self.crew = None,
        }
    }

    /// What comes of what the worker says. A job that is done waits for [`Self::next`].
    pub(crate) fn hear(&mut self, heard: Heard) -> Option<Stand<J>> {
        let job = self.present()?;
        let (report, done) = match self.crew.as_mut()?.hear(0, heard) {
            News::None => return None,
            News::Stands((), report) => (report, false),
            News::Done((), report) => (report, true),
            News::Anew(()) => {
                self.live = None;
                return self.note(Trouble::Replaced);
            }
            News::Slow => return self.note(Trouble::Slow),
            News::Lost => {
                self.stop();
                return self.note(Trouble::Lost);
            }
        };
        if report.broken.is_some() {
            self.trouble = Some(Trouble::Broken);
        }
        Some(Stand { job, report, done })
    }

    /// Goes on with the job after the present one.
    pub(crate) fn next(&mut self) {
        self.jobs.pop_front();
        self.trouble
            .take_if(|trouble| *trouble == Trouble::Replaced);
        self.begin();
    }

    fn note(&mut self, trouble: Trouble) -> Option<Stand<J>> {
        self.trouble = Some(trouble);
        None
    }

    /// The button that trains under the name `label` or stops, what `more` there is to press, and how it goes: the words
    /// `running` while it trains, `how` before.
    pub(crate) fn controls(
        &self,
        (label, ready): (&str, bool),
        press: Callback<MouseEvent>,
        more: Html,
        (running, how): (Option<String>, String),
        text: &Text,
    ) -> Html {
        // One button for both, so that whoever pressed it by keys stays on it.
        let (name, label) = if self.crew.is_some() {
            ("stop", text.training_stop())
        } else {
            ("train", label)
        };
        let status = running.is_none().then_some("status");
        let trouble = self.trouble.map(|trouble| match trouble {
            Trouble::Slow => text.training_slow(),
            Trouble::Replaced => text.training_replaced(),
            Trouble::Broken => text.training_broken(),
            Trouble::Lost => text.training_lost(),
        });
        let words = match (running, trouble) {
            (Some(running), Some(trouble)) => text.training_both(&running, &trouble),
            (None, Some(trouble)) => trouble.to_owned(),
            (running, None) => running.unwrap_or(how),
        };
        html! {
            <>
                <div class="chips">
                    <button type="button" class="show" {name} disabled={!ready} onclick={press}>{ label }</button>
                    { more }
                </div>
                <p class="where" role={status}>{ words }</p>
            </>
        }
    }
}
