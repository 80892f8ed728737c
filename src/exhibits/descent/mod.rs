//! One neuron that learns one target, step by step: what is passed back is the error times the slope.

#[cfg(feature = "web")]
mod view;

use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, Svg, Trace, picture};
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::{BOUND, Exhibit, Table, Values, WINDOW, catalogue};
use crate::maths::descent::{Descent, Look, Weights};
use crate::maths::{Bend, Curve as _, Order, sample};
use crate::text::{Lang, Text, fixed};

/// As many steps are kept; then the count begins anew.
pub(crate) const MOST_STEPS: usize = 2000;
/// The largest learning rate.
pub(crate) const FASTEST: f64 = 1000.0;
/// Nearer than this to the target counts as learned.
pub const LEARNED: f64 = 0.005;
/// Which slope counts at a kink, by the ids in a state: that of the left side, of both alike, of the right side.
pub(crate) const KINKS: [&str; 3] = ["0", "0.5", "1"];
/// As many places where it was are shown.
const TRAIL: usize = 200;
/// Half the height of a mark where it was, as a share of the chart's.
const TICK: f64 = 0.018;
/// Points a curve.
const POINTS: usize = 481;
/// How far up and down an unbounded function is shown.
const CAP: f64 = 5.0;
/// How far the tangent reaches along z on both sides.
const TANGENT: f64 = 1.4;

/// The exhibit.
#[derive(Debug)]
pub struct DescentExhibit;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct DescentState {
    /// f and its parameters.
    pub bend: Bend,
    /// The weight before the first step.
    pub w: f64,
    /// The bias before the first step.
    pub b: f64,
    /// The input.
    pub x: f64,
    /// What the neuron is to say.
    pub target: f64,
    /// The learning rate.
    pub rate: f64,
    /// Which slope counts at a kink: a place in the list of ids.
    pub kink: usize,
    /// How many steps were taken.
    pub steps: f64,
}

impl Default for DescentState {
    fn default() -> Self {
        Self {
            bend: Bend::new(catalogue("sigmoid")),
            w: 1.0,
            b: -1.0,
            x: 1.0,
            target: 0.2,
            rate: 0.3,
            kink: 0,
            steps: 0.0,
        }
    }
}

impl State for DescentState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.bend("f", &mut self.bend);
        for (key, value) in [
            ("w", &mut self.w),
            ("b", &mut self.b),
            ("x", &mut self.x),
            ("target", &mut self.target),
        ] {
            fields.number(key, -BOUND..=BOUND, value);
        }
        fields.number("rate", 0.0..=FASTEST, &mut self.rate);
        fields.choice("kink", &KINKS, &mut self.kink);
        fields.number("steps", 0.0..=MOST_STEPS as f64, &mut self.steps);
        self.steps = self.steps.round();
    }
}

impl DescentState {
    fn descent(&self) -> Descent {
        Descent {
            bend: self.bend.clone(),
            kink: 0.5 * self.kink as f64,
            x: self.x,
            target: self.target,
            rate: self.rate,
            bound: BOUND,
        }
    }

    fn path(&self) -> Vec<Weights> {
        let Self { w, b, .. } = *self;
        self.descent().path(Weights { w, b }, self.steps as usize)
    }

    /// The weights after all steps.
    pub(crate) fn now(&self) -> Weights {
        self.path()[self.steps as usize]
    }

    /// What the next step sees.
    pub(crate) fn look(&self) -> Look {
        self.descent().look(self.now())
    }

    /// What the next step makes of the weights.
    #[must_use]
    pub fn next(&self) -> Weights {
        self.descent().step(self.now())
    }

    /// The same neuron, as if it began here.
    #[must_use]
    pub fn settled(&self) -> Self {
        let Weights { w, b } = self.now();
        Self {
            w,
            b,
            steps: 0.0,
            ..self.clone()
        }
    }

    /// So many steps further.
    #[must_use]
    pub fn further(&self, steps: usize) -> Self {
        let mut next = if self.steps as usize + steps > MOST_STEPS {
            self.settled()
        } else {
            self.clone()
        };
        next.steps += steps as f64;
        next
    }

    /// Whether z is exactly where f has a kink, so that a slope had to be chosen.
    #[must_use]
    pub fn is_at_kink(&self) -> bool {
        self.bend.kinks().contains(&self.look().z)
    }

    /// What is drawn.
    pub(crate) fn plot(&self, text: &Text) -> Plot {
        let (task, path) = (self.descent(), self.path());
        let looks: Vec<Look> = path.iter().map(|weights| task.look(*weights)).collect();
        let Look { z, y, slope, .. } = looks[looks.len() - 1];
        let x = around(looks.iter().map(|look| look.z));
        let sampling = sample(&self.bend, x.low..=x.high, POINTS);
        let curve = Trace::of(&sampling, Order::Value, Ink::Output, Dash::Solid, 3.0);
        let heights = curve.runs.iter().flatten().map(|point| point.1);
        let axis = Axis::around(heights.chain([self.target]), CAP.max(self.target.abs()));
        let before = looks.len().saturating_sub(1);
        let trail = looks[before.saturating_sub(TRAIL)..before].iter();
        let half = TICK * (axis.high - axis.low);
        let tick = |look: &Look| vec![(look.z, look.y - half), (look.z, look.y + half)];
        let trail = Trace {
            runs: trail.map(tick).collect(),
            dots: vec![],
            ink: Ink::Muted,
            dash: Dash::Solid,
            width: 1.6,
        };
        let line = |from, to, ink, dash| Mark::Line {
            from,
            to,
            ink,
            dash,
        };
        let tangent = |dz: f64| (z + dz, y + slope * dz);
        let label = |at, words: &str, ink, side| Mark::Label {
            at: axis.above(at),
            text: words.to_owned(),
            ink,
            side,
        };
        let (target, aside) = (self.target, if z > 0.0 { x.low } else { x.high });
        let side = if z > 0.0 { Side::Right } else { Side::Left };
        let marks = vec![
            line((x.low, target), (x.high, target), Ink::Target, Dash::Long),
            label((aside, target), text.descent_target(), Ink::Target, side),
            line((z, target), (z, y), Ink::Ink, Dash::Dotted),
            line(tangent(-TANGENT), tangent(TANGENT), Ink::Slope, Dash::Solid),
        ];
        Plot {
            traces: vec![curve, trail],
            marks,
            ..Plot::over(x, axis)
        }
    }
}

/// The window, made larger by powers of two until it holds `places`.
fn around(places: impl Iterator<Item = f64>) -> Axis {
    let most = places.fold(0.0_f64, |most, place| most.max(place.abs()));
    let mut reach = WINDOW.high;
    while reach < most {
        reach *= 2.0;
    }
    Axis::new(-reach, reach)
}

impl Exhibit for DescentExhibit {
    const ID: &'static str = "descent";
    type State = DescentState;

    fn values(state: &DescentState) -> Values {
        let (look, now) = (state.look(), state.now());
        [
            ("z", look.z),
            ("y", look.y),
            ("error", look.error),
            ("slope", look.slope),
            ("signal", look.signal),
            ("dw", look.dw),
            ("loss", look.loss()),
            ("w_now", now.w),
            ("b_now", now.b),
        ]
        .map(|(name, value)| (name.into(), value))
        .to_vec()
    }

    fn title(_state: &DescentState, text: &Text) -> String {
        text.descent_title().to_owned()
    }

    fn summary(state: &DescentState, text: &Text) -> String {
        let look = state.look();
        let say = |value: f64| text.say(value, 3);
        text.descent_summary(
            &say(look.error),
            &text.term(state.bend.activation.id),
            &say(look.signal),
            &say(look.slope),
            &say(state.target),
            &say(look.y),
        )
    }

    fn table(state: &DescentState, text: &Text) -> Table {
        let head = [
            text.descent_step(),
            "w",
            "b",
            text.quantity_y(),
            text.descent_error(),
            text.quantity_dy(),
            text.descent_signal(),
        ];
        let task = state.descent();
        let row = |(step, weights): (usize, &Weights)| {
            let look = task.look(*weights);
            let numbers = [
                weights.w,
                weights.b,
                look.y,
                look.error,
                look.slope,
                look.signal,
            ];
            let mut cells = vec![step.to_string()];
            cells.extend(numbers.map(|value| fixed(value, 4)));
            cells
        };
        Table {
            head: head.map(str::to_owned).to_vec(),
            rows: state.path().iter().enumerate().map(row).collect(),
        }
    }

    fn picture(state: &DescentState, lang: Lang) -> Svg {
        let (text, Look { z, y, .. }) = (lang.text(), state.look());
        let mut plot = state.plot(text);
        plot.marks.push(Mark::Point {
            at: (z, y),
            ink: Ink::Output,
            radius: 8.0,
        });
        picture(&plot, (640.0, 400.0), &Self::summary(state, text))
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<DescentState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::write;
    use crate::exhibits::links::state;

    #[test]
    fn it_opens_0_3_wrong_at_the_steepest_place() {
        let look = DescentState::default().look();
        assert!((look.error - 0.3).abs() < 1e-15 && look.slope == 0.25);
        assert!((look.signal - 0.075).abs() < 1e-15);
    }

    #[test]
    fn a_state_holds_where_it_began_and_how_many_steps_it_took() {
        let learned = DescentState::default().further(3).further(4);
        assert_eq!(write(&learned), "steps=7");
        assert_eq!(state::<DescentState>("steps=7").now(), learned.now());
        let settled = learned.settled();
        assert_eq!((settled.now(), settled.steps), (learned.now(), 0.0));
    }

    #[test]
    fn more_steps_than_are_kept_begin_a_new_count() {
        let long = state::<DescentState>("steps=2000&rate=0.01");
        let next = long.further(5);
        assert_eq!(next.steps, 5.0);
        assert_eq!((next.w, next.b), (long.now().w, long.now().b));
    }

    #[test]
    fn a_place_out_of_the_window_makes_it_larger() {
        let plot = state::<DescentState>("w=20").plot(Lang::En.text());
        assert_eq!((plot.x.low, plot.x.high), (-24.0, 24.0));
    }

    #[test]
    fn numbers_of_any_size_stay_finite() {
        for text in [
            "w=1e6&x=1e6",
            "w=-1e6&b=1e6&rate=1000&steps=2000",
            "f=identity&x=1e6&rate=1000&steps=2000",
        ] {
            let values = DescentExhibit::values(&state::<DescentState>(text));
            assert!(
                values.iter().all(|(_, value)| value.is_finite()),
                "{text}: {values:?}"
            );
        }
    }
}
