//! The pure core: functions, their derivatives, and what can be computed of them.
//!
//! It knows no browser, no clock and no language; what looks random follows from a seed.

mod activation;
mod affine;
mod analysis;
mod breaks;
mod catalogue;
#[cfg(every_exhibit)]
pub mod chain;
mod curve;
#[cfg(every_exhibit)]
pub mod descent;
#[cfg(every_exhibit)]
mod distance;
#[cfg(every_exhibit)]
pub mod expression;
mod extreme;
#[cfg(test)]
mod facts;
#[cfg(feature = "kernels")]
mod fast;
#[cfg(every_exhibit)]
mod fit;
#[cfg(every_exhibit)]
pub mod fold;
#[cfg(every_exhibit)]
mod function;
#[cfg(every_exhibit)]
mod gain;
pub mod gates;
#[cfg(every_exhibit)]
mod hinge;
#[cfg(every_exhibit)]
pub mod hinge_descent;
#[cfg(every_exhibit)]
pub mod hinge_fit;
mod jet;
#[cfg(feature = "kernels")]
mod lanes;
mod number;
mod plane;
#[cfg(every_exhibit)]
pub mod polynomial;
#[cfg(every_exhibit)]
pub mod random;
mod regression;
mod sample;
mod scan;
pub mod softmax;
#[cfg(feature = "press")]
mod sources;
mod special;
#[cfg(every_exhibit)]
pub mod statistics;
mod unit;
#[cfg(feature = "kernels")]
mod vector;

#[cfg(feature = "kernels")]
pub use activation::Kernel;
#[cfg(feature = "press")]
pub use activation::Source;
pub use activation::{Activation, Bend, Family, Param};
pub use affine::{Affine, Chain};
pub use analysis::{Card, FLAT, Gap, Monotone, analyse, largest_gap};
pub use catalogue::ALL;
pub use curve::{Break, Curve, Neuron, Order, Side};
#[cfg(every_exhibit)]
pub use distance::{Distance, distance};
pub use extreme::{Extreme, Place};
#[cfg(every_exhibit)]
pub use function::Function;
#[cfg(every_exhibit)]
pub use gain::gain;
#[cfg(every_exhibit)]
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
