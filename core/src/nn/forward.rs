//! What a network says, in double precision and without the engine: for values, pictures and formulas on a page that
//! does not train.

use core::ops::Range;

use super::spec::{Norm, Output, Spec};
use super::start::{Place, WrongLength};
use crate::maths::Curve as _;
use crate::maths::softmax::softmax;

/// A network to be asked.
#[derive(Clone, Debug)]
pub struct Forward<'a> {
    spec: &'a Spec,
    parameters: &'a [f32],
    layers: Vec<Place>,
}

/// What happens in a layer to one example: a number a unit in each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerTrace {
    /// w·x + b
    pub affine: Vec<f64>,
    /// What the activation takes: the same, normalised if the layer has a normalisation.
    pub normal: Vec<f64>,
    /// What comes out.
    pub out: Vec<f64>,
}

/// Added to a variance before its root is taken.
const EPSILON: f64 = 1e-5;

impl<'a> Forward<'a> {
    /// The network of a spec that [`Spec::check`] accepts, with parameters as [`Report::parameters`] has them.
    ///
    /// # Errors
    /// There are more or fewer of them than the network has.
    ///
    /// [`Report::parameters`]: super::protocol::Report::parameters
    pub fn new(spec: &'a Spec, parameters: &'a [f32]) -> Result<Self, WrongLength> {
        let expected = spec.parameters();
        let found = parameters.len();
        if found != expected {
            return Err(WrongLength { found, expected });
        }
        Ok(Self {
            spec,
            parameters,
            layers: spec.places(),
        })
    }

    /// What comes out for one example.
    ///
    /// # Panics
    /// `inputs` are not as many as the network has.
    #[must_use]
    pub fn outputs(&self, inputs: &[f64]) -> Vec<f64> {
        self.trace(inputs).pop().unwrap_or_default().out
    }

    /// What happens in each layer to one example, the last one included. Dropout is left out, and batch normalisation goes
    /// by the running statistics.
    ///
    /// # Panics
    /// `inputs` are not as many as the network has.
    #[must_use]
    pub fn trace(&self, inputs: &[f64]) -> Vec<LayerTrace> {
        assert_eq!(inputs.len(), self.spec.inputs, "inputs of the network");
        let mut trace: Vec<LayerTrace> = Vec::with_capacity(self.layers.len());
        for i in 0..self.layers.len() {
            let below = trace.last().map_or(inputs, |below| &below.out);
            trace.push(self.layer(i, below));
        }
        trace
    }

    /// What each unit says of many examples, as [`Report::surfaces`] has it: shape (layers, units, examples), given inputs
    /// of shape (features, examples).
    ///
    /// # Panics
    /// The columns are not as many as the network has inputs, or not equally long.
    ///
    /// [`Report::surfaces`]: super::protocol::Report::surfaces
    #[must_use]
    pub fn surfaces(&self, inputs: &[Vec<f32>]) -> Vec<Vec<Vec<f32>>> {
        let examples = inputs.first().map_or(0, Vec::len);
        let none = |place: &Place| vec![Vec::with_capacity(examples); place.units];
        let mut surfaces: Vec<Vec<Vec<f32>>> = self.layers.iter().map(none).collect();
        for row in 0..examples {
            let at: Vec<f64> = inputs.iter().map(|column| column[row].into()).collect();
            for (surfaces, layer) in surfaces.iter_mut().zip(self.trace(&at)) {
                for (surface, out) in surfaces.iter_mut().zip(layer.out) {
                    surface.push(out as f32);
                }
            }
        }
        surfaces
    }

    fn layer(&self, i: usize, below: &[f64]) -> LayerTrace {
        let place = &self.layers[i];
        let weights = &self.parameters[place.weights.clone()];
        let biases = &self.parameters[place.biases.clone()];
        let unit = |(row, bias): (&[f32], &f32)| {
            let products = row.iter().zip(below).map(|(w, x)| f64::from(*w) * x);
            f64::from(*bias) + products.sum::<f64>()
        };
        let affine: Vec<f64> = weights.chunks(place.inputs).zip(biases).map(unit).collect();
        let hidden = self.spec.hidden.get(i);
        let normal = hidden.map_or_else(|| affine.clone(), |_| self.normal(place, &affine));
        let out = match hidden {
            Some(hidden) => normal.iter().map(|z| hidden.bend.at(*z).y).collect(),
            None => self.spec.output.at(&normal),
        };
        LayerTrace {
            affine,
            normal,
            out,
        }
    }

    /// γ·(z − mean)/√(variance + ε) + β
    fn normal(&self, place: &Place, z: &[f64]) -> Vec<f64> {
        let of = |range: &Range<usize>, u: usize| {
            let number = self.parameters[range.clone()].get(u);
            f64::from(number.copied().unwrap_or_default())
        };
        let (centre, spread) = match self.spec.norm {
            Norm::None => return z.to_vec(),
            Norm::Batch => (0.0, 0.0),
            Norm::Layer => {
                let centre = mean(z.iter().copied());
                (centre, mean(z.iter().map(|z| (z - centre) * (z - centre))))
            }
            Norm::Rms => (0.0, mean(z.iter().map(|z| z * z))),
        };
        let unit = |(u, z): (usize, &f64)| {
            let (mean, variance) = if self.spec.norm == Norm::Batch {
                (of(&place.mean, u), of(&place.variance, u))
            } else {
                (centre, spread)
            };
            let normal = (z - mean) / libm::sqrt(variance + EPSILON);
            of(&place.scale, u) * normal + of(&place.shift, u)
        };
        z.iter().enumerate().map(unit).collect()
    }
}

fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = numbers.len() as f64;
    numbers.sum::<f64>() / count
}

impl Output {
    /// What the last layer makes of its logits.
    #[must_use]
    pub fn at(self, logits: &[f64]) -> Vec<f64> {
        let each = |f: fn(f64) -> f64| logits.iter().map(|z| f(*z)).collect();
        match self {
            Self::Linear => logits.to_vec(),
            Self::Sigmoid => each(|z| 1.0 / (1.0 + libm::exp(-z))),
            Self::Tanh => each(libm::tanh),
            Self::Softmax => softmax(logits, 1.0),
        }
    }
}
