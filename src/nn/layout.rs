//! Where the parameters of a network stand in the one list that they are, and what they are before the first step.
//!
//! Layer by layer: its weights, a row a unit, its biases, then γ, β, running means and running variances, as far as its
//! normalisation has them. Nobody else knows.

use core::fmt;
use core::ops::Range;

use super::spec::{Init, Norm, Spec};
use crate::maths::random::Random;

/// Where the parameters of a layer are. A range is empty where the layer has no such parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// How many numbers the layer takes.
    pub inputs: usize,
    /// How many it gives.
    pub units: usize,
    /// A row a unit: that of input `i` of unit `u` is at `u · inputs + i`.
    pub weights: Range<usize>,
    /// One a unit, as all that follow.
    pub biases: Range<usize>,
    /// γ
    pub scale: Range<usize>,
    /// β
    pub shift: Range<usize>,
    /// The running mean.
    pub mean: Range<usize>,
    /// The running variance.
    pub variance: Range<usize>,
}

impl Places {
    /// From the first to the last.
    #[must_use]
    pub fn all(&self) -> Range<usize> {
        self.weights.start..self.variance.end
    }
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

/// The places of each layer, the last one included, of a spec that [`Spec::check`] accepts.
#[must_use]
pub fn layout(spec: &Spec) -> Vec<Places> {
    let hidden = spec.hidden.iter().map(|hidden| (hidden.units, spec.norm));
    let (mut inputs, mut end) = (spec.inputs, 0);
    let places = |(units, norm): (usize, Norm)| {
        let mut next = |wanted: bool, size: usize| {
            let start = end;
            end += if wanted { size } else { 0 };
            start..end
        };
        let places = Places {
            inputs,
            units,
            weights: next(true, inputs * units),
            biases: next(true, units),
            scale: next(norm != Norm::None, units),
            shift: next(matches!(norm, Norm::Batch | Norm::Layer), units),
            mean: next(norm == Norm::Batch, units),
            variance: next(norm == Norm::Batch, units),
        };
        inputs = units;
        places
    };
    hidden
        .chain([(spec.outputs, Norm::None)])
        .map(places)
        .collect()
}

/// The parameters before the first step, of a spec that [`Spec::check`] accepts: weights by its init and its seed, biases,
/// β and running means 0, γ and running variances 1.
#[must_use]
pub fn initial(spec: &Spec) -> Vec<f32> {
    let mut random = Random::new(spec.seed);
    let mut parameters = Vec::new();
    for places in layout(spec) {
        let scale = deviation(spec.init, places.inputs, places.units);
        parameters.extend(places.weights.clone().map(|_| match spec.init {
            Init::Uniform { limit } => limit * (2.0 * random.uniform() - 1.0) as f32,
            _ => scale * random.normal() as f32,
        }));
        parameters.resize(places.all().end, 0.0);
        parameters[places.scale].fill(1.0);
        parameters[places.variance].fill(1.0);
    }
    parameters
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
