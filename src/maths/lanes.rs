//! The training kernels: f32 values side by side, each with its slope.
//!
//! Plain arrays and branch-free arithmetic, which the compiler turns into SIMD. Within 4e-6 of the
//! jets on [−20, 20], relative to max(1, |truth|).

use core::array::from_fn;
use core::f32::consts::{FRAC_PI_2, LOG2_E};
use core::ops::{Add, Div, Mul, Neg, Sub};

use super::number::Number;

/// Examples that a kernel treats at once: one WASM vector. A longer batch is several of them.
pub const LANES: usize = 4;

/// `W` values and their slopes with respect to `W` independent inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lanes<const W: usize> {
    /// f(x)
    pub y: [f32; W],
    /// f′(x)
    pub dy: [f32; W],
}

/// Applies `f` to a whole layer: each value in `z` becomes f(z), `slope` becomes f′(z).
#[inline(always)]
pub(super) fn in_place<const W: usize>(
    z: &mut [[f32; W]],
    slope: &mut [[f32; W]],
    f: impl Fn(Lanes<W>) -> Lanes<W>,
) {
    for (z, slope) in z.iter_mut().zip(slope) {
        let (x, f) = (*z, f(Lanes::variable(*z)));
        *z = from_fn(|i| pick(x[i].is_nan(), f32::NAN, f.y[i]));
        *slope = from_fn(|i| pick(x[i].is_nan(), f32::NAN, f.dy[i]));
    }
}

impl<const W: usize> Lanes<W> {
    /// The inputs themselves.
    #[inline(always)]
    pub fn variable(x: [f32; W]) -> Self {
        Self { y: x, dy: [1.0; W] }
    }

    /// Lane by lane through a function that gives value and slope at one place.
    #[inline(always)]
    fn chain(self, f: impl Fn(f32) -> (f32, f32)) -> Self {
        let mut out = self;
        for i in 0..W {
            let (y, slope) = f(self.y[i]);
            out.y[i] = y;
            out.dy[i] = slope * self.dy[i];
        }
        out
    }
}

impl<const W: usize> Neg for Lanes<W> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.chain(|x| (-x, -1.0))
    }
}

impl<const W: usize> Add for Lanes<W> {
    type Output = Self;
    #[inline(always)]
    fn add(self, o: Self) -> Self {
        Self {
            y: from_fn(|i| self.y[i] + o.y[i]),
            dy: from_fn(|i| self.dy[i] + o.dy[i]),
        }
    }
}

impl<const W: usize> Sub for Lanes<W> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, o: Self) -> Self {
        self + -o
    }
}

impl<const W: usize> Mul for Lanes<W> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, o: Self) -> Self {
        Self {
            y: from_fn(|i| self.y[i] * o.y[i]),
            dy: from_fn(|i| self.dy[i] * o.y[i] + self.y[i] * o.dy[i]),
        }
    }
}

impl<const W: usize> Add<f64> for Lanes<W> {
    type Output = Self;
    #[inline(always)]
    fn add(self, c: f64) -> Self {
        self.chain(|x| (x + c as f32, 1.0))
    }
}

impl<const W: usize> Sub<f64> for Lanes<W> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, c: f64) -> Self {
        self + -c
    }
}

impl<const W: usize> Mul<f64> for Lanes<W> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, c: f64) -> Self {
        self.chain(|x| (x * c as f32, c as f32))
    }
}

impl<const W: usize> Div<f64> for Lanes<W> {
    type Output = Self;
    #[inline(always)]
    fn div(self, c: f64) -> Self {
        self * (1.0 / c)
    }
}

impl<const W: usize> Number for Lanes<W> {
    #[inline(always)]
    fn constant(value: f64) -> Self {
        Self {
            y: [value as f32; W],
            dy: [0.0; W],
        }
    }

    #[inline(always)]
    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        Self {
            y: from_fn(|i| pick(self.y[i] <= 0.0, otherwise.y[i], then.y[i])),
            dy: from_fn(|i| pick(self.y[i] <= 0.0, otherwise.dy[i], then.dy[i])),
        }
    }

    #[inline(always)]
    fn abs(self) -> Self {
        self.chain(|x| (x.abs(), pick(x == 0.0, 0.0, 1.0_f32.copysign(x))))
    }

    #[inline(always)]
    fn clamp(self, low: f64, high: f64) -> Self {
        let (low, high) = (low as f32, high as f32);
        self.chain(|x| (limit(x, low, high), pick((x > low) & (x < high), 1.0, 0.0)))
    }

    #[inline(always)]
    fn exp(self) -> Self {
        self.chain(|x| (exp(x), exp(x)))
    }

    #[inline(always)]
    fn expm1(self) -> Self {
        self.chain(|x| {
            let (scale, p) = exp_parts(x);
            (scale * p + (scale - 1.0), scale * p + scale)
        })
    }

    #[inline(always)]
    fn sigmoid(self) -> Self {
        self.chain(|x| {
            let (e, r) = sigmoid_parts(x);
            (pick(x > 0.0, r, e * r), e * r * r)
        })
    }

    #[inline(always)]
    fn softplus(self, beta: f64) -> Self {
        let (beta, scale) = (beta as f32, (1.0 / beta) as f32);
        self.chain(|x| {
            let (e, r) = sigmoid_parts(beta * x);
            let right = beta * x > 0.0;
            (
                pick(right, x, 0.0) + ln_1p(e) * scale,
                pick(right, r, e * r),
            )
        })
    }

    #[inline(always)]
    fn squareplus(self, b: f64) -> Self {
        let b = b as f32;
        self.chain(|x| {
            let h = (x * x + b).sqrt();
            let y = 0.5 * pick(x > 0.0, x + h, b / (h - x));
            (pick(h == 0.0, 0.0, y), pick(h == 0.0, 0.0, y / h))
        })
    }

    #[inline(always)]
    fn tanh(self) -> Self {
        self.chain(|x| {
            let t = tanh(x);
            (t, 1.0 - t * t)
        })
    }

    #[inline(always)]
    fn tanh_softplus(self) -> Self {
        // As in the jets. By tanh and softplus, 1 − t² would be noise that Mish multiplies by x.
        self.chain(|x| {
            let (e, right) = (exp(-x.abs()), x > 0.0);
            let top = pick(right, 1.0 + 2.0 * e, e * (e + 2.0));
            let d = pick(right, 1.0 + 2.0 * e * (1.0 + e), 2.0 + e * (2.0 + e));
            let scale = 4.0 * e * pick(right, e, 1.0);
            (top / d, scale * (1.0 + e) / (d * d))
        })
    }

    #[inline(always)]
    fn minus_tanh(self) -> Self {
        self.chain(|x| {
            let t = tanh(x);
            (x - t, t * t)
        })
    }

    #[inline(always)]
    fn softsign(self) -> Self {
        self.chain(|x| {
            let r = 1.0 / (1.0 + x.abs());
            (x * r, r * r)
        })
    }

    #[inline(always)]
    fn normal_cdf(self) -> Self {
        self.chain(|x| {
            let g = exp(-0.5 * x * x);
            let tail = g * normal_tail(x.abs());
            (pick(x > 0.0, 1.0 - tail, tail), g * 0.398_942_3)
        })
    }

    #[inline(always)]
    fn sin(self) -> Self {
        let product = SinCos::of_product(1.0);
        self.chain(|x| product.at(x))
    }

    #[inline(always)]
    fn snake(self, a: f64) -> Self {
        let (product, scale) = (SinCos::of_product(a), (1.0 / a) as f32);
        self.chain(|x| {
            let (s, c) = product.at(x);
            (x + s * s * scale, (s + c) * (s + c))
        })
    }

    #[inline(always)]
    fn atan(self) -> Self {
        self.chain(|x| (atan(x), 1.0 / (1.0 + x * x)))
    }
}

/// A select: both sides are computed, so the compiler needs no branch.
#[inline(always)]
fn pick(condition: bool, then: f32, otherwise: f32) -> f32 {
    if condition { then } else { otherwise }
}

/// `f32::clamp` without its panic; NaN passes.
#[inline(always)]
fn limit(x: f32, low: f32, high: f32) -> f32 {
    let x = pick(x < low, low, x);
    pick(x > high, high, x)
}

/// 1.5·2²³: adding it rounds to an integer, which then stands in the low bits.
const ROUND: f32 = 12_582_912.0;

/// (2ⁿ, p) with eˣ = 2ⁿ(1 + p), polynomial of Cephes `expf`. Below −40 it stays at 4e-18: far
/// under f32's resolution, and subnormals would be slow.
#[inline(always)]
fn exp_parts(x: f32) -> (f32, f32) {
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
fn exp(x: f32) -> f32 {
    let (scale, p) = exp_parts(x);
    scale * p + scale
}

/// e = e^−|x| and 1/(1 + e): σ(x) is the second right of 0, their product left of it.
#[inline(always)]
fn sigmoid_parts(x: f32) -> (f32, f32) {
    let e = exp(-x.abs());
    (e, 1.0 / (1.0 + e))
}

/// ln(1 + e) = 2 artanh(e / (2 + e)) for e in [0, 1], by its series.
#[inline(always)]
fn ln_1p(e: f32) -> f32 {
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

/// The rational of Eigen's `ptanh_float`; from ±7.9 on tanh is ±1 in f32.
#[inline(always)]
fn tanh(x: f32) -> f32 {
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
fn normal_tail(x: f32) -> f32 {
    let t = 1.0 / (1.0 + 0.231_641_9 * x);
    t * polynomial(
        t,
        [
            0.530_702_7,
            -0.726_576,
            0.710_706_87,
            -0.142_248_37,
            0.127_414_8,
        ],
    )
}

/// Minimax on [0, 1] and π/2 − arctan(1/x) beyond: Abramowitz & Stegun 4.4.49.
#[inline(always)]
fn atan(x: f32) -> f32 {
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
struct SinCos {
    a: f32,
    quarters: f32,
    /// A quarter of the period in x, in three parts of few bits, so that n times the first is exact.
    quarter: [f32; 3],
}

impl SinCos {
    #[inline(always)]
    fn of_product(a: f64) -> Self {
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
    fn at(&self, x: f32) -> (f32, f32) {
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
