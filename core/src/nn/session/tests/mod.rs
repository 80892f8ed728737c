mod refusals;
mod reports;
mod runs;
mod scores;

use super::*;
use crate::maths::{Activation, Bend, Function};
use crate::nn::protocol::{Look, Operation, Report, Run, Start};
use crate::nn::{Examples, Hidden, Init, Loss, Network, Norm, Optimizer, Output, Spec};

fn spec() -> Spec {
    let tanh = Bend::new(Activation::find("tanh").expect("there is tanh"));
    Spec {
        inputs: 2,
        hidden: vec![
            Hidden {
                units: 4,
                bend: tanh.clone().into(),
            },
            Hidden {
                units: 3,
                bend: tanh.into(),
            },
        ],
        outputs: 1,
        output: Output::Tanh,
        norm: Norm::None,
        dropout: 0.0,
        loss: Loss::SquaredError,
        optimizer: Optimizer::Sgd,
        rate: 0.1,
        init: Init::Xavier,
        l1: 0.0,
        l2: 0.001,
        seed: 5,
    }
}

/// Points whose class is the sign of x·y, an odd number of them: no batch divides it.
fn examples(rows: usize) -> Examples {
    let at = |row: usize, factor: f32| ((row as f32 + 0.5) * factor).sin();
    let column = |factor| (0..rows).map(|row| at(row, factor)).collect();
    let label = |row| 1.0_f32.copysign(at(row, 1.7) * at(row, 2.9));
    Examples {
        inputs: vec![column(1.7), column(2.9)],
        targets: vec![(0..rows).map(label).collect()],
    }
}

fn task() -> Task {
    Task {
        spec: spec(),
        train: examples(43),
        test: examples(11),
        batch: 10,
        start: None,
        look: Look {
            at: vec![vec![0.5, -0.5, 0.0], vec![0.5, 0.5, 1.0]],
            units: true,
            layers: true,
            parameters: true,
        },
    }
}

fn loaded(task: Task) -> Session {
    let mut session = Session::new();
    report(session.receive(ToWorker::Load(1, Box::new(task))));
    session
}

fn report(answer: Option<FromWorker>) -> Report {
    match answer {
        Some(FromWorker::Report(1, report)) => *report,
        other => panic!("expected a report, found {other:?}"),
    }
}

fn after(session: &mut Session, message: ToWorker) -> Report {
    let answer = session.receive(message);
    report(answer.or_else(|| session.tick(u64::MAX)))
}
