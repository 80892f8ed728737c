//! Classes that are counted.

use super::*;

/// A network without hidden layers whose outputs are known: `weights` a row an output, all biases 0.
fn known(output: Output, weights: &[f32], train: Examples) -> Task {
    let outputs = train.targets.len();
    let spec = Spec {
        inputs: 1,
        hidden: Vec::new(),
        outputs,
        output,
        ..spec()
    };
    let parameters = [weights, &vec![0.0; outputs]].concat();
    Task {
        spec,
        train,
        test: Examples::default(),
        batch: 1,
        start: Some(Start {
            parameters,
            step: 0,
            seen: 0,
        }),
        look: Look::default(),
    }
}

#[test]
fn confusion_is_what_a_hand_counts() {
    // The weight 1: the output is on the upper side where x > 0.
    let inputs = vec![vec![-2.0, -1.0, 1.0, 2.0, 3.0]];
    let pairs = [
        (Output::Sigmoid, [0.0, 1.0, 1.0, 1.0, 0.0]),
        (Output::Tanh, [-1.0, 1.0, 1.0, 1.0, -1.0]),
    ];
    for (output, targets) in pairs {
        let train = Examples {
            inputs: inputs.clone(),
            targets: vec![targets.to_vec()],
        };
        let score = after(&mut loaded(known(output, &[1.0], train)), ToWorker::Pause).train;
        // Of the lower class: −2 is found, 3 is not; of the upper: 1 and 2 are found, −1 is not.
        assert_eq!(score.confusion, [[1, 1], [1, 2]], "{output:?}");
        assert_eq!(score.accuracy(), Some(0.6));
    }
    // Logits (−x, 0, x): the first is largest where x < 0, the third where x > 0; of equals the first.
    let train = Examples {
        inputs: vec![vec![-1.0, -2.0, 1.0, 2.0, 0.0, 3.0]],
        targets: vec![
            vec![1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
            vec![0.0, 1.0, 0.0, 0.0, 0.0, 0.0],
            vec![0.0, 0.0, 1.0, 0.0, 0.0, 1.0],
        ],
    };
    let score = after(
        &mut loaded(known(Output::Softmax, &[-1.0, 0.0, 1.0], train)),
        ToWorker::Pause,
    )
    .train;
    assert_eq!(score.confusion, [[2, 0, 1], [1, 0, 0], [0, 0, 2]]);
    assert_eq!(score.accuracy(), Some(4.0 / 6.0));
}

#[test]
fn numbers_that_are_no_classes_have_no_confusion() {
    let columns = |targets: &[f32], outputs: usize| Examples {
        inputs: vec![vec![-1.0, 1.0]],
        targets: vec![targets.to_vec(); outputs],
    };
    for (output, weights, train) in [
        (Output::Linear, &[1.0][..], columns(&[0.0, 1.0], 1)),
        (Output::Softmax, &[1.0], columns(&[1.0, 1.0], 1)),
        (Output::Sigmoid, &[1.0], columns(&[0.0, 0.5], 1)),
        (Output::Tanh, &[1.0], columns(&[0.0, 1.0], 1)),
        (Output::Sigmoid, &[1.0, 1.0], columns(&[0.0, 1.0], 2)),
    ] {
        let score = after(&mut loaded(known(output, weights, train)), ToWorker::Pause).train;
        assert_eq!(
            (score.accuracy(), score.confusion.len()),
            (None, 0),
            "{output:?}"
        );
    }
}
