//! How good outputs are.

use crate::nn::data::class;
use crate::nn::protocol::Score;
use crate::nn::{Examples, Network, Output, Spec};

/// How `network` does on `examples`.
pub(super) fn of(network: &mut Network, examples: &Examples) -> Score {
    let loss = network.loss(examples);
    let confusion = classes(network.spec(), &examples.targets).map(|classes| {
        let outputs = network.predict(&examples.inputs);
        confusion(
            classes,
            network.spec().output,
            (&outputs, &examples.targets),
        )
    });
    Score {
        loss,
        confusion: confusion.unwrap_or_default(),
    }
}

/// Among how many classes outputs choose. None where they are no classes: linear ones, several that are each by itself, a lone share,
/// and those whose targets are other numbers than the two ends of their range.
fn classes(spec: &Spec, targets: &[Vec<f32>]) -> Option<usize> {
    let ends = match (spec.output, spec.outputs) {
        (Output::Softmax, classes @ 2..) => return Some(classes),
        (Output::Sigmoid, 1) => [0.0, 1.0],
        (Output::Tanh, 1) => [-1.0, 1.0],
        _ => return None,
    };
    let are_ends = targets.iter().flatten().all(|target| ends.contains(target));
    are_ends.then_some(2)
}

fn confusion(
    classes: usize,
    output: Output,
    (outputs, targets): (&[Vec<f32>], &[Vec<f32>]),
) -> Vec<Vec<u32>> {
    let mut confusion = vec![vec![0; classes]; classes];
    let row_of = |columns: &[Vec<f32>], row: usize| -> Vec<f32> {
        columns.iter().map(|column| column[row]).collect()
    };
    for row in 0..targets.first().map_or(0, Vec::len) {
        let [taken, is] = [outputs, targets].map(|columns| class(&row_of(columns, row), output));
        confusion[is][taken] += 1;
    }
    confusion
}
