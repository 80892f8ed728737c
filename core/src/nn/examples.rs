//! What a network learns from.

use serde::{Deserialize, Serialize};

/// Examples column by column: inputs and targets of shape (columns, examples).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Examples {
    /// One column a feature.
    pub inputs: Vec<Vec<f32>>,
    /// One column an output.
    pub targets: Vec<Vec<f32>>,
}

impl Examples {
    /// How many examples there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.inputs.first().map_or(0, Vec::len)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
