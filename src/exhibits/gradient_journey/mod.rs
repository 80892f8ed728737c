//! A chain of layers: what becomes of the signal on its way there, and of the gradient on its way back.

mod plot;
#[cfg(feature = "web")]
mod view;

use std::cell::RefCell;
use std::rc::Rc;

use crate::charts::{Svg, picture};
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::{BOUND, Exhibit, Table, Values, catalogue};
use crate::maths::chain::{Chain, Journey, Start};
use crate::maths::{Bend, Curve as _};
use crate::text::{Lang, Text, significant};

/// As many layers, and as many units in each.
pub(crate) const LAYERS: (f64, f64) = (1.0, 50.0);
pub(crate) const WIDTHS: (f64, f64) = (1.0, 64.0);
/// The numbers that random weights follow from.
pub(crate) const SEEDS: (f64, f64) = (1.0, 1e6);
/// As many seeds make a median.
pub(crate) const MANY: usize = 51;
/// How the weights are set, by their ids in a state.
pub(crate) const STARTS: [&str; 4] = ["same", "xavier", "he", "own"];
/// The exhibit.
#[derive(Debug)]
pub struct GradientJourney;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct JourneyState {
    /// f and its parameters.
    pub bend: Bend,
    /// How many layers.
    pub layers: f64,
    /// How the weights are set: 0 one number for all, 1 Xavier, 2 He, 3 an own scale.
    pub start: usize,
    /// Units in each layer where weights are random; there is one where they are all the same.
    pub width: f64,
    /// Every weight, or the own scale.
    pub w: f64,
    /// Every bias, where weights are all the same.
    pub b: f64,
    /// The input, there.
    pub x: f64,
    /// Decides random weights.
    pub seed: f64,
    /// The size of the signal is drawn.
    pub signal: bool,
    /// The bound is drawn, where weights are all the same.
    pub bound: bool,
    /// The median over many seeds is drawn, where weights are random.
    pub many: bool,
}

impl Default for JourneyState {
    fn default() -> Self {
        Self {
            bend: Bend::new(catalogue("sigmoid")),
            layers: 10.0,
            start: 0,
            width: 64.0,
            w: 1.0,
            b: -0.5,
            x: 0.5,
            seed: 1.0,
            signal: true,
            bound: true,
            many: false,
        }
    }
}

impl State for JourneyState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.bend("f", &mut self.bend);
        fields.choice("init", &STARTS, &mut self.start);
        for (key, (low, high), value) in [
            ("layers", LAYERS, &mut self.layers),
            ("width", WIDTHS, &mut self.width),
            ("seed", SEEDS, &mut self.seed),
        ] {
            fields.number(key, low..=high, value);
            *value = libm::round(*value);
        }
        for (key, value) in [("w", &mut self.w), ("b", &mut self.b), ("x", &mut self.x)] {
            fields.number(key, -BOUND..=BOUND, value);
        }
        let mut switches = [
            ("signal", &mut self.signal),
            ("bound", &mut self.bound),
            ("many", &mut self.many),
        ];
        fields.switches("show", &mut switches);
    }
}

/// What is computed of a state.
pub(crate) struct Found {
    /// Of its own seed.
    pub(crate) journey: Journey,
    /// Over many seeds, where that is asked for: lower quartile, median, upper quartile at each layer.
    pub(crate) quartiles: Option<Vec<[f64; 3]>>,
    /// The largest factor that a layer can have, where that is known and asked for.
    pub(crate) bound: Option<f64>,
}

thread_local! {
    /// What was computed last: values, drawing and words of a state ask for the same.
    static LAST: RefCell<Option<(JourneyState, Rc<Found>)>> = const { RefCell::new(None) };
}

impl JourneyState {
    /// Whether chance decides its weights.
    pub(crate) const fn is_random(&self) -> bool {
        self.start > 0
    }

    /// Units in a layer.
    pub(crate) const fn units(&self) -> usize {
        if self.is_random() {
            self.width as usize
        } else {
            1
        }
    }

    /// The standard deviation of random weights, times the root of the width.
    pub(crate) fn gain(&self) -> f64 {
        match self.start {
            2 => core::f64::consts::SQRT_2,
            3 => self.w.abs(),
            _ => 1.0,
        }
    }

    fn chain(&self) -> Chain {
        let start = if self.is_random() {
            Start::Random {
                width: self.units(),
                gain: self.gain(),
                seed: self.seed as u64,
            }
        } else {
            let Self { w, b, x, .. } = *self;
            Start::Alike { w, b, x }
        };
        Chain {
            bend: self.bend.clone(),
            layers: self.layers as usize,
            start,
        }
    }

    pub(crate) fn found(&self) -> Rc<Found> {
        let known = LAST.with_borrow(|last| {
            let (_, found) = last.as_ref().filter(|(state, _)| state == self)?;
            Some(Rc::clone(found))
        });
        known.unwrap_or_else(|| {
            let chain = self.chain();
            let found = Rc::new(Found {
                journey: chain.journey(),
                quartiles: (self.many && self.is_random()).then(|| chain.quartiles(MANY)),
                bound: self.largest_factor(),
            });
            LAST.set(Some((self.clone(), Rc::clone(&found))));
            found
        })
    }

    /// |w| times the largest |f′|, of steps of 1/256 up to 16 on both sides.
    fn largest_factor(&self) -> Option<f64> {
        let slope = |i: i32| self.bend.at(f64::from(i) / 256.0).dy.abs();
        (self.bound && !self.is_random())
            .then(|| self.w.abs() * (-4096..=4096).map(slope).fold(0.0, f64::max))
    }

    /// The layer that lets nothing pass, counted from 1, if there is one.
    pub(crate) fn wall(&self) -> Option<usize> {
        let found = self.found();
        let Journey {
            slopes, weights, ..
        } = &found.journey;
        let factors = slopes.iter().zip(weights);
        let wall = factors
            .rev()
            .position(|(slope, weight)| slope * weight == 0.0);
        wall.map(|after| slopes.len() - after)
    }

    /// What is left of the gradient at the input, as written.
    pub(crate) fn left(&self) -> String {
        match self.found().journey.gradient[0] {
            0.0 if self.wall().is_none() => "<10⁻³⁰⁰".to_owned(),
            left => significant(left),
        }
    }
}

impl Exhibit for GradientJourney {
    const ID: &'static str = "gradient_journey";
    type State = JourneyState;

    fn values(state: &JourneyState) -> Values {
        let found = state.found();
        let Journey {
            signal, gradient, ..
        } = &found.journey;
        let left = gradient[0];
        let mut values: Values = vec![
            ("left".into(), left),
            ("factor".into(), libm::pow(left, 1.0 / state.layers)),
            ("signal".into(), signal[signal.len() - 1]),
        ];
        if let Some(factor) = found.bound {
            values.push(("bound".into(), factor.powi(state.layers as i32)));
        }
        if let Some(quartiles) = &found.quartiles {
            let names = ["lower", "median", "upper"].map(Into::into);
            values.extend(names.into_iter().zip(quartiles[0]));
        }
        values
    }

    fn title(_state: &JourneyState, text: &Text) -> String {
        text.gradient_journey_title().to_owned()
    }

    fn summary(state: &JourneyState, text: &Text) -> String {
        let f = text.term(state.bend.activation.id);
        let found = state.found();
        let signal = significant(found.journey.signal[state.layers as usize]);
        text.gradient_journey_summary(&f, &state.layers, &state.left(), &signal, &state.units())
    }

    fn table(state: &JourneyState, text: &Text) -> Table {
        let found = state.found();
        let journey = &found.journey;
        let head = [
            text.gradient_journey_layer(),
            text.gradient_journey_signal(),
            text.gradient_journey_by_slopes(),
            text.gradient_journey_by_weights(),
            text.gradient_journey_gradient(),
        ];
        let factor = |factors: &[f64], layer: usize| {
            let factor = layer.checked_sub(1).map(|i| factors[i]);
            factor.map_or_else(String::new, significant)
        };
        let row = |layer: usize| {
            vec![
                layer.to_string(),
                significant(journey.signal[layer]),
                factor(&journey.slopes, layer),
                factor(&journey.weights, layer),
                significant(journey.gradient[layer]),
            ]
        };
        Table {
            head: head.map(str::to_owned).to_vec(),
            rows: (0..journey.signal.len()).map(row).collect(),
        }
    }

    fn picture(state: &JourneyState, lang: Lang) -> Svg {
        let text = lang.text();
        picture(
            &state.plot(None, text),
            (640.0, 400.0),
            &Self::summary(state, text),
        )
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<JourneyState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::write;
    use crate::exhibits::links::{state, value};

    #[test]
    fn it_opens_with_a_quarter_to_the_tenth_power_which_is_the_bound() {
        // 0.25¹⁰ = 2⁻²⁰.
        assert_eq!(value::<GradientJourney>("", "left"), 1.0 / 1_048_576.0);
        assert_eq!(value::<GradientJourney>("", "bound"), 1.0 / 1_048_576.0);
        assert_eq!(state::<JourneyState>("").left(), "9.5×10⁻⁷");
        assert!((value::<GradientJourney>("", "factor") - 0.25).abs() < 1e-15);
    }

    #[test]
    fn the_median_of_many_seeds_is_that_of_numpy() {
        // As in `maths::chain`: the median of the seeds 1 to 51, by matrix products in NumPy 2.4.6.
        let relu = "f=relu&layers=20&show=many&init=";
        assert!(
            (value::<GradientJourney>(&format!("{relu}xavier"), "median") / 0.000_738_184_668_2
                - 1.0)
                .abs()
                < 1e-9
        );
        assert!(
            (value::<GradientJourney>(&format!("{relu}he"), "median") / 0.755_901_100_3 - 1.0)
                .abs()
                < 1e-9
        );
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(
            write(&state::<JourneyState>("layers=3.4&init=he&width=7.6")),
            "init=he&layers=3&width=8"
        );
    }

    #[test]
    fn a_layer_that_lets_nothing_pass_is_named() {
        assert_eq!(state::<JourneyState>("f=relu&x=-1&b=0").wall(), Some(10));
        assert_eq!(state::<JourneyState>("f=relu&x=1&b=0").wall(), None);
        assert_eq!(state::<JourneyState>("").wall(), None);
        assert_eq!(state::<JourneyState>("f=relu&x=-1&b=0").left(), "0");
        assert_eq!(
            state::<JourneyState>("layers=50&x=1e6&b=0&w=1e6").left(),
            "0"
        );
        assert_eq!(
            state::<JourneyState>("layers=50&b=700&x=0&w=0.0001").left(),
            "<10⁻³⁰⁰"
        );
    }
}
