//! Round numbers along an axis.

use super::Axis;

/// Multiples of 1, 2 or 5 times a power of ten within `axis`, about `wanted` of them, and the decimals they need.
#[must_use]
pub fn ticks(axis: Axis, wanted: f64) -> (Vec<f64>, usize) {
    let rough = (axis.high - axis.low) / wanted;
    if !rough.is_finite() || rough <= 0.0 {
        return (Vec::new(), 0);
    }
    let mut power = 0;
    while 10_f64.powi(power) > rough {
        power -= 1;
    }
    while 10_f64.powi(power + 1) <= rough {
        power += 1;
    }
    let (factor, carry) = match rough / 10_f64.powi(power) {
        r if r <= 1.0 => (1.0, 0),
        r if r <= 2.0 => (2.0, 0),
        r if r <= 5.0 => (5.0, 0),
        _ => (1.0, 1),
    };
    let power = power + carry;
    let step = factor * 10_f64.powi(power);
    let slack = 1e-9 * step;
    let (first, last) = (
        libm::ceil((axis.low - slack) / step) as i64,
        libm::floor((axis.high + slack) / step) as i64,
    );
    (
        (first..=last).map(|k| k as f64 * step).collect(),
        (-power).max(0) as usize,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(
            ticks(Axis::new(-6.0, 6.0), 6.0),
            (vec![-6.0, -4.0, -2.0, 0.0, 2.0, 4.0, 6.0], 0)
        );
        assert_eq!(
            ticks(Axis::new(-1.5, 1.5), 6.0),
            (vec![-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5], 1)
        );
        assert_eq!(ticks(Axis::new(0.0, 0.26), 5.0).1, 1);
        let (fine, digits) = ticks(Axis::new(0.0, 0.1), 5.0);
        assert_eq!((fine.len(), digits), (6, 2));
    }

    #[test]
    fn an_empty_axis_has_no_ticks() {
        assert!(ticks(Axis::new(1.0, 1.0), 5.0).0.is_empty());
        assert!(ticks(Axis::new(0.0, f64::INFINITY), 5.0).0.is_empty());
    }
}
