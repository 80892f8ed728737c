//! What is said when, and what a message changes.

use super::*;

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
