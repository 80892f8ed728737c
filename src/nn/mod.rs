//! Networks that learn: single precision, a mini-batch side by side, equal specs give equal runs.

mod dense;
mod loss;
mod network;
mod optimizer;
mod spec;

pub use network::{BLOCK, Examples, Network};
pub use spec::{
    Hidden, Init, Loss, MOST_LAYERS, MOST_UNITS, Norm, Optimizer, Output, Spec, SpecError,
};
