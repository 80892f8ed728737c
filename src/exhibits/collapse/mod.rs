//! Affine layers in a row, folded pair by pair into one; what stands between them and bends ends that.

#[cfg(any(feature = "web", test))]
mod formula;
mod plot;
#[cfg(feature = "web")]
mod view;

use crate::charts::{Ink, Mark, Svg, picture};
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::{BOUND, Exhibit, Table, Values, WINDOW};
use crate::maths::gates::{Gate, INPUTS, reads};
use crate::maths::{Affine, Bend, Chain, Curve as _, best_line, rmse};
use crate::text::{Lang, Text, fixed};

/// What the line is to follow, one y for every half from −6 to 6: 2·tanh(1.2x − 0.6) − 0.3 + 0.35·sin(2.3x), rounded.
const DATA: [f64; 25] = [
    -2.6, -2.3, -2.0, -2.0, -2.4, -2.6, -2.5, -2.1, -1.9, -2.2, -2.5, -2.3, -1.4, 0.0, 1.0, 1.3,
    1.2, 1.5, 1.9, 2.0, 1.8, 1.4, 1.4, 1.7, 2.0,
];
/// The layers and the folds, by their ids in a state.
const LAYERS: [&str; 6] = ["1", "2", "3", "4", "5", "6"];
const FOLDS: [&str; 6] = ["0", "1", "2", "3", "4", "5"];

/// The exhibit.
#[derive(Debug)]
pub struct Collapse;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct CollapseState {
    /// Whether there are two inputs. Then every layer but the last has two outputs.
    pub plane: bool,
    /// The matrices row by row, one after the other from the inside; with one input a number a layer.
    pub w: Vec<f64>,
    /// The biases in the same order.
    pub b: Vec<f64>,
    /// What stands after each layer but the last.
    pub f: Vec<Option<Bend>>,
    /// How many pairs are to be folded.
    pub fold: usize,
    /// The layer in hand.
    pub at: usize,
    /// Where the cursor is, with one input.
    pub x: f64,
    /// Whether the best line is drawn.
    pub best: bool,
    /// Whether the page is shown that stands for structure and style.
    pub page: bool,
    /// Whether it has its style.
    pub styled: bool,
}

impl Default for CollapseState {
    fn default() -> Self {
        Self::of(false, 3)
    }
}

impl State for CollapseState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        let (mut inputs, mut last) = (usize::from(self.plane), self.f.len());
        fields.choice("in", &LAYERS[..2], &mut inputs);
        if self.plane != (inputs == 1) {
            *self = Self::of(inputs == 1, last + 1);
        }
        fields.choice("n", &LAYERS, &mut last);
        self.resize(last + 1);
        let (w, b) = usual(self.plane, last + 1);
        fields.numbers_like("w", &w, -BOUND..=BOUND, &mut self.w);
        fields.numbers_like("b", &b, -BOUND..=BOUND, &mut self.b);
        fields.other_functions("f", &mut self.f);
        fields.choice("fold", &FOLDS[..=last], &mut self.fold);
        fields.choice("at", &LAYERS[..=last], &mut self.at);
        fields.number("x", -BOUND..=BOUND, &mut self.x);
        fields.switches(
            "show",
            &mut [
                ("best", &mut self.best),
                ("page", &mut self.page),
                ("style", &mut self.styled),
            ],
        );
    }
}

/// The weights and biases that `n` layers have when nothing else is said. With tanh after the first layer the lines
/// follow the data; with `relu` there the planes separate XOR.
fn usual(plane: bool, n: usize) -> (Vec<f64>, Vec<f64>) {
    let (mut w, mut b) = if plane {
        (vec![1.0, 1.0, 1.0, 1.0, 1.0, -2.0], vec![0.0, -1.0, 0.0])
    } else {
        (vec![1.2, -1.6, -1.25], vec![-0.6, 0.4, 0.2])
    };
    resize(plane, n, &mut w, &mut b);
    (w, b)
}

/// Layers come and go just before the last one. A new one changes nothing: it hands on what it gets.
fn resize(plane: bool, n: usize, w: &mut Vec<f64>, b: &mut Vec<f64>) {
    let (layer, row): (&[f64], usize) = if plane {
        (&[1.0, 0.0, 0.0, 1.0], 2)
    } else {
        (&[1.0], 1)
    };
    let last = (w.split_off(w.len() - row), b.split_off(b.len() - 1));
    while w.len() < layer.len() * (n - 1) {
        w.extend(layer);
    }
    w.truncate(layer.len() * (n - 1));
    b.resize(row * (n - 1), 0.0);
    w.extend(last.0);
    b.extend(last.1);
}

impl CollapseState {
    /// `n` layers for one input or two.
    fn of(plane: bool, n: usize) -> Self {
        let (w, b) = usual(plane, n);
        Self {
            plane,
            w,
            b,
            f: vec![None; n - 1],
            fold: 0,
            at: 0,
            x: 1.0,
            best: false,
            page: false,
            styled: false,
        }
    }

    fn resize(&mut self, n: usize) {
        resize(self.plane, n, &mut self.w, &mut self.b);
        self.f.resize(n - 1, None);
        self.fold = self.fold.min(n - 1);
        self.at = self.at.min(n - 1);
    }

    /// How many layers there are.
    pub(crate) fn layers(&self) -> usize {
        self.f.len() + 1
    }

    /// Where the numbers of a layer stand in `w` and in `b`.
    pub(crate) fn places(&self, layer: usize) -> [std::ops::Range<usize>; 2] {
        let (size, row) = if self.plane { (4, 2) } else { (1, 1) };
        if layer < self.f.len() {
            [
                size * layer..size * (layer + 1),
                row * layer..row * (layer + 1),
            ]
        } else {
            [
                size * layer..size * layer + row,
                row * layer..row * layer + 1,
            ]
        }
    }

    pub(crate) fn chain(&self) -> Chain {
        let layer = |layer| {
            let [w, b] = self.places(layer);
            Affine {
                w: self.w[w].to_vec(),
                b: self.b[b].to_vec(),
            }
        };
        Chain {
            layers: (0..self.layers()).map(layer).collect(),
            gaps: self.f.clone(),
        }
    }

    /// The answers of the plane to XOR that are right.
    fn right(chain: &Chain) -> Vec<bool> {
        let right = |(x, yes): ([f64; 2], bool)| reads(chain.output(&x)) == yes;
        xor().map(right).collect()
    }

    /// Where the cursor stands; on the axis where the curve is no number.
    fn cursor(&self, chain: &Chain) -> (f64, f64) {
        let y = chain.at(self.x).y;
        (self.x, if y.is_finite() { y } else { 0.0 })
    }

    /// The names of what bends, from the inside, each once.
    fn bends(&self, text: &Text) -> Option<String> {
        let chain = self.chain();
        let mut names: Vec<&str> = Vec::new();
        for gap in (0..self.f.len()).filter(|gap| !chain.is_open(*gap)) {
            let name = self.f[gap]
                .as_ref()
                .map(|bend| text.term(bend.activation.id));
            names.extend(name.filter(|name| !names.contains(name)));
        }
        (!names.is_empty()).then(|| names.join(text.function_and()))
    }
}

/// The chain folded as far as it can be.
fn collapsed(chain: &Chain) -> Chain {
    chain.foldings().pop().unwrap_or_else(|| chain.clone())
}

/// What the plane is to separate: exactly one of two inputs is on.
fn xor() -> impl Iterator<Item = ([f64; 2], bool)> {
    INPUTS.into_iter().zip(Gate::Xor.answers())
}

const fn mark(right: bool) -> &'static str {
    if right { "✓" } else { "✗" }
}

/// The points that are to be followed.
fn data() -> Vec<(f64, f64)> {
    let point = |(i, y): (usize, &f64)| (WINDOW.low + 0.5 * i as f64, *y);
    DATA.iter().enumerate().map(point).collect()
}

/// The root of the mean squared distance of a curve from the points.
fn miss(chain: &Chain) -> f64 {
    rmse(&data(), |x| chain.at(x).y)
}

/// The same for the line that does it best.
fn least_miss() -> f64 {
    let (w, b) = best_line(&data());
    rmse(&data(), |x| w * x + b)
}

impl Exhibit for Collapse {
    const ID: &'static str = "collapse";
    type State = CollapseState;

    fn values(state: &CollapseState) -> Values {
        let chain = collapsed(&state.chain());
        let mut values: Values = Vec::new();
        if let [Affine { w, b }] = &chain.layers[..] {
            match w[..] {
                [w] => values.push(("w_total".into(), w)),
                [w1, w2] => values.extend([("w1_total".into(), w1), ("w2_total".into(), w2)]),
                _ => {}
            }
            values.push(("b_total".into(), b[0]));
        }
        values.push(("left".into(), chain.layers.len() as f64));
        if state.plane {
            let right = CollapseState::right(&chain)
                .into_iter()
                .filter(|right| *right);
            values.push(("right".into(), right.count() as f64));
            return values;
        }
        let finite = [
            ("y", chain.at(state.x).y),
            ("rmse", miss(&chain)),
            ("rmse_line", least_miss()),
        ];
        let finite = finite.into_iter().filter(|(_, value)| value.is_finite());
        values.extend(finite.map(|(name, value)| (name.into(), value)));
        values
    }

    fn title(state: &CollapseState, text: &Text) -> String {
        if state.plane {
            text.collapse_title_plane()
        } else {
            text.collapse_title()
        }
        .to_owned()
    }

    fn summary(state: &CollapseState, text: &Text) -> String {
        let chain = collapsed(&state.chain());
        let (n, left) = (state.layers(), chain.layers.len());
        let say = |value: f64| text.say(value, 2);
        let Affine { w, b } = &chain.layers[0];
        if state.plane {
            let right = CollapseState::right(&chain)
                .into_iter()
                .filter(|right| *right);
            let right = right.count();
            return match state.bends(text) {
                Some(f) => text.collapse_summary_plane_bent(&f, &left, &n, &right),
                None => text.collapse_summary_plane(&say(b[0]), &n, &right, &say(w[0]), &say(w[1])),
            };
        }
        let (miss, least) = (text.say(miss(&chain), 3), text.say(least_miss(), 3));
        match state.bends(text) {
            Some(f) => text.collapse_summary_bent(&f, &least, &left, &miss, &n),
            None => text.collapse_summary(&say(b[0]), &least, &miss, &n, &say(w[0])),
        }
    }

    fn table(state: &CollapseState, text: &Text) -> Table {
        if state.plane {
            return plane_table(state, text);
        }
        let (chain, x) = (state.chain(), state.x);
        let folded = collapsed(&chain);
        let head = vec![
            text.collapse_layer_column().to_owned(),
            "w".to_owned(),
            "b".to_owned(),
            text.collapse_after_column().to_owned(),
            text.collapse_out_column(&fixed(x, 2)),
        ];
        let after = |layer: usize| {
            let bend = chain.gaps.get(layer).and_then(Option::as_ref);
            bend.map_or("–", |bend| text.term(bend.activation.id))
                .to_owned()
        };
        let row = |(layer, out): (usize, Vec<f64>)| {
            let Affine { w, b } = &chain.layers[layer];
            vec![
                (layer + 1).to_string(),
                fixed(w[0], 4),
                fixed(b[0], 4),
                after(layer),
                fixed(out[0], 4),
            ]
        };
        let mut rows: Vec<Vec<String>> =
            chain.path(&[x]).into_iter().enumerate().map(row).collect();
        if let [Affine { w, b }] = &folded.layers[..] {
            let y = fixed(folded.at(x).y, 4);
            rows.push(vec![
                text.collapse_all().to_owned(),
                fixed(w[0], 4),
                fixed(b[0], 4),
                "–".to_owned(),
                y,
            ]);
        }
        Table { head, rows }
    }

    fn picture(state: &CollapseState, lang: Lang) -> Svg {
        let chain = collapsed(&state.chain());
        let mut plot = state.plot(&chain, lang.text());
        if !state.plane {
            plot.marks.push(Mark::Point {
                at: state.cursor(&chain),
                ink: Ink::Output,
                radius: 8.0,
            });
        }
        picture(&plot, (640.0, 400.0), &Self::summary(state, lang.text()))
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<CollapseState>) -> yew::Html {
        view::view(props)
    }
}

/// XOR, point by point.
fn plane_table(state: &CollapseState, text: &Text) -> Table {
    let chain = collapsed(&state.chain());
    let heads = [
        "x₁, x₂",
        "XOR",
        "y",
        text.collapse_answer_column(),
        text.collapse_right(),
    ];
    let row = |((x, yes), right): (([f64; 2], bool), bool)| {
        let y = chain.output(&x);
        let bit = |on: bool| if on { "1" } else { "0" }.to_owned();
        vec![
            format!("{}, {}", x[0], x[1]),
            bit(yes),
            fixed(y, 4),
            bit(reads(y)),
            mark(right).to_owned(),
        ]
    };
    Table {
        head: heads.map(str::to_owned).to_vec(),
        rows: xor().zip(CollapseState::right(&chain)).map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::{read, write};

    fn values(text: &str) -> Values {
        let (state, problems) = read(text);
        assert!(problems.is_empty(), "{problems:?}");
        Collapse::values(&state)
    }

    fn value(text: &str, name: &str) -> Option<f64> {
        let found = values(text).into_iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value)
    }

    fn is_near(text: &str, name: &str, expected: f64) {
        let found = value(text, name).unwrap_or(f64::NAN);
        assert!(
            (found - expected).abs() < 1e-12,
            "{text}: {name} is {found}"
        );
    }

    #[test]
    fn three_lines_in_a_row_are_one_line() {
        // −1.25·(−1.6·(1.2x − 0.6) + 0.4) + 0.2 = −1.25·(−1.92x + 1.36) + 0.2 = 2.4x − 1.5, by hand.
        is_near("", "w_total", 2.4);
        is_near("", "b_total", -1.5);
        is_near("x=2", "y", 3.3);
        is_near("", "left", 1.0);
        // Folding is a way of writing: it changes nothing.
        assert_eq!(values("fold=2"), values(""));
    }

    #[test]
    fn a_bend_leaves_nothing_to_call_a_total() {
        for f in ["tanh", ",relu", "swish,gelu"] {
            let text = format!("f={f}");
            assert_eq!(value(&text, "w_total"), None);
            assert_eq!(value(&text, "b_total"), None);
        }
        is_near("f=tanh", "left", 2.0);
        is_near("f=,tanh", "left", 2.0);
        is_near("f=tanh,tanh", "left", 3.0);
        is_near("f=identity,identity", "w_total", 2.4);
    }

    #[test]
    fn the_same_numbers_with_a_bend_beat_every_line() {
        // NumPy 2.4.6 in float64, polyfit for the best line.
        is_near("", "rmse_line", 0.792_861_225_610_713_7);
        is_near("", "rmse", 7.076_128_885_202_698);
        is_near("f=tanh", "rmse", 0.249_448_199_948_090_5);
        is_near(
            "n=1&w=0.471076923076923&b=-0.464",
            "rmse",
            0.792_861_225_610_713_7,
        );
    }

    #[test]
    fn no_plane_has_all_of_xor_right_and_a_bend_has() {
        is_near("in=2&n=2", "w1_total", -1.0);
        is_near("in=2&n=2", "w2_total", -1.0);
        is_near("in=2&n=2", "b_total", 2.0);
        is_near("in=2&n=2", "right", 3.0);
        is_near("in=2&n=2&f=relu", "right", 4.0);
        let steps = (-6..=6).map(|i| f64::from(i) / 2.0);
        for w1 in steps.clone() {
            for w2 in steps.clone() {
                for b in steps.clone() {
                    let state = format!("in=2&n=1&w={w1},{w2}&b={b}");
                    assert!(value(&state, "right") < Some(4.0), "{state}");
                }
            }
        }
    }

    #[test]
    fn a_layer_more_or_less_does_not_move_the_line() {
        for n in 3..=6 {
            is_near(&format!("n={n}"), "w_total", 2.4);
            is_near(&format!("in=2&n={n}"), "b_total", 2.0);
        }
        is_near("n=1", "w_total", -1.25);
    }

    #[test]
    fn what_is_at_its_default_for_so_many_layers_is_left_out() {
        for text in [
            "",
            "n=5",
            "in=2",
            "in=2&n=2",
            "in=2&n=6&f=relu,,tanh&fold=2&at=6",
            "n=2&w=1,2&b=3,4&f=gelu",
            "f=,tanh&show=best,page,style",
        ] {
            let (state, problems) = read::<CollapseState>(text);
            assert!(problems.is_empty(), "{text}: {problems:?}");
            assert_eq!(write(&state).replace("%20", " "), text);
        }
    }

    #[test]
    fn a_list_that_does_not_go_with_the_layers_is_refused() {
        for text in [
            "w=1,2",
            "n=2&b=1,2,3",
            "f=,,tanh",
            "fold=3",
            "n=2&at=3",
            "n=7",
            "in=3",
        ] {
            assert_eq!(read::<CollapseState>(text).1.len(), 1, "{text}");
        }
    }

    #[test]
    fn the_largest_weights_give_numbers_or_nothing() {
        let sixes = ["1000000"; 6].join(",");
        let bends = ["relu_squared"; 5].join(",");
        for f in ["", &bends, "sine", "swish,,tanh"] {
            let text = format!("n=6&w={sixes}&b={sixes}&f={f}&x=1000000");
            assert!(
                values(&text).iter().all(|(_, value)| value.is_finite()),
                "{text}"
            );
            let Svg(svg) = Collapse::picture(&read(&text).0, Lang::En);
            assert!(!svg.contains("NaN"), "{text}");
        }
        is_near(&format!("n=6&w={sixes}"), "w_total", 1e36);
    }
}
