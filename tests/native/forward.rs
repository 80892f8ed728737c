//! What a page computes of a network agrees with the engine that trains it.

#![cfg(feature = "kernels")]

use kassei::maths::{ALL, Activation, Bend};
use kassei::nn::data::{DataSet, Feature, inputs};
use kassei::nn::{
    Forward, Hidden, Init, Loss, Network, Norm, Optimizer, Output, Place, Spec, WrongLength,
};

const NORMS: [Norm; 4] = [Norm::None, Norm::Batch, Norm::Layer, Norm::Rms];
const OUTPUTS: [Output; 4] = [
    Output::Linear,
    Output::Sigmoid,
    Output::Tanh,
    Output::Softmax,
];

fn spec(hidden: &[(usize, &'static Activation)], output: Output, norm: Norm) -> Spec {
    let hidden = hidden.iter().map(|(units, activation)| Hidden {
        units: *units,
        bend: Bend::new(activation).into(),
    });
    Spec {
        inputs: 2,
        hidden: hidden.collect(),
        outputs: 3,
        output,
        norm,
        dropout: 0.2,
        loss: Loss::SquaredError,
        optimizer: Optimizer::Adam,
        rate: 0.01,
        init: Init::Xavier,
        l1: 0.0,
        l2: 0.0,
        seed: 3,
    }
}

/// Every activation in the first layer, each normalisation and output in turn, and no hidden layer at all.
fn specs() -> Vec<Spec> {
    let tanh = Activation::find("tanh").expect("an activation");
    let mut specs: Vec<Spec> = OUTPUTS.map(|output| spec(&[], output, Norm::None)).into();
    for (i, activation) in ALL.iter().enumerate() {
        for norm in NORMS {
            specs.push(spec(&[(7, activation), (4, tanh)], OUTPUTS[i % 4], norm));
        }
    }
    specs
}

/// A network that has learnt a little, so that no γ is 1 and no running mean 0.
fn learnt(spec: &Spec) -> Network {
    let data = DataSet::find("three_arms").expect("a data set");
    let examples = data
        .data(60, 0.1, 1)
        .examples(&Feature::ALL[..2], spec.output);
    let mut network = Network::new(spec.clone()).expect("a network");
    let rows: Vec<u32> = (0..60).collect();
    for batch in rows.chunks(10) {
        network.step(&examples, batch);
    }
    network
}

#[test]
fn outputs_are_the_engines() {
    let places = [
        [0.5, -1.5],
        [-3.0, 2.0],
        [0.0, 0.0],
        [5.9, 5.9],
        [-0.1, 4.0],
    ];
    let inputs = inputs(&Feature::ALL[..2], &places);
    for spec in specs() {
        let mut network = learnt(&spec);
        let units = network.units(&inputs);
        let parameters = network.parameters().to_vec();
        let forward = Forward::new(&spec, &parameters).expect("its parameters");
        for (layer, found) in forward.surfaces(&inputs).into_iter().enumerate() {
            for (unit, found) in found.into_iter().enumerate() {
                for (found, expected) in found.iter().zip(&units[layer][unit].outputs) {
                    let near = 2e-5 * expected.abs().max(1.0);
                    assert!(
                        (found - expected).abs() < near,
                        "layer {layer}: {found}, the engine {expected}; {spec:?}"
                    );
                }
            }
        }
        let said: Vec<f32> = network.predict(&inputs).iter().map(|y| y[0]).collect();
        for (found, expected) in forward.outputs(&places[0]).iter().zip(said) {
            assert!((found - f64::from(expected)).abs() < 2e-5 * found.abs().max(1.0));
        }
    }
}

#[test]
fn the_first_parameters_are_the_engines_bit_for_bit() {
    let inits = [
        Init::Xavier,
        Init::He,
        Init::LeCun,
        Init::Uniform { limit: 0.5 },
        Init::Zero,
    ];
    for (i, spec) in specs().into_iter().enumerate() {
        let spec = Spec {
            init: inits[i % inits.len()],
            seed: i as u64,
            ..spec
        };
        let network = Network::new(spec.clone()).expect("a network");
        let bits = |numbers: &[f32]| numbers.iter().map(|w| w.to_bits()).collect::<Vec<u32>>();
        assert_eq!(bits(network.parameters()), bits(&spec.start()));
    }
}

#[test]
fn every_parameter_has_one_place_and_the_engine_finds_it_there() {
    for spec in specs() {
        let network = learnt(&spec);
        let parameters = network.parameters();
        let layout = spec.places();
        let ranges = |places: &Place| {
            let Place {
                weights, biases, ..
            } = places.clone();
            let Place { scale, shift, .. } = places.clone();
            let Place { mean, variance, .. } = places.clone();
            [weights, biases, scale, shift, mean, variance]
        };
        let all: Vec<usize> = layout.iter().flat_map(ranges).flatten().collect();
        assert_eq!(all, (0..parameters.len()).collect::<Vec<usize>>());
        for (layer, places) in layout.into_iter().enumerate() {
            let of = |range| &parameters[range];
            let (weights, biases) = network.layer(layer);
            assert_eq!((of(places.weights), of(places.biases)), (weights, biases));
            if let Some(norm) = network.normalization(layer) {
                assert_eq!(
                    (of(places.scale), of(places.shift)),
                    (norm.scale, norm.shift)
                );
                assert_eq!(
                    (of(places.mean), of(places.variance)),
                    (norm.mean, norm.variance)
                );
            }
        }
    }
}

#[test]
fn another_number_of_parameters_is_refused() {
    let spec = &specs()[0];
    for (found, expected) in [(0, 9), (8, 9), (10, 9)] {
        let refused = Forward::new(spec, &[0.0; 10][..found]).map(|_| ());
        assert_eq!(refused, Err(WrongLength { found, expected }));
    }
}
