// The activation functions in JavaScript: each definition stands alone.

function step(x) {
  return x > 0 ? 1 : 0;
}

function identity(x) {
  return x;
}

function sigmoid(x) {
  return 1 / (1 + Math.exp(-x)); // exp may reach infinity, and 1 / infinity is 0
}

function tanh(x) {
  return Math.tanh(x);
}

function relu(x) {
  return Math.max(x, 0);
}

function leaky_relu(x, alpha = 0.01) {
  return x > 0 ? x : alpha * x;
}

function relu6(x) {
  return Math.min(Math.max(x, 0), 6);
}

function relu_squared(x) {
  return Math.max(x, 0) ** 2;
}

function elu(x, alpha = 1) {
  return x > 0 ? x : alpha * Math.expm1(x);
}

function selu(x) {
  const [scale, alpha] = [1.0507009873554805, 1.6732632423543772];
  return scale * (x > 0 ? x : alpha * Math.expm1(x));
}

function celu(x, alpha = 1) {
  return x > 0 ? x : alpha * Math.expm1(x / alpha);
}

function softplus(x, beta = 1) {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(beta * x))) / beta;
}

function squareplus(x, b = 4) {
  const h = Math.hypot(x, Math.sqrt(b));
  if (x > 0) return (x + h) / 2;
  return h > 0 ? b / (2 * (h - x)) : 0; // x + h would cancel
}

function gelu(x) {
  const a = Math.abs(x);
  if (a > 40) return Math.max(x, 0);
  // The share of a normal distribution beyond a, by a series near 0 and a continued fraction far out.
  const density = Math.exp(-0.5 * a * a) / Math.sqrt(2 * Math.PI);
  let beyond;
  if (a < 3) {
    let [term, sum] = [a, a];
    for (let n = 3; n < 100; n += 2) sum += term *= (a * a) / n;
    beyond = 0.5 - density * sum;
  } else {
    let fraction = a;
    for (let n = 60; n > 0; n--) fraction = a + n / fraction;
    beyond = density / fraction;
  }
  return x > 0 ? x - x * beyond : x * beyond;
}

function gelu_tanh(x) {
  const u = 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);
  return x / (1 + Math.exp(-u)); // (1 + tanh(u/2)) / 2 is the sigmoid of u, but cancels far left
}

function swish(x, beta = 1) {
  return x / (1 + Math.exp(-beta * x));
}

function mish(x) {
  const softplus = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  return x * Math.tanh(softplus);
}

function hard_sigmoid(x) {
  return Math.min(Math.max((x + 3) / 6, 0), 1);
}

function hard_tanh(x) {
  return Math.min(Math.max(x, -1), 1);
}

function hard_swish(x) {
  return x * Math.min(Math.max((x + 3) / 6, 0), 1);
}

function log_sigmoid(x) {
  return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
}

function softsign(x) {
  return x / (1 + Math.abs(x));
}

function arctan(x) {
  return Math.atan(x);
}

function tanh_shrink(x) {
  if (Math.abs(x) < 1e-3) {
    return (x ** 3 / 3) * (1 - 0.4 * x ** 2); // there x - tanh(x) has no digits left
  }
  return x - Math.tanh(x);
}

function soft_shrink(x, lambda = 0.5) {
  return Math.sign(x) * Math.max(Math.abs(x) - lambda, 0);
}

function hard_shrink(x, lambda = 0.5) {
  return Math.abs(x) > lambda ? x : 0;
}

function gaussian(x) {
  return Math.exp(-(x ** 2));
}

function sine(x) {
  return Math.sin(x);
}

function snake(x, a = 1) {
  return x + Math.sin(a * x) ** 2 / a;
}

function softmax(z) {
  const largest = Math.max(...z);
  const e = z.map((z) => Math.exp(z - largest)); // at most 1: exp(z) itself overflows right of 709
  const sum = e.reduce((sum, e) => sum + e, 0);
  return e.map((e) => e / sum);
}
