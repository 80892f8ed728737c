//! A layer: an affine part, perhaps a normalisation, an activation; and what a step keeps of each.

use core::ops::Range;

use super::dense::{Block, Dense, ZERO, dense};
use super::dropout::Dropout;
use super::loss;
use super::norm::Normalizer;
use super::protocol::Operation;
use super::spec::Norm;
use super::start::Place;
use crate::maths::Function;

/// What a network is run for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    /// Its outputs: batch normalisation by running statistics.
    Predict,
    /// Its gradient: batch normalisation by the batch.
    Look,
    /// The same for a step, with dropout.
    Learn,
}

#[derive(Clone, Debug)]
pub(super) struct Layer {
    dense: &'static Dense,
    /// None: shares of one whole. The slope of that is no list, so the loss knows it.
    bend: Option<Function>,
    pub(super) inputs: usize,
    pub(super) units: usize,
    /// A row a unit, among the network's parameters, …
    pub(super) weights: Range<usize>,
    /// … and right after them one a unit.
    pub(super) biases: Range<usize>,
    pub(super) norm: Option<Normalizer>,
    /// What comes out, a block a unit, …
    pub(super) out: Vec<Block>,
    /// … its slope with respect to what the activation takes, …
    pub(super) slope: Vec<Block>,
    /// … and the loss's derivative with respect to that, then to what the affine part gives.
    pub(super) delta: Vec<Block>,
}

impl Layer {
    /// A layer whose parameters lie at `place`. No `bend`: softmax.
    pub(super) fn new(place: Place, bend: Option<Function>, norm: Norm) -> Self {
        Self {
            dense: dense(place.inputs),
            bend,
            inputs: place.inputs,
            units: place.units,
            norm: Normalizer::new(norm, &place),
            weights: place.weights,
            biases: place.biases,
            out: Vec::new(),
            slope: Vec::new(),
            delta: Vec::new(),
        }
    }

    /// Makes room for so many blocks of examples.
    pub(super) fn make_room(&mut self, blocks: usize) {
        for blocks_of in [&mut self.out, &mut self.slope, &mut self.delta] {
            blocks_of.resize(blocks * self.units, ZERO);
        }
        if let Some(norm) = &mut self.norm {
            norm.make_room(blocks);
        }
    }

    /// The affine part, and the normalisation.
    pub(super) fn forward(
        &mut self,
        parameters: &[f32],
        below: &[Block],
        filled: &[Block],
        pass: Pass,
        mut see: impl FnMut(Operation, &[Block]),
    ) {
        let affine = &parameters[self.affine()];
        for block in 0..filled.len() {
            let below = &below[block * self.inputs..][..self.inputs];
            let out = &mut self.out[block * self.units..][..self.units];
            (self.dense.forward)(affine, below, out);
        }
        let out = &mut self.out[..filled.len() * self.units];
        see(Operation::Affine, out);
        if let Some(norm) = &mut self.norm {
            norm.forward(parameters, out, filled, pass);
            see(Operation::Normalisation, out);
        }
    }

    /// The activation, and dropout if there is any.
    pub(super) fn bend(&mut self, blocks: usize, dropout: Option<&mut Dropout>) {
        let out = &mut self.out[..blocks * self.units];
        let slope = &mut self.slope[..blocks * self.units];
        match &self.bend {
            Some(bend) => bend.layer(out.as_flattened_mut(), slope.as_flattened_mut()),
            None => out.chunks_mut(self.units).for_each(loss::softmax),
        }
        if let Some(dropout) = dropout {
            dropout.apply(out, slope);
        }
    }

    /// Takes `delta` back through the normalisation; and puts the derivatives with respect to all parameters into `sums`, or
    /// adds them to what is there.
    pub(super) fn gradient(
        &mut self,
        parameters: &[f32],
        sums: &mut [f32],
        below: &[Block],
        filled: &[Block],
        add: bool,
    ) {
        let delta = &mut self.delta[..filled.len() * self.units];
        if let Some(norm) = &self.norm {
            norm.backward(parameters, sums, delta, filled, add);
        }
        let affine = &mut sums[self.weights.start..self.biases.end];
        for block in 0..filled.len() {
            let below = &below[block * self.inputs..][..self.inputs];
            let delta = &delta[block * self.units..][..self.units];
            (self.dense.gradient)(affine, below, delta, add || block > 0);
        }
        if self.norm.as_ref().is_some_and(Normalizer::hides_bias) {
            sums[self.biases.clone()].fill(0.0);
        }
    }

    /// Hands the derivatives down to the layer `below`.
    pub(super) fn backward(&self, parameters: &[f32], below: &mut Self, blocks: usize) {
        let affine = &parameters[self.affine()];
        for block in 0..blocks {
            let delta = &self.delta[block * self.units..][..self.units];
            let slope = &below.slope[block * self.inputs..][..self.inputs];
            let delta_below = &mut below.delta[block * self.inputs..][..self.inputs];
            (self.dense.backward)(affine, delta, slope, delta_below);
        }
    }

    /// Where its weights and biases are.
    fn affine(&self) -> Range<usize> {
        self.weights.start..self.biases.end
    }

    /// Where all its parameters are.
    pub(super) fn parameters(&self) -> Range<usize> {
        let end = self.norm.as_ref().map_or(self.biases.end, Normalizer::end);
        self.weights.start..end
    }

    /// Whether there is a list of slopes.
    pub(super) fn has_slope(&self) -> bool {
        self.bend.is_some()
    }
}
