//! A net of one hidden layer that learns: plain gradient descent over a set of points, all points in every step.
//!
//! For n points (x, t) the error is E = 1/n Σ (y − t)², the mean of the squares, without a ½: its root is the RMSE over the
//! points. With o = skip·x + Σ vᵢ·hᵢ + bias, hᵢ = f(zᵢ), zᵢ = wᵢ·x + bᵢ and y = g(o), and e = 2/n·(y − t)·g′(o), the chain
//! rule (Rumelhart, Hinton and Williams 1986) gives, each summed over the points,
//!
//! - ∂E/∂skip = e·x and ∂E/∂bias = e,
//! - ∂E/∂vᵢ = e·hᵢ, ∂E/∂bᵢ = e·vᵢ·f′(zᵢ) and ∂E/∂wᵢ = e·vᵢ·f′(zᵢ)·x.
//!
//! A step takes the rate times that from every number, the kinks included. At a kink f′ is what
//! [`Activation::at`](super::Activation::at) takes there: 0 for `relu`. All numbers are without units.

use super::curve::Curve;
use super::hinge::{Hidden, Hinges};

/// What a net learns, and how fast.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The points (x, t); at least one.
    pub points: Vec<(f64, f64)>,
    /// The learning rate.
    pub rate: f64,
    /// Whether the weight of the way around the hidden units learns as well.
    pub skip: bool,
    /// No number goes further from 0 than this.
    pub bound: f64,
}

/// How far a net is from its points, and which way it gets further.
#[derive(Clone, Debug, PartialEq)]
pub struct Slope {
    /// E.
    pub error: f64,
    /// ∂E/∂w, ∂E/∂b and ∂E/∂v of each unit.
    pub units: Vec<Hidden>,
    /// ∂E/∂skip.
    pub skip: f64,
    /// ∂E/∂bias.
    pub bias: f64,
}

impl Lesson {
    /// E of `net`, and its gradient.
    #[must_use]
    pub fn slope(&self, net: &Hinges) -> Slope {
        let none = Hidden {
            w: 0.0,
            b: 0.0,
            v: 0.0,
        };
        let mut sum = Slope {
            error: 0.0,
            units: vec![none; net.units.len()],
            skip: 0.0,
            bias: 0.0,
        };
        let part = 1.0 / self.points.len() as f64;
        let mut hidden = vec![(0.0, 0.0); net.units.len()];
        for (x, target) in &self.points {
            let mut out = net.skip * x + net.bias;
            for (unit, h) in net.units.iter().zip(&mut hidden) {
                let f = net.bend.at(unit.w * x + unit.b);
                *h = (f.y, f.dy);
                out += unit.v * f.y;
            }
            let closed = net.outer && out <= 0.0;
            let off = if closed { -target } else { out - target };
            sum.error += part * off * off;
            if closed {
                continue;
            }
            let message = 2.0 * part * off;
            sum.skip += message * x;
            sum.bias += message;
            for ((unit, slope), (y, dy)) in net.units.iter().zip(&mut sum.units).zip(&hidden) {
                let back = message * unit.v * dy;
                slope.w += back * x;
                slope.b += back;
                slope.v += message * y;
            }
        }
        sum
    }

    /// The net after a step, and E before it.
    #[must_use]
    pub fn step(&self, net: &Hinges) -> (Hinges, f64) {
        let slope = self.slope(net);
        let down = |value: &mut f64, slope: f64| {
            *value = (*value - self.rate * slope).clamp(-self.bound, self.bound);
        };
        let mut next = net.clone();
        for (unit, slope) in next.units.iter_mut().zip(&slope.units) {
            down(&mut unit.w, slope.w);
            down(&mut unit.b, slope.b);
            down(&mut unit.v, slope.v);
        }
        down(&mut next.bias, slope.bias);
        if self.skip {
            down(&mut next.skip, slope.skip);
        }
        (next, slope.error)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ALL, Activation, Bend};
    use super::*;
    use proptest::prelude::*;

    fn net(id: &str, units: Vec<Hidden>, outer: bool) -> Hinges {
        Hinges {
            bend: Bend::new(Activation::find(id).unwrap()),
            units,
            skip: 0.5,
            bias: -0.25,
            outer,
        }
    }

    fn lesson(points: Vec<(f64, f64)>) -> Lesson {
        Lesson {
            points,
            rate: 0.1,
            skip: true,
            bound: 1e6,
        }
    }

    #[test]
    fn two_points_are_what_a_hand_computes() {
        // y = 0.5·x + 2·relu(3·x − 1) − 0.25: at x = 1 it is 4.25, at x = 0 −0.25, there with the unit closed.
        // t = 4 and 0, so y − t = 0.25 and −0.25, and e = 2/2·(y − t) = 0.25 and −0.25.
        let unit = Hidden {
            w: 3.0,
            b: -1.0,
            v: 2.0,
        };
        let slope = lesson(vec![(1.0, 4.0), (0.0, 0.0)]).slope(&net("relu", vec![unit], false));
        let expected = Slope {
            error: 0.0625,
            units: vec![Hidden {
                w: 0.5, // 0.25·2·1·1
                b: 0.5,
                v: 0.5, // 0.25·2
            }],
            skip: 0.25,
            bias: 0.0,
        };
        assert_eq!(slope, expected);
    }

    #[test]
    fn what_the_outer_relu_holds_back_learns_nothing_but_counts() {
        let slope = lesson(vec![(-1.0, 0.5)]).slope(&net("relu", vec![], true));
        assert_eq!(
            (slope.error, slope.skip, slope.bias),
            (0.25, 0.0, 0.0) // y = 0
        );
    }

    #[test]
    fn a_step_goes_against_the_gradient_and_no_further_than_the_bound() {
        let unit = Hidden {
            w: 3.0,
            b: -1.0,
            v: 2.0,
        };
        let start = net("relu", vec![unit], false);
        let mut lesson = lesson(vec![(1.0, 4.0), (0.0, 0.0)]);
        let (next, error) = lesson.step(&start);
        assert_eq!(error, 0.0625);
        let Hidden { w, b, v } = next.units[0];
        for (found, expected) in [(w, 2.95), (b, -1.05), (v, 1.95), (next.skip, 0.475)] {
            assert!((found - expected).abs() < 1e-15, "{found} {expected}");
        }
        lesson.skip = false;
        assert_eq!(lesson.step(&start).0.skip, 0.5);
        (lesson.rate, lesson.bound) = (1e9, 7.0);
        assert_eq!(lesson.step(&start).0.units[0].w, -7.0);
    }

    #[test]
    fn runs_are_those_of_numpy() {
        // Made by tests/data/make_hinge_descent.py.
        let rows = include_str!("../../../tests/data/hinge_descent.csv").lines();
        let mut runs: Vec<(&str, Hinges, usize)> = Vec::new();
        for row in rows.filter(|row| !row.starts_with('#')) {
            let cells: Vec<&str> = row.split(',').collect();
            let numbers: Vec<f64> = cells[1..]
                .iter()
                .map(|cell| cell.parse().unwrap())
                .collect();
            let count = (numbers.len() - 5) / 3;
            let list = |part: usize| &numbers[3 + part * count..][..count];
            let article = cells[0] == "article";
            if numbers[0] == 0.0 {
                let unit = |i| Hidden {
                    w: list(0)[i],
                    b: list(1)[i],
                    v: list(2)[i],
                };
                let mut start = net(["tanh", "relu"][usize::from(article)], vec![], article);
                start.units = (0..count).map(unit).collect();
                (start.skip, start.bias) = (numbers[3 + 3 * count], numbers[4 + 3 * count]);
                runs.push((cells[0], start, 0));
            }
            let x = |i: usize| -6.0 + 0.1 * (i as f64 + 0.5);
            let target = |x: f64| {
                if article {
                    1.0 / (1.0 + (-x).exp())
                } else {
                    x.sin()
                }
            };
            let mut lesson = lesson((0..120).map(|i| (x(i), target(x(i)))).collect());
            lesson.rate = if article { 0.01 } else { 0.02 };
            let (name, run, step) = runs.last_mut().unwrap();
            while (*step as f64) < numbers[0] {
                *run = lesson.step(run).0;
                *step += 1;
            }
            assert_eq!(*name, cells[0]);
            let found = [lesson.slope(run).error.sqrt(), run.skip, run.bias];
            let tail = [numbers[1], numbers[3 + 3 * count], numbers[4 + 3 * count]];
            let units = run.units.iter().enumerate().flat_map(|(i, unit)| {
                [
                    (unit.w, list(0)[i]),
                    (unit.b, list(1)[i]),
                    (unit.v, list(2)[i]),
                ]
            });
            for (found, expected) in found.into_iter().zip(tail).chain(units) {
                assert!((found - expected).abs() < 1e-9, "{row}: {found} {expected}");
            }
        }
        assert_eq!(runs.len(), 2);
    }

    proptest! {
        #[test]
        fn gradients_are_those_of_finite_differences(
            numbers in prop::collection::vec(-2.0..2.0_f64, 3 * 3 + 2),
            points in prop::collection::vec((-3.0..3.0_f64, -1.0..1.0_f64), 1..8),
            i in 0..ALL.len(),
            outer in any::<bool>(),
        ) {
            let of = |numbers: &[f64]| Hinges {
                bend: Bend::new(&ALL[i]),
                units: numbers[2..].chunks(3).map(|n| Hidden { w: n[0], b: n[1], v: n[2] }).collect(),
                skip: numbers[0],
                bias: numbers[1],
                outer,
            };
            let (net, lesson, h) = (of(&numbers), lesson(points), 1e-6);
            let near_a_kink = |x: f64| {
                let inner = (0..3).any(|i| net.neuron(i).kinks().iter().any(|kink| (kink - x).abs() < 1e-2));
                inner || (outer && net.at(x).y < 1e-3 && Hinges { outer: false, ..net.clone() }.at(x).y.abs() < 1e-3)
            };
            prop_assume!(!lesson.points.iter().any(|(x, _)| near_a_kink(*x)));
            let slope = lesson.slope(&net);
            let units = slope.units.iter().flat_map(|unit| [unit.w, unit.b, unit.v]);
            let found: Vec<f64> = [slope.skip, slope.bias].into_iter().chain(units).collect();
            for (place, found) in found.into_iter().enumerate() {
                let error = |by: f64| {
                    let mut moved = numbers.clone();
                    moved[place] += by;
                    lesson.slope(&of(&moved)).error
                };
                let expected = (error(h) - error(-h)) / (2.0 * h);
                prop_assert!((found - expected).abs() < 1e-5 * (1.0 + found.abs() + slope.error), "{}: {place}: {found} {expected}", ALL[i].id);
            }
        }
    }
}
