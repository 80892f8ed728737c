//! The nets that come closest to a curve: with the kinks that a net has, or with the best ones.

use super::curve::Curve;
use super::distance::{nodes, stretches};
use super::fit::{least_squares, solve, triangle};
use super::hinge::{Hidden, Hinges};

/// The most corrections of the kinks from one start.
const CORRECTIONS: usize = 30;
/// A correction that gains less than this share ends the search.
const GAIN: f64 = 1e-6;
/// Where a search begins: kinks spread evenly over this share of the range.
const STARTS: [f64; 3] = [1.0, 0.7, 0.4];

/// The net with f, w and b of the units of `net` that comes closest to `target` over `range`, in the sense of the mean
/// square, without an outer `ReLU`; with a way around the units if `skip` is set. `cuts`: where `target` is not smooth.
#[must_use]
pub fn best(
    net: &Hinges,
    skip: bool,
    target: &dyn Curve,
    range: (f64, f64),
    cuts: &[f64],
) -> Hinges {
    let task = Task {
        target,
        range,
        cuts,
        skip,
    };
    let Rows {
        columns, heights, ..
    } = task.rows(net, false);
    task.with(net, &least_squares(columns, heights))
}

/// The same with the best kinks there are, as far as a search from a few starts finds them: Gauss and Newton's method
/// with Levenberg and Marquardt's damping, for the kinks alone; the weights follow from them (Kaufman 1975).
#[must_use]
pub fn best_kinks(
    net: &Hinges,
    skip: bool,
    target: &dyn Curve,
    range: (f64, f64),
    cuts: &[f64],
) -> Hinges {
    let task = Task {
        target,
        range,
        cuts,
        skip,
    };
    let search = |share: &f64| task.search(spread(net, range, *share));
    let found = STARTS.iter().map(search);
    let (_, net) = found
        .reduce(|a, b| if b.0 < a.0 { b } else { a })
        .unwrap_or((0.0, net.clone()));
    net
}

/// The units of `net` with their kinks spread evenly over the middle `share` of `range`, from left to right.
#[must_use]
pub fn spread(net: &Hinges, (low, high): (f64, f64), share: f64) -> Hinges {
    let (middle, step) = (
        f64::midpoint(low, high),
        share * (high - low) / net.units.len() as f64,
    );
    let first = middle - 0.5 * step * (net.units.len() as f64 - 1.0);
    let mut net = net.clone();
    for (i, unit) in net.units.iter_mut().enumerate() {
        put(unit, first + step * i as f64);
    }
    net
}

/// Moves the kink of a unit to `x`.
fn put(unit: &mut Hidden, x: f64) {
    unit.b = -unit.w * x + 0.0;
}

/// What is to be approximated, where, and by what.
struct Task<'a> {
    target: &'a dyn Curve,
    range: (f64, f64),
    cuts: &'a [f64],
    skip: bool,
}

/// A place a row: the summands of a net, how each unit changes with its kink, and the heights to be reached; all times the
/// root of the weight of the place.
struct Rows {
    columns: Vec<Vec<f64>>,
    changes: Vec<Vec<f64>>,
    heights: Vec<f64>,
}

impl Task<'_> {
    fn rows(&self, net: &Hinges, with_changes: bool) -> Rows {
        let kinks = net.units.iter().enumerate();
        let kinks = kinks.flat_map(|(i, unit)| {
            let mut kinks = net.neuron(i).kinks();
            kinks.push(unit.kink());
            kinks
        });
        let cuts: Vec<f64> = kinks.chain(self.cuts.iter().copied()).collect();
        let nodes = nodes(&stretches(self.range, &cuts));
        let roots: Vec<f64> = nodes
            .iter()
            .map(|(_, weight)| libm::sqrt(*weight))
            .collect();
        let column = |value: &dyn Fn(f64) -> f64| -> Vec<f64> {
            let rows = nodes.iter().zip(&roots);
            rows.map(|((x, _), root)| value(*x) * root).collect()
        };
        let mut columns = vec![column(&|_| 1.0)];
        if self.skip {
            columns.push(column(&|x| x));
        }
        let mut changes = Vec::new();
        for i in 0..net.units.len() {
            let neuron = net.neuron(i);
            columns.push(column(&|x| neuron.at(x).y));
            if with_changes {
                let v = net.units[i].v;
                changes.push(column(&|x| -v * neuron.at(x).dy));
            }
        }
        Rows {
            columns,
            changes,
            heights: column(&|x| self.target.at(x).y),
        }
    }

    /// `net` with these coefficients: bias, perhaps skip, and an output weight a unit.
    fn with(&self, net: &Hinges, coefficients: &[f64]) -> Hinges {
        let mut net = net.clone();
        let (line, outputs) = coefficients.split_at(1 + usize::from(self.skip));
        (net.bias, net.skip, net.outer) = (line[0], line.get(1).copied().unwrap_or(0.0), false);
        for (unit, v) in net.units.iter_mut().zip(outputs) {
            unit.v = *v;
        }
        net
    }

    /// The best output weights for the kinks of `net`, and the sum of squares that is left.
    fn weigh(&self, net: &Hinges) -> (f64, Hinges) {
        let Rows {
            mut columns,
            mut heights,
            ..
        } = self.rows(net, false);
        let count = columns.len();
        let rows = triangle(&mut columns, count, &mut heights);
        let rank = rows.iter().flatten().count();
        let rest = heights[rank..].iter().map(|y| y * y).sum();
        (rest, self.with(net, &solve(&columns, &rows, &heights)))
    }

    /// Corrects the kinks of `net` until that gains nothing.
    fn search(&self, net: Hinges) -> (f64, Hinges) {
        let (mut rest, mut net) = self.weigh(&net);
        let mut damping = 1e-2;
        for _ in 0..CORRECTIONS {
            let Rows {
                mut columns,
                changes,
                mut heights,
            } = self.rows(&net, true);
            let count = columns.len();
            columns.extend(changes);
            let rows = triangle(&mut columns, count, &mut heights);
            let rank = rows.iter().flatten().count();
            let changes: Vec<&[f64]> = columns[count..].iter().map(|c| &c[rank..]).collect();
            let better = (0..8).find_map(|_| {
                let steps = damped(&changes, &heights[rank..], damping);
                let (left, tried) = self.weigh(&self.moved(&net, &steps));
                let gains = left < rest;
                damping *= if gains { 0.1 } else { 5.0 };
                gains.then_some((left, tried))
            });
            let Some((left, tried)) = better else { break };
            let gain = rest - left;
            (rest, net) = (left, tried);
            if gain <= GAIN * rest {
                break;
            }
        }
        (rest, net)
    }

    fn moved(&self, net: &Hinges, steps: &[f64]) -> Hinges {
        let mut net = net.clone();
        for (unit, step) in net.units.iter_mut().zip(steps) {
            let kink = unit.kink() + step;
            if kink.is_finite() {
                put(unit, kink.clamp(self.range.0, self.range.1));
            }
        }
        net
    }
}

/// The steps along `changes` that bring them nearest to `rest`, held back by `damping`.
fn damped(changes: &[&[f64]], rest: &[f64], damping: f64) -> Vec<f64> {
    let count = changes.len();
    let mut rest = rest.to_vec();
    rest.resize(rest.len() + count, 0.0);
    let column = |(i, change): (usize, &&[f64])| {
        let size: f64 = change.iter().map(|c| c * c).sum();
        let mut column = change.to_vec();
        column.resize(rest.len(), 0.0);
        column[change.len() + i] = libm::sqrt(damping * size + 1e-12);
        column
    };
    least_squares(changes.iter().enumerate().map(column).collect(), rest)
}

#[cfg(test)]
mod tests {
    use super::super::{Activation, Bend, Distance, distance};
    use super::*;

    const RANGE: (f64, f64) = (-6.0, 6.0);

    fn bend(id: &str) -> Bend {
        Bend::new(Activation::find(id).expect(id))
    }

    fn net(id: &str, kinks: &[f64]) -> Hinges {
        let unit = |k: &f64| Hidden {
            w: 1.0,
            b: -k,
            v: 0.0,
        };
        Hinges {
            bend: bend(id),
            units: kinks.iter().map(unit).collect(),
            skip: 0.0,
            bias: 0.0,
            outer: true,
        }
    }

    fn off(net: &Hinges, target: &str) -> Distance {
        let kinks: Vec<f64> = net.units.iter().map(|unit| unit.kink()).collect();
        distance(net, &bend(target), RANGE, &kinks).unwrap()
    }

    fn rmse_at(kinks: &[f64], skip: bool) -> f64 {
        let best = best(&net("relu", kinks), skip, &bend("sigmoid"), RANGE, &[]);
        assert!(!best.outer && (skip || best.skip == 0.0));
        off(&best, "sigmoid").rmse
    }

    // The expected values of this module are those of numpy.linalg.lstsq (NumPy 2.4.6) on the columns 1, x and
    // max(0, x − k), printed by tests/data/hinges.py.

    #[test]
    fn the_best_weights_are_those_of_numpy() {
        let kinks = [-4.0, -2.0, 2.0, 4.0];
        assert!((rmse_at(&kinks, true) - 0.011_897_9).abs() < 1e-6);
        assert!((rmse_at(&kinks, false) - 0.012_060_6).abs() < 1e-6);
        assert!((rmse_at(&[-2.9, -1.35, 1.35, 2.9], true) - 0.005_688_7).abs() < 1e-6);
        assert!((rmse_at(&[-3.38, -1.5, 1.5, 3.38], false) - 0.007_678_6).abs() < 1e-6);
    }

    #[test]
    fn the_best_kinks_with_a_way_around_are_symmetric() {
        let start = net("relu", &[-4.0, -2.0, 2.0, 4.0]);
        let found = best_kinks(&start, true, &bend("sigmoid"), RANGE, &[]);
        for (unit, k) in found.units.iter().zip([-2.90, -1.35, 1.35, 2.90]) {
            assert!((unit.kink() - k).abs() < 0.006, "{}", unit.kink());
        }
        assert!((off(&found, "sigmoid").rmse - 0.005_69).abs() < 1e-5);
    }

    #[test]
    fn without_a_way_around_the_best_kinks_beat_the_best_symmetric_ones() {
        let start = net("relu", &[-4.0, -2.0, 2.0, 4.0]);
        let found = best_kinks(&start, false, &bend("sigmoid"), RANGE, &[]);
        // And 25 searches in NumPy from random starts found nothing better.
        let rmse = off(&found, "sigmoid").rmse;
        assert!((rmse - 0.007_097).abs() < 2e-6, "{rmse}");
        let steps = |from: f64| (0..=6).map(move |i| from + 0.01 * f64::from(i));
        let symmetric = |a: f64, b: f64| rmse_at(&[-a, -b, b, a], false);
        let pairs = steps(3.35).flat_map(|a| steps(1.47).map(move |b| (a, b)));
        let (a, b) = pairs
            .min_by(|p, q| symmetric(p.0, p.1).total_cmp(&symmetric(q.0, q.1)))
            .unwrap();
        assert!(
            (a - 3.38).abs() < 0.011 && (b - 1.50).abs() < 1e-9,
            "{a} {b}"
        );
        assert!(symmetric(a, b) > rmse);
    }

    #[test]
    fn a_search_never_ends_worse_than_evenly_spread_kinks() {
        for target in ["sigmoid", "sine", "gaussian", "step"] {
            for (id, count) in [("relu", 1), ("relu", 5), ("relu", 16), ("tanh", 3)] {
                let start = spread(&net(id, &vec![0.0; count]), RANGE, 1.0);
                let even = best(&start, true, &bend(target), RANGE, &[0.0]);
                let found = best_kinks(&start, true, &bend(target), RANGE, &[0.0]);
                let (even, found) = (off(&even, target).rmse, off(&found, target).rmse);
                assert!(
                    found <= even * 1.000_01,
                    "{id} {count} {target}: {found} {even}"
                );
            }
        }
    }

    #[test]
    fn without_a_bend_all_units_together_are_one_line() {
        let line = |count| {
            let net = spread(&net("identity", &vec![0.0; count]), RANGE, 1.0);
            off(&best(&net, true, &bend("sigmoid"), RANGE, &[]), "sigmoid").rmse
        };
        assert!((line(1) - line(16)).abs() < 1e-9);
    }
}
