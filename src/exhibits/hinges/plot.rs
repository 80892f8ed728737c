//! The chart: the curve with its parts beside the target.

use super::{HingesState, RANGE};
use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, Trace};
use crate::exhibits::WINDOW;
use crate::exhibits::target::{self, Target};
use crate::maths::{Curve, Hinges, Jet, Order, Side as Beside, sample};
use crate::text::Text;

/// Points a curve that is not made of straight pieces.
pub(super) const POINTS: usize = 241;
/// The curve, its parts and the target.
pub(crate) fn plot(state: &HingesState, net: &Hinges, fit: Option<&Hinges>, text: &Text) -> Plot {
    let aim = state.aim();
    let y = aim.as_ref().map_or(target::SHEET, Target::axis);
    let points = points(net);
    let mut traces = Vec::new();
    let mut marks = Vec::new();
    if let Some(aim) = &aim {
        let trace = curve(aim, POINTS, Ink::Target, Dash::Long, 3.0);
        marks.extend(trace.left_end(y).map(|at| {
            let name = target::name(state.target, text);
            label(y.above(at), name, Ink::Target, Side::Right)
        }));
        traces.push(trace);
    }
    for i in 0..state.units.len() {
        let chosen = i == state.unit;
        if state.parts || chosen {
            let part = Part { net, i };
            let (ink, width) = if chosen {
                (Ink::Slope, 2.2)
            } else {
                (Ink::Muted, 1.0)
            };
            traces.push(curve(&part, points, ink, Dash::Solid, width));
        }
    }
    traces.extend(fit.map(|fit| curve(fit, points, Ink::Curvature, Dash::Dotted, 2.6)));
    let sum = curve(net, points, Ink::Output, Dash::Solid, 3.4);
    marks.extend(
        sum.right_end(y)
            .map(|at| label(y.above(at), "y", Ink::Output, Side::Left)),
    );
    traces.push(sum);
    let at = (state.x, net.at(state.x).y);
    marks.push(Mark::Line {
        from: (state.x, 0.0),
        to: at,
        ink: Ink::Muted,
        dash: Dash::Dotted,
    });
    marks.push(Mark::Point {
        at,
        ink: Ink::Output,
        radius: 5.0,
    });
    empty(y, traces, marks)
}

/// Where a net in training began.
pub(super) fn start(begun: &HingesState) -> Option<Trace> {
    let net = begun.net();
    let trace = || curve(&net, points(&net), Ink::Muted, Dash::Dotted, 2.0);
    (begun.steps > 0.0).then(trace)
}

/// A chart over the window.
pub(super) fn empty(y: Axis, traces: Vec<Trace>, marks: Vec<Mark>) -> Plot {
    Plot {
        traces,
        marks,
        ..Plot::over(WINDOW, y)
    }
}

/// A net of straight pieces needs few points, its kinks come by themselves; some are for words to stand at.
fn points(net: &Hinges) -> usize {
    if net.is_straight() { 25 } else { POINTS }
}

/// A curve over the window.
pub(super) fn curve(curve: &dyn Curve, points: usize, ink: Ink, dash: Dash, width: f64) -> Trace {
    let sampling = sample(curve, RANGE.0..=RANGE.1, points);
    Trace::of(&sampling, Order::Value, ink, dash, width)
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

/// The share of one unit.
struct Part<'a> {
    net: &'a Hinges,
    i: usize,
}

impl Curve for Part<'_> {
    fn at(&self, x: f64) -> Jet {
        self.net.neuron(self.i).at(x) * self.net.units[self.i].v
    }

    fn kinks(&self) -> Vec<f64> {
        self.net.neuron(self.i).kinks()
    }

    fn beside(&self, kink: f64, side: Beside) -> Jet {
        self.net.neuron(self.i).beside(kink, side) * self.net.units[self.i].v
    }
}
