//! What data, optimisers and normalisations are called, wherever a network learns.

use crate::nn::{Norm, Optimizer};
use crate::text::Text;

/// The name of data; of none of the data sets: own points.
pub(super) fn data_name(id: &str, text: &Text) -> &'static str {
    match id {
        "circle" => text.training_data_circle(),
        "xor" => text.training_data_xor(),
        "gauss" => text.training_data_gauss(),
        "spiral" => text.training_data_spiral(),
        "moons" => text.training_data_moons(),
        "three_arms" => text.training_data_three_arms(),
        "four_corners" => text.training_data_four_corners(),
        "plane" => text.training_data_plane(),
        "multi_gauss" => text.training_data_multi_gauss(),
        "sine" => text.training_data_sine(),
        "abs" => text.training_data_abs(),
        "step" => text.training_data_step(),
        _ => text.training_data_own(),
    }
}

/// The name of an optimiser.
pub(super) fn optimizer_name(optimizer: Optimizer, text: &Text) -> &'static str {
    match optimizer {
        Optimizer::Sgd => text.training_optimizer_sgd(),
        Optimizer::Momentum => text.training_optimizer_momentum(),
        Optimizer::RmsProp => text.training_optimizer_rmsprop(),
        Optimizer::Adam => text.training_optimizer_adam(),
        Optimizer::AdamW => text.training_optimizer_adamw(),
    }
}

/// The name of a normalisation.
pub(super) fn norm_name(norm: Norm, text: &Text) -> &'static str {
    match norm {
        Norm::None => text.training_norm_none(),
        Norm::Batch => text.training_norm_batch(),
        Norm::Layer => text.training_norm_layer(),
        Norm::Rms => text.training_norm_rms(),
    }
}
