//! Functions that `libm` lacks, to full f64 accuracy.

use core::f64::consts::{FRAC_1_SQRT_2, PI};

/// Φ(x), the standard normal distribution function.
///
/// By erfc and not (1 + erf)/2, which is 0 left of −8.3 where the truth is still 1e-16.
pub(super) fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// φ(x) = Φ′(x), the standard normal density.
pub(super) fn normal_density(x: f64) -> f64 {
    libm::exp(-0.5 * x * x) / libm::sqrt(2.0 * PI)
}

/// x − tanh x. The difference itself has no digit left for |x| below 1e-8, where x³/3 is the truth.
pub(super) fn minus_tanh(x: f64) -> f64 {
    if x.abs() >= 1.0 {
        return x - libm::tanh(x);
    }
    let q = tanh_tail(x);
    x * (q / (1.0 + q))
}

/// q of Lambert's fraction tanh x = x / (1 + q), q = x²/(3 + x²/(5 + …)): every term is positive,
/// so nothing cancels. Nine levels are exact to the last digit for |x| ≤ 1.
fn tanh_tail(x: f64) -> f64 {
    (1..10)
        .rev()
        .map(|k| f64::from(2 * k + 1))
        .fold(0.0, |q, odd| x * x / (odd + q))
}

/// σ(x) and σ′(x) by e^−|x|: σ(1 − σ) would be 0 at x = 37, where the truth is 8.5e-17.
pub(super) fn sigmoid(x: f64) -> (f64, f64) {
    let e = libm::exp(-x.abs());
    let y = if x > 0.0 { 1.0 } else { e } / (1.0 + e);
    (y, e / ((1.0 + e) * (1.0 + e)))
}

/// tanh′(x) = 4σ′(2x), not 1 − t²: that is 0 at x = 20, where the truth is 1.7e-17.
pub(super) fn tanh_slope(x: f64) -> f64 {
    4.0 * sigmoid(2.0 * x).1
}

/// sin(a·x) and cos(a·x), with the part of the product that rounding drops put back.
pub(super) fn sincos_product(a: f64, x: f64) -> (f64, f64) {
    let product = a * x;
    if product.is_infinite() {
        return double_angle(sincos_product(0.5 * a, x));
    }
    let (s, c) = libm::sincos(product);
    let (ds, dc) = libm::sincos(libm::fma(a, x, -product));
    (s * dc + c * ds, c * dc - s * ds)
}

/// Back on the unit circle each time, so that errors cannot grow into infinities.
fn double_angle((s, c): (f64, f64)) -> (f64, f64) {
    let r = libm::hypot(s, c);
    let (s, c) = (s / r, c / r);
    (2.0 * s * c, (c - s) * (c + s))
}
