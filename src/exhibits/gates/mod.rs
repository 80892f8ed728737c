//! Logic gates: AND, OR and NAND out of one neuron, XOR out of two layers, and why one is not enough for that.

mod map;
#[cfg(feature = "web")]
mod view;

use crate::charts::{Svg, picture};
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::{BOUND, Exhibit, Table, Values, catalogue};
use crate::maths::gates::{Gate, INPUTS, Reading, reading, reads};
use crate::maths::{Bend, Curve as _, Line, Plane};
use crate::text::{Lang, Text, fixed};

/// The ids of the goals, in the order of [`Gate::ALL`].
const GOALS: [&str; 4] = ["and", "or", "nand", "xor"];
/// The ids of the neurons of two layers.
const NEURONS: [&str; 3] = ["h1", "h2", "out"];
/// The place of the output among them.
const OUT: usize = 2;
/// A way along a line that leaves any map.
const FAR: f64 = 10.0;

/// The exhibit.
#[derive(Debug)]
pub struct Gates;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct GatesState {
    /// f of every neuron, and its parameters.
    pub bend: Bend,
    /// What the neuron is to be: its place in [`Gate::ALL`].
    pub goal: usize,
    /// Whether there are two layers, or one neuron alone.
    pub deep: bool,
    /// The neuron alone.
    pub alone: Plane,
    /// The two hidden neurons and the output of two layers.
    pub net: [Plane; 3],
    /// Which of them is at hand.
    pub at: usize,
}

impl Default for GatesState {
    fn default() -> Self {
        Self {
            bend: Bend::new(catalogue("step")),
            goal: 0,
            deep: false,
            alone: plane(1.0, 1.0, -0.5),
            net: [
                plane(1.0, 1.0, -0.5),
                plane(1.0, 1.0, -1.5),
                plane(1.0, 1.0, -1.5),
            ],
            at: 0,
        }
    }
}

const fn plane(w1: f64, w2: f64, b: f64) -> Plane {
    Plane { w: [w1, w2], b }
}

/// Two layers that are XOR: for functions that switch, for those that switch slowly, for those that grow, and for
/// those that grow slowly at first.
const SOLUTIONS: [[Plane; 3]; 4] = [
    [
        plane(1.0, 1.0, -0.5),
        plane(-1.0, -1.0, 1.5),
        plane(1.0, 1.0, -1.5),
    ],
    [
        plane(8.0, 8.0, -4.0),
        plane(-8.0, -8.0, 12.0),
        plane(8.0, 8.0, -11.0),
    ],
    [
        plane(1.0, 1.0, 0.0),
        plane(1.0, 1.0, -1.0),
        plane(1.0, -4.0, 0.0),
    ],
    [
        plane(8.0, 8.0, 0.0),
        plane(8.0, 8.0, -8.0),
        plane(1.0, -2.0, -4.0),
    ],
];

impl State for GatesState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        let mut layers = usize::from(self.deep);
        fields.choice("goal", &GOALS, &mut self.goal);
        fields.choice("layers", &["1", "2"], &mut layers);
        self.deep = layers == 1;
        fields.bend("f", &mut self.bend);
        let mut w = self.alone.w.to_vec();
        fields.numbers("w", 2..=2, -BOUND..=BOUND, &mut w);
        self.alone.w = [w[0], w[1]];
        fields.number("b", -BOUND..=BOUND, &mut self.alone.b);
        for (key, neuron) in NEURONS.into_iter().zip(&mut self.net) {
            let mut numbers = vec![neuron.w[0], neuron.w[1], neuron.b];
            fields.numbers(key, 3..=3, -BOUND..=BOUND, &mut numbers);
            *neuron = plane(numbers[0], numbers[1], numbers[2]);
        }
        fields.choice("at", &NEURONS, &mut self.at);
    }
}

/// What happens to an input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Run {
    /// What the hidden neurons make of it.
    hidden: [f64; 2],
    /// The sum that the last neuron bends.
    z: f64,
    /// Its output.
    y: f64,
}

/// What can be said of the state as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// All four answers are right.
    Done,
    /// This f never reaches one half.
    Never,
    /// XOR of one neuron whose f passes one half once, at this z; whether it is one there.
    Impossible(f64, bool),
    /// XOR of one neuron whose f passes one half more than once.
    Possible,
    /// XOR of layers that fold into one.
    Folded,
    /// Not yet.
    Open,
}

impl GatesState {
    /// What the answers are held against.
    pub fn gate(&self) -> Gate {
        Gate::ALL[self.goal]
    }

    pub(crate) fn run(&self, x: [f64; 2]) -> Run {
        let bent = |plane: &Plane, x: [f64; 2]| self.bend.at(plane.at(x)).y;
        let [first, second, out] = &self.net;
        let hidden = [bent(first, x), bent(second, x)];
        let z = if self.deep {
            out.at(hidden)
        } else {
            self.alone.at(x)
        };
        let y = self.bend.at(z).y;
        Run { hidden, z, y }
    }

    /// Whether each answer is right.
    pub fn right(&self) -> [bool; 4] {
        let answers = self.gate().answers();
        std::array::from_fn(|i| reads(self.run(INPUTS[i]).y) == answers[i])
    }

    /// How many answers are right.
    pub fn score(&self) -> usize {
        self.right().into_iter().filter(|right| *right).count()
    }

    /// What can be said of the state as a whole.
    pub fn verdict(&self) -> Verdict {
        let xor = self.gate() == Gate::Xor;
        match reading(&self.bend) {
            _ if self.score() == INPUTS.len() => Verdict::Done,
            Reading::Never => Verdict::Never,
            Reading::From { z, included } if xor && !self.deep => Verdict::Impossible(z, included),
            Reading::Mixed if xor && !self.deep => Verdict::Possible,
            _ if xor && self.bend.activation.id == "identity" => Verdict::Folded,
            _ => Verdict::Open,
        }
    }

    /// The neuron that is at hand.
    pub fn neuron(&self) -> &Plane {
        if self.deep {
            &self.net[self.at]
        } else {
            &self.alone
        }
    }

    /// The neuron that is at hand, to be changed.
    pub fn neuron_mut(&mut self) -> &mut Plane {
        if self.deep {
            &mut self.net[self.at]
        } else {
            &mut self.alone
        }
    }

    /// The sum at which the neuron at hand switches: where its output is read as 1, or 0 for a hidden one.
    fn switch(&self) -> f64 {
        match reading(&self.bend) {
            Reading::From { z, .. } if !self.deep || self.at == OUT => z,
            _ => 0.0,
        }
    }

    /// The line of the neuron at hand.
    pub fn line(&self) -> Option<Line> {
        let neuron = self.neuron();
        let b = neuron.b - self.switch();
        Plane { b, ..*neuron }.zero(self.window().centre())
    }

    /// The same with the line of the neuron at hand elsewhere.
    pub fn led(&mut self, line: &Line) {
        let b = self.switch();
        let moved = self.neuron().along(line);
        *self.neuron_mut() = plane(
            rounded(moved.w[0]),
            rounded(moved.w[1]),
            rounded(moved.b + b),
        );
    }

    /// Swaps the sides of the line of the neuron at hand.
    pub fn turn_round(&mut self) {
        let switch = self.switch();
        let Plane { w: [w1, w2], b } = *self.neuron();
        *self.neuron_mut() = plane(0.0 - w1, 0.0 - w2, 2.0 * switch - b);
    }

    /// Sets two layers that are XOR, and f as well where this f has no such layers.
    pub fn solve(&mut self) {
        let with = |net: [Plane; 3], bend: &Bend| Self {
            net,
            bend: bend.clone(),
            ..self.clone()
        };
        let step = with(SOLUTIONS[0], &Bend::new(catalogue("step")));
        let mut tries = SOLUTIONS.map(|net| with(net, &self.bend)).into_iter();
        *self = tries.find(|s| s.score() == INPUTS.len()).unwrap_or(step);
    }

    /// Whether the map is that of the output neuron, over what the hidden ones give.
    pub(crate) fn is_inner(&self) -> bool {
        self.deep && self.at == OUT
    }

    /// The inputs that are answered wrongly, by name.
    fn mistakes(&self, text: &Text) -> String {
        let inputs = INPUTS.into_iter().zip(self.right());
        let wrong = inputs.filter(|(_, right)| !right);
        let names: Vec<String> = wrong.map(|(x, _)| place(x)).collect();
        names.join(text.gates_comma())
    }

    /// The verdict in words.
    pub(crate) fn say(&self, text: &Text) -> String {
        let (gate, n) = (name(self.gate(), text), self.score());
        let f = text.term(self.bend.activation.id);
        match self.verdict() {
            Verdict::Done if self.deep => text.gates_done_deep(&gate),
            Verdict::Done => text.gates_done(&gate),
            Verdict::Never => text.gates_never(&f),
            Verdict::Impossible(..) => text.gates_impossible(&f, &n),
            Verdict::Possible => text.gates_possible(&f),
            Verdict::Folded => text.gates_folded().to_owned(),
            Verdict::Open => text.gates_open(&gate, &n, &self.mistakes(text)),
        }
    }
}

/// As precise as a hand.
fn rounded(value: f64) -> f64 {
    libm::round(1e3 * value) / 1e3
}

/// An input by its numbers.
fn place([x1, x2]: [f64; 2]) -> String {
    format!("({x1}, {x2})")
}

/// The name of a gate.
fn name(gate: Gate, text: &Text) -> &'static str {
    match gate {
        Gate::And => text.gates_and(),
        Gate::Or => text.gates_or(),
        Gate::Nand => text.gates_nand(),
        Gate::Xor => text.gates_xor(),
    }
}

const fn sign(right: bool) -> &'static str {
    if right { "✓" } else { "✗" }
}

impl Exhibit for Gates {
    const ID: &'static str = "gates";
    type State = GatesState;

    fn values(state: &GatesState) -> Values {
        let mut values: Values = vec![("right".into(), state.score() as f64)];
        for x in INPUTS {
            let Run { z, y, .. } = state.run(x);
            values.push((format!("z{}{}", x[0], x[1]).into(), z));
            values.push((format!("y{}{}", x[0], x[1]).into(), y));
        }
        values
    }

    fn title(_state: &GatesState, text: &Text) -> String {
        text.gates_title().to_owned()
    }

    fn summary(state: &GatesState, text: &Text) -> String {
        let (f, verdict) = (text.term(state.bend.activation.id), state.say(text));
        if state.deep {
            return text.gates_summary_deep(&f, &verdict);
        }
        let Plane { w: [w1, w2], b } = state.alone;
        let [w1, w2, b] = [w1, w2, b].map(|value| text.say(value, 2));
        text.gates_summary(&b, &f, &verdict, &w1, &w2)
    }

    fn table(state: &GatesState, text: &Text) -> Table {
        let mut head = vec!["x₁", "x₂"];
        if state.deep {
            head.extend(["h₁", "h₂"]);
        }
        head.extend([
            "z",
            "y",
            text.gates_reads(),
            name(state.gate(), text),
            text.gates_right(),
        ]);
        let (answers, right) = (state.gate().answers(), state.right());
        let row = |(i, x): (usize, [f64; 2])| {
            let Run { hidden, z, y } = state.run(x);
            let mut row = x.map(|x| fixed(x, 0)).to_vec();
            if state.deep {
                row.extend(hidden.map(|h| fixed(h, 4)));
            }
            row.extend([fixed(z, 4), fixed(y, 4)]);
            row.extend([reads(y), answers[i]].map(|one| fixed(f64::from(one), 0)));
            row.push(sign(right[i]).to_owned());
            row
        };
        Table {
            head: head.into_iter().map(str::to_owned).collect(),
            rows: INPUTS.into_iter().enumerate().map(row).collect(),
        }
    }

    fn picture(state: &GatesState, lang: Lang) -> Svg {
        let summary = Self::summary(state, lang.text());
        picture(&state.map(), (640.0, 400.0), &summary)
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<GatesState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::write;
    use crate::exhibits::links::state;
    use crate::maths::ALL;
    use crate::maths::gates::HALF;

    #[test]
    fn one_step_neuron_is_and_or_and_nand() {
        // By hand: a line that cuts off one corner of the square.
        for solved in ["b=-1.5", "goal=or", "goal=nand&w=-1,-1&b=1.5"] {
            assert_eq!(
                state::<GatesState>(solved).verdict(),
                Verdict::Done,
                "{solved}"
            );
        }
        assert_eq!(state::<GatesState>("").score(), 2);
        assert_eq!(state::<GatesState>("").verdict(), Verdict::Open);
    }

    #[test]
    fn no_weights_make_a_neuron_that_passes_the_half_once_xor() {
        let steps = || (-12..=12).map(|i| f64::from(i) / 4.0);
        for f in ["step", "sigmoid", "relu", "swish", "leaky_relu"] {
            let mut gates = state::<GatesState>(&format!("goal=xor&f={f}"));
            let mut best = 0;
            for (w1, w2) in steps().flat_map(|w1| steps().map(move |w2| (w1, w2))) {
                for b in steps() {
                    gates.alone = plane(w1, w2, b);
                    best = best.max(gates.score());
                }
            }
            assert_eq!(best, 3, "{f}");
            assert!(matches!(gates.verdict(), Verdict::Impossible(..)), "{f}");
        }
    }

    #[test]
    fn a_bell_or_a_wave_makes_one_neuron_xor() {
        assert_eq!(
            state::<GatesState>("goal=xor&f=gaussian").verdict(),
            Verdict::Possible
        );
        // exp(−0²) = 1 for one that is on, exp(−1) = 0.37 for none or both.
        let bell = state::<GatesState>("goal=xor&f=gaussian&w=1,1&b=-1");
        assert_eq!(bell.verdict(), Verdict::Done);
        let wave = state::<GatesState>("goal=xor&f=sine&w=3.14,3.14&b=-1.57");
        assert_eq!(wave.verdict(), Verdict::Done);
    }

    #[test]
    fn two_layers_are_xor_with_any_function_or_with_the_step_instead() {
        let mut replaced = Vec::new();
        for activation in ALL {
            let mut gates = state::<GatesState>(&format!("goal=xor&layers=2&f={}", activation.id));
            gates.solve();
            assert_eq!(gates.verdict(), Verdict::Done, "{}", activation.id);
            if gates.bend.activation.id != activation.id {
                replaced.push(activation.id);
            }
        }
        let others = [
            "tanh_shrink",
            "soft_shrink",
            "hard_shrink",
            "gaussian",
            "snake",
        ];
        assert_eq!(replaced[..2], ["identity", "log_sigmoid"]);
        assert_eq!(replaced[2..], others);
        let folded = state::<GatesState>("goal=xor&layers=2&f=identity");
        assert_eq!(folded.verdict(), Verdict::Folded);
        assert_eq!(
            state::<GatesState>("f=log_sigmoid").verdict(),
            Verdict::Never
        );
    }

    #[test]
    fn a_line_is_led_where_the_output_turns_from_0_to_1() {
        for f in ["step", "sigmoid", "tanh", "relu"] {
            let mut gates = state::<GatesState>(&format!("f={f}&w=1,0.5&b=-1"));
            let line = gates.line().unwrap().through((0.7, 0.7));
            gates.led(&line);
            let y = |by: f64| {
                let (x1, x2) = Line {
                    distance: line.distance + by,
                    ..line
                }
                .foot();
                gates.run([x1, x2]).y
            };
            assert!(y(-0.01) < HALF && y(0.01) >= HALF, "{f}");
        }
    }

    #[test]
    fn sides_are_swapped_and_back() {
        for text in [
            "f=tanh&w=1,2&b=-0.5",
            "layers=2&at=out",
            "layers=2&h1=0,2,1",
        ] {
            let before = state::<GatesState>(text);
            let mut gates = before.clone();
            gates.turn_round();
            let inside = before.window().centre();
            assert!(
                (gates.line().unwrap().distance + before.line().unwrap().distance).abs() < 1e-9,
                "{inside:?}"
            );
            gates.turn_round();
            assert_eq!(write(&gates), write(&before));
        }
    }
}
