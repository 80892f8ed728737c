//! Networks that learn: single precision, a mini-batch side by side, equal specs give equal runs.

mod dense;
mod dropout;
mod inspect;
mod layer;
mod loss;
mod network;
mod norm;
mod optimizer;
mod spec;
mod step;
mod watch;

pub use dense::BLOCK;
pub use inspect::{Unit, histogram};
pub use network::{Examples, Network, Normalization, WrongLength};
pub use spec::{
    Hidden, Init, Loss, MOST_LAYERS, MOST_UNITS, Norm, Optimizer, Output, Spec, SpecError,
};
pub use watch::{Broken, Operation};
