//! What a network is made of and how it learns: everything that a run depends on, the seed included.

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::maths::expression::{Formula, Op};
use crate::maths::{Activation, Bend, Function};

/// A dense network, and how it learns. Equal specs give bit-for-bit equal runs, natively and in WebAssembly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spec {
    /// How many numbers an example has, from 1 on.
    pub inputs: usize,
    /// The hidden layers, from the first to the last: at most [`MOST_LAYERS`].
    pub hidden: Vec<Hidden>,
    /// How many numbers come out, from 1 on.
    pub outputs: usize,
    /// What the last layer makes of its logits.
    pub output: Output,
    /// What stands between the affine part of each hidden layer and its activation.
    pub norm: Norm,
    /// The share of the outputs of hidden layers that are 0 while it learns, from 0 to less than 1; the others are
    /// divided by what is left of 1.
    pub dropout: f32,
    /// What is to become small.
    pub loss: Loss,
    /// How a step is made of a gradient.
    pub optimizer: Optimizer,
    /// The learning rate.
    pub rate: f32,
    /// Where the weights start. Biases start at 0.
    pub init: Init,
    /// The factor of Σ|w| in what is made small; weights alone, neither biases nor γ and β.
    pub l1: f32,
    /// The factor of ½Σw², of the same.
    pub l2: f32,
    /// Decides all that is random.
    pub seed: u64,
}

/// How many hidden layers there may be.
pub const MOST_LAYERS: usize = 8;
/// How many units a hidden layer may have.
pub const MOST_UNITS: usize = 256;

/// A hidden layer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hidden {
    /// From 1 to [`MOST_UNITS`].
    pub units: usize,
    /// Its activation.
    #[serde(with = "by_name")]
    pub bend: Function,
}

/// What stands between the affine part z of a hidden layer and its activation: γ·(z − mean)/√(variance + 1e-5) + β, γ and
/// β learnt for each unit, γ from 1 and β from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Norm {
    /// Nothing.
    None,
    /// Mean and variance of a unit over the batch (Ioffe and Szegedy, 2015). For predictions running ones are used, which
    /// follow those of each batch by a tenth of the way, the variance with its divisor one less.
    Batch,
    /// Mean and variance of an example over the units of the layer (Ba, Kiros and Hinton, 2016).
    Layer,
    /// γ·z/√(mean of z² + 1e-5), the mean of an example over the units of the layer (Zhang and Sennrich, 2019).
    Rms,
}

/// What the last layer makes of its logits z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Output {
    /// z itself.
    Linear,
    /// σ(z), each by itself.
    Sigmoid,
    /// tanh z, each by itself.
    Tanh,
    /// e^z / Σe^z, shares of one whole.
    Softmax,
}

/// What is to become small, for one example with outputs y and targets t; a batch has the mean of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loss {
    /// ½Σ(y − t)²
    SquaredError,
    /// Σ|y − t|, with the subgradient 0 at y = t.
    AbsoluteError,
    /// −Σ t·ln y for [`Output::Softmax`], whose targets are shares of one whole, −Σ (t·ln y + (1 − t)·ln(1 − y)) for [`Output::Sigmoid`], both from the logits;
    /// other outputs have none.
    CrossEntropy,
}

/// How a step is made of a gradient. The constants are those of the papers and of PyTorch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Optimizer {
    /// w ← w − rate·g
    Sgd,
    /// v ← 0.9·v + g; w ← w − rate·v
    Momentum,
    /// s ← 0.99·s + 0.01·g²; w ← w − rate·g / (√s + 1e-8)
    RmsProp,
    /// Kingma and Ba, 2015: β₁ = 0.9, β₂ = 0.999, ε = 1e-8, both means corrected for their start at 0.
    Adam,
    /// Adam, and w shrinks by rate·l2 of itself instead of having its l2 in the gradient (Loshchilov and Hutter, 2019).
    AdamW,
}

impl Optimizer {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Sgd,
        Self::Momentum,
        Self::RmsProp,
        Self::Adam,
        Self::AdamW,
    ];
    /// Their names in URLs and files, in the same order; they never change.
    pub const IDS: [&str; 5] = ["sgd", "momentum", "rmsprop", "adam", "adamw"];
}

impl Norm {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::None, Self::Batch, Self::Layer, Self::Rms];
    /// Their names in URLs and files, in the same order; they never change.
    pub const IDS: [&str; 4] = ["none", "batch", "layer", "rms"];
}

/// Where weights start, for a layer of n inputs and m units.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Init {
    /// Normal, variance 2/(n + m) (Glorot and Bengio, 2010).
    Xavier,
    /// Normal, variance 2/n (He et al., 2015).
    He,
    /// Normal, variance 1/n (LeCun et al., 1998).
    LeCun,
    /// Normal, variance gain²/n, in every layer: see [`gain`](crate::maths::gain) for that of an activation.
    Gain(f32),
    /// Even between −limit and limit.
    Uniform {
        /// The largest weight.
        limit: f32,
    },
    /// All 0: units of a layer that start alike stay alike.
    Zero,
}

/// Why a network cannot be built.
#[derive(Clone, Debug, PartialEq)]
pub enum SpecError {
    /// A count outside its range: what of, the count, and the range.
    Count(&'static str, usize, usize, usize),
    /// A number outside its range: what of, the number, and what it may be.
    Number(&'static str, f32, &'static str),
    /// This output has no cross-entropy.
    NoCrossEntropy(Output),
}

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot build the network: ")?;
        match self {
            Self::Count(what, found, low, high) => {
                write!(f, "{what} is {found}, expected {low} to {high}")
            }
            Self::Number(what, found, expected) => {
                write!(f, "{what} is {}, expected {expected}", kind(*found))
            }
            Self::NoCrossEntropy(output) => {
                write!(
                    f,
                    "cross-entropy of {output:?} outputs, expected Sigmoid or Softmax"
                )
            }
        }
    }
}

impl core::error::Error for SpecError {}

/// What is wrong with a number, in words: a program that writes any number is 8 kB larger.
pub(super) fn kind(number: f32) -> &'static str {
    match number {
        _ if number.is_nan() => "NaN",
        _ if number.is_infinite() => "infinite",
        _ if number < 0.0 => "negative",
        _ => "too large",
    }
}

impl Spec {
    /// Says what is wrong, if anything is.
    ///
    /// # Errors
    /// The first count or number outside its range.
    pub fn check(&self) -> Result<(), SpecError> {
        let count = |what, found, most| {
            let fits = (1..=most).contains(&found);
            fits.then_some(())
                .ok_or(SpecError::Count(what, found, 1, most))
        };
        count("the number of inputs", self.inputs, MOST_UNITS)?;
        count("the number of outputs", self.outputs, MOST_UNITS)?;
        if self.hidden.len() > MOST_LAYERS {
            return Err(SpecError::Count(
                "the number of hidden layers",
                self.hidden.len(),
                0,
                MOST_LAYERS,
            ));
        }
        for hidden in &self.hidden {
            count("the number of units", hidden.units, MOST_UNITS)?;
        }
        let number = |what, found: f32, fits: bool, expected| {
            fits.then_some(())
                .ok_or(SpecError::Number(what, found, expected))
        };
        let positive = |x: f32| x.is_finite() && x >= 0.0;
        number(
            "the learning rate",
            self.rate,
            positive(self.rate),
            "0 or more",
        )?;
        number(
            "the dropout",
            self.dropout,
            (0.0..1.0).contains(&self.dropout),
            "0 to less than 1",
        )?;
        number("l1", self.l1, positive(self.l1), "0 or more")?;
        number("l2", self.l2, positive(self.l2), "0 or more")?;
        if let Init::Uniform { limit } = self.init {
            number(
                "the limit of the weights",
                limit,
                positive(limit),
                "0 or more",
            )?;
        }
        if let Init::Gain(gain) = self.init {
            number("the gain of the weights", gain, positive(gain), "0 or more")?;
        }
        let logits = matches!(self.output, Output::Sigmoid | Output::Softmax);
        if self.loss == Loss::CrossEntropy && !logits {
            return Err(SpecError::NoCrossEntropy(self.output));
        }
        Ok(())
    }
}

/// A function goes from the page to its worker as an id with parameters, or as a formula that is read already, so that the
/// worker need not know how to read one.
mod by_name {
    use serde::de::Error as _;

    use super::{Activation, Bend, Deserialize, Deserializer, Formula, Function, Op};
    use super::{Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(function: &Function, to: S) -> Result<S::Ok, S::Error> {
        match function {
            Function::Known(bend) => {
                (bend.activation.id, &*bend.params, None::<&[Op]>).serialize(to)
            }
            Function::Own(formula) => {
                (formula.text(), &[][..] as &[f64], Some(formula.ops())).serialize(to)
            }
        }
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Function, D::Error> {
        let (name, params, ops) = <(String, Vec<f64>, Option<Vec<Op>>)>::deserialize(from)?;
        if let Some(ops) = ops {
            return Formula::again(name, ops)
                .map(Function::Own)
                .ok_or_else(|| D::Error::custom("cannot read a formula: found half of one"));
        }
        let activation = Activation::find(&name).ok_or_else(|| {
            D::Error::custom(format_args!(
                "cannot read an activation: found \"{name}\", expected an id of the catalogue"
            ))
        })?;
        Ok(Function::Known(Bend { activation, params }))
    }
}
