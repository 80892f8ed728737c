//! The map: what the net, or its output neuron, says of every place.

use super::{FAR, GatesState, OUT, place, sign};
use crate::charts::{Axis, Dash, Heat, Ink, Mark, Plot, Side, Trace, heat};
use crate::maths::gates::{HALF, INPUTS};
use crate::maths::{Curve as _, Line};

/// What a map shows of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Window {
    x: Axis,
    y: Axis,
}

impl Window {
    const USUAL: Self = Self {
        x: Axis::new(-1.1, 2.1),
        y: Axis::new(-0.5, 1.5),
    };
    /// For functions that go below 0.
    const SIGNED: Self = Self {
        x: Axis::new(-2.1, 2.1),
        y: Axis::new(-1.3, 1.3),
    };

    pub(super) fn centre(&self) -> (f64, f64) {
        let middle = |axis: Axis| f64::midpoint(axis.low, axis.high);
        (middle(self.x), middle(self.y))
    }
}

impl GatesState {
    /// What the map shows.
    pub(crate) fn window(&self) -> Window {
        let signed = self.bend.at(-2.0).y < -0.3;
        if self.is_inner() && signed {
            Window::SIGNED
        } else {
            Window::USUAL
        }
    }

    /// The map, without the handles on it.
    pub(crate) fn map(&self) -> Plot {
        let Window { x, y } = self.window();
        let bent = |z: f64| self.bend.at(z).y;
        let Heat { patches, boundary } = if self.is_inner() {
            heat(x, y, HALF, HALF, &|a, b| bent(self.net[OUT].at([a, b])))
        } else {
            heat(x, y, HALF, HALF, &|a, b| self.run([a, b]).y)
        };
        let names = if self.is_inner() {
            ["h₁", "h₂"]
        } else {
            ["x₁", "x₂"]
        };
        let mut plot = Plot::map(x, y, names, patches);
        plot.traces.push(Trace {
            runs: boundary,
            dots: vec![],
            ink: Ink::Ink,
            dash: Dash::Solid,
            width: 2.5,
        });
        if self.deep && !self.is_inner() {
            plot.marks.extend(self.hidden_lines());
        }
        plot.marks.extend(self.points());
        plot
    }

    /// The lines of the hidden neurons, each with its name on the side where it is on.
    fn hidden_lines(&self) -> Vec<Mark> {
        let Window { x, y } = self.window();
        let mut marks = Vec::new();
        let kinds = [("h₁", Dash::Long), ("h₂", Dash::Dotted)];
        for ((name, dash), neuron) in kinds.into_iter().zip(&self.net) {
            let Some(line) = neuron.zero(self.window().centre()) else {
                continue;
            };
            marks.push(Mark::Line {
                from: line.point(-FAR),
                to: line.point(FAR),
                ink: Ink::Muted,
                dash,
            });
            let beside = Line {
                distance: line.distance + 0.1,
                ..line
            };
            let inside = |(a, b): &(f64, f64)| {
                (0.06..0.94).contains(&x.share(*a)) && (0.06..0.9).contains(&y.share(*b))
            };
            let ways = [-0.75, -0.55, 0.9, 1.1, -0.95, 0.7];
            let place = ways.into_iter().map(|way| beside.point(way)).find(inside);
            marks.extend(place.map(|at| Mark::Label {
                at,
                text: name.to_owned(),
                ink: Ink::Ink,
                side: Side::Middle,
            }));
        }
        marks
    }

    /// The four inputs where they lie on the map. Some that the hidden layer has brought together are one point.
    fn points(&self) -> Vec<Mark> {
        let (answers, right) = (self.gate().answers(), self.right());
        let mut points: Vec<((f64, f64), bool, String)> = Vec::new();
        for (i, x) in INPUTS.into_iter().enumerate() {
            let at: (f64, f64) = if self.is_inner() {
                self.run(x).hidden.into()
            } else {
                x.into()
            };
            let name = format!("{} {}", place(x), sign(right[i]));
            let same = |other: &(f64, f64)| libm::hypot(at.0 - other.0, at.1 - other.1) < 0.02;
            match points.iter_mut().find(|point| same(&point.0)) {
                Some(point) => point.2 += &format!("  {name}"),
                None => points.push((at, answers[i], name)),
            }
        }
        let datum = |(at, on, text)| Mark::Datum { at, on, text };
        points.into_iter().map(datum).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::links::state;

    #[test]
    fn what_the_hidden_layer_brings_together_is_one_point() {
        let mut gates = state::<GatesState>("goal=xor&layers=2&at=out");
        gates.solve();
        let data: Vec<Mark> = gates.points();
        // By hand: (0,1) and (1,0) both become (1, 1).
        assert_eq!(data.len(), 3);
        assert!(data.iter().any(|mark| matches!(
            mark,
            Mark::Datum {
                at: (1.0, 1.0),
                on: true,
                ..
            }
        )));
    }
}
