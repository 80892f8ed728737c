//! What can honestly be said of numbers that chance had a hand in: quartiles, a paired test, an effect and its interval,
//! and a verdict that may be "no real difference".
//!
//! The pairs share what chance decided (a start, an order of examples), so what is tested is their differences. Nothing
//! is assumed of these but that, without a real difference, either sign is as likely.

mod signed_rank;

pub use signed_rank::{SignedRank, hodges_lehmann, signed_rank};

/// Lower quartile, median and upper quartile; NaN without values. See [`quantile`].
#[must_use]
pub fn quartiles(values: &[f64]) -> [f64; 3] {
    let sorted = sorted(values);
    [0.25, 0.5, 0.75].map(|share| quantile(&sorted, share))
}

/// The middle value, or the mean of the two in the middle; NaN without values.
#[must_use]
pub fn median(values: &[f64]) -> f64 {
    quantile(&sorted(values), 0.5)
}

/// The value below which `share` of the ascending values lie, on the straight line between its two neighbours: type 7 of
/// Hyndman and Fan (1996), which NumPy takes too. NaN without values. An infinite neighbour is not mixed with a finite
/// one: then it is the nearer of the two.
#[must_use]
pub fn quantile(ascending: &[f64], share: f64) -> f64 {
    let Some(last) = ascending.len().checked_sub(1) else {
        return f64::NAN;
    };
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = libm::floor(place);
    let (low, high) = (
        ascending[below as usize],
        ascending[last.min(below as usize + 1)],
    );
    let part = place - below;
    if part == 0.0 || low == high {
        low
    } else if low.is_finite() && high.is_finite() {
        low + part * (high - low)
    } else if part < 0.5 {
        low
    } else {
        high
    }
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// The p-values of several tests, each made larger so that the chance of even one false alarm among all of them stays
/// what it was for one (Holm, 1979). In the order given.
#[must_use]
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let mut corrected = vec![1.0; p.len()];
    let mut most = 0.0_f64;
    for (rank, place) in order.into_iter().enumerate() {
        most = most.max((p.len() - rank) as f64 * p[place]).min(1.0);
        corrected[place] = most;
    }
    corrected
}

/// Below this a corrected p-value counts.
pub const ALPHA: f64 = 0.05;

/// Two columns of paired numbers, compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The places of the two columns, the first one before the second.
    pub pair: (usize, usize),
    /// The probability of differences at least as lopsided if there were nothing but chance, corrected for the number
    /// of pairs of columns.
    pub p: f64,
    /// The matched-pairs rank-biserial correlation (Kerby, 2014), −1 to 1: the share of the rank sum that speaks for the
    /// first column being larger, less the share that speaks against; 0 when all pairs are alike.
    pub effect: f64,
    /// By how much the first is larger: the Hodges–Lehmann estimate, the median of all pairwise means of differences.
    pub shift: f64,
    /// Where that lies with 95 % confidence or a little more; none with fewer than six pairs.
    pub interval: Option<(f64, f64)>,
    /// What may be said.
    pub verdict: Verdict,
}

/// What may be said of two columns of which the lower one is the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The column of this place is really lower: the corrected p is below [`ALPHA`] **and** the shift is of at least the
    /// size that was asked for.
    Faster(usize),
    /// There are enough pairs, and they do not show a difference of that size. That is not a proof that there is none.
    NoRealDifference,
    /// So few pairs that even if all of them spoke for the same column, the corrected p would not be below [`ALPHA`].
    NotEnough,
}

/// Compares each of the columns, all equally long, with each later one. A real difference is one of at least `least`.
#[must_use]
pub fn compare(columns: &[Vec<f64>], least: f64) -> Vec<Comparison> {
    let places = 0..columns.len();
    let pairs: Vec<(usize, usize)> = places
        .flat_map(|a| (a + 1..columns.len()).map(move |b| (a, b)))
        .collect();
    let differences: Vec<Vec<f64>> = pairs
        .iter()
        .map(|(a, b)| {
            let paired = columns[*a].iter().zip(&columns[*b]);
            paired.map(|(a, b)| a - b).collect()
        })
        .collect();
    let tests: Vec<SignedRank> = differences.iter().map(|d| signed_rank(d)).collect();
    let corrected = holm(&tests.iter().map(|test| test.p).collect::<Vec<_>>());
    let enough = |n: usize| pairs.len() as f64 * libm::exp2(1.0 - n as f64) < ALPHA;
    let compared = |(i, d): (usize, &Vec<f64>)| {
        let ((shift, interval), p) = (hodges_lehmann(d), corrected[i]);
        let lower = if shift < 0.0 { pairs[i].0 } else { pairs[i].1 };
        Comparison {
            pair: pairs[i],
            p,
            effect: tests[i].effect(),
            shift,
            interval,
            verdict: match () {
                () if !enough(d.len()) => Verdict::NotEnough,
                () if p < ALPHA && shift.abs() >= least => Verdict::Faster(lower),
                () => Verdict::NoRealDifference,
            },
        }
    };
    differences.iter().enumerate().map(compared).collect()
}
