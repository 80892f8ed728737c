//! A dense network that learns from mini-batches.

use core::ops::Range;

use super::dense::{Block, ZERO};
use super::dropout::Dropout;
use super::layer::Layer;
use super::optimizer::Stepper;
use super::spec::{Norm, Output, Spec, SpecError};
use super::start::WrongLength;
use crate::maths::{Activation, Bend, Function, LANES};

/// A dense network, its gradient and its optimiser.
#[derive(Clone, Debug)]
pub struct Network {
    pub(super) spec: Spec,
    pub(super) layers: Vec<Layer>,
    /// A layer after the other, each with its weights, a row a unit, its biases, and what its normalisation has; padded to
    /// a multiple of four.
    pub(super) parameters: Vec<f32>,
    /// How many there are without the padding.
    pub(super) count: usize,
    /// The sum over the examples of the last batch of the loss's derivatives with respect to `parameters`.
    pub(super) sums: Vec<f32>,
    /// How many examples that batch had.
    pub(super) examples: usize,
    pub(super) stepper: Stepper,
    pub(super) dropout: Option<Dropout>,
    /// Blocks of all inputs, one after the other, …
    pub(super) input: Vec<Block>,
    /// … of all targets, …
    pub(super) target: Vec<Block>,
    /// … and 1 where an example stands, 0 elsewhere.
    pub(super) filled: Vec<Block>,
}

/// What the normalisation of a layer has learnt: a number a unit in each, or none where the kind has no such numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normalization<'a> {
    /// γ
    pub scale: &'a [f32],
    /// β; none with [`Norm::Rms`].
    pub shift: &'a [f32],
    /// The running mean, with [`Norm::Batch`] alone, …
    pub mean: &'a [f32],
    /// … and the running variance.
    pub variance: &'a [f32],
}

impl Network {
    /// A network as it is before the first step.
    ///
    /// # Errors
    /// What [`Spec::check`] finds.
    pub fn new(spec: Spec) -> Result<Self, SpecError> {
        spec.check()?;
        let bends = spec.hidden.iter().map(|hidden| Some(hidden.bend.clone()));
        let bends = bends.map(|bend| (bend, spec.norm));
        let bends = bends.chain([(last_bend(spec.output), Norm::None)]);
        let layers = spec.places().into_iter().zip(bends);
        let layers: Vec<Layer> = layers
            .map(|(place, (bend, norm))| Layer::new(place, bend, norm))
            .collect();
        let mut parameters = spec.start();
        let count = parameters.len();
        parameters.resize(count.next_multiple_of(LANES), 0.0);
        let mut network = Self {
            layers,
            count,
            sums: vec![0.0; parameters.len()],
            examples: 0,
            stepper: Stepper::new(spec.optimizer, parameters.len()),
            dropout: Dropout::new(spec.dropout, spec.seed),
            parameters,
            input: Vec::new(),
            target: Vec::new(),
            filled: Vec::new(),
            spec,
        };
        network.make_room(1);
        Ok(network)
    }

    /// What it was made of.
    #[must_use]
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// The weights of a layer, a row a unit, and its biases; layer 0 is the first hidden one.
    ///
    /// # Panics
    /// There is no such layer.
    #[must_use]
    pub fn layer(&self, layer: usize) -> (&[f32], &[f32]) {
        let Layer {
            weights, biases, ..
        } = &self.layers[layer];
        (
            &self.parameters[weights.clone()],
            &self.parameters[biases.clone()],
        )
    }

    /// The same, to be changed by hand.
    ///
    /// # Panics
    /// There is no such layer.
    pub fn layer_mut(&mut self, layer: usize) -> (&mut [f32], &mut [f32]) {
        let Layer {
            weights, biases, ..
        } = &self.layers[layer];
        self.parameters[weights.start..biases.end].split_at_mut(weights.len())
    }

    /// What the normalisation of a layer has learnt, if there is one.
    ///
    /// # Panics
    /// There is no such layer.
    #[must_use]
    pub fn normalization(&self, layer: usize) -> Option<Normalization<'_>> {
        let norm = self.layers[layer].norm.as_ref()?;
        let of = |range: &Range<usize>| &self.parameters[range.clone()];
        Some(Normalization {
            scale: of(&norm.scale),
            shift: of(&norm.shift),
            mean: of(&norm.mean),
            variance: of(&norm.variance),
        })
    }

    /// All that a network must carry to be continued or shared: layer by layer its weights, a row a unit, its biases, then
    /// γ, β, running means and running variances, as far as its normalisation has them.
    #[must_use]
    pub fn parameters(&self) -> &[f32] {
        &self.parameters[..self.count]
    }

    /// The same, to be changed by hand.
    pub fn parameters_mut(&mut self) -> &mut [f32] {
        &mut self.parameters[..self.count]
    }

    /// Makes it a network with these parameters that has not yet taken a step: the memory of the optimiser is empty, and
    /// dropout starts from the seed.
    ///
    /// # Errors
    /// There are more or fewer than [`Self::parameters`] has.
    pub fn set_parameters(&mut self, parameters: &[f32]) -> Result<(), WrongLength> {
        if parameters.len() != self.count {
            return Err(WrongLength {
                found: parameters.len(),
                expected: self.count,
            });
        }
        self.parameters[..self.count].copy_from_slice(parameters);
        self.stepper = Stepper::new(self.spec.optimizer, self.parameters.len());
        self.dropout = Dropout::new(self.spec.dropout, self.spec.seed);
        self.sums.fill(0.0);
        self.examples = 0;
        Ok(())
    }

    /// Becomes what `other`, of the same spec, is at this step: the room that it works in stays.
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.parameters.clone_from(&other.parameters);
        self.sums.clone_from(&other.sums);
        self.examples = other.examples;
        self.stepper.clone_from(&other.stepper);
        self.dropout.clone_from(&other.dropout);
    }

    /// Learns on by another spec of the same shape, with its parameters as they are; an optimiser that stays the same
    /// keeps its memory.
    pub(super) fn retune(&mut self, spec: Spec) -> Result<(), SpecError> {
        let mut next = Self::new(spec)?;
        next.parameters.clone_from(&self.parameters);
        next.sums.clone_from(&self.sums);
        next.examples = self.examples;
        if next.spec.optimizer == self.spec.optimizer {
            next.stepper = self.stepper.clone();
        }
        if (next.spec.dropout, next.spec.seed) == (self.spec.dropout, self.spec.seed) {
            next.dropout.clone_from(&self.dropout);
        }
        *self = next;
        Ok(())
    }

    /// Makes room for so many blocks of examples at once.
    pub(super) fn make_room(&mut self, blocks: usize) {
        self.input.resize(blocks * self.spec.inputs, ZERO);
        self.target.resize(blocks * self.spec.outputs, ZERO);
        self.filled.resize(blocks, ZERO);
        for layer in &mut self.layers {
            layer.make_room(blocks);
        }
    }
}

/// What bends the logits; none is softmax.
fn last_bend(output: Output) -> Option<Function> {
    let id = match output {
        Output::Linear => "identity",
        Output::Sigmoid => "sigmoid",
        Output::Tanh => "tanh",
        Output::Softmax => return None,
    };
    Activation::find(id).map(|activation| Bend::new(activation).into())
}
