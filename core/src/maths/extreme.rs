//! The greatest and the least of a curve or of its slope over the whole line.

use super::breaks::boundary;
use super::curve::{Break, Curve, Order};
use super::jet::Jet;
use super::scan::Scan;

/// A least upper or greatest lower bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extreme {
    /// The bound; ±∞ where there is none.
    pub value: f64,
    /// Where it is reached or approached.
    pub place: Place,
}

/// Where a curve has its extreme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// Reached at one place.
    At(f64),
    /// Reached at several places; this is the one nearest to 0.
    AtMany(f64),
    /// Reached all along an interval, whose ends may be infinite.
    On(f64, f64),
    /// Reached on several intervals; this is the one nearest to 0.
    OnMany(f64, f64),
    /// Approached but never reached: towards ±∞, or from one side of a jump.
    Toward(f64),
}

impl Extreme {
    /// Whether the curve takes this value anywhere.
    pub fn is_reached(self) -> bool {
        !matches!(self.place, Place::Toward(_))
    }
}

/// The greatest value of f or f′; NaN towards NaN if it has no value anywhere.
pub(super) fn highest(curve: &dyn Curve, scan: &Scan, order: Order) -> Extreme {
    Upside {
        curve,
        scan,
        order,
        sign: 1.0,
    }
    .extreme()
}

/// The least value of f or f′.
pub(super) fn lowest(curve: &dyn Curve, scan: &Scan, order: Order) -> Extreme {
    let mirrored = Upside {
        curve,
        scan,
        order,
        sign: -1.0,
    }
    .extreme();
    Extreme {
        value: 0.0 - mirrored.value, // never −0
        ..mirrored
    }
}

/// Intervals on which f or f′ is constant, with its value.
pub(super) fn levels(curve: &dyn Curve, scan: &Scan, order: Order) -> Vec<(f64, Place)> {
    Upside {
        curve,
        scan,
        order,
        sign: 1.0,
    }
    .levels()
}

/// The upper side of f or f′, or of its mirror image.
struct Upside<'a> {
    curve: &'a dyn Curve,
    scan: &'a Scan,
    order: Order,
    sign: f64,
}

impl Upside<'_> {
    /// The best of all candidates; of equals, what is reached on an interval stands before what is
    /// reached at a place, and that before what is only approached.
    fn extreme(&self) -> Extreme {
        let candidates: Vec<(f64, Place)> =
            [self.levels(), self.tops(), self.breaks(), self.ends()]
                .concat()
                .into_iter()
                .filter(|c| !c.0.is_nan())
                .collect();
        let value = candidates
            .iter()
            .map(|c| c.0)
            .fold(f64::NEG_INFINITY, f64::max);
        let tolerance = if value.is_finite() {
            1e-12 * value.abs().max(1.0)
        } else {
            0.0
        };
        let equal = |v: f64| v == value || (v - value).abs() <= tolerance;
        let places: Vec<Place> = candidates
            .into_iter()
            .filter(|c| equal(c.0))
            .map(|c| c.1)
            .collect();
        let others =
            |of: fn(&Place) -> bool, place: Place| places.iter().any(|p| of(p) && *p != place);
        let nearest = places
            .iter()
            .copied()
            .min_by(|a, b| rank(*a).total_cmp(&rank(*b)));
        let place = match nearest {
            None => {
                return Extreme {
                    value: f64::NAN,
                    place: Place::Toward(f64::NAN),
                };
            }
            Some(at @ Place::At(x)) if others(|p| matches!(p, Place::At(_)), at) => {
                Place::AtMany(x)
            }
            Some(on @ Place::On(a, b)) if others(|p| matches!(p, Place::On(..)), on) => {
                Place::OnMany(a, b)
            }
            Some(place) => place,
        };
        Extreme {
            value: value + 0.0, // never −0
            place,
        }
    }

    fn value(&self, jet: Jet) -> f64 {
        self.sign * self.order.of(jet)
    }

    fn slope(&self, jet: Jet) -> f64 {
        self.sign
            * if self.order == Order::Value {
                jet.dy
            } else {
                jet.d2y
            }
    }

    /// Runs of slope exactly 0 that are not mere underflow: just outside of them the slope is a
    /// number of ordinary size, not the last breath of an exponential.
    fn levels(&self) -> Vec<(f64, Place)> {
        let runs = self.scan.runs(self.curve, |jet| self.slope(jet) == 0.0);
        let genuine = |x: f64| {
            let d = 1e-9 * x.abs().max(1.0);
            let steepest = self
                .slope(self.curve.at(x - d))
                .abs()
                .max(self.slope(self.curve.at(x + d)).abs());
            x == self.scan.span.0
                || x == self.scan.span.1
                || steepest > 1e-100
                || self.scan.breaks.iter().any(|b| b.x == x)
        };
        let genuine = runs
            .into_iter()
            .filter(|run| genuine(run.start) && genuine(run.end));
        genuine
            .map(|run| (self.value(run.inside.1), Place::On(run.start, run.end)))
            .collect()
    }

    /// Where the slope turns from positive to negative.
    fn tops(&self) -> Vec<(f64, Place)> {
        let mut tops = Vec::new();
        for piece in &self.scan.pieces {
            let mut rising = None;
            for &(x, jet) in piece {
                if self.slope(jet) > 0.0 {
                    rising = Some(x);
                } else if self.slope(jet) < 0.0
                    && let Some(from) = rising.take()
                {
                    let top = boundary(from, x, |x| self.slope(self.curve.at(x)) > 0.0);
                    tops.push((self.value(self.curve.at(top)), Place::At(top)));
                }
            }
        }
        tops
    }

    /// At a break: the value, and what each side only approaches.
    fn breaks(&self) -> Vec<(f64, Place)> {
        let three = |b: &Break| {
            let side = |jet| (self.limit(jet), Place::Toward(b.x));
            [
                (self.value(b.value), Place::At(b.x)),
                side(b.left),
                side(b.right),
            ]
        };
        self.scan.breaks.iter().flat_map(three).collect()
    }

    /// The limit at a break from a jet just beside it: infinite if it still runs away there, as
    /// ln x does beside 0.
    fn limit(&self, jet: Jet) -> f64 {
        let (value, slope) = (self.value(jet), self.slope(jet));
        if slope.abs() > 1e12 && value.abs() > 30.0 {
            f64::INFINITY.copysign(value)
        } else {
            value
        }
    }

    /// Limits at −∞ and ∞.
    fn ends(&self) -> Vec<(f64, Place)> {
        [f64::NEG_INFINITY, f64::INFINITY]
            .map(|end| (self.end(end), Place::Toward(end)))
            .to_vec()
    }

    /// The limit that the curve itself knows; otherwise what its tail suggests: it settles, or it
    /// goes on growing (perhaps in swings, as x·sin x does). NaN if neither.
    fn end(&self, end: f64) -> f64 {
        let known = self.value(self.curve.at(end));
        if !known.is_nan() {
            return known;
        }
        let tail: Vec<f64> = [1e3, 3e5, 2e8, 1.1e11, 0.9e15]
            .map(|x| self.peak_near(x * end.signum()))
            .to_vec();
        match tail[..] {
            [.., a, b] if (a - b).abs() <= 1e-9 * b.abs().max(1.0) => b,
            [a, b, c, d, e] if a < b && b < c && c < d && d < e && e > 1e3 => f64::INFINITY,
            _ => f64::NAN,
        }
    }

    /// The highest of some irregular places near `x`.
    fn peak_near(&self, x: f64) -> f64 {
        (0..24)
            .map(|i| x * (1.0 + 0.0137 * f64::from(i)))
            .map(|x| self.value(self.curve.at(x)))
            .fold(f64::NEG_INFINITY, f64::max)
    }
}

/// Intervals first, then places, then limits; each by their distance from 0.
fn rank(place: Place) -> f64 {
    let (class, distance) = match place {
        Place::On(a, b) | Place::OnMany(a, b) => (0.0, a.abs().min(b.abs())),
        Place::At(x) | Place::AtMany(x) => (1.0, x.abs()),
        Place::Toward(x) => (2.0, x.abs()),
    };
    class + libm::atan(distance) / 4.0
}
