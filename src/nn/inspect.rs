//! What there is to see of a network.

use super::dense::{BLOCK, numbers, pack};
use super::examples::Examples;
use super::layer::{Layer, Pass};
use super::loss;
use super::network::Network;
use super::watch::Blind;

/// What a unit makes of inputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    /// What comes out of its activation, one for each input.
    pub outputs: Vec<f32>,
    /// Whether its activation has slope 0 at all of them, so that none of them teaches it anything.
    pub dead: bool,
}

impl Network {
    /// The root mean square of the gradient by which the last step was made, with respect to the weights of each layer, L1
    /// and L2 included; 0 before the first step.
    #[must_use]
    pub fn gradient_sizes(&self) -> Vec<f32> {
        let share = 1.0 / self.examples.max(1) as f64;
        let size = |layer: &Layer| {
            let sums = &self.sums[layer.weights.clone()];
            let squares = sums.iter().map(|sum| f64::from(*sum).powi(2)).sum::<f64>();
            (share * libm::sqrt(squares / sums.len() as f64)) as f32
        };
        self.layers.iter().map(size).collect()
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
                    unit.dead &= numbers(slope)[..filled].iter().all(|slope| *slope == 0.0);
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
                *block = pack(&column[start..start + filled], 0.0, |x| *x);
            }
            self.forward(1, Pass::Predict, bent, &mut Blind);
            see(&self.layers, filled);
        }
    }
}
