//! Looks a curve over from −∞ to ∞: points on its smooth pieces, and the breaks between them.

use super::breaks::{Cell, Point, between, boundary, look_into};
use super::curve::{Break, Curve};
use super::jet::Jet;

/// Within ±16 a curve is looked at every 1/128: finer features are not seen.
const NEAR: f64 = 16.0;
const CELLS: usize = 4096;
/// Beyond, at places that grow by this factor, up to FAR.
const GROWTH: f64 = 1.1;
const FAR: f64 = 1e15;

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
pub(super) fn scan(curve: &dyn Curve) -> Scan {
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
fn is_calm(curve: &dyn Curve, side: f64) -> bool {
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
pub(super) fn scan_places(curve: &dyn Curve, places: &[f64]) -> Scan {
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

impl Scan {
    /// Neighbouring points with a smooth stretch between them.
    pub(super) fn cells(&self) -> impl Iterator<Item = (Point, Point)> {
        self.pieces
            .iter()
            .flat_map(|piece| piece.windows(2))
            .map(|w| (w[0], w[1]))
    }

    /// Maximal stretches of at least two points where `holds`, as intervals. Their ends are breaks,
    /// the ends of the span, or the places between two points where it begins or ceases to hold.
    pub(super) fn runs(&self, curve: &dyn Curve, holds: impl Fn(Jet) -> bool) -> Vec<Run> {
        let in_piece = |i: usize| self.runs_in(i, curve, &holds);
        (0..self.pieces.len()).flat_map(in_piece).collect()
    }

    fn runs_in(&self, i: usize, curve: &dyn Curve, holds: &impl Fn(Jet) -> bool) -> Vec<Run> {
        let (piece, (low, high)) = (&self.pieces[i], self.reach(i));
        let turn = |inside: usize, outside: usize| {
            boundary(piece[inside].0, piece[outside].0, |x| holds(curve.at(x)))
        };
        let (mut runs, mut from) = (Vec::new(), 0);
        for stretch in piece.chunk_by(|a, b| holds(a.1) == holds(b.1)) {
            let to = from + stretch.len();
            if stretch.len() > 1 && holds(stretch[0].1) {
                let start = if from == 0 { low } else { turn(from, from - 1) };
                let end = if to == piece.len() {
                    high
                } else {
                    turn(to - 1, to)
                };
                runs.push(Run {
                    start,
                    end,
                    inside: stretch[0],
                });
            }
            from = to;
        }
        runs
    }

    /// From where to where piece `i` stands for the curve.
    fn reach(&self, i: usize) -> (f64, f64) {
        let low = i.checked_sub(1).map_or(self.span.0, |i| self.breaks[i].x);
        (low, self.breaks.get(i).map_or(self.span.1, |b| b.x))
    }
}

/// An interval on which something holds, with one of its points.
pub(super) struct Run {
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) inside: Point,
}
