//! What is refused, and what goes on then.

use super::*;

/// tanh with a parameter, which it has not.
fn bent_by_one_number() -> Function {
    let activation = Activation::find("tanh").expect("there is tanh");
    let params = vec![1.0];
    Bend { activation, params }.into()
}

fn refusal(answer: Option<FromWorker>) -> String {
    match answer {
        Some(FromWorker::Refused(_, why)) => why,
        other => panic!("expected a refusal, found {other:?}"),
    }
}

#[test]
fn a_bad_task_is_refused_and_the_run_before_goes_on() {
    let changed = |change: fn(&mut Task)| {
        let mut task = task();
        change(&mut task);
        task
    };
    for (task, expected) in [
        (
            changed(|task| task.batch = 0),
            "cannot train: found a batch of 0, expected 1 or more",
        ),
        (
            changed(|task| task.train = Examples::default()),
            "cannot train: found no training examples, expected one or more",
        ),
        (
            changed(|task| task.spec.rate = f32::NAN),
            "cannot build the network: the learning rate is NaN, expected 0 or more",
        ),
        (
            changed(|task| task.spec.hidden[0].bend = bent_by_one_number()),
            "cannot bend by tanh: found 1 parameters, expected 0",
        ),
        (
            changed(|task| task.train.inputs.truncate(1)),
            "cannot use the inputs of the training examples: found 1 columns, expected 2",
        ),
        (
            changed(|task| task.test.targets.push(vec![0.0; 11])),
            "cannot use the targets of the test examples: found 2 columns, expected 1",
        ),
        (
            changed(|task| task.train.inputs[1].truncate(42)),
            "cannot use the inputs of the training examples: found a column of 42 rows, expected 43",
        ),
        (
            changed(|task| task.test.targets[0].push(1.0)),
            "cannot use the targets of the test examples: found a column of 12 rows, expected 11",
        ),
        (
            changed(|task| task.train.inputs[1][2] = f32::INFINITY),
            "cannot use the inputs of the training examples: found one that is infinite at 2, expected finite numbers",
        ),
        (
            changed(|task| task.look.at.truncate(1)),
            "cannot use the inputs to look at: found 1 columns, expected 2",
        ),
        (
            changed(|task| {
                task.start = Some(Start {
                    parameters: vec![0.0; 30],
                    step: 1,
                    seen: 1,
                });
            }),
            "cannot set the parameters of the network: found 30 numbers, expected 31",
        ),
        (
            changed(|task| {
                task.start = Some(Start {
                    parameters: vec![f32::NAN; 31],
                    step: 1,
                    seen: 1,
                });
            }),
            "cannot use the parameters: found one that is NaN at 0, expected finite numbers",
        ),
        (
            changed(|task| {
                task.start = Some(Start {
                    parameters: vec![0.0; 31],
                    step: u64::MAX,
                    seen: 1,
                });
            }),
            "cannot go on after a step: found 18446744073709551615, expected at most 9007199254740992",
        ),
        (
            changed(|task| {
                task.start = Some(Start {
                    parameters: vec![0.0; 31],
                    step: 1,
                    seen: u64::MAX,
                });
            }),
            "cannot go on after examples: found 18446744073709551615, expected at most 9007199254740992",
        ),
    ] {
        let mut session = loaded(self::task());
        session.receive(ToWorker::Run(Run::default()));
        let answer = session.receive(ToWorker::Load(2, Box::new(task)));
        assert_eq!(answer, Some(FromWorker::Refused(2, expected.to_owned())));
        assert_eq!(report(session.tick(3)).step, 3);
    }
}

#[test]
fn a_message_that_cannot_be_followed_is_refused_and_the_run_goes_on() {
    let changed = |change: fn(&mut Spec)| {
        let mut spec = spec();
        change(&mut spec);
        ToWorker::Retune(Box::new(spec))
    };
    let looked = Look {
        at: vec![vec![0.0]],
        ..Look::default()
    };
    for (message, expected) in [
        (
            ToWorker::Set(31, 0.0),
            "cannot set a parameter: found the place 31, expected less than 31",
        ),
        (
            ToWorker::Set(0, f32::NAN),
            "cannot use a parameter: found one that is NaN at 0, expected finite numbers",
        ),
        (
            ToWorker::Batch(0),
            "cannot train: found a batch of 0, expected 1 or more",
        ),
        (
            changed(|spec| spec.rate = -1.0),
            "cannot build the network: the learning rate is negative, expected 0 or more",
        ),
        (
            changed(|spec| spec.hidden.truncate(1)),
            "cannot retune the network: found layers of [2, 4, 1] with norm None, expected what it has, layers of [2, 4, 3, 1] with norm None",
        ),
        (
            changed(|spec| spec.norm = Norm::Rms),
            "cannot retune the network: found layers of [2, 4, 3, 1] with norm Rms, expected what it has, layers of [2, 4, 3, 1] with norm None",
        ),
        (
            changed(|spec| spec.hidden[1].bend = bent_by_one_number()),
            "cannot bend by tanh: found 1 parameters, expected 0",
        ),
        (
            ToWorker::Look(Box::new(looked)),
            "cannot use the inputs to look at: found 1 columns, expected 2",
        ),
        (
            ToWorker::Run(Run {
                every: Some(0),
                ..Run::default()
            }),
            "cannot run: found a report every 0 steps, expected every 1 or more",
        ),
        (
            ToWorker::Run(Run {
                target: Some(f64::NAN),
                ..Run::default()
            }),
            "cannot run: found the target NaN, expected a loss",
        ),
    ] {
        let mut session = loaded(task());
        session.receive(ToWorker::Run(Run::default()));
        assert_eq!(refusal(session.receive(message)), expected);
        assert_eq!(report(session.tick(3)).step, 3);
    }
}

#[test]
fn without_a_task_there_is_nothing_to_do() {
    for message in [
        ToWorker::Pause,
        ToWorker::Step(1),
        ToWorker::Epoch,
        ToWorker::Seen,
        ToWorker::Run(Run::default()),
    ] {
        let mut session = Session::new();
        let why = refusal(session.receive(message));
        assert!(why.ends_with("expected a task first"), "{why}");
        assert_eq!(session.tick(1), None);
        assert!(!session.is_running());
    }
}
