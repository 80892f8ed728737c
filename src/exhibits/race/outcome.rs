//! What a race came to, short enough for a link, and what follows from it.

use crate::maths::statistics::{Comparison, compare, quartiles};

use super::contestant::RATES;

/// How often a run is looked at, evenly spread over its steps; a time to the target is one of these.
pub const CHECKS: usize = 60;
/// Every so many looks, the first before all steps, are kept for the curves.
pub(crate) const KEPT: usize = 2;
/// Points of a curve.
pub(crate) const POINTS: usize = CHECKS / KEPT + 1;
/// A difference counts from this factor on.
pub const LEAST: f64 = 1.1;

/// What a race came to, one entry a contestant.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// In the order of the contestants.
    pub results: Vec<Record>,
}

/// How one contestant did.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Which of its learning rates did best on validation data.
    pub rate: usize,
    /// For each seed the first look, from 1 to [`CHECKS`], at which the loss on test data was at the target or below;
    /// none where it never was.
    pub arrivals: Vec<Option<usize>>,
    /// For each seed the loss on test data after the last step, to four digits. What is worse than 10⁴, or no number, is
    /// 10⁴.
    pub finals: Vec<f64>,
    /// Lower quartile, median and upper quartile of the loss over the seeds at each of `POINTS` looks, to two digits.
    pub curve: Vec<[f64; 3]>,
}

/// What contestants are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Steps until the loss is at the target.
    Steps,
    /// The loss at the end.
    Loss,
}

impl Record {
    /// A record of the `losses` on test data of each seed: [`CHECKS`] + 1 of them, the first before all steps. What is
    /// missing at the end of a run that broke is no number.
    #[must_use]
    pub fn of(rate: usize, target: f64, losses: &[Vec<f64>]) -> Self {
        let at = |run: &Vec<f64>, check: usize| run.get(check).copied().unwrap_or(f64::NAN);
        let arrival = |run: &Vec<f64>| (1..=CHECKS).find(|check| at(run, *check) <= target);
        let quartiles_at = |check: usize| {
            let all: Vec<f64> = losses.iter().map(|run| tame(at(run, check))).collect();
            quartiles(&all).map(|loss| loss_of(level(loss, COARSE), COARSE))
        };
        Self {
            rate,
            arrivals: losses.iter().map(arrival).collect(),
            finals: losses
                .iter()
                .map(|run| loss_of(level(at(run, CHECKS), FINE), FINE))
                .collect(),
            curve: (0..POINTS).map(|i| quartiles_at(i * KEPT)).collect(),
        }
    }

    /// How many seeds reached the target.
    #[must_use]
    pub fn arrived(&self) -> usize {
        self.arrivals.iter().flatten().count()
    }

    /// For each seed the looks until it arrived; one more than there are where it did not.
    pub(crate) fn looks(&self) -> Vec<f64> {
        let looks = self.arrivals.iter();
        looks.map(|a| a.unwrap_or(CHECKS + 1) as f64).collect()
    }

    /// Quartiles of the steps until a run arrives, ∞ where that is beyond those that arrive, in a race of so many steps.
    #[must_use]
    pub fn steps(&self, of: f64) -> [f64; 3] {
        let steps = |arrival: &Option<usize>| {
            arrival.map_or(f64::INFINITY, |look| look as f64 * of / CHECKS as f64)
        };
        quartiles(&self.arrivals.iter().map(steps).collect::<Vec<_>>())
    }

    /// Quartiles of the loss at the end.
    #[must_use]
    pub fn losses(&self) -> [f64; 3] {
        quartiles(&self.finals)
    }

    /// What is compared: logarithms, so that a shift is a factor.
    fn column(&self, by: Measure) -> Vec<f64> {
        let values = match by {
            Measure::Steps => self.looks(),
            Measure::Loss => self.finals.clone(),
        };
        values.into_iter().map(libm::log).collect()
    }
}

impl Outcome {
    /// Each pair of contestants compared; those who do not arrive count as if they did at the very next look, so factors
    /// of them are too small rather than too large. Lower is better, and [`LEAST`] is the smallest factor that counts.
    #[must_use]
    pub fn comparisons(&self, by: Measure) -> Vec<Comparison> {
        let columns: Vec<Vec<f64>> = self.results.iter().map(|r| r.column(by)).collect();
        compare(&columns, libm::log(LEAST))
    }

    /// Who is ahead by the median, and by the mean of the middle half of its kind where medians are equal; the first of
    /// equals.
    #[must_use]
    pub fn leader(&self, by: Measure) -> usize {
        let standing = |record: &Record| {
            let [lower, median, upper] = quartiles(&record.column(by));
            (median, lower + upper)
        };
        let standings: Vec<(f64, f64)> = self.results.iter().map(standing).collect();
        let better = |best: usize, i: usize| {
            let (a, b) = (standings[i], standings[best]);
            let order = a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1));
            if order.is_lt() { i } else { best }
        };
        (1..standings.len()).fold(0, better)
    }

    /// As it stands in a link: one item a contestant.
    pub(crate) fn write(&self) -> Vec<String> {
        self.results.iter().map(written).collect()
    }

    /// The outcome of a race with so many seeds; none where an item is not one of it.
    pub(crate) fn read(items: &[String], seeds: usize) -> Option<Self> {
        let results = items.iter().map(|item| record(item, seeds));
        let results = results.collect::<Option<Vec<_>>>()?;
        Some(Self { results })
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Digits of a final loss, and of a loss on a curve.
const FINE: u32 = 3;
const COARSE: u32 = 2;
/// The powers of ten that a loss is held between.
const LOWEST: f64 = -8.0;
const HIGHEST: f64 = 4.0;

/// A loss within the bounds of a link.
fn tame(loss: f64) -> f64 {
    let most = libm::exp10(HIGHEST);
    if loss.is_nan() {
        most
    } else {
        loss.clamp(libm::exp10(LOWEST), most)
    }
}

/// The place of a loss among the 64^digits that can be written, evenly spread over the powers of ten.
fn level(loss: f64, digits: u32) -> u32 {
    let share = (libm::log10(tame(loss)) - LOWEST) / (HIGHEST - LOWEST);
    libm::round(share * most(digits)) as u32
}

fn loss_of(level: u32, digits: u32) -> f64 {
    libm::exp10(LOWEST + (HIGHEST - LOWEST) * f64::from(level) / most(digits))
}

fn most(digits: u32) -> f64 {
    f64::from((1_u32 << (6 * digits)) - 1)
}

fn push(text: &mut String, value: u32, digits: u32) {
    for place in (0..digits).rev() {
        text.push(DIGITS[(value >> (6 * place)) as usize & 63] as char);
    }
}

fn written(record: &Record) -> String {
    let mut text = String::new();
    push(&mut text, record.rate as u32, 1);
    for arrival in &record.arrivals {
        push(&mut text, arrival.unwrap_or(0) as u32, 1);
    }
    for loss in &record.finals {
        push(&mut text, level(*loss, FINE), FINE);
    }
    for loss in record.curve.iter().flatten() {
        push(&mut text, level(*loss, COARSE), COARSE);
    }
    text
}

fn record(item: &str, seeds: usize) -> Option<Record> {
    let place = |c: u8| DIGITS.iter().position(|digit| *digit == c);
    let places: Vec<usize> = item.bytes().map(place).collect::<Option<_>>()?;
    if places.len() != 1 + 4 * seeds + 6 * POINTS {
        return None;
    }
    let (head, rest) = places.split_at(1 + seeds);
    let (finals, curve) = rest.split_at(3 * seeds);
    let loss = |places: &[usize]| {
        let level = places.iter().fold(0, |sum, place| 64 * sum + *place as u32);
        loss_of(level, places.len() as u32)
    };
    let known = head[0] < RATES && head[1..].iter().all(|look| *look <= CHECKS);
    known.then(|| Record {
        rate: head[0],
        arrivals: head[1..]
            .iter()
            .map(|look| (*look > 0).then_some(*look))
            .collect(),
        finals: finals.chunks(3).map(loss).collect(),
        curve: curve
            .chunks(6)
            .map(|point| [0, 2, 4].map(|i| loss(&point[i..i + 2])))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::random::Random;
    use crate::maths::statistics::Verdict;

    /// Runs whose loss falls by `factor` a look, each from a start of its own.
    fn record(factor: f64, seed: u64) -> Record {
        let mut random = Random::new(seed);
        let run = |start: f64| {
            (0..=CHECKS as i32)
                .map(|i| start * factor.powi(i))
                .collect()
        };
        let runs: Vec<Vec<f64>> = (0..20).map(|_| run(1.0 + random.uniform())).collect();
        Record::of(2, 0.1, &runs)
    }

    #[test]
    fn a_record_survives_a_link_to_the_last_digit() {
        let outcome = Outcome {
            results: vec![record(0.9, 1), record(0.99, 2)],
        };
        let items = outcome.write();
        assert_eq!(Outcome::read(&items, 20), Some(outcome));
        assert_eq!(items[0].len(), 1 + 4 * 20 + 6 * POINTS);
        for broken in [&items[0][1..], &items[0].replace('A', "é"), ""] {
            assert_eq!(Outcome::read(&[broken.to_owned()], 20), None);
        }
        assert_eq!(Outcome::read(&items, 19), None);
    }

    #[test]
    fn what_is_read_is_within_a_ten_thousandth_and_what_is_no_number_is_the_worst() {
        let runs = vec![vec![0.123_456_789; CHECKS + 1], vec![1.0, f64::NAN]];
        let record = Record::of(0, 0.2, &runs);
        assert!((record.finals[0] / 0.123_456_789 - 1.0).abs() < 1e-4);
        assert!((record.finals[1] / 1e4 - 1.0).abs() < 1e-12);
        assert_eq!(record.arrivals, [Some(1), None]);
        assert_eq!(record.steps(600.0), [10.0, f64::INFINITY, f64::INFINITY]);
    }

    #[test]
    fn the_faster_one_leads_by_both_measures_with_its_factor() {
        // 0.95 and 0.9 a look: it takes log 0.95 / log 0.9 = 0.487 of the looks.
        let outcome = Outcome {
            results: vec![record(0.95, 1), record(0.9, 1)],
        };
        assert_eq!(outcome.leader(Measure::Steps), 1);
        let compared = &outcome.comparisons(Measure::Steps)[0];
        assert_eq!(compared.verdict, Verdict::Faster(1));
        assert!(
            (libm::exp(-compared.shift) - 0.487).abs() < 0.03,
            "{compared:?}"
        );
        let compared = &outcome.comparisons(Measure::Loss)[0];
        assert!((libm::exp(-compared.shift) / (0.9_f64 / 0.95).powi(60) - 1.0).abs() < 1e-3);
    }

    #[test]
    fn those_who_never_arrive_are_all_the_same() {
        let outcome = Outcome {
            results: vec![record(1.0, 1), record(1.01, 2), record(0.9, 3)],
        };
        let verdicts: Vec<Verdict> = outcome
            .comparisons(Measure::Steps)
            .iter()
            .map(|one| one.verdict)
            .collect();
        let ahead = Verdict::Faster(2);
        assert_eq!(verdicts, [Verdict::NoRealDifference, ahead, ahead]);
    }
}
