//! Linear least squares by Householder reflections.

/// A column of less than this share of its length beside those before it depends on them.
const DEPENDENT: f64 = 1e-10;

/// The coefficients c for which Σⱼ cⱼ·columnⱼ comes closest to `target`, in the sense of the sum of squares.
///
/// All columns are as long as `target`, at least as long as there are columns. A column that depends on those before it
/// gets 0: so a net whose units are all alike still has a best fit.
pub(super) fn least_squares(mut columns: Vec<Vec<f64>>, mut target: Vec<f64>) -> Vec<f64> {
    let count = columns.len();
    let rows = triangle(&mut columns, count, &mut target);
    solve(&columns, &rows, &target)
}

/// Turns the space so that the first `count` columns are a triangle; the others and `target` turn with them. Gives the
/// row of each column in the triangle, `None` for one that depends on those before it.
pub(super) fn triangle(
    columns: &mut [Vec<f64>],
    count: usize,
    target: &mut [f64],
) -> Vec<Option<usize>> {
    let mut row = 0;
    let mut place = |j: usize| {
        let (before, after) = columns.split_at_mut(j + 1);
        let column = &mut before[j];
        let (whole, rest) = (length(column), length(&column[row.min(target.len())..]));
        if rest <= DEPENDENT * whole || !rest.is_finite() {
            return None;
        }
        let end = -rest.copysign(column[row]);
        let mut mirror = column[row..].to_vec();
        mirror[0] -= end;
        let norm = dot(&mirror, &mirror);
        let reflect = |values: &mut [f64]| {
            let factor = 2.0 * dot(&mirror, values) / norm;
            for (value, m) in values.iter_mut().zip(&mirror) {
                *value -= factor * m;
            }
        };
        for other in after {
            reflect(&mut other[row..]);
        }
        reflect(&mut target[row..]);
        column[row] = end;
        row += 1;
        Some(row - 1)
    };
    (0..count).map(&mut place).collect()
}

/// The coefficients, from a triangle and what `target` became with it.
pub(super) fn solve(columns: &[Vec<f64>], rows: &[Option<usize>], target: &[f64]) -> Vec<f64> {
    let mut solution = vec![0.0; rows.len()];
    for j in (0..rows.len()).rev() {
        let Some(row) = rows[j] else { continue };
        let known = (j + 1..rows.len()).map(|l| columns[l][row] * solution[l]);
        solution[j] = (target[row] - known.sum::<f64>()) / columns[j][row];
    }
    solution
}

fn length(values: &[f64]) -> f64 {
    libm::sqrt(dot(values, values))
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_through_four_points_is_the_textbook_s() {
        // numpy.polyfit([0, 1, 2, 3], [1, 2, 2, 4], 1) of NumPy 2.4.6: 0.9, 0.9.
        let columns = vec![vec![1.0; 4], vec![0.0, 1.0, 2.0, 3.0]];
        let line = least_squares(columns, vec![1.0, 2.0, 2.0, 4.0]);
        assert!(line.iter().all(|c| (c - 0.9).abs() < 1e-14), "{line:?}");
    }

    #[test]
    fn the_remainder_is_at_right_angles_to_every_column() {
        let place = |i: i32| -1.0 + 0.01 * f64::from(i);
        let column = |k: i32| (0..=200).map(|i| place(i).powi(k)).collect::<Vec<f64>>();
        let columns: Vec<_> = (0..8).map(column).collect();
        let target: Vec<f64> = (0..=200).map(|i| libm::exp(place(i))).collect();
        let c = least_squares(columns.clone(), target.clone());
        let mut rest = target;
        for (column, c) in columns.iter().zip(&c) {
            for (rest, value) in rest.iter_mut().zip(column) {
                *rest -= c * value;
            }
        }
        assert!(
            columns
                .iter()
                .all(|column| dot(column, &rest).abs() < 1e-11)
        );
        // The series of e^x begins with 1 + x + x²/2.
        assert!((c[0] - 1.0).abs() < 1e-6 && (c[2] - 0.5).abs() < 1e-4);
    }

    #[test]
    fn a_column_that_says_nothing_new_gets_nothing() {
        let twice = vec![vec![1.0, 2.0, 3.0], vec![2.0, 4.0, 6.0], vec![0.0; 3]];
        assert_eq!(least_squares(twice, vec![1.0, 2.0, 3.0])[1..], [0.0, 0.0]);
    }
}
