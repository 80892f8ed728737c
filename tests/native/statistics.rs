//! What is said of numbers that chance had a hand in, held against `SciPy`, `NumPy` and `statsmodels`, and against chance itself.

use kassei::maths::random::Random;
use kassei::maths::statistics::{
    ALPHA, Verdict, compare, hodges_lehmann, holm, median, quartiles, signed_rank,
};

/// Rows of `data/statistics.csv`, by `data/make_statistics.py`: what was given, one more number, what was found.
fn rows(what: &str) -> Vec<[Vec<f64>; 3]> {
    let rows = include_str!("../data/statistics.csv").lines();
    let rows = rows.filter_map(|line| line.strip_prefix(what)?.strip_prefix(','));
    let found: Vec<_> = rows
        .map(|row| {
            let fields: Vec<Vec<f64>> = row.split(',').map(numbers).collect();
            fields.try_into().expect("three fields")
        })
        .collect();
    assert!(found.len() > 2, "{what}");
    found
}

fn numbers(field: &str) -> Vec<f64> {
    let items = field.split(';').filter(|item| !item.is_empty());
    items.map(|item| item.parse().expect(item)).collect()
}

fn near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (a, b) in found.iter().zip(expected) {
        assert!(
            (a - b).abs() <= 1e-12 * b.abs().max(1e-3),
            "{found:?}, expected {expected:?}"
        );
    }
}

#[test]
fn quartiles_are_numpys() {
    for [values, _, found] in rows("quartiles") {
        near(&quartiles(&values), &found);
        near(&[median(&values)], &found[1..2]);
    }
    assert!(median(&[]).is_nan());
    assert_eq!(
        quartiles(&[1.0, 2.0, f64::INFINITY, f64::INFINITY]),
        [1.75, f64::INFINITY, f64::INFINITY],
        "the middle between 2 and ∞ is ∞"
    );
}

#[test]
fn the_signed_rank_test_is_exact_with_ties_and_zeros_too() {
    for [differences, effect, p] in rows("signed_rank") {
        let found = signed_rank(&differences);
        near(&[found.effect(), found.p], &[effect[0], p[0]]);
        let turned: Vec<f64> = differences.iter().map(|d| -d).collect();
        near(&[signed_rank(&turned).p], &[found.p]);
    }
    let alike = signed_rank(&[0.0; 20]);
    assert_eq!((alike.p, alike.effect()), (1.0, 0.0));
}

#[test]
fn the_estimate_and_its_interval_are_those_of_r() {
    for [differences, _, found] in rows("hodges_lehmann") {
        let (shift, interval) = hodges_lehmann(&differences);
        let (low, high) = interval.expect("an interval");
        near(&[shift, low, high], &found);
    }
    assert_eq!(hodges_lehmann(&[1.0; 5]).1, None);
}

#[test]
fn holms_correction_is_that_of_statsmodels() {
    for [p, _, found] in rows("holm") {
        near(&holm(&p), &found);
    }
}

#[test]
fn a_difference_has_to_be_sure_and_large() {
    let base: Vec<f64> = (0..20).map(f64::from).collect();
    let above = |by: f64| -> Vec<f64> { base.iter().map(|x| x + by).collect() };
    let verdict = |other: &[f64]| compare(&[base.clone(), other.to_vec()], 0.5)[0].verdict;
    assert_eq!(verdict(&above(1.0)), Verdict::Faster(0));
    assert_eq!(verdict(&above(-1.0)), Verdict::Faster(1));
    assert_eq!(verdict(&above(0.4)), Verdict::NoRealDifference, "too small");
    assert_eq!(verdict(&base), Verdict::NoRealDifference);
    let mut mixed = above(3.0);
    for value in &mut mixed[..9] {
        *value -= 6.0;
    }
    assert_eq!(verdict(&mixed), Verdict::NoRealDifference, "not sure");
}

#[test]
fn so_few_pairs_that_nothing_can_be_shown_are_not_enough() {
    let columns = |contestants: u32, n: u32| -> Vec<Vec<f64>> {
        (0..contestants)
            .map(|i| (0..n).map(|j| f64::from(i + j)).collect())
            .collect()
    };
    // 2/2⁵ is 0.0625, 2/2⁶ 0.031; with fifteen pairs it takes ten: 15 · 2/2¹⁰ is 0.029.
    for (contestants, n, enough) in [(2, 5, false), (2, 6, true), (6, 9, false), (6, 10, true)] {
        for comparison in compare(&columns(contestants, n), 0.5) {
            let expected = if enough {
                Verdict::Faster(comparison.pair.0)
            } else {
                Verdict::NotEnough
            };
            assert_eq!(comparison.verdict, expected, "{contestants}, {n}");
        }
    }
}

/// How often contestants that differ by nothing but chance are told apart.
#[test]
fn false_alarms_are_as_rare_as_promised_however_many_contestants_there_are() {
    let mut random = Random::new(3);
    for contestants in [2, 4, 6] {
        let trials = 600;
        let alarms = (0..trials).filter(|_| {
            let columns: Vec<Vec<f64>> = (0..contestants)
                .map(|_| (0..20).map(|_| random.normal()).collect())
                .collect();
            let found = compare(&columns, 1e-9);
            found
                .iter()
                .any(|pair| matches!(pair.verdict, Verdict::Faster(_)))
        });
        // 0.05 expected at most; its standard deviation is 0.009.
        let share = alarms.count() as f64 / f64::from(trials);
        assert!(share < ALPHA + 0.025, "{contestants}: {share}");
    }
}
