//! What is to become small, and where its gradient starts: at the pre-activations of the last layer, the logits.

use super::dense::{Block, QUADS, ZERO};
use super::spec::{Loss, Output};
use crate::maths::softmax::log_softmax;
use crate::maths::{F32x4, LANES, Lanes, Number as _};

/// The loss of one example by its logits and targets.
pub(super) fn of(loss: Loss, output: Output, logits: &[f64], targets: &[f64]) -> f64 {
    let each =
        |f: &dyn Fn(f64, f64) -> f64| logits.iter().zip(targets).map(|(z, t)| f(*z, *t)).sum();
    let shares = log_softmax(logits, 1.0);
    match (loss, output) {
        (Loss::CrossEntropy, Output::Softmax) => -shares
            .iter()
            .zip(targets)
            .map(|(log, t)| if *t == 0.0 { 0.0 } else { t * log })
            .sum::<f64>(),
        // −t·ln σ(z) − (1 − t)·ln σ(−z), without the difference of near equals
        (Loss::CrossEntropy, _) => {
            each(&|z, t| z.max(0.0) - z * t + libm::log1p(libm::exp(-z.abs())))
        }
        (_, Output::Softmax) => shares
            .iter()
            .zip(targets)
            .map(|(log, t)| apart(loss, libm::exp(*log) - t))
            .sum(),
        (_, Output::Linear) => each(&|z, t| apart(loss, z - t)),
        (_, Output::Tanh) => each(&|z, t| apart(loss, libm::tanh(z) - t)),
        (_, Output::Sigmoid) => each(&|z, t| apart(loss, 1.0 / (1.0 + libm::exp(-z)) - t)),
    }
}

fn apart(loss: Loss, error: f64) -> f64 {
    if loss == Loss::AbsoluteError {
        error.abs()
    } else {
        0.5 * error * error
    }
}

/// dL/dz of the last layer, from its outputs and their slopes; 0 where `filled` is 0 and no example stands.
pub(super) fn delta(
    (loss, output): (Loss, Output),
    (y, slope, targets): (&[Block], &[Block], &[Block]),
    filled: &Block,
    delta: &mut [Block],
) {
    // With cross-entropy the slope of the output cancels: y − t is all that remains.
    let straight = loss == Loss::CrossEntropy || output == Output::Linear;
    for (((delta, y), slope), t) in delta.iter_mut().zip(y).zip(slope).zip(targets) {
        for q in 0..QUADS {
            let error = y[q] - t[q];
            let pull = if loss == Loss::AbsoluteError {
                sign(error)
            } else {
                error
            };
            delta[q] = filled[q]
                * if straight || output == Output::Softmax {
                    pull
                } else {
                    pull * slope[q]
                };
        }
    }
    if output == Output::Softmax && loss != Loss::CrossEntropy {
        // dy_j/dz_i = y_i (1{i = j} − y_j)
        let weighted = delta
            .iter()
            .zip(y)
            .fold(ZERO, |sum, (delta, y)| add_products(sum, delta, y));
        for (delta, y) in delta.iter_mut().zip(y) {
            for q in 0..QUADS {
                delta[q] = y[q] * (delta[q] - weighted[q]);
            }
        }
    }
}

fn add_products(sum: Block, a: &Block, b: &Block) -> Block {
    core::array::from_fn(|q| sum[q] + a[q] * b[q])
}

fn sign(error: F32x4) -> F32x4 {
    let sign = |e: f32| if e == 0.0 { 0.0 } else { 1.0_f32.copysign(e) };
    F32x4::new(error.array().map(sign))
}

/// Logits become shares: each example by itself, over the units.
pub(super) fn softmax(z: &mut [Block]) {
    let mut largest = [F32x4::splat(f32::NEG_INFINITY); QUADS];
    for z in &*z {
        for q in 0..QUADS {
            let (a, b) = (largest[q].array(), z[q].array());
            largest[q] = F32x4::new(core::array::from_fn(|i: usize| {
                if i < LANES && b[i] > a[i] { b[i] } else { a[i] }
            }));
        }
    }
    let mut sum = ZERO;
    for z in &mut *z {
        for q in 0..QUADS {
            z[q] = F32x4::new(Lanes::variable((z[q] - largest[q]).array()).exp().y);
            sum[q] += z[q];
        }
    }
    for z in z {
        for q in 0..QUADS {
            z[q] = z[q] / sum[q];
        }
    }
}
