//! How large weights have to be so that an activation keeps the size of its inputs.

use super::curve::Curve as _;
use super::{Bend, Jet};

/// Normal numbers lie within this many standard deviations, but for one in 10¹⁵.
const REACH: f64 = 8.0;
/// Pieces between two kinks, each with the rule of Simpson.
const PIECES: usize = 1600;

/// 1/√E[f(z)²] for standard normal z: with weights of variance gain²/n, the pre-activations of the next layer of n inputs
/// have variance 1 again (the rule of He et al., 2015, for any f). √2 for `relu`, √(2/(1 + α²)) for `leaky_relu`, as `PyTorch`'s
/// `calculate_gain` has them. Where that has a rule of thumb this has the integral: 1.593 for tanh, not 5/3, and 1 for SELU,
/// which was made for it, not 3/4. Deep in, outputs that are not centred at 0 still make examples alike; no gain helps that.
/// 1 where f is 0 almost everywhere, or grows too fast for an integral.
#[must_use]
pub fn gain(bend: &Bend) -> f64 {
    let inner = bend.kinks().into_iter().filter(|kink| kink.abs() < REACH);
    let ends: Vec<f64> = [-REACH].into_iter().chain(inner).chain([REACH]).collect();
    let square: f64 = ends.windows(2).map(|ends| between(bend, ends)).sum();
    let gain = 1.0 / libm::sqrt(square);
    if gain.is_finite() && square.is_finite() && gain > 0.0 {
        gain
    } else {
        1.0
    }
}

/// ∫ f² φ from one kink to the next.
fn between(bend: &Bend, ends: &[f64]) -> f64 {
    let width = (ends[1] - ends[0]) / PIECES as f64;
    // At a kink f may jump: its own value there belongs to one side only.
    let hair = 1e-9 * width;
    let at = |i: usize| {
        let z = ends[0] + 0.5 * width * i as f64;
        let Jet { y, .. } = bend.at(z.clamp(ends[0] + hair, ends[1] - hair));
        y * y * libm::exp(-0.5 * z * z)
    };
    let piece = |i: usize| at(2 * i) + 4.0 * at(2 * i + 1) + at(2 * i + 2);
    let sum: f64 = (0..PIECES).map(piece).sum();
    width / 6.0 * sum / libm::sqrt(2.0 * core::f64::consts::PI)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::{ALL, Activation};

    fn of(id: &str) -> f64 {
        gain(&Bend::new(Activation::find(id).expect("a function")))
    }

    #[test]
    fn gains_are_those_of_pytorch_where_it_integrates_and_of_scipy_elsewhere() {
        // torch.nn.init.calculate_gain for "linear", "relu", "leaky_relu" with its slope of 0.01.
        for (id, expected) in [
            ("identity", 1.0),
            ("relu", 2.0_f64.sqrt()),
            ("leaky_relu", (2.0_f64 / 1.0001).sqrt()),
        ] {
            assert!((of(id) / expected - 1.0).abs() < 1e-12, "{id}: {}", of(id));
        }
        // tests/data/make_statistics.py: scipy.integrate.quad over the functions as SciPy and NumPy have them.
        for line in include_str!("../../../tests/data/statistics.csv").lines() {
            if let Some((id, expected)) =
                line.strip_prefix("gain,").and_then(|l| l.split_once(",,"))
            {
                let expected: f64 = expected.parse().expect("a number");
                assert!((of(id) / expected - 1.0).abs() < 1e-9, "{id}: {}", of(id));
            }
        }
    }

    #[test]
    fn every_function_has_one() {
        for activation in ALL {
            let gain = gain(&Bend::new(activation));
            assert!((0.5..10.0).contains(&gain), "{}: {gain}", activation.id);
        }
        let mut nothing = Bend::new(Activation::find("leaky_relu").expect("a function"));
        nothing.params = vec![1e200];
        assert_eq!(gain(&nothing), 1.0, "1e400 is no number");
    }
}
