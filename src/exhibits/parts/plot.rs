//! The charts: what each network makes of the plane, and how its loss falls.

use super::outcome::{LEG, LEGS, MOST};
use super::setup::{SIDE, Side};
use super::{Outcome, PartsState};
use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side as Aside, Trace, heat};
use crate::nn::data::DOMAIN;
use crate::text::Text;

const SQUARE: Axis = Axis::new(-DOMAIN, DOMAIN);
/// The level at which the class changes, and how far it is from a sure one.
const HALF: f64 = 0.5;
/// As many points are drawn.
const DRAWN: usize = 60;

/// The map of a network: of its run, else before the first step.
pub(super) fn map(state: &PartsState, side: Side, run: Option<&Outcome>) -> Plot {
    let outputs = run.map_or_else(|| state.start(side), |run| run.map.clone());
    let field = heat(SQUARE, SQUARE, HALF, HALF, &|x, y| between(&outputs, x, y));
    let mut plot = Plot::map(SQUARE, SQUARE, ["x₁", "x₂"], field.patches);
    plot.traces.push(Trace {
        runs: field.boundary,
        dots: vec![],
        ink: Ink::Ink,
        dash: Dash::Solid,
        width: 2.0,
    });
    let (_, test) = state.points();
    let point = |point: &crate::nn::data::Point| Mark::Point {
        at: (point.at[0], point.at[1]),
        ink: if point.label > HALF {
            Ink::Output
        } else {
            Ink::Low
        },
        radius: 3.4,
    };
    plot.marks.extend(test.points.iter().take(DRAWN).map(point));
    plot
}

/// What a map says between its places: straight on along both axes.
fn between(outputs: &[f64], x: f64, y: f64) -> f64 {
    let last = (SIDE - 1) as f64;
    let place = |value: f64| (SQUARE.share(value) * last).clamp(0.0, last);
    let (column, row) = (place(x), place(y));
    let (left, low) = (
        column.min(last - 1.0) as usize,
        row.min(last - 1.0) as usize,
    );
    let (right, up) = (column - left as f64, row - low as f64);
    let at = |row: usize, column: usize| outputs.get(row * SIDE + column).copied().unwrap_or(HALF);
    let along = |row: usize| at(row, left) * (1.0 - right) + at(row, left + 1) * right;
    along(low) * (1.0 - up) + along(low + 1) * up
}

/// The losses of both networks, each as a share of its own start.
pub(super) fn losses(runs: [Option<&Outcome>; 2], text: &Text) -> Plot {
    let names = [text.parts_before(), text.parts_after()];
    let looks = [(Ink::Muted, Dash::Long), (Ink::Output, Dash::Solid)];
    let highest = (runs.iter().flatten())
        .flat_map(|run| run.losses.iter().copied())
        .fold(1.0, f64::max);
    let (x, y) = (
        Axis::counts(0.0, (LEG * LEGS as u64) as f64),
        Axis::new(0.0, (1.15 * highest).min(1.05 * MOST)),
    );
    let mut plot = Plot::over(x, y);
    for ((run, name), (ink, dash)) in runs.into_iter().zip(names).zip(looks) {
        let Some(run) = run else { continue };
        let step = |i: usize| (i as u64 * LEG) as f64;
        let points: Vec<(f64, f64)> = (run.losses.iter().enumerate())
            .map(|(i, loss)| (step(i), *loss))
            .collect();
        // One in the first half, one at the end: so the names of curves that lie close stay apart.
        let early = (points.len() * 2 / 5, Aside::Right);
        let late = (points.len().saturating_sub(1), Aside::Left);
        let (i, side) = if dash == Dash::Long { early } else { late };
        plot.marks
            .extend(points.get(i).map(|(x, height)| Mark::Label {
                at: (*x, height + 0.06 * y.high),
                text: name.to_owned(),
                ink,
                side,
            }));
        plot.traces.push(Trace::through(points, ink, dash, 2.6));
    }
    plot
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_exact_at_its_places_and_straight_between_them() {
        let outputs: Vec<f64> = (0..SIDE * SIDE).map(|i| (i % SIDE) as f64).collect();
        assert_eq!(between(&outputs, -6.0, 3.0), 0.0);
        assert_eq!(between(&outputs, 6.0, -6.0), 12.0);
        assert!((between(&outputs, 0.5, 0.5) - 6.5).abs() < 1e-12);
    }
}
