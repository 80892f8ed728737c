//! The drawing: the inputs as dots on the axis of z, and below it the four functions with the same dots on them.

use super::{DeadReluState, FOUR, amount, length, per_cent};
use crate::charts::{Axis, Pane, Shape};
use crate::maths::{Curve as _, Order, Response, sample};
use crate::text::{Text, fixed};

/// The stretch of z that is shown.
const SPAN: Axis = Axis::new(-5.0, 5.0);
/// The stretch of y that is shown.
const RISE: Axis = Axis::new(-1.4, 3.6);
/// Around and between the parts, in CSS pixels.
const MARGIN: f64 = 12.0;
/// From this width on, in units of type, the numbers of a panel stand in a row.
const WIDE: f64 = 330.0;
/// Below this width, in CSS pixels, the dots of a panel are smaller.
const NARROW: f64 = 220.0;
/// The heights of dots that are neighbours, above the axis.
const LEVELS: [f64; 3] = [17.0, 30.0, 43.0];

type Place = (f64, f64);

/// All of it, for a stage of a size in CSS pixels.
pub(super) struct Drawing {
    /// The axis of z with the inputs on it.
    pub(super) strip: [Pane; 2],
    /// A panel for each function, and its dots.
    pub(super) panels: [[Pane; 2]; 4],
    /// Where on it the axis lies: its left end, its right end, its height.
    #[cfg(feature = "web")]
    pub(super) axis: (f64, f64, f64),
}

impl Drawing {
    pub(super) fn panes(self) -> Vec<Pane> {
        let panels = self.panels.into_iter().flatten();
        self.strip.into_iter().chain(panels).collect()
    }

    /// The column of a pre-activation, brought to the edge from outside.
    #[cfg(feature = "web")]
    pub(super) fn column(&self, z: f64) -> f64 {
        let (left, right, _) = self.axis;
        left + (right - left) * SPAN.share(z).clamp(0.0, 1.0)
    }

    /// The pre-activation at a column.
    #[cfg(feature = "web")]
    pub(super) fn z(&self, column: f64) -> f64 {
        let (left, right, _) = self.axis;
        let share = ((column - left) / (right - left)).clamp(0.0, 1.0);
        SPAN.low + share * (SPAN.high - SPAN.low)
    }
}

/// Draws it; `em` enlarges the words.
pub(super) fn draw(state: &DeadReluState, (width, height): Place, em: f64, text: &Text) -> Drawing {
    let dots: Vec<Dot> = state
        .examples()
        .iter()
        .map(|(x, target)| Dot {
            z: state.unit.pre_activation(*x),
            target: *target,
        })
        .collect();
    let axis = (MARGIN + 8.0, width - MARGIN - 8.0, 28.0 * em + 55.0);
    let top = axis.2 + 34.0 * em;
    let across = 0.5 * (width - 3.0 * MARGIN);
    let down = 0.5 * (height - top - 2.0 * MARGIN);
    let panel = |place: usize| {
        let (column, row) = ((place % 2) as f64, (place / 2) as f64);
        let corner = (
            MARGIN + column * (across + MARGIN),
            top + row * (down + MARGIN),
        );
        Panel {
            state,
            place,
            size: (across, down),
            em,
        }
        .draw(&dots, corner, text)
    };
    Drawing {
        strip: strip(state, &dots, axis, em, text),
        panels: [panel(0), panel(1), panel(2), panel(3)],
        #[cfg(feature = "web")]
        axis,
    }
}

/// An input, as the unit sees it.
struct Dot {
    z: f64,
    target: f64,
}

fn strip(
    state: &DeadReluState,
    dots: &[Dot],
    (left, right, line): (f64, f64, f64),
    em: f64,
    text: &Text,
) -> [Pane; 2] {
    let column = |z: f64| left + (right - left) * SPAN.share(z).clamp(0.0, 1.0);
    let (zero, ceiling) = (column(0.0), line - 53.0);
    let mut pen = Pen::new(em);
    pen.area((left - 8.0, ceiling), (zero, line), "grid");
    pen.line(&[(left - 8.0, line), (right + 8.0, line)], "edge", 1.0);
    pen.line(&[(zero, ceiling), (zero, line + 5.0)], "ink-2", 1.5);
    for z in [-4.0, -2.0, 0.0, 2.0, 4.0] {
        let at = (column(z), line + 19.0 * em);
        pen.words(at, "middle", 12.0, MUTED, &fixed(z, 0));
    }
    pen.words((right + 8.0, line + 19.0 * em), "end", 13.0, INK, "z");
    let (below, n) = (state.below(), dots.len());
    let heading = 17.0 * em;
    let counts = [
        ((left - 8.0, heading), "start", "z ≤ 0", below),
        ((right + 8.0, heading), "end", "z > 0", n - below),
    ];
    for (at, anchor, side, count) in counts {
        let words = format!("{side}: {}", text.dead_relu_of(&count, &n));
        pen.words(at, anchor, 14.0, INK, &words);
    }
    let mut marks = Pen::new(em);
    let bend = state.bend(state.f);
    for (i, dot) in dots.iter().enumerate() {
        let at = (column(dot.z), line - LEVELS[i % LEVELS.len()]);
        marks.dot(at, 6.0, "ink", bend.at(dot.z).dy != 0.0);
    }
    [
        pen.pane("strip", (0.0, 0.0)),
        marks.pane("dots", (0.0, 0.0)),
    ]
}

/// One of the four.
struct Panel<'a> {
    state: &'a DeadReluState,
    place: usize,
    size: Place,
    em: f64,
}

impl Panel<'_> {
    fn draw(&self, dots: &[Dot], corner: Place, text: &Text) -> [Pane; 2] {
        let (em, (width, _)) = (self.em, self.size);
        let response = self.state.response(self.place);
        // What is dead loses its colour.
        let (fate, voice, colour, ground) = if response.dead {
            (text.dead_relu_dead(), INK, MUTED, "wash")
        } else {
            (text.dead_relu_alive(), MUTED, OUTPUT, "card")
        };
        let chosen = self.place == self.state.f;
        let (edge, stroke) = if chosen { ("ink", 2.5) } else { ("line", 1.5) };
        let mut pen = Pen::new(em);
        pen.path(sheet(self.size), edge, stroke, Some(ground));
        let name = text.term(FOUR[self.place]);
        pen.words((12.0, 20.0 * em), "start", 14.0, colour, name);
        let lower = self.numbers(&mut pen, text, &response);
        let upper = 30.0 * em;
        let place = |(z, y): Place| {
            let share = SPAN.share(z).clamp(0.0, 1.0);
            let rise = RISE.share(y).clamp(0.0, 1.0);
            (
                12.0 + (width - 24.0) * share,
                lower - (lower - upper) * rise,
            )
        };
        let zero = place((0.0, 0.0));
        pen.area((12.0, upper), (zero.0, lower), "grid");
        pen.line(&[(12.0, zero.1), (width - 12.0, zero.1)], "edge", 1.0);
        pen.line(&[(zero.0, upper), (zero.0, lower)], "edge", 1.0);
        pen.words((18.0, upper + 17.0 * em), "start", 13.0, voice, fate);
        let bend = self.state.bend(self.place);
        for mut run in sample(&bend, SPAN.low..=SPAN.high, 161).lines(Order::Value) {
            run.retain(|(_, y)| RISE.contains(*y));
            run.iter_mut().for_each(|point| *point = place(*point));
            pen.line(&run, colour.1, 3.0);
        }
        let mut marks = Pen::new(em);
        let radius = if width < NARROW { 3.5 } else { 4.5 };
        for dot in dots.iter().filter(|_| chosen) {
            let to = place((dot.z, dot.target));
            marks.line(&[place((dot.z, bend.at(dot.z).y)), to], "c-target", 1.2);
            marks.dot(to, radius - 1.5, "c-target", false);
        }
        for dot in dots {
            let jet = bend.at(dot.z);
            marks.dot(place((dot.z, jet.y)), radius, colour.1, jet.dy != 0.0);
        }
        let class = if chosen { "pane on" } else { "pane" };
        [pen.pane(class, corner), marks.pane("dots", corner)]
    }

    /// How many zeros, how much gets through, how long the gradient is. Returns where they begin, from above.
    fn numbers(&self, pen: &mut Pen, text: &Text, response: &Response) -> f64 {
        let (em, (width, height)) = (self.em, self.size);
        let rows = [
            (text.dead_relu_zeros(), per_cent(response.zeros), OUTPUT),
            (text.dead_relu_through(), per_cent(response.through), SLOPE),
            (text.dead_relu_gradient(), amount(length(response)), SLOPE),
        ];
        let ends = [
            (12.0, "start"),
            (0.5 * width, "middle"),
            (width - 12.0, "end"),
        ];
        let in_a_row = width >= WIDE * em;
        for (i, (name, value, colour)) in rows.into_iter().enumerate() {
            if in_a_row {
                let (x, anchor) = ends[i];
                let words = format!("{name} {value}");
                pen.words((x, height - 11.0), anchor, 12.0, colour, &words);
            } else {
                let row = height - 10.0 - (2 - i) as f64 * 15.0 * em;
                pen.words((12.0, row), "start", 12.0, MUTED, name);
                pen.words((width - 12.0, row), "end", 12.0, colour, &value);
            }
        }
        height - if in_a_row { 18.0 } else { 48.0 } * em - 10.0
    }
}

/// A rounded rectangle.
fn sheet((width, height): Place) -> String {
    let (across, down) = (width - 20.0, height - 20.0);
    format!(
        "M10 0h{across:.1}a10 10 0 0 1 10 10v{down:.1}a10 10 0 0 1 -10 10h{:.1}a10 10 0 0 1 -10 -10v{:.1}a10 10 0 0 1 10 -10Z",
        -across, -down
    )
}

/// The class of a quantity and its colour.
type Paint = (&'static str, &'static str);
const INK: Paint = ("z", "ink");
const MUTED: Paint = ("muted", "ink-2");
const OUTPUT: Paint = ("y", "c-output");
const SLOPE: Paint = ("d", "c-slope");

/// Draws on a pane.
struct Pen {
    em: f64,
    shapes: Vec<Shape>,
}

impl Pen {
    const fn new(em: f64) -> Self {
        Self {
            em,
            shapes: Vec::new(),
        }
    }

    fn pane(self, class: &'static str, (x, y): Place) -> Pane {
        Pane {
            class,
            transform: format!("translate({x:.1} {y:.1})"),
            shapes: self.shapes,
        }
    }

    fn area(&mut self, (left, top): Place, (right, bottom): Place, fill: &'static str) {
        let d = format!("M{left:.1} {top:.1}H{right:.1}V{bottom:.1}H{left:.1}Z");
        self.path(d, fill, 0.0, Some(fill));
    }

    fn line(&mut self, points: &[Place], stroke: &'static str, width: f64) {
        let mut d = String::new();
        for (x, y) in points {
            d += if d.is_empty() { "M" } else { "L" };
            d += &format!("{x:.1} {y:.1}");
        }
        self.path(d, stroke, width, None);
    }

    /// Filled where a slope lets something through, else a ring.
    fn dot(&mut self, (x, y): Place, radius: f64, ink: &'static str, filled: bool) {
        let d = format!(
            "M{:.1} {y:.1}a{radius} {radius} 0 1 0 {} 0a{radius} {radius} 0 1 0 {} 0Z",
            x - radius,
            2.0 * radius,
            -2.0 * radius
        );
        if filled {
            self.path(d, "card", if radius < 5.0 { 0.8 } else { 1.5 }, Some(ink));
        } else {
            self.path(d, ink, 1.8, Some("card"));
        }
    }

    fn path(&mut self, d: String, stroke: &'static str, width: f64, fill: Option<&'static str>) {
        self.shapes.push(Shape::Path {
            d,
            stroke,
            width,
            fill,
            dotted: false,
        });
    }

    fn words(
        &mut self,
        at: Place,
        anchor: &'static str,
        size: f64,
        (class, fill): Paint,
        words: &str,
    ) {
        self.shapes.push(Shape::Words {
            at,
            anchor,
            size: size * self.em,
            class,
            fill,
            words: words.to_owned(),
        });
    }
}
