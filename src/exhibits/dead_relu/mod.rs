//! A unit over a set of inputs: which of them get through, how it dies, and what brings it back.
//!
//! Inputs x go through a layer before the unit, h = u·x + c, and through the unit, z = w·h + b and y = f(z). The right
//! answer to each is half of it. A step moves w and b against the gradient; u and c are the hand's, as in a network it
//! is other units that move the layer before.

mod diagram;
#[cfg(feature = "web")]
mod view;

use crate::charts::Svg;
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::{BOUND, Exhibit, Table, Values, catalogue};
use crate::maths::{Bend, Curve as _, Response, Unit};
use crate::text::{Lang, Text, fixed, scientific};

/// What is compared, by its ids in a state.
pub(crate) const FOUR: [&str; 4] = ["relu", "leaky_relu", "elu", "gelu"];
/// Where the one with a leak is among them.
const LEAKY: usize = 1;
/// The usual inputs.
const INPUTS: [f64; 12] = [0.1, 0.3, 0.4, 0.7, 1.0, 1.2, 1.5, 1.7, 2.0, 2.3, 2.6, 3.0];
/// The fewest and the most inputs.
const COUNT: (usize, usize) = (2, 24);
/// The largest learning rate that may be typed.
const RATE: f64 = 1000.0;
/// The most steps that are counted.
const STEPS: f64 = 1e6;
/// To so many units of the next layer each output goes.
const NEXT: f64 = 100.0;

/// The exhibit.
#[derive(Debug)]
pub struct DeadRelu;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadReluState {
    /// The place of the unit's activation among `relu`, `leaky_relu`, `elu` and `gelu`.
    pub f: usize,
    /// The slope of `leaky_relu` left of 0.
    pub alpha: f64,
    /// The unit, and the layer before it.
    pub unit: Unit,
    /// What is added to every input.
    pub shift: f64,
    /// The inputs before that.
    pub inputs: Vec<f64>,
    /// The learning rate.
    pub rate: f64,
    /// How many steps have been taken.
    pub steps: f64,
}

impl Default for DeadReluState {
    fn default() -> Self {
        Self {
            f: 0,
            alpha: 0.01,
            unit: Unit {
                u: 1.0,
                c: 0.0,
                w: 1.0,
                b: -0.5,
            },
            shift: 0.0,
            inputs: INPUTS.to_vec(),
            rate: 0.3,
            steps: 0.0,
        }
    }
}

impl State for DeadReluState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.choice("f", &FOUR, &mut self.f);
        fields.number("alpha", 0.0..=1.0, &mut self.alpha);
        let Unit { u, c, w, b } = &mut self.unit;
        for (key, value) in [("w", w), ("b", b), ("u", u), ("c", c)] {
            fields.number(key, -BOUND..=BOUND, value);
        }
        fields.number("shift", -BOUND..=BOUND, &mut self.shift);
        fields.numbers("x", COUNT.0..=COUNT.1, -BOUND..=BOUND, &mut self.inputs);
        fields.number("rate", 0.0..=RATE, &mut self.rate);
        fields.number("steps", 0.0..=STEPS, &mut self.steps);
        self.steps = libm::round(self.steps);
    }
}

impl DeadReluState {
    /// One of [`FOUR`].
    pub(crate) fn bend(&self, place: usize) -> Bend {
        let mut bend = Bend::new(catalogue(FOUR[place]));
        if place == LEAKY {
            bend.params[0] = self.alpha;
        }
        bend
    }

    /// The inputs with their right answers.
    pub(crate) fn examples(&self) -> Vec<(f64, f64)> {
        let shifted = self.inputs.iter().map(|x| x + self.shift);
        shifted.map(|x| (x, 0.5 * x)).collect()
    }

    /// How the unit would take the inputs with one of [`FOUR`].
    pub(crate) fn response(&self, place: usize) -> Response {
        self.unit.respond(&self.bend(place), &self.examples())
    }

    /// How many pre-activations are not above 0.
    pub(crate) fn below(&self) -> usize {
        let z = |(x, _): &(f64, f64)| self.unit.pre_activation(*x);
        self.examples().iter().filter(|e| z(e) <= 0.0).count()
    }

    /// By how much a step moves w and b: −η times the gradient, and no further than they may be typed.
    pub(crate) fn move_of(&self, response: &Response) -> (f64, f64) {
        let to =
            |from: f64, gradient: f64| (from - self.rate * gradient).clamp(-BOUND, BOUND) - from;
        (
            to(self.unit.w, response.gradient_w),
            to(self.unit.b, response.gradient_b),
        )
    }

    /// Takes steps against the gradient.
    pub fn step(&mut self, times: u32) {
        for _ in 0..times {
            let (w, b) = self.move_of(&self.response(self.f));
            self.unit.w += w;
            self.unit.b += b;
        }
        self.steps = (self.steps + f64::from(times)).min(STEPS);
    }

    /// Where the middle of the pre-activations would be if the bias were 0.
    #[cfg(feature = "web")]
    fn middle(&self) -> f64 {
        let examples = self.examples();
        let sum: f64 = examples.iter().map(|(x, _)| self.unit.hidden(*x)).sum();
        self.unit.w * sum / examples.len() as f64
    }

    /// Multiplications on the way to the next layer: all of them, and those that are not by 0.
    pub(crate) fn multiplications(&self, response: &Response) -> (f64, f64) {
        let all = self.inputs.len() as f64 * NEXT;
        (all, libm::round(all * (1.0 - response.zeros)))
    }
}

/// A share as `25 %`; only what is exactly 0 as `0 %`.
pub(crate) fn per_cent(share: f64) -> String {
    match 100.0 * share {
        tiny if 0.0 < tiny && tiny < 0.01 => "< 0.01 %".to_owned(),
        small if 0.0 < small && small < 1.0 => format!("{} %", fixed(small, 2)),
        share => format!("{} %", fixed(share, 0)),
    }
}

/// A gradient with three decimals; one that these would hide as a power of ten, and only what is exactly 0 as `0`.
pub(crate) fn amount(value: f64) -> String {
    if value == 0.0 {
        "0".to_owned()
    } else if value.abs() < 5e-4 {
        scientific(value, 1)
    } else {
        fixed(value, 3)
    }
}

/// The length of a gradient.
pub(crate) fn length(response: &Response) -> f64 {
    libm::hypot(response.gradient_w, response.gradient_b)
}

impl Exhibit for DeadRelu {
    const ID: &'static str = "dead_relu";
    type State = DeadReluState;

    fn values(state: &DeadReluState) -> Values {
        let own = state.response(state.f);
        let (dense, skipping) = state.multiplications(&own);
        let (dw, db) = state.move_of(&own);
        let below = state.below() as f64 / state.inputs.len() as f64;
        let mut values: Values = vec![("below".into(), below)];
        values.extend(rows(&own).map(|(name, value)| (name.into(), value)));
        for (name, value) in [
            ("next_w", state.unit.w + dw),
            ("next_b", state.unit.b + db),
            ("dense", dense),
            ("skipping", skipping),
        ] {
            values.push((name.into(), value));
        }
        for (place, id) in FOUR.into_iter().enumerate() {
            let rows = rows(&state.response(place));
            values.extend(rows.map(|(name, value)| (format!("{id}_{name}").into(), value)));
        }
        values
    }

    fn title(_state: &DeadReluState, text: &Text) -> String {
        text.dead_relu_title().to_owned()
    }

    fn summary(state: &DeadReluState, text: &Text) -> String {
        let say = |value: f64| text.say(value, 2);
        let (w, b, n) = (say(state.unit.w), say(state.unit.b), state.inputs.len());
        let (f, below) = (text.term(FOUR[state.f]), state.below());
        let own = state.response(state.f);
        if own.dead {
            return text.dead_relu_summary_dead(&b, &f, &n, &w);
        }
        let gradient = amount(length(&own));
        text.dead_relu_summary(&b, &below, &f, &gradient, &n, &w)
    }

    fn table(state: &DeadReluState, text: &Text) -> Table {
        let words = [
            text.quantity_x(),
            text.dead_relu_z(),
            text.dead_relu_target(),
        ];
        let symbols = ["x", "z", "t"].into_iter().zip(words);
        let heads = symbols.map(|(symbol, name)| format!("{name} {symbol}"));
        let names = FOUR.map(|id| text.term(id).to_owned());
        let responses = [0, 1, 2, 3].map(|place| state.response(place));
        let shares = |name: &str, of: fn(&Response) -> String| {
            let head = [name, "", ""].map(str::to_owned);
            head.into_iter().chain(responses.iter().map(of)).collect()
        };
        let mut rows: Vec<Vec<String>> = vec![
            shares(text.dead_relu_zeros(), |r| per_cent(r.zeros)),
            shares(text.dead_relu_through(), |r| per_cent(r.through)),
            shares(text.dead_relu_gradient_w(), |r| amount(r.gradient_w)),
            shares(text.dead_relu_gradient_b(), |r| amount(r.gradient_b)),
            shares(text.dead_relu_error(), |r| fixed(r.error, 4)),
        ];
        for (x, target) in state.examples() {
            let z = state.unit.pre_activation(x);
            let outputs = [0, 1, 2, 3].map(|place| state.bend(place).at(z).y);
            let cells = [x, z, target].into_iter().chain(outputs);
            rows.push(cells.map(|value| fixed(value, 4)).collect());
        }
        Table {
            head: heads.chain(names).collect(),
            rows,
        }
    }

    fn picture(state: &DeadReluState, lang: Lang) -> Svg {
        // Type a little smaller than on a page: the numbers of a panel stand in a row.
        let (size, em, text) = ((640.0, 400.0), 0.88, lang.text());
        let body = Svg::panes(&diagram::draw(state, size, em, text).panes());
        Svg::document(size, &Self::summary(state, text), &body)
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<DeadReluState>) -> yew::Html {
        view::view(props)
    }
}

/// A response by the names of its values.
fn rows(response: &Response) -> [(&'static str, f64); 6] {
    [
        ("zeros", response.zeros),
        ("through", response.through),
        ("dead", f64::from(u8::from(response.dead))),
        ("error", response.error),
        ("gradient_w", response.gradient_w),
        ("gradient_b", response.gradient_b),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::{read, write};

    fn state(text: &str) -> DeadReluState {
        read(text).0
    }

    fn value(state: &DeadReluState, name: &str) -> f64 {
        let values = DeadRelu::values(state);
        values.into_iter().find(|(key, _)| key == name).unwrap().1
    }

    #[test]
    fn a_large_step_kills_the_unit_and_no_step_brings_it_back() {
        let mut s = state("rate=2");
        assert_eq!((value(&s, "dead"), value(&s, "zeros")), (0.0, 0.25));
        s.step(1);
        assert_eq!((value(&s, "dead"), value(&s, "zeros")), (1.0, 1.0));
        let dead = s.unit;
        s.rate = 1000.0;
        s.step(10);
        assert_eq!((s.unit, s.steps), (dead, 11.0));
        assert_eq!(
            (value(&s, "gradient_w"), value(&s, "gradient_b")),
            (0.0, 0.0)
        );
    }

    #[test]
    fn a_weight_of_the_layer_before_brings_it_back_and_small_steps_teach_it() {
        let mut s = state("rate=2");
        s.step(1);
        s.unit.u = -1.0;
        assert_eq!(value(&s, "dead"), 0.0);
        s.rate = 0.3;
        s.step(500);
        // Half of x is −½·(−x) + 0, so nothing is left of the error.
        assert!(
            (s.unit.w + 0.5).abs() < 1e-3 && s.unit.b.abs() < 1e-3,
            "{:?}",
            s.unit
        );
        assert!(value(&s, "error") < 1e-6);
    }

    #[test]
    fn small_steps_alone_never_kill_it() {
        let mut s = state("");
        for _ in 0..500 {
            s.step(1);
            assert_eq!(value(&s, "dead"), 0.0);
        }
        assert!(
            (s.unit.w - 0.5).abs() < 1e-3 && s.unit.b.abs() < 1e-3,
            "{:?}",
            s.unit
        );
    }

    #[test]
    fn a_bias_kills_and_other_inputs_revive() {
        // z = x − 3 is 0 for the largest x, 3: not above 0.
        assert_eq!(value(&state("b=-3"), "dead"), 1.0);
        assert_eq!(value(&state("b=-2.99"), "dead"), 0.0);
        assert_eq!(value(&state("b=-3&shift=0.01"), "dead"), 0.0);
    }

    #[test]
    fn the_other_three_live_on_where_relu_is_dead() {
        let s = state("b=-4");
        for (id, dead) in FOUR.into_iter().zip([1.0, 0.0, 0.0, 0.0]) {
            assert_eq!(value(&s, &format!("{id}_dead")), dead, "{id}");
        }
        // Without a slope it is ReLU; far enough out there is no number left for the others.
        assert_eq!(value(&state("b=-4&alpha=0"), "leaky_relu_dead"), 1.0);
        assert_eq!(value(&state("b=-50"), "gelu_dead"), 1.0);
    }

    #[test]
    fn a_larger_leak_brings_the_dots_back_sooner() {
        // As the lesson says; counted by a loop in Python.
        for (alpha, steps) in [(0.01, 161), (0.1, 15), (0.3, 4)] {
            let mut s = state(&format!("f=leaky_relu&w=-0.43&b=-1.08&alpha={alpha}"));
            s.step(steps - 1);
            assert_eq!(s.below(), 12, "{alpha}");
            s.step(1);
            assert!(s.below() < 12, "{alpha}");
        }
    }

    #[test]
    fn learning_takes_a_gelu_unit_further_into_its_flat_side() {
        let mut s = state("f=gelu&w=-0.43&b=-1.08");
        let (z, before) = (s.unit.pre_activation(1.4), value(&s, "through"));
        s.step(100);
        assert!(s.unit.pre_activation(1.4) < z - 0.5);
        assert!(value(&s, "through") < before);
    }

    #[test]
    fn only_zeros_are_saved() {
        let multiplications = |text: &str| {
            let s = state(text);
            (value(&s, "dense"), value(&s, "skipping"))
        };
        assert_eq!(multiplications(""), (1200.0, 900.0));
        assert_eq!(multiplications("f=leaky_relu"), (1200.0, 1200.0));
        assert_eq!(multiplications("b=-3"), (1200.0, 0.0));
    }

    #[test]
    fn what_is_typed_stays_finite_and_within_what_can_be_typed() {
        for text in [
            "w=1e6&b=-1e6&u=1e6&c=1e6&shift=1e6&rate=1000",
            "w=-1e6&u=-1e6&x=-1e6,1e6&f=gelu&rate=1000",
            "x=1e6,-1e6&w=1e6&u=1e6&f=elu&rate=1000",
        ] {
            let mut s = state(text);
            for _ in 0..3 {
                let values = DeadRelu::values(&s);
                assert!(
                    values.iter().all(|(_, value)| value.is_finite()),
                    "{text}: {values:?}"
                );
                s.step(1);
                assert_eq!(
                    read::<DeadReluState>(&write(&s)),
                    (s.clone(), vec![]),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn an_exact_zero_is_told_from_a_small_gradient() {
        assert_eq!(
            ["0", "1.2×10⁻⁵", "−0.014"],
            [0.0, 1.2e-5, -0.0142].map(amount)[..]
        );
    }
}
