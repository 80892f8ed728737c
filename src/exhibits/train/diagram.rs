//! The network as a diagram: where its units stand and which lines join them.

use std::ops::Range;

use super::Unit;
use super::setup::Setup;

/// Units of a layer that are shown at once.
const MOST_SHOWN: usize = 10;
/// The room for the words below a column of which not all is shown, in CSS pixels.
const WORDS: f64 = 36.0;

/// Which units of large columns are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Windows(Vec<usize>);

impl Windows {
    /// The units of a column that are shown.
    pub(super) fn of(&self, setup: &Setup, column: usize) -> Range<usize> {
        let first = self.0.get(column).copied().unwrap_or(0);
        first..units(setup, column).min(first + MOST_SHOWN)
    }

    /// Turns to the units after those that are shown, and from the last back to the first.
    pub(super) fn turn(&mut self, setup: &Setup, column: usize) {
        let next = self.of(setup, column).end % units(setup, column);
        self.show(setup, (column, next));
    }

    /// Turns to where a unit is.
    pub(super) fn show(&mut self, setup: &Setup, (column, row): Unit) {
        self.0.resize(setup.places.len() + 1, 0);
        self.0[column] = row - row % MOST_SHOWN;
    }
}

/// The diagram in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Diagram {
    /// Each unit that is shown, and where its centre is.
    pub(super) units: Vec<(Unit, (f64, f64))>,
    /// The side of a unit's square.
    pub(super) tile: f64,
    /// The weights that are shown.
    pub(super) lines: Vec<Line>,
    /// The columns of which not all is shown, and where that can be said.
    pub(super) large: Vec<(usize, (f64, f64))>,
}

/// A weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    /// Its place among the parameters.
    pub(super) parameter: usize,
    /// The row of the unit where it begins …
    pub(super) from: usize,
    /// … and the unit it belongs to.
    pub(super) to: Unit,
    /// Its ends.
    pub(super) ends: [(f64, f64); 2],
}

impl Diagram {
    /// In a room of this size.
    pub(super) fn of(setup: &Setup, windows: &Windows, (width, height): (f64, f64)) -> Self {
        let columns: Vec<usize> = (0..=setup.places.len())
            .map(|column| units(setup, column))
            .collect();
        let most = columns.iter().copied().max().unwrap_or(1);
        let is_large = |column: &usize| columns[*column] > MOST_SHOWN;
        let words = if most > MOST_SHOWN { WORDS } else { 0.0 };
        let stride = width / columns.len() as f64;
        let row = (height - words) / (most.min(MOST_SHOWN) as f64 + 0.35);
        let tile = (0.56 * stride).min(0.74 * row).clamp(8.0, 54.0);
        let step = row.min(1.9 * tile);
        // Where units stand does not change with which of them are shown.
        let at = |column: usize, place: usize| {
            let middle = (columns[column].min(MOST_SHOWN) as f64 - 1.0) / 2.0;
            let up = if is_large(&column) { words / 2.0 } else { 0.0 };
            let down = step * (place as f64 - middle);
            (stride * (column as f64 + 0.5), height / 2.0 - up + down)
        };
        let shown = |column: usize| windows.of(setup, column).zip(0..);
        let mut lines = Vec::new();
        for (i, layer) in setup.places.iter().enumerate() {
            for (unit, to) in shown(i + 1) {
                for (from, place) in shown(i) {
                    let ((x0, y0), (x1, y1)) = (at(i, place), at(i + 1, to));
                    lines.push(Line {
                        parameter: layer.weights.start + unit * layer.inputs + from,
                        from,
                        to: (i + 1, unit),
                        ends: [(x0 + tile / 2.0, y0), (x1 - tile / 2.0, y1)],
                    });
                }
            }
        }
        let all = (0..columns.len())
            .flat_map(|c| shown(c).map(move |(unit, place)| ((c, unit), at(c, place))));
        let large = (0..columns.len()).filter(is_large).map(|column| {
            let (x, y) = at(column, MOST_SHOWN - 1);
            (column, (x, y + tile / 2.0))
        });
        Self {
            units: all.collect(),
            tile,
            lines,
            large: large.collect(),
        }
    }
}

/// How wide the line of a weight is.
pub(super) fn width(weight: f32, tile: f64) -> f64 {
    let size = f64::from(weight.abs());
    // Where there is little room lines are thinner.
    0.5 + 0.16 * tile * size / (size + 2.5)
}

/// How many units a column has.
pub(super) fn units(setup: &Setup, column: usize) -> usize {
    column
        .checked_sub(1)
        .map_or(setup.spec.inputs, |layer| setup.places[layer].units)
}

/// The unit that a key leads to from `unit`: up and down through a whole column, to the sides where it is shown.
pub(super) fn neighbour(
    setup: &Setup,
    windows: &Windows,
    (column, row): Unit,
    key: &str,
) -> Option<Unit> {
    let aside = |to: usize| {
        let (here, there) = (windows.of(setup, column), windows.of(setup, to));
        let place = row.saturating_sub(here.start);
        (to, (there.start + place).min(there.end - 1))
    };
    match key {
        "ArrowUp" => Some((column, row.checked_sub(1)?)),
        "ArrowDown" => Some((column, row + 1)).filter(|(_, row)| *row < units(setup, column)),
        "ArrowLeft" if column > 1 => Some(aside(column - 1)),
        "ArrowRight" if column < setup.places.len() => Some(aside(column + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::read;

    fn setup(state: &str) -> Setup {
        Setup::of(&read(state).0)
    }

    #[test]
    fn every_unit_is_shown_on_some_page_and_reached_by_keys() {
        for count in [10, 11, 20, 37, 256] {
            let setup = setup(&format!("n=3,{count}"));
            let mut windows = Windows::default();
            let mut seen = Vec::new();
            while seen.len() < count {
                let diagram = Diagram::of(&setup, &windows, (640.0, 430.0));
                let units = diagram.units.iter().map(|(unit, _)| *unit);
                seen.extend(units.filter(|(column, _)| *column == 2));
                windows.turn(&setup, 2);
            }
            let all: Vec<Unit> = (0..count).map(|row| (2, row)).collect();
            assert_eq!(seen, all, "{count}");
            assert_eq!(windows.of(&setup, 2).start, 0, "and back to the first");

            let mut here = (2, 0);
            for row in 1..count {
                here = neighbour(&setup, &windows, here, "ArrowDown").expect("a unit below");
                windows.show(&setup, here);
                assert_eq!(here, (2, row));
                assert!(windows.of(&setup, 2).contains(&row));
            }
            assert_eq!(neighbour(&setup, &windows, here, "ArrowDown"), None);
        }
    }

    #[test]
    fn units_and_the_words_below_them_have_room() {
        for (state, size) in [
            ("n=64,11,256", (640.0, 430.0)),
            ("n=256,256", (330.0, 222.0)),
        ] {
            let setup = setup(state);
            let diagram = Diagram::of(&setup, &Windows::default(), size);
            let half = diagram.tile / 2.0;
            for (unit, (_, y)) in &diagram.units {
                assert!(*y > half && *y + half < size.1, "{state} {unit:?}");
            }
            assert_eq!(diagram.large.len(), state.split(',').count(), "{state}");
            for (column, (_, y)) in diagram.large {
                assert!(y + WORDS <= size.1 + 8.0, "{state} {column}");
            }
        }
    }

    #[test]
    fn a_line_knows_its_weight_on_every_page() {
        let setup = setup("n=12,12");
        let mut windows = Windows::default();
        windows.turn(&setup, 1);
        let diagram = Diagram::of(&setup, &windows, (640.0, 430.0));
        let line = diagram.lines.iter().find(|line| line.to == (2, 3)).unwrap();
        // Of layer 2: rows of 12 weights, after the 2·12 + 12 parameters of layer 1.
        assert_eq!((line.from, line.parameter), (10, 36 + 3 * 12 + 10));
    }
}
