//! The chart below the chart: the error along x, or what more units or more layers would bring.

use super::course::course;
use super::fits::{self, Zigzag};
use super::plot::{POINTS, curve, empty, label};
use super::{Below, HingesState};
use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, Trace};
use crate::exhibits::target::Target;
use crate::maths::{Curve, Distance, Hinges, Jet, Order, Side as Beside, sample};
use crate::text::{Text, fixed};

/// Between the steps that the axis of errors takes.
const STEPS: [f64; 3] = [1.0, 2.0, 5.0];

/// What is shown below the chart, of a settled state and the one that has its steps.
pub(super) fn below(
    state: &HingesState,
    begun: &HingesState,
    net: &Hinges,
    error: Option<Distance>,
    text: &Text,
) -> Plot {
    match state.below {
        Below::Error => errors(state, net, error, text),
        Below::Units => units(state, error, text),
        Below::Depth => depth(state, text),
        Below::Course => course(begun, text),
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
    let trace = Trace::through(points, Ink::Curvature, Dash::Solid, 2.0);
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
            let plot = below(&state, &state, &net, state.error_of(&net), Lang::En.text());
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
        let plot = below(
            &jumping,
            &jumping,
            &net,
            jumping.error_of(&net),
            Lang::En.text(),
        );
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
