//! From a curve to lines that can be drawn: exact at kinks, open at jumps.

use core::ops::RangeInclusive;

use super::curve::{Break, Curve, Order, Side};
use super::jet::Jet;

/// Points of a curve over a range, split at its kinks. One sampling draws f, f′ and f″.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampling {
    /// From left to right. A piece that begins or ends at a kink holds the one-sided limit there.
    pieces: Vec<Vec<(f64, Jet)>>,
    /// The kinks between the pieces.
    kinks: Vec<Break>,
}

/// A place where a line breaks off and goes on elsewhere: two open dots and a filled one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jump {
    /// Where.
    pub x: f64,
    /// The limit from below.
    pub left: f64,
    /// The limit from above.
    pub right: f64,
    /// The value at the place itself.
    pub value: f64,
}

/// Samples `curve` at `n` (at least 2) evenly spaced points of `range` and on both sides of each
/// of its kinks there.
pub fn sample(curve: &dyn Curve, range: RangeInclusive<f64>, n: usize) -> Sampling {
    let kinks = kinks_within(curve, &range);
    let grid = grid(range, n.max(2));
    let clear = 1e-9 * (grid[1] - grid[0]); // nearer to a kink, rounding may put a point on the wrong side
    let piece = |i: usize| {
        let (left, right) = (i.checked_sub(1).map(|i| kinks[i]), kinks.get(i));
        let from = left.map_or(0, |kink| grid.partition_point(|&x| x <= kink.x + clear));
        let to = right.map_or(grid.len(), |kink| {
            grid.partition_point(|&x| x < kink.x - clear)
        });
        let inner = grid[from..to.max(from)].iter().map(|&x| (x, curve.at(x)));
        let (first, last) = (left.map(|k| (k.x, k.right)), right.map(|k| (k.x, k.left)));
        first.into_iter().chain(inner).chain(last).collect()
    };
    let pieces = (0..=kinks.len()).map(piece).collect();
    Sampling { pieces, kinks }
}

fn grid(range: RangeInclusive<f64>, n: usize) -> Vec<f64> {
    let (start, end) = range.into_inner();
    let step = (end - start) / (n - 1) as f64;
    let inner = (0..n - 1).map(|i| start + step * i as f64);
    inner.chain([end]).collect()
}

/// The kinks in the range, with what the curve does there.
fn kinks_within(curve: &dyn Curve, range: &RangeInclusive<f64>) -> Vec<Break> {
    let mut places = curve.kinks();
    places.retain(|x| range.contains(x));
    places.dedup();
    let look = |x| Break {
        x,
        left: curve.beside(x, Side::Left),
        right: curve.beside(x, Side::Right),
        value: curve.at(x),
    };
    places.into_iter().map(look).collect()
}

impl Sampling {
    /// The points of f, f′ or f″, as lines to be drawn each in one stroke: a jump or a point that
    /// is not finite ends a line, a kink that this order does not feel joins its pieces.
    pub fn lines(&self, order: Order) -> Vec<Vec<(f64, f64)>> {
        let mut lines = Vec::new();
        for (i, piece) in self.pieces.iter().enumerate() {
            let joined = i > 0 && !self.kinks[i - 1].jumps(order);
            if !joined {
                lines.push(Vec::new());
            }
            for &(x, jet) in &piece[usize::from(joined)..] {
                extend(&mut lines, x, order.of(jet));
            }
        }
        lines.retain(|line| line.len() > 1);
        lines
    }

    /// Where f, f′ or f″ jumps, from left to right.
    pub fn jumps(&self, order: Order) -> Vec<Jump> {
        let as_jump = |k: &Break| Jump {
            x: k.x,
            left: order.of(k.left),
            right: order.of(k.right),
            value: order.of(k.value),
        };
        self.kinks
            .iter()
            .filter(|k| k.jumps(order))
            .map(as_jump)
            .collect()
    }

    /// All points from left to right, two at each kink.
    pub fn points(&self) -> impl Iterator<Item = (f64, Jet)> {
        self.pieces.iter().flatten().copied()
    }
}

/// Continues the last line, or begins a new one after a point that is not finite.
fn extend(lines: &mut Vec<Vec<(f64, f64)>>, x: f64, y: f64) {
    match lines.last_mut() {
        Some(line) if y.is_finite() => line.push((x, y)),
        _ => lines.push(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ALL, Activation, Bend, Neuron};
    use super::*;

    fn bend(id: &str) -> Bend {
        Bend::new(Activation::find(id).expect(id))
    }

    #[test]
    fn a_step_is_drawn_as_two_lines_and_one_jump() {
        let sampling = sample(&bend("step"), -10.0..=10.0, 201);
        let lines = sampling.lines(Order::Value);
        assert_eq!(
            lines.iter().map(Vec::len).collect::<Vec<usize>>(),
            [101, 101]
        );
        assert_eq!((lines[0][100], lines[1][0]), ((0.0, 0.0), (0.0, 1.0)));
        let jump = Jump {
            x: 0.0,
            left: 0.0,
            right: 1.0,
            value: 0.0,
        };
        assert_eq!(sampling.jumps(Order::Value), [jump]);
        assert!(sampling.jumps(Order::Slope).is_empty());
    }

    #[test]
    fn a_kink_joins_values_and_parts_slopes() {
        let sampling = sample(&bend("relu6"), -1.0..=7.0, 7);
        assert_eq!(sampling.lines(Order::Value).len(), 1);
        assert_eq!(sampling.lines(Order::Slope).len(), 3);
        let jumps: Vec<(f64, f64, f64)> = sampling
            .jumps(Order::Slope)
            .iter()
            .map(|j| (j.x, j.left, j.right))
            .collect();
        assert_eq!(jumps, [(0.0, 0.0, 1.0), (6.0, 1.0, 0.0)]);
    }

    #[test]
    fn no_line_of_any_function_contains_a_riser() {
        for bend in ALL.iter().map(Bend::new) {
            let neuron = Neuron {
                w: -0.3,
                b: 0.1,
                bend,
            };
            let lines = sample(&neuron, -30.0..=30.0, 2401).lines(Order::Value);
            for pair in lines.iter().flat_map(|line| line.windows(2)) {
                let rise = (pair[1].1 - pair[0].1).abs();
                assert!(
                    rise < 0.5,
                    "{} near {}",
                    neuron.bend.activation.id,
                    pair[0].0
                );
                assert!(
                    pair[0].0 < pair[1].0,
                    "{} goes back",
                    neuron.bend.activation.id
                );
            }
        }
    }

    #[test]
    fn a_line_ends_where_the_curve_is_not_finite() {
        let pole = |x: f64| Jet::new(1.0 / x, -1.0 / (x * x), 2.0 / (x * x * x));
        let lines = sample(&pole, -1.0..=1.0, 5).lines(Order::Value);
        assert_eq!(
            lines,
            [
                vec![(-1.0, -1.0), (-0.5, -2.0)],
                vec![(0.5, 2.0), (1.0, 1.0)]
            ]
        );
    }

    #[test]
    fn a_kink_on_the_edge_of_the_range_makes_no_riser() {
        let slopes = sample(&bend("relu"), 0.0..=1.0, 5).lines(Order::Slope);
        assert_eq!(slopes.len(), 1);
        assert!(slopes[0].iter().all(|point| point.1 == 1.0));
    }

    #[test]
    fn both_ends_of_the_range_are_sampled() {
        let points: Vec<f64> = sample(&bend("tanh"), -0.1..=0.7, 481)
            .points()
            .map(|p| p.0)
            .collect();
        assert_eq!((points.len(), points[0], points[480]), (481, -0.1, 0.7));
    }
}
