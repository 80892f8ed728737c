//! Where a network breaks: the first numbers that are not finite.

use super::dense::Block;
use super::protocol::Operation;
use crate::maths::F32x4;

/// What an operation gave.
#[derive(Clone, Copy)]
pub(super) enum Numbers<'a> {
    /// For each example.
    Blocks(&'a [Block]),
    /// For each parameter.
    Parameters(&'a [f32]),
}

impl Numbers<'_> {
    fn are_finite(self) -> bool {
        match self {
            Self::Blocks(blocks) => blocks
                .as_flattened()
                .iter()
                .all(|quad: &F32x4| quad.array().iter().all(|number| number.is_finite())),
            Self::Parameters(numbers) => numbers.iter().all(|number| number.is_finite()),
        }
    }
}

/// Sees what the operations of a step give, one after the other.
pub(super) trait Watch {
    fn see<'a>(
        &mut self,
        layer: usize,
        operation: Operation,
        numbers: impl FnOnce() -> Numbers<'a>,
    );
}

/// Flat out: it costs nothing.
pub(super) struct Blind;

impl Watch for Blind {
    #[inline(always)]
    fn see<'a>(&mut self, _: usize, _: Operation, _: impl FnOnce() -> Numbers<'a>) {}
}

/// Remembers where the first broke.
impl Watch for Option<(usize, Operation)> {
    fn see<'a>(
        &mut self,
        layer: usize,
        operation: Operation,
        numbers: impl FnOnce() -> Numbers<'a>,
    ) {
        if self.is_none() && !numbers().are_finite() {
            *self = Some((layer, operation));
        }
    }
}
