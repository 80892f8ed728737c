//! What there is to see of a network.

use super::dense::{BLOCK, Block, numbers, pack};
use super::examples::Examples;
use super::layer::{Layer, Pass};
use super::loss;
use super::network::Network;
use super::protocol::{BINS, LayerReport};
use super::watch::Blind;

/// What a unit makes of inputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    /// What comes out of its activation, one for each input.
    pub outputs: Vec<f32>,
    /// Whether its activation has slope 0 at all of them, so that none of them teaches it anything.
    pub dead: bool,
}

/// What was seen of a layer so far.
struct Seen {
    dead: Vec<bool>,
    range: (f32, f32),
    counts: [u32; BINS],
}

impl Seen {
    fn new(layer: &Layer) -> Self {
        Self {
            dead: vec![layer.has_slope(); layer.units],
            range: (f32::INFINITY, f32::NEG_INFINITY),
            counts: [0; BINS],
        }
    }

    /// First all slopes, and how far the outputs go.
    fn extend(&mut self, layer: &Layer, filled: usize) {
        let (low, high) = &mut self.range;
        for ((dead, out), slope) in self.dead.iter_mut().zip(&layer.out).zip(&layer.slope) {
            *dead &= flat(slope, filled);
            for y in &numbers(out)[..filled] {
                (*low, *high) = (low.min(*y), high.max(*y));
            }
        }
    }

    /// Then which part of that range each output falls into; NaN falls into none.
    fn count(&mut self, layer: &Layer, filled: usize) {
        let (low, high) = self.range;
        for out in &layer.out[..layer.units] {
            for y in numbers(out)[..filled].iter().filter(|y| !y.is_nan()) {
                let part = (BINS as f32 * ((y - low) / (high - low))) as usize;
                self.counts[part.min(BINS - 1)] += 1;
            }
        }
    }

    fn shares(&self) -> Vec<f32> {
        let all = self.counts.iter().sum::<u32>().max(1) as f32;
        self.counts
            .iter()
            .map(|count| *count as f32 / all)
            .collect()
    }
}

/// Whether the slope of a unit is 0 at all examples of a block.
fn flat(slope: &Block, filled: usize) -> bool {
    numbers(slope)[..filled].iter().all(|slope| *slope == 0.0)
}

fn root_mean_square(numbers: &[f32]) -> f32 {
    let squares = numbers
        .iter()
        .map(|number| f64::from(*number) * f64::from(*number));
    libm::sqrt(squares.sum::<f64>() / numbers.len().max(1) as f64) as f32
}

impl Network {
    /// What happens in each layer, over these inputs and in the last step, whose gradient has L1 and L2 in it; without
    /// a step it is 0.
    ///
    /// # Panics
    /// The inputs have not the columns of the spec.
    pub fn layer_reports(&mut self, inputs: &[Vec<f32>]) -> Vec<LayerReport> {
        let mut seen: Vec<Seen> = self.layers.iter().map(Seen::new).collect();
        self.each_block(inputs, true, |layers, filled| {
            for (seen, layer) in seen.iter_mut().zip(layers) {
                seen.extend(layer, filled);
            }
        });
        self.each_block(inputs, true, |layers, filled| {
            for (seen, layer) in seen.iter_mut().zip(layers) {
                seen.count(layer, filled);
            }
        });
        let share = 1.0 / self.examples.max(1) as f32;
        let reports = self
            .layers
            .iter()
            .zip(seen)
            .map(|(layer, seen)| LayerReport {
                gradient: share * root_mean_square(&self.sums[layer.weights.clone()]),
                weights: root_mean_square(&self.parameters[layer.weights.clone()]),
                dead: seen.dead.iter().map(|dead| u32::from(*dead)).sum(),
                range: seen.range,
                histogram: seen.shares(),
            });
        reports.collect()
    }

    /// What each unit of each layer makes of these inputs, dropout left out: shape (layers, units).
    ///
    /// # Panics
    /// The inputs have not the columns of the spec.
    pub fn units(&mut self, inputs: &[Vec<f32>]) -> Vec<Vec<Unit>> {
        let none = |layer: &Layer| {
            let unit = Unit {
                outputs: Vec::new(),
                dead: layer.has_slope(),
            };
            vec![unit; layer.units]
        };
        let mut units: Vec<Vec<Unit>> = self.layers.iter().map(none).collect();
        self.each_block(inputs, true, |layers, filled| {
            for (units, layer) in units.iter_mut().zip(layers) {
                for ((unit, out), slope) in units.iter_mut().zip(&layer.out).zip(&layer.slope) {
                    unit.outputs.extend_from_slice(&numbers(out)[..filled]);
                    unit.dead &= flat(slope, filled);
                }
            }
        });
        units
    }

    /// What comes out for each of the examples: shape (outputs, examples).
    ///
    /// # Panics
    /// The examples have not the columns of the spec.
    pub fn predict(&mut self, inputs: &[Vec<f32>]) -> Vec<Vec<f32>> {
        let mut out = vec![Vec::new(); self.spec.outputs];
        self.each_block(inputs, true, |layers, filled| {
            let last = layers.last().map_or(&[][..], |last| &last.out);
            for (column, block) in out.iter_mut().zip(last) {
                column.extend_from_slice(&numbers(block)[..filled]);
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
        self.each_block(&examples.inputs, false, |layers, filled| {
            let last = layers.last().map_or(&[][..], |last| &last.out);
            for lane in 0..filled {
                for (logit, block) in logits.iter_mut().zip(last) {
                    *logit = f64::from(numbers(block)[lane]);
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

    /// Shows all examples to the network, a block at a time, and each time the layers, the last one with its logits where
    /// they are not to be `bent`, and how many of the lanes are filled.
    pub(super) fn each_block(
        &mut self,
        inputs: &[Vec<f32>],
        bent: bool,
        mut see: impl FnMut(&[Layer], usize),
    ) {
        let rows = inputs.first().map_or(0, Vec::len);
        for start in (0..rows).step_by(BLOCK) {
            let filled = BLOCK.min(rows - start);
            for (block, column) in self.input.iter_mut().zip(inputs) {
                *block = pack(&column[start..start + filled]);
            }
            self.forward(1, Pass::Predict, bent, &mut Blind);
            see(&self.layers, filled);
        }
    }
}
