use super::*;
use crate::exhibits::fields::{read, write};
use crate::nn::data::ALL;
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
            seen: 456,
            parameters: Rc::new(parameters),
        });
        let link = write(&before);
        assert!(link.contains("w=123,456,"), "{link}");
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
        seen: 10,
        parameters: Rc::new(other.spec().start()),
    });
    let link = write(&other).replace("n=3", "n=4");
    let (found, problems) = read::<TrainState>(&link);
    assert_eq!(problems.len(), 1, "{link}");
    assert_eq!(found.trained, None);
}

#[test]
fn as_many_steps_as_make_an_epoch_see_all_that_is_learnt_from_once() {
    let own = "data=own&own=1,1,0,2,2,1,3,3,0";
    let sets = ALL.iter().map(|set| format!("data={}", set.id));
    for data in sets.chain([own.to_owned()]) {
        for rest in ["", "&points=37&split=30", "&split=90&batch=7"] {
            let some = state(&format!("{data}{rest}"));
            let learnt = Setup::of(&some).learnt.points.len();
            let steps = learnt.div_ceil(some.batch);
            assert_eq!(some.seen_in(steps), learnt as u64, "{data}{rest}");
            assert_eq!(some.seen_in(0), 0);
        }
    }
}

#[test]
fn an_epoch_is_over_when_its_examples_have_been_seen_whatever_the_steps() {
    let mut some = state("data=xor&split=10&batch=20");
    assert_eq!(Setup::of(&some).learnt.points.len(), 50);
    let parameters = Rc::new(some.spec().start());
    let mut epochs = |step, seen| {
        let parameters = Rc::clone(&parameters);
        some.trained = Some(Trained {
            step,
            seen,
            parameters,
        });
        (value(&some, "epoch").unwrap(), write(&some))
    };
    assert_eq!(
        [49, 50, 99, 100].map(|n| epochs(n as usize, n).0),
        [0.0, 1.0, 1.0, 2.0]
    );
    // A link says only what whole batches would not come to: 2 epochs of 3 steps, the last of which has 10 examples, and 20.
    for (step, seen) in [(2, 40), (3, 50), (7, 120)] {
        let (_, link) = epochs(step, seen);
        let full = link.replace(&format!("w={step},"), &format!("w={step},{seen},"));
        assert_ne!(full, link);
        assert_eq!(state(&full), state(&link));
        assert_eq!(write(&state(&full)), link);
    }
    // More than can be counted on.
    let link = epochs(3, 49).1.replace("w=3,49,", "w=3,9007199254740993,");
    assert_eq!(read::<TrainState>(&link).1.len(), 1);
}

#[cfg(feature = "kernels")]
#[test]
fn what_goes_on_from_a_link_is_what_had_not_stopped() {
    let start = state("data=xor&n=3");
    assert_eq!(start.after(13).seen_so_far(), 130);
    assert_eq!(start.after(13).after(20), start.after(33));
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
        seen: 1 << 53,
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
