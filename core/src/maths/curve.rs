//! Anything that can be drawn and probed.

use super::activation::Bend;
use super::jet::Jet;

/// A function of one input with its derivatives: a built-in activation, a whole neuron, a
/// learner's formula, a closure.
pub trait Curve {
    /// Value, slope and curvature at `x`.
    fn at(&self, x: f64) -> Jet;

    /// Where the value, the slope or the curvature jumps, in ascending order, as far as known.
    fn kinks(&self) -> Vec<f64> {
        Vec::new()
    }

    /// The one-sided limit at a kink.
    fn beside(&self, kink: f64, side: Side) -> Jet {
        match side {
            Side::Left => self.at(kink.next_down()),
            Side::Right => self.at(kink.next_up()),
        }
    }
}

/// A side of a kink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// From below.
    Left,
    /// From above.
    Right,
}

/// A place where something jumps, seen from both sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Break {
    /// Where.
    pub x: f64,
    /// The limit from below.
    pub left: Jet,
    /// The limit from above.
    pub right: Jet,
    /// What the curve is at the place itself.
    pub value: Jet,
}

impl Break {
    /// Whether f, f′ or f″ jumps here: its sides differ by more than neighbours would.
    pub fn jumps(&self, order: Order) -> bool {
        let (left, right) = (order.of(self.left), order.of(self.right));
        (left - right).abs() > 1e-9 * left.abs().max(right.abs()).max(1.0)
    }
}

/// Which of the three curves of a [`Jet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// f
    Value,
    /// f′
    Slope,
    /// f″
    Curvature,
}

impl Order {
    /// This part of a jet.
    pub fn of(self, jet: Jet) -> f64 {
        match self {
            Self::Value => jet.y,
            Self::Slope => jet.dy,
            Self::Curvature => jet.d2y,
        }
    }
}

impl<F: Fn(f64) -> Jet> Curve for F {
    fn at(&self, x: f64) -> Jet {
        self(x)
    }
}

/// A neuron with one input: y = f(w·x + b), derivatives with respect to x.
#[derive(Clone, Debug, PartialEq)]
pub struct Neuron {
    /// Weight.
    pub w: f64,
    /// Bias.
    pub b: f64,
    /// f
    pub bend: Bend,
}

impl Neuron {
    /// z = w·x + b, the input of f.
    pub fn pre_activation(&self, x: f64) -> f64 {
        libm::fma(self.w, x, self.b)
    }

    /// From derivatives with respect to z to derivatives with respect to x.
    fn through(&self, f: Jet) -> Jet {
        Jet::new(0.0, self.w, 0.0).chain(f.y, f.dy, f.d2y)
    }
}

impl Curve for Neuron {
    fn at(&self, x: f64) -> Jet {
        self.through(self.bend.at(self.pre_activation(x)))
    }

    /// (k − b) / w for each kink k of f; none when w = 0, for then the neuron is constant.
    fn kinks(&self) -> Vec<f64> {
        let from_z = |k: f64| (k - self.b) / self.w;
        let mut kinks: Vec<f64> = self
            .bend
            .kinks()
            .into_iter()
            .map(from_z)
            .filter(|x| x.is_finite())
            .collect();
        if self.w < 0.0 {
            kinks.reverse();
        }
        kinks
    }

    /// Beside the kink of f itself: rounding of w·x + b may put the neighbours of x on one side.
    fn beside(&self, kink: f64, side: Side) -> Jet {
        let z = self.pre_activation(kink);
        let distance = |k: &f64| (k - z).abs();
        let nearest = self
            .bend
            .kinks()
            .into_iter()
            .min_by(|a, b| distance(a).total_cmp(&distance(b)));
        let up = (side == Side::Right) == (self.w > 0.0);
        self.through(self.bend.beside(
            nearest.unwrap_or(z),
            if up { Side::Right } else { Side::Left },
        ))
    }
}
