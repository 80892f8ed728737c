//! A net of one input, one hidden layer and one output: a sum of bends, and the straight pieces it is made of.

use super::activation::Bend;
use super::curve::{Curve, Neuron, Side};
use super::jet::Jet;

/// A hidden unit: it adds v·f(w·x + b).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hidden {
    /// The weight of its input.
    pub w: f64,
    /// Its bias.
    pub b: f64,
    /// The weight of its output.
    pub v: f64,
}

impl Hidden {
    /// Where its pre-activation is 0: the kink of a `ReLU`, the middle of a sigmoid. Not finite when w = 0.
    #[must_use]
    pub fn kink(self) -> f64 {
        -self.b / self.w + 0.0
    }
}

/// y = g(skip·x + Σ vᵢ·f(wᵢ·x + bᵢ) + bias), where g is `ReLU` if `outer` is set, and nothing otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Hinges {
    /// f, the same in every unit.
    pub bend: Bend,
    /// The hidden units.
    pub units: Vec<Hidden>,
    /// The weight of the way around the hidden units; 0: there is none.
    pub skip: f64,
    /// The bias of the output.
    pub bias: f64,
    /// Whether the output goes through `ReLU`.
    pub outer: bool,
}

/// A straight piece of a net.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Its left end; −∞ for the first.
    pub from: f64,
    /// Its right end; ∞ for the last.
    pub to: f64,
    /// Its slope.
    pub slope: f64,
}

/// Slopes and heights nearer than this, as a share of the larger, are the same.
const SAME: f64 = 1e-9;
/// Where a net that is not straight between its kinks is searched for zeros, and in how many steps.
const SEARCHED: (f64, usize) = (12.0, 480);

impl Hinges {
    /// The hidden unit at `i`, before its output is weighted.
    #[must_use]
    pub fn neuron(&self, i: usize) -> Neuron {
        let Hidden { w, b, .. } = self.units[i];
        Neuron {
            w,
            b,
            bend: self.bend.clone(),
        }
    }

    /// What goes into the outer `ReLU`.
    fn sum(&self, hidden: impl Fn(usize) -> Jet, x: f64) -> Jet {
        let units = self.units.iter().enumerate();
        let line = Jet::new(self.skip * x + self.bias, self.skip, 0.0);
        units.fold(line, |sum, (i, unit)| sum + hidden(i) * unit.v)
    }

    fn inside(&self, x: f64) -> Jet {
        self.sum(
            |i| {
                let Hidden { w, b, .. } = self.units[i];
                let z = libm::fma(w, x, b);
                let f = self.bend.at(z);
                Jet::new(z, w, 0.0).chain(f.y, f.dy, f.d2y)
            },
            x,
        )
    }

    /// The limit of the sum at `x` from one side.
    fn inside_beside(&self, x: f64, side: Side) -> Jet {
        let near = |kink: &f64| (kink - x).abs() <= 1e-12 * x.abs().max(1.0);
        self.sum(
            |i| {
                let neuron = self.neuron(i);
                if neuron.kinks().iter().any(near) {
                    neuron.beside(x, side)
                } else {
                    neuron.at(x)
                }
            },
            x,
        )
    }

    /// Whether f is straight between its kinks, so that the net is a chain of straight pieces.
    #[must_use]
    pub fn is_straight(&self) -> bool {
        let places = (-22..=22).map(|i| 0.37 * f64::from(i));
        places.into_iter().all(|z| self.bend.at(z).d2y == 0.0)
    }

    /// The kinks of the hidden units, ascending, each once.
    fn inner_kinks(&self) -> Vec<f64> {
        let units = 0..self.units.len();
        ascending(units.flat_map(|i| self.neuron(i).kinks()).collect())
    }

    /// Where the sum goes through 0, ascending: there the outer `ReLU` bends.
    fn zeros(&self, kinks: &[f64]) -> Vec<f64> {
        if self.is_straight() {
            let zero = |(from, to): (f64, f64)| {
                let middle = between(from, to);
                let Jet { y, dy, .. } = self.inside(middle);
                let zero = middle - y / dy + 0.0;
                (from < zero && zero < to && zero.is_finite()).then_some(zero)
            };
            return pieces(kinks).into_iter().filter_map(zero).collect();
        }
        let (end, steps) = SEARCHED;
        let place = |i: usize| end * (2.0 * i as f64 / steps as f64 - 1.0);
        let above = |x: f64| self.inside(x).y > 0.0;
        let zero = |i: usize| {
            let (mut left, mut right) = (place(i), place(i + 1));
            let start = above(left);
            if start == above(right) {
                return None;
            }
            for _ in 0..60 {
                let middle = f64::midpoint(left, right);
                *(if above(middle) == start {
                    &mut left
                } else {
                    &mut right
                }) = middle;
            }
            Some(right)
        };
        (0..steps).filter_map(zero).collect()
    }

    /// The straight pieces from left to right, as few as there are; none unless [`Self::is_straight`].
    #[must_use]
    pub fn segments(&self) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        if !self.is_straight() {
            return segments;
        }
        for (from, to) in pieces(&self.kinks()) {
            let slope = self.at(between(from, to)).dy;
            match segments.last_mut() {
                Some(last) if alike(last.slope, slope) && !self.jumps(from) => last.to = to,
                _ => segments.push(Segment { from, to, slope }),
            }
        }
        segments
    }

    fn jumps(&self, x: f64) -> bool {
        let [left, right] = [Side::Left, Side::Right].map(|side| self.beside(x, side).y);
        !alike(left, right)
    }

    /// The outer `ReLU`, where it is used.
    fn outer(&self, sum: Jet, open: bool) -> Jet {
        if self.outer && !open {
            Jet::new(0.0, 0.0, 0.0)
        } else {
            sum
        }
    }
}

impl Curve for Hinges {
    fn at(&self, x: f64) -> Jet {
        let sum = self.inside(x);
        self.outer(sum, open(sum))
    }

    fn kinks(&self) -> Vec<f64> {
        let mut kinks = self.inner_kinks();
        if self.outer {
            kinks.extend(self.zeros(&kinks));
        }
        ascending(kinks)
    }

    fn beside(&self, kink: f64, side: Side) -> Jet {
        let sum = self.inside_beside(kink, side);
        let rising = (sum.dy > 0.0) == (side == Side::Right) && sum.dy != 0.0;
        let at_zero = sum.y.abs() <= 1e-12 * self.scale(kink);
        self.outer(sum, if at_zero { rising } else { open(sum) })
    }
}

impl Hinges {
    /// How large the summands at `x` are: what is much smaller than they is rounding.
    fn scale(&self, x: f64) -> f64 {
        let line = (self.skip * x).abs() + self.bias.abs();
        let units = 0..self.units.len();
        units.fold(line, |scale, i| {
            scale + (self.units[i].v * self.neuron(i).at(x).y).abs()
        })
    }
}

/// Whether a sum passes the outer `ReLU`; what is no number does, to be seen.
fn open(sum: Jet) -> bool {
    sum.y > 0.0 || sum.y.is_nan()
}

fn ascending(mut places: Vec<f64>) -> Vec<f64> {
    places.sort_by(f64::total_cmp);
    places.dedup();
    places
}

/// The stretches between `kinks`, from −∞ to ∞.
fn pieces(kinks: &[f64]) -> Vec<(f64, f64)> {
    let ends = |i: usize| {
        let from = i.checked_sub(1).map_or(f64::NEG_INFINITY, |i| kinks[i]);
        (from, kinks.get(i).copied().unwrap_or(f64::INFINITY))
    };
    (0..=kinks.len()).map(ends).collect()
}

/// A place between two others, either of which may be infinite.
fn between(from: f64, to: f64) -> f64 {
    match (from.is_finite(), to.is_finite()) {
        (true, true) => f64::midpoint(from, to),
        (true, false) => from + from.abs().max(1.0),
        (false, true) => to - to.abs().max(1.0),
        (false, false) => 0.0,
    }
}

fn alike(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * a.abs().max(b.abs()).max(1e-3)
}

#[cfg(test)]
mod tests {
    use super::super::Activation;
    use super::*;

    fn bend(id: &str) -> Bend {
        Bend::new(Activation::find(id).expect(id))
    }

    fn units(list: &[(f64, f64, f64)]) -> Vec<Hidden> {
        list.iter().map(|&(w, b, v)| Hidden { w, b, v }).collect()
    }

    fn article() -> Hinges {
        Hinges {
            bend: bend("relu"),
            units: units(&[
                (1.0, 4.0, 0.0429),
                (1.0, 2.0, 0.1398),
                (1.0, -2.0, -0.1398),
                (1.0, -4.0, -0.0429),
            ]),
            skip: 0.00776,
            bias: 0.0490,
            outer: true,
        }
    }

    #[test]
    fn the_net_with_four_relus_is_worked_out_by_hand() {
        // y(2) = 0.00776·2 + 0.0429·6 + 0.1398·4 + 0.0490 = 0.88112, and so on.
        for (x, y) in [
            (-10.0, 0.0),
            (-4.0, 0.01796),
            (-2.0, 0.11928),
            (0.0, 0.5002),
            (2.0, 0.88112),
            (4.0, 0.98244),
            (10.0, 1.0290),
            (1000.0, 8.7114),
        ] {
            assert!((article().at(x).y - y).abs() < 1e-12, "{x}");
        }
    }

    #[test]
    fn its_six_segments_have_the_sums_of_their_weights_as_slopes() {
        let expected = [
            // −0.0490 / 0.00776
            (-6.314_432_989_690_722, 0.0),
            (-4.0, 0.00776),
            (-2.0, 0.05066),
            (2.0, 0.19046),
            (4.0, 0.05066),
            (f64::INFINITY, 0.00776),
        ];
        let segments = article().segments();
        assert_eq!(segments.len(), 6);
        for (segment, (to, slope)) in segments.iter().zip(expected) {
            assert!(segment.to == to || (segment.to - to).abs() < 1e-12);
            assert!((segment.slope - slope).abs() < 1e-12, "{segment:?}");
        }
    }

    #[test]
    fn a_kink_that_changes_nothing_parts_nothing() {
        let mut net = article();
        net.units.push(Hidden {
            w: 1.0,
            b: 0.0,
            v: 0.0,
        });
        assert_eq!(net.segments(), article().segments());
        net.bend = bend("gelu");
        assert_eq!(net.segments(), []);
        net.bend = bend("step");
        net.outer = false;
        net.skip = 0.0;
        // Level on both sides of a jump: two pieces all the same.
        assert_eq!(net.segments().len(), 5);
    }

    #[test]
    fn slopes_agree_with_differences() {
        let h = 1e-6;
        for id in ["relu", "leaky_relu", "tanh", "gelu", "sine"] {
            let mut net = article();
            net.bend = bend(id);
            net.units[1].w = -1.7;
            for x in [-5.3, -1.23, 0.41, 3.3] {
                let difference = (net.at(x + h).y - net.at(x - h).y) / (2.0 * h);
                assert!((difference - net.at(x).dy).abs() < 1e-8, "{id} {x}");
            }
        }
    }

    #[test]
    fn the_outer_relu_bends_where_the_sum_is_zero() {
        for id in ["relu", "tanh"] {
            let mut net = article();
            net.bend = bend(id);
            net.bias = -0.1;
            let zeros: Vec<f64> = net
                .kinks()
                .into_iter()
                .filter(|x| net.inside(*x).y.abs() < 1e-9)
                .collect();
            assert!(!zeros.is_empty(), "{id}");
            for zero in zeros {
                let slopes = [Side::Left, Side::Right].map(|side| net.beside(zero, side).dy);
                let shut = slopes.iter().filter(|slope| **slope == 0.0).count();
                assert_eq!(shut, 1, "{id}: {slopes:?}");
            }
        }
    }

    #[test]
    fn a_unit_without_weight_is_level_and_has_no_kink() {
        let mut net = article();
        net.units = units(&[(0.0, 3.0, 2.0), (0.0, 0.0, 1.0)]);
        assert!(net.units.iter().all(|unit| !unit.kink().is_finite()));
        assert_eq!(net.segments().len(), 2);
        assert!((net.at(-900.0).y - 0.0).abs() < 1e-12);
    }
}
