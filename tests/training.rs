//! The training engine against finite differences in f64, steps worked out by hand, and runs made by NumPy.

#![cfg(feature = "kernels")]

use kassei::maths::expression::{Formula, Op};
use kassei::maths::random::Random;
use kassei::maths::{ALL, Activation, Bend, Curve as _, Function};
use kassei::nn::{Examples, Hidden, Init, Loss, Network, Norm, Optimizer, Output, Spec, SpecError};

fn bend(id: &str) -> Bend {
    Bend::new(Activation::find(id).expect("an activation"))
}

fn spec(inputs: usize, hidden: &[(usize, &str)], outputs: usize) -> Spec {
    let hidden = hidden.iter().map(|(units, f)| Hidden {
        units: *units,
        bend: bend(f).into(),
    });
    Spec {
        inputs,
        hidden: hidden.collect(),
        outputs,
        output: Output::Linear,
        norm: Norm::None,
        dropout: 0.0,
        loss: Loss::SquaredError,
        optimizer: Optimizer::Sgd,
        rate: 0.1,
        init: Init::LeCun,
        l1: 0.0,
        l2: 0.0,
        seed: 3,
    }
}

/// Random inputs, and targets that suit any output: shares of one whole.
fn examples(inputs: usize, outputs: usize, rows: usize) -> Examples {
    let mut random = Random::new(5);
    let mut numbers = || -> Vec<f32> { (0..rows).map(|_| random.normal() as f32).collect() };
    let inputs = (0..inputs).map(|_| numbers()).collect();
    let scores: Vec<Vec<f32>> = (0..outputs).map(|_| numbers()).collect();
    let total = |row: usize| scores.iter().map(|column| column[row].exp()).sum::<f32>();
    let share = |column: &Vec<f32>| {
        (0..rows)
            .map(|row| column[row].exp() / total(row))
            .collect()
    };
    Examples {
        inputs,
        targets: scores.iter().map(share).collect(),
    }
}

/// The same network in f64, written plainly, with all parameters in the order of `Network::parameters`.
struct Plain {
    spec: Spec,
    parameters: Vec<f64>,
}

/// For each example a row.
type Rows = Vec<Vec<f64>>;

impl Plain {
    fn of(network: &Network) -> Self {
        Self {
            spec: network.spec().clone(),
            parameters: network.parameters().iter().map(|p| f64::from(*p)).collect(),
        }
    }

    /// The mean loss of the examples at `rows`, a batch of its own.
    fn loss(&self, examples: &Examples, rows: &[u32]) -> f64 {
        let of = |columns: &[Vec<f32>], row: &u32| {
            let number = |column: &Vec<f32>| f64::from(column[*row as usize]);
            columns.iter().map(number).collect::<Vec<f64>>()
        };
        let logits = self.logits(rows.iter().map(|row| of(&examples.inputs, row)).collect());
        let targets = rows.iter().map(|row| of(&examples.targets, row));
        let losses = logits
            .into_iter()
            .zip(targets)
            .map(|(z, t)| self.loss_of(z, &t));
        losses.sum::<f64>() / rows.len() as f64
    }

    fn logits(&self, mut x: Rows) -> Rows {
        let mut rest = &*self.parameters;
        let mut take = |count: usize| {
            let (taken, left) = rest.split_at(count);
            rest = left;
            taken
        };
        for hidden in &self.spec.hidden {
            let (weights, biases) = (take(x[0].len() * hidden.units), take(hidden.units));
            let mut z = affine(&x, weights, biases);
            let norm = self.spec.norm;
            if norm != Norm::None {
                let none = vec![0.0; hidden.units];
                let scale = take(hidden.units);
                let shift = if norm == Norm::Rms {
                    &none
                } else {
                    take(hidden.units)
                };
                z = normalized(norm, &z, scale, shift);
                take(if norm == Norm::Batch {
                    2 * hidden.units
                } else {
                    0
                });
            }
            let bend = |z: &f64| hidden.bend.at(*z).y;
            x = z.iter().map(|z| z.iter().map(bend).collect()).collect();
        }
        let (weights, biases) = (
            take(x[0].len() * self.spec.outputs),
            take(self.spec.outputs),
        );
        assert_eq!(take(0), rest, "all parameters are used");
        affine(&x, weights, biases)
    }

    fn loss_of(&self, z: Vec<f64>, targets: &[f64]) -> f64 {
        let exp = z.iter().map(|z| z.exp()).collect::<Vec<f64>>();
        let y: Vec<f64> = match self.spec.output {
            Output::Linear => z,
            Output::Tanh => z.iter().map(|z| z.tanh()).collect(),
            Output::Sigmoid => z.iter().map(|z| 1.0 / (1.0 + (-z).exp())).collect(),
            Output::Softmax => exp.iter().map(|e| e / exp.iter().sum::<f64>()).collect(),
        };
        let each = |f: fn(f64, f64) -> f64| y.iter().zip(targets).map(|(y, t)| f(*y, *t)).sum();
        match (self.spec.loss, self.spec.output) {
            (Loss::SquaredError, _) => each(|y, t| 0.5 * (y - t) * (y - t)),
            (Loss::AbsoluteError, _) => each(|y, t| (y - t).abs()),
            (Loss::CrossEntropy, Output::Softmax) => each(|y, t| -t * y.ln()),
            (Loss::CrossEntropy, _) => each(|y, t| -t * y.ln() - (1.0 - t) * (1.0 - y).ln()),
        }
    }

    /// dL/d of one parameter, by central differences.
    fn slope(&mut self, at: usize, examples: &Examples, rows: &[u32]) -> f64 {
        const STEP: f64 = 1e-5;
        let mut moved = |by: f64| {
            self.parameters[at] += by;
            let loss = self.loss(examples, rows);
            self.parameters[at] -= by;
            loss
        };
        (moved(STEP) - moved(-STEP)) / (2.0 * STEP)
    }
}

fn affine(x: &Rows, weights: &[f64], biases: &[f64]) -> Rows {
    let unit = |x: &[f64], row: &[f64]| row.iter().zip(x).map(|(w, x)| w * x).sum::<f64>();
    let units = |x: &Vec<f64>| {
        let rows = weights.chunks(x.len()).zip(biases);
        rows.map(|(row, bias)| bias + unit(x, row)).collect()
    };
    x.iter().map(units).collect()
}

/// As the papers have it: over the batch for each unit, or over the units for each example.
fn normalized(norm: Norm, z: &Rows, scale: &[f64], shift: &[f64]) -> Rows {
    let mean = |numbers: &[f64]| numbers.iter().sum::<f64>() / numbers.len() as f64;
    let normal = |numbers: &[f64]| -> Vec<f64> {
        let centre = if norm == Norm::Rms {
            0.0
        } else {
            mean(numbers)
        };
        let apart: Vec<f64> = numbers.iter().map(|z| z - centre).collect();
        let variance = mean(&apart.iter().map(|z| z * z).collect::<Vec<f64>>());
        apart.iter().map(|z| z / (variance + 1e-5).sqrt()).collect()
    };
    let normal = if norm == Norm::Batch {
        turned(&turned(z).iter().map(|unit| normal(unit)).collect())
    } else {
        z.iter().map(|example| normal(example)).collect()
    };
    let learnt = |row: &Vec<f64>| {
        (0..row.len())
            .map(|u| scale[u] * row[u] + shift[u])
            .collect()
    };
    normal.iter().map(learnt).collect()
}

/// Rows become columns.
fn turned(rows: &Rows) -> Rows {
    (0..rows[0].len())
        .map(|i| rows.iter().map(|row| row[i]).collect())
        .collect()
}

const OUTPUTS: [Output; 4] = [
    Output::Linear,
    Output::Sigmoid,
    Output::Tanh,
    Output::Softmax,
];
const NORMS: [Norm; 4] = [Norm::None, Norm::Batch, Norm::Layer, Norm::Rms];
const LOSSES: [Loss; 3] = [Loss::SquaredError, Loss::AbsoluteError, Loss::CrossEntropy];
const OPTIMIZERS: [Optimizer; 5] = [
    Optimizer::Sgd,
    Optimizer::Momentum,
    Optimizer::RmsProp,
    Optimizer::Adam,
    Optimizer::AdamW,
];

/// A kernel may be 4e-6 off, and an error of one layer goes through three, and through their normalisation.
const TOLERANCE: f64 = 5e-5;

fn the_gradient_is_that_of_differences(spec: Spec, rows: u32) {
    let examples = examples(spec.inputs, spec.outputs, rows as usize);
    let batch: Vec<u32> = (0..rows).rev().collect();
    let mut network = Network::new(spec).expect("a network");
    // γ and β as they start would hide who is multiplied by whom.
    let (mut random, start) = (Random::new(8), network.parameters().to_vec());
    let moved = start.iter().map(|p| p + 0.2 * random.normal() as f32);
    network
        .set_parameters(&moved.collect::<Vec<f32>>())
        .expect("as many parameters");
    let mut plain = Plain::of(&network);
    let loss = plain.loss(&examples, &batch);
    assert!(
        network.spec().norm == Norm::Batch
            || (network.loss(&examples) - loss).abs() < 1e-5 * loss.abs().max(1.0),
        "{:?}",
        network.spec()
    );
    let found = network.gradient(&examples, &batch);
    // Of wide layers some: the stride shares no factor with a layer's width.
    for at in (0..found.len()).step_by(1 + found.len() / 200) {
        let expected = plain.slope(at, &examples, &batch);
        assert!(
            (f64::from(found[at]) - expected).abs() < TOLERANCE * expected.abs().max(1.0),
            "{at}: found {}, expected {expected}; {:?}",
            found[at],
            network.spec()
        );
    }
}

#[test]
fn gradients_are_those_of_differences_for_every_normalization_output_and_loss() {
    for norm in NORMS {
        for output in OUTPUTS {
            for loss in LOSSES {
                let spec = Spec {
                    norm,
                    output,
                    loss,
                    ..spec(2, &[(4, "tanh"), (3, "sigmoid")], 3)
                };
                if spec.check().is_ok() {
                    the_gradient_is_that_of_differences(spec, 10);
                }
            }
        }
    }
}

#[test]
fn gradients_are_those_of_differences_for_every_normalization_activation_and_size_of_a_batch() {
    for norm in NORMS {
        for f in ["relu", "gelu", "sine", "softplus"] {
            for rows in [2, 11, 12, 13, 24, 37] {
                let spec = Spec {
                    norm,
                    ..spec(3, &[(5, f), (4, "swish"), (9, f)], 2)
                };
                the_gradient_is_that_of_differences(spec, rows);
            }
        }
    }
}

#[test]
fn gradients_are_those_of_differences_for_every_activation() {
    for activation in ALL {
        the_gradient_is_that_of_differences(spec(2, &[(5, activation.id)], 2), 7);
    }
}

#[test]
fn gradients_are_those_of_differences_for_a_formula_of_ones_own() {
    for text in [
        "x/(1+e^-x)",
        "max(0.1x, x) + sin(x)/2",
        "x^3/10 - tanh(x)",
        "1",
    ] {
        let own = Hidden {
            units: 5,
            bend: Function::Own(Formula::read(text).expect(text)),
        };
        let spec = Spec {
            hidden: vec![own],
            ..spec(2, &[], 2)
        };
        the_gradient_is_that_of_differences(spec, 13);
    }
}

#[test]
fn a_function_goes_to_the_worker_and_arrives_as_it_was() {
    let own = Function::Own(Formula::read(" 2x·σ(x)").expect("a formula"));
    let known = ALL.iter().map(|activation| Bend::new(activation).into());
    for bend in known.chain([own]) {
        let sent = Hidden { units: 3, bend };
        let bytes = postcard::to_allocvec(&sent).expect("bytes");
        assert_eq!(postcard::from_bytes(&bytes), Ok(sent));
    }
    let none = Vec::<f64>::new();
    for unreadable in [
        postcard::to_allocvec(&(3_usize, ("sinh", &none, None::<Vec<Op>>))),
        postcard::to_allocvec(&(3_usize, ("x+", &none, Some(vec![Op::X, Op::Add])))),
        postcard::to_allocvec(&(3_usize, ("x x", &none, Some(vec![Op::X, Op::X])))),
        postcard::to_allocvec(&(3_usize, ("", &none, Some(Vec::<Op>::new())))),
    ] {
        let bytes = unreadable.expect("bytes");
        assert!(postcard::from_bytes::<Hidden>(&bytes).is_err());
    }
}

#[test]
fn gradients_are_those_of_differences_for_every_width() {
    for width in (1..=13).chain([16, 31, 64]) {
        the_gradient_is_that_of_differences(
            spec(
                width,
                &[(width, "tanh"), (6, "softplus"), (width, "gelu")],
                2,
            ),
            5,
        );
    }
}

#[test]
fn gradients_are_those_of_differences_for_every_size_of_a_batch() {
    for rows in [1, 4, 11, 12, 13, 24, 30] {
        the_gradient_is_that_of_differences(spec(3, &[(4, "swish")], 1), rows);
    }
}

/// y = w·x + b with one example, whose gradient is (y − t)·x and y − t.
#[test]
fn every_optimizer_steps_as_its_definition_says() {
    let (x, t, rate) = (2.0, 1.0, 0.1);
    for optimizer in OPTIMIZERS {
        let spec = Spec {
            optimizer,
            init: Init::Uniform { limit: 1.0 },
            l2: 0.5,
            ..spec(1, &[], 1)
        };
        let examples = Examples {
            inputs: vec![vec![x as f32]],
            targets: vec![vec![t as f32]],
        };
        let mut network = Network::new(spec).expect("a network");
        let (w, b) = network.layer(0);
        let mut parameters = [f64::from(w[0]), f64::from(b[0])];
        let (mut m, mut v) = ([0.0; 2], [0.0; 2]);
        for step in 1..=5 {
            network.step(&examples, &[0]);
            let error = parameters[0] * x + parameters[1] - t;
            let mut gradient: [f64; 2] = [error * x, error];
            if optimizer == Optimizer::AdamW {
                parameters[0] -= rate * 0.5 * parameters[0];
            } else {
                gradient[0] += 0.5 * parameters[0];
            }
            for i in 0..2 {
                let g = gradient[i];
                parameters[i] -= rate
                    * match optimizer {
                        Optimizer::Sgd => g,
                        Optimizer::Momentum => {
                            m[i] = 0.9 * m[i] + g;
                            m[i]
                        }
                        Optimizer::RmsProp => {
                            v[i] = 0.99 * v[i] + 0.01 * g * g;
                            g / (f64::sqrt(v[i]) + 1e-8)
                        }
                        Optimizer::Adam | Optimizer::AdamW => {
                            m[i] = 0.9 * m[i] + 0.1 * g;
                            v[i] = 0.999 * v[i] + 0.001 * g * g;
                            let (m, v) = (
                                m[i] / (1.0 - 0.9_f64.powi(step)),
                                v[i] / (1.0 - 0.999_f64.powi(step)),
                            );
                            m / (v.sqrt() + 1e-8)
                        }
                    };
            }
            let (w, b) = network.layer(0);
            for (found, expected) in [(w[0], parameters[0]), (b[0], parameters[1])] {
                let close = (f64::from(found) - expected).abs() < 3e-6;
                assert!(
                    close,
                    "{optimizer:?}, step {step}: {found}, expected {expected}"
                );
            }
        }
    }
}

#[test]
fn l1_pulls_every_weight_towards_0_by_the_same() {
    let plain = spec(2, &[(3, "tanh")], 1);
    let (mut free, mut bound) = (
        Network::new(plain.clone()).expect("a network"),
        Network::new(Spec { l1: 0.2, ..plain }).expect("a network"),
    );
    let examples = examples(2, 1, 6);
    let before = free.layer(0).0.to_vec();
    free.step(&examples, &[0, 1, 2, 3, 4, 5]);
    bound.step(&examples, &[0, 1, 2, 3, 4, 5]);
    for ((before, free), bound) in before.iter().zip(free.layer(0).0).zip(bound.layer(0).0) {
        assert!(
            (free - bound - 0.1 * 0.2 * before.signum()).abs() < 1e-6,
            "{before}: {free}, {bound}"
        );
    }
    assert_eq!(free.layer(0).1, bound.layer(0).1, "biases are free");
}

#[test]
fn a_spec_that_cannot_be_is_refused_in_words() {
    let good = spec(2, &[(4, "tanh")], 1);
    let wide = Hidden {
        units: 257,
        bend: bend("tanh").into(),
    };
    for (spec, words) in [
        (
            Spec {
                inputs: 0,
                ..good.clone()
            },
            "cannot build the network: the number of inputs is 0, expected 1 to 256",
        ),
        (
            Spec {
                hidden: vec![wide],
                ..good.clone()
            },
            "cannot build the network: the number of units is 257, expected 1 to 256",
        ),
        (
            Spec {
                hidden: vec![good.hidden[0].clone(); 9],
                ..good.clone()
            },
            "cannot build the network: the number of hidden layers is 9, expected 0 to 8",
        ),
        (
            Spec {
                rate: f32::NAN,
                ..good.clone()
            },
            "cannot build the network: the learning rate is NaN, expected 0 or more",
        ),
        (
            Spec {
                dropout: 1.0,
                ..good.clone()
            },
            "cannot build the network: the dropout is too large, expected 0 to less than 1",
        ),
        (
            Spec {
                loss: Loss::CrossEntropy,
                ..good.clone()
            },
            "cannot build the network: cross-entropy of Linear outputs, expected Sigmoid or Softmax",
        ),
    ] {
        let refused: Result<Network, SpecError> = Network::new(spec);
        assert_eq!(
            refused.map(|_| ()).map_err(|error| error.to_string()),
            Err(words.to_owned())
        );
    }
}

/// One run of `tests/data/training.csv`, by `tests/data/make_training.py` with NumPy 2.4.6.
struct Reference {
    spec: Spec,
    batch: usize,
    losses: Vec<f64>,
}

fn references() -> Vec<Reference> {
    let mut runs: Vec<(String, Reference)> = Vec::new();
    for line in include_str!("data/training.csv").lines().skip(1) {
        let (run, rest) = line
            .rsplit_once(',')
            .and_then(|(rest, value)| rest.rsplit_once(',').map(|(run, _)| (run, value)))
            .expect("an epoch and a loss");
        let loss: f64 = rest.parse().expect("a loss");
        match runs.last_mut() {
            Some((known, reference)) if known == run => reference.losses.push(loss),
            _ => runs.push((run.to_owned(), reference(run, loss))),
        }
    }
    runs.into_iter().map(|(_, reference)| reference).collect()
}

fn reference(run: &str, first: f64) -> Reference {
    let fields: Vec<&str> = run.split(',').collect();
    let &[
        hidden,
        outputs,
        output,
        loss,
        optimizer,
        init,
        norm,
        batch,
        rate,
        seed,
    ] = &*fields
    else {
        panic!("expected ten fields, found {run}");
    };
    let layers: Vec<(usize, &str)> = hidden
        .split(';')
        .map(|layer| layer.split_once(' ').expect("units and an activation"))
        .map(|(units, f)| (units.parse().expect("a number of units"), f))
        .collect();
    let spec = Spec {
        output: match output {
            "linear" => Output::Linear,
            "sigmoid" => Output::Sigmoid,
            "tanh" => Output::Tanh,
            _ => Output::Softmax,
        },
        loss: match loss {
            "squared" => Loss::SquaredError,
            "absolute" => Loss::AbsoluteError,
            _ => Loss::CrossEntropy,
        },
        optimizer: match optimizer {
            "sgd" => Optimizer::Sgd,
            "momentum" => Optimizer::Momentum,
            "rmsprop" => Optimizer::RmsProp,
            _ => Optimizer::Adam,
        },
        init: match init {
            "xavier" => Init::Xavier,
            "he" => Init::He,
            _ => Init::LeCun,
        },
        norm: match norm {
            "none" => Norm::None,
            "batch" => Norm::Batch,
            "layer" => Norm::Layer,
            _ => Norm::Rms,
        },
        rate: rate.parse().expect("a rate"),
        seed: seed.parse().expect("a seed"),
        ..spec(2, &layers, outputs.parse().expect("a number of outputs"))
    };
    Reference {
        spec,
        batch: batch.parse().expect("a size"),
        losses: vec![first],
    }
}

/// The points of `make_training.py`: random in a square, and how near each is to one of three places.
fn points(outputs: usize) -> Examples {
    let mut random = Random::new(11);
    let points: Vec<[f64; 2]> = (0..60)
        .map(|_| [2.0 * random.uniform() - 1.0, 2.0 * random.uniform() - 1.0])
        .collect();
    let places = [[0.5, 0.0], [-0.5, 0.5], [0.0, -0.5]];
    let near = |[x, y]: [f64; 2]| {
        let near = places.map(|[a, b]| (-4.0 * ((x - a) * (x - a) + (y - b) * (y - b))).exp());
        let total: f64 = near[..outputs.max(2)].iter().sum();
        near.map(|near| (near / total) as f32)
    };
    Examples {
        inputs: (0..2)
            .map(|i| points.iter().map(|point| point[i] as f32).collect())
            .collect(),
        targets: (0..outputs)
            .map(|i| points.iter().map(|point| near(*point)[i]).collect())
            .collect(),
    }
}

#[test]
fn runs_follow_those_of_numpy() {
    let references = references();
    assert_eq!(references.len(), 14);
    for Reference {
        spec,
        batch,
        losses,
    } in references
    {
        let examples = points(spec.outputs);
        let rows: Vec<u32> = (0..60).collect();
        let mut network = Network::new(spec).expect("a network");
        for (epoch, expected) in losses.into_iter().enumerate() {
            for batch in rows.chunks(batch) {
                network.step(&examples, batch);
            }
            let found = network.loss(&examples);
            assert!(
                (found - expected).abs() < 1e-4 * expected + 1e-6,
                "epoch {epoch}: {found}, expected {expected}; {:?}",
                network.spec()
            );
        }
    }
}

/// FNV-1a over the bits of all parameters after a run: the same natively and in WebAssembly, with SIMD and without.
#[test]
fn equal_specs_give_the_same_bits() {
    let spec = Spec {
        optimizer: Optimizer::Adam,
        rate: 0.01,
        ..spec(2, &[(8, "tanh"), (9, "gelu"), (5, "swish")], 2)
    };
    let run = || {
        let mut network = Network::new(spec.clone()).expect("a network");
        let (examples, rows) = (points(2), (0..60).collect::<Vec<u32>>());
        for batch in rows.chunks(10).cycle().take(200) {
            network.step(&examples, batch);
        }
        let numbers = (0..4)
            .flat_map(|layer| [network.layer(layer).0, network.layer(layer).1].concat())
            .collect::<Vec<f32>>();
        numbers
            .into_iter()
            .flat_map(f32::to_le_bytes)
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
            })
    };
    assert_eq!(run(), run());
}
