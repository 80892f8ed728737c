//! A function of one input to train with: one of the catalogue, or the learner's own.

use super::activation::Bend;
use super::curve::{Curve, Side};
use super::expression::Formula;
use super::jet::Jet;
#[cfg(feature = "kernels")]
use super::vector::F32x4;

/// What bends the pre-activations of a layer.
#[derive(Clone, Debug, PartialEq)]
pub enum Function {
    /// One of the catalogue.
    Known(Bend),
    /// The learner's own.
    Own(Formula),
}

impl From<Bend> for Function {
    fn from(bend: Bend) -> Self {
        Self::Known(bend)
    }
}

impl Function {
    /// The one of the catalogue, if it is that.
    #[must_use]
    pub fn known(&self) -> Option<&Bend> {
        match self {
            Self::Known(bend) => Some(bend),
            Self::Own(_) => None,
        }
    }

    /// A whole layer in place: each pre-activation in `z` becomes f(z), `slope` becomes f′(z). NaN stays NaN.
    #[cfg(feature = "kernels")]
    pub fn layer(&self, z: &mut [F32x4], slope: &mut [F32x4]) {
        match self {
            Self::Known(bend) => (bend.activation.layer)(z, slope, &bend.params),
            Self::Own(formula) => formula.layer(z, slope),
        }
    }
}

impl Curve for Function {
    fn at(&self, x: f64) -> Jet {
        match self {
            Self::Known(bend) => bend.at(x),
            Self::Own(formula) => formula.at(x),
        }
    }

    fn kinks(&self) -> Vec<f64> {
        match self {
            Self::Known(bend) => bend.kinks(),
            Self::Own(formula) => formula.kinks(),
        }
    }

    fn beside(&self, kink: f64, side: Side) -> Jet {
        match self {
            Self::Known(bend) => bend.beside(kink, side),
            Self::Own(formula) => formula.beside(kink, side),
        }
    }
}
