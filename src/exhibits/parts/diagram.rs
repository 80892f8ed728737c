//! The pieces of a network that learns, in the order in which they work: from the data to the optimiser.

use super::setup::{DATA, LOSSES, Part, Side, UNITS};
use super::{PART_IDS, PartsState};
use crate::charts::{Pane, Shape};
use crate::exhibits::names::{data_name, norm_name, optimizer_name};
use crate::nn::Loss;
use crate::text::Text;

/// Below this width there are two pieces in a row, else four: the longest words need some 130 px.
const NARROW: f64 = 620.0;
/// Around the pieces, and between them, in CSS pixels.
const MARGIN: f64 = 10.0;
const GAP: f64 = 20.0;
/// The height of type.
const TYPE: f64 = 12.5;

/// A piece.
pub(super) struct Piece {
    /// What it is.
    pub(super) name: &'static str,
    /// Which of its kind.
    pub(super) kind: String,
    /// Whether it is the part that is changed.
    changed: bool,
    /// The colour of the weights, where there are some or where they are moved.
    weights: bool,
}

/// The pieces of one of the networks.
pub(super) fn pieces(state: &PartsState, side: Side, text: &Text) -> Vec<Piece> {
    let part = super::setup::PARTS[state.part];
    let piece = |name, kind: &str, own: Option<Part>, weights| Piece {
        name,
        kind: kind.to_owned(),
        changed: own == Some(part),
        weights,
    };
    let affine = |n: usize, m: usize| text.parts_affine_kind(&m, &n);
    vec![
        piece(
            text.parts_data(),
            data_name(DATA[state.data], text),
            None,
            false,
        ),
        piece(text.parts_affine(), &affine(2, UNITS), None, true),
        piece(
            text.parts_norm(),
            norm_name(state.norm(side), text),
            Some(Part::Norm),
            false,
        ),
        piece(
            text.parts_activation(),
            text.term(state.bend(side).activation.id),
            Some(Part::Activation),
            false,
        ),
        piece(text.parts_affine(), &affine(UNITS, 1), None, true),
        piece(text.parts_output(), text.term("sigmoid"), None, false),
        piece(
            text.parts_loss(),
            loss_name(state.loss(side), text),
            Some(Part::Loss),
            false,
        ),
        piece(
            text.parts_optimizer(),
            optimizer_name(state.optimizer(side), text),
            Some(Part::Optimizer),
            true,
        ),
    ]
}

/// The part that is changed.
pub(super) fn part_name(state: &PartsState, text: &Text) -> &'static str {
    match PART_IDS[state.part] {
        "loss" => text.parts_loss(),
        "optimizer" => text.parts_optimizer(),
        "norm" => text.parts_norm(),
        _ => text.parts_activation(),
    }
}

/// What it was, and what it is.
pub(super) fn changed_names(state: &PartsState, text: &Text) -> (String, String) {
    let name = |side| {
        let changed = pieces(state, side, text)
            .into_iter()
            .find(|piece| piece.changed);
        changed.map(|piece| piece.kind).unwrap_or_default()
    };
    (name(Side::Before), name(Side::After))
}

pub(super) fn loss_name(loss: Loss, text: &Text) -> &'static str {
    match loss {
        Loss::CrossEntropy => text.training_loss_cross_entropy(),
        loss if loss == LOSSES[1] => text.training_loss_mae(),
        _ => text.training_loss_mse(),
    }
}

/// The panes for a stage of this size, in CSS pixels: a piece each, with an arrow to the next.
pub(super) fn diagram(
    state: &PartsState,
    (width, height): (f64, f64),
    type_scale: f64,
    text: &Text,
) -> Vec<Pane> {
    let before = pieces(state, Side::Before, text);
    let after = pieces(state, Side::After, text);
    let columns = if width < NARROW { 2 } else { 4 };
    let count = before.len();
    let rows = count.div_ceil(columns);
    let box_of = |count: usize, whole: f64| {
        (whole - 2.0 * MARGIN - GAP * (count as f64 - 1.0)) / count as f64
    };
    let (w, h) = (box_of(columns, width), box_of(rows, height));
    let corner = |i: usize| {
        let (row, column) = (i / columns, i % columns);
        (
            MARGIN + (w + GAP) * column as f64,
            MARGIN + (h + GAP) * row as f64,
        )
    };
    let size = TYPE * type_scale;
    let pane = |(i, (was, is)): (usize, (Piece, Piece))| {
        let (x, y) = corner(i);
        let lit = is.changed;
        let frame = Shape::Path {
            d: format!("M{x:.1} {y:.1}h{w:.1}v{h:.1}h-{w:.1}Z"),
            stroke: if lit { "c-output" } else { "edge" },
            width: if lit { 3.0 } else { 1.2 },
            fill: Some("card"),
            dotted: false,
        };
        let words = |row: f64, class, fill, words: String| Shape::Words {
            at: (x + 0.5 * w, y + 0.5 * h + row * size),
            anchor: "middle",
            size,
            class,
            fill,
            words,
        };
        let mut shapes = vec![frame];
        if lit {
            shapes.push(words(-0.9, "z", "ink", is.name.to_owned()));
            shapes.push(words(0.4, "muted", "ink-2", text.parts_was(&was.kind)));
            shapes.push(words(1.7, "y", "c-output", text.parts_is(&is.kind)));
        } else {
            let colour = if is.weights {
                ("w", "c-weight")
            } else {
                ("muted", "ink-2")
            };
            shapes.push(words(-0.25, "z", "ink", is.name.to_owned()));
            shapes.push(words(1.1, colour.0, colour.1, is.kind));
        }
        if i + 1 < count {
            shapes.push(arrow((x, y), (w, h), (i + 1) % columns == 0, width));
        }
        Pane {
            class: if lit { "piece on" } else { "piece" },
            transform: String::new(),
            shapes,
        }
    };
    before
        .into_iter()
        .zip(after)
        .enumerate()
        .map(pane)
        .collect()
}

/// An arrow from a piece to the next: to the right, or from the end of a row to the next one's beginning.
fn arrow((x, y): (f64, f64), (w, h): (f64, f64), turns: bool, width: f64) -> Shape {
    let d = if turns {
        let (from, middle) = (x + 0.5 * w, y + h + 0.5 * GAP);
        let first = MARGIN + 0.5 * w;
        let below = y + h + GAP;
        format!(
            "M{from:.1} {:.1}V{middle:.1}H{first:.1}V{below:.1}m-4 -6l4 6l4 -6",
            y + h
        )
    } else {
        let end = (x + w + GAP).min(width);
        format!("M{:.1} {:.1}H{end:.1}m-6 -4l6 4l-6 4", x + w, y + 0.5 * h)
    };
    Shape::Path {
        d,
        stroke: "ink-2",
        width: 1.6,
        fill: None,
        dotted: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::read;
    use crate::text::Lang;

    #[test]
    fn one_piece_alone_differs_and_is_lit() {
        for part in PART_IDS {
            let state: PartsState = read(&format!("part={part}")).0;
            for lang in Lang::ALL {
                let text = lang.text();
                let [before, after] =
                    [Side::Before, Side::After].map(|side| pieces(&state, side, text));
                let differ = |(a, b): &(Piece, Piece)| a.kind != b.kind;
                let pairs = before.into_iter().zip(after);
                let changed: Vec<bool> = pairs.filter(differ).map(|(_, b)| b.changed).collect();
                assert_eq!(changed, [true], "{part}");
            }
        }
    }

    #[test]
    fn all_pieces_lie_inside_the_stage() {
        let state = PartsState::default();
        for size in [(290.0, 320.0), (640.0, 200.0)] {
            let panes = diagram(&state, size, 1.0, Lang::En.text());
            assert_eq!(panes.len(), 8);
            for shape in panes.iter().flat_map(|pane| &pane.shapes) {
                if let Shape::Words { at: (x, y), .. } = shape {
                    assert!((0.0..size.0).contains(x) && (0.0..size.1).contains(y));
                }
            }
        }
    }
}
