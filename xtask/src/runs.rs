//! The same runs natively and in both programs that browsers get: what is reported of them is equal to the byte.

use std::{fmt::Write as _, iter, path::Path};

use anyhow::{Context as _, Result, bail, ensure};
use kassei_core::{
    maths::{ALL, Bend, random::Random},
    nn::{
        Examples, Hidden, Init, Loss, Norm, Optimizer, Output, Spec,
        protocol::{Look, Task, ToWorker},
        session::Session,
    },
};
use xshell::{Shell, cmd};

use crate::{engine, step};

/// Steps of a run.
const STEPS: u64 = 200;

/// How many examples a mini-batch has where a run is not about that.
const BATCH: usize = 10;

/// Builds the programs, has them take every run, and compares.
pub(crate) fn compare(sh: &Shell) -> Result<String> {
    let programs = engine::build_shipped(sh)?;
    step("the training engine, natively and in WebAssembly");
    let tasks = tasks();
    let told = tasks.iter().map(messages).collect::<Result<Vec<_>>>()?;
    let native = told.iter().map(native).collect::<Result<Vec<_>>>()?;
    for program in programs {
        let web = in_webassembly(sh, &program, &told)?;
        ensure!(
            web.len() == native.len(),
            "expected {} reports of the program in {program:?}, found {}",
            native.len(),
            web.len()
        );
        let all = tasks.iter().zip(iter::zip(&native, &web));
        let apart: Vec<_> = all.filter(|(_, (native, web))| native != web).collect();
        if let Some((task, (native, web))) = apart.first() {
            bail!(
                "expected the program in {program:?} to report the bytes\n  {native}\nas natively, found\n  {web}\n\
                 and in {} of {} runs others than natively; the first is {:?}, in batches of {}",
                apart.len(),
                tasks.len(),
                task.spec,
                task.batch,
            );
        }
    }
    Ok(format!(
        "the training engine: the same reports natively and in WebAssembly, with SIMD and without, in {} runs",
        tasks.len()
    ))
}

/// What a worker is told, as the page writes it.
fn messages(task: &Task) -> Result<[Vec<u8>; 2]> {
    let load = ToWorker::Load(1, Box::new(task.clone()));
    let written = |message: &ToWorker| postcard::to_allocvec(message).context("cannot write");
    Ok([written(&load)?, written(&ToWorker::Step(STEPS))?])
}

/// The report after all steps.
fn native(told: &[Vec<u8>; 2]) -> Result<String> {
    let mut session = Session::new();
    for message in told {
        session.receive(postcard::from_bytes(message)?);
    }
    let report = session.tick(STEPS).context("expected a report")?;
    Ok(hex(&postcard::to_allocvec(&report)?))
}

/// The reports of a program that was built for browsers.
fn in_webassembly(sh: &Shell, program: &Path, told: &[[Vec<u8>; 2]]) -> Result<Vec<String>> {
    let mut lines = String::new();
    for [load, step] in told {
        writeln!(lines, "{} {}", hex(load), hex(step))?;
    }
    let steps = STEPS.to_string();
    let reports = cmd!(sh, "node xtask/js/runs.mjs {program} {steps}")
        .stdin(lines)
        .read()?;
    Ok(reports.lines().map(str::to_owned).collect())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn tasks() -> Vec<Task> {
    let with_examples = |(spec, batch): (Spec, usize)| {
        let mut random = Random::new(7);
        let mut column = || {
            iter::repeat_with(|| random.uniform() as f32)
                .take(60)
                .collect()
        };
        let mut columns = |count| iter::repeat_with(&mut column).take(count).collect();
        let mut examples = || Examples {
            inputs: columns(spec.inputs),
            targets: columns(spec.outputs),
        };
        let (train, test) = (examples(), examples());
        let look = Look {
            at: test.inputs.clone(),
            units: true,
            layers: true,
            parameters: true,
        };
        Task {
            spec,
            train,
            test,
            batch,
            start: None,
            look,
        }
    };
    specs().into_iter().map(with_examples).collect()
}

fn plain() -> Spec {
    Spec {
        inputs: 2,
        hidden: Vec::new(),
        outputs: 3,
        output: Output::Linear,
        norm: Norm::None,
        dropout: 0.0,
        loss: Loss::SquaredError,
        optimizer: Optimizer::Sgd,
        rate: 0.03,
        init: Init::Xavier,
        l1: 0.0,
        l2: 0.0,
        seed: 1,
    }
}

/// Every activation, output, loss, optimiser, normalisation and start, narrow layers and wide ones.
fn specs() -> Vec<(Spec, usize)> {
    let mut specs = Vec::new();
    for activation in ALL {
        let hidden = [5, 8, 9].map(|units| Hidden {
            units,
            bend: Bend::new(activation).into(),
        });
        let hidden = hidden.to_vec();
        specs.push((Spec { hidden, ..plain() }, BATCH));
    }
    let tanh = specs[3].0.clone();
    for output in [
        Output::Linear,
        Output::Sigmoid,
        Output::Tanh,
        Output::Softmax,
    ] {
        for loss in [Loss::SquaredError, Loss::AbsoluteError, Loss::CrossEntropy] {
            specs.push((
                Spec {
                    output,
                    loss,
                    ..tanh.clone()
                },
                BATCH,
            ));
        }
    }
    use Optimizer::{Adam, AdamW, Momentum, RmsProp, Sgd};
    for optimizer in [Sgd, Momentum, RmsProp, Adam, AdamW] {
        let (rate, l1, l2) = (0.01, 0.001, 0.01);
        specs.push((
            Spec {
                optimizer,
                rate,
                l1,
                l2,
                ..tanh.clone()
            },
            BATCH,
        ));
    }
    for norm in [Norm::Batch, Norm::Layer, Norm::Rms] {
        for batch in [7, 25] {
            specs.push((
                Spec {
                    norm,
                    dropout: 0.2,
                    ..tanh.clone()
                },
                batch,
            ));
        }
    }
    for init in [
        Init::He,
        Init::LeCun,
        Init::Uniform { limit: 0.5 },
        Init::Zero,
    ] {
        specs.push((
            Spec {
                init,
                ..tanh.clone()
            },
            BATCH,
        ));
    }
    let mut wide = tanh;
    wide.hidden.iter_mut().for_each(|hidden| hidden.units = 67);
    specs.push((wide, BATCH));
    specs.retain(|(spec, _)| spec.check().is_ok());
    specs
}
