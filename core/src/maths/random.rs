//! Random numbers that a seed decides: the same on every machine, natively and in a browser, today and in ten years.
//!
//! The bits are `SplitMix64` (G. L. Steele, D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number Generators", 2014,
//! doi:10.1145/2660193.2660195), which needs no more than the 64-bit products that WebAssembly has; the normal numbers the
//! polar method (G. Marsaglia and T. A. Bray, "A Convenient Method for Generating Normal Variables", 1964,
//! doi:10.1137/1006063). A link holds the seed, so neither may ever change.

/// A stream of random numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random {
    state: u64,
}

impl Random {
    /// The stream of `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// 64 random bits.
    pub const fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_are_those_of_the_reference() {
        // Of `splitmix64.c` (S. Vigna, https://prng.di.unimi.it/) with the seed 1234567, as Rosetta Code lists them.
        let mut random = Random::new(1_234_567);
        for expected in [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ] {
            assert_eq!(random.bits(), expected);
        }
    }

    #[test]
    fn a_stream_begins_alike_for_ever() {
        // The same in Python 3.11: arbitrary integers for the bits, `math.log` and `math.sqrt` for the polar method.
        let mut random = Random::new(1);
        let uniform = [random.uniform(), random.uniform()];
        assert_eq!(uniform, [0.5665615751722809, 0.7457817572627011]);
        let normal = [random.normal(), random.normal()];
        assert_eq!(normal, [0.4564552075888475, -0.3268385200683801]);
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
