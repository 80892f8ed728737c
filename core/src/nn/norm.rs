//! Normalisation: what may stand between the affine part of a hidden layer and its activation.

use core::ops::Range;

use super::dense::{Block, QUADS, ZERO, dot, map, total, zip};
use super::layer::Pass;
use super::spec::Norm;
use super::start::Place;
use crate::maths::F32x4;

/// The normalisation of a layer, and what its way back needs of its way there.
#[derive(Clone, Debug)]
pub(super) struct Normalizer {
    kind: Norm,
    units: usize,
    /// γ of each unit, among the network's parameters, …
    pub(super) scale: Range<usize>,
    /// … β, none with [`Norm::Rms`], …
    pub(super) shift: Range<usize>,
    /// … and with [`Norm::Batch`] the running mean and …
    pub(super) mean: Range<usize>,
    /// … variance. They have a gradient of 0, so that no optimiser moves them.
    pub(super) variance: Range<usize>,
    /// ẑ, the pre-activations before γ and β.
    normal: Vec<Block>,
    /// 1/√(variance + ε): for each unit with [`Norm::Batch`], else for each example.
    inverse: Vec<Block>,
    /// Mean and variance of each unit over the batch.
    moments: Vec<[f32; 2]>,
}

const EPSILON: f32 = 1e-5;
/// How far running statistics go towards those of a batch.
const FOLLOW: f32 = 0.1;

impl Normalizer {
    /// For a layer whose parameters lie at `place`; none if it has none.
    pub(super) fn new(kind: Norm, place: &Place) -> Option<Self> {
        let units = place.units;
        (kind != Norm::None).then(|| Self {
            kind,
            units,
            scale: place.scale.clone(),
            shift: place.shift.clone(),
            mean: place.mean.clone(),
            variance: place.variance.clone(),
            normal: Vec::new(),
            inverse: Vec::new(),
            moments: vec![[0.0; 2]; units],
        })
    }

    /// Makes room for so many blocks.
    pub(super) fn make_room(&mut self, blocks: usize) {
        let units = self.units;
        self.normal.resize(units * blocks, ZERO);
        self.inverse.resize(units.max(blocks), ZERO);
    }

    /// Where its parameters end.
    pub(super) fn end(&self) -> usize {
        self.variance.end
    }

    /// Whether the bias before it has no effect.
    pub(super) fn hides_bias(&self) -> bool {
        self.kind == Norm::Batch
    }

    /// Normalises `z`, blocks of all units one after the other; `filled` is 1 where an example stands, and 0 elsewhere.
    pub(super) fn forward(
        &mut self,
        parameters: &[f32],
        z: &mut [Block],
        filled: &[Block],
        pass: Pass,
    ) {
        let units = self.units;
        let running = (
            &parameters[self.mean.clone()],
            &parameters[self.variance.clone()],
        );
        match (self.kind, pass) {
            (Norm::Batch, Pass::Predict) => self.by_unit(z, |u| [running.0[u], running.1[u]]),
            (Norm::Batch, _) => {
                let examples = sum(filled.iter().map(total));
                for u in 0..units {
                    self.moments[u] = moments(z[u..].iter().step_by(units), filled, examples);
                }
                let moments = core::mem::take(&mut self.moments);
                self.by_unit(z, |u| moments[u]);
                self.moments = moments;
            }
            _ => self.by_example(z),
        }
        let (scale, shift) = (
            &parameters[self.scale.clone()],
            &parameters[self.shift.clone()],
        );
        for (z, normal) in z.chunks_mut(units).zip(self.normal.chunks(units)) {
            for (u, (z, normal)) in z.iter_mut().zip(normal).enumerate() {
                let (scale, shift) = (scale[u], shift.get(u).copied().unwrap_or_default());
                *z = map(normal, |normal| {
                    F32x4::splat(scale) * normal + F32x4::splat(shift)
                });
            }
        }
    }

    /// ẑ by the mean and variance of each unit.
    fn by_unit(&mut self, z: &[Block], moments: impl Fn(usize) -> [f32; 2]) {
        let units = self.units;
        for u in 0..units {
            let [mean, variance] = moments(u).map(F32x4::splat);
            let inverse = inverse(variance);
            self.inverse[u] = [inverse; QUADS];
            let of_unit = self.normal[u..].iter_mut().step_by(units);
            for (normal, z) in of_unit.zip(z[u..].iter().step_by(units)) {
                *normal = map(z, |z| (z - mean) * inverse);
            }
        }
    }

    /// ẑ by the mean and variance of each example.
    fn by_example(&mut self, z: &[Block]) {
        let units = self.units;
        let share = F32x4::splat(1.0 / units as f32);
        let blocks = z.chunks(units).zip(self.normal.chunks_mut(units));
        for ((z, normal), inverse_of) in blocks.zip(&mut self.inverse) {
            let mut mean = ZERO;
            if self.kind == Norm::Layer {
                for z in z {
                    mean = zip(&mean, z, |sum, z| sum + z);
                }
                mean = map(&mean, |sum| sum * share);
            }
            let mut variance = ZERO;
            for (normal, z) in normal.iter_mut().zip(z) {
                *normal = zip(z, &mean, |z, mean| z - mean);
                variance = zip(&variance, normal, |sum, apart| sum + apart * apart);
            }
            *inverse_of = map(&variance, |sum| inverse(sum * share));
            for normal in normal {
                *normal = zip(normal, inverse_of, |apart, inverse| apart * inverse);
            }
        }
    }

    /// From the derivatives with respect to what came out, `delta`, to those with respect to what went in, in their place;
    /// puts those with respect to γ and β into `sums`, or adds them to what is there.
    pub(super) fn backward(
        &self,
        parameters: &[f32],
        sums: &mut [f32],
        delta: &mut [Block],
        filled: &[Block],
        add: bool,
    ) {
        let units = self.units;
        let put = |sum: &mut f32, part: f32| *sum = if add { *sum } else { 0.0 } + part;
        for u in 0..units {
            let of_unit = || delta[u..].iter().step_by(units);
            let normal = self.normal[u..].iter().step_by(units);
            let along = sum(of_unit()
                .zip(normal)
                .map(|(delta, normal)| dot(delta, normal)));
            put(&mut sums[self.scale.start + u], along);
            let straight = sum(of_unit().map(total));
            if let Some(shift) = sums[self.shift.clone()].get_mut(u) {
                put(shift, straight);
            }
            if self.kind == Norm::Batch {
                let scale = F32x4::splat(parameters[self.scale.start + u]);
                let share = 1.0 / sum(filled.iter().map(total));
                let [along, straight] = [along * share, straight * share].map(F32x4::splat);
                let normal = self.normal[u..].iter().step_by(units);
                let of_unit = delta[u..].iter_mut().step_by(units);
                for ((delta, normal), filled) in of_unit.zip(normal).zip(filled) {
                    for q in 0..QUADS {
                        let pull = delta[q] - straight - normal[q] * along;
                        delta[q] = filled[q] * scale * self.inverse[u][q] * pull;
                    }
                }
            }
        }
        if self.kind != Norm::Batch {
            let blocks = delta.chunks_mut(units).zip(self.normal.chunks(units));
            for ((delta, normal), inverse) in blocks.zip(&self.inverse) {
                self.back_by_example(&parameters[self.scale.clone()], delta, normal, inverse);
            }
        }
    }

    fn back_by_example(
        &self,
        scale: &[f32],
        delta: &mut [Block],
        normal: &[Block],
        inverse: &Block,
    ) {
        let share = F32x4::splat(1.0 / scale.len() as f32);
        let (mut straight, mut along) = (ZERO, ZERO);
        for ((delta, normal), scale) in delta.iter_mut().zip(normal).zip(scale) {
            *delta = map(delta, |delta| delta * F32x4::splat(*scale));
            along = add_product(&along, delta, normal);
            if self.kind == Norm::Layer {
                straight = zip(&straight, delta, |sum, delta| sum + delta);
            }
        }
        for (delta, normal) in delta.iter_mut().zip(normal) {
            for q in 0..QUADS {
                let mean = straight[q] * share + normal[q] * (along[q] * share);
                delta[q] = inverse[q] * (delta[q] - mean);
            }
        }
    }

    /// Lets the running statistics follow those of the last batch, of so many examples.
    pub(super) fn follow(&self, parameters: &mut [f32], examples: usize) {
        if self.kind == Norm::Batch {
            let unbiased = examples as f32 / examples.saturating_sub(1).max(1) as f32;
            for (u, [mean, variance]) in self.moments.iter().enumerate() {
                let running = &mut parameters[self.mean.start + u];
                *running += FOLLOW * (mean - *running);
                let running = &mut parameters[self.variance.start + u];
                *running += FOLLOW * (unbiased * variance - *running);
            }
        }
    }
}

fn inverse(variance: F32x4) -> F32x4 {
    F32x4::splat(1.0) / (variance + F32x4::splat(EPSILON)).sqrt()
}

fn sum(parts: impl Iterator<Item = F32x4>) -> f32 {
    parts.fold(F32x4::ZERO, |sum, part| sum + part).sum()
}

fn add_product(sum: &Block, a: &Block, b: &Block) -> Block {
    core::array::from_fn(|q| sum[q] + a[q] * b[q])
}

/// Mean and variance of a unit over the batch, in two goes: differences of large squares would lose digits.
fn moments<'a>(
    z: impl Iterator<Item = &'a Block> + Clone,
    filled: &[Block],
    examples: f32,
) -> [f32; 2] {
    let mean = sum(z.clone().zip(filled).map(|(z, filled)| dot(z, filled))) / examples;
    let squares = z.zip(filled).map(|(z, filled)| {
        let apart = zip(z, filled, |z, filled| (z - F32x4::splat(mean)) * filled);
        dot(&apart, &apart)
    });
    [mean, sum(squares) / examples]
}
