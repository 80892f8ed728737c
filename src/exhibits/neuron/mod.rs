//! One neuron: y = f(w·x + b). First the line, then the bend. With two inputs: y = f(w₁·x₁ + w₂·x₂ + b).

mod pair;
#[cfg(feature = "web")]
mod view;

use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, Svg, Trace, picture};
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::{BOUND, Exhibit, Table, Values, WINDOW, catalogue};
use crate::maths::{Bend, Curve as _, Jet, Order, sample};
use crate::text::{Lang, Text, fixed};

/// Points a curve.
const POINTS: usize = 481;

/// The exhibit.
#[derive(Debug)]
pub struct Neuron;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct NeuronState {
    /// f and its parameters.
    pub bend: Bend,
    /// The weight.
    pub w: f64,
    /// The bias.
    pub b: f64,
    /// The input.
    pub x: f64,
    /// The second input and its weight, where there are two.
    pub second: Option<Second>,
    /// What is drawn of a neuron with one input.
    pub show: Show,
}

/// A second input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Second {
    /// Its weight.
    pub w: f64,
    /// What comes in.
    pub x: f64,
}

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Show {
    /// The line w·x + b.
    pub line: bool,
    /// The curve f(w·x + b).
    pub bend: bool,
    /// The curve of slopes.
    pub slope: bool,
    /// The tangent at x.
    pub tangent: bool,
    /// The curve of second derivatives.
    pub curvature: bool,
}

impl Default for NeuronState {
    fn default() -> Self {
        Self {
            bend: Bend::new(catalogue("tanh")),
            w: 1.6,
            b: 0.8,
            x: -1.2,
            second: None,
            show: Show::default(),
        }
    }
}

impl Default for Show {
    fn default() -> Self {
        Self {
            line: true,
            bend: true,
            slope: false,
            tangent: false,
            curvature: false,
        }
    }
}

impl State for NeuronState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.bend("f", &mut self.bend);
        let (w, x) = self.second.map(|second| (second.w, second.x)).unzip();
        let [mut w, mut x] = [(self.w, w), (self.x, x)]
            .map(|(first, second)| std::iter::once(first).chain(second).collect::<Vec<_>>());
        fields.numbers("w", 1..=2, -BOUND..=BOUND, &mut w);
        fields.number("b", -BOUND..=BOUND, &mut self.b);
        fields.numbers("x", 1..=2, -BOUND..=BOUND, &mut x);
        (self.w, self.x) = (w[0], x[0]);
        let entry = |list: &[f64]| list.get(1).copied().unwrap_or_default();
        self.second = (w.len() + x.len() > 2).then(|| Second {
            w: entry(&w),
            x: entry(&x),
        });
        let Show {
            line,
            bend,
            slope,
            tangent,
            curvature,
        } = &mut self.show;
        let switches = [
            ("line", line),
            ("bend", bend),
            ("slope", slope),
            ("tangent", tangent),
            ("curvature", curvature),
        ];
        fields.switches("show", &mut { switches });
    }
}

impl NeuronState {
    fn curve(&self) -> crate::maths::Neuron {
        crate::maths::Neuron {
            w: self.w,
            b: self.b,
            bend: self.bend.clone(),
        }
    }

    /// The pre-activation z = w·x + b.
    pub(crate) fn z(&self) -> f64 {
        self.curve().pre_activation(self.x)
    }

    /// y and its derivatives with respect to x.
    pub(crate) fn y(&self) -> Jet {
        self.curve().at(self.x)
    }

    /// The point that the hand moves: on the curve, or on the line while there is no curve.
    pub(crate) fn point(&self) -> (f64, f64) {
        (self.x, if self.show.bend { self.y().y } else { self.z() })
    }

    /// The vertical axis follows f, never w, b or x: it stays while the hand moves. Only a steep slope that is
    /// shown enlarges it, by powers of two.
    fn y_axis(&self) -> Axis {
        let shape = sample(&self.bend, -4.0..=4.0, 65);
        let of = |order: Order| shape.points().map(move |(_, jet)| order.of(jet));
        let mut steepness = 1.0;
        while steepness < self.w.abs() {
            steepness *= 2.0;
        }
        let slopes = of(Order::Slope)
            .filter(|_| self.show.slope)
            .map(|dy| dy * steepness * self.w.signum());
        let curvatures = of(Order::Curvature)
            .filter(|_| self.show.curvature)
            .map(|d2y| d2y * steepness * steepness);
        Axis::around(of(Order::Value).chain(slopes).chain(curvatures), 4.0)
    }

    /// What is drawn.
    pub(crate) fn plot(&self, text: &Text) -> Plot {
        let y = self.y_axis();
        let sampling = sample(&self.curve(), WINDOW.low..=WINDOW.high, POINTS);
        let mut plot = Plot::over(WINDOW, y);
        if self.show.line {
            let end = |x: f64| (x, self.w * x + self.b);
            let runs = vec![vec![end(WINDOW.low), end(WINDOW.high)]];
            plot.traces.push(Trace {
                runs,
                dots: vec![],
                ink: Ink::Muted,
                dash: Dash::Long,
                width: 2.0,
            });
            plot.marks.push(Mark::Label {
                at: self.line_label(y),
                text: text.neuron_line_label().to_owned(),
                ink: Ink::Muted,
                side: Side::Left,
            });
        }
        let derivatives = [
            (
                self.show.curvature,
                Order::Curvature,
                Ink::Curvature,
                Dash::Dotted,
                text.neuron_curvature_label(),
            ),
            (
                self.show.slope,
                Order::Slope,
                Ink::Slope,
                Dash::Long,
                text.neuron_slope_label(),
            ),
        ];
        for (_, order, ink, dash, label) in derivatives.into_iter().filter(|row| row.0) {
            let trace = Trace::of(&sampling, order, ink, dash, 2.4);
            plot.marks.extend(trace.peak(y).map(|at| Mark::Label {
                at: y.above(at),
                text: label.to_owned(),
                ink,
                side: Side::Middle,
            }));
            plot.traces.push(trace);
        }
        if self.show.bend {
            let trace = Trace::of(&sampling, Order::Value, Ink::Output, Dash::Solid, 3.4);
            let label = text.neuron_curve_label(&text.term(self.bend.activation.id));
            plot.marks.extend(trace.right_end(y).map(|at| Mark::Label {
                at: y.above(at),
                text: label,
                ink: Ink::Output,
                side: Side::Left,
            }));
            plot.traces.push(trace);
        }
        plot.marks.extend(self.path());
        plot
    }

    /// Beside the line, where it leaves the chart at the top.
    fn line_label(&self, y: Axis) -> (f64, f64) {
        let height = y.low + 0.86 * (y.high - y.low);
        let x = (height - self.b) / self.w;
        if (WINDOW.low + 1.2..=WINDOW.high).contains(&x) {
            (x - 0.12, height)
        } else {
            y.above((WINDOW.high - 0.1, self.w * WINDOW.high + self.b))
        }
    }

    /// The way of the input: x on the axis, z on the line, y on the curve; and the tangent there.
    fn path(&self) -> Vec<Mark> {
        let (x, z, jet) = (self.x, self.z(), self.y());
        let mut marks = Vec::new();
        if self.show.bend && self.show.tangent && jet.dy.is_finite() {
            let at = |dx: f64| (x + dx, jet.y + jet.dy * dx);
            marks.push(Mark::Line {
                from: at(-2.0),
                to: at(2.0),
                ink: Ink::Slope,
                dash: Dash::Solid,
            });
        }
        let way = if self.show.line { z } else { jet.y };
        marks.push(Mark::Line {
            from: (x, 0.0),
            to: (x, way),
            ink: Ink::Input,
            dash: Dash::Dotted,
        });
        if self.show.line && self.show.bend {
            marks.push(Mark::Line {
                from: (x, z),
                to: (x, jet.y),
                ink: Ink::Output,
                dash: Dash::Solid,
            });
            marks.push(Mark::Point {
                at: (x, z),
                ink: Ink::Muted,
                radius: 5.0,
            });
        }
        marks.push(Mark::Point {
            at: (x, 0.0),
            ink: Ink::Input,
            radius: 6.0,
        });
        marks
    }
}

impl Exhibit for Neuron {
    const ID: &'static str = "neuron";
    type State = NeuronState;

    fn values(state: &NeuronState) -> Values {
        if let Some(pair) = state.pair() {
            return pair.values(state.bent(&pair));
        }
        let Jet { y, dy, d2y } = state.y();
        vec![
            ("z".into(), state.z()),
            ("y".into(), y),
            ("dy".into(), dy),
            ("d2y".into(), d2y),
        ]
    }

    fn title(_state: &NeuronState, text: &Text) -> String {
        text.neuron_title().to_owned()
    }

    fn summary(state: &NeuronState, text: &Text) -> String {
        if let Some(pair) = state.pair() {
            return pair.summary(state, text);
        }
        let say = |value: f64| text.say(value, 2);
        let (w, b, x, z, y) = (
            say(state.w),
            say(state.b),
            say(state.x),
            say(state.z()),
            say(state.y().y),
        );
        if state.show.bend {
            text.neuron_summary(&b, &text.term(state.bend.activation.id), &w, &x, &y, &z)
        } else {
            text.neuron_summary_line(&b, &w, &x, &z)
        }
    }

    fn table(state: &NeuronState, text: &Text) -> Table {
        if let Some(pair) = state.pair() {
            return pair.table(state, text);
        }
        let columns = [
            text.quantity_x(),
            text.quantity_z(),
            text.quantity_y(),
            text.quantity_dy(),
            text.quantity_d2y(),
        ];
        let symbols = ["x", "z", "y", "y′", "y″"];
        let head = columns
            .iter()
            .zip(symbols)
            .map(|(name, symbol)| format!("{name} {symbol}"))
            .collect();
        let row = |x: f64| {
            let at = NeuronState { x, ..state.clone() };
            let Jet { y, dy, d2y } = at.y();
            [x, at.z(), y, dy, d2y]
                .map(|value| fixed(value, 4))
                .to_vec()
        };
        let grid = (WINDOW.low as i32..=WINDOW.high as i32).map(f64::from);
        Table {
            head,
            rows: std::iter::once(state.x).chain(grid).map(row).collect(),
        }
    }

    fn picture(state: &NeuronState, lang: Lang) -> Svg {
        let text = lang.text();
        let (mut plot, at, ink) = match state.pair() {
            Some(pair) => (state.map(&pair), pair.x.into(), Ink::Input),
            None => (state.plot(text), state.point(), Ink::Output),
        };
        plot.marks.push(Mark::Point {
            at,
            ink,
            radius: 8.0,
        });
        picture(&plot, (640.0, 400.0), &Self::summary(state, text))
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<NeuronState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::{read, write};

    fn value(state: &str, name: &str) -> f64 {
        let values = Neuron::values(&read(state).0);
        values.into_iter().find(|(key, _)| key == name).unwrap().1
    }

    #[test]
    fn the_slope_is_with_respect_to_x() {
        let h = 1e-5;
        for state in ["f=gelu&w=1.6&b=-0.3", "f=swish&p.beta=2&w=-0.7", ""] {
            let y = |dx: f64| {
                let mut s: NeuronState = read(state).0;
                s.x += dx;
                s.y().y
            };
            let difference = (y(h) - y(-h)) / (2.0 * h);
            assert!((difference - value(state, "dy")).abs() < 1e-8, "{state}");
        }
    }

    #[test]
    fn the_default_neuron_is_the_one_of_old_links() {
        assert!((value("", "z") + 1.12).abs() < 1e-12);
        // tanh(−1.12) by NumPy 2.4.6.
        assert!((value("", "y") + 0.807_568_916_578_614_3).abs() < 1e-9);
        assert_eq!(write(&NeuronState::default()), "");
    }

    #[test]
    fn the_axes_stay_while_w_b_and_x_move() {
        let axis = |state: &str| read::<NeuronState>(state).0.y_axis();
        assert_eq!(axis("w=0.1"), axis("w=-4&b=3&x=5"));
        assert_eq!(axis(""), Axis::new(-1.5, 1.5));
    }

    #[test]
    fn what_is_spoken_has_no_minus_sign() {
        let state = NeuronState::default();
        assert!(Neuron::summary(&state, Lang::Ja.text()).contains("マイナス1.2"));
        assert!(!Neuron::summary(&state, Lang::En.text()).contains('−'));
    }
}
