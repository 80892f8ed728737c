//! How well a curve follows points, and the straight line that does it best.

/// The slope and the height at 0 of the line with the least sum of squared vertical distances.
///
/// At least two points, not all at the same x; otherwise both are NaN.
#[must_use]
pub fn best_line(points: &[(f64, f64)]) -> (f64, f64) {
    let n = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    // About the means: the sums of products about 0 would lose digits to points far from it.
    let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        points
            .iter()
            .map(|point| of(point.0 - x, point.1 - y))
            .sum()
    };
    let slope = sum(&|dx, dy| dx * dy) / sum(&|dx, _| dx * dx);
    (slope, y - slope * x)
}

/// The root of the mean of the squared vertical distances between points and a curve, in units of y.
#[must_use]
pub fn rmse(points: &[(f64, f64)], curve: impl Fn(f64) -> f64) -> f64 {
    let square = |(x, y): &(f64, f64)| {
        let miss = curve(*x) - y;
        miss * miss
    };
    libm::sqrt(points.iter().map(square).sum::<f64>() / points.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_line_is_the_one_of_numpy() {
        // numpy.polyfit([0, 1, 2, 4], [1, 3, 2, 5], 1) with NumPy 2.4.6.
        let points = [(0.0, 1.0), (1.0, 3.0), (2.0, 2.0), (4.0, 5.0)];
        let (w, b) = best_line(&points);
        assert!((w - 0.885_714_285_714_285_7).abs() < 1e-14, "{w}");
        assert!((b - 1.2).abs() < 1e-14, "{b}");
    }

    #[test]
    fn no_line_beside_the_best_has_a_smaller_error() {
        let points = [(-2.0, 0.3), (-1.0, 1.9), (0.5, -0.4), (3.0, 2.2)];
        let (w, b) = best_line(&points);
        let error = |w: f64, b: f64| rmse(&points, |x| w * x + b);
        for (dw, db) in [(0.01, 0.0), (-0.01, 0.0), (0.0, 0.01), (0.0, -0.01)] {
            assert!(error(w + dw, b + db) > error(w, b));
        }
    }

    #[test]
    fn points_on_a_line_are_followed_without_error() {
        let points = [(-3.0, 7.0), (1.0, -1.0), (2.0, -3.0)];
        assert_eq!(best_line(&points), (-2.0, 1.0));
        assert_eq!(rmse(&points, |x| 1.0 - 2.0 * x), 0.0);
        // Two of three are off by 3: √(18 / 3).
        let error = rmse(&[(0.0, 3.0), (1.0, 0.0), (2.0, -3.0)], |_| 0.0);
        assert!((error - libm::sqrt(6.0)).abs() < 1e-15);
    }
}
