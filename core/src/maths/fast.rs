//! Elementary functions of four f32 side by side, without a branch and without a table, for the training kernels.

use core::f32::consts::{FRAC_PI_2, LN_2, LOG2_E};

use super::vector::F32x4;

/// 1.5·2²³: adding it rounds to an integer, which then stands in the low bits.
const ROUND: f32 = 12_582_912.0;

/// (2ⁿ, p) with 2ᵘ = 2ⁿ(1 + p) for u up to 127, where n is the nearest integer and p a polynomial, without its constant
/// 0, of u − n. Below −58 it stays at 3e-18: far under f32's resolution, and subnormals would be slow.
#[inline(always)]
fn power<const N: usize>(u: F32x4, coefficients: [f32; N]) -> (F32x4, F32x4) {
    let u = u.at_least(F32x4::splat(-58.0));
    let shifted = u + ROUND;
    let r = u - (shifted - ROUND);
    (shifted.power_of_low_bits(), r * polynomial(r, coefficients))
}

/// (2ⁿ, p) with eˣ = 2ⁿ(1 + p) for x up to 88, by a minimax polynomial: within (1 + |x|)·1e-7 of itself.
#[inline(always)]
pub(super) fn exp_parts(x: F32x4) -> (F32x4, F32x4) {
    let minimax = [
        1.326_459_1e-3,
        9.671_619e-3,
        0.055_507_35,
        0.240_222_41,
        LN_2,
    ];
    power(x * LOG2_E, minimax)
}

#[inline(always)]
pub(super) fn exp(x: F32x4) -> F32x4 {
    let (scale, p) = exp_parts(x);
    scale * p + scale
}

/// e = e^−x and σ(x) = 1/(1 + e), whose slope is e·σ².
#[inline(always)]
pub(super) fn sigmoid_parts(x: F32x4) -> (F32x4, F32x4) {
    // So far from 0 that σ is 1 long before, and e·σ does not overflow.
    let e = exp((-x).at_most(F32x4::splat(40.0)));
    (e, (e + 1.0).recip())
}

/// ln(1 + e) = 2 artanh(e / (2 + e)) for e in [0, 1], by its series.
#[inline(always)]
pub(super) fn ln_1p(e: F32x4) -> F32x4 {
    let s = e / (e + 2.0);
    let odd = [
        0.076_923_08,
        0.090_909_09,
        0.111_111_11,
        0.142_857_15,
        0.2,
        0.333_333_34,
        1.0,
    ];
    s * 2.0 * polynomial(s * s, odd)
}

/// ln x by ln m = 2 artanh((m − 1) / (m + 1)) with x = 2ⁿm, m between √½ and √2; −∞ at 0, NaN left of it.
#[inline(always)]
pub(super) fn ln(x: F32x4) -> F32x4 {
    const ROOT_HALF: u32 = 0x3F35_04F3;
    let shifted = x.array().map(|x| x.to_bits().wrapping_sub(ROOT_HALF));
    let n = F32x4::new(shifted.map(|bits| (bits.cast_signed() >> 23) as f32));
    let m = shifted.map(|bits| f32::from_bits((bits & 0x7F_FFFF).wrapping_add(ROOT_HALF)));
    let m = F32x4::new(m);
    let s = (m + -1.0) / (m + 1.0);
    let odd = [0.111_111_11, 0.142_857_15, 0.2, 0.333_333_34, 1.0];
    let y = s * 2.0 * polynomial(s * s, odd) + n * -2.121_944_4e-4 + n * 0.693_359_4;
    let [none, infinity] = [f32::NAN, f32::INFINITY].map(F32x4::splat);
    let y = x.equal(infinity).pick(infinity, y);
    let y = x.equal(F32x4::ZERO).pick(-infinity, y);
    F32x4::ZERO.greater(x).pick(none, y).nan_like(x)
}

/// A minimax rational, within 1.3e-6; from the limit on it is ±1, and nowhere more.
#[inline(always)]
pub(super) fn tanh(x: F32x4) -> F32x4 {
    let x = x.limit(-7.131_216, 7.131_216);
    let s = x * x;
    // Not by Horner's rule: products that do not wait for each other are sooner done.
    let cubic = |[a, b, c, d]: [f32; 4]| (s * a + b) * (s * s) + (s * c + d);
    let top = cubic([3.864_545_3e-6, 2.263_042e-3, 0.122_864_98, 0.999_995_1]);
    let bottom = cubic([1.408_397_2e-4, 0.021_007_007, 0.456_181_68, 1.0]);
    x * top / bottom
}

/// Φ(−|x|) and φ(x), so that x·Φ(x) and its slope are within 3e-6, and φ itself within 4e-6.
///
/// Neither exp nor a division: the 16th root of Φ(−a) is nearly straight, and so is φ(a) / Φ(−a). Both are minimax
/// polynomials (Lawson's weights), weighted by what their errors do to x·Φ(x) and its slope. From the limit on the tail
/// stays at 1e-15: further on it would, multiplied layer by layer, come to subnormals, which are slow.
#[inline(always)]
pub(super) fn normal_tail(x: F32x4) -> (F32x4, F32x4) {
    let a = x.abs().at_most(F32x4::splat(7.5));
    let s = a * a;
    // As in `tanh`: products that do not wait for each other.
    let root = (s * (a * -4.518_202_7e-5 + 6.863_065e-4) + (a * -1.373_439_3e-3 + -0.017_798_737))
        * s
        + (a * -0.047_763_955 + 0.957_603_6);
    let ratio = s * s * 1.861_319_2e-3
        + s * (a * -0.020_745_32 + 0.109_595_1)
        + (a * 0.636_539_46 + 0.797_886_43);
    let fourth = (root * root) * (root * root);
    let tail = (fourth * fourth) * (fourth * fourth);
    (tail, tail * ratio)
}

/// Minimax on [0, 1] and π/2 − arctan(1/x) beyond: Abramowitz & Stegun 4.4.49.
#[inline(always)]
pub(super) fn atan(x: F32x4) -> F32x4 {
    let far = x.abs().greater(F32x4::splat(1.0));
    let u = far.pick(x.abs().recip(), x.abs());
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
    far.pick(-p + FRAC_PI_2, p).copysign(x)
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
    pub(super) fn at(&self, x: F32x4) -> (F32x4, F32x4) {
        let shifted = x * self.quarters + ROUND;
        let n = shifted - ROUND;
        let r = (x - n * self.quarter[0] - n * self.quarter[1] - n * self.quarter[2]) * self.a;
        let z = r * r;
        let s = polynomial(z, [-1.951_529_6e-4, 8.332_161e-3, -1.666_665_5e-1]) * z * r + r;
        let c = polynomial(z, [2.443_315_7e-5, -1.388_731_6e-3, 4.166_664_6e-2]) * z * z - z * 0.5
            + 1.0;
        turn(s, c, shifted)
    }
}

/// The first 12 bits of a number, and what is left.
fn split(x: f64) -> (f32, f64) {
    let first = f32::from_bits((x as f32).to_bits() & !0xFFF);
    (first, x - f64::from(first))
}

/// Rotates (sin, cos) by n quarter turns, n in the lowest bits.
#[inline(always)]
fn turn(s: F32x4, c: F32x4, n: F32x4) -> (F32x4, F32x4) {
    let (odd, half) = (n.bit(0), n.bit(1));
    let (sin, cos) = (odd.pick(c, s), odd.pick(s, c));
    (half.pick(-sin, sin), (odd ^ half).pick(-cos, cos))
}

/// Horner's rule, highest power first.
#[inline(always)]
fn polynomial<const N: usize>(x: F32x4, coefficients: [f32; N]) -> F32x4 {
    let (first, rest) = coefficients.split_at(1);
    let first = F32x4::splat(first[0]);
    rest.iter().fold(first, |sum, c| sum * x + *c)
}
