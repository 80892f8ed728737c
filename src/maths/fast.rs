//! Elementary functions in f32 without a branch, for the training kernels. None needs a table, so
//! the compiler can put several side by side into one vector.

use core::f32::consts::{FRAC_PI_2, LOG2_E};

/// A select: both sides are computed, so the compiler needs no branch.
#[inline(always)]
pub(super) fn pick(condition: bool, then: f32, otherwise: f32) -> f32 {
    if condition { then } else { otherwise }
}

/// `f32::clamp` without its panic; NaN passes.
#[inline(always)]
pub(super) fn limit(x: f32, low: f32, high: f32) -> f32 {
    let x = pick(x < low, low, x);
    pick(x > high, high, x)
}

/// 1.5·2²³: adding it rounds to an integer, which then stands in the low bits.
const ROUND: f32 = 12_582_912.0;

/// (2ⁿ, p) with eˣ = 2ⁿ(1 + p), polynomial of Cephes `expf`. Below −40 it stays at 4e-18: far
/// under f32's resolution, and subnormals would be slow.
#[inline(always)]
pub(super) fn exp_parts(x: f32) -> (f32, f32) {
    let x = limit(x, -40.0, 88.0);
    let shifted = x * LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4; // ln 2 in two parts, the first exact times n
    let p = [
        1.987_569_2e-4,
        1.398_2e-3,
        8.333_452e-3,
        4.166_579_6e-2,
        1.666_666_5e-1,
        0.5,
    ];
    let scale = f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23));
    (scale, polynomial(r, p) * r * r + r)
}

#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    let (scale, p) = exp_parts(x);
    scale * p + scale
}

/// e = e^−|x| and 1/(1 + e): σ(x) is the second right of 0, their product left of it.
#[inline(always)]
pub(super) fn sigmoid_parts(x: f32) -> (f32, f32) {
    let e = exp(-x.abs());
    (e, 1.0 / (1.0 + e))
}

/// ln(1 + e) = 2 artanh(e / (2 + e)) for e in [0, 1], by its series.
#[inline(always)]
pub(super) fn ln_1p(e: f32) -> f32 {
    let s = e / (2.0 + e);
    let odd = [
        0.076_923_08,
        0.090_909_09,
        0.111_111_11,
        0.142_857_15,
        0.2,
        0.333_333_34,
        1.0,
    ];
    2.0 * s * polynomial(s * s, odd)
}

/// ln x by ln m = 2 artanh((m − 1) / (m + 1)) with x = 2ⁿm, m between √½ and √2; −∞ at 0, NaN left of it.
#[inline(always)]
pub(super) fn ln(x: f32) -> f32 {
    const ROOT_HALF: u32 = 0x3F35_04F3;
    let shifted = x.to_bits().wrapping_sub(ROOT_HALF);
    let n = (shifted.cast_signed() >> 23) as f32;
    let m = f32::from_bits((shifted & 0x7F_FFFF).wrapping_add(ROOT_HALF));
    let s = (m - 1.0) / (m + 1.0);
    let odd = [0.111_111_11, 0.142_857_15, 0.2, 0.333_333_34, 1.0];
    let y = 2.0 * s * polynomial(s * s, odd) + n * -2.121_944_4e-4 + n * 0.693_359_4;
    let y = pick(x == f32::INFINITY, x, y);
    let y = pick(x == 0.0, f32::NEG_INFINITY, y);
    pick(x >= 0.0, y, f32::NAN)
}

/// The rational of Eigen's `ptanh_float`; from ±7.9 on tanh is ±1 in f32.
#[inline(always)]
pub(super) fn tanh(x: f32) -> f32 {
    let x = limit(x, -7.9, 7.9);
    let top = [
        -2.760_768_5e-16,
        2.000_188e-13,
        -8.604_672e-11,
        5.122_297e-8,
        1.485_722_4e-5,
        6.372_619_3e-4,
        4.893_524_6e-3,
    ];
    let bottom = [1.198_258_4e-6, 1.185_347_1e-4, 2.268_434_6e-3, 4.893_525e-3];
    x * polynomial(x * x, top) / polynomial(x * x, bottom)
}

/// Φ(−x) / e^(−x²/2) for x ≥ 0: Abramowitz & Stegun 7.1.26, |error| < 7.5e-8.
#[inline(always)]
pub(super) fn normal_tail(x: f32) -> f32 {
    let t = 1.0 / (1.0 + 0.231_641_9 * x);
    t * polynomial(
        t,
        [
            0.530_702_7,
            -0.726_576,
            0.710_706_9,
            -0.142_248_37,
            0.127_414_8,
        ],
    )
}

/// Minimax on [0, 1] and π/2 − arctan(1/x) beyond: Abramowitz & Stegun 4.4.49.
#[inline(always)]
pub(super) fn atan(x: f32) -> f32 {
    let far = x.abs() > 1.0;
    let u = pick(far, 1.0 / x.abs(), x.abs());
    let odd = [
        0.002_866_225_7,
        -0.016_165_737,
        0.042_909_61,
        -0.075_289_64,
        0.106_562_64,
        -0.142_089,
        0.199_935_51,
        -0.333_331_45,
        1.0,
    ];
    let p = u * polynomial(u * u, odd);
    pick(far, FRAC_PI_2 - p, p).copysign(x)
}

/// sin(a·x) and cos(a·x), the angle reduced before it is multiplied: a·x in f32 would lose it.
pub(super) struct SinCos {
    a: f32,
    quarters: f32,
    /// A quarter of the period in x, in three parts of few bits, so that n times the first is exact.
    quarter: [f32; 3],
}

impl SinCos {
    #[inline(always)]
    pub(super) fn of_product(a: f64) -> Self {
        let quarter = core::f64::consts::FRAC_PI_2 / a;
        let (first, rest) = split(quarter);
        let (second, rest) = split(rest);
        Self {
            a: a as f32,
            quarters: (1.0 / quarter) as f32,
            quarter: [first, second, rest as f32],
        }
    }

    /// Cody and Waite's reduction, polynomials of Cephes `sinf`.
    #[inline(always)]
    pub(super) fn at(&self, x: f32) -> (f32, f32) {
        let shifted = x * self.quarters + ROUND;
        let n = shifted - ROUND;
        let r = self.a * (x - n * self.quarter[0] - n * self.quarter[1] - n * self.quarter[2]);
        let z = r * r;
        let s = polynomial(z, [-1.951_529_6e-4, 8.332_161e-3, -1.666_665_5e-1]) * z * r + r;
        let c = polynomial(z, [2.443_315_7e-5, -1.388_731_6e-3, 4.166_664_6e-2]) * z * z - 0.5 * z
            + 1.0;
        turn(s, c, shifted.to_bits())
    }
}

/// The first 12 bits of a number, and what is left.
fn split(x: f64) -> (f32, f64) {
    let first = f32::from_bits((x as f32).to_bits() & !0xFFF);
    (first, x - f64::from(first))
}

/// Rotates (sin, cos) by n quarter turns.
#[inline(always)]
fn turn(s: f32, c: f32, n: u32) -> (f32, f32) {
    let odd = n & 1 != 0;
    let sign = |v: f32, n: u32| f32::from_bits(v.to_bits() ^ ((n & 2) << 30));
    (
        sign(pick(odd, c, s), n),
        sign(pick(odd, s, c), n.wrapping_add(1)),
    )
}

/// Horner's rule, highest power first.
#[inline(always)]
fn polynomial<const N: usize>(x: f32, coefficients: [f32; N]) -> f32 {
    coefficients.into_iter().fold(0.0, |sum, c| sum * x + c)
}
