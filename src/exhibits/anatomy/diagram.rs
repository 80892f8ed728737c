//! The three pictures as shapes. Each is drawn on a pane of its own, and the panes are laid out around the one in focus.
//!
//! The element and its attributes are the same in a picture and live: two ways to write one list.

use super::{AnatomyState, names};
use crate::charts::{Axis, Shape};
use crate::maths::{Order, sample};
use crate::text::{Text, fixed};

/// A pane in its own units.
const PANE: (f64, f64) = (320.0, 260.0);
/// Around and between the panes, in CSS pixels.
const MARGIN: f64 = 14.0;
/// From this width on the panes lie side by side.
const WIDE: f64 = 480.0;
/// The stretch of z that is shown of f.
const SPAN: Axis = Axis::new(-6.0, 6.0);
/// How far up and down an unbounded function is shown.
const CAP: f64 = 5.5;

/// The marked neuron in the net, and f in the neuron: where the pictures are linked, and how large.
const MARKED: (f64, f64, f64) = (160.0, 76.0, 18.0);
const BEND: (f64, f64, f64) = (232.0, 130.0, 26.0);

type Place = (f64, f64);

/// Where a pane lies: its corner and its scale.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pane {
    left: f64,
    top: f64,
    scale: f64,
}

impl Pane {
    fn within(left: f64, middle: f64, width: f64) -> Self {
        let scale = width / PANE.0;
        Self {
            left,
            top: middle - 0.5 * PANE.1 * scale,
            scale,
        }
    }

    fn place(&self, x: f64, y: f64) -> Place {
        (self.left + x * self.scale, self.top + y * self.scale)
    }
}

/// All of it for a stage of this size, in CSS pixels; `type_scale` enlarges the words.
pub(super) fn diagram(
    state: &AnatomyState,
    size: (f64, f64),
    type_scale: f64,
    text: &Text,
) -> Shape {
    let panes = lay_out(state.focus, size);
    let mut all = Shape::new("g")
        .with("font-family", "system-ui, sans-serif")
        .with("font-weight", "600");
    for (i, pane) in panes.iter().enumerate() {
        let pen = Pen {
            state,
            em: type_scale / pane.scale,
            focused: i == state.focus,
        };
        let (class, edge) = if pen.focused {
            ("pane on", "edge")
        } else {
            ("pane", "line")
        };
        let frame = shape("rect", edge, 1.5)
            .with("width", px(PANE.0))
            .with("height", px(PANE.1))
            .with("rx", "14")
            .with("fill", tint("card"));
        let mut parts = vec![
            frame,
            pen.words(
                (14.0, 12.0 + 11.0 * pen.em),
                13.0,
                "muted",
                "start",
                names(text)[i],
            ),
        ];
        parts.extend(match i {
            0 => pen.net(),
            1 => pen.neuron(),
            _ => pen.f(),
        });
        let transform = format!(
            "translate({} {}) scale({:.4})",
            px(pane.left),
            px(pane.top),
            pane.scale
        );
        all.parts.push(group(class, transform, parts));
    }
    let [net, neuron, f] = panes;
    all.parts.extend([
        beam(net.place(MARKED.0, MARKED.1), neuron),
        beam(neuron.place(BEND.0, BEND.1), f),
    ]);
    all
}

/// The pane in focus is large. Side by side the others keep their order from the whole to the part; on a narrow stage they lie below.
fn lay_out(focus: usize, (width, height): (f64, f64)) -> [Pane; 3] {
    let (inner, middle, ratio) = (width - 2.0 * MARGIN, 0.5 * height, PANE.1 / PANE.0);
    let others = match focus {
        0 => [1, 2],
        1 => [0, 2],
        _ => [0, 1],
    };
    let mut panes = [Pane::within(MARGIN, middle, inner); 3];
    if width < WIDE {
        let half = 0.5 * (inner - MARGIN);
        panes[focus] = Pane::within(MARGIN, MARGIN + 0.5 * ratio * inner, inner);
        let row = height - MARGIN - 0.5 * ratio * half;
        panes[others[0]] = Pane::within(MARGIN, row, half);
        panes[others[1]] = Pane::within(2.0 * MARGIN + half, row, half);
    } else if focus == 1 {
        let inner = inner - 3.0 * MARGIN;
        let (large, small) = (0.58 * inner, 0.21 * inner);
        panes[0] = Pane::within(MARGIN, middle, small);
        panes[1] = Pane::within(2.5 * MARGIN + small, middle, large);
        panes[2] = Pane::within(4.0 * MARGIN + small + large, middle, small);
    } else {
        let inner = inner - 1.5 * MARGIN;
        let (large, small) = (0.64 * inner, 0.36 * inner);
        let (left, right) = if focus == 0 {
            (MARGIN, 2.5 * MARGIN + large)
        } else {
            (2.5 * MARGIN + small, MARGIN)
        };
        panes[focus] = Pane::within(left, middle, large);
        let apart = 0.5 * (ratio * small + 1.5 * MARGIN);
        panes[others[0]] = Pane::within(right, middle - apart, small);
        panes[others[1]] = Pane::within(right, middle + apart, small);
    }
    panes
}

/// From a place in one pane to the edge of the next that faces it.
fn beam(from: Place, to: Pane) -> Shape {
    let ((left, top), (right, bottom)) = (to.place(0.0, 0.0), to.place(PANE.0, PANE.1));
    let (a, b) = if from.1 < top {
        ((left, top), (right, top))
    } else if from.1 > bottom {
        ((left, bottom), (right, bottom))
    } else {
        ((left, top), (left, bottom))
    };
    shape("path", "muted", 1.0)
        .with("class", "beam")
        .with("d", path(&[a, from, b]))
        .with("fill", tint("muted"))
        .with("fill-opacity", "0.09")
        .with("stroke-opacity", "0.55")
        .with("stroke-dasharray", "3 4")
}

/// Draws on a pane.
struct Pen<'a> {
    state: &'a AnatomyState,
    /// Units of the pane a CSS pixel, times the scale of type.
    em: f64,
    focused: bool,
}

impl Pen<'_> {
    /// Two inputs, three hidden neurons, one output. The second input rests at 0.
    fn net(&self) -> Vec<Shape> {
        let (x, rest) = ((50.0, 100.0), (50.0, 200.0));
        let marked = (MARKED.0, MARKED.1);
        let hidden = [marked, (160.0, 150.0), (160.0, 224.0)];
        let y = (270.0, 150.0);
        let mut shapes = Vec::new();
        for to in hidden {
            for from in [x, rest] {
                shapes.push(line(from, to, "line", 1.5));
            }
            shapes.push(line(to, y, "line", 1.5));
        }
        shapes.push(line(x, marked, "w", 3.0));
        shapes.push(line(marked, y, "y", 3.0));
        for at in [rest, hidden[1], hidden[2], y] {
            shapes.push(circle(at, MARKED.2, "edge", 1.5));
        }
        shapes.push(circle(x, MARKED.2, "x", 3.0));
        shapes.push(circle(marked, MARKED.2, "ink", 3.0));
        shapes.extend(self.curve((MARKED.0, MARKED.1, 11.0), 2.0));
        if self.focused {
            let AnatomyState { w, b, x: input, .. } = *self.state;
            shapes.extend([
                self.letter(x, "x", "x"),
                self.number((50.0, 124.0 + 11.0 * self.em), "x", input),
                self.letter(rest, "muted", "0"),
                self.words((98.0, 76.0), 14.0, "w", "middle", &fixed(w, 2)),
                self.words((MARKED.0, 50.0), 14.0, "b", "middle", &signed(b)),
                self.words((206.0, 92.0), 14.0, "y", "start", &fixed(self.state.y(), 2)),
            ]);
        }
        shapes
    }

    /// x·w → Σ + b → f → y
    fn neuron(&self) -> Vec<Shape> {
        let (x, rest, sum, bias) = ((38.0, 130.0), (38.0, 218.0), (130.0, 130.0), (130.0, 52.0));
        let bend = (BEND.0, BEND.1);
        let body = shape("rect", "ink", 2.5)
            .with("x", "96")
            .with("y", "88")
            .with("width", "172")
            .with("height", "84")
            .with("rx", "42")
            .with("fill", tint("wash"));
        let mut shapes = vec![
            line(rest, sum, "edge", 1.5).with("stroke-dasharray", "3 4"),
            body,
            line(x, sum, "w", 3.0),
            line(bias, sum, "b", 3.0),
            line(sum, bend, "ink", 3.0),
            line(bend, (306.0, 130.0), "y", 3.0),
            circle(x, 17.0, "x", 3.0),
            circle(rest, 13.0, "edge", 1.5),
            circle(bias, 15.0, "b", 3.0),
            circle(sum, 24.0, "ink", 2.0),
            circle(bend, BEND.2, "ink", 2.0),
            self.words((130.0, 139.0), 26.0 / self.em, "z", "middle", "Σ"),
        ];
        shapes.extend(self.curve((BEND.0, BEND.1, 17.0), 2.5));
        if self.focused {
            let AnatomyState { w, b, x: input, .. } = *self.state;
            shapes.extend([
                self.letter(x, "x", "x"),
                self.number((38.0, 153.0 + 11.0 * self.em), "x", input),
                self.letter(rest, "muted", "0"),
                self.letter(bias, "b", "b"),
                self.words(
                    (80.0, 118.0),
                    14.0,
                    "w",
                    "middle",
                    &format!("×{}", fixed(w, 2)),
                ),
                self.words((154.0, 57.0), 14.0, "b", "start", &signed(b)),
                self.words(
                    (181.0, 178.0 + 14.0 * self.em),
                    14.0,
                    "z",
                    "middle",
                    &format!("z = {}", fixed(self.state.z(), 2)),
                ),
                self.letter((292.0, 116.0), "y", "y"),
                self.words(
                    (312.0, 136.0 + 11.0 * self.em),
                    14.0,
                    "y",
                    "end",
                    &fixed(self.state.y(), 2),
                ),
            ]);
        }
        shapes
    }

    /// The curve of f with the way from z to y.
    fn f(&self) -> Vec<Shape> {
        let axis = self.axis();
        let (z, y) = (self.state.z(), self.state.y());
        let column = |z: f64| 40.0 + 260.0 * SPAN.share(z).clamp(0.0, 1.0);
        let row = |y: f64| 228.0 - 184.0 * axis.share(y).clamp(0.0, 1.0);
        let (origin, at) = ((column(0.0), row(0.0)), (column(z), row(y)));
        let mut shapes = vec![
            line((40.0, origin.1), (300.0, origin.1), "edge", 1.0),
            line((origin.0, 228.0), (origin.0, 44.0), "edge", 1.0),
        ];
        shapes.extend(self.trace(axis, 121, 3.4, &|z, y| (column(z), row(y))));
        if y.is_finite() {
            let dots = |from, tone| line(from, at, tone, 2.0).with("stroke-dasharray", "3 4");
            shapes.extend([
                dots((at.0, origin.1), "ink"),
                dots((origin.0, at.1), "y"),
                round(at, 7.0, "card", 2.0).with("fill", tint("y")),
            ]);
        }
        if self.focused {
            let below = if y < 0.0 { -7.0 } else { 5.0 + 11.0 * self.em };
            let (beside, anchor) = if z < 0.0 {
                (7.0, "start")
            } else {
                (-7.0, "end")
            };
            shapes.extend([
                self.words((294.0, origin.1 - 6.0), 14.0, "muted", "end", "z"),
                self.words((origin.0 + 8.0, 54.0), 14.0, "muted", "start", "y"),
                self.number((at.0, origin.1 + below), "z", z),
                self.words(
                    (origin.0 + beside, at.1 + 4.0 * self.em),
                    14.0,
                    "y",
                    anchor,
                    &fixed(y, 2),
                ),
            ]);
        }
        shapes
    }

    /// f as a sign in a circle.
    fn curve(&self, (x, y, r): (f64, f64, f64), width: f64) -> Option<Shape> {
        let axis = self.axis();
        self.trace(axis, 31, width, &|z, value| {
            (
                x + r * (2.0 * SPAN.share(z) - 1.0),
                y + r * (1.0 - 2.0 * axis.share(value)),
            )
        })
    }

    fn axis(&self) -> Axis {
        let sampling = sample(&self.state.bend, SPAN.low..=SPAN.high, 65);
        Axis::around(sampling.points().map(|(_, jet)| jet.y), CAP)
    }

    /// The curve of f where it is inside `axis`, laid out by `place`.
    fn trace(
        &self,
        axis: Axis,
        points: usize,
        width: f64,
        place: &dyn Fn(f64, f64) -> Place,
    ) -> Option<Shape> {
        let sampling = sample(&self.state.bend, SPAN.low..=SPAN.high, points);
        let mut d = String::new();
        for run in sampling.lines(Order::Value) {
            let inside = |(_, y): &(f64, f64)| axis.contains(*y);
            let run: Vec<Place> = run
                .into_iter()
                .filter(inside)
                .map(|(z, y)| place(z, y))
                .collect();
            d += &path(&run);
        }
        (!d.is_empty()).then(|| shape("path", "y", width).with("d", d).with("fill", "none"))
    }

    fn words(&self, at: Place, size: f64, class: &'static str, anchor: &str, words: &str) -> Shape {
        let mut text = Shape::new("text")
            .with("class", class)
            .with("x", px(at.0))
            .with("y", px(at.1))
            .with("font-size", px(size * self.em))
            .with("text-anchor", anchor)
            .with("fill", tint(class));
        words.clone_into(&mut text.words);
        text
    }

    /// A letter in the middle of a circle.
    fn letter(&self, (x, y): Place, class: &'static str, words: &str) -> Shape {
        self.words((x, y + 5.0 * self.em), 15.0, class, "middle", words)
    }

    fn number(&self, at: Place, class: &'static str, value: f64) -> Shape {
        self.words(at, 14.0, class, "middle", &fixed(value, 2))
    }
}

/// A colour of `static/tokens.css`.
fn tint(class: &str) -> String {
    let token = match class {
        "x" => "c-input",
        "w" => "c-weight",
        "b" => "c-bias",
        "y" => "c-output",
        "z" => "ink",
        "muted" => "ink-2",
        other => other,
    };
    format!("var(--{token})")
}

/// An element with a stroke of this colour and of this width in CSS pixels.
fn shape(tag: &'static str, stroke: &str, width: f64) -> Shape {
    Shape::new(tag)
        .with("stroke", tint(stroke))
        .with("stroke-width", px(width))
        .with("vector-effect", "non-scaling-stroke")
}

fn group(class: &str, transform: String, parts: Vec<Shape>) -> Shape {
    let mut group = Shape::new("g")
        .with("class", class)
        .with("transform", transform);
    group.parts = parts;
    group
}

fn line(from: Place, to: Place, stroke: &str, width: f64) -> Shape {
    shape("line", stroke, width)
        .with("x1", px(from.0))
        .with("y1", px(from.1))
        .with("x2", px(to.0))
        .with("y2", px(to.1))
}

fn round(at: Place, r: f64, stroke: &str, width: f64) -> Shape {
    shape("circle", stroke, width)
        .with("cx", px(at.0))
        .with("cy", px(at.1))
        .with("r", px(r))
}

fn circle(at: Place, r: f64, stroke: &str, width: f64) -> Shape {
    round(at, r, stroke, width).with("fill", tint("card"))
}

fn path(points: &[Place]) -> String {
    let step = |(i, (x, y)): (usize, &Place)| {
        let command = if i == 0 { 'M' } else { 'L' };
        format!("{command}{} {}", px(*x), px(*y))
    };
    points.iter().enumerate().map(step).collect()
}

fn signed(value: f64) -> String {
    let text = fixed(value, 2);
    if text.starts_with('\u{2212}') {
        text
    } else {
        format!("+{text}")
    }
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}
