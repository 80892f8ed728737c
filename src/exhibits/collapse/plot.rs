//! The chart: the line beside the points, or what is said of every place of the plane.

use super::{CollapseState, data, mark, xor};
use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, Trace, heat};
use crate::exhibits::WINDOW;
use crate::maths::gates::HALF;
use crate::maths::{Chain, Order, best_line, sample};
use crate::text::{Text, fixed};

/// Points a curve.
const POINTS: usize = 481;
/// The vertical axis of the line.
const HEIGHT: Axis = Axis::new(-4.0, 4.0);
/// How far a word stands above its curve, clear of the points around it.
const LIFT: f64 = 0.5;
/// Both axes of the plane.
const SQUARE: Axis = Axis::new(-0.5, 1.5);
/// From this far above and below the half on the field has its deepest colour.
const REACH: f64 = 1.0;

impl CollapseState {
    /// What is drawn of `chain`, which is folded as far as it can be.
    pub(super) fn plot(&self, chain: &Chain, text: &Text) -> Plot {
        if self.plane {
            Self::field(chain)
        } else {
            self.curve(chain, text)
        }
    }

    fn field(chain: &Chain) -> Plot {
        let heat = heat(SQUARE, SQUARE, HALF, REACH, &|x, y| chain.output(&[x, y]));
        let boundary = Trace {
            runs: heat.boundary,
            dots: vec![],
            ink: Ink::Ink,
            dash: Dash::Solid,
            width: 2.4,
        };
        let datum = |((at, on), right): (([f64; 2], bool), bool)| Mark::Datum {
            at: (at[0], at[1]),
            on,
            text: format!("{} {}", fixed(chain.output(&at), 2), mark(right)),
        };
        let mut plot = Plot::map(SQUARE, SQUARE, ["x₁", "x₂"], heat.patches);
        plot.traces.push(boundary);
        plot.marks.extend(xor().zip(Self::right(chain)).map(datum));
        plot
    }

    fn curve(&self, chain: &Chain, text: &Text) -> Plot {
        let sampling = sample(chain, WINDOW.low..=WINDOW.high, POINTS);
        let trace = Trace::of(&sampling, Order::Value, Ink::Output, Dash::Solid, 3.4);
        let label = |at: Option<(f64, f64)>, words: &str, ink, side| {
            at.map(|(x, y)| Mark::Label {
                at: (x, y + LIFT),
                text: words.to_owned(),
                ink,
                side,
            })
        };
        let mut marks: Vec<Mark> = data()
            .into_iter()
            .map(|at| Mark::Point {
                at,
                ink: Ink::Target,
                radius: 5.0,
            })
            .collect();
        let mut traces = Vec::new();
        if self.best {
            let (w, b) = best_line(&data());
            let ends = [WINDOW.low, WINDOW.high].map(|x| (x, w * x + b)).to_vec();
            let at = Some((WINDOW.low + 0.2, w * WINDOW.low + b - 2.0 * LIFT));
            marks.extend(label(at, text.collapse_best(), Ink::Target, Side::Right));
            traces.push(Trace::through(ends, Ink::Target, Dash::Long, 2.4));
        }
        let name = if chain.layers.len() == 1 {
            "y = w′·x + b′"
        } else {
            "y"
        };
        marks.extend(label(
            trace.right_end(HEIGHT),
            name,
            Ink::Output,
            Side::Left,
        ));
        let (x, y) = self.cursor(chain);
        marks.push(Mark::Line {
            from: (x, 0.0),
            to: (x, y),
            ink: Ink::Input,
            dash: Dash::Dotted,
        });
        traces.push(trace);
        Plot {
            traces,
            marks,
            ..Plot::over(WINDOW, HEIGHT)
        }
    }
}
