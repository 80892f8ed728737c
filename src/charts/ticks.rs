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

/// The whole powers of ten within a logarithmic `axis`, at most about `wanted` of them.
pub fn powers(axis: Axis, wanted: f64) -> impl Iterator<Item = i32> {
    let (low, high) = (axis.scaled(axis.low), axis.scaled(axis.high));
    let step = libm::ceil((high - low) / wanted.max(1.0)).max(1.0) as i32;
    let (low, high) = (
        libm::ceil(low - 1e-9) as i32,
        libm::floor(high + 1e-9) as i32,
    );
    (low..=high).filter(move |power| power % step == 0)
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
    fn powers_of_ten_are_as_many_as_there_is_room_for_and_1_is_among_them() {
        let of = |least: f64, wanted| {
            powers(Axis::decades([least], 1e-300), wanted).collect::<Vec<i32>>()
        };
        assert_eq!(of(1e-3, 6.0), [-3, -2, -1, 0]);
        assert_eq!(of(3e-12, 6.0), [-12, -10, -8, -6, -4, -2, 0]);
        assert_eq!(of(1.0, 6.0), [-1, 0]);
        assert_eq!(of(0.0, 6.0), [-1, 0]);
    }

    #[test]
    fn an_empty_axis_has_no_ticks() {
        assert!(ticks(Axis::new(1.0, 1.0), 5.0).0.is_empty());
        assert!(ticks(Axis::new(0.0, f64::INFINITY), 5.0).0.is_empty());
    }
}
