//! Networks that learn: single precision, a mini-batch side by side, equal specs give equal runs.
//!
//! What a run is made of and what is said about it is known everywhere; the engine itself only with the feature
//! `kernels`, in the program that trains.

#[cfg(feature = "kernels")]
mod dense;
mod examples;
#[cfg(feature = "kernels")]
mod loss;
#[cfg(feature = "kernels")]
mod network;
#[cfg(feature = "kernels")]
mod optimizer;
pub mod protocol;
mod spec;

pub use examples::Examples;
#[cfg(feature = "kernels")]
pub use network::{BLOCK, Network};
pub use spec::{
    Hidden, Init, Loss, MOST_LAYERS, MOST_UNITS, Norm, Optimizer, Output, Spec, SpecError,
};
