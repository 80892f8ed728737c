//! The data sets. A row of [`ALL`] is all it takes to add one.
//!
//! Those that the TensorFlow Playground has too are made as it makes them (Smilkov et al., "Direct-Manipulation
//! Visualization of Deep Networks", 2017, arXiv:1708.03788, `src/dataset.ts`), numbers of labels within −1 to 1. A seed
//! decides the places: more noise moves points, or changes labels, but never shuffles them anew.

use core::f64::consts::{FRAC_PI_2, PI};

use super::{DOMAIN, Data, Kind, MOST_NOISE, Point};
use crate::maths::random::Random;

/// A way of making points.
#[derive(Debug)]
pub struct DataSet {
    /// The name in URLs and lessons; it never changes.
    pub id: &'static str,
    /// What its labels are.
    pub kind: Kind,
    /// 1 or 2.
    pub inputs: usize,
    make: fn(&mut Draw) -> Point,
}

/// What a point is made of.
struct Draw {
    random: Random,
    /// From 0 to [`MOST_NOISE`].
    noise: f64,
    /// The class whose turn it is; 0 for regression.
    class: usize,
    /// How many of its class were made before, as a share of those that will be.
    along: f64,
}

/// All data sets, in the order of a chooser.
pub static ALL: &[DataSet] = &[
    classes("circle", 2, circle),
    classes("xor", 2, xor),
    classes("gauss", 2, gauss),
    classes("spiral", 2, spiral),
    classes("moons", 2, moons),
    classes("three_arms", 3, three_arms),
    classes("four_corners", 4, four_corners),
    numbers("plane", 2, plane),
    numbers("multi_gauss", 2, multi_gauss),
    numbers("sine", 1, |draw| over_a_line(draw, libm::sin)),
    numbers("abs", 1, |draw| over_a_line(draw, |x| x.abs() / DOMAIN)),
    numbers("step", 1, |draw| {
        over_a_line(draw, |x| if x > 0.0 { 1.0 } else { 0.0 })
    }),
];

type Make = fn(&mut Draw) -> Point;

const fn classes(id: &'static str, classes: usize, make: Make) -> DataSet {
    DataSet {
        id,
        kind: Kind::Classes(classes),
        inputs: 2,
        make,
    }
}

const fn numbers(id: &'static str, inputs: usize, make: Make) -> DataSet {
    DataSet {
        id,
        kind: Kind::Regression,
        inputs,
        make,
    }
}

impl DataSet {
    /// The data set of this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        ALL.iter().find(|set| set.id == id)
    }

    /// So many points, the classes in turn. The noise is from 0 to [`MOST_NOISE`], and taken to be the nearest of these.
    #[must_use]
    pub fn data(&self, points: usize, noise: f64, seed: u64) -> Data {
        let classes = match self.kind {
            Kind::Classes(classes) => classes,
            Kind::Regression => 1,
        };
        let mut draw = Draw {
            random: Random::new(seed),
            noise: if noise > 0.0 {
                noise.min(MOST_NOISE)
            } else {
                0.0
            },
            class: 0,
            along: 0.0,
        };
        let each = points.div_ceil(classes) as f64;
        let point = |i: usize| {
            draw.class = i % classes;
            draw.along = (i / classes) as f64 / each;
            (self.make)(&mut draw)
        };
        Data {
            kind: self.kind,
            inputs: self.inputs,
            points: (0..points).map(point).collect(),
        }
    }
}

impl Draw {
    /// Evenly between `low` and `high`.
    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.random.uniform()
    }

    fn pair(&mut self, low: f64, high: f64) -> [f64; 2] {
        [self.between(low, high), self.between(low, high)]
    }

    /// Two normal numbers, their standard deviation `deviation`.
    fn normal(&mut self, deviation: f64) -> [f64; 2] {
        [self.random.normal(), self.random.normal()].map(|z| deviation * z)
    }

    /// The place that a label is taken from: the point itself, moved by up to `reach` times the noise.
    fn taken_from(&mut self, at: [f64; 2], reach: f64) -> [f64; 2] {
        let by = self.pair(-reach, reach).map(|by| self.noise * by);
        plus(at, by)
    }

    /// A point of the class whose turn it is.
    fn here(&self, at: [f64; 2]) -> Point {
        Point {
            at: inside(at),
            label: self.class as f64,
        }
    }
}

fn plus(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    [a[0] + b[0], a[1] + b[1]]
}

fn polar(r: f64, angle: f64) -> [f64; 2] {
    [r * libm::sin(angle), r * libm::cos(angle)]
}

fn inside(at: [f64; 2]) -> [f64; 2] {
    at.map(|v| v.clamp(-DOMAIN, DOMAIN))
}

/// The radius of what is round.
const RADIUS: f64 = 5.0;

/// Class 1 within half the radius, class 0 in a ring from 0.7 of it on.
fn circle(draw: &mut Draw) -> Point {
    let (low, high) = [(0.7, 1.0), (0.0, 0.5)][draw.class];
    let r = draw.between(low * RADIUS, high * RADIUS);
    let angle = draw.between(0.0, 2.0 * PI);
    let at = polar(r, angle);
    let [x, y] = draw.taken_from(at, RADIUS);
    let within = libm::hypot(x, y) <= 0.5 * RADIUS;
    Point {
        at,
        label: if within { 1.0 } else { 0.0 },
    }
}

/// Away from the axes by as much.
const PADDING: f64 = 0.3;

/// A place in a corner of the plane: where x is positive if 1, and y likewise.
fn corner(draw: &mut Draw, right: usize, upper: usize) -> [f64; 2] {
    let place = draw.pair(PADDING, RADIUS + PADDING);
    let side = |positive: usize, v: f64| if positive == 1 { v } else { -v };
    [side(right, place[0]), side(upper, place[1])]
}

/// Class 1 where x and y have the same sign.
fn xor(draw: &mut Draw) -> Point {
    let right = usize::from(draw.random.uniform() < 0.5);
    let upper = if draw.class == 1 { right } else { 1 - right };
    let at = corner(draw, right, upper);
    let [x, y] = draw.taken_from(at, RADIUS);
    Point {
        at,
        label: if x * y >= 0.0 { 1.0 } else { 0.0 },
    }
}

/// A class a corner, counted against the clock from where x and y are positive: the places of [`xor`], and yet no hidden
/// layer is needed for them.
fn four_corners(draw: &mut Draw) -> Point {
    let (right, upper) = [(1, 1), (0, 1), (0, 0), (1, 0)][draw.class];
    let at = corner(draw, right, upper);
    let label = match draw.taken_from(at, RADIUS).map(|v| v >= 0.0) {
        [true, true] => 0.0,
        [false, true] => 1.0,
        [false, false] => 2.0,
        [true, false] => 3.0,
    };
    Point { at, label }
}

/// Two clouds around (2, 2), class 1, and (−2, −2), of variance 0.5 to 4.
fn gauss(draw: &mut Draw) -> Point {
    let centre = [-2.0, 2.0][draw.class];
    let by = draw.normal(libm::sqrt(0.5 + 7.0 * draw.noise));
    draw.here(plus([centre; 2], by))
}

/// Two arms of one and three quarter turns.
fn spiral(draw: &mut Draw) -> Point {
    arm(draw, 1.75, 2)
}

/// Three arms of a turn.
fn three_arms(draw: &mut Draw) -> Point {
    arm(draw, 1.0, 3)
}

fn arm(draw: &mut Draw, turns: f64, arms: usize) -> Point {
    let angle = 2.0 * PI * (turns * draw.along + draw.class as f64 / arms as f64);
    let on = polar(RADIUS * draw.along, angle);
    let at = draw.taken_from(on, 1.0);
    draw.here(at)
}

/// Two half circles that reach into each other, class 0 above.
fn moons(draw: &mut Draw) -> Point {
    let angle = draw.between(-FRAC_PI_2, FRAC_PI_2);
    let [x, y] = polar(3.0, angle);
    let on = if draw.class == 0 {
        [x - 1.5, y - 0.75]
    } else {
        [x + 1.5, 0.75 - y]
    };
    let by = draw.normal(2.0 * draw.noise);
    draw.here(plus(on, by))
}

/// (x + y) / 10
fn plane(draw: &mut Draw) -> Point {
    over_a_plane(draw, |[x, y]| (x + y) / 10.0)
}

/// Of six cones in a chequered pattern, 1 or −1 at their tops, the one whose top is nearest; 0 from 2 away on.
fn multi_gauss(draw: &mut Draw) -> Point {
    over_a_plane(draw, |[x, y]| {
        let column = libm::round(x / 4.0).clamp(-1.0, 1.0);
        let row = if y > 0.0 { 1.0 } else { -1.0 };
        let away = libm::hypot(x - 4.0 * column, y - 2.5 * row);
        let sign = if column == 0.0 { -row } else { row };
        sign * (1.0 - 0.5 * away).max(0.0)
    })
}

fn over_a_plane(draw: &mut Draw, label: fn([f64; 2]) -> f64) -> Point {
    let at = draw.pair(-DOMAIN, DOMAIN);
    let label = label(draw.taken_from(at, DOMAIN));
    Point { at, label }
}

/// Noise is added to the label: normal, its standard deviation half of it.
fn over_a_line(draw: &mut Draw, label: fn(f64) -> f64) -> Point {
    let x = draw.between(-DOMAIN, DOMAIN);
    Point {
        at: [x, 0.0],
        label: label(x) + 0.5 * draw.noise * draw.random.normal(),
    }
}
