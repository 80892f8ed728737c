//! The network before and after one of its parts is changed: the same start, the same points.

use super::PartsState;
use crate::maths::Bend;
use crate::nn::data::{self, DataSet, Feature};
use crate::nn::protocol::{Look, Start, Task};
use crate::nn::{Forward, Hidden, Init, Loss, Norm, Optimizer, Output, Spec};

/// Of which of the two networks something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// As it was.
    Before,
    /// With one part changed.
    After,
}

/// The part that is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is to become small.
    Loss,
    /// How a step is made of a gradient.
    Optimizer,
    /// What stands before the activation.
    Norm,
    /// The activation.
    Activation,
}

/// In the order of their ids in a state.
pub(super) const PARTS: [Part; 4] = [Part::Loss, Part::Optimizer, Part::Norm, Part::Activation];
/// Their ids in a state.
pub(super) const PART_IDS: [&str; PARTS.len()] = ["loss", "optimizer", "norm", "f"];
/// What the squared error is changed into.
pub(super) const LOSSES: [Loss; 2] = [Loss::CrossEntropy, Loss::AbsoluteError];
/// Their ids in a state.
pub(super) const LOSS_IDS: [&str; LOSSES.len()] = ["cross_entropy", "mae"];
/// What plain gradient descent is changed into.
pub(super) const OPTIMIZERS: &[Optimizer] = Optimizer::ALL.split_at(1).1;
/// Their ids in a state.
pub(super) const OPTIMIZER_IDS: &[&str] = Optimizer::IDS.split_at(1).1;
/// What no normalisation is changed into.
pub(super) const NORMS: &[Norm] = Norm::ALL.split_at(1).1;
/// Their ids in a state.
pub(super) const NORM_IDS: &[&str] = Norm::IDS.split_at(1).1;
/// The data sets, all of two classes, by their ids.
pub(super) const DATA: [&str; 5] = ["moons", "circle", "xor", "gauss", "spiral"];

/// Units of the hidden layer.
pub(super) const UNITS: usize = 6;
/// Examples a step.
const BATCH: usize = 10;
/// How far points are moved at random, as `DataSet::data` takes it.
const NOISE: f64 = 0.1;
/// A map has as many places a side.
pub(super) const SIDE: usize = 13;

/// The point of a map in this row and column, from the lower left.
pub(super) fn place(row: usize, column: usize) -> [f64; 2] {
    let at = |i: usize| data::DOMAIN * (2.0 * i as f64 / (SIDE - 1) as f64 - 1.0);
    [at(column), at(row)]
}

/// The places of a map, row by row from below.
fn places() -> impl Iterator<Item = [f64; 2]> {
    (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| place(row, column)))
}

impl PartsState {
    /// What is learned from, and what it is tested with.
    pub(super) fn points(&self) -> (data::Data, data::Data) {
        let seed = self.seed as u64;
        let set = DataSet::find(DATA[self.data]).expect("a data set of the list");
        set.data(data::POINTS, NOISE, seed).split(data::SHARE, seed)
    }

    /// Whether `side` has `part` changed.
    fn has(&self, side: Side, part: Part) -> bool {
        side == Side::After && PARTS[self.part] == part
    }

    pub(super) fn loss(&self, side: Side) -> Loss {
        let changed = self.has(side, Part::Loss);
        if changed {
            LOSSES[self.loss]
        } else {
            Loss::SquaredError
        }
    }

    pub(super) fn optimizer(&self, side: Side) -> Optimizer {
        let changed = self.has(side, Part::Optimizer);
        if changed {
            OPTIMIZERS[self.optimizer]
        } else {
            Optimizer::Sgd
        }
    }

    pub(super) fn norm(&self, side: Side) -> Norm {
        let changed = self.has(side, Part::Norm);
        if changed {
            NORMS[self.norm]
        } else {
            Norm::None
        }
    }

    pub(super) fn bend(&self, side: Side) -> &Bend {
        let changed = self.has(side, Part::Activation);
        if changed { &self.other } else { &self.bend }
    }

    /// The network, and how it learns.
    pub(super) fn spec(&self, side: Side) -> Spec {
        Spec {
            inputs: 2,
            hidden: vec![Hidden {
                units: UNITS,
                bend: self.bend(side).clone().into(),
            }],
            outputs: 1,
            output: Output::Sigmoid,
            norm: self.norm(side),
            dropout: 0.0,
            loss: self.loss(side),
            optimizer: self.optimizer(side),
            rate: self.rate as f32,
            init: Init::Xavier,
            l1: 0.0,
            l2: 0.0,
            seed: self.seed as u64,
        }
    }

    /// What the worker is to do.
    #[must_use]
    pub fn task(&self, side: Side) -> Task {
        let (spec, (train, test)) = (self.spec(side), self.points());
        let features = [Feature::X, Feature::Y];
        let places: Vec<[f64; 2]> = places().collect();
        Task {
            train: train.examples(&features, spec.output),
            test: test.examples(&features, spec.output),
            batch: BATCH,
            start: Some(Start {
                parameters: spec.start(),
                step: 0,
                seen: 0,
            }),
            look: Look {
                at: data::inputs(&features, &places),
                ..Look::default()
            },
            spec,
        }
    }

    /// How many numbers the network learns. (The running statistics of a batch normalisation are not learned.)
    pub(super) fn parameters(&self, side: Side) -> usize {
        let place = |place: &crate::nn::Place| {
            let ranges = [&place.weights, &place.biases, &place.scale, &place.shift];
            ranges.map(ExactSizeIterator::len).iter().sum::<usize>()
        };
        self.spec(side).places().iter().map(place).sum()
    }

    /// What comes out before the first step at the places of a map. A batch normalisation has the statistics of the points
    /// that are learned from, as it would have them in a step of all of them.
    pub(super) fn start(&self, side: Side) -> Vec<f64> {
        let spec = self.spec(side);
        let mut parameters = spec.start();
        if spec.norm == Norm::Batch {
            let (train, _) = self.points();
            let traces: Vec<Vec<f64>> = Forward::new(&spec, &parameters)
                .map(|net| {
                    let affine = |at: &[f64; 2]| net.trace(at).swap_remove(0).affine;
                    train.points.iter().map(|point| affine(&point.at)).collect()
                })
                .unwrap_or_default();
            let first = spec.places().swap_remove(0);
            for unit in 0..UNITS {
                let of = |trace: &Vec<f64>| trace[unit];
                let n = traces.len() as f64;
                let mean = traces.iter().map(of).sum::<f64>() / n;
                let spread = |z: f64| (z - mean) * (z - mean);
                let variance = traces.iter().map(|trace| spread(of(trace))).sum::<f64>() / n;
                parameters[first.mean.start + unit] = mean as f32;
                parameters[first.variance.start + unit] = variance as f32;
            }
        }
        let net = Forward::new(&spec, &parameters);
        let at = |at: [f64; 2]| {
            let out = net.as_ref().map(|net| net.outputs(&at));
            out.ok().and_then(|out| out.first().copied())
        };
        places()
            .map(|place| at(place).unwrap_or(f64::NAN))
            .collect()
    }

    /// How far the two functions are apart before the first step, at most over the map.
    pub(super) fn apart(&self) -> f64 {
        let (before, after) = (self.start(Side::Before), self.start(Side::After));
        let gaps = before.iter().zip(after).map(|(a, b)| (a - b).abs());
        gaps.fold(0.0, f64::max)
    }
}
