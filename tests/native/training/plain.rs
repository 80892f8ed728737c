//! The engine once more, in f64 and written plainly.

use kassei::maths::Curve as _;
use kassei::nn::{Examples, Loss, Network, Norm, Output, Spec};

/// The same network in f64, written plainly, with all parameters in the order of `Network::parameters`.
pub(crate) struct Plain {
    spec: Spec,
    parameters: Vec<f64>,
}

/// For each example a row.
type Rows = Vec<Vec<f64>>;

impl Plain {
    pub(crate) fn of(network: &Network) -> Self {
        Self {
            spec: network.spec().clone(),
            parameters: network.parameters().iter().map(|p| f64::from(*p)).collect(),
        }
    }

    /// The mean loss of the examples at `rows`, a batch of its own, and the least that a normalisation divides by.
    pub(crate) fn look(&self, examples: &Examples, rows: &[u32]) -> (f64, f64) {
        let of = |columns: &[Vec<f32>], row: &u32| {
            let number = |column: &Vec<f32>| f64::from(column[*row as usize]);
            columns.iter().map(number).collect::<Vec<f64>>()
        };
        let (logits, divisor) =
            self.logits(rows.iter().map(|row| of(&examples.inputs, row)).collect());
        let targets = rows.iter().map(|row| of(&examples.targets, row));
        let losses = logits
            .into_iter()
            .zip(targets)
            .map(|(z, t)| self.loss_of(z, &t));
        (losses.sum::<f64>() / rows.len() as f64, divisor)
    }

    fn logits(&self, mut x: Rows) -> (Rows, f64) {
        let mut least = f64::INFINITY;
        let mut rest = &*self.parameters;
        let mut take = |count: usize| {
            let (taken, left) = rest.split_at(count);
            rest = left;
            taken
        };
        for hidden in &self.spec.hidden {
            let (weights, biases) = (take(x[0].len() * hidden.units), take(hidden.units));
            let mut z = affine(&x, weights, biases);
            let norm = self.spec.norm;
            if norm != Norm::None {
                let none = vec![0.0; hidden.units];
                let scale = take(hidden.units);
                let shift = if norm == Norm::Rms {
                    &none
                } else {
                    take(hidden.units)
                };
                let divisor;
                (z, divisor) = normalized(norm, &z, scale, shift);
                least = least.min(divisor);
                take(if norm == Norm::Batch {
                    2 * hidden.units
                } else {
                    0
                });
            }
            let bend = |z: &f64| hidden.bend.at(*z).y;
            x = z.iter().map(|z| z.iter().map(bend).collect()).collect();
        }
        let (weights, biases) = (
            take(x[0].len() * self.spec.outputs),
            take(self.spec.outputs),
        );
        assert_eq!(take(0), rest, "all parameters are used");
        (affine(&x, weights, biases), least)
    }

    fn loss_of(&self, z: Vec<f64>, targets: &[f64]) -> f64 {
        let exp = z.iter().map(|z| z.exp()).collect::<Vec<f64>>();
        let y: Vec<f64> = match self.spec.output {
            Output::Linear => z,
            Output::Tanh => z.iter().map(|z| z.tanh()).collect(),
            Output::Sigmoid => z.iter().map(|z| 1.0 / (1.0 + (-z).exp())).collect(),
            Output::Softmax => exp.iter().map(|e| e / exp.iter().sum::<f64>()).collect(),
        };
        let each = |f: fn(f64, f64) -> f64| y.iter().zip(targets).map(|(y, t)| f(*y, *t)).sum();
        match (self.spec.loss, self.spec.output) {
            (Loss::SquaredError, _) => each(|y, t| 0.5 * (y - t) * (y - t)),
            (Loss::AbsoluteError, _) => each(|y, t| (y - t).abs()),
            (Loss::CrossEntropy, Output::Softmax) => each(|y, t| -t * y.ln()),
            (Loss::CrossEntropy, _) => each(|y, t| -t * y.ln() - (1.0 - t) * (1.0 - y).ln()),
        }
    }

    /// dL/d of one parameter, by central differences.
    pub(crate) fn slope(&mut self, at: usize, examples: &Examples, rows: &[u32]) -> f64 {
        const STEP: f64 = 1e-5;
        let mut moved = |by: f64| {
            self.parameters[at] += by;
            let (loss, _) = self.look(examples, rows);
            self.parameters[at] -= by;
            loss
        };
        (moved(STEP) - moved(-STEP)) / (2.0 * STEP)
    }
}

fn affine(x: &Rows, weights: &[f64], biases: &[f64]) -> Rows {
    let unit = |x: &[f64], row: &[f64]| row.iter().zip(x).map(|(w, x)| w * x).sum::<f64>();
    let units = |x: &Vec<f64>| {
        let rows = weights.chunks(x.len()).zip(biases);
        rows.map(|(row, bias)| bias + unit(x, row)).collect()
    };
    x.iter().map(units).collect()
}

/// As the papers have it, over the batch for each unit or over the units for each example, and the least that is divided by.
fn normalized(norm: Norm, z: &Rows, scale: &[f64], shift: &[f64]) -> (Rows, f64) {
    let mut least = f64::INFINITY;
    let mean = |numbers: &[f64]| numbers.iter().sum::<f64>() / numbers.len() as f64;
    let mut normal = |numbers: &[f64]| -> Vec<f64> {
        let centre = if norm == Norm::Rms {
            0.0
        } else {
            mean(numbers)
        };
        let apart: Vec<f64> = numbers.iter().map(|z| z - centre).collect();
        let variance = mean(&apart.iter().map(|z| z * z).collect::<Vec<f64>>());
        let divisor = (variance + 1e-5).sqrt();
        least = least.min(divisor);
        apart.iter().map(|z| z / divisor).collect()
    };
    let normal = if norm == Norm::Batch {
        turned(&turned(z).iter().map(|unit| normal(unit)).collect())
    } else {
        z.iter().map(|example| normal(example)).collect()
    };
    let learnt = |row: &Vec<f64>| {
        (0..row.len())
            .map(|u| scale[u] * row[u] + shift[u])
            .collect()
    };
    (normal.iter().map(learnt).collect(), least)
}

/// Rows become columns.
fn turned(rows: &Rows) -> Rows {
    (0..rows[0].len())
        .map(|i| rows.iter().map(|row| row[i]).collect())
        .collect()
}
