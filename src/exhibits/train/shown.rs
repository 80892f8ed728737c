//! How a network stands: what a worker reports of it, or what follows from its parameters alone.

use std::rc::Rc;

use super::setup::{Setup, Standing};
use crate::nn::protocol::{LayerReport, Report, Score};

/// What a unit says at each place of the grid, for each unit of each layer.
pub(super) type Surfaces = Vec<Vec<Vec<f32>>>;

/// A network as it stands.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// Steps taken.
    pub(super) step: u64,
    /// Examples seen in them.
    pub(super) seen: u64,
    /// All its parameters.
    pub(super) parameters: Rc<Vec<f32>>,
    /// What its units say: of all layers, or of the outputs alone.
    pub(super) surfaces: Rc<Surfaces>,
    /// How it does; not known of a large network that no worker has looked at.
    pub(super) standing: Option<Standing>,
    /// What happens in its layers, when a worker has looked.
    pub(super) layers: Rc<Vec<LayerReport>>,
    /// How many test points of each class are taken for which.
    pub(super) confusion: Vec<Vec<u32>>,
    /// Whether it is as it was at first.
    pub(super) fresh: bool,
}

impl Shown {
    /// From parameters alone, after so many steps and examples; `known`: whether it is small enough to be tried on all
    /// points here.
    pub(super) fn of(
        setup: &Setup,
        parameters: Vec<f32>,
        (step, seen): (u64, u64),
        known: bool,
    ) -> Self {
        let standing = known.then(|| setup.standing(&parameters));
        let confusion = if known {
            let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            let rows = setup.confusion(&parameters, 1).into_iter();
            rows.map(|row| row.into_iter().map(count).collect())
                .collect()
        } else {
            Vec::new()
        };
        Self {
            step,
            seen,
            surfaces: Rc::new(setup.surfaces(&parameters)),
            fresh: step == 0 && parameters == setup.spec.start(),
            parameters: Rc::new(parameters),
            standing,
            layers: Rc::default(),
            confusion,
        }
    }

    /// From a report.
    pub(super) fn heard(report: Report) -> Self {
        let accuracy = report.test.as_ref().and_then(Score::accuracy);
        Self {
            step: report.step,
            seen: report.seen,
            parameters: Rc::new(report.parameters),
            surfaces: Rc::new(report.surfaces),
            standing: Some(Standing {
                train: report.train.loss,
                test: report.test.as_ref().map(|test| test.loss),
                accuracy,
            }),
            layers: Rc::new(report.layers),
            confusion: report.test.map_or_else(Vec::new, |test| test.confusion),
            fresh: report.step == 0,
        }
    }
}

/// A point of the loss curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moment {
    /// Epochs gone by, with what has gone by of the last one.
    pub(super) epoch: f64,
    /// The loss over the training points …
    pub(super) train: f64,
    /// … and over the test points.
    pub(super) test: Option<f64>,
}

/// The losses of a run so far.
#[derive(Clone, Debug, Default)]
pub(super) struct History(pub(super) Vec<Moment>);

/// As many moments are kept.
const MEMORY: usize = 400;

impl History {
    /// Adds how it stands; what lay later, before it was taken back, goes.
    pub(super) fn add(&mut self, setup: &Setup, shown: &Shown) {
        let Some(standing) = shown.standing.filter(|standing| standing.train.is_finite()) else {
            return;
        };
        let epoch = setup.epochs(shown.seen);
        self.0.retain(|moment| moment.epoch < epoch);
        self.0.push(Moment {
            epoch,
            train: standing.train,
            test: standing.test,
        });
        if self.0.len() > MEMORY {
            let mut place = 0;
            self.0.retain(|_| {
                place += 1;
                place % 2 == 1 || place > MEMORY
            });
        }
    }

    /// The moment nearest to an epoch.
    pub(super) fn at(&self, epoch: f64) -> Option<&Moment> {
        let far = |moment: &&Moment| (moment.epoch - epoch).abs();
        self.0.iter().min_by(|a, b| far(a).total_cmp(&far(b)))
    }
}
