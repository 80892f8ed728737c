use super::*;
use crate::exhibits::fields::{read, write};
use crate::exhibits::links::state;

/// An outcome with nothing in it that was measured.
fn made_up(state: &RaceState) -> RaceState {
    let run = |start: f64| {
        (0..=CHECKS as i32)
            .map(|i| start * 0.95_f64.powi(i))
            .collect()
    };
    let record = |i: usize| {
        let runs: Vec<Vec<f64>> = (0..state.seeds).map(|s| run((i + s + 1) as f64)).collect();
        Record::of(i % RATES, state.target, &runs)
    };
    let results = (0..state.contestants.len()).map(record).collect();
    RaceState {
        outcome: Some(Outcome { results }),
        ..state.clone()
    }
}

#[test]
fn a_race_that_was_run_survives_its_link_and_fits_a_code() {
    let six = "who=relu,tanh/adam,gelu,swish,mish/adam/batch,leaky_relu:0.2&seeds=20&target=0.3";
    for text in ["", six] {
        let run = made_up(&state::<RaceState>(text));
        let link = write(&run);
        assert_eq!(state::<RaceState>(&link), run);
        assert!(
            link.len() < 2600,
            "{}: a QR code holds 2,953 bytes",
            link.len()
        );
    }
}

#[test]
fn an_outcome_is_not_shown_as_that_of_other_settings() {
    let link = write(&made_up(&state::<RaceState>("")));
    for other in [
        "seed=2",
        "target=0.3",
        "who=sigmoid,tanh,gelu",
        "seeds=19",
        "layers=2",
        "by=loss",
    ] {
        let (read, problems): (RaceState, _) = read(&format!("{link}&{other}"));
        assert_eq!(read.outcome, None, "{other}");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].why, Why::Damaged);
    }
}

#[test]
fn what_does_not_take_part_is_refused_and_the_rest_is_used() {
    for text in [
        "who=relu",
        "who=relu,cat",
        "who=a,b,c,d,e,f,g",
        "result=x",
        "result=",
    ] {
        let (read, problems): (RaceState, _) = read(&format!("{text}&units=4"));
        assert_eq!((read.units, read.contestants.len()), (4, 3), "{text}");
        assert_eq!(problems.len(), usize::from(text != "result="), "{text}");
    }
}

#[test]
fn presets_are_races() {
    for (_, text) in PRESETS {
        assert_eq!(write(&state::<RaceState>(text)), text);
    }
}

#[test]
fn before_a_race_only_its_size_is_known_and_every_word_says_so() {
    let open = RaceState::default();
    // 3 · (5 · 5 rates and trials + 20 starts + once for the clock).
    assert_eq!(FairRace::values(&open), [("trainings".into(), 138.0)]);
    for lang in Lang::ALL {
        assert!(FairRace::summary(&open, lang.text()).contains("20"));
        assert_eq!(FairRace::table(&open, lang.text()).rows.len(), 3);
    }
}

/// A race of two by what is made up: the target is reached from no start by those whose loss grows.
fn verdict_of(grows: [bool; 2]) -> String {
    let state = state::<RaceState>("who=tanh,relu&seeds=8");
    let run = |grows: bool, start: i32| {
        let factor: f64 = if grows { 1.01 } else { 0.9 };
        (0..=CHECKS as i32)
            .map(|i| f64::from(start) * factor.powi(i))
            .collect()
    };
    let record = |grows| {
        let runs: Vec<Vec<f64>> = (1..=8).map(|start| run(grows, start)).collect();
        Record::of(0, state.target, &runs)
    };
    let results = grows.map(record).to_vec();
    let done = RaceState {
        outcome: Some(Outcome { results }),
        ..state.clone()
    };
    FairRace::summary(&done, Lang::En.text())
}

#[test]
fn who_never_arrives_gets_no_factor() {
    let alone = verdict_of([true, false]);
    assert!(
        alone
            .starts_with("ReLU is really faster than tanh, which reaches the target from no start"),
        "{alone}"
    );
    let neither = verdict_of([true, true]);
    assert!(
        neither.contains("no real difference. Neither reaches"),
        "{neither}"
    );
    let both = verdict_of([false, false]);
    assert!(
        both.contains("no real difference. ReLU needs 1.00 times"),
        "{both}"
    );
    for words in [alone, neither, both] {
        assert!(words.ends_with("Toy networks only."), "{words}");
    }
}
