//! Both runs without a page, for tests and for the numbers of lessons.

use super::{LEG, LEGS, Outcome, PartsState, Side};
use crate::nn::protocol::{FromWorker, Report, ToWorker};
use crate::nn::session::Session;

impl PartsState {
    /// The same with both networks trained, as a press of the button leaves it.
    #[must_use]
    pub fn trained(&self) -> Self {
        let mut next = self.clone();
        for side in [Side::Before, Side::After] {
            next.keep(side, self.run(side).and_then(|run| run.settled()));
        }
        next
    }

    fn run(&self, side: Side) -> Option<Outcome> {
        let mut session = Session::new();
        let load = ToWorker::Load(1, Box::new(self.task(side)));
        let first = report(session.receive(load))?;
        let mut outcome = Outcome::default();
        outcome.take(&first, first.train.loss);
        for _ in 0..LEGS {
            let begun = session.receive(ToWorker::Step(LEG));
            let done = report(begun.or_else(|| session.tick(u64::MAX)))?;
            outcome.take(&done, first.train.loss);
        }
        Some(outcome)
    }
}

fn report(answer: Option<FromWorker>) -> Option<Report> {
    match answer {
        Some(FromWorker::Report(_, report)) => Some(*report),
        _ => None,
    }
}
