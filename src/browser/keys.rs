//! What keys do to a value: the same for a slider and for a handle on a chart.

/// A range that keys travel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Travel {
    /// Where Home leads.
    pub low: f64,
    /// Where End leads.
    pub high: f64,
    /// A small step.
    pub step: f64,
}

/// Where `key` leads from `value`: arrows go a small step, with Shift or as a page key ten, Home and End to the ends.
#[must_use]
pub fn travel(key: &str, shift: bool, value: f64, range: Travel) -> Option<f64> {
    let (right, up) = steps(key, shift)?;
    let next = value + (right + up) * range.step;
    Some(snap(next, range.step).clamp(range.low, range.high))
}

/// How many steps to the right and up `key` asks for; Home and End ask for no end of them.
#[must_use]
pub fn steps(key: &str, shift: bool) -> Option<(f64, f64)> {
    let small = if shift { 10.0 } else { 1.0 };
    Some(match key {
        "ArrowRight" => (small, 0.0),
        "ArrowLeft" => (-small, 0.0),
        "ArrowUp" => (0.0, small),
        "ArrowDown" => (0.0, -small),
        "PageUp" => (0.0, 10.0),
        "PageDown" => (0.0, -10.0),
        "Home" => (f64::NEG_INFINITY, 0.0),
        "End" => (f64::INFINITY, 0.0),
        _ => return None,
    })
}

/// `value` on the grid of `step`, without the digits that binary fractions leave: 0.1 + 0.2 is 0.3.
#[must_use]
pub fn snap(value: f64, step: f64) -> f64 {
    let per_unit = (1.0 / step).round();
    if per_unit >= 1.0 {
        (value * per_unit).round() / per_unit
    } else {
        (value / step).round() * step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: Travel = Travel {
        low: -4.0,
        high: 4.0,
        step: 0.1,
    };

    #[test]
    fn keys_go_small_and_large_steps_and_to_the_ends() {
        let to = |key, shift| travel(key, shift, 0.2, RANGE);
        assert_eq!(to("ArrowRight", false), Some(0.3));
        assert_eq!(to("ArrowDown", true), Some(-0.8));
        assert_eq!(to("PageUp", false), Some(1.2));
        assert_eq!(
            (to("Home", false), to("End", false)),
            (Some(-4.0), Some(4.0))
        );
        assert_eq!(to("a", false), None);
    }

    #[test]
    fn keys_go_in_two_directions() {
        assert_eq!(steps("ArrowLeft", true), Some((-10.0, 0.0)));
        assert_eq!(steps("ArrowUp", false), Some((0.0, 1.0)));
        assert_eq!(steps("PageDown", false), Some((0.0, -10.0)));
        assert_eq!(steps("b", false), None);
    }

    #[test]
    fn no_key_leads_out_of_the_range() {
        assert_eq!(travel("PageUp", false, 3.9, RANGE), Some(4.0));
    }
}
