//! Gradients against finite differences in f64.

use kassei::maths::expression::Formula;
use kassei::maths::random::Random;
use kassei::maths::{ALL, Function};
use kassei::nn::{Hidden, Loss, Network, Norm, Output, Spec};

use super::examples;
use super::plain::Plain;
use crate::common::spec;

const OUTPUTS: [Output; 4] = [
    Output::Linear,
    Output::Sigmoid,
    Output::Tanh,
    Output::Softmax,
];
const LOSSES: [Loss; 3] = [Loss::SquaredError, Loss::AbsoluteError, Loss::CrossEntropy];

/// What single precision is off by, in three layers with a normalisation.
const ROUNDING: f64 = 2e-5;
/// What `maths::lanes` promises of a kernel: GELU, by two short polynomials, needs it; all others are well within.
const KERNEL: f64 = 4e-6;

/// What a gradient may be off by. A normalisation divides what GELU is off by as it divides the value.
fn tolerance(spec: &Spec, divisor: f64) -> f64 {
    let is_gelu = |hidden: &Hidden| matches!(&hidden.bend, Function::Known(bend) if bend.activation.id == "gelu");
    if spec.hidden.iter().any(is_gelu) {
        ROUNDING.max(KERNEL / divisor)
    } else {
        ROUNDING
    }
}

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
    let (loss, divisor) = plain.look(&examples, &batch);
    let tolerance = tolerance(network.spec(), divisor);
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
            (f64::from(found[at]) - expected).abs() < tolerance * expected.abs().max(1.0),
            "{at}: found {}, expected {expected}; {:?}",
            found[at],
            network.spec()
        );
    }
}

#[test]
fn gradients_are_those_of_differences_for_every_normalization_output_and_loss() {
    for norm in Norm::ALL {
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
    for norm in Norm::ALL {
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
