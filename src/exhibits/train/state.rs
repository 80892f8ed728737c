//! Everything that a link to the playground restores.

use std::rc::Rc;

use super::code;
use super::options::{FEATURES, INITS, KINDS, LOOKS, LOSSES, OUTPUTS, SPEEDS};
use crate::exhibits::fields::{Fields, State, Why};
use crate::exhibits::{BOUND, catalogue};
use crate::maths::Bend;
use crate::maths::expression::Formula;
use crate::nn::data::{ALL, Feature, MOST_NOISE, POINTS, Point};
use crate::nn::{MOST_LAYERS, MOST_UNITS, Norm, Optimizer};

/// The most parameters that a link carries.
pub(super) const MOST_IN_LINK: usize = 2000;
/// The most points of one's own that a link carries.
pub(super) const MOST_OWN: usize = 300;
/// The most examples that a run has seen, so that numbers of any kind count them.
const MOST_SEEN: u64 = 1 << 53;
/// The most points that are made.
const MOST_POINTS: usize = 2000;
/// The most classes that points of one's own have.
pub(super) const MOST_CLASSES: usize = 4;
/// The id of points of one's own …
const OWN: &str = "own";
/// … and their place in [`data_ids`].
#[cfg(feature = "web")]
pub(super) const OWN_PLACE: usize = ALL.len();

/// What can be changed in the playground.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainState {
    /// The data: a place in `data_ids`.
    pub data: usize,
    /// What the labels of own points are: a place in `options::KINDS`.
    pub kind: usize,
    /// Own points.
    pub own: Rc<Vec<Point>>,
    /// How many points are made.
    pub points: usize,
    /// How much they are shaken.
    pub noise: f64,
    /// How many of a hundred are learnt from; the others test.
    pub split: f64,
    /// Decides places of points, first weights, the order of examples.
    pub seed: usize,
    /// Which of [`Feature::ALL`] the network sees.
    pub features: [bool; Feature::ALL.len()],
    /// The units of each hidden layer.
    pub units: Vec<usize>,
    /// The activation of each hidden layer; none: the formula.
    pub bends: Vec<Option<Bend>>,
    /// The learner's own activation.
    pub formula: Formula,
    /// What the last layer does: a place in `options::OUTPUTS`.
    pub output: usize,
    /// A place in `options::LOSSES`.
    pub loss: usize,
    /// A place in [`Optimizer::ALL`].
    pub optimizer: usize,
    /// The learning rate.
    pub rate: f64,
    /// Examples a step.
    pub batch: usize,
    /// The factor of L1 …
    pub l1: f64,
    /// … and of L2.
    pub l2: f64,
    /// A place in [`Norm::ALL`].
    pub norm: usize,
    /// The share of units that are left out while learning.
    pub dropout: f64,
    /// A place in `options::INITS`.
    pub init: usize,
    /// A place in `options::SPEEDS`.
    pub speed: usize,
    /// The loss at which it rests; 0: none.
    pub target: f64,
    /// The epoch after which it rests; 0: none.
    pub epochs: usize,
    /// What is shown below: a place in `options::LOOKS`.
    pub look: usize,
    /// How far it has learnt; none: not at all.
    pub trained: Option<Trained>,
}

/// A network that has learnt, or whose weights were set by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Trained {
    /// Steps taken.
    pub step: usize,
    /// Examples seen in them, each as often as it was seen; at most 2⁵³.
    pub seen: u64,
    /// As [`Report::parameters`](crate::nn::protocol::Report::parameters) has them; all finite.
    pub parameters: Rc<Vec<f32>>,
}

impl Default for TrainState {
    fn default() -> Self {
        Self {
            data: 0,
            kind: 0,
            own: Rc::default(),
            points: POINTS,
            noise: 0.0,
            split: 50.0,
            seed: 1,
            features: [true, true, false, false, false, false, false],
            units: vec![4, 2],
            bends: vec![Some(Bend::new(catalogue("tanh"))); 2],
            formula: usual_formula(),
            output: 0,
            loss: 0,
            optimizer: 0,
            rate: 0.03,
            batch: 10,
            l1: 0.0,
            l2: 0.0,
            norm: 0,
            dropout: 0.0,
            init: 0,
            speed: 4,
            target: 0.0,
            epochs: 0,
            look: 0,
            trained: None,
        }
    }
}

impl State for TrainState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.choice("data", &data_ids(), &mut self.data);
        fields.choice("kind", &KINDS, &mut self.kind);
        self.own_points(fields);
        fields.whole("points", 10..=MOST_POINTS, &mut self.points);
        fields.number("noise", 0.0..=MOST_NOISE, &mut self.noise);
        fields.number("split", 10.0..=90.0, &mut self.split);
        fields.whole("seed", 1..=1_000_000, &mut self.seed);
        let mut on = FEATURES.into_iter().zip(&mut self.features);
        let mut switches: [(&'static str, &mut bool); FEATURES.len()] =
            std::array::from_fn(|_| on.next().expect("as many features as ids"));
        fields.switches("features", &mut switches);
        fields.wholes("n", 0..=MOST_LAYERS, 1..=MOST_UNITS, &mut self.units);
        self.fit_bends();
        fields.functions("f", &mut self.bends);
        let mut formula = Some(self.formula.clone());
        fields.formula("formula", &mut formula);
        self.formula = formula.unwrap_or_else(usual_formula);
        fields.choice("output", &OUTPUTS, &mut self.output);
        fields.choice("loss", &LOSSES, &mut self.loss);
        fields.choice("opt", &Optimizer::IDS, &mut self.optimizer);
        fields.number("rate", 0.0..=BOUND, &mut self.rate);
        fields.whole("batch", 1..=MOST_POINTS, &mut self.batch);
        fields.number("l1", 0.0..=10.0, &mut self.l1);
        fields.number("l2", 0.0..=10.0, &mut self.l2);
        fields.choice("norm", &Norm::IDS, &mut self.norm);
        fields.number("dropout", 0.0..=0.9, &mut self.dropout);
        fields.choice("init", &INITS, &mut self.init);
        fields.choice("speed", &SPEEDS, &mut self.speed);
        fields.number("target", 0.0..=BOUND, &mut self.target);
        fields.whole("epochs", 0..=1_000_000, &mut self.epochs);
        fields.choice("look", &LOOKS, &mut self.look);
        self.weights(fields);
    }
}

/// The formula before the learner writes another: that of swish.
fn usual_formula() -> Formula {
    Formula::read("x*sigmoid(x)").expect("a formula")
}

/// The ids of data: those that are made, and one's own.
pub(super) fn data_ids() -> Vec<&'static str> {
    ALL.iter().map(|set| set.id).chain([OWN]).collect()
}

impl TrainState {
    /// One's own points as a list of x, y and label.
    fn own_points(&mut self, fields: &mut dyn Fields) {
        let flat = |point: &Point| [point.at[0], point.at[1], point.label];
        let before: Vec<f64> = self.own.iter().flat_map(flat).collect();
        let mut numbers = before.clone();
        fields.numbers("own", 0..=3 * MOST_OWN, -BOUND..=BOUND, &mut numbers);
        if numbers != before {
            let point = |[x, y, label]: &[f64; 3]| Point {
                at: [*x, *y],
                label: *label,
            };
            self.own = Rc::new(numbers.as_chunks().0.iter().map(point).collect());
        }
    }

    /// Steps, examples seen, unless all steps were of whole batches, and parameters, where a link carries them.
    fn weights(&mut self, fields: &mut dyn Fields) {
        let carried = self.trained.as_ref();
        let carried = carried.filter(|trained| trained.parameters.len() <= MOST_IN_LINK);
        let current = carried.map_or_else(String::new, |trained| {
            let Trained {
                step,
                seen,
                parameters,
            } = trained;
            let code = code::write(parameters);
            if *seen == self.seen_in(*step) {
                format!("{step},{code}")
            } else {
                format!("{step},{seen},{code}")
            }
        });
        let Some(text) = fields.offer("w", current, None) else {
            return;
        };
        match self.read_weights(&text) {
            Ok(trained) => self.trained = trained,
            Err(why) => fields.refuse("w", &text, why),
        }
    }

    fn read_weights(&self, text: &str) -> Result<Option<Trained>, Why> {
        if text.is_empty() {
            return Ok(None);
        }
        let (step, code) = text.split_once(',').ok_or(Why::Damaged)?;
        let step: usize = step.parse().map_err(|_| Why::Damaged)?;
        let (seen, code) = match code.split_once(',') {
            Some((seen, code)) => (seen.parse().map_err(|_| Why::Damaged)?, code),
            None => (self.seen_in(step), code),
        };
        let parameters = code::read(code).ok_or(Why::Damaged)?;
        if parameters.len() != self.spec().parameters() || seen > MOST_SEEN {
            return Err(Why::Damaged);
        }
        let parameters = Rc::new(parameters);
        Ok(Some(Trained {
            step,
            seen,
            parameters,
        }))
    }

    /// As many activations as layers: new ones are like the last.
    pub(super) fn fit_bends(&mut self) {
        let last = self.bends.last().cloned();
        let last = last.unwrap_or_else(|| Some(Bend::new(catalogue("tanh"))));
        self.bends.resize(self.units.len(), last);
    }

    /// Whether a link carries the weights.
    pub(super) fn fits_in_link(&self) -> bool {
        self.spec().parameters() <= MOST_IN_LINK
    }
}
