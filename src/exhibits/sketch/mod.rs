//! A curve, or a point of it, drawn by hand; then the truth is laid over it.
//!
//! Before it is shown, nothing but what is drawn knows the truth: no value, no word, no cell of the table.

mod plot;
#[cfg(feature = "web")]
mod view;

use crate::charts::{Axis, Ink, Stroke, Svg, picture};
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::{BOUND, Exhibit, Table, Values, WINDOW, catalogue};
use crate::maths::{Bend, Curve, Neuron, Order, sample};
use crate::text::{Lang, Text, fixed, trimmed};

/// Points a curve.
const POINTS: usize = 481;
/// The most points that can be asked for.
const MOST: usize = 25;
/// The vertical axis reaches at least as far up and down.
const HEIGHT: f64 = 1.5;
/// Steps from zero to the end of the vertical axis.
const GRAINS: f64 = 150.0;

/// The exhibit.
#[derive(Debug)]
pub struct Sketch;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct SketchState {
    /// f and its parameters.
    pub bend: Bend,
    /// The weight.
    pub w: f64,
    /// The bias.
    pub b: f64,
    /// What is to be drawn: y = f(w·x + b) or one of its derivatives with respect to x.
    pub of: Order,
    /// What is there to start from.
    pub given: Given,
    /// Where points are to be set, ascending.
    pub at: Vec<f64>,
    /// The points that are set: one for each of `at`.
    pub guess: Vec<Option<f64>>,
    /// Whether the truth is drawn.
    pub shown: bool,
}

/// What is there to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// A blank grid.
    Nothing,
    /// y = f(w·x + b)
    Value,
    /// Its slope.
    Slope,
    /// f(x), without w and b.
    Plain,
}

/// In the order of their ids in a state.
const ORDERS: [Order; 3] = [Order::Value, Order::Slope, Order::Curvature];
const GIVEN: [Given; 4] = [Given::Nothing, Given::Value, Given::Slope, Given::Plain];

/// How far a guess is off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Miss {
    /// The largest distance.
    pub(crate) gap: f64,
    /// Where that is.
    pub(crate) x: f64,
    /// The root of the mean of the squares.
    pub(crate) rms: f64,
}

impl Default for SketchState {
    fn default() -> Self {
        let at: Vec<f64> = (-6..=6).map(f64::from).collect();
        Self {
            bend: Bend::new(catalogue("sigmoid")),
            w: 1.0,
            b: 0.0,
            of: Order::Value,
            given: Given::Nothing,
            guess: vec![None; at.len()],
            at,
            shown: false,
        }
    }
}

impl State for SketchState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.bend("f", &mut self.bend);
        fields.number("w", -BOUND..=BOUND, &mut self.w);
        fields.number("b", -BOUND..=BOUND, &mut self.b);
        let (mut of, mut given, mut shown) = (
            self.of as usize,
            self.given as usize,
            usize::from(self.shown),
        );
        fields.choice("of", &["y", "dy", "d2y"], &mut of);
        fields.choice("given", &["none", "y", "dy", "plain"], &mut given);
        fields.numbers("at", 1..=MOST, -BOUND..=BOUND, &mut self.at);
        self.guess.resize(self.at.len(), None);
        fields.partial("guess", -BOUND..=BOUND, &mut self.guess);
        fields.choice("shown", &["0", "1"], &mut shown);
        (self.of, self.given, self.shown) = (ORDERS[of], GIVEN[given], shown == 1);
        self.sort();
    }
}

impl SketchState {
    fn neuron(&self) -> Neuron {
        Neuron {
            w: self.w,
            b: self.b,
            bend: self.bend.clone(),
        }
    }

    fn truth(&self, x: f64) -> f64 {
        self.of.of(self.neuron().at(x))
    }

    /// How many points are set.
    pub(crate) fn set(&self) -> usize {
        self.guess.iter().flatten().count()
    }

    /// Whether all points are set.
    pub(crate) fn is_complete(&self) -> bool {
        self.set() == self.at.len()
    }

    /// How far the guess is off, once it is complete and the truth is shown.
    pub(crate) fn miss(&self) -> Option<Miss> {
        if !self.shown || !self.is_complete() {
            return None;
        }
        let (mut gap, mut x, mut squares) = (0.0, self.at[0], 0.0);
        for (at, guess) in self.points() {
            let distance = (guess? - self.truth(at)).abs();
            if distance > gap {
                (gap, x) = (distance, at);
            }
            squares += distance * distance;
        }
        let rms = libm::sqrt(squares / self.at.len() as f64);
        Some(Miss { gap, x, rms })
    }

    /// The places with what is set there.
    pub(crate) fn points(&self) -> impl Iterator<Item = (f64, Option<f64>)> {
        self.at.iter().copied().zip(self.guess.iter().copied())
    }

    /// Brings `at` into ascending order, each guess with its place.
    fn sort(&mut self) {
        for i in 1..self.at.len() {
            let mut j = i;
            while j > 0 && self.at[j - 1] > self.at[j] {
                self.at.swap(j - 1, j);
                self.guess.swap(j - 1, j);
                j -= 1;
            }
        }
    }

    /// Sets the points that the hand passes.
    pub fn draw(&mut self, stroke: &Stroke) {
        let end = self.y_axis().high;
        stroke.set_points(&self.at, &mut self.guess, &|y| grain(y, end));
    }

    /// Sets or clears the point at `i`.
    pub fn put(&mut self, i: usize, y: Option<f64>) {
        let end = self.y_axis().high;
        self.guess[i] = y.map(|y| grain(y, end));
    }

    fn x_axis(&self) -> Axis {
        // They ascend.
        let (first, last) = (self.at[0], self.at[self.at.len() - 1]);
        Axis::new(WINDOW.low.min(first), WINDOW.high.max(last))
    }

    /// As far up as down, and from a short list of heights: it tells little of what is to be drawn.
    pub(crate) fn y_axis(&self) -> Axis {
        let axis = self.x_axis();
        let sampling = sample(&self.neuron(), axis.low..=axis.high, POINTS);
        let heights = sampling.points().map(|(_, jet)| self.of.of(jet).abs());
        let reach = heights
            .filter(|height| height.is_finite())
            .fold(0.0, f64::max);
        let mut height = HEIGHT;
        while height < 0.99 * reach && height < BOUND {
            height *= 2.0;
        }
        Axis::new(-height, height)
    }
}

/// On the grid of heights that a hand can set: `end` is the end of the axis.
fn grain(y: f64, end: f64) -> f64 {
    let per_unit = GRAINS / end;
    libm::round(y.clamp(-end, end) * per_unit) / per_unit + 0.0
}

fn ink(order: Order) -> Ink {
    match order {
        Order::Value => Ink::Output,
        Order::Slope => Ink::Slope,
        Order::Curvature => Ink::Curvature,
    }
}

/// Its sign in a formula.
pub(crate) const fn symbol(order: Order) -> &'static str {
    match order {
        Order::Value => "y",
        Order::Slope => "y′",
        Order::Curvature => "y″",
    }
}

/// Its name.
pub(crate) fn name(order: Order, text: &Text) -> &'static str {
    match order {
        Order::Value => text.quantity_y(),
        Order::Slope => text.quantity_dy(),
        Order::Curvature => text.quantity_d2y(),
    }
}

impl Exhibit for Sketch {
    const ID: &'static str = "sketch";
    type State = SketchState;

    fn values(state: &SketchState) -> Values {
        let count = |n: usize| n as f64;
        let mut values: Values = vec![
            ("set".into(), count(state.set())),
            ("points".into(), count(state.at.len())),
        ];
        if let Some(Miss { gap, x, rms }) = state.miss() {
            values.extend([
                ("gap".into(), gap),
                ("gap_x".into(), x),
                ("rms".into(), rms),
            ]);
            let truths = state.at.iter().enumerate();
            values.extend(truths.map(|(i, x)| (format!("truth{}", i + 1).into(), state.truth(*x))));
        }
        values
    }

    fn title(_state: &SketchState, text: &Text) -> String {
        text.sketch_title().to_owned()
    }

    fn summary(state: &SketchState, text: &Text) -> String {
        let say = |value: f64| text.say(value, 2);
        if let Some(Miss { gap, x, rms }) = state.miss() {
            return text.sketch_summary_shown(&text.say(gap, 3), &text.say(rms, 3), &say(x));
        }
        let (f, what) = (text.term(state.bend.activation.id), name(state.of, text));
        let (w, b) = (say(state.w), say(state.b));
        if state.shown {
            text.sketch_summary_truth(&b, &f, &w, &what)
        } else {
            text.sketch_summary(&b, &f, &state.at.len(), &state.set(), &w, &what)
        }
    }

    fn table(state: &SketchState, text: &Text) -> Table {
        let axis = state.x_axis();
        let given = state.given(axis, text).map(|(_, name)| name);
        let mut head = vec![format!("{} x", text.quantity_x())];
        head.extend(given.map(str::to_owned));
        head.push(text.sketch_guess().to_owned());
        if state.shown {
            head.push(text.sketch_truth(&symbol(state.of)));
        }
        let row = |(x, guess): (f64, Option<f64>)| {
            let mut cells = vec![trimmed(x, 4)];
            let neuron = state.neuron();
            cells.extend(match state.given {
                Given::Nothing => None,
                Given::Value => Some(fixed(neuron.at(x).y, 4)),
                Given::Slope => Some(fixed(neuron.at(x).dy, 4)),
                Given::Plain => Some(fixed(state.bend.at(x).y, 4)),
            });
            cells.push(guess.map_or_else(|| text.sketch_unset().to_owned(), |y| fixed(y, 2)));
            if state.shown {
                cells.push(fixed(state.truth(x), 4));
            }
            cells
        };
        Table {
            head,
            rows: state.points().map(row).collect(),
        }
    }

    fn picture(state: &SketchState, lang: Lang) -> Svg {
        let mut plot = state.plot(lang.text());
        plot.marks.extend(state.dots());
        picture(&plot, (640.0, 400.0), &Self::summary(state, lang.text()))
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<SketchState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::{read, write};
    use crate::exhibits::links::state;

    fn drag(state: &mut SketchState, way: &[(f64, f64)]) {
        let start = way[0];
        state.draw(&Stroke {
            held: None,
            start,
            from: start,
            to: start,
        });
        for pair in way.windows(2) {
            state.draw(&Stroke {
                held: None,
                start,
                from: pair[0],
                to: pair[1],
            });
        }
    }

    #[test]
    fn a_stroke_across_the_chart_sets_every_point_to_where_the_hand_passed_it() {
        for steps in [1_i32, 7, 240] {
            let way: Vec<_> = (0..=steps)
                .map(|i| -6.0 + 12.0 * f64::from(i) / f64::from(steps))
                .map(|x| (x, x / 10.0))
                .collect();
            let mut sketch = SketchState::default();
            drag(&mut sketch, &way);
            for (x, y) in sketch.points() {
                let off = (y.unwrap() - x / 10.0).abs();
                assert!(
                    off <= 0.006 + if x == -6.0 { 0.025 } else { 0.0 },
                    "{steps}: {x} {y:?}"
                );
            }
        }
    }

    #[test]
    fn a_point_is_held_while_the_hand_stays_with_it() {
        let mut sketch = SketchState::default();
        drag(&mut sketch, &[(2.1, 0.0), (2.2, 0.5), (1.9, 0.8)]);
        assert_eq!((sketch.set(), sketch.guess[8]), (1, Some(0.8)));
        // A stroke that ends a little before a point means it.
        drag(&mut sketch, &[(2.0, 0.1), (4.9, 0.7)]);
        assert_eq!((sketch.guess[11], sketch.guess[12]), (Some(0.7), None));
        let mut alone = state::<SketchState>("at=2");
        drag(&mut alone, &[(-5.0, 0.3), (5.0, -0.7)]);
        assert_eq!(alone.guess, [Some(-0.7)]);
    }

    #[test]
    fn a_point_is_set_within_the_chart_and_cleared() {
        let mut sketch = state::<SketchState>("at=0,1");
        sketch.put(1, Some(-7.0));
        assert_eq!(sketch.guess, [None, Some(-1.5)]);
        sketch.put(1, None);
        assert_eq!(write(&sketch), "at=0,1");
    }

    #[test]
    fn nothing_is_known_of_the_truth_before_it_is_shown() {
        let all = "1,1,1,1,1,1,1,1,1,1,1,1,1";
        let (sine, line) = (
            state::<SketchState>(&format!("f=sine&guess={all}")),
            state::<SketchState>(&format!("f=identity&guess={all}")),
        );
        assert_eq!(Sketch::values(&sine), Sketch::values(&line));
        let table = |state: &SketchState| Sketch::table(state, Lang::En.text());
        assert_eq!(table(&sine), table(&line));
        let known = Sketch::values(&state::<SketchState>(&format!(
            "f=sine&guess={all}&shown=1"
        )));
        assert_eq!(known.len(), 2 + 3 + 13);
        // A truth that is drawn over half a guess gives no number either.
        assert_eq!(
            Sketch::values(&state::<SketchState>("guess=1,,,,,,,,,,,,&shown=1")).len(),
            2
        );
    }

    #[test]
    fn half_a_guess_is_kept_in_a_link() {
        let text = "at=-1,0,1&guess=,0.5,";
        let sketch = state::<SketchState>(text);
        assert_eq!(sketch.guess, [None, Some(0.5), None]);
        assert_eq!(state::<SketchState>(&write(&sketch)), sketch);
        assert_eq!(state::<SketchState>("at=2&guess=").guess, [None]);
        assert_eq!(read::<SketchState>("at=1,2&guess=1").1.len(), 1);
    }

    #[test]
    fn places_in_disorder_are_put_in_order_with_their_guesses() {
        let sketch = state::<SketchState>("at=3,-1,0&guess=0.3,,0");
        assert_eq!(sketch.at, [-1.0, 0.0, 3.0]);
        assert_eq!(sketch.guess, [None, Some(0.0), Some(0.3)]);
    }

    #[test]
    fn a_blank_sheet_has_the_given_curve_and_no_other() {
        let curves = |text: &str| {
            let plot = state::<SketchState>(text).plot(Lang::En.text());
            plot.traces
                .iter()
                .filter(|trace| trace.runs.iter().any(|run| run.len() > 1))
                .count()
        };
        assert_eq!(curves(""), 0);
        assert_eq!(curves("of=dy&given=y"), 1);
        assert_eq!(curves("of=dy&given=y&shown=1"), 2);
    }

    #[test]
    fn the_axis_tells_no_more_than_it_must() {
        let end = |text: &str| state::<SketchState>(text).y_axis().high;
        for text in [
            "",
            "of=dy",
            "of=d2y",
            "f=tanh",
            "f=relu&of=dy",
            "f=gaussian&of=dy",
        ] {
            assert_eq!(end(text), 1.5, "{text}");
        }
        assert_eq!((end("f=relu"), end("f=swish")), (6.0, 6.0));
    }
}
