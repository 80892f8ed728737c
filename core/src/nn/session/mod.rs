//! The worker without the worker: a run, moved by messages and by ticks. It has no clock and no randomness but the seed of
//! its spec, so equal messages and equal steps give equal reports, wherever they are taken.

mod check;
mod course;
mod order;
mod score;
#[cfg(test)]
mod tests;

use super::protocol::{FromWorker, RunId, Task, ToWorker};
use course::{Course, Goal};

/// A run, or none yet.
#[derive(Debug, Default)]
pub struct Session {
    /// The run that goes on, and which one it is.
    course: Option<(RunId, Course)>,
}

impl Session {
    /// Without a run.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Does what a message says, and answers. What takes many steps is only begun: [`Self::tick`] takes them.
    pub fn receive(&mut self, message: ToWorker) -> Option<FromWorker> {
        let message = match message {
            ToWorker::Load(run, task) => return Some(self.load(run, *task)),
            message => message,
        };
        let Some((run, course)) = &mut self.course else {
            let why = "cannot follow a message about a run: found none, expected a task first";
            return Some(FromWorker::Refused(0, why.to_owned()));
        };
        match follow(course, message) {
            Ok(Answer::Report) => Some(FromWorker::Report(*run, Box::new(course.report()))),
            Ok(Answer::Nothing) => None,
            Err(why) => Some(FromWorker::Refused(*run, why)),
        }
    }

    /// Takes at most so many steps, if it is to take any, and says how the run stands when that is wanted.
    pub fn tick(&mut self, steps: u64) -> Option<FromWorker> {
        let (run, course) = self.course.as_mut()?;
        course
            .tick(steps)
            .then(|| FromWorker::Report(*run, Box::new(course.report())))
    }

    /// Whether there are steps to take.
    #[must_use]
    pub fn is_running(&self) -> bool {
        let course = self.course.as_ref().map(|(_, course)| course);
        course.is_some_and(Course::is_running)
    }

    fn load(&mut self, run: RunId, task: Task) -> FromWorker {
        match Course::new(task) {
            Ok(mut course) => {
                let report = course.report();
                self.course = Some((run, course));
                FromWorker::Report(run, Box::new(report))
            }
            Err(why) => FromWorker::Refused(run, why),
        }
    }
}

/// What is said at once.
enum Answer {
    Report,
    Nothing,
}

impl Answer {
    fn when(wanted: bool) -> Self {
        if wanted { Self::Report } else { Self::Nothing }
    }
}

/// # Errors
/// Why the message was not followed.
fn follow(course: &mut Course, message: ToWorker) -> Result<Answer, String> {
    match message {
        ToWorker::Load(..) => {}
        ToWorker::Run(run) => {
            check::run(&run)?;
            return Ok(Answer::when(course.begin(Goal::Run(run))));
        }
        ToWorker::Step(steps) => {
            let until = course.step().saturating_add(steps);
            return Ok(Answer::when(course.begin(Goal::Step(until))));
        }
        ToWorker::Epoch => {
            let until = course.epochs() + 1;
            return Ok(Answer::when(course.begin(Goal::Epochs(until))));
        }
        ToWorker::Seen => {
            course.seen();
            return Ok(Answer::Nothing);
        }
        ToWorker::Batch(batch) => return Ok(Answer::when(course.batch(batch)?)),
        ToWorker::Pause => course.rest(),
        ToWorker::Set(at, value) => course.set(at, value)?,
        ToWorker::Retune(spec) => course.retune(*spec)?,
        ToWorker::Look(look) => course.look(*look)?,
    }
    Ok(Answer::Report)
}
