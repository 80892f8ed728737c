//! A network in JavaScript.

use super::code::{Language, call, helpers, names};
use super::{Part, Trained};
use crate::nn::spec::{Norm, Output};

const JAVASCRIPT: Language = Language::JavaScript;

pub(super) fn code(trained: &Trained, parts: &[Part<'_>], definitions: &[String]) -> String {
    let spec = &trained.spec;
    let mut body = String::from("  let z;\n  let y = inputs;\n");
    let layers: String = parts.iter().map(layer).collect();
    for i in 0..parts.len() {
        body += &format!("  z = affine(y, layers[{i}]);\n");
        if i < spec.hidden.len() {
            body += &match spec.norm {
                Norm::None => String::new(),
                Norm::Batch => format!("  z = batchNorm(z, layers[{i}]);\n"),
                Norm::Layer => format!("  z = layerNorm(z, layers[{i}]);\n"),
                Norm::Rms => format!("  z = rmsNorm(z, layers[{i}]);\n"),
            };
            let call = call(JAVASCRIPT, trained, i, "z");
            body += &format!("  y = z.map((z) => {call});\n");
        }
    }
    body += match spec.output {
        Output::Linear => "  return z;\n",
        Output::Sigmoid => "  return z.map((z) => sigmoid(z));\n",
        Output::Tanh => "  return z.map((z) => tanh(z));\n",
        Output::Softmax => "  return softmax(z);\n",
    };
    let mut code = format!(
        "// A network that was trained in Kassei.\n\n\
         // The outputs, a list of {}, for the inputs, a list of {}: {}.\n\
         function network(inputs) {{\n{body}}}\n\n{AFFINE}",
        spec.outputs,
        spec.inputs,
        names(trained)
    );
    code += &helpers(spec, [BATCH, LAYER, RMS], SOFTMAX, definitions);
    format!("{code}\nconst layers = [{layers}\n];\n")
}

fn layer(part: &Part<'_>) -> String {
    let mut code = format!("\n{{\n  weights: {},\n", JAVASCRIPT.rows(&part.weights));
    let names = ["biases", "scale", "shift", "mean", "variance"];
    for (name, numbers) in part.named(names) {
        code += &format!("  {name}: {},\n", JAVASCRIPT.list(numbers));
    }
    code + "},"
}

const AFFINE: &str = "\
function affine(x, { weights, biases }) {
  return weights.map((row, u) => row.reduce((sum, w, i) => sum + w * x[i], biases[u]));
}
";

const BATCH: &str = "
function batchNorm(z, { scale, shift, mean, variance }) {
  return z.map((z, u) => (scale[u] * (z - mean[u])) / Math.sqrt(variance[u] + 1e-5) + shift[u]);
}
";

const LAYER: &str = "
function layerNorm(z, { scale, shift }) {
  const mean = z.reduce((sum, z) => sum + z, 0) / z.length;
  const variance = z.reduce((sum, z) => sum + (z - mean) ** 2, 0) / z.length;
  return z.map((z, u) => (scale[u] * (z - mean)) / Math.sqrt(variance + 1e-5) + shift[u]);
}
";

const RMS: &str = "
function rmsNorm(z, { scale }) {
  const square = z.reduce((sum, z) => sum + z * z, 0) / z.length;
  return z.map((z, u) => (scale[u] * z) / Math.sqrt(square + 1e-5));
}
";

const SOFTMAX: &str = "
function softmax(z) {
  const largest = Math.max(...z);
  const powers = z.map((z) => Math.exp(z - largest));
  const sum = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / sum);
}
";
