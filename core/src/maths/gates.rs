//! Logic gates: what they ask for, and what a neuron's output is taken for.

use super::activation::Bend;
use super::curve::Curve as _;

/// The inputs (x₁, x₂) of a truth table, in its order.
pub const INPUTS: [[f64; 2]; 4] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];

/// A gate of two inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Both.
    And,
    /// At least one.
    Or,
    /// Not both.
    Nand,
    /// Exactly one.
    Xor,
}

impl Gate {
    /// In the order in which they are learned.
    pub const ALL: [Self; 4] = [Self::And, Self::Or, Self::Nand, Self::Xor];

    /// What it answers to each of [`INPUTS`].
    #[must_use]
    pub const fn answers(self) -> [bool; 4] {
        match self {
            Self::And => [false, false, false, true],
            Self::Or => [false, true, true, true],
            Self::Nand => [true, true, true, false],
            Self::Xor => [false, true, true, false],
        }
    }
}

/// From this output on it is read as 1, below it as 0.
pub const HALF: f64 = 0.5;

/// What an output is read as.
#[must_use]
pub fn reads(y: f64) -> bool {
    y >= HALF
}

/// For which z the output f(z) is read as 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// For all from here on; or for all beyond, where the output is not yet 1 at the place itself.
    From {
        /// The place.
        z: f64,
        /// Whether it is one of them.
        included: bool,
    },
    /// For none.
    Never,
    /// For some, then not, or the other way round: no single place divides them.
    Mixed,
}

/// Within ±64 f is looked at every 1/16: no function of the catalogue passes the half further out, or twice in between.
const REACH: i32 = 64;
const PARTS: i32 = 16;

/// For which z the output of `bend` is read as 1.
#[must_use]
pub fn reading(bend: &Bend) -> Reading {
    let is_one = |z: f64| reads(bend.at(z).y);
    let place = |i: i32| f64::from(i) / f64::from(PARTS);
    let turns = |i: &i32| is_one(place(*i)) != is_one(place(i + 1));
    let mut turns = (-REACH * PARTS..REACH * PARTS).filter(turns);
    match (turns.next(), turns.next()) {
        (None, _) => Reading::Never,
        (Some(i), None) if is_one(place(i + 1)) => {
            let (mut before, mut after) = (place(i), place(i + 1));
            for _ in 0..60 {
                let middle = f64::midpoint(before, after);
                if is_one(middle) {
                    after = middle;
                } else {
                    before = middle;
                }
            }
            // 60 halvings of a round number end that near to it.
            let round = libm::round(1e9 * after) / 1e9;
            let z = if (round - after).abs() < 1e-12 {
                round
            } else {
                after
            };
            let included = is_one(z);
            Reading::From { z, included }
        }
        _ => Reading::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::{ALL, Activation};

    fn of(id: &str) -> Reading {
        reading(&Bend::new(
            Activation::find(id).expect("a function of the catalogue"),
        ))
    }

    #[test]
    fn a_gate_answers_as_its_operator_does() {
        for (i, [x, y]) in INPUTS.into_iter().enumerate() {
            let (x, y) = (x == 1.0, y == 1.0);
            let answers = Gate::ALL.map(|gate| gate.answers()[i]);
            assert_eq!(answers, [x && y, x || y, !(x && y), x != y]);
        }
    }

    #[test]
    fn the_output_is_read_as_one_where_f_passes_the_half() {
        let from = |z, included| Reading::From { z, included };
        assert_eq!(of("step"), from(0.0, false));
        assert_eq!(of("sigmoid"), from(0.0, true));
        assert_eq!(of("relu"), from(0.5, true));
        assert_eq!(of("hard_shrink"), from(0.5, false));
        assert_eq!(of("softsign"), from(1.0, true));
        // artanh ½ = ln(3)/2.
        let Reading::From { z, .. } = of("tanh") else {
            panic!("tanh passes the half once")
        };
        assert!((z - 0.5 * libm::log(3.0)).abs() < 1e-12);
        assert_eq!(of("log_sigmoid"), Reading::Never);
        assert_eq!(of("gaussian"), Reading::Mixed);
        assert_eq!(of("sine"), Reading::Mixed);
    }

    #[test]
    fn all_but_the_bell_and_the_wave_pass_the_half_once_at_any_parameter() {
        for activation in ALL {
            let ends = |i: usize| activation.params.get(i).map(|p| [p.min, p.default, p.max]);
            for value in ends(0).unwrap_or([0.0; 3]) {
                let mut bend = Bend::new(activation);
                if let Some(param) = bend.params.first_mut() {
                    *param = value;
                }
                let once = matches!(reading(&bend), Reading::From { .. });
                let exceptions = ["log_sigmoid", "gaussian", "sine"];
                assert_eq!(
                    once,
                    !exceptions.contains(&activation.id),
                    "{} {value}",
                    activation.id
                );
            }
        }
    }
}
