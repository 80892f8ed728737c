//! The pure core: functions, their derivatives, and what can be computed of them.
//!
//! It knows no browser, no clock, no randomness and no language.

mod activation;
mod catalogue;
mod curve;
mod jet;
#[cfg(feature = "kernels")]
mod lanes;
mod number;
mod sample;
mod sources;
mod special;

pub use activation::{Activation, Bend, Family, Param, Source};
pub use catalogue::ALL;
pub use curve::{Curve, Neuron, Side};
pub use jet::Jet;
#[cfg(feature = "kernels")]
pub use lanes::{LANES, Lanes};
pub use number::Number;
pub use sample::{Jump, Order, Sampling, sample};
