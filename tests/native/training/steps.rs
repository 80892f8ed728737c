//! Steps against what a hand works out.

use kassei::nn::{Examples, Init, Network, Optimizer, Spec};

use super::examples;
use crate::common::spec;

/// y = w·x + b with one example, whose gradient is (y − t)·x and y − t.
#[test]
fn every_optimizer_steps_as_its_definition_says() {
    let (x, t, rate) = (2.0, 1.0, 0.1);
    for optimizer in Optimizer::ALL {
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
