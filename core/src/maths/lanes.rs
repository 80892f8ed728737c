//! The training kernels: four f32 side by side, each with its slope.
//!
//! Within 4e-6 of the jets on [−20, 20], relative to max(1, |truth|).

use core::ops::{Add, Div, Mul, Neg, Sub};

use super::fast::*;
use super::number::Number;
use super::vector::F32x4;

/// Four values and their slopes with respect to four independent inputs.
#[derive(Clone, Copy, Debug)]
pub struct Lanes {
    /// f(x)
    pub y: F32x4,
    /// f′(x)
    pub dy: F32x4,
}

/// Applies `f` to a whole layer: each value in `z` becomes f(z), `slope` becomes f′(z).
#[inline(always)]
pub(super) fn in_place(z: &mut [F32x4], slope: &mut [F32x4], f: impl Fn(Lanes) -> Lanes) {
    for (z, slope) in z.iter_mut().zip(slope) {
        let f = f(Lanes::variable(*z));
        *slope = f.dy.nan_like(*z);
        *z = f.y.nan_like(*z);
    }
}

impl Lanes {
    /// The inputs themselves.
    #[inline(always)]
    pub fn variable(x: F32x4) -> Self {
        let dy = F32x4::splat(1.0);
        Self { y: x, dy }
    }

    /// Through a function that gives value and slope.
    #[inline(always)]
    fn chain(self, f: impl Fn(F32x4) -> (F32x4, F32x4)) -> Self {
        let (y, slope) = f(self.y);
        Self {
            y,
            dy: slope * self.dy,
        }
    }
}

#[inline(always)]
fn constant(value: f32) -> F32x4 {
    F32x4::splat(value)
}

impl Neg for Lanes {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self {
            y: -self.y,
            dy: -self.dy,
        }
    }
}

impl Add for Lanes {
    type Output = Self;
    #[inline(always)]
    fn add(self, o: Self) -> Self {
        Self {
            y: self.y + o.y,
            dy: self.dy + o.dy,
        }
    }
}

impl Sub for Lanes {
    type Output = Self;
    #[inline(always)]
    fn sub(self, o: Self) -> Self {
        Self {
            y: self.y - o.y,
            dy: self.dy - o.dy,
        }
    }
}

impl Mul for Lanes {
    type Output = Self;
    #[inline(always)]
    fn mul(self, o: Self) -> Self {
        Self {
            y: self.y * o.y,
            dy: self.dy * o.y + self.y * o.dy,
        }
    }
}

impl Add<f64> for Lanes {
    type Output = Self;
    #[inline(always)]
    fn add(self, c: f64) -> Self {
        let y = self.y + c as f32;
        Self { y, ..self }
    }
}

impl Sub<f64> for Lanes {
    type Output = Self;
    #[inline(always)]
    fn sub(self, c: f64) -> Self {
        self + -c
    }
}

impl Mul<f64> for Lanes {
    type Output = Self;
    #[inline(always)]
    fn mul(self, c: f64) -> Self {
        Self {
            y: self.y * c as f32,
            dy: self.dy * c as f32,
        }
    }
}

impl Div<f64> for Lanes {
    type Output = Self;
    #[inline(always)]
    fn div(self, c: f64) -> Self {
        self * (1.0 / c)
    }
}

impl Number for Lanes {
    #[inline(always)]
    fn constant(value: f64) -> Self {
        Self {
            y: constant(value as f32),
            dy: F32x4::ZERO,
        }
    }

    #[inline(always)]
    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        let not = self.y.at_or_below(F32x4::ZERO);
        Self {
            y: not.pick(otherwise.y, then.y),
            dy: not.pick(otherwise.dy, then.dy),
        }
    }

    #[inline(always)]
    fn abs(self) -> Self {
        let zero = self.y.equal(F32x4::ZERO);
        self.chain(|x| {
            let sign = constant(1.0).copysign(x);
            (x.abs(), zero.pick(F32x4::ZERO, sign))
        })
    }

    #[inline(always)]
    fn clamp(self, low: f64, high: f64) -> Self {
        let (low, high) = (low as f32, high as f32);
        self.chain(|x| {
            let above = x.greater(constant(low)).pick(constant(1.0), F32x4::ZERO);
            let inside = constant(high).greater(x).pick(above, F32x4::ZERO);
            (x.limit(low, high), inside)
        })
    }

    #[inline(always)]
    fn exp(self) -> Self {
        self.chain(|x| {
            let y = exp(x.at_most(constant(88.0)));
            (y, y)
        })
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
            (r, e * r * r)
        })
    }

    #[inline(always)]
    fn softplus(self, beta: f64) -> Self {
        let (beta, scale) = (beta as f32, (1.0 / beta) as f32);
        self.chain(|x| {
            let e = exp(-(x * beta).abs());
            let (right, r) = ((x * beta).greater(F32x4::ZERO), (e + 1.0).recip());
            (
                right.pick(x, F32x4::ZERO) + ln_1p(e) * scale,
                right.pick(r, e * r),
            )
        })
    }

    #[inline(always)]
    fn squareplus(self, b: f64) -> Self {
        let b = constant(b as f32);
        self.chain(|x| {
            let h = (x * x + b).sqrt();
            let y = x.greater(F32x4::ZERO).pick(x + h, b / (h - x)) * 0.5;
            let none = h.equal(F32x4::ZERO);
            (none.pick(F32x4::ZERO, y), none.pick(F32x4::ZERO, y / h))
        })
    }

    #[inline(always)]
    fn tanh(self) -> Self {
        self.chain(|x| {
            let t = tanh(x);
            (t, constant(1.0) - t * t)
        })
    }

    #[inline(always)]
    fn tanh_softplus(self) -> Self {
        // As in the jets. By tanh and softplus, 1 − t² would be noise that Mish multiplies by x.
        self.chain(|x| {
            let (e, right) = (exp(-x.abs()), x.greater(F32x4::ZERO));
            let top = right.pick(e * 2.0 + 1.0, e * (e + 2.0));
            let d = right.pick(e * 2.0 * (e + 1.0) + 1.0, e * (e + 2.0) + 2.0);
            let scale = e * 4.0 * right.pick(e, constant(1.0));
            (top / d, scale * (e + 1.0) / (d * d))
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
            let r = (x.abs() + 1.0).recip();
            (x * r, r * r)
        })
    }

    #[inline(always)]
    fn normal_cdf(self) -> Self {
        self.chain(|x| {
            let (tail, density) = normal_tail(x);
            let right = x.greater(F32x4::ZERO);
            (right.pick(constant(1.0) - tail, tail), density)
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
        self.chain(|x| (atan(x), (x * x + 1.0).recip()))
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
        self.chain(|x| {
            let none = F32x4::splat(f32::NAN);
            (ln(x), F32x4::ZERO.greater(x).pick(none, x.recip()))
        })
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        self.chain(|x| {
            let y = x.sqrt();
            (y, constant(0.5) / y)
        })
    }

    #[inline(always)]
    fn over(self, o: Self) -> Self {
        let y = self.y / o.y;
        let dy = (self.dy - y * o.dy) / o.y;
        Self { y, dy }
    }
}
