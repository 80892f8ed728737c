//! How good outputs are.

use crate::nn::protocol::Score;
use crate::nn::{Examples, Network, Output, Spec};

/// How `network` does on `examples`.
pub(super) fn of(network: &mut Network, examples: &Examples) -> Score {
    let loss = network.loss(examples);
    let confusion = Classes::of(network.spec(), &examples.targets)
        .map(|classes| classes.confusion(&network.predict(&examples.inputs), &examples.targets));
    Score {
        loss,
        confusion: confusion.unwrap_or_default(),
    }
}

/// How outputs choose among classes.
enum Classes {
    /// The largest of so many.
    Largest(usize),
    /// The second of two, above this output.
    Above(f32),
}

impl Classes {
    /// None where outputs are no classes: linear ones, several that are each by itself, and those whose targets are other
    /// numbers than the two ends of their range.
    fn of(spec: &Spec, targets: &[Vec<f32>]) -> Option<Self> {
        let (threshold, ends) = match (spec.output, spec.outputs) {
            (Output::Softmax, classes) => return Some(Self::Largest(classes)),
            (Output::Sigmoid, 1) => (0.5, [0.0, 1.0]),
            (Output::Tanh, 1) => (0.0, [-1.0, 1.0]),
            _ => return None,
        };
        let are_ends = targets.iter().flatten().all(|target| ends.contains(target));
        are_ends.then_some(Self::Above(threshold))
    }

    fn confusion(&self, outputs: &[Vec<f32>], targets: &[Vec<f32>]) -> Vec<Vec<u32>> {
        let classes = match self {
            Self::Largest(classes) => *classes,
            Self::Above(_) => 2,
        };
        let mut confusion = vec![vec![0; classes]; classes];
        for row in 0..targets.first().map_or(0, Vec::len) {
            confusion[self.class(targets, row)][self.class(outputs, row)] += 1;
        }
        confusion
    }

    /// The class that a row of `columns` stands for; of equals the first.
    fn class(&self, columns: &[Vec<f32>], row: usize) -> usize {
        match self {
            Self::Largest(classes) => (1..*classes).fold(0, |best, class| {
                if columns[class][row] > columns[best][row] {
                    class
                } else {
                    best
                }
            }),
            Self::Above(threshold) => usize::from(columns[0][row] > *threshold),
        }
    }
}
