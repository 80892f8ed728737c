//! What is said of a race: the verdicts, a sentence each, and the table.

use crate::exhibits::Table;
use crate::maths::statistics::{ALPHA, Comparison, Verdict};
use crate::text::{Text, fixed, significant};

use super::{CHECKS, Contestant, Measure, Outcome, RATES, RaceState, Record};

/// What is to be seen now, in one sentence; with a verdict never without its limits.
pub(super) fn summary(state: &RaceState, text: &Text) -> String {
    let names = state.names(text);
    let Some(outcome) = &state.outcome else {
        return text.race_summary_open(&names.join(text.race_comma()), &state.seeds);
    };
    let sentences = verdicts(state, outcome, text);
    let together = sentences
        .into_iter()
        .map(|(_, words)| words)
        .reduce(|first, second| text.training_both(&first, &second));
    text.race_summary(&together.unwrap_or_default())
}

/// For each rival of the leader, in the order of their medians: whether there is a real difference, and the sentence that says it.
pub(super) fn verdicts(state: &RaceState, outcome: &Outcome, text: &Text) -> Vec<(bool, String)> {
    let names = state.names(text);
    let leader = outcome.leader(state.measure());
    let with_leader = |one: &&Comparison| one.pair.0 == leader || one.pair.1 == leader;
    let all = outcome.comparisons(state.measure());
    all.iter()
        .filter(with_leader)
        .map(|one| verdict(one, leader, &names, (outcome, state.measure()), text))
        .collect()
}

fn verdict(
    one: &Comparison,
    leader: usize,
    names: &[String],
    (outcome, by): (&Outcome, Measure),
    text: &Text,
) -> (bool, String) {
    let rival = if one.pair.0 == leader {
        one.pair.1
    } else {
        one.pair.0
    };
    let (ahead, behind) = match one.verdict {
        Verdict::Faster(winner) if winner != leader => (rival, leader),
        _ => (leader, rival),
    };
    // The shift is that of the first of the pair above the second.
    let sign = if one.pair.0 == behind { 1.0 } else { -1.0 };
    let factor = |shift: f64| fixed(libm::exp(sign * shift), 2);
    let interval = one.interval.map_or_else(
        || text.race_no_interval().to_owned(),
        |(low, high)| {
            let (low, high) = if sign > 0.0 { (low, high) } else { (high, low) };
            text.race_interval(&factor(high), &factor(low))
        },
    );
    let missed = |i: usize| by == Measure::Steps && outcome.results[i].arrived() == 0;
    let (neither, one_alone) = (missed(ahead), missed(behind));
    let (ahead, behind) = (&names[ahead], &names[behind]);
    let (factor, p, r) = (factor(one.shift), chance(one.p), fixed(one.effect.abs(), 2));
    match (one.verdict, by) {
        (Verdict::NotEnough, _) => (false, text.race_not_enough(ahead, behind)),
        (Verdict::NoRealDifference, _) if neither => (false, text.race_neither(ahead, behind)),
        (Verdict::NoRealDifference, _) if one.p < ALPHA => {
            let words = text.race_too_small(ahead, behind, &factor, &interval, &p, &r);
            (false, words)
        }
        (Verdict::NoRealDifference, _) => {
            let words = text.race_no_difference(ahead, behind, &factor, &interval, &p, &r);
            (false, words)
        }
        (Verdict::Faster(_), _) if one_alone => (true, text.race_alone(ahead, behind, &p, &r)),
        (Verdict::Faster(_), Measure::Steps) => {
            let words = text.race_faster(ahead, behind, &factor, &interval, &p, &r);
            (true, words)
        }
        (Verdict::Faster(_), Measure::Loss) => {
            let words = text.race_lower(ahead, behind, &factor, &interval, &p, &r);
            (true, words)
        }
    }
}

/// A p-value as papers write it.
fn chance(p: f64) -> String {
    if p < 0.001 {
        "<\u{a0}0.001".to_owned()
    } else {
        format!("=\u{a0}{}", fixed(p, 3))
    }
}

/// A number, and in brackets the middle half of all.
fn spread(quartiles: [f64; 3], shown: impl Fn(f64) -> String, text: &Text) -> String {
    let [lower, median, upper] = quartiles.map(shown);
    if lower == upper {
        return median;
    }
    text.race_spread(&lower, &median, &upper)
}

/// What stands of a contestant in the tables: its rate, its steps, how often it arrived, its loss.
pub(super) fn cells(
    contestant: &Contestant,
    record: &Record,
    state: &RaceState,
    text: &Text,
) -> [String; 4] {
    let rate = contestant.rates()[record.rate].to_string();
    let rate = match record.rate {
        0 => text.race_smallest(&rate),
        last if last == RATES - 1 => text.race_largest(&rate),
        _ => rate,
    };
    let steps = |steps: f64| {
        if steps.is_finite() {
            fixed(steps, 0)
        } else {
            text.race_never().to_owned()
        }
    };
    [
        rate,
        spread(record.steps(state.steps() as f64), steps, text),
        text.race_of(&record.arrived(), &record.arrivals.len()),
        spread(record.losses(), significant, text),
    ]
}

/// The heads of these columns.
pub(super) fn heads(text: &Text) -> [&'static str; 4] {
    [
        text.race_rate(),
        text.race_steps(),
        text.race_arrived(),
        text.race_loss(),
    ]
}

/// A row a contestant, with the loss of each seed.
pub(super) fn table(state: &RaceState, text: &Text) -> Table {
    let names = state.names(text);
    let mut head = vec![text.race_contestant().to_owned()];
    head.extend(heads(text).map(str::to_owned));
    let Some(outcome) = &state.outcome else {
        let rows = names.into_iter().map(|name| vec![name]).collect();
        head.truncate(1);
        return Table { head, rows };
    };
    head.extend((1..=state.seeds).map(|seed| text.race_of_seed(&seed)));
    let row = |(i, record): (usize, &Record)| {
        let mut row = vec![names[i].clone()];
        row.extend(cells(&state.contestants[i], record, state, text));
        let per_look = state.steps() / CHECKS as u64;
        let each = record.arrivals.iter().zip(&record.finals);
        row.extend(each.map(|(arrival, loss)| {
            let steps = arrival.map_or_else(
                || text.race_never().to_owned(),
                |look| (look as u64 * per_look).to_string(),
            );
            text.race_each(&significant(*loss), &steps)
        }));
        row
    };
    Table {
        head,
        rows: outcome.results.iter().enumerate().map(row).collect(),
    }
}
