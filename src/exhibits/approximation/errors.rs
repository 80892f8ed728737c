//! The error by the number of units.

use super::plot::{label, line};
use super::{ApproximationState, Run};
use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side};
use crate::text::{Text, fixed};

/// Errors below this are held at the edge.
const LEAST: f64 = 1e-4;

/// The errors of the runs by their units, and what no polynomial, or no straight line, gets below.
pub(super) fn errors(state: &ApproximationState, run: Option<&Run>, text: &Text) -> Plot {
    let points: Vec<(f64, f64)> = (state.runs.iter())
        .map(|run| (run.units as f64, run.rmse))
        .collect();
    let (level, name) = match (state.floor(), state.line()) {
        (Some((_, _, rmse)), _) => (Some(rmse), text.approximation_floor()),
        (None, line) => (line, text.approximation_line()),
    };
    let now = run.map(|run| (run.units as f64, run.rmse));
    let heights = points.iter().chain(&now).map(|point| point.1).chain(level);
    // A decade is there from the start, so that the axis moves rarely.
    let (x, y) = (
        Axis::counts(0.0, 66.0),
        Axis::decades(heights.chain([0.01]), LEAST),
    );
    let mut plot = Plot::over(x, y);
    if let Some(level) = level {
        plot.marks.push(Mark::Line {
            from: (x.low, level),
            to: (x.high, level),
            ink: Ink::Curvature,
            dash: Dash::Dotted,
        });
        let at = y.above((0.6, level));
        plot.marks
            .push(label(at, name, Ink::Curvature, Side::Right));
    }
    plot.marks.extend(points.iter().map(|at| Mark::Point {
        at: *at,
        ink: Ink::Output,
        radius: 4.5,
    }));
    if let Some(at) = now {
        plot.marks.push(Mark::Point {
            at,
            ink: Ink::Output,
            radius: 7.0,
        });
        let (side, aside) = if at.0 > 40.0 {
            (Side::Left, -1.2)
        } else {
            (Side::Right, 1.2)
        };
        let (x, y) = y.above(at);
        let words = text.approximation_rmse(&fixed(at.1, 4));
        plot.marks
            .push(label((x + aside, y), &words, Ink::Output, side));
    }
    plot.traces = vec![line(points, Ink::Output, 2.0)];
    plot
}
