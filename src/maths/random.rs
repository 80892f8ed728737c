//! Random numbers that a seed decides: the same on every machine, natively and in a browser, today and in ten years.
//!
//! The bits are PCG-XSL-RR 128/64 (M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good
//! Algorithms for Random Number Generation", HMC-CS-2014-0905), the normal numbers the polar method (Marsaglia and Bray,
//! "A Convenient Method for Generating Normal Variables", 1964). A link holds the seed, so neither may ever change.

/// The multiplier of the reference implementation.
const FACTOR: u128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645;
/// The increment of its stream 54, with which it is checked.
const INCREMENT: u128 = (54 << 1) | 1;

/// A stream of random numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random {
    state: u128,
}

impl Random {
    /// The stream of `seed`. Neighbouring seeds give streams that have nothing in common.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        let mut random = Self {
            state: (seed as u128).wrapping_add(INCREMENT),
        };
        random.step();
        random
    }

    /// 64 random bits.
    pub const fn bits(&mut self) -> u64 {
        self.step();
        let folded = (self.state >> 64) as u64 ^ self.state as u64;
        folded.rotate_right((self.state >> 122) as u32)
    }

    /// A number in 0 ≤ u < 1, one of 2⁵³ equally far apart.
    pub const fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// A standard normal number: mean 0, standard deviation 1.
    pub fn normal(&mut self) -> f64 {
        loop {
            let (u, v) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = u * u + v * v;
            if square > 0.0 && square < 1.0 {
                return u * libm::sqrt(-2.0 * libm::log(square) / square);
            }
        }
    }

    const fn step(&mut self) {
        self.state = self.state.wrapping_mul(FACTOR).wrapping_add(INCREMENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_are_those_of_the_reference() {
        // Seed 42, stream 54 of the reference's own check (pcg64, `check-pcg64.out` of https://github.com/imneme/pcg-c).
        let mut random = Random::new(42);
        for expected in [
            0x86b1_da1d_7206_2b68,
            0x1304_aa46_c985_3d39,
            0xa367_0e9e_0dd5_0358,
            0xf909_0e52_9a7d_ae00,
            0xc85b_9fd8_3799_6f2c,
            0x6061_21f8_e391_9196,
        ] {
            assert_eq!(random.bits(), expected);
        }
    }

    #[test]
    fn a_stream_begins_alike_for_ever() {
        // The same in Python 3.11: arbitrary integers for the bits, `math.log` and `math.sqrt` for the polar method.
        let mut random = Random::new(1);
        let uniform = [random.uniform(), random.uniform()];
        assert_eq!(uniform, [0.19262714296590622, 0.037524171604210066]);
        let normal = [random.normal(), random.normal()];
        assert_eq!(normal, [-0.22087032475849058, 0.7483766854831839]);
    }

    fn mean(values: impl Iterator<Item = f64>) -> f64 {
        values.sum::<f64>() / N as f64
    }

    const N: usize = 100_000;

    #[test]
    fn uniform_numbers_fill_0_to_1_evenly() {
        let mut random = Random::new(7);
        let mut counts = [0; 10];
        for _ in 0..N {
            counts[(10.0 * random.uniform()) as usize] += 1;
        }
        // 10 000 expected, standard deviation 95.
        assert!(
            counts.iter().all(|count| (9_600..10_400).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn normal_numbers_have_the_moments_of_the_normal_distribution() {
        let mut random = Random::new(7);
        let numbers: Vec<f64> = (0..N).map(|_| random.normal()).collect();
        let moment = |power| mean(numbers.iter().map(|x| x.powi(power)));
        // 0, 1, 0 and 3; their standard deviations at N are 0.003, 0.0045, 0.012 and 0.031.
        for (power, expected, tolerance) in [
            (1, 0.0, 0.013),
            (2, 1.0, 0.018),
            (3, 0.0, 0.05),
            (4, 3.0, 0.13),
        ] {
            assert!(
                (moment(power) - expected).abs() < tolerance,
                "{power}: {}",
                moment(power)
            );
        }
    }

    #[test]
    fn neighbouring_seeds_have_nothing_in_common() {
        let first = (0..N as u64).map(|seed| Random::new(seed).uniform() - 0.5);
        let next = (1..=N as u64).map(|seed| Random::new(seed).uniform() - 0.5);
        // Uncorrelated, the mean product has a standard deviation of 1/12/√N = 0.00026.
        let product = mean(first.zip(next).map(|(a, b)| a * b));
        assert!(product.abs() < 0.0011, "{product}");
    }
}
