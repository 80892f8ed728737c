//! What a trained net has come to, short enough for a link, and the task that brings it there.

use crate::exhibits::coarse;
use crate::exhibits::target::Target;
use crate::maths::random::Random;
use crate::maths::{Curve as _, Function};
use crate::nn::protocol::{Look, Start, Task};
use crate::nn::{Examples, Hidden, Init, Loss, Norm, Optimizer, Output, Spec};

use super::RANGE;

/// A run takes as many steps, of all examples each.
pub const STEPS: u64 = 10_000;
/// After as many steps there is something new to see.
pub const LEG: u64 = 500;
/// It learns from as many points, the middles of equal parts of the range.
const EXAMPLES: usize = 120;
/// A curve is kept at as many places, the ends of the range among them.
const PLACES: usize = 97;
/// The learning rate of Adam for one unit. What a step does to the sum grows with the units, so the rate shrinks by the root
/// of their number.
const RATE: f64 = 0.02;

/// A trained net.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its hidden units.
    pub units: usize,
    /// The root of its mean squared error over the examples, to four digits.
    pub rmse: f64,
    /// Its heights at equally spaced places from one end of the range to the other.
    pub heights: Vec<f64>,
}

impl Run {
    /// Of a net with this mean of ½(y − t)² and these heights, on the paper of `target`.
    #[cfg(any(test, feature = "web", feature = "kernels"))]
    pub(crate) fn new(units: usize, loss: f64, heights: &[f32], target: &Target) -> Option<Self> {
        let heights: Vec<f64> = heights.iter().map(|height| f64::from(*height)).collect();
        let ends = paper(target);
        Some(Self {
            units,
            rmse: four_digits(libm::sqrt(2.0 * loss)),
            heights: coarse::read(&coarse::write(&heights, ends), PLACES, ends)?,
        })
    }

    /// Its corners, from left to right.
    pub(crate) fn corners(&self) -> Vec<(f64, f64)> {
        places().zip(self.heights.iter().copied()).collect()
    }

    /// As it stands in a link.
    pub(crate) fn write(&self, target: &Target) -> String {
        let heights = coarse::write(&self.heights, paper(target));
        format!("{}~{}~{heights}", self.units, self.rmse)
    }

    /// The run of such a text.
    pub(crate) fn read(text: &str, target: &Target) -> Option<Self> {
        let mut parts = text.split('~');
        let mut next = || parts.next();
        let (units, rmse, heights) = (next()?, next()?, next()?);
        let rmse = crate::text::parse(rmse)?;
        let run = Self {
            units: units.parse().ok()?,
            rmse: four_digits(rmse),
            heights: coarse::read(heights, PLACES, paper(target))?,
        };
        let fits = (1..=super::MOST).contains(&run.units) && rmse >= 0.0 && rmse.is_finite();
        (fits && parts.next().is_none()).then_some(run)
    }
}

/// Between which heights a curve is kept: thrice what the chart shows.
fn paper(target: &Target) -> (f64, f64) {
    let axis = target.axis();
    let span = axis.high - axis.low;
    (axis.low - span, axis.high + span)
}

fn places() -> impl Iterator<Item = f64> {
    let step = (RANGE.1 - RANGE.0) / (PLACES - 1) as f64;
    (0..PLACES).map(move |i| RANGE.0 + step * i as f64)
}

/// Where it learns.
pub(super) fn examples() -> Vec<f64> {
    let step = (RANGE.1 - RANGE.0) / EXAMPLES as f64;
    let middle = |i: usize| RANGE.0 + step * (i as f64 + 0.5);
    (0..EXAMPLES).map(middle).collect()
}

/// Rounded to four significant digits.
fn four_digits(value: f64) -> f64 {
    let text = format!("{value:.3e}");
    text.parse().unwrap_or(value)
}

/// The task of a net of so many units: Adam, all examples in every step, from a start that the seed decides.
pub(crate) fn task(bend: &Function, units: usize, target: &Target, seed: u64) -> Task {
    let inputs = examples();
    let narrow = |values: &[f64]| values.iter().map(|value| *value as f32).collect();
    let targets: Vec<f64> = inputs.iter().map(|x| target.at(*x).y).collect();
    let hidden = Hidden {
        units,
        bend: bend.clone(),
    };
    Task {
        spec: Spec {
            inputs: 1,
            hidden: vec![hidden],
            outputs: 1,
            output: Output::Linear,
            norm: Norm::None,
            dropout: 0.0,
            loss: Loss::SquaredError,
            optimizer: Optimizer::Adam,
            rate: (RATE / libm::sqrt(units as f64)) as f32,
            init: Init::LeCun,
            l1: 0.0,
            l2: 0.0,
            seed,
        },
        train: Examples {
            inputs: vec![narrow(&inputs)],
            targets: vec![narrow(&targets)],
        },
        test: Examples::default(),
        batch: EXAMPLES,
        start: Some(Start {
            parameters: start(units, seed),
            step: 0,
            seen: 0,
        }),
        look: Look {
            at: vec![narrow(&places().collect::<Vec<_>>())],
            ..Look::default()
        },
    }
}

/// Where a net starts, as `Report::parameters` has it: each unit has its middle somewhere in the range. (With biases of 0
/// all would have it at 0.)
fn start(units: usize, seed: u64) -> Vec<f32> {
    let mut random = Random::new(seed);
    let mut numbers = vec![0.0; 3 * units + 1];
    let share = 0.5 / libm::sqrt(units as f64);
    for i in 0..units {
        let w = random.normal();
        let middle = RANGE.0 + (RANGE.1 - RANGE.0) * random.uniform();
        numbers[i] = w as f32;
        numbers[units + i] = (-w * middle) as f32;
        numbers[2 * units + i] = (share * random.normal()) as f32;
    }
    numbers
}

#[cfg(feature = "kernels")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::target::IDS;
    use crate::maths::expression::Formula;
    use crate::maths::{Activation, Bend, polynomial};
    use crate::nn::protocol::{FromWorker, Report, ToWorker};
    use crate::nn::session::Session;

    fn trained(f: &str, units: usize, target: &str, seed: u64, steps: u64) -> Run {
        let place = IDS.iter().position(|id| *id == target).unwrap();
        let target = Target::new(place, vec![]);
        let known = Activation::find(f).map(|f| Function::from(Bend::new(f)));
        let bend = known.unwrap_or_else(|| Function::Own(Formula::read(f).unwrap()));
        let task = task(&bend, units, &target, seed);
        let mut session = Session::new();
        session.receive(ToWorker::Load(1, Box::new(task)));
        session.receive(ToWorker::Step(steps));
        let Some(FromWorker::Report(_, report)) = session.tick(u64::MAX) else {
            panic!("a report after {steps} steps");
        };
        let Report {
            train, surfaces, ..
        } = *report;
        Run::new(units, train.loss, &surfaces[0][0], &target).unwrap()
    }

    #[test]
    fn more_units_come_closer_to_the_target() {
        for (f, target) in [("relu", "sine"), ("tanh", "bump")] {
            let [few, many] = [1, 12].map(|units| trained(f, units, target, 1, 2000).rmse);
            assert!(many < 0.2 * few, "{f}: {many} and {few}");
        }
    }

    #[test]
    fn no_polynomial_gets_below_its_floor_whatever_the_number_of_units() {
        for (f, degree) in [("identity", 1), ("x^2", 2)] {
            let target = Target::new(0, vec![]);
            let (_, floor) = polynomial::best(degree, &target, RANGE, &examples()).unwrap();
            for units in [1, 4, 16] {
                let run = trained(f, units, "sigmoid", 1, 1000);
                // Both to the four digits of a run.
                assert!(run.rmse >= four_digits(floor), "{f} {units}: {}", run.rmse);
            }
        }
    }

    #[test]
    fn equal_seeds_give_equal_runs() {
        assert_eq!(
            trained("tanh", 3, "sine", 5, 200),
            trained("tanh", 3, "sine", 5, 200)
        );
        assert_ne!(
            trained("tanh", 3, "sine", 5, 200),
            trained("tanh", 3, "sine", 6, 200)
        );
    }
}
