//! A network as JSON, and back.
//!
//! ```json
//! {
//!   "format": "kassei-network", "version": 1,
//!   "inputs": ["x", "y"],
//!   "hidden": [{ "units": 4, "activation": "swish", "parameters": [1.0] }, { "units": 2, "formula": "x^2" }],
//!   "outputs": 1, "output": "sigmoid", "normalization": "none", "dropout": 0.0,
//!   "loss": "cross_entropy", "optimizer": "adam", "rate": 0.03, "init": "he", "l1": 0.0, "l2": 0.0, "seed": "1",
//!   "layers": [{ "weights": [[0.1, 0.2]], "biases": [0.0], "scale": [], "shift": [], "mean": [], "variance": [] }]
//! }
//! ```
//!
//! `weights` have a row a unit; `scale` (γ), `shift` (β), `mean` and `variance` are a normalisation's. With
//! `"init": "uniform"` there is `"limit"`. The seed is a text, for it has more digits than JavaScript's numbers. A number
//! is written as the double that it is, so that it reads back bit for bit; one that is not finite as a text.

use core::fmt;

use super::value::{Value, parse};
use super::{Part, Trained, joined};
use crate::maths::expression::Formula;
use crate::maths::{Activation, Bend, Function};
use crate::nn::spec::{Hidden, Init, Loss, Norm, Optimizer, Output, Spec};
use crate::nn::start::WrongLength;

const FORMAT: &str = "kassei-network";
const OUTPUTS: [(Output, &str); 4] = [
    (Output::Linear, "linear"),
    (Output::Sigmoid, "sigmoid"),
    (Output::Tanh, "tanh"),
    (Output::Softmax, "softmax"),
];
const LOSSES: [(Loss, &str); 3] = [
    (Loss::SquaredError, "squared_error"),
    (Loss::AbsoluteError, "absolute_error"),
    (Loss::CrossEntropy, "cross_entropy"),
];
const INITS: [(Init, &str); 5] = [
    (Init::Xavier, "xavier"),
    (Init::He, "he"),
    (Init::LeCun, "lecun"),
    (Init::Uniform { limit: 0.0 }, "uniform"),
    (Init::Zero, "zero"),
];

fn norms() -> [(Norm, &'static str); Norm::ALL.len()] {
    core::array::from_fn(|i| (Norm::ALL[i], Norm::IDS[i]))
}

fn optimizers() -> [(Optimizer, &'static str); Optimizer::ALL.len()] {
    core::array::from_fn(|i| (Optimizer::ALL[i], Optimizer::IDS[i]))
}

/// All of a network.
///
/// # Errors
/// The parameters are not those of its spec.
pub fn json(trained: &Trained) -> Result<String, WrongLength> {
    let layers: Vec<String> = trained.parts()?.iter().map(layer).collect();
    let spec = &trained.spec;
    let hidden = joined(spec.hidden.iter().map(hidden));
    let (init, limit) = match spec.init {
        Init::Uniform { limit } => ("uniform", format!("\n  \"limit\": {},", number(limit))),
        init => (word(&INITS, init), String::new()),
    };
    Ok(format!(
        r#"{{
  "format": "{FORMAT}",
  "version": 1,
  "inputs": [{}],
  "hidden": [{hidden}],
  "outputs": {},
  "output": "{}",
  "normalization": "{}",
  "dropout": {},
  "loss": "{}",
  "optimizer": "{}",
  "rate": {},
  "init": "{init}",{limit}
  "l1": {},
  "l2": {},
  "seed": "{}",
  "layers": [
    {}
  ]
}}
"#,
        joined(trained.inputs.iter().map(|name| quoted(name))),
        spec.outputs,
        word(&OUTPUTS, spec.output),
        word(&norms(), spec.norm),
        number(spec.dropout),
        word(&LOSSES, spec.loss),
        word(&optimizers(), spec.optimizer),
        number(spec.rate),
        number(spec.l1),
        number(spec.l2),
        spec.seed,
        layers.join(",\n    "),
    ))
}

fn hidden(hidden: &Hidden) -> String {
    let units = hidden.units;
    match &hidden.bend {
        Function::Known(Bend { activation, params }) => {
            let params = joined(params.iter().map(|value| double(*value)));
            let id = activation.id;
            format!(r#"{{ "units": {units}, "activation": "{id}", "parameters": [{params}] }}"#)
        }
        Function::Own(formula) => {
            let text = quoted(formula.text());
            format!(r#"{{ "units": {units}, "formula": {text} }}"#)
        }
    }
}

fn layer(part: &Part<'_>) -> String {
    let list = |numbers: &[f32]| format!("[{}]", joined(numbers.iter().map(|w| number(*w))));
    let rows = joined(part.weights.iter().map(|row| list(row)));
    let vectors = [
        ("biases", part.biases),
        ("scale", part.scale),
        ("shift", part.shift),
        ("mean", part.mean),
        ("variance", part.variance),
    ];
    let vectors = vectors.map(|(key, numbers)| format!("\"{key}\": {}", list(numbers)));
    format!("{{ \"weights\": [{rows}], {} }}", vectors.join(", "))
}

/// Exactly this one of 2³² numbers.
fn number(value: f32) -> String {
    double(f64::from(value))
}

fn double(value: f64) -> String {
    if value.is_finite() {
        format!("{value:?}")
    } else {
        format!("\"{value}\"")
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted += &format!("\\u{:04x}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

fn word<T: PartialEq>(words: &[(T, &'static str)], value: T) -> &'static str {
    let found = words.iter().find(|(known, _)| *known == value);
    found.map_or("", |(_, word)| word)
}

/// What is not as it should be: where, and what should be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// `hidden[1].units`; empty for the whole.
    pub place: String,
    /// `a whole number`
    pub expected: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, expected } = self;
        write!(f, "cannot read the network: expected {expected}")?;
        if place.is_empty() {
            return Ok(());
        }
        write!(f, " at {place}")
    }
}

impl core::error::Error for ReadError {}

/// The network that [`json`] wrote. `number` reads a decimal.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read(text: &str, number: impl Fn(&str) -> Option<f64>) -> Result<Trained, ReadError> {
    let value = parse(text, &number);
    let all = At {
        value: value.as_ref(),
        place: String::new(),
    };
    if value.is_none() {
        return all.error("JSON");
    }
    if all.get("format").text() != Ok(FORMAT) || all.get("version").number() != Ok(1.0) {
        return all.error("\"format\": \"kassei-network\" and \"version\": 1");
    }
    let inputs = all
        .get("inputs")
        .each(|name| name.text().map(str::to_owned))?;
    let spec = spec(&all, inputs.len())?;
    if let Err(error) = spec.check() {
        return all.error(&format!("a network that can be built ({error})"));
    }
    let parameters = parameters(&all, &spec)?;
    Ok(Trained {
        spec,
        parameters,
        inputs,
    })
}

fn spec(all: &At<'_>, inputs: usize) -> Result<Spec, ReadError> {
    let single = |key: &str| all.get(key).number().map(|number| number as f32);
    let seed = all.get("seed");
    Ok(Spec {
        inputs,
        hidden: all.get("hidden").each(|hidden| {
            Ok(Hidden {
                units: hidden.get("units").count()?,
                bend: function(&hidden)?,
            })
        })?,
        outputs: all.get("outputs").count()?,
        output: all.get("output").one_of(&OUTPUTS)?,
        norm: all.get("normalization").one_of(&norms())?,
        dropout: single("dropout")?,
        loss: all.get("loss").one_of(&LOSSES)?,
        optimizer: all.get("optimizer").one_of(&optimizers())?,
        rate: single("rate")?,
        init: match all.get("init").one_of(&INITS)? {
            Init::Uniform { .. } => Init::Uniform {
                limit: single("limit")?,
            },
            init => init,
        },
        l1: single("l1")?,
        l2: single("l2")?,
        seed: match seed.text()?.parse() {
            Ok(seed) => seed,
            Err(_) => return seed.error("digits"),
        },
    })
}

fn function(hidden: &At<'_>) -> Result<Function, ReadError> {
    let (own, known) = (hidden.get("formula"), hidden.get("activation"));
    if own.value.is_some() {
        return match Formula::read(own.text()?) {
            Ok(formula) => Ok(Function::Own(formula)),
            Err(error) => own.error(&format!("a formula ({error})")),
        };
    }
    let Some(activation) = Activation::find(known.text()?) else {
        return known.error("the id of a function");
    };
    let params = hidden.get("parameters");
    let numbers = params.each(|number| number.number())?;
    if numbers.len() != activation.params.len() {
        return params.error(&format!("{} numbers", activation.params.len()));
    }
    let params = numbers;
    Ok(Bend { activation, params }.into())
}

fn parameters(all: &At<'_>, spec: &Spec) -> Result<Vec<f32>, ReadError> {
    let mut parameters = Vec::with_capacity(spec.parameters());
    for (i, place) in spec.places().into_iter().enumerate() {
        let layer = all.get("layers").item(i);
        let mut add = |at: At<'_>, expected: usize| {
            let numbers = at.each(|number| number.number().map(|number| number as f32))?;
            if numbers.len() != expected {
                return at.error(&format!("{expected} numbers"));
            }
            parameters.extend(numbers);
            Ok(())
        };
        for unit in 0..place.units {
            add(layer.get("weights").item(unit), place.inputs)?;
        }
        let vectors = [
            ("biases", place.biases),
            ("scale", place.scale),
            ("shift", place.shift),
            ("mean", place.mean),
            ("variance", place.variance),
        ];
        for (key, range) in vectors {
            add(layer.get(key), range.len())?;
        }
    }
    Ok(parameters)
}

/// A value, or its absence, and where it was looked for.
struct At<'a> {
    value: Option<&'a Value>,
    place: String,
}

impl<'a> At<'a> {
    fn get(&self, key: &str) -> Self {
        let value = match self.value {
            Some(Value::Record(fields)) => fields.iter().find(|(name, _)| name == key),
            _ => None,
        };
        let dot = if self.place.is_empty() { "" } else { "." };
        At {
            value: value.map(|(_, value)| value),
            place: format!("{}{dot}{key}", self.place),
        }
    }

    fn item(&self, i: usize) -> Self {
        At {
            value: match self.value {
                Some(Value::List(items)) => items.get(i),
                _ => None,
            },
            place: format!("{}[{i}]", self.place),
        }
    }

    fn error<T>(&self, expected: &str) -> Result<T, ReadError> {
        Err(ReadError {
            place: self.place.clone(),
            expected: expected.to_owned(),
        })
    }

    fn each<T>(&self, read: impl Fn(Self) -> Result<T, ReadError>) -> Result<Vec<T>, ReadError> {
        match self.value {
            Some(Value::List(items)) => (0..items.len()).map(|i| read(self.item(i))).collect(),
            _ => self.error("a list"),
        }
    }

    fn number(&self) -> Result<f64, ReadError> {
        match self.value {
            Some(Value::Number(number)) => Ok(*number),
            Some(Value::Text(text)) if text == "NaN" => Ok(f64::NAN),
            Some(Value::Text(text)) if text == "inf" => Ok(f64::INFINITY),
            Some(Value::Text(text)) if text == "-inf" => Ok(f64::NEG_INFINITY),
            _ => self.error("a number"),
        }
    }

    fn count(&self) -> Result<usize, ReadError> {
        match self.number() {
            Ok(number) if number == libm::trunc(number) && (0.0..1e6).contains(&number) => {
                Ok(number as usize)
            }
            _ => self.error("a whole number"),
        }
    }

    fn text(&self) -> Result<&'a str, ReadError> {
        match self.value {
            Some(Value::Text(text)) => Ok(text),
            _ => self.error("a text"),
        }
    }

    fn one_of<T: Copy>(&self, words: &[(T, &str)]) -> Result<T, ReadError> {
        let text = self.text()?;
        match words.iter().find(|(_, word)| *word == text) {
            Some((value, _)) => Ok(*value),
            None => self.error(&format!(
                "one of {}",
                joined(words.iter().map(|(_, word)| (*word).to_owned()))
            )),
        }
    }
}
