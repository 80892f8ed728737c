//! In which order an epoch shows its examples.

use crate::maths::random::Random;

/// The examples in the order of an epoch.
#[derive(Debug)]
pub(super) struct Order {
    rows: Vec<u32>,
    /// Which epoch.
    epoch: Option<u64>,
}

impl Order {
    /// Of so many examples, before any epoch.
    pub(super) fn new(rows: u32) -> Self {
        Self {
            rows: (0..rows).collect(),
            epoch: None,
        }
    }

    pub(super) fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Another seed, another order.
    pub(super) fn forget(&mut self) {
        self.epoch = None;
    }

    /// Puts the examples into the order of an epoch, which follows from the seed and the epoch alone.
    pub(super) fn shuffle(&mut self, seed: u64, epoch: u64) {
        if self.epoch == Some(epoch) {
            return;
        }
        self.epoch = Some(epoch);
        // Not the stream that the weights come from.
        let stream = Random::new(!seed).bits();
        let mut random = Random::new(stream.wrapping_add(epoch));
        for (row, place) in self.rows.iter_mut().zip(0..) {
            *row = place;
        }
        for last in (1..self.rows.len()).rev() {
            let other = (random.uniform() * (last + 1) as f64) as usize;
            self.rows.swap(last, other);
        }
    }
}
