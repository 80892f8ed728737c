//! From the net to the neuron to f: three linked pictures, one of them in focus.

mod diagram;
#[cfg(feature = "web")]
mod view;

use crate::charts::Svg;
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::{BOUND, Exhibit, Table, Values, catalogue};
use crate::maths::{Bend, Curve as _, Neuron};
use crate::text::{Lang, Text, fixed};

/// The exhibit.
#[derive(Debug)]
pub struct Anatomy;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct AnatomyState {
    /// f and its parameters.
    pub bend: Bend,
    /// The weight.
    pub w: f64,
    /// The bias.
    pub b: f64,
    /// The input.
    pub x: f64,
    /// Which picture is in focus: 0 the net, 1 the neuron, 2 f.
    pub focus: usize,
}

/// The pictures by their ids in a state, from the whole to the part.
pub(crate) const FOCUS: [&str; 3] = ["net", "neuron", "f"];

impl Default for AnatomyState {
    fn default() -> Self {
        Self {
            bend: Bend::new(catalogue("sigmoid")),
            w: 1.6,
            b: 0.8,
            x: -1.2,
            focus: 0,
        }
    }
}

impl State for AnatomyState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.bend("f", &mut self.bend);
        fields.number("w", -BOUND..=BOUND, &mut self.w);
        fields.number("b", -BOUND..=BOUND, &mut self.b);
        fields.number("x", -BOUND..=BOUND, &mut self.x);
        fields.choice("at", &FOCUS, &mut self.focus);
    }
}

impl AnatomyState {
    fn neuron(&self) -> Neuron {
        Neuron {
            w: self.w,
            b: self.b,
            bend: self.bend.clone(),
        }
    }

    /// The pre-activation z = w·x + b.
    pub(crate) fn z(&self) -> f64 {
        self.neuron().pre_activation(self.x)
    }

    /// The output f(z).
    pub(crate) fn y(&self) -> f64 {
        self.neuron().at(self.x).y
    }
}

/// The names of the pictures.
pub(crate) fn names(text: &Text) -> [&'static str; 3] {
    [text.anatomy_net(), text.anatomy_neuron(), text.anatomy_f()]
}

impl Exhibit for Anatomy {
    const ID: &'static str = "anatomy";
    type State = AnatomyState;

    fn values(state: &AnatomyState) -> Values {
        vec![("z".into(), state.z()), ("y".into(), state.y())]
    }

    fn title(_state: &AnatomyState, text: &Text) -> String {
        text.anatomy_title().to_owned()
    }

    fn summary(state: &AnatomyState, text: &Text) -> String {
        let say = |value: f64| text.say(value, 2);
        let (w, b, x) = (say(state.w), say(state.b), say(state.x));
        let (z, y) = (say(state.z()), say(state.y()));
        let f = text.term(state.bend.activation.id);
        text.anatomy_summary(&b, &f, &w, &x, &y, &z)
    }

    fn table(state: &AnatomyState, text: &Text) -> Table {
        let AnatomyState { w, b, x, .. } = *state;
        let rows = [
            (text.quantity_x(), "x", x),
            (text.quantity_w(), "w", w),
            (text.anatomy_product(), "w·x", w * x),
            (text.quantity_b(), "b", b),
            (text.anatomy_sum(), "z", state.z()),
            (text.quantity_y(), "y = f(z)", state.y()),
        ];
        let row = |(name, symbol, value): (&str, &str, f64)| {
            vec![format!("{name} {symbol}"), fixed(value, 4)]
        };
        Table {
            head: vec![
                text.frame_quantity().to_owned(),
                text.frame_value().to_owned(),
            ],
            rows: rows.map(row).to_vec(),
        }
    }

    fn picture(state: &AnatomyState, lang: Lang) -> Svg {
        let (size, text) = ((640.0, 400.0), lang.text());
        let body = Svg::panes(&diagram::diagram(state, size, 1.0, text));
        Svg::document(size, &Self::summary(state, text), &body)
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<AnatomyState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::read;

    fn picture(state: &str) -> String {
        Anatomy::picture(&read(state).0, Lang::En).0
    }

    #[test]
    fn the_numbers_of_the_neuron_stand_in_the_picture_that_is_in_focus() {
        // 1.6·(−1.2) + 0.8 = −1.12; 1 / (1 + e^1.12) = 0.2460 by NumPy 2.4.6.
        for (focus, numbers) in [
            ("net", vec!["−1.20", "1.60", "0.25"]),
            (
                "neuron",
                vec!["−1.20", "×1.60", "+0.80", "z = −1.12", "0.25"],
            ),
            ("f", vec!["−1.12", "0.25"]),
        ] {
            let svg = picture(&format!("at={focus}"));
            let written = |number: &&str| svg.contains(&format!(">{number}<"));
            assert!(numbers.iter().all(written), "{focus}: {svg}");
        }
    }

    #[test]
    fn all_three_pictures_are_there_wherever_the_focus_is() {
        for focus in FOCUS {
            let svg = picture(&format!("at={focus}"));
            assert_eq!(svg.matches("class=\"pane").count(), 3, "{focus}");
            assert_eq!(svg.matches("class=\"beam\"").count(), 2, "{focus}");
        }
    }
}
