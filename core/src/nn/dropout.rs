//! Hidden outputs that are left out while a network learns.

use super::dense::{Block, QUADS};
use crate::maths::random::Random;
use crate::maths::{F32x4, LANES};

/// Leaves out a share of the outputs, others in each step.
#[derive(Clone, Debug)]
pub(super) struct Dropout {
    random: Random,
    /// An output stays if its random 32 bits are no less than this.
    least: u32,
    /// What those that stay are multiplied by, so that the mean stays.
    scale: f32,
}

/// The stream of the same seed that the weights come from would repeat them.
const STREAM: u64 = 0x6472_6F70_6F75_7400;

impl Dropout {
    /// None if nothing is to be left out.
    pub(super) fn new(share: f32, seed: u64) -> Option<Self> {
        (share > 0.0).then(|| Self {
            random: Random::new(seed ^ STREAM),
            least: (f64::from(share) * 4_294_967_296.0) as u32,
            scale: 1.0 / (1.0 - share),
        })
    }

    /// Leaves out some of the outputs, each example by itself, and their slopes, so that no gradient comes back to them.
    pub(super) fn apply(&mut self, out: &mut [Block], slope: &mut [Block]) {
        for (out, slope) in out.iter_mut().zip(slope) {
            for q in 0..QUADS {
                let mask = self.mask();
                out[q] = out[q] * mask;
                slope[q] = slope[q] * mask;
            }
        }
    }

    fn mask(&mut self) -> F32x4 {
        let mut mask = [0.0; LANES];
        for two in mask.as_chunks_mut::<2>().0 {
            let bits = self.random.bits();
            *two = [bits as u32, (bits >> 32) as u32]
                .map(|bits| if bits < self.least { 0.0 } else { self.scale });
        }
        F32x4::new(mask)
    }
}
