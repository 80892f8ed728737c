//! The charts: the curve of a net beside its target, and the error by the number of units.

use super::{ApproximationState, RANGE, Run};
use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, Trace};
use crate::exhibits::WINDOW;
use crate::exhibits::target::{self, SHEET, Target};
use crate::maths::{Curve, Order, sample};
use crate::text::{Text, fixed};

/// Points a curve.
const POINTS: usize = 241;
/// Errors below this are held at the edge.
const LEAST: f64 = 1e-4;

/// The curve of a run beside the target, and if f is a polynomial, the best one.
pub(super) fn plot(state: &ApproximationState, run: Option<&Run>, text: &Text) -> Plot {
    let aim = state.aim();
    let y = aim.as_ref().map_or(SHEET, Target::axis);
    let mut plot = Plot::over(WINDOW, y);
    let curve = |curve: &dyn Curve, ink, dash, width| {
        let sampling = sample(curve, RANGE.0..=RANGE.1, POINTS);
        Trace::of(&sampling, Order::Value, ink, dash, width)
    };
    if let Some(aim) = &aim {
        let trace = curve(aim, Ink::Target, Dash::Long, 3.0);
        let name = target::name(state.target, text);
        plot.marks.extend(
            trace
                .left_end(y)
                .map(|at| label(y.above(at), name, Ink::Target, Side::Right)),
        );
        plot.traces.push(trace);
    }
    if let Some((_, best, _)) = state.floor() {
        plot.traces
            .push(curve(&best, Ink::Curvature, Dash::Dotted, 2.6));
    }
    if let Some(run) = run {
        let trace = line(run.corners(), Ink::Output, 3.4);
        let name = text.approximation_net(&run.units);
        plot.marks.extend(
            trace
                .right_end(y)
                .map(|at| label(y.above(at), &name, Ink::Output, Side::Left)),
        );
        plot.traces.push(trace);
    }
    plot
}

/// The errors of the runs by their units, and what no polynomial, or no straight line, gets below.
pub(super) fn errors(state: &ApproximationState, run: Option<&Run>, text: &Text) -> Plot {
    let points: Vec<(f64, f64)> = (state.runs.iter())
        .map(|run| (run.units as f64, run.rmse))
        .collect();
    let (level, name) = match (state.floor(), state.line()) {
        (Some((_, _, off)), _) => (Some(off.rmse), text.approximation_floor()),
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
    for level in level {
        plot.marks.push(Mark::Line {
            from: (x.low, level),
            to: (x.high, level),
            ink: Ink::Curvature,
            dash: Dash::Dotted,
        });
        let at = y.above((65.0, level));
        plot.marks.push(label(at, name, Ink::Curvature, Side::Left));
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

fn line(points: Vec<(f64, f64)>, ink: Ink, width: f64) -> Trace {
    Trace {
        runs: vec![points],
        dots: vec![],
        ink,
        dash: Dash::Solid,
        width,
    }
}

fn label(at: (f64, f64), words: &str, ink: Ink, side: Side) -> Mark {
    Mark::Label {
        at,
        text: words.to_owned(),
        ink,
        side,
    }
}
