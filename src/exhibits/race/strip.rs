//! The chart below the chart: each seed for itself.

use crate::charts::{Axis, Dash, Mark, Plot, Side};
use crate::maths::statistics::median;
use crate::text::Text;

use super::outcome::CHECKS;
use super::plot::{GUTTER, HIGHEST, LOOKS, LOWEST};
use super::{Measure, RaceState, Record};

/// Rows that the dots of a contestant are spread over, so that equal ones do not hide each other.
const ROWS: usize = 5;

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
        (Measure::Steps, None) => total * (1.0 + 1.5 / CHECKS as f64),
    };
    let mut plot = Plot::over(x, y);
    let names_at = x.at((1.0 + 0.16 * GUTTER) / (1.0 + GUTTER));
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
                radius: 4.2,
            });
        }
        let middle = median(&places);
        plot.marks.push(Mark::Line {
            from: (middle, row - 0.42),
            to: (middle, row + 0.42),
            ink,
            dash: Dash::Solid,
        });
    }
    plot
}
