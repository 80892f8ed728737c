//! Looks a curve over from −∞ to ∞ and finds where it breaks, knowing nothing of it.

use super::curve::{Break, Curve};
use super::jet::Jet;

/// Within ±16 a curve is looked at every 1/128: finer features are not seen.
const NEAR: f64 = 16.0;
const CELLS: usize = 4096;
/// Beyond, at places that grow by this factor, up to FAR.
const GROWTH: f64 = 1.1;
const FAR: f64 = 1e15;
/// Further out f64 is too coarse to tell a break from a wave.
const BREAKS_WITHIN: f64 = 1e4;

/// A curve seen from −1e15 to 1e15.
pub(super) struct Scan {
    /// Its smooth stretches from left to right, as points; between two of them stands a break.
    pub(super) pieces: Vec<Vec<(f64, Jet)>>,
    /// Where the value or the slope jumps, or where the curve begins or ceases to be defined.
    pub(super) breaks: Vec<Break>,
    /// What the first and the last piece reach to: ±∞, or the part that was looked at.
    pub(super) span: (f64, f64),
}

/// Scans the whole line, or as much of it as can be seen: a wave or a stair that goes on for ever
/// is looked at within ±16 only, for further out there are too few places to make sense of it.
pub(super) fn scan(curve: &(impl Curve + ?Sized)) -> Scan {
    let [left, right] = [-1.0, 1.0].map(|side| if is_calm(curve, side) { FAR } else { NEAR });
    let places: Vec<f64> = places()
        .into_iter()
        .filter(|x| (-left..right).contains(x))
        .collect();
    let seen = |reach: f64| if reach == FAR { f64::INFINITY } else { NEAR };
    Scan {
        span: (-seen(left), seen(right)),
        ..scan_places(curve, &places)
    }
}

/// Whether far out the slope settles and the value follows it: neither a wave nor a stair.
fn is_calm(curve: &(impl Curve + ?Sized), side: f64) -> bool {
    let known = curve.at(side * f64::INFINITY).dy;
    let tail: Vec<Point> = (20..60)
        .map(|k| side * 1.7_f64.powi(k))
        .map(|x| (x, curve.at(x)))
        .collect();
    let settles = || {
        tail.windows(2)
            .all(|w| (w[0].1.dy - w[1].1.dy).abs() <= 1e-2)
    };
    let follows = |&(x, jet): &Point| {
        let step = curve.at(1.01 * x).y - jet.y;
        (step - 0.01 * x * jet.dy).abs() < 0.5 + 1e-3 * jet.y.abs()
    };
    known.is_infinite() || ((!known.is_nan() || settles()) && tail.iter().all(follows))
}

/// Scans from the first to the last of ascending places.
pub(super) fn scan_places(curve: &(impl Curve + ?Sized), places: &[f64]) -> Scan {
    let mut scan = Scan {
        pieces: Vec::new(),
        breaks: Vec::new(),
        span: (f64::NEG_INFINITY, f64::INFINITY),
    };
    let mut piece: Vec<Point> = Vec::with_capacity(places.len());
    for point in places.iter().map(|&x| (x, curve.at(x))) {
        let cell = piece.last().map(|&last| look_into(curve, last, point));
        match cell {
            Some(Cell::Broken(left, right)) => {
                scan.breaks.push(between(curve, left, right));
                piece.push(left);
                scan.pieces.push(std::mem::replace(&mut piece, vec![right]));
            }
            Some(Cell::Smooth(steep)) => piece.extend(steep),
            None => {}
        }
        piece.push(point);
    }
    scan.pieces.push(piece);
    scan
}

/// The far left, the middle, the far right. Shifted by a little, so that kinks at round numbers
/// fall between two places.
fn places() -> Vec<f64> {
    let tail: Vec<f64> = std::iter::successors(Some(NEAR * 1.007), |x| Some(x * GROWTH))
        .take_while(|&x| x < FAR)
        .collect();
    let step = 2.0 * NEAR / CELLS as f64;
    let middle = (0..CELLS).map(|i| (i as f64 + 0.3) * step - NEAR);
    tail.iter()
        .rev()
        .map(|x| -x)
        .chain(middle)
        .chain(tail.iter().copied())
        .collect()
}

type Point = (f64, Jet);

/// What lies between two neighbouring places.
enum Cell {
    /// Nothing remarkable, or a steep place: points that show it, from left to right.
    Smooth(Vec<Point>),
    /// A break: the nearest places on its two sides.
    Broken(Point, Point),
}

/// Halves a cell towards what does not look smooth. A smooth but steep place looks smooth once the
/// cell is small; a break never does.
fn look_into(curve: &(impl Curve + ?Sized), mut left: Point, mut right: Point) -> Cell {
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
fn pin_down(curve: &(impl Curve + ?Sized), mut left: Point, mut right: Point) -> Cell {
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
fn edge(curve: &(impl Curve + ?Sized), mut left: Point, mut right: Point) -> Cell {
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

fn halfway(curve: &(impl Curve + ?Sized), left: Point, right: Point) -> Point {
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
fn between(curve: &(impl Curve + ?Sized), (a, left): Point, (b, right): Point) -> Break {
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

impl Scan {
    /// Neighbouring points with a smooth stretch between them.
    pub(super) fn cells(&self) -> impl Iterator<Item = (Point, Point)> {
        self.pieces
            .iter()
            .flat_map(|piece| piece.windows(2))
            .map(|w| (w[0], w[1]))
    }

    /// Maximal runs of at least two points where `holds`, as intervals: from a break or −∞, or
    /// from the place within a cell where it begins to hold, and so to the right.
    pub(super) fn runs(
        &self,
        curve: &(impl Curve + ?Sized),
        holds: impl Fn(f64, Jet) -> bool,
    ) -> Vec<Run> {
        let mut runs = Vec::new();
        for (i, piece) in self.pieces.iter().enumerate() {
            let low = i.checked_sub(1).map_or(self.span.0, |i| self.breaks[i].x);
            let high = self.breaks.get(i).map_or(self.span.1, |b| b.x);
            let at = |x: f64| holds(x, curve.at(x));
            let mut from = 0;
            for stretch in piece.chunk_by(|a, b| holds(a.0, a.1) == holds(b.0, b.1)) {
                let to = from + stretch.len();
                if stretch.len() > 1 && holds(stretch[0].0, stretch[0].1) {
                    runs.push(Run {
                        start: if from == 0 {
                            low
                        } else {
                            boundary(piece[from].0, piece[from - 1].0, at)
                        },
                        end: if to == piece.len() {
                            high
                        } else {
                            boundary(piece[to - 1].0, piece[to].0, at)
                        },
                        inside: stretch[0],
                    });
                }
                from = to;
            }
        }
        runs
    }
}

/// An interval on which something holds, with one of its points.
pub(super) struct Run {
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) inside: Point,
}
