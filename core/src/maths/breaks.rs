//! Finds where a curve breaks between two places, knowing nothing of it.

use super::curve::{Break, Curve};
use super::jet::Jet;

/// Further out f64 is too coarse to tell a break from a wave.
const BREAKS_WITHIN: f64 = 1e4;

/// A place with what the curve does there.
pub(super) type Point = (f64, Jet);

/// What lies between two neighbouring places.
pub(super) enum Cell {
    /// Nothing remarkable, or a steep place: points that show it, from left to right.
    Smooth(Vec<Point>),
    /// A break: the nearest places on its two sides.
    Broken(Point, Point),
}

/// Halves a cell towards what does not look smooth. A smooth but steep place looks smooth once the
/// cell is small; a break never does.
pub(super) fn look_into(curve: &dyn Curve, mut left: Point, mut right: Point) -> Cell {
    if left.1.y.is_nan() != right.1.y.is_nan() {
        return edge(curve, left, right);
    }
    let (mut before, mut after) = (Vec::new(), Vec::new());
    while left.0.abs() < BREAKS_WITHIN && roughness(left, right) > 1e-5 * left.1.dy.abs().max(1.0) {
        if right.0 - left.0 <= 1e-13 * left.0.abs().max(1.0) {
            return pin_down(curve, left, right);
        }
        let middle = halfway(curve, left, right);
        if roughness(left, middle) >= roughness(middle, right) {
            right = middle;
            after.push(middle);
        } else {
            left = middle;
            before.push(middle);
        }
    }
    before.extend(after.into_iter().rev());
    Cell::Smooth(before)
}

/// From a bracket in which rounding drowns the test of smoothness to neighbouring numbers: each
/// place between is on the side that it resembles.
fn pin_down(curve: &dyn Curve, mut left: Point, mut right: Point) -> Cell {
    let differ = |a: f64, b: f64| (a - b).abs() > 1e-9 * a.abs().max(b.abs()).max(1.0);
    if !differ(left.1.y, right.1.y) && !differ(left.1.dy, right.1.dy) {
        return Cell::Smooth(Vec::new());
    }
    let distance = |a: Jet, b: Jet| (a.y - b.y).abs() + (a.dy - b.dy).abs();
    while right.0 - left.0 > 1e-18 && left.0.next_up() < right.0 {
        let middle = halfway(curve, left, right);
        if distance(middle.1, left.1) < distance(middle.1, right.1) {
            left = middle;
        } else {
            right = middle;
        }
    }
    Cell::Broken(left, right)
}

/// Where the curve begins or ceases to be defined.
fn edge(curve: &dyn Curve, mut left: Point, mut right: Point) -> Cell {
    while right.0 - left.0 > 1e-18 && left.0.next_up() < right.0 {
        let middle = halfway(curve, left, right);
        if middle.1.y.is_nan() == left.1.y.is_nan() {
            left = middle;
        } else {
            right = middle;
        }
    }
    Cell::Broken(left, right)
}

fn halfway(curve: &dyn Curve, left: Point, right: Point) -> Point {
    let x = left.0 + 0.5 * (right.0 - left.0);
    (x, curve.at(x))
}

/// How far the two ends are from lying on one smooth curve, as a slope: the error of the trapezoid
/// rule for the value (with its end correction) and for the slope. 0 where something is undefined.
fn roughness((a, l): Point, (b, r): Point) -> f64 {
    let h = b - a;
    let value = (r.y - l.y) / h - 0.5 * (l.dy + r.dy) + h / 12.0 * (r.d2y - l.d2y);
    let slope = r.dy - l.dy - 0.5 * h * (l.d2y + r.d2y);
    let rough = value.abs() + slope.abs();
    if rough.is_finite() { rough } else { 0.0 }
}

/// The break between two neighbours, at the roundest number between them.
pub(super) fn between(curve: &dyn Curve, (a, left): Point, (b, right): Point) -> Break {
    let x = round_within(a, b);
    Break {
        x,
        left,
        right,
        value: curve.at(x),
    }
}

/// The decimal of 12 places in [a, b], or else its middle: 0.1 rather than 0.09999999999997.
pub(super) fn round_within(a: f64, b: f64) -> f64 {
    let middle = a + 0.5 * (b - a);
    let rounded = (middle * 1e12).round() / 1e12 + 0.0; // + 0.0: never −0
    if (a..=b).contains(&rounded) {
        rounded
    } else {
        middle
    }
}

/// The place between `inside`, where `holds`, and `outside`, where it does not.
pub(super) fn boundary(mut inside: f64, mut outside: f64, holds: impl Fn(f64) -> bool) -> f64 {
    while (outside - inside).abs() > 1e-14 * inside.abs().max(1.0) {
        let x = inside + 0.5 * (outside - inside);
        if x == inside || x == outside {
            break;
        }
        if holds(x) {
            inside = x;
        } else {
            outside = x;
        }
    }
    round_within(inside.min(outside), inside.max(outside))
}
