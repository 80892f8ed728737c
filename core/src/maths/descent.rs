//! One neuron that learns one target by gradient steps.
//!
//! The neuron is y = f(w·x + b), its loss ½·(y − t)². What is passed back to z is the error times the slope,
//! (y − t)·f′(z); times x it is the gradient of w, and as it is that of b. A step goes against it, by the learning rate.

use super::activation::Bend;
use super::curve::{Curve as _, Side};

/// What is to be learned, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Descent {
    /// f
    pub bend: Bend,
    /// Which slope counts exactly at a kink of f: 0 that of its left side, 1 that of its right side, between them a mixture.
    pub kink: f64,
    /// The input x.
    pub x: f64,
    /// What the neuron is to say, t.
    pub target: f64,
    /// The learning rate.
    pub rate: f64,
    /// Weights end here, in both directions: what runs away stays finite.
    pub bound: f64,
}

/// What can be learned: w and b.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// The weight.
    pub w: f64,
    /// The bias.
    pub b: f64,
}

/// What a step sees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// The pre-activation w·x + b.
    pub z: f64,
    /// The output f(z).
    pub y: f64,
    /// How wrong that is: y − t.
    pub error: f64,
    /// The slope f′(z).
    pub slope: f64,
    /// What is passed back: error times slope, the derivative of the loss with respect to z and to b.
    pub signal: f64,
    /// The derivative of the loss with respect to w.
    pub dw: f64,
}

impl Look {
    /// The loss, half the square of the error.
    #[must_use]
    pub fn loss(&self) -> f64 {
        0.5 * self.error * self.error
    }
}

impl Descent {
    /// What a step from `weights` sees.
    #[must_use]
    pub fn look(&self, weights: Weights) -> Look {
        let z = libm::fma(weights.w, self.x, weights.b);
        let jet = self.bend.at(z);
        let slope = if self.bend.kinks().contains(&z) {
            let side = |side| self.bend.beside(z, side).dy;
            (1.0 - self.kink) * side(Side::Left) + self.kink * side(Side::Right)
        } else {
            jet.dy
        };
        let error = jet.y - self.target;
        let signal = error * slope;
        Look {
            z,
            y: jet.y,
            error,
            slope,
            signal,
            dw: signal * self.x,
        }
    }

    /// The weights after one step.
    #[must_use]
    pub fn step(&self, weights: Weights) -> Weights {
        let Look { signal, dw, .. } = self.look(weights);
        let moved = |value: f64, gradient: f64| {
            let next = value - self.rate * gradient;
            if next.is_nan() {
                value
            } else {
                next.clamp(-self.bound, self.bound)
            }
        };
        Weights {
            w: moved(weights.w, dw),
            b: moved(weights.b, signal),
        }
    }

    /// The weights before the first step and after each of `steps`.
    #[must_use]
    pub fn path(&self, weights: Weights, steps: usize) -> Vec<Weights> {
        let next = |weights: &Weights| Some(self.step(*weights));
        std::iter::successors(Some(weights), next)
            .take(steps + 1)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::Activation;

    fn descent(id: &str, target: f64) -> Descent {
        Descent {
            bend: Bend::new(Activation::find(id).expect(id)),
            kink: 0.0,
            x: 1.0,
            target,
            rate: 0.5,
            bound: 1e6,
        }
    }

    const fn at(w: f64, b: f64) -> Weights {
        Weights { w, b }
    }

    #[test]
    fn an_error_of_0_3_comes_through_by_the_slope() {
        // 0.3·0, 0.3·0.25 and 0.3·1 by hand.
        for (id, target, z, signal) in [
            ("step", 0.7, 1.0, 0.0),
            ("sigmoid", 0.2, 0.0, 0.075),
            ("relu", 0.7, 1.0, 0.3),
        ] {
            let look = descent(id, target).look(at(z, 0.0));
            assert!((look.error - 0.3).abs() < 1e-15, "{id}");
            assert!(
                (look.signal - signal).abs() < 1e-15,
                "{id}: {}",
                look.signal
            );
        }
    }

    #[test]
    fn the_gradients_are_those_of_finite_differences() {
        for id in ["sigmoid", "tanh", "gelu", "swish", "relu"] {
            let task = Descent {
                x: -1.7,
                ..descent(id, 0.4)
            };
            let loss = |w, b| task.look(at(w, b)).loss();
            let (w, b, h) = (-0.6, 0.3, 1e-6);
            let look = task.look(at(w, b));
            let dw = (loss(w + h, b) - loss(w - h, b)) / (2.0 * h);
            let db = (loss(w, b + h) - loss(w, b - h)) / (2.0 * h);
            assert!(
                (look.dw - dw).abs() < 1e-8 && (look.signal - db).abs() < 1e-8,
                "{id}"
            );
        }
    }

    #[test]
    fn a_step_goes_against_the_gradient_by_the_rate() {
        // z = 0, y = 0.5, error 0.3, signal 0.075: w = 0 − 0.5·0.075·1, b the same.
        let next = descent("sigmoid", 0.2).step(at(0.0, 0.0));
        assert!((next.w + 0.0375).abs() < 1e-15 && (next.b + 0.0375).abs() < 1e-15);
    }

    #[test]
    fn a_step_function_does_not_move_at_all() {
        let path = descent("step", 0.7).path(at(1.0, 0.5), 1000);
        assert!(path.len() == 1001 && path.iter().all(|weights| *weights == at(1.0, 0.5)));
    }

    #[test]
    fn a_sigmoid_crawls_where_it_is_flat_and_relu_does_not() {
        let far = |id, w| {
            let task = descent(id, 0.2);
            let last = task.path(at(w, 0.0), 50)[50];
            (task.look(last).error, task.look(at(w, 0.0)).error)
        };
        let (sigmoid, before) = far("sigmoid", 6.0);
        assert!(sigmoid > 0.9 * before, "{sigmoid} of {before}");
        assert!(far("relu", 6.0).0.abs() < 1e-6);
    }

    #[test]
    fn at_the_kink_the_slope_is_the_one_that_was_chosen() {
        for (kink, slope) in [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)] {
            let task = Descent {
                kink,
                ..descent("relu", 1.0)
            };
            assert_eq!(task.look(at(0.0, 0.0)).slope, slope);
            let moved = task.step(at(0.0, 0.0)) != at(0.0, 0.0);
            assert_eq!(moved, slope > 0.0, "{kink}");
        }
        // Beside it nothing is chosen, and a jump has slope 0 on both sides.
        let task = Descent {
            kink: 1.0,
            ..descent("relu", 1.0)
        };
        assert_eq!(task.look(at(-1e-12, 0.0)).slope, 0.0);
        assert_eq!(
            Descent {
                kink: 1.0,
                ..descent("step", 1.0)
            }
            .look(at(0.0, 0.0))
            .slope,
            0.0
        );
    }

    #[test]
    fn what_runs_away_stays_finite() {
        let task = Descent {
            x: 3.0,
            rate: 10.0,
            ..descent("identity", 0.2)
        };
        let last = task.path(at(1.0, 0.0), 2000)[2000];
        assert!(last.w.abs() <= 1e6 && last.b.abs() <= 1e6);
    }
}
