//! The playground: a small network learns from points while one looks on, looks inside, and changes it.

mod code;
#[cfg(feature = "web")]
mod diagram;
#[cfg(feature = "kernels")]
mod native;
mod network;
mod options;
mod plot;
mod setup;
#[cfg(feature = "web")]
mod shown;
mod state;
#[cfg(test)]
mod tests;
#[cfg(feature = "web")]
mod view;

pub use state::{TrainState, Trained};

use setup::{Setup, Standing};
use state::data_ids;

use crate::charts::{Ink, Svg, picture};
use crate::exhibits::names::data_name;
use crate::exhibits::{Exhibit, Table, Values};
use crate::maths::Bend;
use crate::text::{Lang, Text, fixed, significant};

/// The exhibit.
#[derive(Debug)]
pub struct Train;

/// The inks of the classes.
const CLASSES: [Ink; state::MOST_CLASSES] = [Ink::Low, Ink::Output, Ink::Input, Ink::Slope];
/// How the classes stand in print: by their forms on the picture.
#[cfg(feature = "web")]
const CLASS_SIGNS: [&str; state::MOST_CLASSES] = ["■ 1", "● 2", "▲ 3", "◆ 4"];
/// A unit by its column and its row: column 0 holds the inputs, the last one the outputs.
type Unit = (usize, usize);
/// As many weights stand in the table.
const MOST_ROWS: usize = 60;

impl TrainState {
    /// All parameters as they are now.
    fn parameters(&self, setup: &Setup) -> Vec<f32> {
        let learnt = self.trained.as_ref();
        learnt.map_or_else(|| setup.spec.start(), |trained| trained.parameters.to_vec())
    }

    /// Steps taken.
    fn step(&self) -> usize {
        self.trained.as_ref().map_or(0, |trained| trained.step)
    }

    /// How it does; not known where a link does not carry the weights.
    fn standing(&self, setup: &Setup) -> Option<Standing> {
        let known = self.fits_in_link() && !setup.learnt.points.is_empty();
        known.then(|| setup.standing(&self.parameters(setup)))
    }

    /// The shape in print: `2–4–2–1`.
    fn shape(&self, setup: &Setup) -> String {
        let units = setup.places.iter().map(|place| place.units);
        let all = [setup.spec.inputs].into_iter().chain(units);
        let all: Vec<String> = all.map(|units| units.to_string()).collect();
        all.join("–")
    }

    /// The activations in words, each once in a row.
    fn functions(&self, text: &Text) -> String {
        let name = |f: &'_ Option<Bend>| match f {
            Some(f) => text.term(f.activation.id).to_owned(),
            None => self.formula.text().to_owned(),
        };
        let mut names: Vec<String> = self.bends.iter().map(name).collect();
        names.dedup();
        if names.is_empty() {
            names.push(text.term("identity").to_owned());
        }
        names.join(", ")
    }
}

/// A share as a percentage.
fn percent(share: f64) -> String {
    format!("{} %", fixed(100.0 * share, 1))
}

impl Exhibit for Train {
    const ID: &'static str = "train";
    type State = TrainState;
    const READS_FILE: bool = true;

    fn values(state: &TrainState) -> Values {
        let setup = Setup::of(state);
        let standing = state.standing(&setup);
        let step = state.step();
        let mut values: Values = vec![
            ("step".into(), step as f64),
            ("epoch".into(), (step / setup.steps()) as f64),
            ("parameters".into(), setup.spec.parameters() as f64),
        ];
        let losses = [
            ("train_loss", standing.map(|standing| standing.train)),
            ("test_loss", standing.and_then(|standing| standing.test)),
            ("accuracy", standing.and_then(|standing| standing.accuracy)),
        ];
        let known = losses.into_iter().filter_map(|(name, value)| {
            let value = value.filter(|value| value.is_finite())?;
            Some((name.into(), value))
        });
        values.extend(known);
        values
    }

    fn title(_state: &TrainState, text: &Text) -> String {
        text.train_title().to_owned()
    }

    fn summary(state: &TrainState, text: &Text) -> String {
        let setup = Setup::of(state);
        if setup.learnt.points.is_empty() {
            return text.train_summary_own().to_owned();
        }
        let data = data_name(data_ids()[state.data], text);
        let (f, shape) = (state.functions(text), state.shape(&setup));
        let Some(Standing {
            train,
            test,
            accuracy,
        }) = state.standing(&setup)
        else {
            return text.train_summary_large(&data, &f, &shape);
        };
        let step = state.step();
        if step == 0 {
            return text.train_summary_untrained(&data, &f, &significant(train), &shape);
        }
        let test = test.map_or_else(|| "–".to_owned(), significant);
        let right = accuracy.map(|share| text.train_summary_right(&percent(share)));
        text.train_summary(&data, &f, &shape, &step, &test, &significant(train))
            + &right.unwrap_or_default()
    }

    fn table(state: &TrainState, text: &Text) -> Table {
        let setup = Setup::of(state);
        let parameters = state.parameters(&setup);
        let standing = state.standing(&setup);
        let test = standing.and_then(|standing| standing.test);
        let accuracy = standing.and_then(|standing| standing.accuracy);
        let train = standing.map(|standing| standing.train);
        let shown = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), significant);
        let numbers = [
            (
                text.train_epoch(),
                (state.step() / setup.steps()).to_string(),
            ),
            (text.train_loss_train(), shown(train)),
            (text.train_loss_test(), shown(test)),
            (
                text.train_accuracy(),
                accuracy.map_or_else(|| "–".to_owned(), percent),
            ),
            (text.train_parameters(), setup.spec.parameters().to_string()),
        ];
        let mut rows: Vec<Vec<String>> = numbers
            .into_iter()
            .map(|(name, value)| vec![name.to_owned(), value])
            .collect();
        for (i, place) in setup.places.iter().enumerate() {
            for unit in 0..place.units {
                let name = format!(
                    "{}, {}",
                    unit_name(&setup, (i + 1, unit), text),
                    text.train_bias()
                );
                let bias = parameters[place.biases.start + unit];
                rows.push(vec![name, fixed(bias.into(), 4)]);
                for from in 0..place.inputs {
                    let weight = parameters[place.weights.start + unit * place.inputs + from];
                    let (from, to) = (sign(&setup, (i, from)), sign(&setup, (i + 1, unit)));
                    rows.push(vec![format!("{from} → {to}"), fixed(weight.into(), 4)]);
                }
            }
        }
        rows.truncate(numbers_and(MOST_ROWS));
        Table {
            head: vec![
                text.train_number().to_owned(),
                text.train_value().to_owned(),
            ],
            rows,
        }
    }

    fn picture(state: &TrainState, lang: Lang) -> Svg {
        let summary = Self::summary(state, lang.text());
        picture(&plot::plot(state), (640.0, 400.0), &summary)
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<TrainState>) -> yew::Html {
        view::view(props)
    }
}

/// The rows of losses and the like, and so many more.
const fn numbers_and(rows: usize) -> usize {
    5 + rows
}

/// A unit in words.
fn unit_name(setup: &Setup, (column, row): Unit, text: &Text) -> String {
    let last = setup.places.len();
    if column == 0 {
        text.train_feature(&sign(setup, (column, row)))
    } else if column < last {
        text.train_neuron(&column, &(row + 1))
    } else if setup.spec.outputs == 1 {
        text.train_output_only().to_owned()
    } else {
        text.train_output_unit(&(row + 1))
    }
}

/// A unit in print: `x₁`, `h2,3`, `y`.
fn sign(setup: &Setup, (column, row): Unit) -> String {
    if column == 0 {
        let place = setup.features[row] as usize;
        options::FEATURE_SIGNS[place].to_owned()
    } else if column < setup.places.len() {
        format!("h{column},{}", row + 1)
    } else if setup.spec.outputs == 1 {
        "y".to_owned()
    } else {
        format!("y{}", row + 1)
    }
}
