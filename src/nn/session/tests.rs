use super::*;
use crate::maths::{Activation, Bend, Function};
use crate::nn::protocol::{Look, Operation, Report, Run, Start};
use crate::nn::{Examples, Hidden, Init, Loss, Network, Norm, Optimizer, Output, Spec};

/// tanh with a parameter, which it has not.
fn bent_by_one_number() -> Function {
    let activation = Activation::find("tanh").expect("there is tanh");
    let params = vec![1.0];
    Bend { activation, params }.into()
}

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

fn refusal(answer: Option<FromWorker>) -> String {
    match answer {
        Some(FromWorker::Refused(_, why)) => why,
        other => panic!("expected a refusal, found {other:?}"),
    }
}

const STEPS: u64 = 33;

#[test]
fn a_task_is_answered_by_its_first_state() {
    let report = report(Session::new().receive(ToWorker::Load(1, Box::new(task()))));
    let mut network = Network::new(spec()).expect("a network");
    assert_eq!((report.step, report.seen, report.running), (0, 0, false));
    assert_eq!(report.parameters, network.parameters());
    assert_eq!(report.train.loss, network.loss(&examples(43)));
    assert_eq!(
        report.test.map(|score| score.loss),
        Some(network.loss(&examples(11)))
    );
    let shape: Vec<(usize, usize)> = report
        .surfaces
        .iter()
        .map(|units| (units.len(), units[0].len()))
        .collect();
    assert_eq!(shape, [(4, 3), (3, 3), (1, 3)]);
    assert_eq!(report.surfaces[2], network.predict(&task().look.at));
    assert_eq!(report.layers.len(), 3);
    assert_eq!(report.broken, None);
}

#[test]
fn only_what_is_asked_for_is_said() {
    let mut session = loaded(task());
    let look = Look {
        at: task().look.at,
        ..Look::default()
    };
    let report = after(&mut session, ToWorker::Look(Box::new(look)));
    assert_eq!(report.surfaces.len(), 1);
    assert!(report.layers.is_empty() && report.parameters.is_empty());
    let report = after(&mut session, ToWorker::Look(Box::default()));
    assert!(report.surfaces.is_empty());
}

#[test]
fn equal_tasks_give_equal_reports_and_another_seed_gives_another() {
    let run = |task| after(&mut loaded(task), ToWorker::Step(STEPS));
    assert_eq!(run(task()), run(task()));
    let mut other = task();
    other.spec.seed = 6;
    assert_ne!(run(task()).parameters, run(other).parameters);
}

#[test]
fn ten_times_one_step_is_ten_steps() {
    for every in [1, 3, 10] {
        let mut session = loaded(task());
        let mut last = Report::default();
        for _ in 0..30 / every {
            last = after(&mut session, ToWorker::Step(every));
        }
        assert_eq!(
            last,
            after(&mut loaded(task()), ToWorker::Step(30)),
            "{every}"
        );
    }
}

#[test]
fn short_ticks_are_long_ones_in_parts() {
    let run = Run {
        until: Some(STEPS),
        ..Run::default()
    };
    let mut long = loaded(task());
    long.receive(ToWorker::Run(run));
    let expected = report(long.tick(u64::MAX));
    let mut short = loaded(task());
    short.receive(ToWorker::Run(run));
    let mut last = None;
    while short.is_running() {
        last = short.tick(1).or(last);
        short.receive(ToWorker::Seen);
    }
    assert_eq!(report(last), expected);
    assert_eq!((expected.step, expected.running), (STEPS, false));
}

#[test]
fn a_pause_changes_nothing() {
    let mut session = loaded(task());
    session.receive(ToWorker::Run(Run::default()));
    report(session.tick(7));
    let paused = after(&mut session, ToWorker::Pause);
    assert_eq!((paused.step, paused.running), (7, false));
    assert_eq!(session.tick(100), None);
    let run = Run {
        until: Some(STEPS),
        ..Run::default()
    };
    session.receive(ToWorker::Run(run));
    let expected = after(&mut loaded(task()), ToWorker::Step(STEPS));
    assert_eq!(report(session.tick(u64::MAX)), expected);
}

#[test]
fn a_half_trained_network_goes_on_as_if_nothing_had_happened() {
    // In the middle of an epoch, at its end, and in the third one.
    for pause in [3, 5, 12] {
        let half = after(&mut loaded(task()), ToWorker::Step(pause));
        let mut shared = task();
        shared.start = Some(Start {
            parameters: half.parameters,
            step: half.step,
            seen: half.seen,
        });
        let mut session = loaded(shared);
        let there = after(&mut session, ToWorker::Step(STEPS - pause));
        let whole = after(&mut loaded(task()), ToWorker::Step(STEPS));
        assert_eq!(there, whole, "{pause}");
    }
}

#[test]
fn each_epoch_shows_every_example_once_in_another_order() {
    let mut course = Course::new(task()).expect("a task");
    let mut orders: Vec<Vec<u32>> = Vec::new();
    for epoch in 0..20 {
        assert!(!course.begin(Goal::Step(5 * epoch + 1)));
        course.tick(u64::MAX);
        let order = course.order().to_vec();
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..43).collect::<Vec<u32>>());
        assert!(!orders.contains(&order), "epoch {epoch}");
        orders.push(order);
    }
    // Of 20 shuffles of 43 rows, the mean of what comes first is 21, give or take 2.8.
    let first: u32 = orders.iter().map(|order| order[0]).sum();
    assert!((13 * 20..29 * 20).contains(&first), "{first}");
}

#[test]
fn an_epoch_ends_where_its_last_example_was_shown() {
    let mut session = loaded(task());
    for (before, step, epoch) in [(0, 5, 1), (0, 10, 2), (2, 15, 3), (5, 25, 5)] {
        if before > 0 {
            after(&mut session, ToWorker::Step(before));
        }
        let report = after(&mut session, ToWorker::Epoch);
        assert_eq!((report.step, report.seen), (step, 43 * epoch));
    }
}

#[test]
fn steps_of_other_sizes_see_each_example_once_an_epoch() {
    // 2 steps of 10, 4 of one, one of 10, 5 of 2 examples; then those that are left of 43, and not more.
    let mut session = loaded(task());
    for (batch, steps, seen) in [
        (10, 2, 20),
        (1, 4, 24),
        (10, 1, 34),
        (2, 4, 42),
        (30, 1, 43),
    ] {
        session.receive(ToWorker::Batch(batch));
        assert_eq!(after(&mut session, ToWorker::Step(steps)).seen, seen);
    }
    session.receive(ToWorker::Batch(1));
    assert_eq!(after(&mut session, ToWorker::Step(9)).seen, 43 + 9);
    let end = after(&mut session, ToWorker::Epoch);
    assert_eq!((end.seen, end.step), (2 * 43, 12 + 43));
    // What is to rest after an epoch counts in epochs, too.
    session.receive(ToWorker::Step(3));
    session.tick(u64::MAX);
    session.receive(ToWorker::Batch(10));
    let run = Run {
        epochs: Some(4),
        ..Run::default()
    };
    let end = after(&mut session, ToWorker::Run(run));
    assert_eq!((end.seen, end.running), (4 * 43, false));
    assert_eq!(end.step, 12 + 43 + 3 + 4 + 5);
}

#[test]
fn no_steps_are_answered_at_once() {
    let report = report(loaded(task()).receive(ToWorker::Step(0)));
    assert_eq!((report.step, report.running), (0, false));
}

#[test]
fn reports_come_as_often_as_they_are_seen() {
    let mut session = loaded(task());
    assert_eq!(session.receive(ToWorker::Run(Run::default())), None);
    assert!(session.tick(1).is_some());
    assert_eq!(session.tick(1), None);
    assert_eq!(session.receive(ToWorker::Seen), None);
    assert_eq!(report(session.tick(4)).step, 6);
    assert_eq!(session.tick(1), None);
}

#[test]
fn reports_come_every_so_many_steps_seen_or_not() {
    let mut session = loaded(task());
    after(&mut session, ToWorker::Step(2));
    session.receive(ToWorker::Run(Run {
        until: Some(14),
        every: Some(4),
        ..Run::default()
    }));
    let steps: Vec<u64> = core::iter::from_fn(|| session.tick(100))
        .map(|answer| report(Some(answer)).step)
        .collect();
    assert_eq!(steps, [4, 8, 12, 14]);
}

#[test]
fn a_run_rests_at_its_target() {
    let first = after(&mut loaded(task()), ToWorker::Pause);
    let loss = |report: &Report| report.test.as_ref().map_or(f64::NAN, |score| score.loss);
    let target = Some(0.9 * loss(&first));
    for every in [None, Some(1), Some(7)] {
        let mut session = loaded(task());
        session.receive(ToWorker::Run(Run {
            target,
            every,
            until: Some(5000),
            epochs: None,
        }));
        let mut losses = Vec::new();
        let mut last = Report::default();
        while session.is_running() {
            let Some(answer) = session.tick(1) else {
                continue;
            };
            last = report(Some(answer));
            losses.push(loss(&last));
        }
        assert!(loss(&last) <= 0.9 * loss(&first), "{every:?}: {losses:?}");
        assert!(last.step.is_multiple_of(every.unwrap_or(5)) && last.step < 5000);
        let before = &losses[..losses.len() - 1];
        assert!(every.is_none() || before.iter().all(|before| *before > 0.9 * loss(&first)));
        // It is there already.
        assert!(
            session
                .receive(ToWorker::Run(Run {
                    target,
                    every,
                    until: None,
                    epochs: None
                }))
                .is_some()
        );
    }
}

#[test]
fn what_is_changed_by_hand_leaves_it_running() {
    let mut slower = spec();
    slower.rate = 0.01;
    for message in [
        ToWorker::Set(3, 0.25),
        ToWorker::Retune(Box::new(slower)),
        ToWorker::Look(Box::default()),
    ] {
        let mut session = loaded(task());
        session.receive(ToWorker::Run(Run::default()));
        report(session.tick(7));
        let answer = report(session.receive(message.clone()));
        assert!(answer.running && session.is_running(), "{message:?}");
        assert_eq!(answer.step, 7);
    }
}

#[test]
fn a_parameter_is_set() {
    let mut session = loaded(task());
    let before = after(&mut session, ToWorker::Pause).parameters;
    let after = after(&mut session, ToWorker::Set(5, 0.25)).parameters;
    let mut expected = before;
    expected[5] = 0.25;
    assert_eq!(after, expected);
}

#[test]
fn an_optimiser_that_stays_keeps_its_memory_and_another_does_not() {
    let mut adam = task();
    adam.spec.optimizer = Optimizer::Adam;
    let run = |retuned: &[Spec]| {
        let mut session = loaded(adam.clone());
        after(&mut session, ToWorker::Step(9));
        for spec in retuned {
            after(&mut session, ToWorker::Retune(Box::new(spec.clone())));
        }
        after(&mut session, ToWorker::Step(9))
    };
    assert_eq!(run(&[]), run(&[adam.spec.clone()]));
    assert_ne!(
        run(&[]).parameters,
        run(&[spec(), adam.spec.clone()]).parameters
    );
}

/// The examples of `task` in the order of an epoch.
fn order(epoch: u64) -> Vec<u32> {
    let mut course = Course::new(task()).expect("a task");
    course.begin(Goal::Step(5 * epoch + 1));
    course.tick(u64::MAX);
    course.order().to_vec()
}

#[test]
fn what_an_optimiser_remembers_outlives_a_step_of_one_example() {
    for optimizer in Optimizer::ALL {
        let mut task = task();
        task.spec.optimizer = optimizer;
        // By hand: 7 steps of 10 examples, that is an epoch and two steps, one step of the next example, 2 steps of 10.
        let mut network = Network::new(task.spec.clone()).expect("a network");
        let (first, second) = (order(0), order(1));
        let mut batches: Vec<&[u32]> = first.chunks(10).collect();
        batches.extend([&second[..10], &second[10..20], &second[20..21]]);
        batches.extend([&second[21..31], &second[31..41]]);
        for rows in batches {
            network.step(&task.train, rows);
        }

        let mut session = loaded(task.clone());
        after(&mut session, ToWorker::Step(7));
        assert_eq!(session.receive(ToWorker::Batch(1)), None);
        let half = after(&mut session, ToWorker::Step(1));
        assert_eq!(session.receive(ToWorker::Batch(10)), None);
        let whole = after(&mut session, ToWorker::Step(2));
        assert_eq!(whole.parameters, network.parameters(), "{optimizer:?}");

        // To load it anew is to forget.
        task.start = Some(Start {
            parameters: half.parameters,
            step: half.step,
            seen: half.seen,
        });
        let forgot = after(&mut loaded(task), ToWorker::Step(2)).parameters;
        assert_eq!(forgot == whole.parameters, optimizer == Optimizer::Sgd);
    }
}

#[test]
fn a_break_before_another_batch_is_found_where_it_was() {
    let mut wild = task();
    wild.spec.output = Output::Linear;
    // Large enough to break, and so small that it takes a while, which depends on the batch.
    wild.spec.rate = 10.0;
    let broken = |message| {
        let mut session = loaded(wild.clone());
        session.receive(ToWorker::Step(1000));
        session.tick(500);
        let report = report(session.receive(message));
        let broken = report.broken.expect("it breaks");
        assert!(broken.step > 10, "{broken:?}");
        (broken, report.parameters)
    };
    assert_eq!(broken(ToWorker::Batch(1)), broken(ToWorker::Pause));
}

#[test]
fn a_rate_too_large_is_found_at_its_step_however_it_is_ticked() {
    let mut wild = task();
    wild.spec.output = Output::Linear;
    wild.spec.rate = 1e6;
    wild.spec.hidden[0].bend = Bend::new(Activation::find("relu").expect("there is relu")).into();
    wild.spec.hidden[1].bend = wild.spec.hidden[0].bend.clone();
    let whole = after(&mut loaded(wild.clone()), ToWorker::Run(Run::default()));
    let broken = whole.broken.expect("it breaks");
    assert_eq!(whole.step, broken.step - 1);
    assert!(!whole.running && whole.parameters.iter().all(|number| number.is_finite()));
    // Step by step: until the step before all is well, and that one breaks it.
    let mut session = loaded(wild.clone());
    for _ in 1..broken.step {
        assert_eq!(after(&mut session, ToWorker::Step(1)).broken, None);
    }
    let stepped = after(&mut session, ToWorker::Step(1));
    assert_eq!((stepped.broken, stepped.step), (Some(broken), whole.step));
    assert_eq!(stepped.parameters, whole.parameters);
    // It breaks again, unless the rate becomes a sane one; the numbers are too large for a step, even so.
    assert_eq!(after(&mut session, ToWorker::Step(1)).broken, Some(broken));
    wild.spec.rate = 0.0;
    wild.spec.l2 = 0.0;
    assert_eq!(
        after(&mut session, ToWorker::Retune(Box::new(wild.spec))).broken,
        None
    );
    assert!(matches!(
        broken.operation,
        Operation::Affine | Operation::Loss | Operation::Gradient | Operation::Update
    ));
}

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
