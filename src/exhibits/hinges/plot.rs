//! The charts: the curve with its parts beside the target, and below it the error, or what more units would bring.

use super::fits::{self, Zigzag};
use super::target::{self, Target};
use super::{Below, HingesState, RANGE};
use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, Trace};
use crate::exhibits::WINDOW;
use crate::maths::{Curve, Distance, Hinges, Jet, Order, Side as Beside, sample};
use crate::text::{Text, fixed};

/// Points a curve that is not made of straight pieces.
const POINTS: usize = 241;
/// Between the steps that the axis of errors takes.
const STEPS: [f64; 3] = [1.0, 2.0, 5.0];

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

/// What is shown below the chart.
pub(crate) fn below(
    state: &HingesState,
    net: &Hinges,
    error: Option<Distance>,
    text: &Text,
) -> Plot {
    match state.below {
        Below::Error => errors(state, net, error, text),
        Below::Units => units(state, error, text),
        Below::Depth => depth(state, text),
    }
}

/// The difference between the curve and the target.
fn errors(state: &HingesState, net: &Hinges, error: Option<Distance>, text: &Text) -> Plot {
    let reach = error.map_or(0.05, |error| error.max);
    let y = Axis::new(-step_above(reach), step_above(reach));
    let Some((aim, Distance { x, .. })) = state.aim().zip(error) else {
        return empty(y, vec![], vec![]);
    };
    let difference = Difference { net, aim: &aim };
    let trace = curve(&difference, POINTS, Ink::Ink, Dash::Solid, 2.2);
    let worst = [Beside::Left, Beside::Right]
        .map(|side| difference.beside(x, side).y)
        .into_iter()
        .fold(0.0_f64, |a, b| if b.abs() > a.abs() { b } else { a });
    let side = if x < 0.0 { Side::Right } else { Side::Left };
    let marks = vec![
        Mark::Line {
            from: (x, 0.0),
            to: (x, worst),
            ink: Ink::Ink,
            dash: Dash::Dotted,
        },
        Mark::Point {
            at: (x, worst),
            ink: Ink::Ink,
            radius: 4.5,
        },
        label(
            (x + if x < 0.0 { 0.2 } else { -0.2 }, 0.55 * worst),
            &text.hinges_worst(&fixed(reach, 4)),
            Ink::Ink,
            side,
        ),
    ];
    empty(y, vec![trace], marks)
}

/// The errors of the best nets of 1 to 64 units, and of one's own.
fn units(state: &HingesState, error: Option<Distance>, text: &Text) -> Plot {
    let sizes = fits::by_units(state);
    let points: Vec<(f64, f64)> = sizes.iter().map(|(n, rmse)| (*n as f64, *rmse)).collect();
    let own = error.map(|error| (state.units.len() as f64, error.rmse));
    let heights = points.iter().chain(&own).map(|point| point.1);
    let (x, y) = (Axis::new(0.0, 66.0), Axis::decades(heights, 1e-8));
    let dot = |at: &(f64, f64), ink, radius| Mark::Point {
        at: *at,
        ink,
        radius,
    };
    let mut marks: Vec<Mark> = points
        .iter()
        .map(|at| dot(at, Ink::Curvature, 3.5))
        .collect();
    let corner = (65.0, y.at(0.84));
    marks.push(label(
        corner,
        text.hinges_even(),
        Ink::Curvature,
        Side::Left,
    ));
    marks.extend(own.map(|at| dot(&at, Ink::Output, 6.0)));
    marks.extend(
        own.map(|(n, rmse)| label((n + 1.5, rmse), text.hinges_own(), Ink::Output, Side::Right)),
    );
    let trace = Trace {
        runs: vec![points],
        dots: vec![],
        ink: Ink::Curvature,
        dash: Dash::Solid,
        width: 2.0,
    };
    Plot {
        x,
        ..empty(y, vec![trace], marks)
    }
}

/// The zigzag of so many folds, and one layer with as many units.
fn depth(state: &HingesState, text: &Text) -> Plot {
    let unit = Axis::new(0.0, 1.0);
    let (wide, _) = fits::wide(state.folds);
    let trace = |curve: &dyn Curve, ink, dash, width| {
        let sampling = sample(curve, 0.0..=1.0, 3);
        Trace::of(&sampling, Order::Value, ink, dash, width)
    };
    let label = |share, words: &str, ink, side| label((share, 1.08), words, ink, side);
    Plot {
        x: unit,
        ..empty(
            Axis::new(-0.1, 1.3),
            vec![
                trace(&Zigzag(state.folds), Ink::Output, Dash::Solid, 2.4),
                trace(&wide, Ink::Curvature, Dash::Long, 3.0),
            ],
            vec![
                label(0.01, text.hinges_deep(), Ink::Output, Side::Right),
                label(0.99, text.hinges_wide(), Ink::Curvature, Side::Left),
            ],
        )
    }
}

fn empty(y: Axis, traces: Vec<Trace>, marks: Vec<Mark>) -> Plot {
    Plot {
        x: WINDOW,
        y,
        bands: vec![],
        patches: vec![],
        traces,
        marks,
    }
}

/// A net of straight pieces needs few points, its kinks come by themselves; some are for words to stand at.
fn points(net: &Hinges) -> usize {
    if net.is_straight() { 25 } else { POINTS }
}

fn curve(curve: &dyn Curve, points: usize, ink: Ink, dash: Dash, width: f64) -> Trace {
    let sampling = sample(curve, RANGE.0..=RANGE.1, points);
    Trace::of(&sampling, Order::Value, ink, dash, width)
}

fn label(at: (f64, f64), words: &str, ink: Ink, side: Side) -> Mark {
    Mark::Label {
        at,
        text: words.to_owned(),
        ink,
        side,
    }
}

/// A round number a little above `value`, so that the axis moves rarely.
fn step_above(value: f64) -> f64 {
    let mut power = 0.001;
    while power < 1e9 {
        for step in STEPS {
            if step * power >= 1.1 * value {
                return step * power;
            }
        }
        power *= 10.0;
    }
    power
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

/// What is too much, or with a minus sign missing.
struct Difference<'a> {
    net: &'a Hinges,
    aim: &'a Target,
}

impl Curve for Difference<'_> {
    fn at(&self, x: f64) -> Jet {
        self.net.at(x) - self.aim.at(x)
    }

    fn kinks(&self) -> Vec<f64> {
        let mut kinks = self.net.kinks();
        kinks.extend(self.aim.kinks());
        kinks.sort_by(f64::total_cmp);
        kinks.dedup();
        kinks
    }

    fn beside(&self, kink: f64, side: Beside) -> Jet {
        let of = |curve: &dyn Curve| {
            if curve.kinks().contains(&kink) {
                curve.beside(kink, side)
            } else {
                curve.at(kink)
            }
        };
        of(self.net) - of(self.aim)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn an_error_without_jumps_is_drawn_in_one_stroke_and_without_dots() {
        for place in [0, 1, 2] {
            let state = HingesState {
                target: place,
                ..HingesState::default()
            };
            let net = state.net();
            let plot = below(&state, &net, state.error_of(&net), Lang::En.text());
            assert_eq!(
                (plot.traces[0].runs.len(), plot.traces[0].dots.len()),
                (1, 0)
            );
        }
        let jumping = HingesState {
            target: 3,
            ..HingesState::default()
        };
        let net = jumping.net();
        let plot = below(&jumping, &net, jumping.error_of(&net), Lang::En.text());
        assert_eq!(plot.traces[0].runs.len(), 2);
    }

    #[test]
    fn the_axis_of_errors_ends_on_round_numbers() {
        for (value, end) in [
            (0.041, 0.05),
            (0.0, 0.001),
            (0.05, 0.1),
            (3.0, 5.0),
            (1e9, 1e9),
        ] {
            assert!((step_above(value) / end - 1.0).abs() < 1e-9, "{value}");
        }
    }
}
