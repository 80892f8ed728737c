//! What a task must be like. What is wrong is said as what was attempted, found and expected.

use crate::nn::protocol::{Look, Run, Task};
use crate::nn::spec::kind;
use crate::nn::{Examples, Network, Spec};

pub(super) fn task(task: &Task) -> Result<(), String> {
    batch(task.batch)?;
    if task.train.is_empty() {
        return Err("cannot train: found no training examples, expected one or more".to_owned());
    }
    examples("the training examples", &task.train, &task.spec)?;
    if !task.test.is_empty() {
        examples("the test examples", &task.test, &task.spec)?;
    }
    look(&task.look, &task.spec)
}

pub(super) fn batch(batch: usize) -> Result<(), String> {
    if batch > 0 {
        return Ok(());
    }
    Err("cannot train: found a batch of 0, expected 1 or more".to_owned())
}

/// Whether activations have as many numbers as they need.
pub(super) fn bends(spec: &Spec) -> Result<(), String> {
    for bend in spec.hidden.iter().filter_map(|hidden| hidden.bend.known()) {
        let (activation, params) = (bend.activation, &bend.params);
        let (found, expected) = (params.len(), activation.default_params().len());
        if found != expected {
            return Err(format!(
                "cannot bend by {}: found {found} parameters, expected {expected}",
                activation.id
            ));
        }
        finite(
            &format!("the parameters of {}", activation.id),
            params.iter().copied(),
        )?;
    }
    Ok(())
}

pub(super) fn look(look: &Look, spec: &Spec) -> Result<(), String> {
    if look.at.is_empty() {
        return Ok(());
    }
    let rows = look.at[0].len();
    columns("the inputs to look at", &look.at, (spec.inputs, rows))
}

pub(super) fn run(run: &Run) -> Result<(), String> {
    if run.every == Some(0) {
        return Err(
            "cannot run: found a report every 0 steps, expected every 1 or more".to_owned(),
        );
    }
    if run.target.is_some_and(f64::is_nan) {
        return Err("cannot run: found the target NaN, expected a loss".to_owned());
    }
    Ok(())
}

/// Whether another spec fits a network's parameters as they are.
pub(super) fn same_shape(old: &Spec, new: &Spec) -> Result<(), String> {
    let layers = |spec: &Spec| -> Vec<usize> {
        let hidden = spec.hidden.iter().map(|hidden| hidden.units);
        let inputs = [spec.inputs].into_iter();
        inputs.chain(hidden).chain([spec.outputs]).collect()
    };
    let shape = |spec: &Spec| format!("layers of {:?} with norm {:?}", layers(spec), spec.norm);
    let (found, expected) = (shape(new), shape(old));
    if found == expected {
        return Ok(());
    }
    Err(format!(
        "cannot retune the network: found {found}, expected what it has, {expected}"
    ))
}

/// A count of `what` that a run may start after: it can be counted on for ever.
pub(super) fn count(what: &str, count: u64) -> Result<(), String> {
    const MOST: u64 = 1 << 53;
    if count <= MOST {
        return Ok(());
    }
    Err(format!(
        "cannot go on after {what}: found {count}, expected at most {MOST}"
    ))
}

/// A place among a network's parameters.
pub(super) fn place(at: usize, network: &Network) -> Result<(), String> {
    let count = network.parameters().len();
    if at < count {
        return Ok(());
    }
    Err(format!(
        "cannot set a parameter: found the place {at}, expected less than {count}"
    ))
}

/// Whether all of `numbers` are numbers.
pub(super) fn finite<N: Into<f64>>(
    what: &str,
    numbers: impl IntoIterator<Item = N>,
) -> Result<(), String> {
    let mut numbers = numbers.into_iter().map(Into::into).enumerate();
    let found: Option<(usize, f64)> = numbers.find(|(_, number)| !number.is_finite());
    found.map_or(Ok(()), |(at, number)| {
        let kind = kind(number as f32);
        Err(format!(
            "cannot use {what}: found one that is {kind} at {at}, expected finite numbers"
        ))
    })
}

fn examples(what: &str, examples: &Examples, spec: &Spec) -> Result<(), String> {
    let rows = examples.len();
    columns(
        &format!("the inputs of {what}"),
        &examples.inputs,
        (spec.inputs, rows),
    )?;
    columns(
        &format!("the targets of {what}"),
        &examples.targets,
        (spec.outputs, rows),
    )
}

/// Whether `found` has this many columns and rows, and numbers in them.
fn columns(what: &str, found: &[Vec<f32>], (expected, rows): (usize, usize)) -> Result<(), String> {
    if found.len() != expected {
        let found = found.len();
        return Err(format!(
            "cannot use {what}: found {found} columns, expected {expected}"
        ));
    }
    for column in found {
        if column.len() != rows {
            let found = column.len();
            return Err(format!(
                "cannot use {what}: found a column of {found} rows, expected {rows}"
            ));
        }
        finite(what, column.iter().copied())?;
    }
    Ok(())
}
