//! The charts: the median loss of each contestant over the steps, with the middle half of its seeds; and each seed for itself.

use crate::charts::{Axis, Dash, Ink, Mark, Patch, Plot, Side, Trace};
use crate::text::Text;

use super::outcome::{CHECKS, KEPT, POINTS};
use super::{Measure, RaceState, Record};

/// How a contestant looks, by its place: hue and dash.
pub(super) const LOOKS: [(Ink, Dash); 6] = [
    (Ink::Output, Dash::Solid),
    (Ink::Weight, Dash::Long),
    (Ink::Input, Dash::Dotted),
    (Ink::Slope, Dash::Solid),
    (Ink::Curvature, Dash::Long),
    (Ink::Low, Dash::Dotted),
];
/// Below this loss nothing is shown.
const LOWEST: f64 = 1e-4;
/// Above this neither.
const HIGHEST: f64 = 10.0;
/// How much of the width is kept for names, as a share of the steps.
const GUTTER: f64 = 0.36;
/// How far apart the names are at least, as a share of the height.
const LINE: f64 = 0.062;
/// Rows that the dots of a contestant are spread over, so that equal ones do not hide each other.
const ROWS: usize = 5;

/// What is known of each contestant once a race is over, and of none before.
pub(super) fn records(state: &RaceState) -> Vec<Option<Record>> {
    match &state.outcome {
        Some(outcome) => outcome.results.iter().cloned().map(Some).collect(),
        None => vec![None; state.contestants.len()],
    }
}

/// Loss over steps.
pub(super) fn curves(state: &RaceState, records: &[Option<Record>], text: &Text) -> Plot {
    let total = state.steps() as f64;
    let known = records.iter().flatten();
    let losses = known.flat_map(|record| record.curve.iter().flatten().copied());
    let losses = losses
        .map(|loss| loss.min(HIGHEST))
        .chain([0.5 * state.target]);
    let y = Axis::decades(losses, LOWEST);
    let x = Axis::new(0.0, total * (1.0 + GUTTER));
    let step = |i: usize| total * (i * KEPT) as f64 / CHECKS as f64;
    let point = |record: &Record, i: usize, quartile: usize| {
        (step(i), record.curve[i][quartile].clamp(y.low, y.high))
    };
    let mut plot = Plot::over(x, y);
    plot.marks.push(Mark::Line {
        from: (0.0, state.target),
        to: (total, state.target),
        ink: Ink::Target,
        dash: Dash::Long,
    });
    plot.marks.push(Mark::Label {
        at: y.above((0.01 * total, state.target)),
        text: text.race_target_line().to_owned(),
        ink: Ink::Target,
        side: Side::Right,
    });
    plot.marks.push(Mark::Label {
        at: y.above((total, y.low)),
        text: text.race_axis_steps().to_owned(),
        ink: Ink::Muted,
        side: Side::Left,
    });
    let names = state.names(text);
    let mut ends = Vec::new();
    for (i, record) in records.iter().enumerate() {
        let Some(record) = record else { continue };
        let (ink, dash) = LOOKS[i];
        let upper = (0..POINTS).map(|i| point(record, i, 2));
        let lower = (0..POINTS).rev().map(|i| point(record, i, 0));
        plot.patches.push(Patch {
            points: upper.chain(lower).collect(),
            ink,
        });
        let median: Vec<_> = (0..POINTS).map(|i| point(record, i, 1)).collect();
        ends.push((y.share(median[POINTS - 1].1), i));
        plot.traces.push(Trace {
            runs: vec![median],
            dots: vec![],
            ink,
            dash,
            width: 2.8,
        });
    }
    for (share, i) in apart(ends) {
        plot.marks.push(Mark::Label {
            at: (1.015 * total, y.at(share - 0.25 * LINE)),
            text: names[i].clone(),
            ink: LOOKS[i].0,
            side: Side::Right,
        });
    }
    plot
}

/// Heights of words, as shares, moved as little as can be until none covers another.
fn apart(mut ends: Vec<(f64, usize)>) -> Vec<(f64, usize)> {
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    for i in 1..ends.len() {
        ends[i].0 = ends[i].0.max(ends[i - 1].0 + LINE);
    }
    let mut most = 1.0 - 0.5 * LINE;
    for end in ends.iter_mut().rev() {
        end.0 = end.0.min(most);
        most = end.0 - LINE;
    }
    ends
}

/// Each seed of each contestant as a dot, by what they are compared by; a bar at the median.
pub(super) fn strip(state: &RaceState, records: &[Option<Record>], text: &Text) -> Plot {
    let (total, count) = (state.steps() as f64, records.len() as f64);
    let y = Axis::bare(0.4, count + 0.6);
    let by = state.measure();
    let x = match by {
        Measure::Steps => Axis::new(0.0, total * (1.0 + GUTTER)),
        Measure::Loss => {
            let known = records.iter().flatten();
            let finals = known.flat_map(|record| record.finals.iter().copied());
            let mut x = Axis::decades(finals.map(|loss| loss.min(HIGHEST)), LOWEST);
            x.high *= libm::pow(x.high / x.low, GUTTER);
            x
        }
    };
    let place = |record: &Record, seed: usize| match (by, record.arrivals[seed]) {
        (Measure::Loss, _) => record.finals[seed].clamp(LOWEST, HIGHEST),
        (Measure::Steps, Some(look)) => total * look as f64 / CHECKS as f64,
        (Measure::Steps, None) => total * (1.0 + 1.0 / CHECKS as f64),
    };
    let mut plot = Plot::over(x, y);
    let names_at = x.at((1.0 + 0.05 * GUTTER) / (1.0 + GUTTER));
    let names = state.names(text);
    for (i, record) in records.iter().enumerate() {
        // The first one on top, as in the list.
        let row = count - i as f64;
        let (ink, _) = LOOKS[i];
        plot.marks.push(Mark::Label {
            at: (names_at, row - 0.12),
            text: names[i].clone(),
            ink,
            side: Side::Right,
        });
        let Some(record) = record else { continue };
        let seeds = 0..record.finals.len();
        let places: Vec<f64> = seeds.map(|seed| place(record, seed)).collect();
        for (seed, x) in places.iter().enumerate() {
            let aside = (seed % ROWS) as f64 / (ROWS - 1) as f64 - 0.5;
            plot.marks.push(Mark::Point {
                at: (*x, row + 0.5 * aside),
                ink,
                radius: 3.5,
            });
        }
        let middle = crate::maths::statistics::median(&places);
        plot.traces.push(Trace {
            runs: vec![vec![(middle, row - 0.42), (middle, row + 0.42)]],
            dots: vec![],
            ink,
            dash: Dash::Solid,
            width: 3.0,
        });
    }
    plot
}
