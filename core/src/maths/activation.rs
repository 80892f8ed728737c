//! What the catalogue knows of an activation function.

use super::catalogue::ALL;
use super::curve::Curve;
use super::jet::Jet;
#[cfg(feature = "kernels")]
use super::vector::F32x4;

/// A row of the catalogue: a function of one input and of parameters that are the same for all
/// inputs.
#[derive(Debug)]
pub struct Activation {
    /// The name in URLs and lessons; it never changes.
    pub id: &'static str,
    /// Other ids that lead here.
    pub aliases: &'static [&'static str],
    /// Its group in a chooser.
    pub family: Family,
    /// f(x) in TeX; parameters by their symbols.
    #[cfg(feature = "sources")]
    pub formula: &'static str,
    /// In the order in which the functions below take them.
    pub params: &'static [Param],
    /// Where to read about it.
    #[cfg(feature = "sources")]
    pub source: Source,
    pub(super) kinks: fn(&[f64]) -> Vec<f64>,
    pub(super) jet: fn(Jet, &[f64]) -> Jet,
    /// The training kernel.
    #[cfg(feature = "kernels")]
    pub layer: Kernel,
}

/// A whole layer in place, given the parameters: the pre-activations z become f(z), the second
/// slice becomes f′(z). A vector is four examples of one unit. NaN stays NaN. It takes a
/// layer, for a call per row would cost as much as the maths.
#[cfg(feature = "kernels")]
pub type Kernel = fn(&mut [F32x4], &mut [F32x4], &[f64]);

/// A parameter of an activation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Param {
    /// Its name in URLs and in code: `alpha`.
    pub id: &'static str,
    /// Its sign in print: `α`.
    pub symbol: &'static str,
    /// Its usual value.
    pub default: f64,
    /// The low end of a sensible control; any other finite value may be given too.
    pub min: f64,
    /// The high end.
    pub max: f64,
}

/// Where a function was proposed, or where its use in a network is explained.
#[cfg(feature = "sources")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Family names.
    pub authors: &'static str,
    /// Of publication.
    pub year: u16,
    /// Of the paper, or of the file where there is no paper.
    pub title: &'static str,
    /// A stable address: a DOI, arXiv, the proceedings.
    pub url: &'static str,
}

/// A grouping for choosers, by shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Where it began: a threshold, or nothing.
    Basic,
    /// S-shaped: flat at both ends.
    Saturating,
    /// Straight pieces and kinks: small inputs are blocked or damped, large ones pass.
    Rectifier,
    /// The same shape, rounded.
    SmoothRectifier,
    /// Small magnitudes are pulled to 0.
    Shrinkage,
    /// One bump or many.
    BellAndWave,
}

impl Family {
    /// In the order of a chooser.
    pub const ALL: [Self; 6] = [
        Self::Basic,
        Self::Saturating,
        Self::Rectifier,
        Self::SmoothRectifier,
        Self::Shrinkage,
        Self::BellAndWave,
    ];
}

impl Activation {
    /// The activation of this id or alias.
    pub fn find(id_or_alias: &str) -> Option<&'static Self> {
        ALL.iter()
            .find(|a| a.id == id_or_alias || a.aliases.contains(&id_or_alias))
    }

    /// The usual value of each parameter.
    pub fn default_params(&self) -> Vec<f64> {
        self.params.iter().map(|p| p.default).collect()
    }

    /// f, f′ and f″ at `x`.
    ///
    /// NaN gives NaN. At ±∞: the limit, or NaN where there is none. At a kink: the slope
    /// that `PyTorch` takes there (0 for `relu`, α for `leaky_relu`). Parameters that are not
    /// finite, or not as many as the function has, give NaN too.
    pub fn at(&self, x: f64, params: &[f64]) -> Jet {
        if x.is_nan() || !params.iter().all(|p| p.is_finite()) {
            Jet::NAN
        } else if x.is_finite() {
            (self.jet)(Jet::variable(x), params)
        } else {
            self.limit(x.signum(), params)
        }
    }

    /// Where the value, the slope or the curvature jumps, in ascending order.
    pub fn kinks(&self, params: &[f64]) -> Vec<f64> {
        (self.kinks)(params)
    }

    /// What two far places agree on: past every bend, yet where squares still do not overflow.
    fn limit(&self, sign: f64, params: &[f64]) -> Jet {
        let far = |x: f64| (self.jet)(Jet::variable(sign * x), params).map(settle);
        let (near, far) = (far(1e150), far(1.5e150));
        Jet::new(
            agreed(near.y, far.y),
            agreed(near.dy, far.dy),
            agreed(near.d2y, far.d2y),
        )
    }
}

/// At 1e150 what still grows is on its way to ∞ and what has shrunk to 1e-100 is on its way to 0.
fn settle(v: f64) -> f64 {
    match v.abs() {
        1e100.. => f64::INFINITY.copysign(v),
        ..1e-100 => 0.0,
        _ => v,
    }
}

fn agreed(a: f64, b: f64) -> f64 {
    if a == b || (a - b).abs() <= 1e-12 * a.abs() {
        b
    } else {
        f64::NAN
    }
}

/// An activation with its parameters fixed: the curve of a neuron that bends its input.
#[derive(Clone, Debug)]
pub struct Bend {
    /// Which function.
    pub activation: &'static Activation,
    /// One value for each of its parameters.
    pub params: Vec<f64>,
}

impl Bend {
    /// With the usual parameters.
    pub fn new(activation: &'static Activation) -> Self {
        Self {
            activation,
            params: activation.default_params(),
        }
    }
}

/// An activation is known by its id.
impl PartialEq for Bend {
    fn eq(&self, other: &Self) -> bool {
        self.activation.id == other.activation.id && self.params == other.params
    }
}

impl Curve for Bend {
    fn at(&self, x: f64) -> Jet {
        self.activation.at(x, &self.params)
    }

    fn kinks(&self) -> Vec<f64> {
        self.activation.kinks(&self.params)
    }
}
