//! How a network learns: there, back, and a step.

use core::array::from_fn;

use super::dense::{BLOCK, filled, gather};
use super::examples::Examples;
use super::layer::Pass;
use super::loss;
use super::network::Network;
use super::protocol::Operation;
use super::spec::{Norm, Optimizer, Spec};
use super::watch::{Blind, Numbers, Watch};

// What is not inlined has its registers to itself: a step as one function is slower by 3 %.
impl Network {
    /// One step by the mean gradient of the examples at `batch`. Nothing is allocated, unless with batch normalisation
    /// this is the largest batch so far.
    ///
    /// # Panics
    /// The examples have not the columns of the spec, or not so many rows.
    pub fn step(&mut self, examples: &Examples, batch: &[u32]) {
        self.step_seen(examples, batch, &mut Blind);
    }

    /// The same step, slowly, and the first layer and operation in it to give a number that is not finite.
    ///
    /// Flat out take a copy, then many steps; when [`Self::is_finite`] says that something broke, take the same steps with
    /// the copy by this function: it breaks at the same place.
    ///
    /// # Panics
    /// As [`Self::step`].
    pub fn step_watched(
        &mut self,
        examples: &Examples,
        batch: &[u32],
    ) -> Option<(usize, Operation)> {
        let mut broken = None;
        self.step_seen(examples, batch, &mut broken);
        broken
    }

    /// Whether all parameters are finite numbers.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.parameters.iter().all(|number| number.is_finite())
    }

    fn step_seen(&mut self, examples: &Examples, batch: &[u32], watch: &mut impl Watch) {
        self.add_gradients(examples, batch, Pass::Learn, watch);
        let count = self.examples.max(1);
        if self.spec.l1 > 0.0 || self.spec.l2 > 0.0 {
            self.decay(count as f32);
        }
        self.stepper.step(
            &mut self.parameters,
            &self.sums,
            1.0 / count as f32,
            self.spec.rate,
        );
        if self.spec.norm == Norm::Batch && !batch.is_empty() {
            for norm in self.layers.iter().filter_map(|layer| layer.norm.as_ref()) {
                norm.follow(&mut self.parameters, count);
            }
        }
        for (i, layer) in self.layers.iter().enumerate() {
            watch.see(i, Operation::Update, || {
                Numbers::Parameters(&self.parameters[layer.parameters()])
            });
        }
    }

    /// The mean gradient of the loss of the examples at `batch`, without dropout, L1 and L2, in the order of
    /// [`Self::parameters`]; nothing is learnt from it.
    ///
    /// # Panics
    /// As [`Self::step`].
    pub fn gradient(&mut self, examples: &Examples, batch: &[u32]) -> Vec<f32> {
        self.add_gradients(examples, batch, Pass::Look, &mut Blind);
        let share = 1.0 / batch.len().max(1) as f32;
        self.sums[..self.count]
            .iter()
            .map(|sum| sum * share)
            .collect()
    }

    /// From so many blocks of `input` through all layers; the last one is bent on request.
    pub(super) fn forward(
        &mut self,
        blocks: usize,
        pass: Pass,
        bent: bool,
        watch: &mut impl Watch,
    ) {
        let (mut below, last) = (&*self.input, self.layers.len() - 1);
        let filled = &self.filled[..blocks];
        for (i, layer) in self.layers.iter_mut().enumerate() {
            layer.forward(&self.parameters, below, filled, pass, |operation, out| {
                watch.see(i, operation, || Numbers::Blocks(out));
            });
            if i < last || bent {
                let dropout = self.dropout.as_mut();
                layer.bend(blocks, dropout.filter(|_| i < last && pass == Pass::Learn));
                watch.see(i, Operation::Activation, || {
                    Numbers::Blocks(&layer.out[..blocks * layer.units])
                });
            }
            below = &layer.out;
        }
    }

    /// Sets `sums` to the sum of the derivatives of each example's loss.
    fn add_gradients(
        &mut self,
        examples: &Examples,
        batch: &[u32],
        pass: Pass,
        watch: &mut impl Watch,
    ) {
        self.examples = batch.len();
        if batch.is_empty() {
            self.sums.fill(0.0);
        }
        // A batch is normalised as a whole; otherwise a block at a time is all that need be at hand.
        let at_once = if self.spec.norm == Norm::Batch {
            batch.len().next_multiple_of(BLOCK).max(BLOCK)
        } else {
            BLOCK
        };
        for (i, rows) in batch.chunks(at_once).enumerate() {
            let blocks = rows.len().div_ceil(BLOCK);
            if blocks > self.filled.len() {
                self.make_room(blocks);
            }
            for (block, rows) in rows.chunks(BLOCK).enumerate() {
                self.gather(examples, block, rows);
            }
            self.forward(blocks, pass, true, watch);
            self.backward(blocks, i > 0, watch);
        }
    }

    /// Puts up to twelve examples into a block. Where there are fewer the first one is repeated, so that nothing overflows
    /// there which does not overflow where it counts.
    #[inline(never)]
    fn gather(&mut self, examples: &Examples, block: usize, rows: &[u32]) {
        let Spec {
            inputs, outputs, ..
        } = self.spec;
        let input = &mut self.input[block * inputs..][..inputs];
        let target = &mut self.target[block * outputs..][..outputs];
        let first = rows.first().copied().unwrap_or_default();
        let places = from_fn(|i| rows.get(i).copied().unwrap_or(first) as usize);
        let columns = input.iter_mut().zip(&examples.inputs);
        for (block, column) in columns.chain(target.iter_mut().zip(&examples.targets)) {
            *block = gather(column, &places);
        }
        self.filled[block] = filled(rows.len());
    }

    /// From the loss back to the parameters: their derivatives are put into `sums`, or added to what is there.
    #[inline(never)]
    fn backward(&mut self, blocks: usize, add: bool, watch: &mut impl Watch) {
        let how = (self.spec.loss, self.spec.output);
        let mut layers = &mut *self.layers;
        let filled = &self.filled[..blocks];
        let parameters = &*self.parameters;
        let top = layers.len() - 1;
        if let Some(last) = layers.last_mut() {
            let units = last.units;
            for (block, filled) in filled.iter().enumerate() {
                let at = block * units..(block + 1) * units;
                let ends = (
                    &last.out[at.clone()],
                    &last.slope[at.clone()],
                    &self.target[at.clone()],
                );
                loss::delta(how, ends, filled, &mut last.delta[at]);
            }
            watch.see(top, Operation::Loss, || {
                Numbers::Blocks(&last.delta[..blocks * units])
            });
        }
        while let Some((layer, lower)) = layers.split_last_mut() {
            let below = lower.last().map_or(&*self.input, |below| &below.out);
            layer.gradient(parameters, &mut self.sums, below, filled, add);
            watch.see(lower.len(), Operation::Gradient, || {
                Numbers::Parameters(&self.sums[layer.parameters()])
            });
            if let Some(below) = lower.last_mut() {
                layer.backward(parameters, below, blocks);
            }
            layers = lower;
        }
    }

    /// Weight decay: into the gradient, or for AdamW straight off the weights.
    fn decay(&mut self, examples: f32) {
        let Spec {
            rate,
            optimizer,
            l1,
            l2,
            ..
        } = self.spec;
        let apart = optimizer == Optimizer::AdamW;
        for layer in &self.layers {
            let weights = &mut self.parameters[layer.weights.clone()];
            for (w, sum) in weights
                .iter_mut()
                .zip(&mut self.sums[layer.weights.clone()])
            {
                let direction = if *w == 0.0 { 0.0 } else { 1.0_f32.copysign(*w) };
                *sum += examples * (l1 * direction + if apart { 0.0 } else { l2 * *w });
                *w -= if apart { rate * l2 * *w } else { 0.0 };
            }
        }
    }
}
