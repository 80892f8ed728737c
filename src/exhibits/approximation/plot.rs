//! The curve of a net beside its target.

use super::{ApproximationState, RANGE, Run};
use crate::charts::{Dash, Ink, Mark, Plot, Side, Trace};
use crate::exhibits::WINDOW;
use crate::exhibits::target::{self, SHEET, Target};
use crate::maths::{Curve, Order, sample};
use crate::text::Text;

/// Points a curve.
const POINTS: usize = 241;

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

/// A chain of straight lines.
pub(super) fn line(points: Vec<(f64, f64)>, ink: Ink, width: f64) -> Trace {
    Trace::through(points, ink, Dash::Solid, width)
}

/// A word.
pub(super) fn label(at: (f64, f64), words: &str, ink: Ink, side: Side) -> Mark {
    Mark::Label {
        at,
        text: words.to_owned(),
        ink,
        side,
    }
}
