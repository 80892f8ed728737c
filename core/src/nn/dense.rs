//! The three products of a dense layer, for a block of examples side by side.
//!
//! Small layers, of up to eight inputs, have loops of a known length, which the compiler unrolls; wide ones are worked on
//! in tiles of four, so that what is loaded is used four times.

use core::array::from_fn;
use core::ops::Mul;

use crate::maths::{F32x4, LANES};

/// Vectors in a block.
pub(super) const QUADS: usize = 3;

/// Twelve examples of one number side by side: a mini-batch of ten in one go.
pub(super) type Block = [F32x4; QUADS];

pub(super) const ZERO: Block = [F32x4::ZERO; QUADS];

/// Examples that are worked on at once.
pub const BLOCK: usize = LANES * QUADS;

/// The numbers of a column at the rows of a block.
#[inline(always)]
pub(super) fn gather(column: &[f32], rows: &[usize; BLOCK]) -> Block {
    from_fn(|q| F32x4::new(from_fn(|lane| column[rows[LANES * q + lane]])))
}

/// Up to twelve numbers side by side; the rest are 0.
pub(super) fn pack(numbers: &[f32]) -> Block {
    let number = |i: usize| numbers.get(i).copied().unwrap_or_default();
    from_fn(|q| F32x4::new(from_fn(|lane| number(LANES * q + lane))))
}

/// 1 in so many places of a block, counted from the first, and 0 in the others.
pub(super) fn filled(count: usize) -> Block {
    static FILLED: [Block; BLOCK + 1] = {
        let mut blocks = [ZERO; BLOCK + 1];
        let mut count = 0;
        while count <= BLOCK {
            let mut block = [[0.0; LANES]; QUADS];
            let mut i = 0;
            while i < count {
                block[i / LANES][i % LANES] = 1.0;
                i += 1;
            }
            let [a, b, c] = block;
            blocks[count] = [F32x4::new(a), F32x4::new(b), F32x4::new(c)];
            count += 1;
        }
        blocks
    };
    FILLED[count.min(BLOCK)]
}

/// The numbers of a block, side by side.
pub(super) fn numbers(block: &Block) -> [f32; BLOCK] {
    let mut numbers = [0.0; BLOCK];
    for (four, quad) in numbers.as_chunks_mut().0.iter_mut().zip(block) {
        *four = quad.array();
    }
    numbers
}

/// What a layer of a certain number of inputs computes. Its parameters are the weights, a row a unit, then the biases.
#[derive(Debug)]
pub(super) struct Dense {
    /// z = W·x + b, given the parameters and x
    pub(super) forward: Forward,
    /// dx = Wᵀ·dz, times the slope of what x was bent by, given the parameters, dz and the slope
    pub(super) backward: Backward,
    /// dW = dz·xᵀ, summed over the examples, and db = dz, given x and dz; added to what is there if so wished
    pub(super) gradient: Gradient,
}

type Forward = fn(&[f32], &[Block], &mut [Block]);
type Backward = fn(&[f32], &[Block], &[Block], &mut [Block]);
type Gradient = fn(&mut [f32], &[Block], &[Block], add: bool);

/// The products for a layer of `inputs`.
pub(super) fn dense(inputs: usize) -> &'static Dense {
    static SMALL: [Dense; 8] = [
        small::<1>(),
        small::<2>(),
        small::<3>(),
        small::<4>(),
        small::<5>(),
        small::<6>(),
        small::<7>(),
        small::<8>(),
    ];
    static WIDE: Dense = Dense {
        forward: forward_wide,
        backward: backward_wide,
        gradient: gradient_wide,
    };
    inputs
        .checked_sub(1)
        .and_then(|i| SMALL.get(i))
        .unwrap_or(&WIDE)
}

const fn small<const I: usize>() -> Dense {
    Dense {
        forward: forward::<I>,
        backward: backward::<I>,
        gradient: gradient::<I>,
    }
}

#[inline(always)]
fn add_scaled(sum: &mut Block, weight: f32, x: &Block) {
    let weight = F32x4::splat(weight);
    for (sum, x) in sum.iter_mut().zip(x) {
        *sum += weight * *x;
    }
}

#[inline(always)]
pub(super) fn dot([a, b, c]: &Block, [x, y, z]: &Block) -> F32x4 {
    *a * *x + *b * *y + *c * *z
}

#[inline(always)]
pub(super) fn total([a, b, c]: &Block) -> F32x4 {
    *a + *b + *c
}

#[inline(always)]
pub(super) fn map(block: &Block, f: impl Fn(F32x4) -> F32x4) -> Block {
    block.map(f)
}

#[inline(always)]
pub(super) fn zip(
    [a, b, c]: &Block,
    [x, y, z]: &Block,
    f: impl Fn(F32x4, F32x4) -> F32x4,
) -> Block {
    [f(*a, *x), f(*b, *y), f(*c, *z)]
}

fn forward<const I: usize>(parameters: &[f32], x: &[Block], z: &mut [Block]) {
    let Some(x) = x.first_chunk::<I>() else {
        return;
    };
    let (weights, biases) = parameters.split_at(I * z.len());
    let (rows, _) = weights.as_chunks::<I>();
    for ((row, bias), z) in rows.iter().zip(biases).zip(z) {
        let mut sum = [F32x4::splat(*bias); QUADS];
        for i in 0..I {
            add_scaled(&mut sum, row[i], &x[i]);
        }
        *z = sum;
    }
}

fn backward<const I: usize>(weights: &[f32], dz: &[Block], slope: &[Block], dx: &mut [Block]) {
    let (Some(slope), Some(dx)) = (slope.first_chunk::<I>(), dx.first_chunk_mut::<I>()) else {
        return;
    };
    let (rows, _) = weights.as_chunks::<I>();
    for i in 0..I {
        let mut sum = ZERO;
        for (row, dz) in rows.iter().zip(dz) {
            add_scaled(&mut sum, row[i], dz);
        }
        dx[i] = zip(&sum, &slope[i], Mul::mul);
    }
}

fn gradient<const I: usize>(sums: &mut [f32], x: &[Block], dz: &[Block], add: bool) {
    let Some(x) = x.first_chunk::<I>() else {
        return;
    };
    let (dw, db) = sums.split_at_mut(I * dz.len());
    if LANES.is_multiple_of(I) {
        // Four weights belong to several units.
        let (fours, rest) = dw.as_chunks_mut::<4>();
        let units = dz.chunks_exact(LANES / I);
        let last = units.remainder();
        for (four, dz) in fours.iter_mut().zip(units) {
            put(four, from_fn(|k| dot(&dz[k / I], &x[k % I])), add);
        }
        for (k, one) in rest.iter_mut().enumerate() {
            put_one(one, dot(&last[k / I], &x[k % I]), add);
        }
    } else {
        let (rows, _) = dw.as_chunks_mut::<I>();
        for (row, dz) in rows.iter_mut().zip(dz) {
            row_gradient(row, x, dz, add);
        }
    }
    bias_gradient(db, dz, add);
}

#[inline(always)]
fn row_gradient(row: &mut [f32], x: &[Block], dz: &Block, add: bool) {
    let (fours, rest) = row.as_chunks_mut::<4>();
    let (tiles, last) = x.as_chunks::<4>();
    for (four, x) in fours.iter_mut().zip(tiles) {
        put(four, [0, 1, 2, 3].map(|k| dot(dz, &x[k])), add);
    }
    for (one, x) in rest.iter_mut().zip(last) {
        put_one(one, dot(dz, x), add);
    }
}

/// Sums of parts, added to what is there or in its place.
#[inline(always)]
fn put(four: &mut [f32; 4], parts: [F32x4; 4], add: bool) {
    let sums = F32x4::sums(parts);
    *four = if add { F32x4::new(*four) + sums } else { sums }.array();
}

#[inline(always)]
fn put_one(one: &mut f32, parts: F32x4, add: bool) {
    *one = if add { *one } else { 0.0 } + parts.sum();
}

fn bias_gradient(db: &mut [f32], dz: &[Block], add: bool) {
    let (fours, rest) = db.as_chunks_mut::<4>();
    let (blocks, last) = dz.as_chunks::<4>();
    for (four, blocks) in fours.iter_mut().zip(blocks) {
        put(four, [0, 1, 2, 3].map(|k| total(&blocks[k])), add);
    }
    for (one, dz) in rest.iter_mut().zip(last) {
        put_one(one, total(dz), add);
    }
}

fn forward_wide(parameters: &[f32], x: &[Block], z: &mut [Block]) {
    let inputs = x.len();
    let (weights, biases) = parameters.split_at(inputs * z.len());
    let (tiles, last) = z.as_chunks_mut::<4>();
    let (fours, last_biases) = biases.as_chunks::<4>();
    let (tiled, last_rows) = weights.split_at(4 * tiles.len() * inputs);
    for ((tile, four), rows) in tiles
        .iter_mut()
        .zip(fours)
        .zip(tiled.chunks_exact(4 * inputs))
    {
        let (first, second) = rows.split_at(2 * inputs);
        let ((r0, r1), (r2, r3)) = (first.split_at(inputs), second.split_at(inputs));
        let mut sums = four.map(|bias| [F32x4::splat(bias); QUADS]);
        for ((((x, w0), w1), w2), w3) in x.iter().zip(r0).zip(r1).zip(r2).zip(r3) {
            add_scaled(&mut sums[0], *w0, x);
            add_scaled(&mut sums[1], *w1, x);
            add_scaled(&mut sums[2], *w2, x);
            add_scaled(&mut sums[3], *w3, x);
        }
        *tile = sums;
    }
    for ((row, bias), z) in last_rows.chunks_exact(inputs).zip(last_biases).zip(last) {
        let mut sum = [F32x4::splat(*bias); QUADS];
        for (x, weight) in x.iter().zip(row) {
            add_scaled(&mut sum, *weight, x);
        }
        *z = sum;
    }
}

fn backward_wide(weights: &[f32], dz: &[Block], slope: &[Block], dx: &mut [Block]) {
    let inputs = dx.len();
    let (tiles, rest) = dx.as_chunks_mut::<4>();
    for (k, tile) in tiles.iter_mut().enumerate() {
        let mut sums = [ZERO; 4];
        for (row, dz) in weights.chunks_exact(inputs).zip(dz) {
            let Some(four) = row[4 * k..].first_chunk::<4>() else {
                return;
            };
            for (sum, weight) in sums.iter_mut().zip(four) {
                add_scaled(sum, *weight, dz);
            }
        }
        for ((dx, sum), slope) in tile.iter_mut().zip(&sums).zip(&slope[4 * k..]) {
            *dx = zip(sum, slope, Mul::mul);
        }
    }
    let at = inputs - rest.len();
    for (k, dx) in rest.iter_mut().enumerate() {
        let mut sum = ZERO;
        for (row, dz) in weights.chunks_exact(inputs).zip(dz) {
            add_scaled(&mut sum, row[at + k], dz);
        }
        *dx = zip(&sum, &slope[at + k], Mul::mul);
    }
}

fn gradient_wide(sums: &mut [f32], x: &[Block], dz: &[Block], add: bool) {
    let (dw, db) = sums.split_at_mut(x.len() * dz.len());
    for (row, dz) in dw.chunks_exact_mut(x.len()).zip(dz) {
        row_gradient(row, x, dz, add);
    }
    bias_gradient(db, dz, add);
}
