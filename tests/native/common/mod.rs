//! Networks as several tests want them.

use kassei::maths::{Activation, Bend};
use kassei::nn::{Hidden, Init, Loss, Norm, Optimizer, Output, Spec};

/// Layers of so many units with their activation; the rest is as plain as can be.
pub(crate) fn spec(inputs: usize, hidden: &[(usize, &str)], outputs: usize) -> Spec {
    let hidden = hidden.iter().map(|(units, f)| Hidden {
        units: *units,
        bend: Bend::new(Activation::find(f).expect("an activation")).into(),
    });
    Spec {
        inputs,
        hidden: hidden.collect(),
        outputs,
        output: Output::Linear,
        norm: Norm::None,
        dropout: 0.0,
        loss: Loss::SquaredError,
        optimizer: Optimizer::Sgd,
        rate: 0.1,
        init: Init::LeCun,
        l1: 0.0,
        l2: 0.0,
        seed: 3,
    }
}
