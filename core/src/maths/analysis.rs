//! What can be said of any curve by computing alone: its property card.
//!
//! Nothing is looked up, so the card is right for a formula that was never seen before. It sees
//! features down to 1/128 within ±16, coarser ones further out.

use core::ops::RangeInclusive;

use super::breaks::boundary;
use super::curve::{Break, Curve, Order};
use super::extreme::{Extreme, Place, highest, levels, lowest};
use super::jet::Jet;
use super::scan::{Scan, scan, scan_places};
use super::special;

/// A slope of less magnitude counts as flat: a hundredth of a signal that gets through whole.
pub const FLAT: f64 = 0.01;
/// Flat stretches no wider than this are the tips of bumps, not zones of saturation.
const TIP: f64 = 0.1;

/// The properties of a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// f, f′ and f″ at 0.
    pub at_zero: Jet,
    /// The lower end of the range: closed where it is reached.
    pub low: Extreme,
    /// The upper end of the range.
    pub high: Extreme,
    /// The largest f′. A jump has no slope: the step function's largest is 0.
    pub steepest: Extreme,
    /// Whether it only rises or only falls.
    pub monotone: Monotone,
    /// Mean output when the input is standard normal.
    pub mean: f64,
    /// Where f jumps, in ascending order.
    pub jumps: Vec<Break>,
    /// Where f goes on but f′ jumps, in ascending order.
    pub kinks: Vec<Break>,
    /// Saturation: open intervals where |f′| < [`FLAT`]; their ends may be infinite.
    pub flat: Vec<(f64, f64)>,
}

/// Whether a curve only rises or only falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Monotone {
    /// It has one value only.
    Constant,
    /// It never falls; strictly: nor does it stay level on any interval.
    Increasing {
        /// Without level stretches.
        strictly: bool,
    },
    /// It never rises.
    Decreasing {
        /// Without level stretches.
        strictly: bool,
    },
    /// It does both.
    Neither,
}

impl Card {
    /// Whether the mean output is 0, so that the next layer's inputs are balanced around 0.
    pub fn is_zero_centred(&self) -> bool {
        self.mean.abs() < 1e-6
    }
}

/// Computes the card of a curve.
pub fn analyse(curve: &dyn Curve) -> Card {
    let scan = scan(curve);
    let breaks = |of: fn(&Break) -> bool| scan.breaks.iter().copied().filter(of).collect();
    Card {
        at_zero: curve.at(0.0),
        low: lowest(curve, &scan, Order::Value),
        high: highest(curve, &scan, Order::Value),
        steepest: highest(curve, &scan, Order::Slope),
        monotone: monotone(curve, &scan),
        mean: mean(curve, &scan.breaks),
        jumps: breaks(|b| b.jumps(Order::Value)),
        kinks: breaks(|b| !b.jumps(Order::Value) && b.jumps(Order::Slope)),
        flat: flat(curve, &scan),
    }
}

fn monotone(curve: &dyn Curve, scan: &Scan) -> Monotone {
    let levels = levels(curve, scan, Order::Value);
    if levels
        .iter()
        .any(|level| level.1 == Place::On(f64::NEG_INFINITY, f64::INFINITY))
    {
        return Monotone::Constant;
    }
    let strictly = levels.is_empty();
    match directions(scan) {
        (true, false) => Monotone::Increasing { strictly },
        (false, true) => Monotone::Decreasing { strictly },
        _ => Monotone::Neither,
    }
}

/// Whether it rises anywhere and whether it falls anywhere, by more than rounding.
fn directions(scan: &Scan) -> (bool, bool) {
    let slopes = || scan.pieces.iter().flatten().map(|point| point.1.dy);
    let noise = 1e-14
        * slopes()
            .fold(0.0, |top: f64, slope| top.max(slope.abs()))
            .min(1.0);
    let steps = || {
        scan.breaks
            .iter()
            .flat_map(|b| [b.value.y - b.left.y, b.right.y - b.value.y])
    };
    let any = |sign: f64| slopes().any(|s| sign * s > noise) || steps().any(|s| sign * s > 1e-9);
    (any(1.0), any(-1.0))
}

/// ∫ f φ by Gauss and Legendre's rule with five points, on cells that end at the breaks.
fn mean(curve: &dyn Curve, breaks: &[Break]) -> f64 {
    let mut ends = Vec::new();
    for start in (-40..=40).map(|i| f64::from(i) / 4.0) {
        ends.push(start);
        ends.extend(
            breaks
                .iter()
                .map(|b| b.x)
                .filter(|x| start < *x && *x < (start + 0.25).min(10.0)),
        );
    }
    let weighted = |x: f64| curve.at(x).y * special::normal_density(x);
    ends.windows(2)
        .map(|cell| gauss_legendre(&weighted, cell[0], cell[1]))
        .sum()
}

/// Nodes and weights on [−1, 1]: Abramowitz & Stegun table 25.4.
fn gauss_legendre(f: &impl Fn(f64) -> f64, a: f64, b: f64) -> f64 {
    const RULE: [(f64, f64); 3] = [
        (0.0, 0.568_888_888_888_888_9),
        (0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
        (0.906_179_845_938_664, 0.236_926_885_056_189_08),
    ];
    let (middle, half) = (0.5 * (a + b), 0.5 * (b - a));
    let pair = |t: f64| {
        if t == 0.0 {
            f(middle)
        } else {
            f(middle - half * t) + f(middle + half * t)
        }
    };
    half * RULE
        .iter()
        .map(|(node, weight)| weight * pair(*node))
        .sum::<f64>()
}

/// Zones of saturation.
fn flat(curve: &dyn Curve, scan: &Scan) -> Vec<(f64, f64)> {
    let runs = scan.runs(curve, |jet| jet.dy.abs() < FLAT);
    let zones = runs.into_iter().map(|run| (run.start, run.end));
    zones.filter(|(start, end)| end - start > TIP).collect()
}

/// Where two curves lie furthest apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// The place; of equals, the rightmost.
    pub x: f64,
    /// |a(x) − b(x)|
    pub gap: f64,
}

/// The largest distance between two curves on a range, one-sided limits at jumps included; `None`
/// if they have no common value there.
pub fn largest_gap(a: &dyn Curve, b: &dyn Curve, range: RangeInclusive<f64>) -> Option<Gap> {
    let (start, end) = range.into_inner();
    let difference = |x: f64| a.at(x) - b.at(x);
    let place = |i: i32| start + (end - start) * f64::from(i) / 2048.0;
    let scan = scan_places(&difference, &(0..=2048).map(place).collect::<Vec<f64>>());
    let gap = |x: f64, jet: Jet| Gap {
        x,
        gap: jet.y.abs(),
    };
    let sides = scan
        .breaks
        .iter()
        .flat_map(|b| [b.left, b.value, b.right].map(|jet| gap(b.x, jet)));
    let turns = scan
        .cells()
        .filter_map(|(l, r)| turn(&difference, l.0, r.0));
    let all = turns
        .chain([start, end])
        .map(|x| gap(x, difference(x)))
        .chain(sides);
    all.filter(|gap| !gap.gap.is_nan()).reduce(larger)
}

/// Where the slope of a smooth stretch changes its sign.
fn turn(curve: &dyn Curve, left: f64, right: f64) -> Option<f64> {
    let (slope, other) = (curve.at(left).dy, curve.at(right).dy);
    (slope * other < 0.0).then(|| boundary(left, right, |x| curve.at(x).dy * slope > 0.0))
}

fn larger(a: Gap, b: Gap) -> Gap {
    let equal = (a.gap - b.gap).abs() <= 1e-12;
    if b.gap > a.gap && !equal || equal && b.x > a.x {
        b
    } else {
        a
    }
}
