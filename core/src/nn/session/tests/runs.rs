//! The same steps, however they are asked for.

use super::*;

const STEPS: u64 = 33;

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
