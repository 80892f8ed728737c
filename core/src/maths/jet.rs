//! A value with its first and second derivatives, exact to the last digits of f64.

use core::ops::{Add, Div, Mul, Neg, Sub};

use super::number::Number;
use super::special;

/// A value `y` with its first and second derivatives with respect to the input `x`.
///
/// The arithmetic is that of truncated Taylor series. Every function comes from `libm`, never from
/// the platform, so that native and WASM results agree bit for bit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jet {
    /// f(x)
    pub y: f64,
    /// f′(x)
    pub dy: f64,
    /// f″(x)
    pub d2y: f64,
}

impl Jet {
    /// No value at all.
    pub const NAN: Self = Self::new(f64::NAN, f64::NAN, f64::NAN);

    /// A value with its derivatives.
    pub const fn new(y: f64, dy: f64, d2y: f64) -> Self {
        Self { y, dy, d2y }
    }

    /// The input itself.
    pub const fn variable(x: f64) -> Self {
        Self::new(x, 1.0, 0.0)
    }

    /// Whether value, slope and curvature are all finite.
    pub fn is_finite(self) -> bool {
        self.y.is_finite() && self.dy.is_finite() && self.d2y.is_finite()
    }

    /// Each part through the same function.
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self::new(f(self.y), f(self.dy), f(self.d2y))
    }

    /// g(self), given g, g′ and g″ at `self.y`.
    pub fn chain(self, g: f64, dg: f64, d2g: f64) -> Self {
        Self {
            y: g,
            dy: times(dg, self.dy),
            d2y: times(d2g, times(self.dy, self.dy)) + times(dg, self.d2y),
        }
    }
}

/// A factor that has underflowed to 0 beats one that has overflowed: x·σ(x) → 0, not NaN.
fn times(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 { 0.0 } else { a * b }
}

impl Neg for Jet {
    type Output = Self;
    fn neg(self) -> Self {
        self.map(|v| -v)
    }
}

impl Add for Jet {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Self::new(self.y + o.y, self.dy + o.dy, self.d2y + o.d2y)
    }
}

impl Sub for Jet {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        self + -o
    }
}

impl Mul for Jet {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        Self {
            y: times(self.y, o.y),
            dy: times(self.dy, o.y) + times(self.y, o.dy),
            d2y: times(self.d2y, o.y) + 2.0 * times(self.dy, o.dy) + times(self.y, o.d2y),
        }
    }
}

impl Add<f64> for Jet {
    type Output = Self;
    fn add(self, c: f64) -> Self {
        Self::new(self.y + c, self.dy, self.d2y)
    }
}

impl Sub<f64> for Jet {
    type Output = Self;
    fn sub(self, c: f64) -> Self {
        self + -c
    }
}

impl Mul<f64> for Jet {
    type Output = Self;
    fn mul(self, c: f64) -> Self {
        self.map(|v| times(v, c))
    }
}

impl Div<f64> for Jet {
    type Output = Self;
    fn div(self, c: f64) -> Self {
        self.map(|v| v / c)
    }
}

impl Number for Jet {
    fn constant(value: f64) -> Self {
        Self::new(value, 0.0, 0.0)
    }

    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        if self.y <= 0.0 { otherwise } else { then }
    }

    fn abs(self) -> Self {
        self.chain(self.y.abs(), sign(self.y), 0.0)
    }

    fn clamp(self, low: f64, high: f64) -> Self {
        if self.y <= low {
            Self::constant(low)
        } else if self.y >= high {
            Self::constant(high)
        } else {
            self
        }
    }

    fn exp(self) -> Self {
        let e = libm::exp(self.y);
        self.chain(e, e, e)
    }

    fn expm1(self) -> Self {
        let e = libm::exp(self.y);
        self.chain(libm::expm1(self.y), e, e)
    }

    fn sigmoid(self) -> Self {
        let (y, dy) = special::sigmoid(self.y);
        self.chain(y, dy, -dy * libm::tanh(0.5 * self.y))
    }

    fn softplus(self, beta: f64) -> Self {
        let x = self.y;
        let (dy, curve) = special::sigmoid(beta * x);
        let ramp = if beta * x > 0.0 { x } else { 0.0 };
        let rest = libm::log1p(libm::exp(-(beta * x).abs())) / beta;
        self.chain(ramp + rest, dy, times(beta, curve))
    }

    fn squareplus(self, b: f64) -> Self {
        let (x, c) = (self.y, libm::sqrt(b));
        let h = libm::hypot(x, c);
        if h == 0.0 {
            return Self::constant(0.0); // b = 0 is ReLU, whose slope at its kink is 0 by convention
        }
        let (y, dy) = if x > 0.0 {
            (0.5 * x + 0.5 * h, 0.5 * (x / h) + 0.5)
        } else {
            let y = c / (h - x) * (0.5 * c); // not x + h, which cancel
            (y, y / h)
        };
        self.chain(y, dy, 0.5 * (c / h) * (c / h) / h)
    }

    fn tanh(self) -> Self {
        let (t, slope) = (libm::tanh(self.y), special::tanh_slope(self.y));
        self.chain(t, slope, -2.0 * t * slope)
    }

    fn tanh_softplus(self) -> Self {
        let (e, right) = (libm::exp(-self.y.abs()), self.y > 0.0);
        // With E = eˣ and D = E² + 2E + 2: g = E(E + 2)/D, g′ = 4E(E + 1)/D²,
        // g″ = 4E(2 + 2E − 3E² − 2E³)/D³; right of 0 everything is divided by powers of E.
        let (top, d, scale, bend) = if right {
            (
                1.0 + 2.0 * e,
                1.0 + 2.0 * e * (1.0 + e),
                4.0 * e * e,
                ((2.0 * e + 2.0) * e - 3.0) * e - 2.0,
            )
        } else {
            (
                e * (e + 2.0),
                2.0 + e * (2.0 + e),
                4.0 * e,
                2.0 + e * (2.0 - e * (3.0 + 2.0 * e)),
            )
        };
        self.chain(
            top / d,
            scale * (1.0 + e) / (d * d),
            scale * bend / (d * d * d),
        )
    }

    fn minus_tanh(self) -> Self {
        let t = libm::tanh(self.y);
        self.chain(
            special::minus_tanh(self.y),
            t * t,
            2.0 * t * special::tanh_slope(self.y),
        )
    }

    fn softsign(self) -> Self {
        let r = 1.0 / (1.0 + self.y.abs());
        self.chain(self.y * r, r * r, -2.0 * sign(self.y) * r * r * r)
    }

    fn normal_cdf(self) -> Self {
        let density = special::normal_density(self.y);
        self.chain(
            special::normal_cdf(self.y),
            density,
            times(-self.y, density),
        )
    }

    fn sin(self) -> Self {
        let (s, c) = libm::sincos(self.y);
        self.chain(s, c, -s)
    }

    fn snake(self, a: f64) -> Self {
        if a == 0.0 {
            return self; // the limit
        }
        let (s, c) = special::sincos_product(a, self.y);
        self.chain(
            self.y + s * (s / a),
            (s + c) * (s + c),
            2.0 * a * (c - s) * (c + s),
        )
    }

    fn atan(self) -> Self {
        let d = 1.0 / (1.0 + self.y * self.y);
        self.chain(libm::atan(self.y), d, times(-2.0 * self.y * d, d))
    }

    fn cos(self) -> Self {
        let (s, c) = libm::sincos(self.y);
        self.chain(c, -s, -c)
    }

    fn ln(self) -> Self {
        if self.y < 0.0 {
            return Self::NAN;
        }
        let d = 1.0 / self.y;
        self.chain(libm::log(self.y), d, -d * d)
    }

    fn sqrt(self) -> Self {
        let y = libm::sqrt(self.y);
        let d = 0.5 / y;
        self.chain(y, d, -0.5 * d / self.y)
    }

    fn over(self, o: Self) -> Self {
        let y = self.y / o.y;
        let dy = (self.dy - times(y, o.dy)) / o.y;
        let d2y = (self.d2y - 2.0 * times(dy, o.dy) - times(y, o.d2y)) / o.y;
        Self::new(y, dy, d2y)
    }
}

/// −1, 0 or 1: unlike `f64::signum`, 0 has no side.
fn sign(x: f64) -> f64 {
    if x == 0.0 { 0.0 } else { x.signum() }
}
