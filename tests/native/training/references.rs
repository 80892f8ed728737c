//! Runs against those of NumPy, and against themselves.

use kassei::maths::random::Random;
use kassei::nn::{Examples, Init, Loss, Network, Norm, Optimizer, Output, Spec};

use crate::common::spec;

/// One run of `tests/data/training.csv`, by `tests/data/make_training.py` with NumPy 2.4.6.
struct Reference {
    spec: Spec,
    batch: usize,
    losses: Vec<f64>,
}

fn references() -> Vec<Reference> {
    let mut runs: Vec<(String, Reference)> = Vec::new();
    for line in include_str!("../../data/training.csv").lines().skip(1) {
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
