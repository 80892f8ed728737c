//! A unit over a set of inputs: which of them get through, the error, and its gradient.
//!
//! A layer before it makes h = u·x + c of the input x; the unit makes z = w·h + b of that, and y = f(z). Its error over
//! n inputs with the right answers t is L = 1/n Σ ½(y − t)², and by the chain rule (Rumelhart, Hinton and Williams 1986)
//!
//! - ∂L/∂w = 1/n Σ (y − t)·f′(z)·h,
//! - ∂L/∂b = 1/n Σ (y − t)·f′(z).
//!
//! At a kink f′ is what [`Activation::at`](super::Activation::at) takes there: 0 for `relu`. All numbers are without units.

use super::curve::Curve;
use super::jet::Jet;

/// A unit and the layer before it, each of one input: x → u·x + c → w·(…) + b.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// The weight of the layer before.
    pub u: f64,
    /// The bias of the layer before.
    pub c: f64,
    /// The unit's weight.
    pub w: f64,
    /// The unit's bias.
    pub b: f64,
}

/// How a unit takes a set of inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// The share of outputs that are exactly 0: 0 to 1.
    pub zeros: f64,
    /// What gets through of the messages that come back: the mean of |f′(z)|.
    pub through: f64,
    /// Whether f′(z) is exactly 0 for every input: then so is every gradient, whatever the error.
    pub dead: bool,
    /// L.
    pub error: f64,
    /// ∂L/∂w.
    pub gradient_w: f64,
    /// ∂L/∂b.
    pub gradient_b: f64,
}

impl Unit {
    /// h = u·x + c
    pub fn hidden(&self, x: f64) -> f64 {
        libm::fma(self.u, x, self.c)
    }

    /// z = w·h + b
    pub fn pre_activation(&self, x: f64) -> f64 {
        libm::fma(self.w, self.hidden(x), self.b)
    }

    /// How it takes inputs x with their right answers t, under the activation `f`. There is at least one.
    pub fn respond(&self, f: &dyn Curve, examples: &[(f64, f64)]) -> Response {
        let mut sum = Response {
            zeros: 0.0,
            through: 0.0,
            dead: true,
            error: 0.0,
            gradient_w: 0.0,
            gradient_b: 0.0,
        };
        let part = 1.0 / examples.len() as f64;
        for (x, target) in examples {
            let Jet { y, dy, .. } = f.at(self.pre_activation(*x));
            let (off, message) = (y - target, (y - target) * dy);
            sum.zeros += if y == 0.0 { part } else { 0.0 };
            sum.through += part * dy.abs();
            sum.dead &= dy == 0.0;
            sum.error += part * 0.5 * off * off;
            sum.gradient_w += part * message * self.hidden(*x);
            sum.gradient_b += part * message;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::{ALL, Activation, Bend};
    use proptest::prelude::*;

    fn bend(id: &str) -> Bend {
        Bend::new(Activation::find(id).unwrap())
    }

    #[test]
    fn three_inputs_are_what_a_hand_computes() {
        // z = 2·(1·x − 1) − 1 = −3, 1, 5 for x = 0, 2, 4; y = 0, 1, 5; t = 1, 1, 1; so y − t = −1, 0, 4 and f′ = 0, 1, 1.
        let unit = Unit {
            u: 1.0,
            c: -1.0,
            w: 2.0,
            b: -1.0,
        };
        let got = unit.respond(&bend("relu"), &[(0.0, 1.0), (2.0, 1.0), (4.0, 1.0)]);
        let expected = Response {
            zeros: 1.0 / 3.0,
            through: 2.0 / 3.0,
            dead: false,
            error: 17.0 / 6.0,
            gradient_w: 4.0, // (0·1 + 4·3) / 3
            gradient_b: 4.0 / 3.0,
        };
        for (got, expected) in [
            (got.zeros, expected.zeros),
            (got.through, expected.through),
            (got.error, expected.error),
            (got.gradient_w, expected.gradient_w),
            (got.gradient_b, expected.gradient_b),
        ] {
            assert!((got - expected).abs() < 1e-12, "{got} {expected}");
        }
        assert!(!got.dead);
    }

    /// Units and examples from everyday numbers.
    fn units() -> impl Strategy<Value = (Unit, Vec<(f64, f64)>)> {
        let number = || -3.0..3.0;
        let unit = (number(), number(), number(), number());
        let examples = prop::collection::vec((number(), number()), 1..12);
        (unit, examples).prop_map(|((u, c, w, b), examples)| (Unit { u, c, w, b }, examples))
    }

    proptest! {
        #[test]
        fn a_relu_is_dead_exactly_when_no_pre_activation_is_above_0((unit, examples) in units()) {
            let got = unit.respond(&bend("relu"), &examples);
            let all_below = examples.iter().all(|(x, _)| unit.pre_activation(*x) <= 0.0);
            prop_assert_eq!(got.dead, all_below);
            prop_assert_eq!(got.dead, got.zeros > 1.0 - 1e-9);
        }

        #[test]
        fn what_is_dead_has_no_gradient_at_all((mut unit, examples) in units()) {
            // So far down that none of the inputs reaches 0: |w·(u·x + c)| ≤ 3·12.
            unit.b = -36.0;
            let got = unit.respond(&bend("relu"), &examples);
            prop_assert!(got.dead);
            prop_assert_eq!((got.gradient_w, got.gradient_b, got.through), (0.0, 0.0, 0.0));
        }

        #[test]
        fn a_leak_keeps_every_unit_alive((unit, examples) in units()) {
            prop_assert!(!unit.respond(&bend("leaky_relu"), &examples).dead);
        }

        #[test]
        fn gradients_are_those_of_finite_differences((unit, examples) in units(), i in 0..ALL.len()) {
            let f = Bend::new(&ALL[i]);
            let h = 1e-6;
            let near_a_kink = |x: f64| f.kinks().iter().any(|k| (unit.pre_activation(x) - k).abs() < 1e-3);
            prop_assume!(!examples.iter().any(|(x, _)| near_a_kink(*x)));
            let error = |unit: Unit| unit.respond(&f, &examples).error;
            let Unit { w, b, .. } = unit;
            let by_w = (error(Unit { w: w + h, ..unit }) - error(Unit { w: w - h, ..unit })) / (2.0 * h);
            let by_b = (error(Unit { b: b + h, ..unit }) - error(Unit { b: b - h, ..unit })) / (2.0 * h);
            let got = unit.respond(&f, &examples);
            // The cubic term of the difference, and rounding of an error of some thousands, as relu_squared has it.
            let near = |a: f64, b: f64| (a - b).abs() < 1e-4 * (1.0 + a.abs());
            prop_assert!(near(by_w, got.gradient_w), "{}: {by_w} {}", ALL[i].id, got.gradient_w);
            prop_assert!(near(by_b, got.gradient_b), "{}: {by_b} {}", ALL[i].id, got.gradient_b);
        }
    }
}
