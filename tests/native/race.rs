//! Races, run to their end without a browser: what the exhibit `race` says is held against what is known.
#![cfg(feature = "kernels")]

use kassei::exhibits::fields::{read, write};
use kassei::exhibits::race::{CHECKS, Job, LEAST, Outcome, Race, RaceState, Record, Round};
use kassei::maths::random::Random;
use kassei::maths::statistics::{Verdict, compare};
use kassei::nn::protocol::{FromWorker, Report, Run, Score, Task, ToWorker};
use kassei::nn::session::Session;

fn state(text: &str) -> RaceState {
    let (state, problems) = read(text);
    assert!(problems.is_empty(), "{text}: {problems:?}");
    state
}

/// What a worker reports of a training.
fn train((task, run): (Task, Run)) -> Vec<Report> {
    let mut session = Session::new();
    let mut reports: Vec<Report> = Vec::new();
    let mut keep = |message: Option<FromWorker>| match message {
        Some(FromWorker::Refused(_, why)) => panic!("{why}"),
        Some(FromWorker::Report(_, report))
            if reports.last().is_none_or(|last| last.step < report.step) =>
        {
            reports.push(*report);
        }
        _ => {}
    };
    keep(session.receive(ToWorker::Load(1, Box::new(task))));
    keep(session.receive(ToWorker::Run(run)));
    while session.is_running() {
        keep(session.tick(100));
    }
    reports
}

/// The race with as many trainings at a time; the last one begun is the first to end.
fn run(state: &RaceState, hands: usize, train: impl Fn(&Race, Job) -> Vec<Report>) -> Outcome {
    finish(Race::new(state), hands, train)
}

/// What is left of a race, in the same way.
fn finish(mut race: Race, hands: usize, train: impl Fn(&Race, Job) -> Vec<Report>) -> Outcome {
    let mut held: Vec<(Job, Vec<Report>)> = Vec::new();
    loop {
        while held.len() < hands
            && let Some(job) = race.begin()
        {
            // Nothing of the outcome comes from a clock.
            let timed = job.round == Round::Clock;
            let reports = if timed { vec![] } else { train(&race, job) };
            held.push((job, reports));
        }
        let Some((job, reports)) = held.pop() else {
            break;
        };
        race.take(job, &reports);
    }
    race.outcome().expect("all trainings are done")
}

/// Reports of losses that nobody measured, but that all of a task has a part in.
fn pretended(race: &Race, job: Job) -> Vec<Report> {
    let (task, run) = race.task(job);
    let words = format!("{:?}", (&task.spec, &task.test.inputs[0][..9]));
    // FNV-1a.
    let hash = words
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
    let mut random = Random::new(hash);
    let fall = 0.95 + 0.04 * random.uniform();
    let every = run.every.expect("a report now and then");
    (0..=CHECKS as i32)
        .map(|i| report(u64::from(i.unsigned_abs()) * every, fall.powi(i)))
        .collect()
}

fn report(step: u64, loss: f64) -> Report {
    let score = Score {
        loss,
        ..Score::default()
    };
    Report {
        step,
        test: Some(score),
        ..Report::default()
    }
}

/// As if the rate of this place had done best; only the race itself is run.
fn at_rate(rate: usize) -> impl Fn(&Race, Job) -> Vec<Report> {
    move |race, job| match job.round {
        Round::Trial(tried, _) if tried == rate => vec![report(0, 0.0), report(1, 0.0)],
        Round::Trial(..) => vec![],
        _ => train(race.task(job)),
    }
}

/// A link whose race has been run. It is run again by `tests/e2e/race.test.mjs` too.
const RECORDED: &str = include_str!("../data/race.txt");

#[test]
fn a_recorded_race_comes_out_again_to_the_last_digit() {
    let recorded = state(RECORDED.trim());
    assert!(recorded.outcome.is_some());
    let outcome = run(&recorded, 1, |race, job| train(race.task(job)));
    let again = RaceState {
        outcome: Some(outcome),
        ..recorded.open()
    };
    assert_eq!(write(&again), RECORDED.trim());
}

#[test]
fn the_order_in_which_trainings_end_changes_nothing() {
    let state = state("who=relu,tanh/adam,relu/adam/batch,gelu,mish,swish");
    let one = run(&state, 1, pretended);
    for hands in [2, 4, 7] {
        assert_eq!(run(&state, hands, pretended), one, "{hands} at a time");
    }
    assert!(
        one.results
            .iter()
            .any(|record| record.rate != one.results[0].rate)
    );
}

#[test]
fn what_was_begun_when_a_race_rests_is_begun_anew() {
    let state = state("who=relu,tanh");
    let mut race = Race::new(&state);
    let begun = [(); 5].map(|()| race.begin().expect("there are more trials"));
    race.take(begun[0], &pretended(&race, begun[0]));
    race.rest();
    assert_eq!(race.progress().0, 1, "what is done stays done");
    assert_eq!(race.begin(), Some(begun[1]));
    race.rest();
    assert_eq!(finish(race, 2, pretended), run(&state, 2, pretended));
}

#[test]
fn contestants_start_with_the_same_numbers_times_their_gain_and_see_the_same_points() {
    let state = state("who=relu,tanh/adam,identity&seeds=4&layers=3");
    let mut race = Race::new(&state);
    while let Some(job) = race.begin() {
        // The rates are of no interest here.
        race.take(job, &[]);
    }
    let task = |contestant| {
        let round = Round::Race(2);
        race.task(Job { contestant, round }).0
    };
    let [relu, tanh, plain] = [0, 1, 2].map(task);
    // 1.5925374197228312: see data/statistics.csv.
    for (other, gain) in [(&relu, 2.0_f32.sqrt()), (&tanh, 1.592_537_4)] {
        assert_eq!((&other.train, &other.test), (&plain.train, &plain.test));
        let (starts, ones) = (other.spec.start(), plain.spec.start());
        assert!(ones.iter().filter(|w| **w != 0.0).count() > 100);
        for (w, one) in starts.iter().zip(&ones) {
            assert!((w - gain * one).abs() <= 1e-6 * one.abs(), "{w}, {one}");
        }
    }
    let trial = Job {
        contestant: 2,
        round: Round::Trial(0, 2),
    };
    let trial = race.task(trial).0;
    assert_eq!(trial.train, plain.train);
    assert_ne!(
        trial.test, plain.test,
        "rates are chosen on points of their own"
    );
    assert_ne!(trial.spec.seed, plain.spec.seed);
    let squares = plain.train.inputs.iter().map(|column| {
        let sum: f32 = column.iter().map(|x| x * x).sum();
        sum / column.len() as f32
    });
    assert!(squares.into_iter().all(|mean| (mean - 1.0).abs() < 1e-3));
}

#[test]
fn a_deep_sigmoid_is_really_slower_than_a_deep_relu() {
    let state = state("who=sigmoid,relu&seeds=6&epochs=15&noise=0&units=5");
    let outcome = run(&state, 1, at_rate(2));
    let found = &outcome.comparisons(state.measure())[0];
    assert_eq!(found.verdict, Verdict::Faster(1), "{outcome:?}");
    assert!(found.shift > LEAST.ln() && found.p < 0.05);
}

#[test]
fn a_step_does_not_learn() {
    let state = state("who=step,relu&seeds=8&epochs=15&layers=2&units=6");
    let outcome = run(&state, 1, at_rate(2));
    let [step, relu] = [0, 1].map(|i| &outcome.results[i]);
    assert_eq!((step.arrived(), relu.arrived()), (0, 8));
    // Only its last layer moves, so it stays near ln 2, what tossing a coin costs.
    assert!(step.losses()[1] > 0.5, "{:?}", step.losses());
}

#[test]
fn a_race_of_a_thing_against_itself_gives_no_real_difference() {
    let state = state("who=relu,relu");
    let outcome = run(&state, 1, pretended);
    assert_eq!(outcome.results[0], outcome.results[1]);
    let found = &outcome.comparisons(state.measure())[0];
    assert_eq!((found.verdict, found.p), (Verdict::NoRealDifference, 1.0));
}

/// The same network from other starts is no other network: of real runs, not of normal numbers.
#[test]
fn starts_alone_make_no_real_difference_in_19_races_of_20() {
    let state = state("who=relu,relu&seeds=40&epochs=15&layers=1&units=4&target=0.4");
    let mut race = Race::new(&state);
    let mut losses: Vec<Vec<f64>> = Vec::new();
    while let Some(job) = race.begin() {
        let runs = job.contestant == 0 && matches!(job.round, Round::Race(_));
        let reports = if runs { train(race.task(job)) } else { vec![] };
        if runs {
            let loss = |report: &Report| report.test.as_ref().expect("a score").loss;
            losses.push(reports.iter().map(loss).collect());
        }
        race.take(job, &reports);
    }
    assert!(losses.iter().all(|run| run.len() == CHECKS + 1));
    let record = Record::of(0, state.target, &losses);
    let mut random = Random::new(5);
    let trials = 1000;
    let alarms = (0..trials).filter(|_| {
        let mut places: Vec<usize> = (0..40).collect();
        for last in (1..40).rev() {
            places.swap(last, (random.uniform() * (last + 1) as f64) as usize);
        }
        let steps = |place: &usize| record.arrivals[*place].unwrap_or(CHECKS + 1) as f64;
        let columns = places
            .chunks(20)
            .map(|half| half.iter().map(|i| steps(i).ln()).collect());
        let found = compare(&columns.collect::<Vec<_>>(), LEAST.ln());
        matches!(found[0].verdict, Verdict::Faster(_))
    });
    let share = alarms.count() as f64 / f64::from(trials);
    assert!(share <= 0.05, "{share}");
}
