//! The net as a state holds it, and what can be asked of it.

use super::fits::{self, Fit};
use super::{MOST, RANGE, training};
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::target::{self, PLACES, Target};
use crate::exhibits::{BOUND, WINDOW, catalogue};
use crate::maths::{Bend, Curve as _, Distance, Hidden, Hinges, distance};

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct HingesState {
    /// f and its parameters.
    pub bend: Bend,
    /// The hidden units, 1 to 16.
    pub units: Vec<Hidden>,
    /// The weight of the way around the hidden units.
    pub skip: f64,
    /// The bias of the output.
    pub c: f64,
    /// Whether there is a way around the hidden units.
    pub has_skip: bool,
    /// Whether the output goes through `ReLU`.
    pub outer: bool,
    /// Where the net is read.
    pub x: f64,
    /// The place of the target in the list of targets.
    pub target: usize,
    /// The points of a target that is drawn by hand.
    pub guess: Vec<Option<f64>>,
    /// The unit whose numbers are to be changed.
    pub unit: usize,
    /// Whether each unit's share is drawn.
    pub parts: bool,
    /// Which of the best nets is laid over it.
    pub fit: Fit,
    /// What is shown below the chart.
    pub below: Below,
    /// How often a line is folded, where depth is set against width.
    pub folds: u32,
    /// The learning rate.
    pub rate: f64,
    /// How many steps the net has learned since its numbers were set.
    pub steps: f64,
}

/// What is shown below the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// The error along x.
    Error,
    /// The error of the best net of so many units.
    Units,
    /// A zigzag, by layers and by one layer.
    Depth,
    /// The error over the steps of training.
    Course,
}

pub(super) const BELOW: [Below; 4] = [Below::Error, Below::Units, Below::Depth, Below::Course];
/// Their ids in a state.
pub(super) const BELOW_IDS: [&str; BELOW.len()] = ["error", "units", "depth", "course"];

impl Default for HingesState {
    fn default() -> Self {
        let unit = |b, v| Hidden { w: 1.0, b, v };
        Self {
            bend: Bend::new(catalogue("relu")),
            units: vec![
                unit(4.0, 0.0429),
                unit(2.0, 0.1398),
                unit(-2.0, -0.1398),
                unit(-4.0, -0.0429),
            ],
            skip: 0.00776,
            c: 0.0490,
            has_skip: true,
            outer: true,
            x: 0.0,
            target: 0,
            guess: PLACES.map(|_| None).collect(),
            unit: 0,
            parts: true,
            fit: Fit::None,
            below: Below::Error,
            folds: 3,
            rate: 0.01,
            steps: 0.0,
        }
    }
}

impl State for HingesState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.bend("f", &mut self.bend);
        let bounds = || -BOUND..=BOUND;
        let mut list = |key, count, part: fn(&mut Hidden) -> &mut f64| {
            let mut values: Vec<f64> = self.units.iter_mut().map(|unit| *part(unit)).collect();
            fields.numbers(key, count, bounds(), &mut values);
            let none = Hidden {
                w: 0.0,
                b: 0.0,
                v: 0.0,
            };
            self.units.resize(values.len(), none);
            for (unit, value) in self.units.iter_mut().zip(values) {
                *part(unit) = value;
            }
            self.units.len()
        };
        let count = list("w", 1..=MOST, |unit| &mut unit.w);
        list("b", count..=count, |unit| &mut unit.b);
        list("v", count..=count, |unit| &mut unit.v);
        fields.number("skip", bounds(), &mut self.skip);
        fields.number("c", bounds(), &mut self.c);
        fields.switches(
            "use",
            &mut [("skip", &mut self.has_skip), ("outer", &mut self.outer)],
        );
        fields.number("x", bounds(), &mut self.x);
        fields.choice("target", &target::IDS, &mut self.target);
        fields.partial("guess", bounds(), &mut self.guess);
        let mut unit = Some(self.unit.min(count - 1));
        fields.index("unit", count, &mut unit);
        self.unit = unit.unwrap_or(0);
        fields.switches("show", &mut [("parts", &mut self.parts)]);
        let (mut fit, mut below) = (self.fit as usize, self.below as usize);
        fields.choice("fit", &fits::IDS, &mut fit);
        fields.choice("below", &BELOW_IDS, &mut below);
        (self.fit, self.below) = (fits::ALL[fit], BELOW[below]);
        let mut folds = f64::from(self.folds);
        fields.number("folds", 1.0..=6.0, &mut folds);
        self.folds = libm::round(folds) as u32;
        fields.number("rate", 0.0..=training::FASTEST, &mut self.rate);
        fields.number("steps", 0.0..=training::MOST_STEPS as f64, &mut self.steps);
        self.steps = libm::round(self.steps);
    }
}

impl HingesState {
    /// The net as it stands.
    pub(crate) fn net(&self) -> Hinges {
        Hinges {
            bend: self.bend.clone(),
            units: self.units.clone(),
            skip: if self.has_skip { self.skip } else { 0.0 },
            bias: self.c,
            outer: self.outer,
        }
    }

    /// Takes the numbers of a net with as many units, to five decimals: enough for the eye, and a link stays short.
    pub fn take(&mut self, net: &Hinges) {
        let short = |value: f64| (libm::round(value * 1e5) / 1e5 + 0.0).clamp(-BOUND, BOUND);
        for (unit, other) in self.units.iter_mut().zip(&net.units) {
            (unit.b, unit.v) = (short(other.b), short(other.v));
        }
        (self.c, self.outer, self.has_skip) = (short(net.bias), net.outer, net.skip != 0.0);
        if self.has_skip {
            self.skip = short(net.skip);
        }
    }

    /// What the net is to imitate; `None` while points of it are still to be drawn.
    pub(crate) fn aim(&self) -> Option<Target> {
        Target::of(self.target, &self.guess)
    }

    /// How far `net` is from the target, if there is one.
    pub(crate) fn error_of(&self, net: &Hinges) -> Option<Distance> {
        let aim = self.aim()?;
        let middles = net.units.iter().map(|unit| unit.kink());
        let cuts: Vec<f64> = net
            .kinks()
            .into_iter()
            .chain(middles)
            .chain(aim.kinks())
            .collect();
        distance(net, &aim, RANGE, &cuts)
    }

    /// Adds a unit that changes nothing yet, its kink in the middle of the widest gap.
    pub fn add(&mut self) {
        let mut kinks: Vec<f64> = self.units.iter().map(|unit| unit.kink()).collect();
        kinks.retain(|x| WINDOW.contains(*x));
        kinks.extend([WINDOW.low, WINDOW.high]);
        kinks.sort_by(f64::total_cmp);
        let mut widest = (WINDOW.low, WINDOW.low);
        for pair in kinks.windows(2) {
            if pair[1] - pair[0] > widest.1 - widest.0 + 1e-9 {
                widest = (pair[0], pair[1]);
            }
        }
        if self.units.len() < MOST {
            let kink = libm::round(50.0 * (widest.0 + widest.1)) / 100.0;
            self.unit = self.units.len();
            self.units.push(Hidden {
                w: 1.0,
                b: -kink + 0.0,
                v: 0.0,
            });
        }
    }

    /// Takes the chosen unit away, unless it is the last one.
    pub fn remove(&mut self) {
        if self.units.len() > 1 {
            self.units.remove(self.unit);
            self.unit = self.unit.min(self.units.len() - 1);
        }
    }

    /// The share of the unit at `i` in the sum, at `x`.
    pub(crate) fn part(&self, i: usize, x: f64) -> f64 {
        self.units[i].v * self.net().neuron(i).at(x).y
    }
}
