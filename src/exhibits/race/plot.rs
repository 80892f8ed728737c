//! The chart: the median loss of each contestant over the steps, with the middle half of its seeds.

use crate::charts::{Axis, Dash, Ink, Mark, Patch, Plot, Side, Trace};
use crate::text::Text;

use super::outcome::{CHECKS, KEPT, POINTS};
use super::{RaceState, Record};

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
pub(super) const LOWEST: f64 = 1e-4;
/// Above this neither.
pub(super) const HIGHEST: f64 = 10.0;
/// Ends a decade that the axis of losses may have.
const STEPS: f64 = 3.0;
/// How much of the width is kept for names, as a share of the steps.
pub(super) const GUTTER: f64 = 0.36;
/// How far apart the names are at least, as a share of the height.
const LINE: f64 = 0.085;

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
    let mut y = Axis::decades(losses.clone(), LOWEST);
    // A whole decade would leave much of the chart empty.
    let least = losses.fold(1.0, f64::min).max(LOWEST);
    y.low = libm::exp10(libm::floor(STEPS * libm::log10(least) - 0.3) / STEPS);
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
        at: y.above((total, state.target)),
        text: text.race_target_line().to_owned(),
        ink: Ink::Target,
        side: Side::Left,
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
