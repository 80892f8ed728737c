//! One function, its slope and the slope of its slope on one axis; and beside it, if one likes, another function.

#[cfg(feature = "web")]
mod card;
#[cfg(feature = "web")]
mod code;
#[cfg(feature = "web")]
mod view;

use std::cell::RefCell;
use std::rc::Rc;

use crate::charts::{self, Axis, Band, Dash, Ink, Mark, Plot, Side, Svg, Trace};
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::{BOUND, Exhibit, Table, Values, WINDOW, catalogue};
use crate::maths::{
    Activation, Bend, Card, Curve as _, Gap, Jet, Order, Sampling, analyse, largest_gap, sample,
};
use crate::text::{Lang, Text, fixed};

/// Points a curve.
const POINTS: usize = 481;
/// How far up and down an unbounded function is shown.
const CAP: f64 = 5.0;

/// The exhibit.
#[derive(Debug)]
pub struct Function;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionState {
    /// f and its parameters.
    pub bend: Bend,
    /// Where the cursor is.
    pub x: f64,
    /// A second function, with its usual parameters.
    pub other: Option<Bend>,
    /// Whether f′ is drawn.
    pub slope: bool,
    /// Whether f″ is drawn.
    pub curvature: bool,
    /// Whether saturation zones are shaded.
    pub flat: bool,
}

impl Default for FunctionState {
    fn default() -> Self {
        Self {
            bend: Bend::new(catalogue("sigmoid")),
            x: 1.0,
            other: None,
            slope: true,
            curvature: true,
            flat: true,
        }
    }
}

impl State for FunctionState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.bend("f", &mut self.bend);
        fields.number("x", -BOUND..=BOUND, &mut self.x);
        fields.other_function("with", &mut self.other);
        let Self {
            slope,
            curvature,
            flat,
            ..
        } = self;
        fields.switches(
            "show",
            &mut [("slope", slope), ("curvature", curvature), ("flat", flat)],
        );
    }
}

impl FunctionState {
    /// f, f′ and f″ at the cursor.
    pub(crate) fn jet(&self) -> Jet {
        self.bend.at(self.x)
    }

    /// What is computed of f. It is kept until f changes: a cursor that moves changes nothing of it.
    pub(crate) fn card(&self) -> Rc<Card> {
        thread_local! {
            static LAST: RefCell<Option<(Bend, Rc<Card>)>> = const { RefCell::new(None) };
        }
        LAST.with_borrow_mut(|last| match last {
            Some((bend, card)) if *bend == self.bend => Rc::clone(card),
            _ => Rc::clone(
                &last
                    .insert((self.bend.clone(), Rc::new(analyse(&self.bend))))
                    .1,
            ),
        })
    }

    fn samples(&self, bend: &Bend) -> Sampling {
        sample(bend, WINDOW.low..=WINDOW.high, POINTS)
    }

    /// Where the two functions lie furthest apart in the window.
    pub(crate) fn gap(&self) -> Option<Gap> {
        largest_gap(&self.bend, self.other.as_ref()?, WINDOW.low..=WINDOW.high)
    }

    /// The curves that are drawn, the most important last, each with its words.
    fn traces(&self, text: &Text) -> Vec<(Trace, String)> {
        let (own, mut traces) = (self.samples(&self.bend), Vec::new());
        if self.curvature {
            traces.push((
                Trace::of(&own, Order::Curvature, Ink::Curvature, Dash::Dotted, 2.4),
                text.function_curvature_label().to_owned(),
            ));
        }
        if self.slope {
            traces.push((
                Trace::of(&own, Order::Slope, Ink::Slope, Dash::Long, 2.4),
                text.function_slope_label().to_owned(),
            ));
        }
        if let Some(other) = &self.other {
            let trace = Trace::of(
                &self.samples(other),
                Order::Value,
                Ink::Target,
                Dash::Long,
                3.0,
            );
            traces.push((trace, text.term(other.activation.id).to_owned()));
        }
        traces.push((
            Trace::of(&own, Order::Value, Ink::Output, Dash::Solid, 3.4),
            text.term(self.bend.activation.id).to_owned(),
        ));
        traces
    }

    pub(crate) fn plot(&self, text: &Text) -> Plot {
        let traces = self.traces(text);
        let heights = traces
            .iter()
            .flat_map(|(trace, _)| trace.runs.iter().flatten().map(|point| point.1));
        let y = Axis::around(heights, CAP);
        let label = |(trace, words): &(Trace, String)| {
            let derivative = matches!(trace.ink, Ink::Slope | Ink::Curvature);
            let (at, side) = if derivative {
                (trace.peak(y)?, Side::Middle)
            } else {
                (trace.right_end(y)?, Side::Left)
            };
            Some(Mark::Label {
                at: y.above(at),
                text: words.clone(),
                ink: trace.ink,
                side,
            })
        };
        let mut marks: Vec<Mark> = traces.iter().filter_map(label).collect();
        marks.extend(self.cursor_marks());
        Plot {
            bands: self.bands(),
            traces: traces.into_iter().map(|(trace, _)| trace).collect(),
            marks,
            ..Plot::over(WINDOW, y)
        }
    }

    fn bands(&self) -> Vec<Band> {
        let band = |&(from, to): &(f64, f64)| Band { from, to };
        if self.flat {
            self.card().flat.iter().map(band).collect()
        } else {
            Vec::new()
        }
    }

    /// The way from x to f, the points on the other curves, and the largest gap.
    fn cursor_marks(&self) -> Vec<Mark> {
        let (x, jet) = (self.x, self.jet());
        let mut marks = vec![Mark::Line {
            from: (x, 0.0),
            to: (x, jet.y),
            ink: Ink::Input,
            dash: Dash::Dotted,
        }];
        if self.curvature && jet.d2y.is_finite() {
            marks.push(Mark::Point {
                at: (x, jet.d2y),
                ink: Ink::Curvature,
                radius: 5.0,
            });
        }
        if self.slope && jet.dy.is_finite() {
            marks.push(Mark::Point {
                at: (x, jet.dy),
                ink: Ink::Slope,
                radius: 5.0,
            });
        }
        if let (Some(Gap { x, .. }), Some(other)) = (self.gap(), &self.other) {
            let (from, to) = ((x, self.bend.at(x).y), (x, other.at(x).y));
            marks.push(Mark::Line {
                from,
                to,
                ink: Ink::Ink,
                dash: Dash::Solid,
            });
        }
        marks
    }
}

/// The property card of a function in words: names and what was found.
#[cfg(feature = "web")]
#[must_use]
pub fn facts(bend: &Bend, text: &Text) -> Vec<(&'static str, String)> {
    card::facts(&analyse(bend), text)
}

/// A small picture of a function alone, for a gallery.
#[must_use]
pub fn thumbnail(activation: &'static Activation, description: &str) -> Svg {
    let sampling = sample(&Bend::new(activation), WINDOW.low..=WINDOW.high, POINTS / 4);
    let trace = Trace::of(&sampling, Order::Value, Ink::Output, Dash::Solid, 2.6);
    let y = Axis::around(trace.runs.iter().flatten().map(|point| point.1), CAP);
    charts::thumbnail(
        &Plot {
            traces: vec![trace],
            ..Plot::over(WINDOW, y)
        },
        (240.0, 150.0),
        description,
    )
}

impl Exhibit for Function {
    const ID: &'static str = "function";
    type State = FunctionState;
    const READS_FILE: bool = true;

    fn values(state: &FunctionState) -> Values {
        let Jet { y, dy, d2y } = state.jet();
        let mut values: Values = vec![("y".into(), y), ("dy".into(), dy), ("d2y".into(), d2y)];
        if let Some(Gap { x, gap }) = state.gap() {
            values.extend([("gap".into(), gap), ("gap_x".into(), x)]);
        }
        values
    }

    fn title(state: &FunctionState, text: &Text) -> String {
        text.term(state.bend.activation.id).to_owned()
    }

    fn summary(state: &FunctionState, text: &Text) -> String {
        let Jet { y, dy, .. } = state.jet();
        let (f, x, y, dy) = (
            text.term(state.bend.activation.id),
            text.say(state.x, 2),
            text.say(y, 3),
            text.say(dy, 3),
        );
        if state.bend.kinks().contains(&state.x) {
            text.function_summary_kink(&dy, &f, &x, &y)
        } else {
            text.function_summary(&dy, &f, &x, &y)
        }
    }

    fn table(state: &FunctionState, text: &Text) -> Table {
        let mut head = vec![
            format!("{} x", text.quantity_x()),
            "f(x)".to_owned(),
            "f′(x)".to_owned(),
            "f″(x)".to_owned(),
        ];
        head.extend(
            state
                .other
                .iter()
                .map(|other| text.term(other.activation.id).to_owned()),
        );
        let row = |x: f64| {
            let Jet { y, dy, d2y } = state.bend.at(x);
            let other = state.other.as_ref().map(|other| other.at(x).y);
            [x, y, dy, d2y]
                .into_iter()
                .chain(other)
                .map(|value| fixed(value, 6))
                .collect()
        };
        let grid = (WINDOW.low as i32..=WINDOW.high as i32).map(f64::from);
        Table {
            head,
            rows: std::iter::once(state.x).chain(grid).map(row).collect(),
        }
    }

    fn picture(state: &FunctionState, lang: Lang) -> Svg {
        let mut plot = state.plot(lang.text());
        plot.marks.push(Mark::Point {
            at: (state.x, state.jet().y),
            ink: Ink::Output,
            radius: 8.0,
        });
        charts::picture(&plot, (640.0, 400.0), &Self::summary(state, lang.text()))
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<FunctionState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::read;

    fn values(state: &str) -> Values {
        Function::values(&read(state).0)
    }

    #[test]
    fn the_largest_gap_between_swish_and_mish_is_named() {
        let values = values("f=swish&with=mish");
        let of = |name: &str| values.iter().find(|(key, _)| key == name).unwrap().1;
        assert!(
            (of("gap") - 0.184).abs() < 5e-4 && (of("gap_x") - 1.82).abs() < 5e-3,
            "{values:?}"
        );
    }

    #[test]
    fn the_sigmoid_of_the_article_has_its_values() {
        // NumPy 2.4.6.
        for (state, y, dy) in [
            ("x=-4", 0.017_986_21, 0.017_662_71),
            ("x=0", 0.5, 0.25),
            ("x=4", 0.982_013_79, 0.017_662_71),
        ] {
            assert!(
                (values(state)[0].1 - y).abs() < 1e-8 && (values(state)[1].1 - dy).abs() < 1e-8,
                "{state}"
            );
        }
    }

    #[test]
    fn an_alias_leads_to_the_same_function() {
        assert_eq!(read::<FunctionState>("f=silu").0, read("f=swish").0);
        assert_eq!(
            read::<FunctionState>("f=swish&with=swish")
                .0
                .gap()
                .unwrap()
                .gap,
            0.0
        );
    }
}
