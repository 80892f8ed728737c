//! Polynomials: whether a curve is one, and how near one of a given degree comes to a curve.
//!
//! A net of one hidden layer whose activation is a polynomial of degree d is itself one of degree d at most, however many
//! units it has: so the best polynomial of that degree is a floor under its error.

use super::curve::Curve;
use super::fit::least_squares;
use super::jet::Jet;

/// Polynomials of a higher degree are not told from other curves.
pub const MOST: usize = 8;
/// Where a curve is looked at: so many places, so far apart, the middle one at 0.
const PLACES: (usize, f64) = (17, 0.75);
/// A difference of less than this share of the largest value is rounding.
const ROUNDING: f64 = 1e-9;

/// The degree of `f`, if it is a polynomial of at most [`MOST`]: its differences of one order more are all 0.
#[must_use]
pub fn degree(f: &dyn Curve) -> Option<usize> {
    let (count, step) = PLACES;
    let place = |i: usize| step * (i as f64 - 0.5 * (count as f64 - 1.0));
    let mut values: Vec<f64> = (0..count).map(|i| f.at(place(i)).y).collect();
    let most = values.iter().fold(0.0_f64, |most, y| most.max(y.abs()));
    if !f.kinks().is_empty() || !most.is_finite() {
        return None;
    }
    (0..=MOST).find(|order| {
        values = values.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let slack = ROUNDING * most * f64::from(1_u32 << order);
        values.iter().all(|difference| difference.abs() <= slack)
    })
}

/// Σ cₖ·Tₖ, a sum of the Chebyshev polynomials of the first kind, on a stretch of x that becomes −1 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Polynomial {
    /// c₀, c₁ and so on.
    coefficients: Vec<f64>,
    /// The middle of the stretch, and half its length.
    stretch: (f64, f64),
}

/// T₀, T₁ and so on at `t`, up to that of this degree.
fn chebyshev(degree: usize, t: Jet) -> Vec<Jet> {
    let mut all = vec![Jet::new(1.0, 0.0, 0.0), t];
    while all.len() <= degree {
        let (last, before) = (all[all.len() - 1], all[all.len() - 2]);
        all.push(t * last * 2.0 - before);
    }
    all.truncate(degree + 1);
    all
}

/// The polynomial of this degree that comes closest to `target` at these places of `range`, in the sense of the mean square,
/// and the root of that mean. `None` where it is no number.
#[must_use]
pub fn best(
    degree: usize,
    target: &dyn Curve,
    range: (f64, f64),
    places: &[f64],
) -> Option<(Polynomial, f64)> {
    let mut best = Polynomial {
        coefficients: vec![],
        stretch: (f64::midpoint(range.0, range.1), 0.5 * (range.1 - range.0)),
    };
    let mut columns = vec![Vec::with_capacity(places.len()); degree + 1];
    for x in places {
        for (column, term) in columns.iter_mut().zip(chebyshev(degree, best.inside(*x))) {
            column.push(term.y);
        }
    }
    let heights: Vec<f64> = places.iter().map(|x| target.at(*x).y).collect();
    best.coefficients = least_squares(columns, heights.clone());
    let off = |(x, height): (&f64, &f64)| (best.at(*x).y - height).powi(2);
    let squares: f64 = places.iter().zip(&heights).map(off).sum();
    let rmse = libm::sqrt(squares / places.len() as f64);
    rmse.is_finite().then_some((best, rmse))
}

impl Polynomial {
    /// x as a place in −1 to 1.
    fn inside(&self, x: f64) -> Jet {
        let (middle, half) = self.stretch;
        Jet::new((x - middle) / half, 1.0 / half, 0.0)
    }
}

impl Curve for Polynomial {
    fn at(&self, x: f64) -> Jet {
        let terms = chebyshev(self.coefficients.len().max(1) - 1, self.inside(x));
        let none = Jet::new(0.0, 0.0, 0.0);
        let sum = self.coefficients.iter().zip(terms);
        sum.fold(none, |sum, (c, term)| sum + term * *c)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ALL, Activation, Bend};
    use super::*;

    const RANGE: (f64, f64) = (-6.0, 6.0);

    /// The middles of so many equal parts of the range.
    fn middles(parts: usize) -> Vec<f64> {
        let step = (RANGE.1 - RANGE.0) / parts as f64;
        (0..parts)
            .map(|i| RANGE.0 + step * (i as f64 + 0.5))
            .collect()
    }

    #[test]
    fn of_the_catalogue_the_identity_alone_is_a_polynomial() {
        for activation in ALL {
            let expected = (activation.id == "identity").then_some(1);
            assert_eq!(
                degree(&Bend::new(activation)),
                expected,
                "{}",
                activation.id
            );
        }
    }

    #[test]
    fn a_polynomial_is_known_by_its_degree() {
        for (power, expected) in [(0, 0), (1, 1), (2, 2), (3, 3), (8, 8)] {
            let curve = |x: f64| Jet::new((x - 0.5).powi(power), 0.0, 0.0);
            assert_eq!(degree(&curve), Some(expected));
        }
        assert_eq!(degree(&|x: f64| Jet::new(x.powi(9), 0.0, 0.0)), None);
    }

    #[test]
    fn what_is_a_polynomial_is_met_exactly_slopes_included() {
        let cubic = |x: f64| Jet::new(x * x * x - 2.0 * x, 3.0 * x * x - 2.0, 6.0 * x);
        let (best, rmse) = best(3, &cubic, RANGE, &middles(120)).unwrap();
        assert!(rmse < 1e-11, "{rmse}");
        let found = best.at(1.5);
        for (found, expected) in [(found.y, 0.375), (found.dy, 4.75), (found.d2y, 9.0)] {
            assert!((found - expected).abs() < 1e-11);
        }
    }

    #[test]
    fn the_floors_are_those_of_the_normal_equations() {
        // The normal equations of T₀ … T₈, solved by Gaussian elimination in Python's floats.
        for (id, degree, parts, expected) in [
            ("sigmoid", 1, 120, 0.107_808_4),
            ("sine", 2, 120, 0.661_713_2),
            ("sine", 3, 120, 0.553_885_0),
            ("gaussian", 2, 120, 0.239_949_2),
            ("sine", 8, 120, 0.027_401_3),
            ("sine", 8, 12_000, 0.027_611_0),
        ] {
            let target = Bend::new(Activation::find(id).unwrap());
            let (_, rmse) = best(degree, &target, RANGE, &middles(parts)).unwrap();
            assert!((rmse - expected).abs() < 1e-6, "{id}: {rmse}");
        }
    }
}
