//! The network as a diagram: where its units stand and which lines join them.

use super::Unit;
use super::setup::Setup;

/// Units of a layer that are shown.
const MOST_SHOWN: usize = 10;

/// The diagram in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Diagram {
    /// Each unit that is shown, and where its centre is.
    pub(super) units: Vec<(Unit, (f64, f64))>,
    /// The side of a unit's square.
    pub(super) tile: f64,
    /// The weights that are shown.
    pub(super) lines: Vec<Line>,
    /// Below which columns more units would stand, and how many.
    pub(super) more: Vec<((f64, f64), usize)>,
}

/// A weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    /// Its place among the parameters.
    pub(super) parameter: usize,
    /// Where it ends: the unit it belongs to.
    pub(super) to: Unit,
    /// Its ends.
    pub(super) ends: [(f64, f64); 2],
}

impl Diagram {
    /// In a room of this size.
    pub(super) fn of(setup: &Setup, (width, height): (f64, f64)) -> Self {
        let layers = setup.places.iter().map(|place| place.units);
        let columns: Vec<usize> = [setup.spec.inputs].into_iter().chain(layers).collect();
        let most = columns.iter().copied().max().unwrap_or(1).min(MOST_SHOWN);
        let shown = |column: usize| columns[column].min(MOST_SHOWN);
        let stride = width / columns.len() as f64;
        let row = height / (most as f64 + 0.35);
        let tile = (0.56 * stride).min(0.74 * row).clamp(8.0, 54.0);
        let at = |(column, unit): Unit| {
            let middle = (shown(column) as f64 - 1.0) / 2.0;
            let hidden_more = if columns[column] > MOST_SHOWN {
                0.1 * row
            } else {
                0.0
            };
            (
                stride * (column as f64 + 0.5),
                height / 2.0 + row.min(1.9 * tile) * (unit as f64 - middle) - hidden_more,
            )
        };
        let all = (0..columns.len()).flat_map(|c| (0..shown(c)).map(move |u| (c, u)));
        let mut lines = Vec::new();
        for (i, place) in setup.places.iter().enumerate() {
            for unit in 0..shown(i + 1) {
                for from in 0..shown(i) {
                    let ((x0, y0), (x1, y1)) = (at((i, from)), at((i + 1, unit)));
                    lines.push(Line {
                        parameter: place.weights.start + unit * place.inputs + from,
                        to: (i + 1, unit),
                        ends: [(x0 + tile / 2.0, y0), (x1 - tile / 2.0, y1)],
                    });
                }
            }
        }
        let more = (0..columns.len()).filter(|column| columns[*column] > MOST_SHOWN);
        let more = more.map(|column| {
            let (x, y) = at((column, MOST_SHOWN - 1));
            ((x, y + tile / 2.0 + 12.0), columns[column] - MOST_SHOWN)
        });
        Self {
            units: all.map(|unit| (unit, at(unit))).collect(),
            tile,
            lines,
            more: more.collect(),
        }
    }
}

/// How wide the line of a weight is.
pub(super) fn width(weight: f32, tile: f64) -> f64 {
    let size = f64::from(weight.abs());
    // Where there is little room lines are thinner.
    0.5 + 0.16 * tile * size / (size + 2.5)
}

/// The unit that a key leads to from `unit`.
pub(super) fn neighbour(setup: &Setup, (column, row): Unit, key: &str) -> Option<Unit> {
    let rows = |column: usize| match column.checked_sub(1) {
        None => setup.spec.inputs.min(MOST_SHOWN),
        Some(layer) => setup.places[layer].units.min(MOST_SHOWN),
    };
    let last = setup.places.len();
    let (column, row) = match key {
        "ArrowUp" => (column, row.checked_sub(1)?),
        "ArrowDown" => (column, row + 1),
        "ArrowLeft" if column > 1 => (column - 1, row.min(rows(column - 1) - 1)),
        "ArrowRight" if column < last => (column + 1, row.min(rows(column + 1) - 1)),
        _ => return None,
    };
    (row < rows(column)).then_some((column, row))
}
