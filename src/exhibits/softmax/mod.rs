//! Softmax: scores become shares of one whole.

mod picture;
#[cfg(feature = "web")]
mod view;

use crate::charts::Svg;
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::{Exhibit, Table, Values};
use crate::maths::softmax::{cross_entropy, entropy, softmax, total};
use crate::text::{Lang, Text, fixed, scientific};

/// How far a logit may be typed.
const BOUND: f64 = 1e6;
/// The temperatures that may be typed.
const TEMPERATURES: (f64, f64) = (0.01, 1000.0);
/// The fewest and the most words.
const WORDS: (usize, usize) = (2, 8);
/// The most characters of a word.
const LONGEST: usize = 40;

/// The exhibit.
#[derive(Debug)]
pub struct Softmax;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct SoftmaxState {
    /// The scores.
    pub logits: Vec<f64>,
    /// What divides them before the exponential.
    pub temperature: f64,
    /// The words. A word that is missing or empty is called by its number.
    pub labels: Vec<String>,
    /// The place of the right answer.
    pub target: Option<usize>,
    /// Whether the steps of the calculation are shown.
    pub path: bool,
}

impl Default for SoftmaxState {
    fn default() -> Self {
        let labels = CAT.map(str::to_owned).to_vec();
        Self {
            logits: vec![5.0, 4.0, -1.0],
            temperature: 1.0,
            labels,
            target: None,
            path: false,
        }
    }
}

/// Candidates for “cat” in Japanese: the usual spelling, the same in katakana, and a spiteful woman.
const CAT: [&str; 3] = ["猫", "ネコ", "陰口を聞く女"];

impl State for SoftmaxState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        let words = WORDS.0..=WORDS.1;
        fields.numbers("z", words.clone(), -BOUND..=BOUND, &mut self.logits);
        fields.number("t", TEMPERATURES.0..=TEMPERATURES.1, &mut self.temperature);
        fields.texts("labels", words, LONGEST, &mut self.labels);
        fields.index("target", self.logits.len(), &mut self.target);
        fields.switches("show", &mut [("path", &mut self.path)]);
    }
}

impl SoftmaxState {
    /// The shares, which add up to 1.
    pub(crate) fn shares(&self) -> Vec<f64> {
        softmax(&self.logits, self.temperature)
    }

    /// The word at `i`.
    pub(crate) fn label(&self, i: usize, text: &Text) -> String {
        let own = self.labels.get(i).filter(|label| !label.is_empty());
        own.map_or_else(|| text.softmax_word(&(i + 1)), Clone::clone)
    }

    /// The place of the largest score.
    pub(crate) fn leader(&self) -> usize {
        let ascending =
            |a: &usize, b: &usize| self.logits[*a].total_cmp(&self.logits[*b]).then(b.cmp(a));
        (0..self.logits.len()).max_by(ascending).unwrap_or_default()
    }

    /// For each word (z − m) ÷ T and its exponential, m being the largest score.
    pub(crate) fn exponentials(&self) -> Vec<(f64, f64)> {
        let largest = self.logits[self.leader()];
        let shifted = self.logits.iter().map(|z| (z - largest) / self.temperature);
        shifted.map(|scaled| (scaled, libm::exp(scaled))).collect()
    }

    /// The cross-entropy in nats and p − y for each word, when there is a right answer. At temperature T the gradient
    /// with respect to the logits is (p − y) / T.
    pub(crate) fn loss(&self) -> Option<(f64, Vec<f64>)> {
        let target = self.target?;
        let minus_y = |(i, p): (usize, f64)| if i == target { p - 1.0 } else { p };
        let errors = self.shares().into_iter().enumerate().map(minus_y).collect();
        Some((
            cross_entropy(&self.logits, target, self.temperature),
            errors,
        ))
    }

    /// A further word at the end.
    #[must_use]
    pub fn with_a_word(&self) -> Self {
        let mut next = self.clone();
        next.labels.resize(next.logits.len(), String::new());
        next.logits.push(0.0);
        next.labels.push(String::new());
        next
    }

    /// Without the word at `i`.
    #[must_use]
    pub fn without(&self, i: usize) -> Self {
        let mut next = self.clone();
        next.labels.resize(next.logits.len(), String::new());
        next.logits.remove(i);
        next.labels.remove(i);
        next.target = match self.target {
            Some(target) if target == i => None,
            Some(target) if target > i => Some(target - 1),
            target => target,
        };
        next
    }
}

/// A share as shown: three decimals, or a power of ten when they would all be 0.
pub(crate) fn share_text(share: f64) -> String {
    if share > 0.0 && share < 0.0005 {
        scientific(share, 0)
    } else {
        fixed(share, 3)
    }
}

/// A share in per cent, as shown.
pub(crate) fn percent_text(share: f64) -> String {
    fixed(100.0 * share, 1)
}

impl Exhibit for Softmax {
    const ID: &'static str = "softmax";
    type State = SoftmaxState;
    const HAS_CHART: bool = false;

    fn values(state: &SoftmaxState) -> Values {
        let shares = state.shares();
        let mut values: Values = shares
            .iter()
            .enumerate()
            .map(|(i, p)| (format!("p{}", i + 1).into(), *p))
            .collect();
        values.push(("sum".into(), total(&shares)));
        values.push(("entropy".into(), entropy(&shares)));
        if let Some((loss, gradient)) = state.loss() {
            values.push(("loss".into(), loss));
            values.extend(
                gradient
                    .iter()
                    .enumerate()
                    .map(|(i, g)| (format!("g{}", i + 1).into(), *g)),
            );
        }
        values
    }

    fn title(state: &SoftmaxState, text: &Text) -> String {
        let cat = state.labels == CAT;
        if cat {
            text.softmax_title()
        } else {
            text.softmax_title_plain()
        }
        .to_owned()
    }

    fn summary(state: &SoftmaxState, text: &Text) -> String {
        let (leader, shares) = (state.leader(), state.shares());
        let (label, percent) = (
            state.label(leader, text),
            text.say(100.0 * shares[leader], 1),
        );
        match (state.target, state.loss()) {
            (Some(target), Some((loss, _))) => text.softmax_summary_target(
                &label,
                &text.say(loss, 3),
                &percent,
                &state.label(target, text),
            ),
            _ => text.softmax_summary(
                &label,
                &shares.len(),
                &percent,
                &text.say(total(&shares), 3),
            ),
        }
    }

    fn table(state: &SoftmaxState, text: &Text) -> Table {
        let mut head: Vec<String> = [
            text.softmax_column_word(),
            text.softmax_column_logit(),
            text.softmax_column_scaled(),
            text.softmax_column_exp(),
            text.softmax_column_share(),
        ]
        .map(str::to_owned)
        .to_vec();
        let (shares, exponentials, loss) = (state.shares(), state.exponentials(), state.loss());
        head.extend(
            loss.iter()
                .map(|_| text.softmax_column_gradient().to_owned()),
        );
        let row = |i: usize| {
            let scaled = fixed(state.logits[i] / state.temperature, 4);
            let mut cells = vec![state.label(i, text), fixed(state.logits[i], 2), scaled];
            cells.extend([exponentials[i].1, shares[i]].map(|value| fixed(value, 6)));
            cells.extend(loss.iter().map(|(_, gradient)| fixed(gradient[i], 6)));
            cells
        };
        Table {
            head,
            rows: (0..shares.len()).map(row).collect(),
        }
    }

    fn picture(state: &SoftmaxState, lang: Lang) -> Svg {
        picture::bars(state, lang.text(), &Self::summary(state, lang.text()))
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<SoftmaxState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::{read, write};

    fn values(state: &str) -> Values {
        Softmax::values(&read(state).0)
    }

    #[test]
    fn the_scores_of_the_article_give_its_shares() {
        // NumPy 2.4.6 in float64.
        let expected = [0.729_736_21, 0.268_454_95, 0.001_808_84, 1.0];
        for ((name, value), expected) in values("").into_iter().zip(expected) {
            assert!((value - expected).abs() < 1e-8, "{name} {value}");
        }
    }

    #[test]
    fn the_gradient_is_p_minus_y() {
        let values = values("target=2");
        let g = |name: &str| values.iter().find(|(key, _)| key == name).unwrap().1;
        for (name, expected) in [("g1", 0.730), ("g2", -0.732), ("g3", 0.002)] {
            assert!((g(name) - expected).abs() < 5e-4, "{name}");
        }
    }

    #[test]
    fn a_target_beyond_the_words_is_refused() {
        assert_eq!(read::<SoftmaxState>("z=1,2&target=3").1.len(), 1);
    }

    #[test]
    fn a_word_may_hold_commas_and_percent_signs() {
        let mut state = SoftmaxState::default();
        state.labels[0] = r"a,b\c & 100% + <i>".to_owned();
        assert_eq!(read::<SoftmaxState>(&write(&state)), (state, vec![]));
    }

    #[test]
    fn words_come_and_go_with_their_scores_and_the_target() {
        let state: SoftmaxState = read("target=3").0;
        let grown = state.with_a_word();
        assert_eq!((grown.logits.len(), grown.labels.len()), (4, 4));
        assert_eq!(grown.without(0).target, Some(1));
        assert_eq!(grown.without(2).target, None);
        assert_eq!(grown.without(3), state);
    }
}
