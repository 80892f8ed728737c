//! Runs without a page, for tests and for the numbers of lessons.

use super::{ApproximationState, Run, STEPS};
use crate::nn::protocol::{FromWorker, ToWorker};
use crate::nn::session::Session;

impl ApproximationState {
    /// The same with nets of these sizes trained, as a press of the button leaves it.
    #[must_use]
    pub fn trained(&self, sizes: &[usize]) -> Self {
        let mut next = self.clone();
        for units in sizes {
            if let Some(run) = self.trained_run(*units) {
                next.keep(run);
            }
        }
        next
    }

    fn trained_run(&self, units: usize) -> Option<Run> {
        let mut session = Session::new();
        session.receive(ToWorker::Load(1, Box::new(self.task(units)?)));
        let begun = session.receive(ToWorker::Step(STEPS));
        match begun.or_else(|| session.tick(u64::MAX)) {
            Some(FromWorker::Report(_, report)) => {
                let heights = &report.surfaces.first()?.first()?;
                Run::new(units, report.train.loss, heights, &self.aim()?)
            }
            _ => None,
        }
    }
}
