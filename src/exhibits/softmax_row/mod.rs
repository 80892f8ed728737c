//! Softmax over evenly spaced points: what is often drawn as its graph, and sinks as the points get more.

#[cfg(feature = "web")]
mod view;

use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, Svg, Trace, picture};
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::{BOUND, Exhibit, Table, Values};
use crate::maths::softmax::{softmax, total};
use crate::text::{Lang, Text, fixed, significant, trimmed};

/// The points lie from here up to, but not at, [`TO`].
const FROM: f64 = -5.0;
/// Where the next point would be.
const TO: f64 = 5.0;
/// What people draw most: points a tenth apart.
const USUAL: usize = 100;
/// How many points a link may ask for.
const MOST: usize = 2000;
/// As many points have a dot each, and a row in the table; of more, those at whole numbers have a row.
const FEW: usize = 20;

/// The exhibit.
#[derive(Debug)]
pub struct SoftmaxRow;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct SoftmaxRowState {
    /// How many points there are.
    pub n: usize,
    /// The share that is read is that of the point next to it.
    pub x: f64,
    /// Whether shares are divided by the distance between two points.
    pub density: bool,
}

impl Default for SoftmaxRowState {
    fn default() -> Self {
        Self {
            n: USUAL,
            x: 1.0,
            density: false,
        }
    }
}

impl State for SoftmaxRowState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.whole("n", 2..=MOST, &mut self.n);
        fields.number("x", -BOUND..=BOUND, &mut self.x);
        fields.switches("show", &mut [("density", &mut self.density)]);
    }
}

/// The distance between two of `n` points.
fn distance(n: usize) -> f64 {
    (TO - FROM) / n as f64
}

/// Where the point of this number stands.
fn place(n: usize, i: usize) -> f64 {
    FROM + i as f64 * distance(n)
}

/// The number of the point next to `x`.
fn nearest(n: usize, x: f64) -> usize {
    let steps = ((x - FROM) / distance(n)).round();
    steps.clamp(0.0, (n - 1) as f64) as usize
}

/// The points, their shares, and the one that is read.
#[derive(Debug)]
struct Row {
    /// Scores and shares, from left to right.
    points: Vec<(f64, f64)>,
    /// The distance between two points.
    h: f64,
    /// The point that is read.
    at: (f64, f64),
}

impl Row {
    fn of(n: usize, x: f64) -> Self {
        let scores: Vec<f64> = (0..n).map(|i| place(n, i)).collect();
        let shares = softmax(&scores, 1.0);
        let points: Vec<(f64, f64)> = scores.into_iter().zip(shares).collect();
        Self {
            at: points[nearest(n, x)],
            points,
            h: distance(n),
        }
    }

    /// The last point has the largest share.
    fn last(&self) -> (f64, f64) {
        self.points[self.points.len() - 1]
    }

    fn sum(&self) -> f64 {
        total(&self.points.iter().map(|point| point.1).collect::<Vec<_>>())
    }

    /// The points as they are drawn: each share, or each divided by the distance.
    fn heights(&self, density: bool) -> Vec<(f64, f64)> {
        let unit = if density { self.h } else { 1.0 };
        self.points.iter().map(|(x, p)| (*x, p / unit)).collect()
    }

    /// The point that is read, as it is drawn.
    fn read(&self, density: bool) -> (f64, f64) {
        let (x, p) = self.at;
        (x, if density { p / self.h } else { p })
    }
}

/// A share as it is shown.
fn share(p: f64) -> String {
    if p < 1e-4 {
        significant(p)
    } else {
        fixed(p, 5)
    }
}

/// What share ÷ distance comes to as the points get more: eˣ over its integral.
fn limit(x: f64) -> f64 {
    libm::exp(x) / (libm::exp(TO) - libm::exp(FROM))
}

impl SoftmaxRowState {
    fn row(&self) -> Row {
        Row::of(self.n, self.x)
    }

    fn plot(&self, row: &Row, text: &Text) -> Plot {
        let y = self.y_axis(row);
        let mut plot = Plot::over(Axis::new(FROM, TO + 0.2), y);
        if self.density {
            let places = (0..=USUAL).map(|i| place(USUAL, i));
            let points: Vec<(f64, f64)> = places.map(|x| (x, limit(x))).collect();
            plot.marks
                .push(label(y, points[97], text.softmax_row_limit(), Ink::Target));
            plot.traces
                .push(Trace::through(points, Ink::Target, Dash::Long, 3.0));
        } else if self.n != USUAL {
            let usual = Row::of(USUAL, self.x);
            let words = text.softmax_row_points(&USUAL.to_string());
            plot.marks.push(label(y, usual.last(), &words, Ink::Target));
            plot.traces.push(Trace::through(
                usual.heights(false),
                Ink::Target,
                Dash::Long,
                2.0,
            ));
        }
        let points = row.heights(self.density);
        if self.n <= FEW {
            plot.marks.extend(points.iter().map(|at| Mark::Point {
                at: *at,
                ink: Ink::Output,
                radius: 4.0,
            }));
        }
        if !self.density {
            let words = text.softmax_row_points(&self.n.to_string());
            plot.marks.push(label(y, row.last(), &words, Ink::Output));
        }
        plot.traces
            .push(Trace::through(points, Ink::Output, Dash::Solid, 2.4));
        let (x, height) = row.read(self.density);
        plot.marks.push(Mark::Line {
            from: (x, 0.0),
            to: (x, height),
            ink: Ink::Input,
            dash: Dash::Dotted,
        });
        plot
    }

    /// It stays as the points get more, so that one sees the line sink; fewer points make it grow by powers of two.
    fn y_axis(&self, row: &Row) -> Axis {
        if self.density {
            return Axis::new(0.0, 1.1);
        }
        let mut high = 0.11;
        while high < 1.05 * row.last().1 {
            high *= 2.0;
        }
        Axis::new(0.0, high.min(1.1))
    }
}

/// A word that ends a little above a point.
fn label(y: Axis, at: (f64, f64), words: &str, ink: Ink) -> Mark {
    let (x, height) = y.above(at);
    Mark::Label {
        at: (x - 0.15, height),
        text: words.to_owned(),
        ink,
        side: Side::Left,
    }
}

impl Exhibit for SoftmaxRow {
    const ID: &'static str = "softmax_row";
    type State = SoftmaxRowState;

    fn values(state: &SoftmaxRowState) -> Values {
        let row = state.row();
        vec![
            ("n".into(), state.n as f64),
            ("h".into(), row.h),
            ("at".into(), row.at.0),
            ("p".into(), row.at.1),
            ("density".into(), row.at.1 / row.h),
            ("top".into(), row.last().1),
            ("sum".into(), row.sum()),
        ]
    }

    fn title(_state: &SoftmaxRowState, text: &Text) -> String {
        text.softmax_row_title().to_owned()
    }

    fn summary(state: &SoftmaxRowState, text: &Text) -> String {
        let row = state.row();
        text.softmax_row_summary(
            &trimmed(row.h, 4),
            &state.n.to_string(),
            &share(row.at.1),
            &share(row.last().1),
            &text.say(row.at.0, 2),
        )
    }

    fn table(state: &SoftmaxRowState, text: &Text) -> Table {
        let row = state.row();
        let line = |(x, p): (f64, f64)| vec![fixed(x, 4), fixed(p, 6), fixed(p / row.h, 6)];
        let whole = (FROM as i32..TO as i32).map(|x| row.points[nearest(state.n, f64::from(x))]);
        Table {
            head: vec![
                "x".to_owned(),
                text.softmax_row_share().to_owned(),
                text.softmax_row_density().to_owned(),
            ],
            rows: if state.n <= FEW {
                row.points.iter().copied().map(line).collect()
            } else {
                std::iter::once(row.at).chain(whole).map(line).collect()
            },
        }
    }

    fn picture(state: &SoftmaxRowState, lang: Lang) -> Svg {
        let row = state.row();
        let mut plot = state.plot(&row, lang.text());
        plot.marks.push(Mark::Point {
            at: row.read(state.density),
            ink: Ink::Output,
            radius: 8.0,
        });
        picture(&plot, (640.0, 400.0), &Self::summary(state, lang.text()))
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<SoftmaxRowState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_points_the_lower_the_line() {
        // (1 − e⁻ʰ) / (1 − e⁻¹⁰), the sum of a geometric series.
        for (n, top) in [(100, 0.095_167), (200, 0.048_773), (1000, 0.009_951)] {
            let found = Row::of(n, 0.0).last().1;
            assert!((found - top).abs() < 1e-6, "{n} points: {found}");
        }
    }

    #[test]
    fn all_shares_are_one_whole_however_many_there_are() {
        for n in [2, 3, 10, 77, 100, MOST] {
            assert!((Row::of(n, 0.0).sum() - 1.0).abs() < 1e-14, "{n} points");
        }
    }

    #[test]
    fn a_share_divided_by_the_distance_comes_to_its_limit() {
        // Off by a factor (eʰ − 1)/h, about 1 + h/2.
        let off = |n: usize| {
            let row = Row::of(n, 1.0);
            (row.read(true).1 / limit(1.0) - 1.0).abs()
        };
        assert!(off(100) < 0.052 && off(1000) < 0.0051 && off(1000) < off(100) / 9.0);
    }

    #[test]
    fn the_point_that_is_read_is_the_nearest_one() {
        let at = |n, x| Row::of(n, x).at.0;
        assert_eq!([at(10, 1.4), at(10, 1.6)], [1.0, 2.0]);
        assert_eq!([at(10, -80.0), at(10, 80.0)], [-5.0, 4.0]);
    }

    #[test]
    fn the_axis_stays_as_the_points_get_more() {
        let axis = |n| {
            let state = SoftmaxRowState {
                n,
                ..Default::default()
            };
            state.y_axis(&state.row())
        };
        assert_eq!(axis(100), axis(1000));
        for n in 2..200 {
            assert!(axis(n).high > Row::of(n, 0.0).last().1, "{n} points");
        }
    }
}
