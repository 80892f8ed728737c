//! The pure core: functions, their derivatives, and what can be computed of them.
//!
//! It knows no browser, no clock and no language; what looks random follows from a seed.

mod activation;
mod analysis;
mod breaks;
mod catalogue;
mod curve;
mod extreme;
#[cfg(test)]
mod facts;
#[cfg(feature = "kernels")]
mod fast;
mod jet;
#[cfg(feature = "kernels")]
mod lanes;
mod number;
#[cfg(every_exhibit)]
pub mod random;
mod sample;
mod scan;
pub mod softmax;
#[cfg(feature = "press")]
mod sources;
mod special;
#[cfg(feature = "kernels")]
mod vector;

#[cfg(feature = "kernels")]
pub use activation::Kernel;
#[cfg(feature = "press")]
pub use activation::Source;
pub use activation::{Activation, Bend, Family, Param};
pub use analysis::{Card, FLAT, Gap, Monotone, analyse, largest_gap};
pub use catalogue::ALL;
pub use curve::{Break, Curve, Neuron, Order, Side};
pub use extreme::{Extreme, Place};
pub use jet::Jet;
#[cfg(feature = "kernels")]
pub use lanes::Lanes;
pub use number::Number;
pub use sample::{Jump, Sampling, sample};
#[cfg(feature = "kernels")]
pub use vector::{F32x4, LANES};
