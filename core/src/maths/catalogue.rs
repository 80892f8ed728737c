//! The catalogue: every activation once, from the threshold of 1943 to the waves of 2020.
//!
//! A row here is all it takes to add a function: exact derivatives, the training kernel, kinks,
//! limits and the tests that walk [`ALL`] follow from it.

use super::activation::Family::{
    Basic, BellAndWave, Rectifier, Saturating, Shrinkage, SmoothRectifier,
};
use super::activation::{Activation, Param};
use super::jet::Jet;
#[cfg(feature = "kernels")]
use super::lanes;
use super::number::Number;
#[cfg(feature = "sources")]
use super::sources::*;

/// `id(param "symbol" = default in min..max): Family, SOURCE, aliases, kinks, formula, |x| body;`
///
/// The body is written over `Number` and instantiated as `Jet` and as `Lanes`.
macro_rules! catalogue {
    ($( $id:ident ($($p:ident $symbol:literal = $default:literal in $min:literal .. $max:literal),*):
        $family:ident, $source:ident, $aliases:expr, $kinks:expr, $formula:literal, |$x:ident| $body:expr; )*) => {
        /// All activations, in the order of the gallery.
        pub static ALL: &[Activation] = &[ $( {
            #[inline(always)]
            fn body<N: Number>($x: N, params: &[f64]) -> N {
                let &[$($p),*] = params else { return N::constant(f64::NAN) };
                $body
            }
            Activation {
                id: stringify!($id),
                aliases: &$aliases,
                family: $family,
                #[cfg(feature = "sources")]
                formula: $formula,
                params: &[$(Param { id: stringify!($p), symbol: $symbol, default: $default, min: $min, max: $max }),*],
                #[cfg(feature = "sources")]
                source: $source,
                kinks: $kinks,
                #[cfg(feature = "jets")]
                jet: body::<Jet>,
                // The program that trains has no use for them; they would be a fifth of it. (`cargo xtask bench size`)
                #[cfg(not(feature = "jets"))]
                jet: |_, _| Jet::NAN,
                #[cfg(feature = "kernels")]
                layer: |z, slope, params| lanes::in_place(z, slope, |x| body(x, params)),
            }
        } ),* ];
    };
}

/// Scale λ and scale times α of SELU: the fixed point at mean 0, variance 1 (Klambauer et al.).
const SELU: (f64, f64) = (1.050_700_987_355_480_5, 1.758_099_340_847_376_9);
/// 2√(2/π): with σ(2u) = (1 + tanh u)/2 the tanh form of GELU needs no difference of near equals.
const GELU_TANH: f64 = 1.595_769_121_605_730_7;

catalogue! {
    step(): Basic, MCCULLOCH, ["heaviside", "binary_step", "threshold"], |_| vec![0.0],
        r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
        |x| x.if_positive(N::constant(1.0), N::constant(0.0));
    identity(): Basic, WIDROW, ["linear"], |_| vec![],
        r"x",
        |x| x;
    sigmoid(): Saturating, RUMELHART, ["logistic"], |_| vec![],
        r"\frac{1}{1 + e^{-x}}",
        |x| x.sigmoid();
    tanh(): Saturating, LECUN, ["hyperbolic_tangent"], |_| vec![],
        r"\tanh x",
        |x| x.tanh();
    relu(): Rectifier, NAIR, ["ramp", "rectifier"], |_| vec![0.0],
        r"\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}",
        |x| x.if_positive(x, N::constant(0.0));
    leaky_relu(alpha "α" = 0.01 in 0.0 .. 1.0): Rectifier, MAAS, ["lrelu"], |_| vec![0.0],
        r"\begin{cases} x & x > 0 \\ \alpha x & x \le 0 \end{cases}",
        |x| x.if_positive(x, x * alpha);
    relu6(): Rectifier, KRIZHEVSKY, [], |_| vec![0.0, 6.0],
        r"\min(\max(0, x), 6)",
        |x| x.clamp(0.0, 6.0);
    relu_squared(): Rectifier, SO, ["squared_relu", "relu2"], |_| vec![0.0],
        r"\max(0, x)^2",
        |x| x.if_positive(x * x, N::constant(0.0));
    elu(alpha "α" = 1.0 in 0.0 .. 3.0): SmoothRectifier, CLEVERT, [], |_| vec![0.0],
        r"\begin{cases} x & x > 0 \\ \alpha (e^x - 1) & x \le 0 \end{cases}",
        |x| x.if_positive(x, x.expm1() * alpha);
    selu(): SmoothRectifier, KLAMBAUER, [], |_| vec![0.0],
        r"\lambda \begin{cases} x & x > 0 \\ \alpha (e^x - 1) & x \le 0 \end{cases} \quad \lambda \approx 1.0507,\ \alpha \approx 1.6733",
        |x| x.if_positive(x * SELU.0, x.expm1() * SELU.1);
    celu(alpha "α" = 1.0 in 0.1 .. 3.0): SmoothRectifier, BARRON_CELU, [], |_| vec![0.0],
        r"\begin{cases} x & x > 0 \\ \alpha (e^{x/\alpha} - 1) & x \le 0 \end{cases}",
        |x| x.if_positive(x, (x / alpha).expm1() * alpha);
    softplus(beta "β" = 1.0 in 0.1 .. 10.0): SmoothRectifier, DUGAS, ["smooth_relu"], |_| vec![],
        r"\frac{1}{\beta} \ln(1 + e^{\beta x})",
        |x| x.softplus(beta);
    squareplus(b "b" = 4.0 in 0.0 .. 10.0): SmoothRectifier, BARRON_SQUAREPLUS, [],
        |p| if p == [0.0] { vec![0.0] } else { vec![] },
        r"\frac{x + \sqrt{x^2 + b}}{2}",
        |x| x.squareplus(b);
    gelu(): SmoothRectifier, HENDRYCKS, [], |_| vec![],
        r"x \, \Phi(x) = \frac{x}{2} \operatorname{erfc}\left(-\frac{x}{\sqrt{2}}\right)",
        |x| x * x.normal_cdf();
    gelu_tanh(): SmoothRectifier, HENDRYCKS, ["gelu_new", "gelu_fast"], |_| vec![],
        r"\frac{x}{2} \left(1 + \tanh\left(\sqrt{\frac{2}{\pi}} \left(x + 0.044715 \, x^3\right)\right)\right)",
        |x| x * ((x + x * x * x * 0.044715) * GELU_TANH).sigmoid();
    swish(beta "β" = 1.0 in 0.0 .. 10.0): SmoothRectifier, RAMACHANDRAN, ["silu"], |_| vec![],
        r"x \, \sigma(\beta x) = \frac{x}{1 + e^{-\beta x}}",
        |x| x * (x * beta).sigmoid();
    mish(): SmoothRectifier, MISRA, [], |_| vec![],
        r"x \tanh(\ln(1 + e^x))",
        |x| x * x.tanh_softplus();
    hard_sigmoid(): Saturating, HOWARD, [], |_| vec![-3.0, 3.0],
        r"\min\left(\max\left(0, \frac{x + 3}{6}\right), 1\right)",
        |x| (x.clamp(-3.0, 3.0) + 3.0) / 6.0;
    hard_tanh(): Saturating, COLLOBERT, [], |_| vec![-1.0, 1.0],
        r"\min(\max(-1, x), 1)",
        |x| x.clamp(-1.0, 1.0);
    hard_swish(): Rectifier, HOWARD, ["hard_silu"], |_| vec![-3.0, 3.0],
        r"x \, \min\left(\max\left(0, \frac{x + 3}{6}\right), 1\right)",
        |x| x * ((x.clamp(-3.0, 3.0) + 3.0) / 6.0);
    log_sigmoid(): SmoothRectifier, MIKOLOV, ["logsigmoid"], |_| vec![],
        r"-\ln(1 + e^{-x})",
        |x| -(-x).softplus(1.0);
    softsign(): Saturating, GLOROT, [], |_| vec![0.0],
        r"\frac{x}{1 + |x|}",
        |x| x.softsign();
    arctan(): Saturating, LEDERER, ["atan"], |_| vec![],
        r"\arctan x",
        |x| x.atan();
    tanh_shrink(): Shrinkage, TORCH, ["tanhshrink"], |_| vec![],
        r"x - \tanh x",
        |x| x.minus_tanh();
    soft_shrink(lambda "λ" = 0.5 in 0.1 .. 2.0): Shrinkage, DONOHO, ["softshrink", "soft_threshold"],
        |p| p.iter().flat_map(|&lambda| [-lambda, lambda]).collect(),
        r"\begin{cases} x - \lambda & x > \lambda \\ x + \lambda & x < -\lambda \\ 0 & |x| \le \lambda \end{cases}",
        |x| (x.abs() - lambda).if_positive(x - x.clamp(-lambda, lambda), N::constant(0.0));
    hard_shrink(lambda "λ" = 0.5 in 0.1 .. 2.0): Shrinkage, DONOHO, ["hardshrink", "hard_threshold"],
        |p| p.iter().flat_map(|&lambda| [-lambda, lambda]).collect(),
        r"\begin{cases} x & |x| > \lambda \\ 0 & |x| \le \lambda \end{cases}",
        |x| (x.abs() - lambda).if_positive(x, N::constant(0.0));
    gaussian(): BellAndWave, BROOMHEAD, ["rbf", "bell"], |_| vec![],
        r"e^{-x^2}",
        |x| (-(x * x)).exp();
    sine(): BellAndWave, SITZMANN, ["sin"], |_| vec![],
        r"\sin x",
        |x| x.sin();
    snake(a "a" = 1.0 in 0.1 .. 5.0): BellAndWave, ZIYIN, [], |_| vec![],
        r"x + \frac{1}{a} \sin^2(a x)",
        |x| x.snake(a);
}
