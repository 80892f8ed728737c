//! The training kernels: f32 values side by side, each with its slope.
//!
//! Plain arrays and branch-free arithmetic, which the compiler turns into SIMD. Within 4e-6 of the
//! jets on [−20, 20], relative to max(1, |truth|).

use core::array::from_fn;
use core::ops::{Add, Div, Mul, Neg, Sub};

use super::fast::*;
use super::number::Number;
use super::vector::{F32x4, LANES};

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
pub(super) fn in_place(
    z: &mut [F32x4],
    slope: &mut [F32x4],
    f: impl Fn(Lanes<LANES>) -> Lanes<LANES>,
) {
    for (z, slope) in z.iter_mut().zip(slope) {
        let x = z.array();
        let f = f(Lanes::variable(x));
        *z = F32x4::new(from_fn(|i| pick(x[i].is_nan(), f32::NAN, f.y[i])));
        *slope = F32x4::new(from_fn(|i| pick(x[i].is_nan(), f32::NAN, f.dy[i])));
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

    #[inline(always)]
    fn cos(self) -> Self {
        let product = SinCos::of_product(1.0);
        self.chain(|x| {
            let (s, c) = product.at(x);
            (c, -s)
        })
    }

    #[inline(always)]
    fn ln(self) -> Self {
        self.chain(|x| (ln(x), pick(x < 0.0, f32::NAN, 1.0 / x)))
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        self.chain(|x| (x.sqrt(), 0.5 / x.sqrt()))
    }

    #[inline(always)]
    fn over(self, o: Self) -> Self {
        let y: [f32; W] = from_fn(|i| self.y[i] / o.y[i]);
        Self {
            y,
            dy: from_fn(|i| (self.dy[i] - y[i] * o.dy[i]) / o.y[i]),
        }
    }
}
