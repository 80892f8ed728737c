//! Every run that lessons speak of comes to the same when it is run anew: `content/experiments.toml` holds nothing that
//! was not computed. The runs take about a minute when optimised:
//! `cargo test --release --features kernels --test native experiments -- --ignored`.

#![cfg(feature = "kernels")]

use kassei::exhibits::approximation::ApproximationState;
use kassei::exhibits::fields::{self, State};
use kassei::exhibits::parts::PartsState;
use kassei::exhibits::race::{Job, Race, RaceState, Round};
use kassei::exhibits::train::TrainState;
use kassei::nn::protocol::{FromWorker, Report, ToWorker};
use kassei::nn::session::Session;

/// Names and addresses: lines `name = "exhibit?state"`.
fn experiments() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../../content/experiments.toml").lines();
    lines.filter_map(|line| {
        let (name, address) = line.split_once(" = ")?;
        Some((name, address.trim_matches('"')))
    })
}

/// What the settings of a state come to.
fn anew(address: &str) -> String {
    let (id, state) = address.split_once('?').expect("exhibit?state");
    let state = match id {
        "train" => trained(&read(state)),
        "race" => raced(&read(state)),
        "parts" => fields::write(&read::<PartsState>(state).trained()),
        "approximation" => approximated(read(state)),
        _ => panic!("cannot run {id}: expected train, race, parts or approximation"),
    };
    format!("{id}?{state}")
}

fn read<S: State>(text: &str) -> S {
    let (state, problems) = fields::read(text);
    assert_eq!(problems, [], "{text}");
    state
}

fn trained(state: &TrainState) -> String {
    let steps = state.trained.as_ref().map_or(0, |trained| trained.step);
    let start = TrainState {
        trained: None,
        ..state.clone()
    };
    fields::write(&start.after(steps))
}

fn approximated(state: ApproximationState) -> String {
    let sizes: Vec<usize> = state.runs.iter().map(|run| run.units).collect();
    let start = ApproximationState {
        runs: Vec::new(),
        ..state
    };
    fields::write(&start.trained(&sizes))
}

fn raced(state: &RaceState) -> String {
    let mut race = Race::new(state);
    while let Some(job) = race.begin() {
        let reports = reports(&race, job);
        race.take(job, &reports);
    }
    let outcome = race.outcome();
    fields::write(&RaceState {
        outcome,
        ..state.clone()
    })
}

/// All that a training of a race reports; nothing comes of a clock here.
fn reports(race: &Race, job: Job) -> Vec<Report> {
    if job.round == Round::Clock {
        return Vec::new();
    }
    let (task, run) = race.task(job);
    let mut session = Session::new();
    let mut messages = vec![
        session.receive(ToWorker::Load(1, Box::new(task))),
        session.receive(ToWorker::Run(run)),
    ];
    while session.is_running() {
        messages.push(session.tick(u64::MAX));
    }
    let mut reports: Vec<Report> = Vec::new();
    for message in messages.into_iter().flatten() {
        match message {
            FromWorker::Report(_, report) => {
                let new = reports.last().is_none_or(|last| last.step < report.step);
                if new || report.broken.is_some() {
                    reports.push(*report);
                }
            }
            FromWorker::Refused(_, why) => panic!("{job:?}: {why}"),
        }
    }
    reports
}

#[test]
fn every_experiment_is_understood_whole() {
    for (name, address) in experiments() {
        let (id, state) = address.split_once('?').unwrap();
        let entry = kassei::exhibits::Entry::find(id).unwrap();
        let (short, problems) = (entry.read)(state);
        assert_eq!(problems, [], "{name}");
        assert_eq!(short, state, "{name}: not in its shortest form");
        assert!(!(entry.values)(state).is_empty(), "{name}");
    }
}

#[test]
#[ignore = "about a minute, and only when optimised"]
fn every_experiment_comes_to_the_same_when_it_is_run_anew() {
    for (name, address) in experiments() {
        assert_eq!(anew(address), address, "{name}");
    }
}
