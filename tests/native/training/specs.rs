//! What a network is made of: sent, and refused.

use kassei::maths::expression::{Formula, Op};
use kassei::maths::{ALL, Bend, Function};
use kassei::nn::{Hidden, Loss, Network, Spec, SpecError};

use crate::common::spec;

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
fn a_spec_that_cannot_be_is_refused_in_words() {
    let good = spec(2, &[(4, "tanh")], 1);
    let wide = Hidden {
        units: 257,
        bend: good.hidden[0].bend.clone(),
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
