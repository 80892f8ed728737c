//! What becomes of a signal on its way through many layers, and of the gradient on its way back.
//!
//! Layer l is hₗ = f(zₗ), zₗ = Wₗ·hₗ₋₁ + b, with as many units as every other. Back, the gradient g with respect to hₗ
//! first meets the slopes, dₗ = gₗ ⊙ f′(zₗ), then the weights, gₗ₋₁ = Wₗᵀ·dₗ. Each of the two changes its length by a
//! factor, and all factors together are what is left of it. No layer is left out, none is normalised.

use super::activation::Bend;
use super::curve::Curve as _;
use super::random::Random;

/// A chain of layers that are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// f
    pub bend: Bend,
    /// How many layers, 1 or more.
    pub layers: usize,
    /// How its weights are set, and with them its units and its input.
    pub start: Start,
}

/// How the weights of a chain are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// One unit a layer.
    Alike {
        /// Every weight.
        w: f64,
        /// Every bias.
        b: f64,
        /// The input.
        x: f64,
    },
    /// Biases of 0, a standard normal input, a standard normal gradient at the output, and evenly distributed weights of
    /// mean 0 and standard deviation `gain`/√`width`.
    Random {
        /// Units in each layer, 1 or more.
        width: usize,
        /// 1 is the initialisation of Glorot and Bengio (2010) for layers of equal width, √2 that of He et al. (2015).
        gain: f64,
        /// Decides every random number. A chain of more layers begins with the same.
        seed: u64,
    },
}

/// A way there and back.
#[derive(Clone, Debug, PartialEq)]
pub struct Journey {
    /// The size of the signal, its root mean square: of the input, then of the output of each layer.
    pub signal: Vec<f64>,
    /// By what the slopes of each layer multiply the length of the gradient, from the first layer on. Below a layer that
    /// lets nothing pass they are those for the gradient that came to it.
    pub slopes: Vec<f64>,
    /// By what its weights do.
    pub weights: Vec<f64>,
    /// The length of the gradient as a share of that at the output: at the input, then at the output of each layer. The
    /// last is 1.
    pub gradient: Vec<f64>,
}

/// A layer on the way back.
struct Layer {
    /// Row by row; a single weight for a chain of one.
    weights: Vec<f64>,
    /// f′ at each unit.
    slopes: Vec<f64>,
}

impl Chain {
    /// One way there and back.
    #[must_use]
    pub fn journey(&self) -> Journey {
        let (mut h, direction, mut draw) = self.departure();
        let bias = match self.start {
            Start::Alike { b, .. } => b,
            Start::Random { .. } => 0.0,
        };
        let mut signal = vec![size(&h)];
        let mut layers = Vec::with_capacity(self.layers);
        for _ in 0..self.layers {
            let weights: Vec<f64> = (0..h.len() * h.len()).map(|_| draw()).collect();
            let row = |row: &[f64]| bias + dot(row, &h);
            let jets = weights.chunks(h.len()).map(|w| self.bend.at(row(w)));
            let (next, slopes) = jets.map(|jet| (jet.y, jet.dy)).unzip();
            h = next;
            signal.push(size(&h));
            layers.push(Layer { weights, slopes });
        }
        back(signal, &layers, direction)
    }

    /// The gradients of `count` chains whose seeds follow each other: lower quartile, median and upper quartile at the input,
    /// then at the output of each layer. Chains that leave nothing to chance are all the same.
    #[must_use]
    pub fn quartiles(&self, count: usize) -> Vec<[f64; 3]> {
        let gradients: Vec<Vec<f64>> = (0..count)
            .map(|more| self.reseeded(more as u64).journey().gradient)
            .collect();
        let at = |layer: usize| {
            let mut shares: Vec<f64> = gradients.iter().map(|gradient| gradient[layer]).collect();
            shares.sort_by(f64::total_cmp);
            [1, 2, 3].map(|quarter| shares[quarter * (count - 1) / 4])
        };
        (0..=self.layers).map(at).collect()
    }

    fn reseeded(&self, more: u64) -> Self {
        let mut other = self.clone();
        if let Start::Random { seed, .. } = &mut other.start {
            *seed = seed.wrapping_add(more);
        }
        other
    }

    /// The input, the direction in which the gradient sets out, and the weights, one after the other.
    fn departure(&self) -> (Vec<f64>, Vec<f64>, Box<dyn FnMut() -> f64>) {
        match self.start {
            Start::Alike { w, x, .. } => (vec![x], vec![1.0], Box::new(move || w)),
            Start::Random { width, gain, seed } => {
                let mut random = Random::new(seed);
                let input = (0..width).map(|_| random.normal()).collect();
                let direction = (0..width).map(|_| random.normal()).collect();
                let reach = gain * libm::sqrt(3.0 / width as f64);
                let draw = move || reach * (2.0 * random.uniform() - 1.0);
                (input, direction, Box::new(draw))
            }
        }
    }
}

fn back(signal: Vec<f64>, layers: &[Layer], mut direction: Vec<f64>) -> Journey {
    let mut gradient = vec![1.0];
    let (mut slopes, mut weights) = (Vec::new(), Vec::new());
    for layer in layers.iter().rev() {
        let by_slopes = turn(&mut direction, |g| {
            g.iter()
                .zip(&layer.slopes)
                .map(|(g, slope)| g * slope)
                .collect()
        });
        let by_weights = turn(&mut direction, |d| {
            let mut g = vec![0.0; d.len()];
            for (d, row) in d.iter().zip(layer.weights.chunks(d.len())) {
                g.iter_mut().zip(row).for_each(|(g, w)| *g += w * d);
            }
            g
        });
        slopes.push(by_slopes);
        weights.push(by_weights);
        gradient.push(gradient[gradient.len() - 1] * by_slopes * by_weights);
    }
    for list in [&mut slopes, &mut weights, &mut gradient] {
        list.reverse();
    }
    Journey {
        signal,
        slopes,
        weights,
        gradient,
    }
}

/// Sends a direction through something, and tells by what its length changed. Only the direction is kept, so that nothing
/// overflows on the way; the old one where nothing is left of it.
fn turn(direction: &mut Vec<f64>, through: impl Fn(&[f64]) -> Vec<f64>) -> f64 {
    let mut next = through(direction);
    let (before, after) = (size(direction), size(&next));
    if after > 0.0 && after.is_finite() {
        next.iter_mut().for_each(|value| *value /= after);
        *direction = next;
    }
    after / before
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The root mean square, without overflow.
fn size(values: &[f64]) -> f64 {
    let most = values
        .iter()
        .fold(0.0_f64, |most, value| most.max(value.abs()));
    if most == 0.0 || !most.is_finite() {
        return values.iter().map(|value| value.abs()).sum();
    }
    let squares: f64 = values
        .iter()
        .map(|value| (value / most) * (value / most))
        .sum();
    most * libm::sqrt(squares / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::Activation;

    fn bend(id: &str) -> Bend {
        Bend::new(Activation::find(id).expect(id))
    }

    fn alike(id: &str, layers: usize, [w, b, x]: [f64; 3]) -> Chain {
        Chain {
            bend: bend(id),
            layers,
            start: Start::Alike { w, b, x },
        }
    }

    fn random(id: &str, layers: usize, width: usize, gain: f64, seed: u64) -> Chain {
        Chain {
            bend: bend(id),
            layers,
            start: Start::Random { width, gain, seed },
        }
    }

    fn near(got: f64, expected: f64, tolerance: f64) {
        assert!(
            (got / expected - 1.0).abs() < tolerance,
            "{got} is not {expected}"
        );
    }

    #[test]
    fn ten_sigmoids_at_0_leave_a_quarter_to_the_tenth_power() {
        // z = 1·0.5 − 0.5 = 0 and σ(0) = 0.5: every layer repeats the first. 0.25¹⁰ = 2⁻²⁰, exactly.
        let journey = alike("sigmoid", 10, [1.0, -0.5, 0.5]).journey();
        assert_eq!(journey.slopes, [0.25; 10]);
        assert_eq!(journey.weights, [1.0; 10]);
        assert_eq!(journey.gradient[0], 1.0 / 1_048_576.0);
        assert_eq!(journey.gradient[10], 1.0);
        assert_eq!(journey.signal, [0.5; 11]);
    }

    #[test]
    fn the_bound_of_w_over_4_is_never_passed_and_is_reached_at_0() {
        for w in [0.5, 1.0, -3.0, 4.0, 6.0] {
            let bound = (f64::abs(w) / 4.0).powi(12);
            for x in [-2.0, 0.0, 0.5, 7.0] {
                let left = alike("sigmoid", 12, [w, -0.5 * w, x]).journey().gradient[0];
                assert!(left <= bound * (1.0 + 1e-12), "{w} {x}: {left}");
            }
            near(
                alike("sigmoid", 12, [w, -0.5 * w, 0.5]).journey().gradient[0],
                bound,
                1e-12,
            );
        }
    }

    #[test]
    fn a_relu_that_is_on_passes_all_and_one_that_is_off_nothing() {
        assert_eq!(
            alike("relu", 50, [1.0, 0.0, 0.3]).journey().gradient[0],
            1.0
        );
        let off = alike("relu", 50, [1.0, 0.0, -0.3]).journey();
        assert_eq!((off.gradient[49], off.gradient[0]), (0.0, 0.0));
        assert_eq!(alike("step", 1, [1.0, 0.0, 3.0]).journey().gradient[0], 0.0);
    }

    /// Lower quartile, median, upper quartile over 51 seeds from 1 on.
    #[test]
    fn twenty_layers_of_64_leave_what_numpy_finds() {
        // NumPy 2.4.6 with the same weights, drawn by SplitMix64 in Python: matrix products forth and back.
        for (id, gain, one, [lower, median, upper]) in [
            (
                "relu",
                1.0,
                0.001_169_527_978_503_679_6,
                [
                    0.000_435_760_038_001_371_3,
                    0.000_738_184_668_239_705,
                    0.001_087_802_636_693_040_2,
                ],
            ),
            (
                "relu",
                2.0_f64.sqrt(),
                1.197_596_649_987_770_2,
                [
                    0.446_218_278_913_405_54,
                    0.755_901_100_277_460_2,
                    1.113_909_899_973_676_3,
                ],
            ),
            (
                "tanh",
                1.0,
                0.171_122_489_511_135_3,
                [
                    0.115_040_090_163_530_49,
                    0.171_122_489_511_135_3,
                    0.216_395_995_321_784_58,
                ],
            ),
            (
                "sigmoid",
                1.0,
                2.347_889_688_827_614_4e-13,
                [
                    1.776_126_346_995_448e-13,
                    2.166_462_440_961_714_4e-13,
                    2.732_378_852_203_944_3e-13,
                ],
            ),
        ] {
            let chain = random(id, 20, 64, gain, 1);
            near(chain.journey().gradient[0], one, 1e-9);
            for (got, expected) in chain.quartiles(51)[0]
                .into_iter()
                .zip([lower, median, upper])
            {
                near(got, expected, 1e-9);
            }
        }
    }

    #[test]
    fn the_gradient_is_that_of_finite_differences() {
        for (id, layers, width) in [
            ("tanh", 3, 4),
            ("gelu", 5, 3),
            ("sigmoid", 2, 6),
            ("swish", 4, 1),
        ] {
            let chain = random(id, layers, width, 1.3, 5);
            let (input, direction, _) = chain.departure();
            // What the gradient is of: the output, weighed by the direction in which the gradient sets out.
            let output = |input: &[f64]| {
                let (_, _, mut draw) = chain.departure();
                let mut h = input.to_vec();
                for _ in 0..layers {
                    let weights: Vec<f64> = (0..width * width).map(|_| draw()).collect();
                    h = weights
                        .chunks(width)
                        .map(|w| chain.bend.at(dot(w, &h)).y)
                        .collect();
                }
                dot(&h, &direction)
            };
            let slope = |i: usize| {
                let beside = |step: f64| {
                    let mut moved = input.clone();
                    moved[i] += step;
                    output(&moved)
                };
                (beside(1e-5) - beside(-1e-5)) / 2e-5
            };
            let gradient: Vec<f64> = (0..width).map(slope).collect();
            near(
                chain.journey().gradient[0],
                size(&gradient) / size(&direction),
                1e-7,
            );
        }
    }

    #[test]
    fn what_is_left_is_the_product_of_all_factors() {
        for journey in [
            alike("tanh", 7, [1.2, 0.1, 0.5]).journey(),
            random("relu", 9, 8, 1.0, 3).journey(),
        ] {
            let product = |from: usize| -> f64 {
                journey.slopes[from..]
                    .iter()
                    .chain(&journey.weights[from..])
                    .product()
            };
            for (layer, left) in journey.gradient.iter().enumerate() {
                near(*left, product(layer), 1e-12);
            }
        }
    }

    #[test]
    fn a_longer_chain_begins_like_a_shorter_one() {
        let signal = |layers| random("tanh", layers, 5, 1.0, 2).journey().signal;
        assert_eq!(signal(9)[..4], signal(3));
    }

    #[test]
    fn no_weight_makes_a_journey_end_in_nonsense() {
        for id in ["relu", "sigmoid", "identity", "step"] {
            for w in [-1e6, 0.0, 1e6] {
                let journey = alike(id, 50, [w, 1.0, 1e6]).journey();
                assert!(
                    journey.gradient.iter().all(|left| !left.is_nan()),
                    "{id} {w}"
                );
            }
        }
        let journey = random("relu", 50, 64, 1e6, 1).journey();
        assert!(journey.gradient[0].is_finite() && journey.signal[50].is_finite());
    }
}
