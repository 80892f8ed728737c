//! Networks that learn: single precision, a mini-batch side by side, equal specs give equal runs.
//!
//! What a run is made of and what is said about it is known everywhere; the engine itself only with the feature
//! `kernels`, in the program that trains.

pub mod csv;
pub mod data;
#[cfg(feature = "kernels")]
mod dense;
#[cfg(feature = "kernels")]
mod dropout;
mod examples;
pub mod export;
mod forward;
#[cfg(feature = "kernels")]
mod inspect;
#[cfg(feature = "kernels")]
mod layer;
#[cfg(feature = "kernels")]
mod loss;
#[cfg(feature = "kernels")]
mod network;
#[cfg(feature = "kernels")]
mod norm;
#[cfg(feature = "kernels")]
mod optimizer;
pub mod protocol;
#[cfg(feature = "kernels")]
pub mod session;
mod spec;
mod start;
#[cfg(feature = "kernels")]
mod step;
#[cfg(feature = "kernels")]
mod watch;

#[cfg(feature = "kernels")]
pub use dense::BLOCK;
pub use examples::Examples;
pub use forward::{Forward, LayerTrace};
#[cfg(feature = "kernels")]
pub use inspect::Unit;
#[cfg(feature = "kernels")]
pub use network::{Network, Normalization};
pub use spec::{
    Hidden, Init, Loss, MOST_LAYERS, MOST_UNITS, Norm, Optimizer, Output, Spec, SpecError,
};
pub use start::{Place, WrongLength};
