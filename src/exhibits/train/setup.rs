//! What follows from a state before anything is learnt: the points, what the network sees of them, where its parameters lie.

use super::state::TrainState;
#[cfg(feature = "web")]
use crate::nn::data::{DOMAIN, inputs};
use crate::nn::data::{Data, Feature, Kind, class};
#[cfg(feature = "web")]
use crate::nn::protocol::{Look, Start, Task};
use crate::nn::{Examples, Forward, Loss, Output, Place, Spec};

/// What a network learns from and how it is laid out.
#[derive(Clone, Debug)]
pub(super) struct Setup {
    /// The network and how it learns.
    pub(super) spec: Spec,
    /// Where the parameters of each layer lie.
    pub(super) places: Vec<Place>,
    /// What it sees of a point.
    pub(super) features: Vec<Feature>,
    /// Points to learn from …
    pub(super) learnt: Data,
    /// … and to be tested with.
    pub(super) tested: Data,
    /// Both as the network sees them.
    pub(super) examples: [Examples; 2],
}

/// How well a network does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Standing {
    /// The mean loss over the points to learn from.
    pub(super) train: f64,
    /// The same over those to be tested with, if there are any.
    pub(super) test: Option<f64>,
    /// The share of test points whose class is found.
    pub(super) accuracy: Option<f64>,
}

/// As many numbers are in the surfaces of all units together.
#[cfg(feature = "web")]
const PIXELS: usize = 40_000;
/// As many products are made for them.
#[cfg(feature = "web")]
const WORK: usize = 20_000_000;
/// Units of which there are surfaces at all.
#[cfg(feature = "web")]
const MOST_SURFACES: usize = 128;

impl Setup {
    pub(super) fn of(state: &TrainState) -> Self {
        let spec = state.spec();
        let all = state.all_points();
        let (learnt, tested) = all.split(state.share(), state.seed as u64);
        let features = state.seen();
        let examples = [&learnt, &tested].map(|data| data.examples(&features, spec.output));
        Self {
            places: spec.places(),
            spec,
            features,
            learnt,
            tested,
            examples,
        }
    }

    /// How many epochs so many examples are.
    pub(super) fn epochs(&self, seen: u64) -> f64 {
        seen as f64 / self.learnt.points.len().max(1) as f64
    }

    /// What the labels are.
    pub(super) fn kind(&self) -> Kind {
        self.learnt.kind
    }

    /// How a network with these parameters does.
    pub(super) fn standing(&self, parameters: &[f32]) -> Standing {
        let confusion = self.confusion(parameters, 1);
        let all: usize = confusion.iter().flatten().sum();
        let right: usize = (0..confusion.len()).map(|i| confusion[i][i]).sum();
        Standing {
            train: self.loss(parameters, 0).unwrap_or(0.0),
            test: self.loss(parameters, 1),
            accuracy: (all > 0).then(|| right as f64 / all as f64),
        }
    }

    /// The mean loss over the examples of a part; none if it has none.
    fn loss(&self, parameters: &[f32], part: usize) -> Option<f64> {
        let examples = &self.examples[part];
        let net = Forward::new(&self.spec, parameters).ok()?;
        let row = |row: usize| {
            let of = |columns: &[Vec<f32>]| -> Vec<f64> {
                columns.iter().map(|column| column[row].into()).collect()
            };
            let last = net.trace(&of(&examples.inputs)).pop().unwrap_or_default();
            error(&self.spec, &last.normal, &last.out, &of(&examples.targets))
        };
        let count = examples.len();
        (count > 0).then(|| (0..count).map(row).sum::<f64>() / count as f64)
    }

    /// How many points of a part are of each class (row) and taken for which (column).
    pub(super) fn confusion(&self, parameters: &[f32], part: usize) -> Vec<Vec<usize>> {
        let (Kind::Classes(classes), Ok(net)) = (self.kind(), Forward::new(&self.spec, parameters))
        else {
            return Vec::new();
        };
        let mut confusion = vec![vec![0; classes]; classes];
        for point in &[&self.learnt, &self.tested][part].points {
            let seen: Vec<f64> = self.features.iter().map(|f| seen(*f, point.at)).collect();
            let said = net.outputs(&seen);
            let said: Vec<f32> = said.into_iter().map(|y| y as f32).collect();
            let row = (point.label as usize).min(classes - 1);
            confusion[row][class(&said, self.spec.output)] += 1;
        }
        confusion
    }
}

/// What only a live playground needs.
#[cfg(feature = "web")]
impl Setup {
    /// How many points the surfaces have, across and up.
    pub(super) fn grid(&self) -> (usize, usize) {
        if self.learnt.inputs == 1 {
            return (128, 1);
        }
        let units: usize = self.places.iter().map(|place| place.units).sum();
        let shown = if self.shows_units() { units } else { 1 };
        let work = WORK / self.spec.parameters().max(1);
        let side = libm::sqrt((PIXELS / shown).min(work) as f64) as usize;
        let side = side.clamp(16, 64);
        (side, side)
    }

    /// Whether the surfaces of single units are shown.
    pub(super) fn shows_units(&self) -> bool {
        let units: usize = self.spec.hidden.iter().map(|hidden| hidden.units).sum();
        units + self.spec.outputs <= MOST_SURFACES
    }

    /// The places of the surfaces, row by row from the top.
    pub(super) fn grid_places(&self) -> Vec<[f64; 2]> {
        let (columns, rows) = self.grid();
        let along = |i: usize, n: usize| DOMAIN * ((2 * i + 1) as f64 / n as f64 - 1.0);
        let row = |j: usize| (0..columns).map(move |i| [along(i, columns), -along(j, rows)]);
        let places = (0..rows).flat_map(row);
        if rows == 1 {
            places.map(|[x, _]| [x, 0.0]).collect()
        } else {
            places.collect()
        }
    }

    /// What a worker starts from: `start` is where it goes on, `batch` how many examples make a step.
    pub(super) fn task(&self, start: Option<Start>, batch: usize) -> Task {
        let [train, test] = self.examples.clone();
        Task {
            spec: self.spec.clone(),
            train,
            test,
            batch,
            start,
            look: self.look(),
        }
    }

    /// What is wanted in a report.
    fn look(&self) -> Look {
        Look {
            at: inputs(&self.features, &self.grid_places()),
            units: self.shows_units(),
            layers: true,
            parameters: true,
        }
    }

    /// The surfaces of a network with these parameters, as a report has them.
    pub(super) fn surfaces(&self, parameters: &[f32]) -> Vec<Vec<Vec<f32>>> {
        let at = inputs(&self.features, &self.grid_places());
        let net = Forward::new(&self.spec, parameters);
        let mut surfaces = net.map_or_else(|_| Vec::new(), |net| net.surfaces(&at));
        if !self.shows_units() {
            surfaces = surfaces.pop().into_iter().collect();
        }
        surfaces
    }
}

/// A feature of a point, as precise as the engine sees it.
fn seen(feature: Feature, at: [f64; 2]) -> f64 {
    f64::from(feature.at(at) as f32)
}

/// The loss of one example, from logits z, outputs y and targets t.
fn error(spec: &Spec, z: &[f64], y: &[f64], t: &[f64]) -> f64 {
    let pairs = y.iter().zip(t);
    match (spec.loss, spec.output) {
        (Loss::SquaredError, _) => pairs.map(|(y, t)| 0.5 * (y - t) * (y - t)).sum(),
        (Loss::AbsoluteError, _) => pairs.map(|(y, t)| (y - t).abs()).sum(),
        (Loss::CrossEntropy, Output::Softmax) => {
            let most = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let sum: f64 = z.iter().map(|z| libm::exp(z - most)).sum();
            let whole = most + libm::log(sum);
            z.iter().zip(t).map(|(z, t)| t * (whole - z)).sum()
        }
        // ln(1 + e^z) − t·z, without overflow
        (Loss::CrossEntropy, _) => {
            let softplus = |z: f64| z.max(0.0) + libm::log1p(libm::exp(-z.abs()));
            z.iter().zip(t).map(|(z, t)| softplus(*z) - t * z).sum()
        }
    }
}
