//! What a state says of the run: the points, the network, and how it learns.

use super::options::{KINDS, init, loss, output};
#[cfg(feature = "web")]
use super::state::OWN_PLACE;
use super::state::{MOST_CLASSES, TrainState};
use crate::maths::{Bend, Function};
use crate::nn::data::{ALL, Data, Feature, Kind, learnt};
use crate::nn::{Hidden, Loss, Norm, Optimizer, Output, Spec};
#[cfg(feature = "web")]
use std::rc::Rc;

impl TrainState {
    /// What the labels are.
    pub(super) fn labels(&self) -> Kind {
        match ALL.get(self.data) {
            Some(set) => set.kind,
            None if self.kind > 0 => Kind::Regression,
            None => {
                let most = self.own.iter().map(|point| point.label).fold(1.0, f64::max);
                Kind::Classes(1 + (most as usize).clamp(1, MOST_CLASSES - 1))
            }
        }
    }

    /// How many inputs a point has.
    pub(super) fn inputs(&self) -> usize {
        match ALL.get(self.data) {
            Some(set) => set.inputs,
            None if KINDS[self.kind] == "curve" => 1,
            None => 2,
        }
    }

    /// All points.
    pub(super) fn all_points(&self) -> Data {
        match ALL.get(self.data) {
            Some(set) => set.data(self.points, self.noise, self.seed as u64),
            None => Data {
                kind: self.labels(),
                inputs: self.inputs(),
                points: self.own.to_vec(),
            },
        }
    }

    /// How many there are.
    fn count(&self) -> usize {
        ALL.get(self.data).map_or(self.own.len(), |_| self.points)
    }

    /// The share of them to learn from, 0 to 1.
    pub(super) fn share(&self) -> f64 {
        self.split / 100.0
    }

    /// How many examples have been seen after so many steps, all of them of a whole batch or of what is left of an epoch.
    pub(super) fn seen_in(&self, steps: usize) -> u64 {
        let (examples, batch) = (learnt(self.count(), self.share()), self.batch);
        let an_epoch = examples.div_ceil(batch).max(1);
        let rest = (steps % an_epoch * batch).min(examples) as u64;
        ((steps / an_epoch) as u64).saturating_mul(examples as u64) + rest
    }

    /// What the network sees of a point: at least x.
    pub(super) fn seen(&self) -> Vec<Feature> {
        let one = self.inputs() == 1;
        let on = Feature::ALL.into_iter().zip(self.features);
        let seen = on.filter(|(feature, on)| *on && (feature.of_x() || !one));
        let seen: Vec<Feature> = seen.map(|(feature, _)| feature).collect();
        if seen.is_empty() {
            vec![Feature::X]
        } else {
            seen
        }
    }

    /// What the last layer makes of its logits.
    pub(super) fn last(&self) -> Output {
        output(self.output).unwrap_or(match self.labels() {
            Kind::Classes(2) => Output::Sigmoid,
            Kind::Classes(_) => Output::Softmax,
            Kind::Regression => Output::Linear,
        })
    }

    /// What is to become small; where cross-entropy was asked for and there is none, the squared error.
    fn goal(&self, output: Output) -> Loss {
        let logits = matches!(output, Output::Sigmoid | Output::Softmax);
        let classes = matches!(self.labels(), Kind::Classes(_));
        match loss(self.loss) {
            Some(Loss::CrossEntropy) if !logits || !classes => Loss::SquaredError,
            Some(loss) => loss,
            None if logits && classes => Loss::CrossEntropy,
            None => Loss::SquaredError,
        }
    }

    /// The network, and how it learns.
    pub(super) fn spec(&self) -> Spec {
        let output = self.last();
        let labels = Data {
            kind: self.labels(),
            inputs: self.inputs(),
            points: Vec::new(),
        };
        let own = || Function::Own(self.formula.clone());
        let layer = |(units, bend): (&usize, &Option<Bend>)| Hidden {
            units: *units,
            bend: bend.clone().map_or_else(own, Function::from),
        };
        Spec {
            inputs: self.seen().len(),
            hidden: self.units.iter().zip(&self.bends).map(layer).collect(),
            outputs: labels.outputs(output),
            output,
            norm: Norm::ALL[self.norm],
            dropout: self.dropout as f32,
            loss: self.goal(output),
            optimizer: Optimizer::ALL[self.optimizer],
            rate: self.rate as f32,
            init: init(self.init),
            l1: self.l1 as f32,
            l2: self.l2 as f32,
            seed: self.seed as u64,
        }
    }
}

/// What only a live playground needs.
#[cfg(feature = "web")]
impl TrainState {
    /// Whether the points are one's own.
    pub(super) fn is_own(&self) -> bool {
        self.data == OWN_PLACE
    }

    /// The same before it has learnt.
    pub(super) fn untrained(&self) -> Self {
        Self {
            trained: None,
            ..self.clone()
        }
    }

    /// What can change while it learns, and its weights stay.
    pub(super) fn how(&self) -> (usize, usize, [f64; 4]) {
        let numbers = [self.rate, self.l1, self.l2, self.dropout];
        (self.optimizer, self.loss, numbers)
    }

    /// What it learns and what it is: nothing else.
    pub(super) fn what(&self) -> Self {
        let usual = Self::default();
        Self {
            rate: usual.rate,
            l1: usual.l1,
            l2: usual.l2,
            dropout: usual.dropout,
            optimizer: usual.optimizer,
            loss: usual.loss,
            batch: usual.batch,
            speed: usual.speed,
            target: usual.target,
            epochs: usual.epochs,
            look: usual.look,
            trained: None,
            ..self.clone()
        }
    }

    /// What weights belong to: where this is another, the network begins anew.
    pub(super) fn network(&self) -> Self {
        let usual = Self::default();
        Self {
            own: Rc::default(),
            points: usual.points,
            noise: usual.noise,
            split: usual.split,
            ..self.what()
        }
    }
}
