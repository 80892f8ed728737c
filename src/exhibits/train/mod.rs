//! The playground: a small network learns from points while one looks on, looks inside, and changes it.

mod code;
#[cfg(feature = "web")]
mod diagram;
#[cfg(feature = "kernels")]
mod native;
mod options;
mod setup;
#[cfg(feature = "web")]
mod shown;
mod state;
#[cfg(feature = "web")]
mod view;

pub use state::{TrainState, Trained};

use setup::{Setup, Standing};
use state::data_ids;

use crate::charts::{Axis, Dash, Heat, Ink, Mark, Plot, Svg, Trace, heat, picture};
use crate::exhibits::names::data_name;
use crate::exhibits::{Exhibit, Table, Values};
use crate::maths::Bend;
use crate::nn::Forward;
use crate::nn::data::{DOMAIN, Data, Kind, class};
use crate::text::{Lang, Text, fixed, significant};

/// The exhibit.
#[derive(Debug)]
pub struct Train;

/// The plane that points lie in.
const PLANE: Axis = Axis::new(-DOMAIN, DOMAIN);
/// How far a picture reaches to the sides: as wide as high, and then as wide as pictures are.
const WIDE: Axis = Axis::new(-1.6 * DOMAIN, 1.6 * DOMAIN);
/// The inks of the classes.
const CLASSES: [Ink; state::MOST_CLASSES] = [Ink::Low, Ink::Output, Ink::Input, Ink::Slope];
/// A unit by its column and its row: column 0 holds the inputs, the last one the outputs.
type Unit = (usize, usize);
/// As many points stand around a curve.
const MOST_SPOTS: usize = 64;
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
        picture(&plot(state), (640.0, 400.0), &summary)
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

/// The ink of a label: of a class its own, of a number that of its sign.
fn ink(kind: Kind, label: f64) -> Ink {
    match kind {
        Kind::Classes(_) => CLASSES[(label as usize).min(CLASSES.len() - 1)],
        Kind::Regression if label < 0.0 => Ink::Low,
        Kind::Regression => Ink::Output,
    }
}

/// What the network says, over the points.
fn plot(state: &TrainState) -> Plot {
    let setup = Setup::of(state);
    let parameters = state.parameters(&setup);
    let Ok(net) = Forward::new(&setup.spec, &parameters) else {
        return Plot::over(PLANE, PLANE);
    };
    let said = |at: [f64; 2]| -> Vec<f64> {
        let seen: Vec<f64> = setup
            .features
            .iter()
            .map(|feature| feature.at(at))
            .collect();
        net.outputs(&seen)
    };
    if !state.fits_in_link() {
        let mut plot = Plot::map(WIDE, PLANE, ["x₁", "x₂"], vec![]);
        plot.marks.extend(spots(&setup.learnt));
        return plot;
    }
    if setup.learnt.inputs == 1 {
        let at = |i: i32| DOMAIN * (f64::from(i) / 100.0 - 1.0);
        let run = (0..=200).map(|i| (at(i), said([at(i), 0.0])[0]));
        return curve(&setup, run.collect());
    }
    let patches = match setup.kind() {
        Kind::Classes(classes) if setup.spec.outputs > 1 => {
            let is = |wanted: usize, x: f64, y: f64| {
                let said: Vec<f32> = said([x, y]).iter().map(|y| *y as f32).collect();
                if class(&said, setup.spec.output) == wanted {
                    1.0
                } else {
                    0.0
                }
            };
            let area = |wanted: usize| {
                let Heat { patches, .. } = heat(WIDE, PLANE, 0.5, 0.5, &|x, y| is(wanted, x, y));
                let mine = patches.into_iter().filter(|patch| patch.ink == Ink::Output);
                mine.map(move |mut patch| {
                    patch.ink = CLASSES[wanted];
                    patch
                })
            };
            (0..classes).flat_map(area).collect()
        }
        _ => {
            let (middle, reach) = if setup.spec.output == crate::nn::Output::Sigmoid {
                (0.5, 0.5)
            } else {
                (0.0, 1.0)
            };
            heat(WIDE, PLANE, middle, reach, &|x, y| said([x, y])[0]).patches
        }
    };
    let mut plot = Plot::map(WIDE, PLANE, ["x₁", "x₂"], patches);
    plot.marks.extend(spots(&setup.learnt));
    plot
}

/// What the network says of numbers over a line.
fn curve(setup: &Setup, mut run: Vec<(f64, f64)>) -> Plot {
    let heights = setup.learnt.points.iter().map(|point| point.label.abs());
    let most = heights.fold(1.0, f64::max).min(1e6);
    let height = Axis::new(-1.3 * most, 1.3 * most);
    for (_, y) in &mut run {
        *y = y.clamp(2.0 * height.low, 2.0 * height.high);
    }
    let mut plot = Plot::over(PLANE, height);
    plot.traces.push(Trace {
        runs: vec![run],
        dots: vec![],
        ink: Ink::Output,
        dash: Dash::Solid,
        width: 3.0,
    });
    let spot = |point: &crate::nn::data::Point| Mark::Point {
        at: (point.at[0], point.label),
        ink: Ink::Target,
        radius: 3.0,
    };
    // Not all: they would hide the curve.
    let apart = setup.learnt.points.len().div_ceil(MOST_SPOTS).max(1);
    let shown = setup.learnt.points.iter().step_by(apart);
    plot.marks.extend(shown.map(spot));
    plot
}

fn spots(data: &Data) -> Vec<Mark> {
    let spot = |point: &crate::nn::data::Point| Mark::Point {
        at: point.at.into(),
        ink: ink(data.kind, point.label),
        radius: 3.5,
    };
    data.points.iter().map(spot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::{read, write};
    use std::rc::Rc;

    fn state(text: &str) -> TrainState {
        let (state, problems) = read(text);
        assert_eq!(problems, [], "{text}");
        state
    }

    fn value(state: &TrainState, name: &str) -> Option<f64> {
        let values = Train::values(state);
        let found = values.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| *value)
    }

    #[test]
    fn a_half_trained_network_comes_back_with_every_bit() {
        for text in ["", "n=8,8&norm=batch", "n=&features=x,xy", "data=sine&n=3"] {
            let mut before = state(text);
            let mut parameters = before.spec().start();
            for (i, parameter) in parameters.iter_mut().enumerate() {
                *parameter += 1.0 / (i as f32 + 3.0);
            }
            before.trained = Some(Trained {
                step: 123,
                parameters: Rc::new(parameters),
            });
            let link = write(&before);
            assert!(link.contains("w=123,"), "{link}");
            assert_eq!(state(&link), before, "{text}");
            assert_eq!(Train::values(&state(&link)), Train::values(&before));
        }
    }

    #[test]
    fn layers_of_ones_own_formula_are_what_their_formula_is() {
        use crate::maths::{Function, expression::Formula};
        let some = state("f=own,tanh&formula=max(x, 0.1*x)");
        let bends = some.spec().hidden.into_iter().map(|hidden| hidden.bend);
        let bends: Vec<Function> = bends.collect();
        let own = Formula::read("max(x, 0.1*x)").unwrap();
        assert_eq!(bends[0], Function::Own(own));
        assert!(bends[1].known().is_some());
        assert_eq!(state(&write(&some)), some);
        // Swish with β = 1, which it has by default, is x·σ(x).
        for (own, known) in [("f=own", "f=swish"), ("f=own&formula=tanh(x)", "")] {
            let losses = [own, known].map(|text| value(&state(text), "train_loss").unwrap());
            assert!((losses[0] - losses[1]).abs() < 1e-9, "{own}: {losses:?}");
        }
        let (found, problems) = read::<TrainState>("f=own&formula=x%2B");
        assert_eq!((problems.len(), found), (1, state("f=own")));
    }

    #[test]
    fn weights_of_another_network_are_refused() {
        let mut other = state("n=3");
        other.trained = Some(Trained {
            step: 1,
            parameters: Rc::new(other.spec().start()),
        });
        let link = write(&other).replace("n=3", "n=4");
        let (found, problems) = read::<TrainState>(&link);
        assert_eq!(problems.len(), 1, "{link}");
        assert_eq!(found.trained, None);
    }

    #[test]
    fn a_link_to_a_full_network_is_one_that_is_read() {
        // 2·43 + 43 + 43·40 + 40 + 41 = 1930 parameters, and as many own points as there may be.
        let mut full = state("data=own&n=43,40");
        assert_eq!(full.spec().parameters(), 1930);
        let point = |i: usize| crate::nn::data::Point {
            at: [-5.123 + 0.01 * i as f64, 3.456],
            label: (i % 2) as f64,
        };
        full.own = Rc::new((0..state::MOST_OWN).map(point).collect());
        full.trained = Some(Trained {
            step: 1_000_000,
            parameters: Rc::new(full.spec().start()),
        });
        assert_eq!(read::<TrainState>(&write(&full)).1, []);
    }

    #[test]
    fn a_network_too_large_for_a_link_has_no_losses_in_its_values() {
        let large = state("n=64,64");
        assert_eq!(value(&large, "parameters"), Some(4417.0));
        assert_eq!(value(&large, "train_loss"), None);
        assert!(value(&state(""), "train_loss").is_some());
    }

    #[test]
    fn outputs_and_losses_suit_the_data() {
        use crate::nn::{Loss, Output};
        let cases = [
            ("", Output::Sigmoid, Loss::CrossEntropy),
            ("data=three_arms", Output::Softmax, Loss::CrossEntropy),
            ("data=plane", Output::Linear, Loss::SquaredError),
            (
                "data=plane&loss=cross_entropy",
                Output::Linear,
                Loss::SquaredError,
            ),
            ("output=tanh&loss=mae", Output::Tanh, Loss::AbsoluteError),
        ];
        for (text, output, loss) in cases {
            let spec = state(text).spec();
            assert_eq!((spec.output, spec.loss), (output, loss), "{text}");
            assert_eq!(spec.check(), Ok(()), "{text}");
        }
    }

    #[cfg(feature = "kernels")]
    #[test]
    fn the_page_measures_a_network_as_the_engine_does() {
        use crate::nn::Network;
        for text in [
            "",
            "data=three_arms&n=5",
            "data=plane&f=relu",
            "output=tanh&norm=layer",
        ] {
            let state = state(text);
            let setup = Setup::of(&state);
            let mut network = Network::new(setup.spec.clone()).unwrap();
            assert_eq!(network.parameters(), setup.spec.start());
            for (examples, name) in setup.examples.iter().zip(["train_loss", "test_loss"]) {
                let (page, engine) = (value(&state, name).unwrap(), network.loss(examples));
                assert!(
                    (page - engine).abs() < 1e-5 * engine.abs().max(1.0),
                    "{text} {name}"
                );
            }
        }
    }
}
