//! The pure core: functions, their derivatives, and what can be computed of them.
//!
//! It knows no browser, no clock and no language; what looks random follows from a seed.

mod activation;
mod affine;
mod analysis;
mod breaks;
mod catalogue;
pub mod chain;
mod curve;
pub mod descent;
mod distance;
pub mod expression;
mod extreme;
#[cfg(test)]
mod facts;
#[cfg(feature = "kernels")]
mod fast;
mod fit;
pub mod fold;
mod function;
mod gain;
pub mod gates;
mod hinge;
pub mod hinge_descent;
pub mod hinge_fit;
mod jet;
#[cfg(feature = "kernels")]
mod lanes;
mod number;
mod plane;
pub mod polynomial;
pub mod random;
mod regression;
mod sample;
mod scan;
pub mod softmax;
#[cfg(feature = "sources")]
mod sources;
mod special;
pub mod statistics;
mod unit;
#[cfg(feature = "kernels")]
mod vector;

#[cfg(feature = "kernels")]
pub use activation::Kernel;
#[cfg(feature = "sources")]
pub use activation::Source;
pub use activation::{Activation, Bend, Family, Param};
pub use affine::{Affine, Chain};
pub use analysis::{Card, FLAT, Gap, Monotone, analyse, largest_gap};
pub use catalogue::ALL;
pub use curve::{Break, Curve, Neuron, Order, Side};
pub use distance::{Distance, distance};
pub use extreme::{Extreme, Place};
pub use function::Function;
pub use gain::gain;
pub use hinge::{Hidden, Hinges, Segment};
pub use jet::Jet;
#[cfg(feature = "kernels")]
pub use lanes::Lanes;
pub use number::Number;
pub use plane::{Line, Plane};
pub use regression::{best_line, rmse};
pub use sample::{Jump, Sampling, sample};
pub use unit::{Response, Unit};
#[cfg(feature = "kernels")]
pub use vector::{F32x4, LANES};
