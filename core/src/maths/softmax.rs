//! From scores to probabilities, without overflow.
//!
//! Logits may be any f64, the temperature t anything from 0 to ∞. A logit of +∞ takes all
//! (several share), one of −∞ gets nothing, equal ones share equally whatever they are. t = 0 is
//! the limit "winner takes all", t = ∞ the limit "all alike". A NaN among the logits, or a
//! temperature that is NaN or negative, makes every result NaN.

/// pᵢ = e^(zᵢ/t) / Σ e^(zⱼ/t): positive shares whose exact sum differs from 1 by roundings only.
pub fn softmax(logits: &[f64], temperature: f64) -> Vec<f64> {
    let powers: Vec<f64> = exponents(logits, temperature)
        .into_iter()
        .map(libm::exp)
        .collect();
    let whole = total(&powers);
    powers.into_iter().map(|power| power / whole).collect()
}

/// ln pᵢ, with all its digits where pᵢ has underflowed to 0 or rounded to 1.
pub fn log_softmax(logits: &[f64], temperature: f64) -> Vec<f64> {
    let exponents = exponents(logits, temperature);
    let winner = exponents.iter().position(|&e| e == 0.0);
    let others = |i: usize, e: f64| if Some(i) == winner { 0.0 } else { libm::exp(e) };
    let rest: Vec<f64> = exponents
        .iter()
        .enumerate()
        .map(|(i, &e)| others(i, e))
        .collect();
    let log_whole = libm::log1p(total(&rest)); // the winner's own power is 1
    exponents.into_iter().map(|e| e - log_whole).collect()
}

/// −ln p of the target, in nats; NaN when there is no such target.
pub fn cross_entropy(logits: &[f64], target: usize, temperature: f64) -> f64 {
    log_softmax(logits, temperature)
        .get(target)
        .map_or(f64::NAN, |log_p| -log_p)
}

/// Gradient of the cross-entropy with respect to the logits, (p − y)/t, where y is 1 for the
/// target and 0 for the others.
pub fn gradient(logits: &[f64], target: usize, temperature: f64) -> Vec<f64> {
    let mut gradient = softmax(logits, temperature);
    if let Some(p) = gradient.get_mut(target) {
        *p = 0.0;
        let others = total(&gradient); // p − 1 itself would lose its digits near p = 1
        gradient[target] = -others;
    }
    gradient.into_iter().map(|g| over(g, temperature)).collect()
}

/// −Σ p ln p in nats: 0 for certainty, ln n when all n are alike.
pub fn entropy(probabilities: &[f64]) -> f64 {
    let surprise = |&p: &f64| if p == 0.0 { 0.0 } else { -p * libm::log(p) };
    total(&probabilities.iter().map(surprise).collect::<Vec<f64>>())
}

/// The sum, as if added exactly and rounded once or twice (Neumaier's compensated summation).
pub fn total(values: &[f64]) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0);
    for &value in values {
        let next = sum + value;
        lost += if sum.abs() >= value.abs() {
            (sum - next) + value
        } else {
            (value - next) + sum
        };
        sum = next;
    }
    sum + lost
}

/// (zᵢ − max z)/t: at most 0, and 0 for the winners.
fn exponents(logits: &[f64], temperature: f64) -> Vec<f64> {
    let sound = temperature >= 0.0 && !logits.iter().any(|z| z.is_nan());
    let winner = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let behind = |&z: &f64| {
        if sound {
            over_behind(z, winner, temperature)
        } else {
            f64::NAN
        }
    };
    logits.iter().map(behind).collect()
}

/// (z − winner)/t. Halved where the difference overflows, for a great t may bring it back.
fn over_behind(z: f64, winner: f64, temperature: f64) -> f64 {
    if z == winner {
        0.0
    } else if z.is_infinite() || winner.is_infinite() {
        f64::NEG_INFINITY
    } else if (z - winner).is_infinite() {
        2.0 * over(0.5 * z - 0.5 * winner, temperature)
    } else {
        over(z - winner, temperature)
    }
}

/// A quotient in which 0/0 is 0: nothing stays nothing at any temperature.
fn over(value: f64, temperature: f64) -> f64 {
    if value == 0.0 {
        0.0
    } else {
        value / temperature
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(got: &[f64], expected: &[f64], tolerance: f64) {
        assert_eq!(got.len(), expected.len());
        for (got, expected) in got.iter().zip(expected) {
            assert!(
                (got - expected).abs() <= tolerance,
                "{got} is not {expected}"
            );
        }
    }

    #[test]
    fn known_triples_come_out() {
        close(
            &softmax(&[5.0, 4.0, -1.0], 1.0),
            &[0.72973621, 0.26845495, 0.00180884],
            5e-9,
        );
        close(
            &softmax(&[0.5, 3.1, 4.3], 1.0),
            &[0.01690191, 0.22756284, 0.75553525],
            5e-9,
        );
        close(
            &softmax(&[0.3, 2.9, 4.0], 1.0),
            &[0.01821127, 0.24519181, 0.73659691],
            5e-9,
        );
    }

    #[test]
    fn softmax_of_a_grid_is_an_exponential_whose_height_depends_on_the_step() {
        for (step, height) in [(0.1, 0.0952), (0.05, 0.0488), (0.01, 0.00995)] {
            let n = (10.0_f64 / step).round() as usize;
            let grid: Vec<f64> = (0..n).map(|i| -5.0 + step * i as f64).collect();
            let top = softmax(&grid, 1.0)[n - 1];
            assert!((top - height).abs() < 5e-5, "step {step}: {top}");
        }
    }

    #[test]
    fn extreme_logits_and_temperatures_have_their_limits() {
        close(
            &softmax(&[1000.0, 999.0, 0.0], 1.0),
            &[0.731_058_578_630_004_9, 0.268_941_421_369_995_1, 0.0],
            2e-16,
        );
        close(
            &softmax(&[1e308, -1e308], 1e308),
            &[0.880_797_077_977_882_4, 0.119_202_922_022_117_56],
            2e-16,
        );
        close(
            &softmax(&[1e308, -1e308, 1e308], 1e-300),
            &[0.5, 0.0, 0.5],
            0.0,
        );
        close(&softmax(&[1.0, 2.0, 2.0], 0.0), &[0.0, 0.5, 0.5], 0.0);
        close(&softmax(&[1.0, -7.0], f64::INFINITY), &[0.5, 0.5], 0.0);
        close(
            &softmax(&[f64::INFINITY, 0.0, f64::NEG_INFINITY], 1.0),
            &[1.0, 0.0, 0.0],
            0.0,
        );
        close(&softmax(&[f64::NEG_INFINITY; 2], 1.0), &[0.5, 0.5], 0.0);
        assert!(softmax(&[f64::NAN, 0.0], 1.0).iter().all(|p| p.is_nan()));
        assert!(softmax(&[1.0, 0.0], -1.0).iter().all(|p| p.is_nan()));
        assert!(softmax(&[], 1.0).is_empty());
    }

    #[test]
    fn a_near_certain_target_keeps_the_digits_of_its_loss() {
        let truth = 4.248_354_255_291_589e-18; // ln(1 + e⁻⁴⁰)
        let logits = [40.0, 0.0];
        assert!((cross_entropy(&logits, 0, 1.0) / truth - 1.0).abs() < 1e-15);
        assert!((gradient(&logits, 0, 1.0)[0] / -truth - 1.0).abs() < 1e-15);
        assert_eq!(cross_entropy(&[0.0, 1e6], 0, 1.0), 1e6);
        assert!(cross_entropy(&logits, 2, 1.0).is_nan());
    }

    #[test]
    fn totals_keep_what_plain_sums_lose() {
        assert_eq!(total(&[1.0, 1e100, 1.0, -1e100]), 2.0);
        assert_eq!(total(&[0.1; 10]), 1.0);
    }

    #[test]
    fn entropy_runs_from_certainty_to_ln_n() {
        assert_eq!(entropy(&[1.0, 0.0]), 0.0);
        assert!((entropy(&[0.25; 4]) - 1.386_294_361_119_890_6).abs() < 1e-15);
    }

    fn logits() -> impl Strategy<Value = Vec<f64>> {
        let logit = prop_oneof![
            -50.0..50.0,
            -1e308..1e308,
            Just(0.0),
            Just(f64::MAX),
            Just(f64::MIN)
        ];
        prop::collection::vec(logit, 1..40)
    }

    proptest! {
        #[test]
        fn probabilities_sum_to_one(logits in logits(), power in -300..300) {
            let p = softmax(&logits, 10.0_f64.powi(power));
            prop_assert!((total(&p) - 1.0).abs() <= 1e-15);
            prop_assert!(p.iter().all(|p| (0.0..=1.0).contains(p)));
        }

        #[test]
        fn a_common_shift_changes_nothing(logits in prop::collection::vec(-64..64, 1..20), shift in -64..64) {
            let at = |shift: i32| -> Vec<f64> { logits.iter().map(|&z| f64::from(z + shift) / 8.0).collect() };
            prop_assert_eq!(softmax(&at(0), 0.7), softmax(&at(shift), 0.7));
        }

        #[test]
        fn gradients_sum_to_zero_and_loss_is_never_negative(logits in logits(), target in 0_usize..40) {
            prop_assume!(target < logits.len());
            prop_assert!(total(&gradient(&logits, target, 1.0)).abs() <= 1e-15);
            prop_assert!(cross_entropy(&logits, target, 1.0) >= 0.0);
        }
    }
}
