//! From a gradient to a step.

use super::spec::Optimizer;
use crate::maths::F32x4;

/// An optimiser with what it remembers of each parameter.
#[derive(Clone, Debug)]
pub(super) struct Stepper {
    kind: Optimizer,
    /// Running means of g, or the velocity.
    first: Vec<f32>,
    /// Running means of g².
    second: Vec<f32>,
    /// β₁ᵗ and β₂ᵗ after t steps.
    powers: [f64; 2],
}

const MOMENTUM: f32 = 0.9;
const RMS: f32 = 0.99;
const BETAS: [f32; 2] = [0.9, 0.999];
const EPSILON: f32 = 1e-8;

impl Stepper {
    /// For so many parameters, a multiple of four.
    pub(super) fn new(kind: Optimizer, parameters: usize) -> Self {
        let memory = if kind == Optimizer::Sgd {
            0
        } else {
            parameters
        };
        Self {
            kind,
            first: vec![0.0; memory],
            second: vec![0.0; memory],
            powers: [1.0; 2],
        }
    }

    /// Moves the parameters by the gradient `scale`·`sums`.
    #[inline(never)]
    pub(super) fn step(&mut self, parameters: &mut [f32], sums: &[f32], scale: f32, rate: f32) {
        let (memory, once) = ((&mut *self.first, &mut *self.second), F32x4::splat(rate));
        let (scale, epsilon) = (F32x4::splat(scale), F32x4::splat(EPSILON));
        match self.kind {
            Optimizer::Sgd => {
                let step = once * scale;
                for (w, g) in quads(parameters).iter_mut().zip(sums.as_chunks().0) {
                    *w = (F32x4::new(*w) - step * F32x4::new(*g)).array();
                }
            }
            Optimizer::Momentum => {
                let keep = F32x4::splat(MOMENTUM);
                each(parameters, sums, memory, |w, g, v, s| {
                    let v = keep * v + scale * g;
                    (w - once * v, v, s)
                });
            }
            Optimizer::RmsProp => {
                let (keep, add) = (F32x4::splat(RMS), F32x4::splat(1.0 - RMS));
                each(parameters, sums, memory, |w, g, m, s| {
                    let g = scale * g;
                    let s = keep * s + add * g * g;
                    (w - once * g / (s.sqrt() + epsilon), m, s)
                });
            }
            Optimizer::Adam | Optimizer::AdamW => {
                for (power, beta) in self.powers.iter_mut().zip(BETAS) {
                    *power *= f64::from(beta);
                }
                let corrections = self.powers.map(|power| (1.0 / (1.0 - power)) as f32);
                let [correct1, correct2] = corrections.map(F32x4::splat);
                let [keep1, keep2] = BETAS.map(F32x4::splat);
                let [add1, add2] = BETAS.map(|beta| F32x4::splat(1.0 - beta));
                each(parameters, sums, memory, |w, g, m, v| {
                    let g = scale * g;
                    let (m, v) = (keep1 * m + add1 * g, keep2 * v + add2 * g * g);
                    let step = m * correct1 / ((v * correct2).sqrt() + epsilon);
                    (w - once * step, m, v)
                });
            }
        }
    }
}

fn quads(numbers: &mut [f32]) -> &mut [[f32; 4]] {
    numbers.as_chunks_mut().0
}

/// Takes each parameter, its gradient and what is remembered of it to a new parameter and what to remember.
#[inline(always)]
fn each(
    parameters: &mut [f32],
    sums: &[f32],
    (first, second): (&mut [f32], &mut [f32]),
    step: impl Fn(F32x4, F32x4, F32x4, F32x4) -> (F32x4, F32x4, F32x4),
) {
    let memory = quads(first).iter_mut().zip(quads(second));
    let parameters = quads(parameters).iter_mut().zip(sums.as_chunks().0);
    for ((w, g), (m, v)) in parameters.zip(memory) {
        let next = step(
            F32x4::new(*w),
            F32x4::new(*g),
            F32x4::new(*m),
            F32x4::new(*v),
        );
        (*w, *m, *v) = (next.0.array(), next.1.array(), next.2.array());
    }
}
