//! What a network carries, leaves out, shows and breaks at, against what can be worked out by hand.

#![cfg(feature = "kernels")]

use kassei::nn::protocol::{BINS, Operation};
use kassei::nn::{Examples, Network, Norm, Spec};

use crate::common::spec;

fn network(spec: Spec) -> Network {
    Network::new(spec).expect("a network")
}

/// One input, spread over −1 to 1, and its square.
fn examples(rows: usize) -> Examples {
    let x: Vec<f32> = (0..rows)
        .map(|i| 2.0 * i as f32 / rows as f32 - 1.0)
        .collect();
    Examples {
        targets: vec![x.iter().map(|x| x * x).collect()],
        inputs: vec![x],
    }
}

fn rows(count: u32) -> Vec<u32> {
    (0..count).collect()
}

fn close(found: f32, expected: f64, tolerance: f64) {
    let apart = (f64::from(found) - expected).abs();
    assert!(
        apart < tolerance * expected.abs().max(1.0),
        "found {found}, expected {expected}"
    );
}

#[test]
fn running_statistics_go_a_tenth_of_the_way_to_those_of_each_batch() {
    let spec = Spec {
        norm: Norm::Batch,
        rate: 0.0,
        ..spec(1, &[(3, "tanh")], 1)
    };
    let (mut network, examples) = (network(spec), examples(40));
    let weights: Vec<f64> = network.layer(0).0.iter().map(|w| f64::from(*w)).collect();
    let (mut mean, mut variance) = ([0.0; 3], [1.0; 3]);
    for batch in [
        &rows(40)[..],
        &[3],
        &[7, 1, 30],
        &rows(12),
        &[5, 9, 2, 8, 1, 20, 33, 4, 6, 15, 25, 35, 39],
    ] {
        network.step(&examples, batch);
        for (u, w) in weights.iter().enumerate() {
            let z = batch
                .iter()
                .map(|row| w * f64::from(examples.inputs[0][*row as usize]));
            let of_batch = z.clone().sum::<f64>() / batch.len() as f64;
            let squares: f64 = z.map(|z| (z - of_batch).powi(2)).sum();
            mean[u] += 0.1 * (of_batch - mean[u]);
            // Of one example there is no variance.
            variance[u] += 0.1 * (squares / (batch.len() - 1).max(1) as f64 - variance[u]);
            let learnt = network.normalization(0).expect("a normalisation");
            close(learnt.mean[u], mean[u], 1e-6);
            close(learnt.variance[u], variance[u], 1e-6);
        }
    }
}

#[test]
fn nothing_that_only_looks_moves_running_statistics_or_parameters() {
    let spec = Spec {
        norm: Norm::Batch,
        dropout: 0.5,
        ..spec(1, &[(3, "tanh")], 1)
    };
    let (mut network, examples) = (network(spec), examples(40));
    network.step(&examples, &rows(10));
    let (mut other, before) = (network.clone(), network.parameters().to_vec());
    network.gradient(&examples, &rows(30));
    network.loss(&examples);
    network.predict(&examples.inputs);
    network.units(&examples.inputs);
    network.layer_reports(&examples.inputs);
    assert_eq!(network.parameters(), before);
    network.step(&examples, &rows(10));
    other.step(&examples, &rows(10));
    assert_eq!(network.parameters(), other.parameters());
}

#[test]
fn parameters_are_all_that_a_network_must_carry() {
    for norm in [Norm::None, Norm::Batch, Norm::Layer, Norm::Rms] {
        let spec = Spec {
            norm,
            dropout: 0.2,
            ..spec(1, &[(5, "tanh"), (3, "gelu")], 1)
        };
        let of_norm = match norm {
            Norm::None => 0,
            Norm::Batch => 4,
            Norm::Layer => 2,
            Norm::Rms => 1,
        };
        let (mut trained, examples) = (network(spec.clone()), examples(30));
        assert_eq!(
            trained.parameters().len(),
            5 + 5 + 15 + 3 + 3 + 1 + of_norm * 8
        );
        for batch in rows(30).chunks(10).cycle().take(20) {
            trained.step(&examples, batch);
        }
        let parameters = trained.parameters().to_vec();
        let mut shared = network(Spec {
            seed: 9,
            ..spec.clone()
        });
        shared.set_parameters(&parameters).expect("as many");
        assert_eq!(
            shared.predict(&examples.inputs),
            trained.predict(&examples.inputs)
        );

        // One that is set back goes on as a new one does.
        let mut new = network(spec);
        new.set_parameters(&parameters).expect("as many");
        trained.set_parameters(&parameters).expect("as many");
        new.step(&examples, &rows(10));
        trained.step(&examples, &rows(10));
        assert_eq!(new.parameters(), trained.parameters());

        let refused = trained
            .set_parameters(&parameters[1..])
            .map_err(|why| why.to_string());
        let count = parameters.len();
        let words = format!(
            "cannot set the parameters of the network: found {} numbers, expected {count}",
            count - 1
        );
        assert_eq!(refused, Err(words));
    }
}

/// With one example and a linear net, steps tell which units were left out: y = Σ mask·v·w·x / (1 − p).
#[test]
fn dropout_leaves_out_its_share_and_multiplies_the_rest() {
    let (share, rate, x) = (0.25, 0.01, 2.0);
    let spec = Spec {
        dropout: share as f32,
        rate: rate as f32,
        ..spec(1, &[(200, "identity")], 1)
    };
    let mut network = network(spec);
    let examples = Examples {
        inputs: vec![vec![x as f32]],
        targets: vec![vec![1.0]],
    };
    let (start, mut left_out, mut seen) = (network.parameters().to_vec(), 0, Vec::new());
    for _ in 0..50 {
        let (w, v) = (network.layer(0).0.to_vec(), network.layer(1).0.to_vec());
        network.step(&examples, &[0]);
        let after = (network.layer(0).0.to_vec(), network.layer(1).0.to_vec());
        let stays: Vec<bool> = (0..200).map(|u| v[u] != after.1[u]).collect();
        let part = |u: usize| {
            if stays[u] {
                f64::from(w[u]) * x / (1.0 - share)
            } else {
                0.0
            }
        };
        let y: f64 = (0..200).map(|u| f64::from(v[u]) * part(u)).sum();
        for u in 0..200 {
            close(
                after.1[u],
                f64::from(v[u]) - rate * (y - 1.0) * part(u),
                1e-5,
            );
            let back = if stays[u] {
                f64::from(v[u]) * x / (1.0 - share)
            } else {
                0.0
            };
            close(after.0[u], f64::from(w[u]) - rate * (y - 1.0) * back, 1e-5);
        }
        left_out += stays.iter().filter(|stays| !**stays).count();
        seen.push(stays);
        network.parameters_mut().copy_from_slice(&start);
    }
    // 10,000 throws: five standard deviations are 0.022.
    close(left_out as f32 / 10_000.0, share, 0.022);
    assert!(
        seen.windows(2).all(|two| two[0] != two[1]),
        "each step leaves out others"
    );
}

#[test]
fn without_a_share_dropout_changes_nothing_and_predictions_never_leave_out() {
    let plain = spec(1, &[(6, "tanh")], 1);
    let dropping = Spec {
        dropout: 0.5,
        ..plain.clone()
    };
    let examples = examples(20);
    assert_eq!(
        network(plain).predict(&examples.inputs),
        network(dropping).predict(&examples.inputs)
    );
}

/// Units by hand: `ReLU` of x, of x + 2, which is never 0, and of x − 2, which always is.
fn three_units() -> (Network, Examples) {
    let mut network = network(spec(1, &[(3, "relu")], 1));
    let (weights, biases) = network.layer_mut(0);
    weights.fill(1.0);
    biases.copy_from_slice(&[0.0, 2.0, -2.0]);
    (network, examples(26))
}

#[test]
fn units_are_seen_at_each_input() {
    let (mut network, examples) = three_units();
    let units = network.units(&examples.inputs);
    let x = &examples.inputs[0];
    for (unit, bias) in units[0].iter().zip([0.0, 2.0, -2.0]) {
        let expected: Vec<f32> = x.iter().map(|x| (x + bias).max(0.0)).collect();
        assert_eq!(unit.outputs, expected);
    }
    assert_eq!([0, 1, 2].map(|u| units[0][u].dead), [false, false, true]);
    assert_eq!(units[1][0].outputs, network.predict(&examples.inputs)[0]);
}

#[test]
fn layers_report_their_range_histogram_dead_units_and_sizes() {
    let (mut network, examples) = three_units();
    network.layer_mut(1).0.copy_from_slice(&[3.0, 0.0, 4.0]);
    let [first, last] = &network.layer_reports(&examples.inputs)[..] else {
        panic!("expected two layers");
    };
    // From the dead unit to x + 2 at the last x, which is 12/13.
    assert_eq!((first.dead, last.dead), (1, 0));
    assert_eq!(
        (first.range.0, first.gradient, first.weights),
        (0.0, 0.0, 1.0)
    );
    close(first.range.1, 2.0 + 12.0 / 13.0, 1e-6);
    close(last.weights, (25.0_f64 / 3.0).sqrt(), 1e-6);
    let outputs = network.units(&examples.inputs)[0]
        .iter()
        .flat_map(|unit| unit.outputs.clone())
        .collect::<Vec<f32>>();
    for bin in 0..BINS {
        let (low, high) = (
            bin as f32 / BINS as f32 * first.range.1,
            (bin + 1) as f32 / BINS as f32 * first.range.1,
        );
        let inside = outputs
            .iter()
            .filter(|y| low <= **y && (**y < high || bin == BINS - 1))
            .count();
        close(first.histogram[bin], inside as f64 / 78.0, 1e-6);
    }
}

#[test]
fn a_layer_reports_the_size_of_the_gradient_of_the_last_step() {
    let spec = Spec {
        norm: Norm::Layer,
        ..spec(1, &[(5, "tanh"), (4, "sine")], 1)
    };
    let (mut network, examples) = (network(spec), examples(30));
    let gradient = network.gradient(&examples, &rows(17));
    network.step(&examples, &rows(17));
    let reports = network.layer_reports(&examples.inputs);
    // Weights, biases, γ and β: 5 + 5 + 10, then 20 + 4 + 8.
    for (report, weights) in reports.iter().zip([0..5, 20..40, 52..56]) {
        let count = weights.len() as f64;
        let squares: f64 = gradient[weights]
            .iter()
            .map(|g| f64::from(*g).powi(2))
            .sum();
        close(report.gradient, (squares / count).sqrt(), 1e-6);
    }
}

#[test]
fn the_first_layer_and_operation_that_breaks_is_named() {
    let deep = |f: &str| spec(1, &[(3, "tanh"), (3, f), (3, "tanh")], 1);
    let big = f32::MAX;
    let example = |x: f32, t: f32| Examples {
        inputs: vec![vec![x]],
        targets: vec![vec![t]],
    };
    type Damage = fn(&mut Network);
    let cases: [(Spec, Examples, Damage, (usize, Operation)); 6] = [
        (
            deep("tanh"),
            example(1.0, 0.0),
            |net| net.layer_mut(1).1[2] = f32::NAN,
            (1, Operation::Affine),
        ),
        (
            deep("relu_squared"),
            example(1.0, 0.0),
            |net| net.layer_mut(1).1[0] = 1e30,
            (1, Operation::Activation),
        ),
        (
            Spec {
                norm: Norm::Rms,
                ..deep("relu")
            },
            example(1.0, 0.0),
            |net| net.parameters_mut()[3 + 3 + 3 + 9 + 3] = f32::INFINITY,
            (1, Operation::Normalisation),
        ),
        (
            spec(1, &[], 1),
            example(0.0, -big),
            |net| net.layer_mut(0).1[0] = f32::MAX,
            (0, Operation::Loss),
        ),
        (
            spec(1, &[], 1),
            example(1e30, -1e30),
            |_| (),
            (0, Operation::Gradient),
        ),
        (
            Spec {
                rate: 1e20,
                ..spec(1, &[], 1)
            },
            example(1e15, 1e15),
            |_| (),
            (0, Operation::Update),
        ),
    ];
    for (spec, examples, damage, expected) in cases {
        let mut net = network(spec);
        damage(&mut net);
        let (mut copy, at) = (net.clone(), net.step_watched(&examples, &[0]));
        assert_eq!(at, Some(expected));
        assert!(!net.is_finite(), "{expected:?}");
        copy.step(&examples, &[0]);
        let bits = |net: &Network| {
            net.parameters()
                .iter()
                .map(|p| p.to_bits())
                .collect::<Vec<u32>>()
        };
        assert_eq!(bits(&net), bits(&copy), "watching changes nothing");
    }
    let mut sound = network(deep("gelu"));
    assert_eq!(sound.step_watched(&examples(10), &rows(10)), None);
    assert!(sound.is_finite());
}

#[test]
fn empty_places_of_a_block_break_nothing() {
    // relu_squared three times of a bias of 1e6 overflows at x = 0, and not at x = −1e6.
    let mut net = network(spec(
        1,
        &[
            (1, "relu_squared"),
            (1, "relu_squared"),
            (1, "relu_squared"),
        ],
        1,
    ));
    net.parameters_mut().fill(1.0);
    net.layer_mut(0).1[0] = 1e6;
    let examples = Examples {
        inputs: vec![vec![-1e6]],
        targets: vec![vec![0.0]],
    };
    net.step(&examples, &[0]);
    assert!(net.is_finite());
}
