//! What a network of the playground learns from: points of a plane or of a line, each with a label.
//!
//! Points that are made ([`DataSet`]), drawn by hand or read from a file are all [`Data`], and become [`Examples`] the
//! same way.

mod feature;
mod sets;

use super::examples::Examples;
use super::spec::Output;
use crate::maths::random::Random;

pub use feature::{Feature, inputs};
pub use sets::{ALL, DataSet};

/// Points lie in −6 ≤ x, y ≤ 6, as in the TensorFlow Playground.
pub const DOMAIN: f64 = 6.0;

/// How many points there are unless somebody chooses: with [`SHARE`] 250 to learn from.
pub const POINTS: usize = 500;

/// How much of them is learnt from unless somebody chooses.
pub const SHARE: f64 = 0.5;

/// The most noise that [`DataSet::data`] makes.
pub const MOST_NOISE: f64 = 0.5;

/// What labels are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of so many classes, counted from 0: at least two.
    Classes(usize),
    /// A number.
    Regression,
}

/// Inputs and what should come out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// x and y; where there is one input, y is 0.
    pub at: [f64; 2],
    /// The number of the class, or the number itself.
    pub label: f64,
}

/// Points, and what they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    /// What the labels are.
    pub kind: Kind,
    /// 1 or 2.
    pub inputs: usize,
    /// In the order in which they were made, drawn or read.
    pub points: Vec<Point>,
}

/// How many of so many points are learnt from, where that is the `share` of them, 0 to 1: see [`Data::split`].
#[must_use]
pub fn learnt(points: usize, share: f64) -> usize {
    let learnt = (share.clamp(0.0, 1.0) * points as f64 + 0.5) as usize;
    learnt.min(points)
}

impl Data {
    /// Parts the points at random into those to learn from, the `share` of all, and those to be tested with. Another share
    /// moves points from one part to the other; it does not shuffle them anew.
    #[must_use]
    pub fn split(&self, share: f64, seed: u64) -> (Self, Self) {
        let mut random = Random::new(seed);
        let mut points = self.points.clone();
        for last in (1..points.len()).rev() {
            let other = (random.uniform() * (last + 1) as f64) as usize;
            points.swap(last, other);
        }
        let tested = points.split_off(learnt(points.len(), share));
        let part = |points| Self { points, ..*self };
        (part(points), part(tested))
    }

    /// What a network sees of the points through `features`, and what it should say of them by an `output`: shape
    /// (features, points) and ([`Self::outputs`], points). Of a class, 1 stands for yes, and for no 0, or −1 where the
    /// output can be negative; a number stands for itself.
    #[must_use]
    pub fn examples(&self, features: &[Feature], output: Output) -> Examples {
        let places: Vec<[f64; 2]> = self.points.iter().map(|point| point.at).collect();
        let targets = (0..self.outputs(output)).map(|i| {
            let target = |point: &Point| self.target(point.label, i, output);
            self.points.iter().map(target).collect()
        });
        Examples {
            inputs: inputs(features, &places),
            targets: targets.collect(),
        }
    }

    /// The least and the greatest x, and y; 0 of no points.
    #[must_use]
    pub fn extent(&self) -> [[f64; 2]; 2] {
        [0, 1].map(|axis| {
            let along = self.points.iter().map(|point| point.at[axis]);
            let both = along.map(|v| [v, v]);
            let wider = |[low, high]: [f64; 2], [a, b]: [f64; 2]| [low.min(a), high.max(b)];
            both.reduce(wider).unwrap_or_default()
        })
    }

    /// How many outputs the last layer has: one, that says which of two classes or how much, or one a class.
    #[must_use]
    pub fn outputs(&self, output: Output) -> usize {
        match self.kind {
            Kind::Classes(2) if output == Output::Softmax => 2,
            Kind::Classes(2) | Kind::Regression => 1,
            Kind::Classes(classes) => classes,
        }
    }

    /// What the output `i` should say of a point with this label.
    fn target(&self, label: f64, i: usize, output: Output) -> f32 {
        if self.kind == Kind::Regression {
            return label as f32;
        }
        let class = if self.outputs(output) == 1 { 1 } else { i };
        match (label == class as f64, output) {
            (true, _) => 1.0,
            (false, Output::Sigmoid | Output::Softmax) => 0.0,
            (false, Output::Tanh | Output::Linear) => -1.0,
        }
    }
}

/// The class that outputs name, with the targets of [`Data::examples`]: the largest of several; a single one names class
/// 1 where it is nearer to 1 than to its other end.
#[must_use]
pub fn class(outputs: &[f32], output: Output) -> usize {
    if let &[y] = outputs {
        let middle = if output == Output::Sigmoid { 0.5 } else { 0.0 };
        return usize::from(y > middle);
    }
    let better = |best: usize, i: usize| if outputs[i] > outputs[best] { i } else { best };
    (1..outputs.len()).fold(0, better)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extent_holds_all_points_and_touches_some() {
        let mut data = data(Kind::Regression, &[]);
        assert_eq!(data.extent(), [[0.0; 2]; 2]);
        for at in [[3.0, -1.0], [5.0, 20.0], [4.0, 0.0]] {
            data.points.push(Point { at, label: 0.0 });
        }
        assert_eq!(data.extent(), [[3.0, 5.0], [-1.0, 20.0]]);
    }

    const OUTPUTS: [Output; 4] = [
        Output::Linear,
        Output::Sigmoid,
        Output::Tanh,
        Output::Softmax,
    ];

    #[test]
    fn every_point_is_learnt_from_or_tested_with() {
        for set in ALL {
            let data = set.data(101, 0.1, 3);
            for (share, expected) in [(0.0, 0), (0.1, 10), (0.5, 51), (0.9, 91), (1.0, 101)] {
                let (learnt, tested) = data.split(share, 4);
                assert_eq!(learnt.points.len(), expected);
                let mut all = [learnt.points, tested.points].concat();
                let mut given = data.points.clone();
                let order = |a: &Point, b: &Point| {
                    (a.at[0].total_cmp(&b.at[0])).then(a.at[1].total_cmp(&b.at[1]))
                };
                all.sort_by(order);
                given.sort_by(order);
                assert_eq!(all, given, "{}", set.id);
            }
        }
    }

    #[test]
    fn another_share_moves_points_but_does_not_shuffle_them() {
        let data = ALL[0].data(100, 0.0, 3);
        let (few, many) = (data.split(0.3, 4).0, data.split(0.6, 4).0);
        assert_eq!(few.points, many.points[..30]);
        assert_ne!(few.points, data.split(0.3, 5).0.points);
        assert_ne!(few.points, data.points[..30]);
    }

    #[test]
    fn a_share_that_is_no_share_takes_all_or_nothing() {
        let data = ALL[0].data(10, 0.0, 3);
        for (share, expected) in [(-1.0, 0), (7.0, 10), (f64::NAN, 0), (f64::INFINITY, 10)] {
            assert_eq!(data.split(share, 1).0.points.len(), expected, "{share}");
        }
    }

    #[test]
    fn both_classes_are_spread_over_both_parts() {
        let (learnt, _) = ALL[0].data(POINTS, 0.0, 1).split(SHARE, 1);
        let ones = learnt.points.iter().filter(|point| point.label == 1.0);
        assert!((100..150).contains(&ones.count()));
    }

    fn data(kind: Kind, labels: &[f64]) -> Data {
        let point = |label: &f64| Point {
            at: [1.0, 2.0],
            label: *label,
        };
        Data {
            kind,
            inputs: 2,
            points: labels.iter().map(point).collect(),
        }
    }

    #[test]
    fn targets_are_what_an_output_can_say() {
        let two = data(Kind::Classes(2), &[0.0, 1.0]);
        let three = data(Kind::Classes(3), &[0.0, 2.0]);
        let numbers = data(Kind::Regression, &[-0.25, 3.0]);
        let cases: [(&Data, Output, &[[f32; 2]]); 9] = [
            (&two, Output::Sigmoid, &[[0.0, 1.0]]),
            (&two, Output::Tanh, &[[-1.0, 1.0]]),
            (&two, Output::Linear, &[[-1.0, 1.0]]),
            (&two, Output::Softmax, &[[1.0, 0.0], [0.0, 1.0]]),
            (
                &three,
                Output::Softmax,
                &[[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]],
            ),
            (
                &three,
                Output::Sigmoid,
                &[[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]],
            ),
            (
                &three,
                Output::Tanh,
                &[[1.0, -1.0], [-1.0, -1.0], [-1.0, 1.0]],
            ),
            (&numbers, Output::Linear, &[[-0.25, 3.0]]),
            (&numbers, Output::Tanh, &[[-0.25, 3.0]]),
        ];
        for (data, output, expected) in cases {
            let examples = data.examples(&Feature::ALL[..2], output);
            assert_eq!(examples.targets, expected, "{:?} {output:?}", data.kind);
            assert_eq!(examples.inputs, [[1.0, 1.0], [2.0, 2.0]]);
        }
    }

    #[test]
    fn outputs_as_their_targets_are_name_the_class() {
        for classes in 2..=4 {
            let labels: Vec<f64> = (0..classes).map(|class| class as f64).collect();
            let data = data(Kind::Classes(classes), &labels);
            for output in OUTPUTS {
                let examples = data.examples(&Feature::ALL, output);
                for row in 0..classes {
                    let said: Vec<f32> = examples.targets.iter().map(|t| t[row]).collect();
                    assert_eq!(class(&said, output), row, "{output:?}");
                }
            }
        }
    }

    #[test]
    fn outputs_that_are_no_numbers_still_name_a_class() {
        assert_eq!(class(&[f32::NAN], Output::Tanh), 0);
        assert_eq!(class(&[f32::NAN, f32::NAN], Output::Softmax), 0);
        assert_eq!(class(&[], Output::Softmax), 0);
    }
}
