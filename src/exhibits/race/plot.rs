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
pub(super) const GUTTER: f64 = 0.4;
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
    // Whole decades would leave much of the chart empty.
    let start = if records.iter().all(Option::is_none) {
        1.0
    } else {
        state.target
    };
    let (least, most) = losses.fold((state.target, start), |(least, most), loss| {
        (least.min(loss), most.max(loss))
    });
    let third = |loss: f64| STEPS * libm::log10(loss.max(LOWEST));
    y.low = libm::exp10(libm::floor(third(least) - 0.3) / STEPS);
    y.high = libm::exp10(libm::ceil(third(most) + 0.1) / STEPS);
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
        plot.traces.push(Trace::through(median, ink, dash, 2.8));
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

/// Heights of words, as shares, moved as little as can be until none covers another: neighbours that would meet stand
/// around the middle of where they belong.
fn apart(mut ends: Vec<(f64, usize)>) -> Vec<(f64, usize)> {
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    // How many stand together, and the mean of their places, each less the room of those below it.
    let mut groups: Vec<(f64, f64)> = Vec::new();
    for (i, (share, _)) in ends.iter().enumerate() {
        let mut group = (1.0, share - LINE * i as f64);
        while let Some(below) = groups.pop_if(|below| below.1 > group.1) {
            let count = below.0 + group.0;
            group = (count, (below.0 * below.1 + group.0 * group.1) / count);
        }
        groups.push(group);
    }
    let places = groups
        .iter()
        .flat_map(|(count, place)| vec![*place; *count as usize]);
    let room = 1.0 - LINE * ends.len() as f64;
    let places: Vec<f64> = places
        .map(|place| place.clamp(0.0, room.max(0.0)))
        .collect();
    for (i, (end, place)) in ends.iter_mut().zip(places).enumerate() {
        end.0 = place + LINE * i as f64;
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_cover_each_other_and_stay_where_there_is_room() {
        let alone = vec![(0.1, 0), (0.5, 1), (0.9, 2)];
        assert_eq!(apart(alone.clone()), alone);
        for ends in [
            vec![(0.3, 0), (0.3, 1), (0.3, 2), (0.31, 3), (0.3, 4)],
            vec![(1.0, 0), (1.0, 1), (0.98, 2)],
            vec![(0.0, 0), (0.0, 1), (0.05, 2)],
        ] {
            let placed = apart(ends.clone());
            for pair in placed.windows(2) {
                assert!(pair[1].0 - pair[0].0 > LINE - 1e-9, "{placed:?}");
            }
            assert!(placed[0].0 >= 0.0 && placed[placed.len() - 1].0 <= 1.0);
            assert_eq!(placed.len(), ends.len());
        }
        // Two at one place stand around it.
        let [(low, _), (high, _)] = apart(vec![(0.5, 0), (0.5, 1)])[..] else {
            panic!("two names");
        };
        assert!((low + high - 1.0).abs() < 1e-12);
    }
}
