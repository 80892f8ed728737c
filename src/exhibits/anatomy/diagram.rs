//! The three pictures as shapes: each on a pane of its own, and the panes around the one in focus.

use super::{AnatomyState, names};
use crate::charts::{Axis, Pane, Shape};
use crate::maths::{Order, sample};
use crate::text::{Text, fixed};

/// A pane in its own units.
const PANE: Place = (320.0, 260.0);
/// Around and between the panes, in CSS pixels.
const MARGIN: f64 = 14.0;
/// From this width on the panes lie side by side.
const WIDE: f64 = 480.0;
/// The stretch of z that is shown of f.
const SPAN: Axis = Axis::new(-6.0, 6.0);
/// How far up and down an unbounded function is shown.
const CAP: f64 = 5.5;

type Place = (f64, f64);

/// Lines: their way as in SVG, colour, width in CSS pixels, and the colour of what they enclose.
type Line = (&'static str, &'static str, f64, Option<&'static str>);
/// Words: their place, the part of its y that grows with the type, anchor, class.
type Word = (f64, f64, f64, &'static str, &'static str);

/// The sheet that every picture is on.
const SHEET: &str = "M14 0H306a14 14 0 0 1 14 14V246a14 14 0 0 1 -14 14H14a14 14 0 0 1 -14 -14V14a14 14 0 0 1 14 -14Z";

/// The net: two inputs, of which the second rests at 0, three hidden neurons, of which one is marked, and an output.
const NET: [Line; 6] = [
    (
        "M50 104L160 154L270 154M50 104L160 226L270 154M160 226L50 200L160 154M50 200L160 82",
        "line",
        1.5,
        None,
    ),
    ("M50 104L160 82", "c-weight", 3.0, None),
    ("M160 82L270 154", "c-output", 3.0, None),
    (
        "M32 200a18 18 0 1 0 36 0a18 18 0 1 0 -36 0ZM142 154a18 18 0 1 0 36 0a18 18 0 1 0 -36 0Z\
         M142 226a18 18 0 1 0 36 0a18 18 0 1 0 -36 0ZM252 154a18 18 0 1 0 36 0a18 18 0 1 0 -36 0Z",
        "edge",
        1.5,
        CARD,
    ),
    (
        "M32 104a18 18 0 1 0 36 0a18 18 0 1 0 -36 0Z",
        "c-input",
        3.0,
        CARD,
    ),
    (
        "M142 82a18 18 0 1 0 36 0a18 18 0 1 0 -36 0Z",
        "ink",
        3.0,
        CARD,
    ),
];
const MARKED: Place = (160.0, 82.0);
/// The input, its neighbour, the numbers x, w, b and y.
const NET_WORDS: [Word; 6] = [
    (50.0, 104.0, 5.0, "middle", "x"),
    (50.0, 200.0, 5.0, "middle", "muted"),
    (50.0, 128.0, 11.0, "middle", "x"),
    (98.0, 82.0, 0.0, "middle", "w"),
    (160.0, 56.0, 0.0, "middle", "b"),
    (208.0, 98.0, 0.0, "start", "y"),
];

/// The neuron: the input and its neighbour at rest, the bias, the sum, and f. The Σ is made of lines: it is as large as its circle.
const NEURON: [Line; 11] = [
    ("M34 218L134 130", "edge", 1.0, None),
    (
        "M142 88H230a42 42 0 0 1 0 84H142a42 42 0 0 1 0 -84Z",
        "ink",
        2.5,
        Some("wash"),
    ),
    ("M34 130H134", "c-weight", 3.0, None),
    ("M134 58V130", "c-bias", 3.0, None),
    ("M134 130H236", "ink", 3.0, None),
    ("M236 130H308", "c-output", 3.0, None),
    (
        "M17 130a17 17 0 1 0 34 0a17 17 0 1 0 -34 0Z",
        "c-input",
        3.0,
        CARD,
    ),
    (
        "M21 218a13 13 0 1 0 26 0a13 13 0 1 0 -26 0Z",
        "edge",
        1.5,
        CARD,
    ),
    (
        "M119 58a15 15 0 1 0 30 0a15 15 0 1 0 -30 0Z",
        "c-bias",
        3.0,
        CARD,
    ),
    (
        "M110 130a24 24 0 1 0 48 0a24 24 0 1 0 -48 0ZM210 130a26 26 0 1 0 52 0a26 26 0 1 0 -52 0Z",
        "ink",
        2.0,
        CARD,
    ),
    ("M142 121H125L135 130L125 139H142", "ink", 2.5, None),
];
const BEND: Place = (236.0, 130.0);
/// The input, its neighbour, the bias, the output, the numbers x, w, b, z and y.
const NEURON_WORDS: [Word; 9] = [
    (34.0, 130.0, 5.0, "middle", "x"),
    (34.0, 218.0, 5.0, "middle", "muted"),
    (134.0, 58.0, 5.0, "middle", "b"),
    (293.0, 118.0, 0.0, "middle", "y"),
    (34.0, 153.0, 11.0, "middle", "x"),
    (76.0, 114.0, 0.0, "middle", "w"),
    (158.0, 58.0, 5.0, "start", "b"),
    (185.0, 178.0, 14.0, "middle", "z"),
    (314.0, 138.0, 11.0, "end", "y"),
];

const CARD: Option<&str> = Some("card");

/// All panes for a stage of this size, in CSS pixels, and the beams between them; `type_scale` enlarges the words.
pub(super) fn diagram(
    state: &AnatomyState,
    size: Place,
    type_scale: f64,
    text: &Text,
) -> Vec<Pane> {
    let spots = lay_out(state.focus, size);
    let mut panes = Vec::new();
    for (i, spot) in spots.iter().enumerate() {
        let mut pen = Pen {
            state,
            em: type_scale / spot.scale,
            shapes: Vec::new(),
        };
        let focused = i == state.focus;
        pen.lines(&[(SHEET, if focused { "edge" } else { "line" }, 1.5, CARD)]);
        pen.words((14.0, 12.0, 11.0, "start", "muted"), names(text)[i]);
        match i {
            0 => pen.net(focused),
            1 => pen.neuron(focused),
            _ => pen.f(focused),
        }
        panes.push(Pane {
            class: if focused { "pane on" } else { "pane" },
            transform: format!(
                "translate({:.1} {:.1}) scale({:.4})",
                spot.left, spot.top, spot.scale
            ),
            shapes: pen.shapes,
        });
    }
    let [net, neuron, f] = spots;
    panes.extend([beam(net.place(MARKED), neuron), beam(neuron.place(BEND), f)]);
    panes
}

/// Where a pane lies: its corner and its scale.
#[derive(Clone, Copy)]
struct Spot {
    left: f64,
    top: f64,
    scale: f64,
}

impl Spot {
    fn new(left: f64, middle: f64, width: f64) -> Self {
        let scale = width / PANE.0;
        let top = middle - 0.5 * PANE.1 * scale;
        Self { left, top, scale }
    }

    fn place(&self, (x, y): Place) -> Place {
        (self.left + x * self.scale, self.top + y * self.scale)
    }
}

/// The pane in focus is large, the others lie beside it, or on a narrow stage below it, the whole before the part.
fn lay_out(focus: usize, (width, height): Place) -> [Spot; 3] {
    let (inner, middle, ratio) = (width - 2.0 * MARGIN, 0.5 * height, PANE.1 / PANE.0);
    let others = [[1, 2], [0, 2], [0, 1]][focus];
    let mut spots = [Spot::new(MARGIN, middle, inner); 3];
    if width < WIDE {
        let half = 0.5 * (inner - MARGIN);
        let row = height - MARGIN - 0.5 * ratio * half;
        spots[focus] = Spot::new(MARGIN, MARGIN + 0.5 * ratio * inner, inner);
        spots[others[0]] = Spot::new(MARGIN, row, half);
        spots[others[1]] = Spot::new(2.0 * MARGIN + half, row, half);
    } else {
        let (gap, inner) = (1.5 * MARGIN, inner - 1.5 * MARGIN);
        let (large, small) = (0.64 * inner, 0.36 * inner);
        let (left, beside) = if focus == 2 {
            (MARGIN + small + gap, MARGIN)
        } else {
            (MARGIN, MARGIN + large + gap)
        };
        let apart = 0.5 * (ratio * small + gap);
        spots[focus] = Spot::new(left, middle, large);
        spots[others[0]] = Spot::new(beside, middle - apart, small);
        spots[others[1]] = Spot::new(beside, middle + apart, small);
    }
    spots
}

/// From a place in one pane to the edge of the next that faces it.
fn beam(from: Place, to: Spot) -> Pane {
    let ((left, top), (right, bottom)) = (to.place((0.0, 0.0)), to.place(PANE));
    // How far to the side of it and how far above or below it.
    let aside = (left - from.0).max(from.0 - right);
    let apart = (top - from.1).max(from.1 - bottom);
    let [a, b] = if aside > apart {
        let edge = if from.0 < left { left } else { right };
        [(edge, top), (edge, bottom)]
    } else {
        let edge = if from.1 < top { top } else { bottom };
        [(left, edge), (right, edge)]
    };
    Pane {
        class: "beam",
        transform: String::new(),
        shapes: vec![Shape::Path {
            d: path(&[a, from, b]),
            stroke: "ink-2",
            width: 1.0,
            fill: Some("beam"),
            dotted: true,
        }],
    }
}

/// Draws on a pane.
struct Pen<'a> {
    state: &'a AnatomyState,
    /// Units of the pane a CSS pixel of type.
    em: f64,
    shapes: Vec<Shape>,
}

impl Pen<'_> {
    fn net(&mut self, focused: bool) {
        self.lines(&NET);
        self.sign(MARKED, 11.0, 2.0);
        if focused {
            let [w, b, x, _, y] = self.numbers();
            for (word, words) in NET_WORDS.into_iter().zip(["x", "0", &x, &w, &b, &y]) {
                self.words(word, words);
            }
        }
    }

    /// x·w → Σ + b → f → y
    fn neuron(&mut self, focused: bool) {
        self.lines(&NEURON);
        self.sign(BEND, 17.0, 2.5);
        if focused {
            let [w, b, x, z, y] = self.numbers();
            let (w, z) = (["×", &w].concat(), ["z = ", &z].concat());
            let words = ["x", "0", "b", "y", &x, &w, &b, &z, &y];
            for (word, words) in NEURON_WORDS.into_iter().zip(words) {
                self.words(word, words);
            }
        }
    }

    /// w, b with its sign, x, z and y.
    fn numbers(&self) -> [String; 5] {
        let AnatomyState { w, b, x, .. } = *self.state;
        let mut numbers = [w, b, x, self.state.z(), self.state.y()].map(|value| fixed(value, 2));
        if b >= 0.0 {
            numbers[1].insert(0, '+');
        }
        numbers
    }

    /// The curve of f with the way from z to y.
    fn f(&mut self, focused: bool) {
        let axis = self.axis();
        let (z, y) = (self.state.z(), self.state.y());
        let place = |z: f64, y: f64| {
            let (column, row) = (SPAN.share(z).clamp(0.0, 1.0), axis.share(y).clamp(0.0, 1.0));
            (40.0 + 260.0 * column, 228.0 - 184.0 * row)
        };
        let (origin, at) = (place(0.0, 0.0), place(z, y));
        let axes = format!("M40 {0:.1}H300M{1:.1} 44V228", origin.1, origin.0);
        self.line(axes, "edge", 1.0, None, false);
        self.curve(axis, 121, 3.4, &place);
        if y.is_finite() {
            self.line(path(&[(at.0, origin.1), at]), "ink", 2.0, None, true);
            self.line(path(&[(origin.0, at.1), at]), "c-output", 2.0, None, true);
            let point = format!("M{:.1} {:.1}{POINT}", at.0 - 7.0, at.1);
            self.line(point, "card", 2.0, Some("c-output"), false);
        }
        if focused {
            let [.., z_words, y_words] = self.numbers();
            let (above, grown) = if y < 0.0 { (-7.0, 0.0) } else { (5.0, 11.0) };
            let (beside, anchor) = if z < 0.0 {
                (7.0, "start")
            } else {
                (-7.0, "end")
            };
            self.words((298.0, origin.1 - 6.0, 0.0, "end", "muted"), "z");
            self.words((origin.0 + 8.0, 52.0, 0.0, "start", "muted"), "y");
            self.words((at.0, origin.1 + above, grown, "middle", "z"), &z_words);
            self.words((origin.0 + beside, at.1, 4.0, anchor, "y"), &y_words);
        }
    }

    /// f as a sign in a circle.
    fn sign(&mut self, (x, y): Place, r: f64, width: f64) {
        let axis = self.axis();
        self.curve(axis, 31, width, &|z, value| {
            (
                x + r * (2.0 * SPAN.share(z) - 1.0),
                y + r * (1.0 - 2.0 * axis.share(value)),
            )
        });
    }

    fn axis(&self) -> Axis {
        let sampling = sample(&self.state.bend, SPAN.low..=SPAN.high, 65);
        Axis::around(sampling.points().map(|(_, jet)| jet.y), CAP)
    }

    /// The curve of f where it is inside `axis`, laid out by `place`.
    fn curve(&mut self, axis: Axis, points: usize, width: f64, place: &dyn Fn(f64, f64) -> Place) {
        let sampling = sample(&self.state.bend, SPAN.low..=SPAN.high, points);
        let mut d = String::new();
        for mut run in sampling.lines(Order::Value) {
            run.retain(|(_, y)| axis.contains(*y));
            for point in &mut run {
                *point = place(point.0, point.1);
            }
            d += &path(&run);
        }
        self.line(d, "c-output", width, None, false);
    }

    fn lines(&mut self, lines: &[Line]) {
        for (d, stroke, width, fill) in lines {
            self.line((*d).to_owned(), stroke, *width, *fill, false);
        }
    }

    fn line(
        &mut self,
        d: String,
        stroke: &'static str,
        width: f64,
        fill: Option<&'static str>,
        dotted: bool,
    ) {
        self.shapes.push(Shape::Path {
            d,
            stroke,
            width,
            fill,
            dotted,
        });
    }

    fn words(&mut self, (x, y, grown, anchor, class): Word, words: &str) {
        self.shapes.push(Shape::Words {
            at: (x, y + grown * self.em),
            anchor,
            size: 14.0 * self.em,
            class,
            fill: match class {
                "x" => "c-input",
                "w" => "c-weight",
                "b" => "c-bias",
                "y" => "c-output",
                "z" => "ink",
                _ => "ink-2",
            },
            words: words.to_owned(),
        });
    }
}

/// A circle, from its leftmost point on.
const POINT: &str = "a7 7 0 1 0 14 0a7 7 0 1 0 -14 0Z";

fn path(points: &[Place]) -> String {
    let mut d = String::new();
    for (x, y) in points {
        d += if d.is_empty() { "M" } else { "L" };
        d += &format!("{x:.1} {y:.1}");
    }
    d
}
