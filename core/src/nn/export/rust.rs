//! A network in Rust.

use super::code::{Language, call, helpers, names};
use super::{Part, Trained};
use crate::nn::spec::{Norm, Output};

const RUST: Language = Language::Rust;

pub(super) fn code(trained: &Trained, parts: &[Part<'_>], definitions: &[String]) -> String {
    let spec = &trained.spec;
    let mut body = String::from("    let y = inputs;\n");
    let mut numbers = String::new();
    for (i, part) in parts.iter().enumerate() {
        let n = i + 1;
        numbers += &statics(n, part);
        body += &format!("    let z = affine(&y, &WEIGHTS_{n}, &BIASES_{n});\n");
        if i < spec.hidden.len() {
            body += &normal(spec.norm, n);
            body += &format!("    let y = z.map(|z| {});\n", call(RUST, trained, i, "z"));
        }
    }
    body += match spec.output {
        Output::Linear => "    z\n",
        Output::Sigmoid => "    z.map(sigmoid)\n",
        Output::Tanh => "    z.map(tanh)\n",
        Output::Softmax => "    softmax(z)\n",
    };
    let (inputs, outputs) = (spec.inputs, spec.outputs);
    let mut code = format!(
        "// A network that was trained in Kassei, with the standard library alone.\n\n\
         /// The outputs for the inputs {}.\n\
         pub fn network(inputs: [f64; {inputs}]) -> [f64; {outputs}] {{\n{body}}}\n\n{AFFINE}",
        names(trained)
    );
    code += &helpers(spec, [BATCH, LAYER, RMS], SOFTMAX, definitions);
    if code.contains("libm::") {
        code += LIBM;
    }
    code + &numbers
}

fn statics(n: usize, part: &Part<'_>) -> String {
    let units = part.biases.len();
    let inputs = part.weights.first().map_or(0, |row| row.len());
    let rows = RUST.rows(&part.weights);
    let mut code = format!("\nstatic WEIGHTS_{n}: [[f64; {inputs}]; {units}] = {rows};\n");
    let names = ["BIASES", "SCALE", "SHIFT", "MEAN", "VARIANCE"];
    for (name, numbers) in part.named(names) {
        let list = RUST.list(numbers);
        code += &format!("static {name}_{n}: [f64; {units}] = {list};\n");
    }
    code
}

fn normal(norm: Norm, n: usize) -> String {
    match norm {
        Norm::None => String::new(),
        Norm::Batch => {
            format!(
                "    let z = batch_norm(z, &SCALE_{n}, &SHIFT_{n}, &MEAN_{n}, &VARIANCE_{n});\n"
            )
        }
        Norm::Layer => format!("    let z = layer_norm(z, &SCALE_{n}, &SHIFT_{n});\n"),
        Norm::Rms => format!("    let z = rms_norm(z, &SCALE_{n});\n"),
    }
}

const AFFINE: &str = "\
fn affine<const N: usize, const M: usize>(
    x: &[f64; N],
    weights: &[[f64; N]; M],
    biases: &[f64; M],
) -> [f64; M] {
    std::array::from_fn(|u| biases[u] + weights[u].iter().zip(x).map(|(w, x)| w * x).sum::<f64>())
}
";

const BATCH: &str = "
fn batch_norm<const M: usize>(
    z: [f64; M],
    scale: &[f64; M],
    shift: &[f64; M],
    mean: &[f64; M],
    variance: &[f64; M],
) -> [f64; M] {
    std::array::from_fn(|u| scale[u] * (z[u] - mean[u]) / (variance[u] + 1e-5).sqrt() + shift[u])
}
";

const LAYER: &str = "
fn layer_norm<const M: usize>(z: [f64; M], scale: &[f64; M], shift: &[f64; M]) -> [f64; M] {
    let mean = z.iter().sum::<f64>() / M as f64;
    let variance = z.iter().map(|z| (z - mean).powi(2)).sum::<f64>() / M as f64;
    std::array::from_fn(|u| scale[u] * (z[u] - mean) / (variance + 1e-5).sqrt() + shift[u])
}
";

const RMS: &str = "
fn rms_norm<const M: usize>(z: [f64; M], scale: &[f64; M]) -> [f64; M] {
    let square = z.iter().map(|z| z * z).sum::<f64>() / M as f64;
    std::array::from_fn(|u| scale[u] * z[u] / (square + 1e-5).sqrt())
}
";

const SOFTMAX: &str = "
fn softmax<const M: usize>(z: [f64; M]) -> [f64; M] {
    let largest = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers = z.map(|z| (z - largest).exp());
    let sum: f64 = powers.iter().sum();
    powers.map(|power| power / sum)
}
";

/// What the standard library lacks.
const LIBM: &str = "
mod libm {
    pub fn erf(x: f64) -> f64 {
        1.0 - erfc(x)
    }

    /// 1 - erf(x): by a series near 0 and a continued fraction far out.
    pub fn erfc(x: f64) -> f64 {
        let a = x.abs() * 2.0_f64.sqrt();
        let density = (-0.5 * a * a).exp() / (2.0 * std::f64::consts::PI).sqrt();
        let beyond = if a < 3.0 {
            let (mut term, mut sum) = (a, a);
            for n in (3..100).step_by(2) {
                term *= a * a / f64::from(n);
                sum += term;
            }
            0.5 - density * sum
        } else {
            density / (1..=60).rev().fold(a, |fraction, n| a + f64::from(n) / fraction)
        };
        if x < 0.0 { 2.0 - 2.0 * beyond } else { 2.0 * beyond }
    }
}
";
