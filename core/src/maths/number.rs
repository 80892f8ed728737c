//! What an activation may be written over.

use core::ops::{Add, Div, Mul, Neg, Sub};

/// A value that carries its own derivatives with respect to the input `x`.
///
/// A function written once over `Number` becomes exact readouts ([`Jet`](super::Jet)) and a
/// training kernel (`Lanes`). Scalars stand on the right: `x * 2.0`, because
/// `f64: Mul<Self>` cannot be asked for here. The named functions are those whose tails or zeros
/// lose digits when composed naively; everything else is arithmetic.
pub trait Number:
    Copy
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
    + Div<f64, Output = Self>
{
    /// A value that does not depend on the input: all its derivatives are 0.
    fn constant(value: f64) -> Self;

    /// `then` where `self > 0` (or is NaN), else `otherwise`: a true select, nothing leaks from
    /// the other side.
    fn if_positive(self, then: Self, otherwise: Self) -> Self;

    /// |x|, with slope 0 at 0.
    fn abs(self) -> Self;

    /// The nearest number in [low, high]. Slope 1 strictly inside, 0 on the edges and outside.
    fn clamp(self, low: f64, high: f64) -> Self;

    /// eˣ
    fn exp(self) -> Self;

    /// eˣ − 1, with all its digits near 0.
    fn expm1(self) -> Self;

    /// 1 / (1 + e⁻ˣ)
    fn sigmoid(self) -> Self;

    /// ln(1 + e^βx) / β, finite wherever x is.
    fn softplus(self, beta: f64) -> Self;

    /// (x + √(x² + b)) / 2, with all its digits far left; NaN for b < 0.
    fn squareplus(self, b: f64) -> Self;

    /// tanh x
    fn tanh(self) -> Self;

    /// tanh(softplus x), the gate of Mish.
    fn tanh_softplus(self) -> Self;

    /// x − tanh x, with all its digits near 0.
    fn minus_tanh(self) -> Self;

    /// x / (1 + |x|)
    fn softsign(self) -> Self;

    /// Φ(x): the chance that a standard normal variable is below x.
    fn normal_cdf(self) -> Self;

    /// sin x
    fn sin(self) -> Self;

    /// x + sin²(ax) / a. Its slope is (sin + cos)²: 1 + sin 2ax loses all digits near its zeros.
    fn snake(self, a: f64) -> Self;

    /// arctan x
    fn atan(self) -> Self;

    /// cos x
    fn cos(self) -> Self;

    /// ln x; NaN left of 0.
    fn ln(self) -> Self;

    /// √x; NaN left of 0.
    fn sqrt(self) -> Self;

    /// This divided by `divisor`.
    fn over(self, divisor: Self) -> Self;
}
