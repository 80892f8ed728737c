//! The activation functions in Rust: each definition stands alone, with the `libm` crate where the
//! standard library lacks a function.

pub fn step(x: f64) -> f64 {
    if x > 0.0 { 1.0 } else { 0.0 }
}

pub fn identity(x: f64) -> f64 {
    x
}

pub fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp()) // exp may reach infinity, and 1 / infinity is 0
}

pub fn tanh(x: f64) -> f64 {
    x.tanh()
}

pub fn relu(x: f64) -> f64 {
    x.max(0.0)
}

pub fn leaky_relu(x: f64, alpha: f64) -> f64 {
    if x > 0.0 { x } else { alpha * x }
}

pub fn relu6(x: f64) -> f64 {
    x.clamp(0.0, 6.0)
}

pub fn relu_squared(x: f64) -> f64 {
    x.max(0.0).powi(2)
}

pub fn elu(x: f64, alpha: f64) -> f64 {
    if x > 0.0 { x } else { alpha * x.exp_m1() }
}

pub fn selu(x: f64) -> f64 {
    const SCALE: f64 = 1.0507009873554805;
    const ALPHA: f64 = 1.6732632423543772;
    SCALE * if x > 0.0 { x } else { ALPHA * x.exp_m1() }
}

pub fn celu(x: f64, alpha: f64) -> f64 {
    if x > 0.0 {
        x
    } else {
        alpha * (x / alpha).exp_m1()
    }
}

pub fn softplus(x: f64, beta: f64) -> f64 {
    x.max(0.0) + (-(beta * x).abs()).exp().ln_1p() / beta
}

pub fn squareplus(x: f64, b: f64) -> f64 {
    let h = x.hypot(b.sqrt());
    if x > 0.0 {
        (x + h) / 2.0
    } else if h > 0.0 {
        b / (2.0 * (h - x)) // x + h would cancel
    } else {
        0.0
    }
}

pub fn gelu(x: f64) -> f64 {
    x * libm::erfc(-x / 2.0_f64.sqrt()) / 2.0
}

pub fn gelu_tanh(x: f64) -> f64 {
    let u = 2.0 * (2.0 / std::f64::consts::PI).sqrt() * (x + 0.044715 * x.powi(3));
    x / (1.0 + (-u).exp()) // (1 + tanh(u/2)) / 2 is the sigmoid of u, but cancels far left
}

pub fn swish(x: f64, beta: f64) -> f64 {
    x / (1.0 + (-beta * x).exp())
}

pub fn mish(x: f64) -> f64 {
    let softplus = x.max(0.0) + (-x.abs()).exp().ln_1p();
    x * softplus.tanh()
}

pub fn hard_sigmoid(x: f64) -> f64 {
    ((x + 3.0) / 6.0).clamp(0.0, 1.0)
}

pub fn hard_tanh(x: f64) -> f64 {
    x.clamp(-1.0, 1.0)
}

pub fn hard_swish(x: f64) -> f64 {
    x * ((x + 3.0) / 6.0).clamp(0.0, 1.0)
}

pub fn log_sigmoid(x: f64) -> f64 {
    x.min(0.0) - (-x.abs()).exp().ln_1p()
}

pub fn softsign(x: f64) -> f64 {
    x / (1.0 + x.abs())
}

pub fn arctan(x: f64) -> f64 {
    x.atan()
}

pub fn tanh_shrink(x: f64) -> f64 {
    if x.abs() < 1e-3 {
        x.powi(3) / 3.0 * (1.0 - 0.4 * x * x) // there x - tanh x has no digits left
    } else {
        x - x.tanh()
    }
}

pub fn soft_shrink(x: f64, lambda: f64) -> f64 {
    (x.abs() - lambda).max(0.0).copysign(x)
}

pub fn hard_shrink(x: f64, lambda: f64) -> f64 {
    if x.abs() > lambda { x } else { 0.0 }
}

pub fn gaussian(x: f64) -> f64 {
    (-x * x).exp()
}

pub fn sine(x: f64) -> f64 {
    x.sin()
}

pub fn snake(x: f64, a: f64) -> f64 {
    x + (a * x).sin().powi(2) / a
}

pub fn softmax(z: &[f64]) -> Vec<f64> {
    let largest = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let e: Vec<f64> = z.iter().map(|z| (z - largest).exp()).collect(); // at most 1: exp(z) itself overflows right of 709
    let sum: f64 = e.iter().sum();
    e.iter().map(|e| e / sum).collect()
}
