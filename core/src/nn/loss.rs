//! What is to become small, and where its gradient starts: at the pre-activations of the last layer, the logits.

use core::ops::{Mul, Sub};

use super::dense::{Block, QUADS, ZERO, map, zip};
use super::spec::{Loss, Output};
use crate::maths::softmax::log_softmax;
use crate::maths::{F32x4, Lanes, Number as _};

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
    let bent = !straight && output != Output::Softmax;
    for (((delta, y), slope), t) in delta.iter_mut().zip(y).zip(slope).zip(targets) {
        let error = zip(y, t, Sub::sub);
        let pull = if loss == Loss::AbsoluteError {
            map(&error, sign)
        } else {
            error
        };
        let pull = if bent {
            zip(&pull, slope, Mul::mul)
        } else {
            pull
        };
        *delta = zip(&pull, filled, Mul::mul);
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
    let sign = F32x4::splat(1.0).copysign(error);
    error.equal(F32x4::ZERO).pick(F32x4::ZERO, sign)
}

/// Logits become shares: each example by itself, over the units.
pub(super) fn softmax(z: &mut [Block]) {
    let mut largest = [F32x4::splat(f32::NEG_INFINITY); QUADS];
    for z in &*z {
        for q in 0..QUADS {
            largest[q] = largest[q].at_least(z[q]);
        }
    }
    let mut sum = ZERO;
    for z in &mut *z {
        for q in 0..QUADS {
            z[q] = Lanes::variable(z[q] - largest[q]).exp().y;
            sum[q] += z[q];
        }
    }
    for z in z {
        for q in 0..QUADS {
            z[q] = z[q] / sum[q];
        }
    }
}
