//! The chart: what is drawn by hand, what it starts from, and the truth once it is shown.

use super::{Given, POINTS, SketchState, ink, symbol};
use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, Trace};
use crate::maths::{Neuron, Order, sample};
use crate::text::Text;

impl SketchState {
    /// What is drawn by hand, as far as points beside one another are set.
    fn drawn(&self) -> Trace {
        let mut runs = vec![vec![]];
        for (x, y) in self.points() {
            match (y, runs.last_mut()) {
                (Some(y), Some(run)) => run.push((x, y)),
                _ => runs.push(vec![]),
            }
        }
        Trace {
            runs,
            dots: vec![],
            ink: Ink::Ink,
            dash: Dash::Solid,
            width: 2.4,
        }
    }

    /// The curve to start from, and its name.
    pub(super) fn given(&self, axis: Axis, text: &Text) -> Option<(Trace, &'static str)> {
        let (w, b) = if self.given == Given::Plain {
            (1.0, 0.0)
        } else {
            (self.w, self.b)
        };
        let (order, ink, name) = match self.given {
            Given::Nothing => return None,
            Given::Value => (Order::Value, Ink::Output, symbol(Order::Value)),
            Given::Slope => (Order::Slope, Ink::Slope, symbol(Order::Slope)),
            Given::Plain => (
                Order::Value,
                Ink::Target,
                text.term(self.bend.activation.id),
            ),
        };
        let bend = self.bend.clone();
        let sampling = sample(&Neuron { w, b, bend }, axis.low..=axis.high, POINTS);
        Some((Trace::of(&sampling, order, ink, Dash::Long, 2.4), name))
    }

    /// What is drawn, but for the points that are set.
    pub(crate) fn plot(&self, text: &Text) -> Plot {
        let (x, y) = (self.x_axis(), self.y_axis());
        let (mut traces, mut marks) = (vec![], vec![]);
        if let ([at], false) = (&self.at[..], self.shown) {
            let at = *at;
            marks.push(Mark::Line {
                from: (at, y.low),
                to: (at, y.high),
                ink: Ink::Muted,
                dash: Dash::Dotted,
            });
        }
        if let Some((trace, name)) = self.given(x, text) {
            let start = trace.left_end(y);
            marks.extend(start.map(|at| label(y.above(at), name, &trace, Side::Right)));
            traces.push(trace);
        }
        traces.push(self.drawn());
        if self.shown {
            let sampling = sample(&self.neuron(), x.low..=x.high, POINTS);
            let ink = ink(self.of);
            let truth = Trace::of(&sampling, self.of, ink, Dash::Solid, 3.4);
            marks.extend(self.misses());
            let words = text.sketch_truth(&symbol(self.of));
            let end = truth.right_end(y);
            marks.extend(end.map(|at| label(y.above(at), &words, &truth, Side::Left)));
            traces.push(truth);
        }
        Plot {
            traces,
            marks,
            ..Plot::over(x, y)
        }
    }

    /// The way from each point to the truth.
    fn misses(&self) -> impl Iterator<Item = Mark> {
        self.points().filter_map(|(x, y)| {
            let from = (x, y?);
            let to = (x, self.truth(x));
            let (ink, dash) = (Ink::Ink, Dash::Dotted);
            to.1.is_finite().then_some(Mark::Line {
                from,
                to,
                ink,
                dash,
            })
        })
    }

    /// The points that are set, as they are drawn where nothing can be moved.
    pub(crate) fn dots(&self) -> impl Iterator<Item = Mark> {
        self.points().filter_map(|(x, y)| {
            Some(Mark::Point {
                at: (x, y?),
                ink: Ink::Ink,
                radius: 5.0,
            })
        })
    }
}

fn label(at: (f64, f64), words: &str, trace: &Trace, side: Side) -> Mark {
    Mark::Label {
        at,
        text: words.to_owned(),
        ink: trace.ink,
        side,
    }
}
