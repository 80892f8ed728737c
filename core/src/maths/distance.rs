//! How far two curves are apart over a range: at most, and on the average of squares.

use super::curve::{Curve, Order, Side};
use super::jet::Jet;

/// How far two curves are apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// The largest difference.
    pub max: f64,
    /// Where that is; of equals, the least x.
    pub x: f64,
    /// The root of the mean of the squares over the whole range.
    pub rmse: f64,
}

/// Points and weights of Gauss and Legendre on [−1, 1], from 0 outwards.
type Rule = [(f64, f64)];

/// Exact for polynomials up to x⁷: Abramowitz and Stegun, table 25.4.
const COARSE: [(f64, f64); 2] = [
    (0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
    (0.861_136_311_594_052_6, 0.347_854_845_137_453_9),
];
/// Exact up to x¹⁵: likewise.
const FINE: [(f64, f64); 4] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.525_532_409_916_329, 0.313_706_645_877_887_3),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_48),
    (0.960_289_856_497_536_3, 0.101_228_536_290_376_26),
];
/// No stretch is longer than this part of the range.
const STRETCHES: usize = 12;

/// The stretches of `range` between `cuts`, from left to right; long ones are halved, or cut finer.
pub(super) fn stretches((low, high): (f64, f64), cuts: &[f64]) -> Vec<(f64, f64)> {
    let step = (high - low) / STRETCHES as f64;
    let even = (0..=STRETCHES).map(|i| low + step * i as f64);
    let inside = cuts.iter().copied().filter(|x| low < *x && *x < high);
    let mut ends: Vec<f64> = even.chain(inside).collect();
    ends.sort_by(f64::total_cmp);
    ends.dedup_by(|a, b| *a - *b <= 1e-9 * step);
    ends.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Places and their weights, with which sums over all stretches are integrals: as few as a search can do with.
pub(super) fn nodes(stretches: &[(f64, f64)]) -> Vec<(f64, f64)> {
    stretches.iter().flat_map(|s| gauss(&COARSE, *s)).collect()
}

fn gauss(rule: &Rule, (from, to): (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    let (middle, half) = (f64::midpoint(from, to), 0.5 * (to - from));
    let node =
        move |side: f64| move |(t, weight): &(f64, f64)| (middle + side * half * t, half * weight);
    let left = rule.iter().rev().map(node(-1.0));
    left.chain(rule.iter().map(node(1.0)))
}

/// How far `a` and `b` are apart over `range`; both are smooth between `cuts`. `None` where that is no number.
#[must_use]
pub fn distance(a: &dyn Curve, b: &dyn Curve, range: (f64, f64), cuts: &[f64]) -> Option<Distance> {
    let difference = |x: f64| a.at(x) - b.at(x);
    let stretches = stretches(range, cuts);
    let mut squares = 0.0;
    let mut places: Vec<(f64, Jet)> = Vec::new();
    for (from, to) in &stretches {
        let end = |x: f64, side| (x, a.beside(x, side) - b.beside(x, side));
        places.push(end(*from, Side::Right));
        for (x, weight) in gauss(&FINE, (*from, *to)) {
            let jet = difference(x);
            squares += weight * jet.y * jet.y;
            places.push((x, jet));
        }
        places.push(end(*to, Side::Left));
    }
    let highest = |best: (f64, f64), (x, y): (f64, f64)| {
        if y.abs() > best.1 { (x, y.abs()) } else { best }
    };
    let seen = places.iter().map(|(x, jet)| (*x, jet.y));
    let rough = seen.fold((range.0, 0.0), highest);
    let turns = places.windows(2).filter_map(|pair| {
        let [(left, l), (right, r)] = [pair[0], pair[1]];
        let near = l.y.abs().max(r.y.abs()) >= 0.5 * rough.1;
        let turns = Order::Slope.of(l) * Order::Slope.of(r) < 0.0;
        (near && turns && left < right).then(|| turn(&difference, left, right, l.dy))
    });
    let (x, max) = turns.fold(rough, highest);
    let rmse = libm::sqrt(squares / (range.1 - range.0));
    rmse.is_finite().then_some(Distance { max, x, rmse })
}

/// Where the slope between two places, `rising` at the left one, changes its sign.
fn turn(curve: &dyn Fn(f64) -> Jet, mut left: f64, mut right: f64, rising: f64) -> (f64, f64) {
    for _ in 0..48 {
        let middle = f64::midpoint(left, right);
        if curve(middle).dy * rising > 0.0 {
            left = middle;
        } else {
            right = middle;
        }
    }
    (left, curve(left).y)
}

#[cfg(test)]
mod tests {
    use super::super::{Activation, Bend};
    use super::*;

    const RANGE: (f64, f64) = (-6.0, 6.0);

    #[test]
    fn powers_are_integrated_exactly() {
        for (rule, powers) in [(&COARSE[..], 0..8), (&FINE[..], 0..16)] {
            for power in powers {
                let sum: f64 = gauss(rule, (0.0, 2.0))
                    .map(|(x, w)| w * x.powi(power))
                    .sum();
                let exact = 2_f64.powi(power + 1) / f64::from(power + 1);
                assert!((sum - exact).abs() < 1e-14 * exact, "x^{power}: {sum}");
            }
        }
    }

    #[test]
    fn the_stretches_fill_the_range() {
        let stretches = stretches(RANGE, &[0.3, -7.0, 0.3, 6.0, 2.0]);
        assert_eq!(stretches.len(), STRETCHES + 1);
        let total: f64 = nodes(&stretches).iter().map(|(_, weight)| weight).sum();
        assert!((total - 12.0).abs() < 1e-12);
    }

    #[test]
    fn a_sine_and_nothing_are_apart_by_1_and_by_the_root_of_a_half() {
        let sine = Bend::new(Activation::find("sine").unwrap());
        let nothing = |_: f64| Jet::new(0.0, 0.0, 0.0);
        let tau = core::f64::consts::TAU;
        let found = distance(&sine, &nothing, (0.0, tau), &[]).unwrap();
        assert!((found.max - 1.0).abs() < 1e-12 && (found.x - tau / 4.0).abs() < 1e-6);
        assert!((found.rmse - 0.5_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn both_sides_of_a_jump_count() {
        let step = Bend::new(Activation::find("step").unwrap());
        let line = |x: f64| Jet::new(0.5 + 0.1 * x, 0.1, 0.0);
        let found = distance(&step, &line, (-1.0, 1.0), &[0.0]).unwrap();
        assert!(found.max == 0.5 && found.x == 0.0);
        // ∫₀¹ (0.5 − 0.1·x)² dx = 0.2033…
        assert!((found.rmse - (0.61_f64 / 3.0).sqrt()).abs() < 1e-12);
    }
}
