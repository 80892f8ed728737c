//! What Trunk asks of its optimiser of icons, without the optimiser: Trunk.toml asks for no minifying.

/// How to optimise.
pub struct Options;

impl Options {
    /// The only one there is, whatever the `level`.
    pub fn from_preset(_level: u8) -> Self {
        Self
    }
}

/// The picture as it is.
pub fn optimize_from_memory(
    png: &[u8],
    _how: &Options,
) -> Result<Vec<u8>, std::convert::Infallible> {
    Ok(png.to_vec())
}
