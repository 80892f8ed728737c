//! One function made into another: c·f(a·x) + d, laid over a target.

#[cfg(feature = "web")]
mod view;

use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, Svg, Trace, picture};
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::{BOUND, Exhibit, Table, Values, WINDOW, catalogue};
use crate::maths::{Bend, Curve, Gap, Jet, Neuron, Order, Side as Beside, largest_gap, sample};
use crate::text::{Lang, Text, fixed};

/// Points a curve.
const POINTS: usize = 481;
/// How far up and down an unbounded function is shown.
const CAP: f64 = 5.0;
/// What is smaller is rounding: the curves coincide.
const ROUNDING: f64 = 1e-9;

/// The exhibit.
#[derive(Debug)]
pub struct Reshape;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReshapeState {
    /// f and its parameters.
    pub bend: Bend,
    /// What multiplies x before f.
    pub a: f64,
    /// What multiplies f.
    pub c: f64,
    /// What is added in the end.
    pub d: f64,
    /// Where the cursor is.
    pub x: f64,
    /// What it is compared with, with its usual parameters.
    pub target: Bend,
}

impl Default for ReshapeState {
    fn default() -> Self {
        Self {
            bend: Bend::new(catalogue("sigmoid")),
            a: 1.0,
            c: 1.0,
            d: 0.0,
            x: 1.0,
            target: Bend::new(catalogue("tanh")),
        }
    }
}

impl State for ReshapeState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.bend("f", &mut self.bend);
        for (key, value) in [
            ("a", &mut self.a),
            ("c", &mut self.c),
            ("d", &mut self.d),
            ("x", &mut self.x),
        ] {
            fields.number(key, -BOUND..=BOUND, value);
        }
        fields.function("with", &mut self.target);
    }
}

/// c·f(a·x) + d, derivatives with respect to x.
impl Curve for ReshapeState {
    fn at(&self, x: f64) -> Jet {
        self.inner().at(x) * self.c + self.d
    }

    fn kinks(&self) -> Vec<f64> {
        self.inner().kinks()
    }

    fn beside(&self, kink: f64, side: Beside) -> Jet {
        self.inner().beside(kink, side) * self.c + self.d
    }
}

impl ReshapeState {
    /// f(a·x)
    fn inner(&self) -> Neuron {
        Neuron {
            w: self.a,
            b: 0.0,
            bend: self.bend.clone(),
        }
    }

    /// Where the curve lies furthest from the target in the window; `None` where they coincide but for rounding.
    pub(crate) fn distance(&self) -> Option<Gap> {
        self.gap().filter(|gap| gap.gap >= ROUNDING)
    }

    fn gap(&self) -> Option<Gap> {
        largest_gap(self, &self.target, WINDOW.low..=WINDOW.high)
    }

    /// What is drawn; `gap` is what [`Self::distance`] found.
    pub(crate) fn plot(&self, gap: Option<Gap>, text: &Text) -> Plot {
        let trace = |curve: &dyn Curve, ink, dash, width| {
            let sampling = sample(curve, WINDOW.low..=WINDOW.high, POINTS);
            Trace::of(&sampling, Order::Value, ink, dash, width)
        };
        let target = trace(&self.target, Ink::Target, Dash::Long, 3.0);
        let plain = trace(&self.bend, Ink::Output, Dash::Dotted, 1.6);
        let shaped = trace(self, Ink::Output, Dash::Solid, 3.4);
        let y = axis([&target, &plain], &shaped);
        let label = |at: Option<(f64, f64)>, words: &str, ink, side| {
            at.map(|at| Mark::Label {
                at: y.above(at),
                text: words.to_owned(),
                ink,
                side,
            })
        };
        let name = text.term(self.target.activation.id);
        let mut marks = Vec::new();
        marks.extend(label(target.left_end(y), name, Ink::Target, Side::Right));
        marks.extend(label(
            shaped.right_end(y),
            "c·f(a·x) + d",
            Ink::Output,
            Side::Left,
        ));
        if let Some(Gap { x, .. }) = gap {
            marks.push(Mark::Line {
                from: (x, self.at(x).y),
                to: (x, self.target.at(x).y),
                ink: Ink::Ink,
                dash: Dash::Solid,
            });
        }
        marks.push(Mark::Line {
            from: (self.x, 0.0),
            to: (self.x, self.at(self.x).y),
            ink: Ink::Input,
            dash: Dash::Dotted,
        });
        Plot {
            traces: vec![target, plain, shaped],
            marks,
            ..Plot::over(WINDOW, y)
        }
    }
}

/// The vertical axis follows f and the target. It stays while the hand moves; only a curve that leaves it enlarges it, by
/// powers of two.
fn axis(fixed: [&Trace; 2], shaped: &Trace) -> Axis {
    let heights = |trace: &'_ Trace| -> Vec<f64> {
        trace.runs.iter().flatten().map(|point| point.1).collect()
    };
    let mut axis = Axis::around(fixed.into_iter().flat_map(heights), CAP);
    let reach = Axis::around(heights(shaped), CAP);
    while axis.high < reach.high {
        axis.high *= 2.0;
    }
    while axis.low > reach.low {
        axis.low *= 2.0;
    }
    axis
}

impl Exhibit for Reshape {
    const ID: &'static str = "reshape";
    type State = ReshapeState;

    fn values(state: &ReshapeState) -> Values {
        let Jet { y, dy, .. } = state.at(state.x);
        let mut values: Values = vec![("y".into(), y), ("dy".into(), dy)];
        if let Some(Gap { x, gap }) = state.gap() {
            values.extend([("gap".into(), gap), ("gap_x".into(), x)]);
        }
        values
    }

    fn title(_state: &ReshapeState, text: &Text) -> String {
        text.reshape_title().to_owned()
    }

    fn summary(state: &ReshapeState, text: &Text) -> String {
        let say = |value: f64| text.say(value, 2);
        let (a, c, d) = (say(state.a), say(state.c), say(state.d));
        let [f, g] = [&state.bend, &state.target].map(|bend| text.term(bend.activation.id));
        match state.distance() {
            Some(Gap { gap, .. }) => text.reshape_summary(&a, &c, &d, &f, &g, &text.say(gap, 3)),
            None => text.reshape_summary_same(&a, &c, &d, &f, &g),
        }
    }

    fn table(state: &ReshapeState, text: &Text) -> Table {
        let target = text.term(state.target.activation.id);
        let head = vec![
            format!("{} x", text.quantity_x()),
            "f(x)".to_owned(),
            "c·f(a·x) + d".to_owned(),
            target.to_owned(),
            text.reshape_gap_column().to_owned(),
        ];
        let row = |x: f64| {
            let (y, target) = (state.at(x).y, state.target.at(x).y);
            [x, state.bend.at(x).y, y, target, (y - target).abs()]
                .map(|value| fixed(value, 6))
                .to_vec()
        };
        let grid = (WINDOW.low as i32..=WINDOW.high as i32).map(f64::from);
        Table {
            head,
            rows: std::iter::once(state.x).chain(grid).map(row).collect(),
        }
    }

    fn picture(state: &ReshapeState, lang: Lang) -> Svg {
        let mut plot = state.plot(state.distance(), lang.text());
        plot.marks.push(Mark::Point {
            at: (state.x, state.at(state.x).y),
            ink: Ink::Output,
            radius: 8.0,
        });
        picture(&plot, (640.0, 400.0), &Self::summary(state, lang.text()))
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<ReshapeState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::read;

    fn state(text: &str) -> ReshapeState {
        read(text).0
    }

    #[test]
    fn the_sigmoid_stretched_doubled_and_lowered_is_tanh() {
        assert_eq!(state("a=2&c=2&d=-1").distance(), None);
        assert!(state("a=2&c=2&d=-1.000001").distance().is_some());
        assert!(Reshape::summary(&state("a=2&c=2&d=-1"), Lang::En.text()).contains("coincide"));
    }

    #[test]
    fn derivatives_are_with_respect_to_x() {
        let h = 1e-5;
        for text in [
            "f=gelu&a=1.6&c=-2&d=0.3&x=0.7",
            "a=-2&c=3&d=1&x=-0.2",
            "a=0",
        ] {
            let s = state(text);
            let difference = (s.at(s.x + h).y - s.at(s.x - h).y) / (2.0 * h);
            assert!((difference - s.at(s.x).dy).abs() < 1e-8, "{text}");
        }
    }

    #[test]
    fn a_stretched_step_still_jumps_where_it_should() {
        let s = state("f=hard_shrink&a=-2&c=3&with=identity");
        // hard_shrink jumps at ±0.5 (PyTorch's lambd), so this one does at ±0.25.
        assert_eq!(s.kinks(), [-0.25, 0.25]);
        let sides = [Beside::Left, Beside::Right].map(|side| s.beside(0.25, side).y);
        assert!(
            sides[0] == 0.0 && (sides[1] + 1.5).abs() < 1e-12,
            "{sides:?}"
        );
    }

    #[test]
    fn the_axis_stays_while_the_curve_is_inside() {
        let axis = |text: &str| state(text).plot(None, Lang::En.text()).y;
        assert_eq!(axis(""), axis("a=-3&c=1.2&d=-0.2"));
        assert_eq!(axis("c=2").high, 2.0 * axis("").high);
    }
}
