//! What can be chosen: ids that stand in links, for ever, and what each means to the engine.

use crate::nn::{Init, Loss, Output};

/// The ids of outputs; the first is what suits the data.
pub(super) const OUTPUTS: [&str; 5] = ["auto", "linear", "sigmoid", "tanh", "softmax"];
/// The ids of losses; the first is what suits the output.
pub(super) const LOSSES: [&str; 4] = ["auto", "mse", "mae", "cross_entropy"];
/// The ids of initialisations, in the order of [`init`].
pub(super) const INITS: [&str; 5] = ["xavier", "he", "lecun", "uniform", "zero"];
/// The ids of features.
pub(super) const FEATURES: [&str; 7] = ["x", "y", "x2", "y2", "xy", "sinx", "siny"];
/// How features stand in print.
pub(super) const FEATURE_SIGNS: [&str; 7] = ["x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂"];
/// The ids of what labels of own points are: classes of a plane, numbers over a plane, numbers over a line.
pub(super) const KINDS: [&str; 3] = ["classes", "numbers", "curve"];
/// Examples a second; the last one is as fast as can be.
pub(super) const SPEEDS: [&str; 7] = ["1", "10", "100", "1000", "10000", "100000", "max"];
/// What is shown below: ids.
pub(super) const LOOKS: [&str; 5] = ["none", "gradients", "activations", "confusion", "export"];

/// The largest weight of the uniform initialisation.
const LIMIT: f32 = 1.0;

/// What the last layer makes of its logits; `None`: what suits the data.
pub(super) const fn output(choice: usize) -> Option<Output> {
    match choice {
        1 => Some(Output::Linear),
        2 => Some(Output::Sigmoid),
        3 => Some(Output::Tanh),
        4 => Some(Output::Softmax),
        _ => None,
    }
}

/// What is to become small; `None`: what suits the output.
pub(super) const fn loss(choice: usize) -> Option<Loss> {
    match choice {
        1 => Some(Loss::SquaredError),
        2 => Some(Loss::AbsoluteError),
        3 => Some(Loss::CrossEntropy),
        _ => None,
    }
}

/// Where weights start.
pub(super) const fn init(choice: usize) -> Init {
    match choice {
        1 => Init::He,
        2 => Init::LeCun,
        3 => Init::Uniform { limit: LIMIT },
        4 => Init::Zero,
        _ => Init::Xavier,
    }
}

/// Examples a second; `None`: as many as can be.
#[cfg(feature = "web")]
pub(super) fn speed(choice: usize) -> Option<f64> {
    crate::text::parse(SPEEDS[choice])
}
