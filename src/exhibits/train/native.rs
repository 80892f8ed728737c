//! A run without a page: what a press of Train comes to, for tests and for the numbers of lessons.

use std::rc::Rc;

use super::setup::Setup;
use super::{TrainState, Trained};
use crate::nn::protocol::{FromWorker, Look, Run, Start, Task, ToWorker};
use crate::nn::session::Session;

impl TrainState {
    /// The same network after so many steps more, or before the one that breaks it.
    #[must_use]
    pub fn after(&self, steps: usize) -> Self {
        let mut session = Session::new();
        session.receive(ToWorker::Load(1, Box::new(self.task())));
        let run = Run {
            until: Some((self.step() + steps) as u64),
            ..Run::default()
        };
        let mut last = session.receive(ToWorker::Run(run));
        while session.is_running() {
            last = session.tick(u64::MAX).or(last);
        }
        let trained = last.and_then(|message| match message {
            FromWorker::Report(_, report) => Some(Trained {
                step: report.step as usize,
                seen: report.seen,
                parameters: Rc::new(report.parameters),
            }),
            FromWorker::Refused(..) => None,
        });
        Self {
            trained,
            ..self.clone()
        }
    }

    /// What a worker would start from, but for what only a page wants to see.
    fn task(&self) -> Task {
        let setup = Setup::of(self);
        let start = self.trained.as_ref().map(|trained| Start {
            parameters: trained.parameters.to_vec(),
            step: trained.step as u64,
            seen: trained.seen,
        });
        let [train, test] = setup.examples;
        Task {
            spec: setup.spec,
            train,
            test,
            batch: self.batch,
            start,
            look: Look {
                parameters: true,
                ..Look::default()
            },
        }
    }
}
