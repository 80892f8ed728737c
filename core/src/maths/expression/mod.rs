//! The learner's own formula of x, as a curve to look at and as a function to train with.
//!
//! `2x`, `x·σ(1.7x)`, `max(0, x)^2`, `e^(-x²)`: numbers, x, the constants e and π, + − * / ^, parentheses, bars for the
//! absolute value, and the functions of [`Name`]. A factor may follow without a sign and binds as `*` does; powers bind
//! from the right and stronger than a minus, so that −x² is −(x²). Full-width characters, ×, ·, ÷ and ** are read too.

mod error;
mod lexer;
mod parser;
mod tape;

use super::curve::Curve;
use super::jet::Jet;
#[cfg(feature = "kernels")]
use super::lanes::Lanes;
#[cfg(feature = "kernels")]
use super::vector::F32x4;

pub use error::{FormulaError, Problem};
pub use tape::{Name, Op};

/// The most characters of a formula.
pub const MOST_CHARACTERS: usize = 200;

/// A formula that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    text: String,
    ops: Vec<Op>,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// The first thing that is not understood, and where.
    pub fn read(text: &str) -> Result<Self, FormulaError> {
        let text = text.trim();
        let ops = parser::parse(text).map_err(|(at, problem)| FormulaError {
            formula: text.chars().take(MOST_CHARACTERS).collect(),
            at,
            problem,
        })?;
        Ok(Self {
            text: text.to_owned(),
            ops,
        })
    }

    /// One that was read elsewhere, of its text and what is done; none if that cannot be done.
    #[must_use]
    pub fn again(text: String, ops: Vec<Op>) -> Option<Self> {
        tape::is_sound(&ops).then_some(Self { text, ops })
    }

    /// As it was written, without spaces around it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is done, operands first: for code in other languages.
    #[must_use]
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// The training kernel: each pre-activation in `z` becomes f(z), `slope` becomes f′(z). NaN stays NaN.
    #[cfg(feature = "kernels")]
    pub fn layer(&self, z: &mut [F32x4], slope: &mut [F32x4]) {
        let mut stack = [Lanes::variable(F32x4::ZERO); tape::DEPTH];
        for (z, slope) in z.iter_mut().zip(slope) {
            let f = tape::run(&self.ops, Lanes::variable(*z), &mut stack, |_| {});
            *slope = f.dy.nan_like(*z);
            *z = f.y.nan_like(*z);
        }
    }

    /// The arguments, at `x`, of whatever bends or breaks where its argument is 0.
    fn switches(&self, x: f64) -> Vec<f64> {
        let mut switches = Vec::new();
        let mut stack = [Jet::NAN; tape::DEPTH];
        tape::run(&self.ops, Jet::variable(x), &mut stack, |switch: Jet| {
            switches.push(switch.y);
        });
        switches
    }
}

impl Curve for Formula {
    fn at(&self, x: f64) -> Jet {
        if x.is_nan() {
            return Jet::NAN;
        }
        let mut stack = [Jet::NAN; tape::DEPTH];
        tape::run(&self.ops, Jet::variable(x), &mut stack, |_| {})
    }

    /// Where the argument of abs, relu, max or min, or a divisor, changes its sign between −20 and 20, as far as steps of
    /// 1/64 see it.
    fn kinks(&self) -> Vec<f64> {
        const STEPS: i32 = 64 * 20;
        let mut kinks = Vec::new();
        if self.switches(0.0).is_empty() {
            return kinks;
        }
        let mut before = self.switches(f64::from(-STEPS) / 64.0);
        for step in 1 - STEPS..=STEPS {
            let x = f64::from(step) / 64.0;
            let here = self.switches(x);
            for (i, (a, b)) in before.iter().zip(&here).enumerate() {
                if side(*a) != side(*b) {
                    kinks.push(self.crossing(i, x - 1.0 / 64.0, x));
                }
            }
            before = here;
        }
        kinks.sort_by(f64::total_cmp);
        kinks.dedup();
        kinks
    }
}

impl Formula {
    /// Where the switch `i` leaves the side on which it is at `low`, given that it is on another at `high`: where it is 0
    /// if it is that anywhere there, else the place nearest to that.
    fn crossing(&self, i: usize, mut low: f64, mut high: f64) -> f64 {
        let at = |x: f64| self.switches(x)[i];
        let start = side(at(low));
        loop {
            let middle = low + 0.5 * (high - low);
            if middle <= low || middle >= high {
                break;
            }
            if side(at(middle)) == start {
                low = middle;
            } else {
                high = middle;
            }
        }
        if at(low).abs() < at(high).abs() {
            low
        } else {
            high
        }
    }
}

/// Of 0: −1, 0 or 1; NaN has a side of its own.
fn side(v: f64) -> i8 {
    match v.partial_cmp(&0.0) {
        Some(order) => order as i8,
        None => 2,
    }
}
