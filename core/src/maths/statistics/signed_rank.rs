//! Wilcoxon's signed-rank test, exact at any size, and the estimate that belongs to it.

/// Wilcoxon's signed-rank test of differences (Wilcoxon, 1945).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignedRank {
    /// The sum of the ranks of the positive differences …
    pub plus: f64,
    /// … and of the negative ones.
    pub minus: f64,
    /// The two-sided p-value; 1 when all differences are 0.
    pub p: f64,
}

impl SignedRank {
    /// The matched-pairs rank-biserial correlation: (plus − minus) / (plus + minus); 0 when all differences are 0.
    #[must_use]
    pub fn effect(&self) -> f64 {
        let all = self.plus + self.minus;
        if all == 0.0 {
            0.0
        } else {
            (self.plus - self.minus) / all
        }
    }
}

/// Tests whether finite differences lean to one side. Differences of 0 are left out, as Wilcoxon did; equal sizes share
/// the mean of their ranks, and the p-value is exact for just these ranks: the share of all 2ⁿ ways to give them signs
/// that are as lopsided or more.
#[must_use]
pub fn signed_rank(differences: &[f64]) -> SignedRank {
    let mut differences: Vec<f64> = differences.iter().copied().filter(|d| *d != 0.0).collect();
    differences.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
    let ranks = doubled_ranks(&differences);
    let sum = |positive: bool| -> usize {
        let signed = differences.iter().zip(&ranks);
        let of_sign = signed.filter(|(d, _)| (**d > 0.0) == positive);
        of_sign.map(|(_, rank)| rank).sum()
    };
    let (plus, minus) = (sum(true), sum(false));
    let tail: f64 = distribution(&ranks)[..=plus.min(minus)].iter().sum();
    SignedRank {
        plus: 0.5 * plus as f64,
        minus: 0.5 * minus as f64,
        p: (2.0 * tail).min(1.0),
    }
}

/// Twice the rank of each, so that shared ranks are whole numbers; `sorted` by size, whatever the sign.
fn doubled_ranks(sorted: &[f64]) -> Vec<usize> {
    let mut ranks = Vec::with_capacity(sorted.len());
    for alike in sorted.chunk_by(|a, b| a.abs() == b.abs()) {
        let before = ranks.len();
        ranks.extend(alike.iter().map(|_| 2 * before + alike.len() + 1));
    }
    ranks
}

/// The probability of each sum of those `ranks` that a fair coin chooses.
fn distribution(ranks: &[usize]) -> Vec<f64> {
    let mut chances = vec![0.0; ranks.iter().sum::<usize>() + 1];
    chances[0] = 1.0;
    let mut most = 0;
    for rank in ranks {
        most += rank;
        for sum in (0..=most).rev() {
            let with = sum.checked_sub(*rank).map_or(0.0, |rest| chances[rest]);
            chances[sum] = 0.5 * (chances[sum] + with);
        }
    }
    chances
}

/// The median of the means of all pairs of differences, each with itself among them (Hodges and Lehmann, 1963), and
/// between which two of these means it lies with 95 % confidence or a little more, exact for differences without ties.
/// NaN without differences, no interval with fewer than six.
#[must_use]
pub fn hodges_lehmann(differences: &[f64]) -> (f64, Option<(f64, f64)>) {
    let n = differences.len();
    let mut means: Vec<f64> = (0..n)
        .flat_map(|i| (i..n).map(move |j| 0.5 * (differences[i] + differences[j])))
        .collect();
    means.sort_by(f64::total_cmp);
    let ranks: Vec<usize> = (1..=n).collect();
    let mut below = 0.0;
    let mut inside = |chance: &f64| {
        below += chance;
        below <= 0.5 * super::ALPHA
    };
    let outside = distribution(&ranks)
        .iter()
        .take_while(|c| inside(c))
        .count();
    let interval = outside
        .checked_sub(1)
        .map(|cut| (means[cut], means[means.len() - 1 - cut]));
    (super::quantile(&means, 0.5), interval)
}
