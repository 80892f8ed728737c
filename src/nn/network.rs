//! A dense network that learns from mini-batches.

use core::ops::Range;

use super::dense::{Block, Dense, QUADS, ZERO, dense};
use super::examples::Examples;
use super::loss;
use super::optimizer::Stepper;
use super::spec::{Init, Optimizer, Output, Spec, SpecError};
use crate::maths::random::Random;
use crate::maths::{Activation, F32x4, Kernel, LANES};

/// Examples that are worked on at once.
pub const BLOCK: usize = LANES * QUADS;

/// A dense network, its gradient and its optimiser.
#[derive(Clone, Debug)]
pub struct Network {
    spec: Spec,
    layers: Vec<Layer>,
    /// A layer after the other, each with its weights, a row a unit, and then its biases; padded to a multiple of four.
    parameters: Vec<f32>,
    /// The sum over the examples of a batch of the loss's derivatives with respect to `parameters`.
    sums: Vec<f32>,
    stepper: Stepper,
    input: Vec<Block>,
    target: Vec<Block>,
}

#[derive(Clone, Debug)]
struct Layer {
    dense: &'static Dense,
    bend: Bend,
    weights: Range<usize>,
    biases: Range<usize>,
    /// What comes out, a block a unit, …
    out: Vec<Block>,
    /// … its slope with respect to the pre-activation, …
    slope: Vec<Block>,
    /// … and the loss's derivative with respect to the pre-activation.
    delta: Vec<Block>,
}

#[derive(Clone, Debug)]
enum Bend {
    Each(Kernel, Vec<f64>),
    /// Shares of one whole; its slope is no list, so the loss knows it.
    Softmax,
}

impl Network {
    /// A network as it is before the first step.
    ///
    /// # Errors
    /// What [`Spec::check`] finds.
    pub fn new(spec: Spec) -> Result<Self, SpecError> {
        spec.check()?;
        let plain = |id| Activation::find(id).map(|activation| (activation, Vec::new()));
        let last = match spec.output {
            Output::Linear => plain("identity"),
            Output::Sigmoid => plain("sigmoid"),
            Output::Tanh => plain("tanh"),
            Output::Softmax => None,
        };
        let hidden = spec.hidden.iter().map(|hidden| {
            let bend = (hidden.bend.activation, hidden.bend.params.clone());
            (hidden.units, Some(bend))
        });
        let mut random = Random::new(spec.seed);
        let mut parameters = Vec::new();
        let mut inputs = spec.inputs;
        let mut layers = Vec::new();
        for (units, bend) in hidden.chain([(spec.outputs, last)]) {
            let start = parameters.len();
            let scale = deviation(spec.init, inputs, units);
            parameters.extend((0..inputs * units).map(|_| match spec.init {
                Init::Uniform { limit } => limit * (2.0 * random.uniform() - 1.0) as f32,
                _ => scale * random.normal() as f32,
            }));
            let weights = start..parameters.len();
            parameters.resize(weights.end + units, 0.0);
            layers.push(Layer {
                dense: dense(inputs),
                bend: bend.map_or(Bend::Softmax, |(activation, params)| {
                    Bend::Each(activation.layer, params)
                }),
                biases: weights.end..parameters.len(),
                weights,
                out: vec![ZERO; units],
                slope: vec![ZERO; units],
                delta: vec![ZERO; units],
            });
            inputs = units;
        }
        parameters.resize(parameters.len().next_multiple_of(LANES), 0.0);
        Ok(Self {
            layers,
            sums: vec![0.0; parameters.len()],
            stepper: Stepper::new(spec.optimizer, parameters.len()),
            parameters,
            input: vec![ZERO; spec.inputs],
            target: vec![ZERO; spec.outputs],
            spec,
        })
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

    /// One step by the mean gradient of the examples at `batch`. Nothing is allocated.
    ///
    /// # Panics
    /// The examples have not the columns of the spec, or not so many rows.
    pub fn step(&mut self, examples: &Examples, batch: &[u32]) {
        self.add_gradients(examples, batch);
        let examples = batch.len().max(1) as f32;
        if self.spec.l1 > 0.0 || self.spec.l2 > 0.0 {
            self.decay(examples);
        }
        self.stepper.step(
            &mut self.parameters,
            &mut self.sums,
            1.0 / examples,
            self.spec.rate,
        );
    }

    /// The mean gradient of the loss of the examples at `batch`, without L1 and L2, in the layers' order as
    /// [`Self::layer`] has them; nothing is learnt from it.
    ///
    /// # Panics
    /// As [`Self::step`].
    pub fn gradient(&mut self, examples: &Examples, batch: &[u32]) -> Vec<(Vec<f32>, Vec<f32>)> {
        self.add_gradients(examples, batch);
        let share = 1.0 / batch.len().max(1) as f32;
        let mean = |range: &Range<usize>| {
            self.sums[range.clone()]
                .iter()
                .map(|sum| sum * share)
                .collect()
        };
        let gradient = self
            .layers
            .iter()
            .map(|layer| (mean(&layer.weights), mean(&layer.biases)))
            .collect();
        self.sums.fill(0.0);
        gradient
    }

    /// What comes out for each of the examples: shape (outputs, examples).
    ///
    /// # Panics
    /// The examples have not the columns of the spec.
    pub fn predict(&mut self, inputs: &[Vec<f32>]) -> Vec<Vec<f32>> {
        let mut out = vec![Vec::new(); self.spec.outputs];
        self.each_block(inputs, true, |last, filled| {
            for (column, block) in out.iter_mut().zip(&last.out) {
                column.extend_from_slice(&numbers(block).as_flattened()[..filled]);
            }
        });
        out
    }

    /// The mean loss over the examples, without L1 and L2; NaN without examples.
    ///
    /// # Panics
    /// The examples have not the columns of the spec.
    pub fn loss(&mut self, examples: &Examples) -> f64 {
        let (output, kind) = (self.spec.output, self.spec.loss);
        let (mut logits, mut targets) =
            (vec![0.0; self.spec.outputs], vec![0.0; self.spec.outputs]);
        let (mut sum, mut row) = (0.0, 0);
        self.each_block(&examples.inputs, false, |last, filled| {
            for lane in 0..filled {
                for (logit, block) in logits.iter_mut().zip(&last.out) {
                    *logit = f64::from(numbers(block).as_flattened()[lane]);
                }
                for (target, column) in targets.iter_mut().zip(&examples.targets) {
                    *target = f64::from(column[row]);
                }
                sum += loss::of(kind, output, &logits, &targets);
                row += 1;
            }
        });
        sum / row as f64
    }

    /// Shows all examples to the network, a block at a time, and each time what came out of the last layer, its logits
    /// where they are not to be `bent`, and how many of the lanes are filled.
    fn each_block(&mut self, inputs: &[Vec<f32>], bent: bool, mut see: impl FnMut(&Layer, usize)) {
        let rows = inputs.first().map_or(0, Vec::len);
        for start in (0..rows).step_by(BLOCK) {
            let filled = BLOCK.min(rows - start);
            for (block, column) in self.input.iter_mut().zip(inputs) {
                *block = pack(&column[start..start + filled], |x| *x);
            }
            self.forward(bent);
            if let Some(last) = self.layers.last() {
                see(last, filled);
            }
        }
    }

    /// From `input` through all layers; the last one is bent on request.
    fn forward(&mut self, bent: bool) {
        let (mut below, last) = (&*self.input, self.layers.len() - 1);
        for (i, layer) in self.layers.iter_mut().enumerate() {
            let parameters = &self.parameters;
            let (weights, biases) = (
                &parameters[layer.weights.clone()],
                &parameters[layer.biases.clone()],
            );
            (layer.dense.forward)(weights, biases, below, &mut layer.out);
            if i < last || bent {
                layer.bend.apply(&mut layer.out, &mut layer.slope);
            }
            below = &layer.out;
        }
    }

    /// Adds the derivatives of each example's loss to `sums`.
    fn add_gradients(&mut self, examples: &Examples, batch: &[u32]) {
        for block in batch.chunks(BLOCK) {
            let columns = self.input.iter_mut().zip(&examples.inputs);
            for (block_of, column) in columns.chain(self.target.iter_mut().zip(&examples.targets)) {
                *block_of = pack(block, |row| column[*row as usize]);
            }
            let filled = pack(block, |_| 1.0);
            self.forward(true);
            self.backward(&filled);
        }
    }

    fn backward(&mut self, filled: &Block) {
        let how = (self.spec.loss, self.spec.output);
        let mut layers = &mut *self.layers;
        if let Some(last) = layers.last_mut() {
            loss::delta(
                how,
                (&last.out, &last.slope, &self.target),
                filled,
                &mut last.delta,
            );
        }
        while let Some((layer, lower)) = layers.split_last_mut() {
            let sums = &mut self.sums[layer.weights.start..layer.biases.end];
            let (weight_sums, bias_sums) = sums.split_at_mut(layer.weights.len());
            let below = lower.last().map_or(&*self.input, |below| &below.out);
            (layer.dense.gradient)(weight_sums, bias_sums, below, &layer.delta);
            if let Some(below) = lower.last_mut() {
                let weights = &self.parameters[layer.weights.clone()];
                (layer.dense.backward)(weights, &layer.delta, &below.slope, &mut below.delta);
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

impl Bend {
    fn apply(&self, z: &mut [Block], slope: &mut [Block]) {
        match self {
            Self::Each(kernel, params) => {
                kernel(z.as_flattened_mut(), slope.as_flattened_mut(), params);
            }
            Self::Softmax => loss::softmax(z),
        }
    }
}

/// The standard deviation of the starting weights.
fn deviation(init: Init, inputs: usize, units: usize) -> f32 {
    let variance = match init {
        Init::Xavier => 2.0 / (inputs + units) as f64,
        Init::He => 2.0 / inputs as f64,
        Init::LeCun => 1.0 / inputs as f64,
        Init::Uniform { .. } | Init::Zero => 0.0,
    };
    libm::sqrt(variance) as f32
}

/// Up to twelve numbers side by side; the rest are 0.
#[inline(always)]
fn pack<T>(items: &[T], number: impl Fn(&T) -> f32) -> Block {
    let mut block = [[0.0; LANES]; QUADS];
    for (lane, item) in block.as_flattened_mut().iter_mut().zip(items) {
        *lane = number(item);
    }
    block.map(F32x4::new)
}

/// The numbers of a block, side by side.
fn numbers(block: &Block) -> [[f32; LANES]; QUADS] {
    block.map(F32x4::array)
}
