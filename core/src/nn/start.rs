//! Where a network keeps its parameters, and what they are before the first step: known without the engine.

use core::fmt;
use core::ops::Range;

use super::spec::{Init, Norm, Spec};
use crate::maths::random::Random;

/// Where the parameters of a layer lie in the flat list of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// How many numbers come in.
    pub inputs: usize,
    /// How many come out.
    pub units: usize,
    /// The weights, a row a unit.
    pub weights: Range<usize>,
    /// The biases.
    pub biases: Range<usize>,
    /// γ of the normalisation; like the rest empty where there is none, …
    pub scale: Range<usize>,
    /// … β, not with [`Norm::Rms`], …
    pub shift: Range<usize>,
    /// … and with [`Norm::Batch`] the running means and …
    pub mean: Range<usize>,
    /// … variances.
    pub variance: Range<usize>,
}

/// These are not the parameters of such a network: how many were given, and how many it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongLength {
    /// How many were given.
    pub found: usize,
    /// How many the network has.
    pub expected: usize,
}

impl fmt::Display for WrongLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { found, expected } = self;
        write!(
            f,
            "cannot set the parameters of the network: found {found} numbers, expected {expected}"
        )
    }
}

impl core::error::Error for WrongLength {}

impl Spec {
    /// Where the parameters of each layer lie, the outputs' last.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let mut end = 0;
        let mut next = |length: usize| {
            end += length;
            end - length..end
        };
        let mut inputs = self.inputs;
        let hidden = self.hidden.iter().map(|hidden| (hidden.units, self.norm));
        let layer = |(units, norm): (usize, Norm)| {
            let has = |wanted: bool| if wanted { units } else { 0 };
            let normal = has(norm != Norm::None);
            let running = has(norm == Norm::Batch);
            let place = Place {
                inputs,
                units,
                weights: next(inputs * units),
                biases: next(units),
                scale: next(normal),
                shift: next(if norm == Norm::Rms { 0 } else { normal }),
                mean: next(running),
                variance: next(running),
            };
            inputs = units;
            place
        };
        hidden
            .chain([(self.outputs, Norm::None)])
            .map(layer)
            .collect()
    }

    /// How many parameters there are.
    #[must_use]
    pub fn parameters(&self) -> usize {
        self.places().last().map_or(0, |last| last.variance.end)
    }

    /// All parameters before the first step, by the seed.
    #[must_use]
    pub fn start(&self) -> Vec<f32> {
        let mut random = Random::new(self.seed);
        let mut parameters = vec![0.0; self.parameters()];
        for place in self.places() {
            let scale = deviation(self.init, place.inputs, place.units);
            for weight in &mut parameters[place.weights] {
                *weight = match self.init {
                    Init::Uniform { limit } => limit * (2.0 * random.uniform() - 1.0) as f32,
                    _ => scale * random.normal() as f32,
                };
            }
            parameters[place.scale].fill(1.0);
            parameters[place.variance].fill(1.0);
        }
        parameters
    }
}

/// The standard deviation of the starting weights.
fn deviation(init: Init, inputs: usize, units: usize) -> f32 {
    let variance = match init {
        Init::Xavier => 2.0 / (inputs + units) as f64,
        Init::He => 2.0 / inputs as f64,
        Init::LeCun => 1.0 / inputs as f64,
        Init::Gain(gain) => f64::from(gain) * f64::from(gain) / inputs as f64,
        Init::Uniform { .. } | Init::Zero => 0.0,
    };
    libm::sqrt(variance) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::{Activation, Bend};
    use crate::nn::{Hidden, Loss, Optimizer, Output};

    fn spec(norm: Norm) -> Spec {
        let hidden = |units| Hidden {
            units,
            bend: Bend::new(Activation::find("tanh").unwrap()).into(),
        };
        Spec {
            inputs: 2,
            hidden: vec![hidden(3), hidden(5)],
            outputs: 1,
            output: Output::Linear,
            norm,
            dropout: 0.0,
            loss: Loss::SquaredError,
            optimizer: Optimizer::Sgd,
            rate: 0.1,
            init: Init::He,
            l1: 0.0,
            l2: 0.0,
            seed: 7,
        }
    }

    #[test]
    fn parameters_are_counted_with_those_of_the_normalisation() {
        // By hand: (2·3 + 3) + (3·5 + 5) + (5·1 + 1) = 35, and for each of 8 units γ; β; running mean and variance.
        let counts = [
            (Norm::None, 35),
            (Norm::Rms, 43),
            (Norm::Layer, 51),
            (Norm::Batch, 67),
        ];
        for (norm, count) in counts {
            assert_eq!(spec(norm).parameters(), count, "{norm:?}");
        }
    }

    #[test]
    fn places_follow_one_another_without_a_gap() {
        let spec = spec(Norm::Batch);
        let mut end = 0;
        for place in spec.places() {
            let ranges = [
                place.weights,
                place.biases,
                place.scale,
                place.shift,
                place.mean,
                place.variance,
            ];
            for range in ranges {
                assert_eq!(range.start, end);
                end = range.end;
            }
        }
        assert_eq!(end, spec.start().len());
    }
}
