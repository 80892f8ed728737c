//! Where on the screen a value lies, and what value lies at a place on the screen.

use super::{Axis, Plot, powers, ticks};
use crate::text::{power_of_ten, trimmed};

/// The margin at the upper and the right edge, at least.
const EDGE: f64 = 16.0;
/// How wide a character of a number is at most, before it is enlarged.
const CHARACTER: f64 = 8.3;
/// Between the last number and the edge of the whole.
const ROOM: f64 = 3.0;

/// A chart laid out on a screen: all lengths in CSS pixels, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole.
    pub height: f64,
    /// Left edge of the plotting area.
    pub left: f64,
    /// Right edge of the plotting area.
    pub right: f64,
    /// Upper edge of the plotting area.
    pub top: f64,
    /// Lower edge of the plotting area.
    pub bottom: f64,
    x: Axis,
    y: Axis,
}

/// A piece of what a hand draws on a chart, in values.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stroke {
    /// The handle on which it came down, by its place among them.
    pub held: Option<usize>,
    /// Where the hand came down.
    pub start: (f64, f64),
    /// Where it was last.
    pub from: (f64, f64),
    /// Where it is.
    pub to: (f64, f64),
}

impl Layout {
    /// `plot` on a screen of this size; `type_scale` enlarges the margins with the type in them, 0 leaves none.
    #[must_use]
    pub fn new(plot: &Plot, (width, height): (f64, f64), type_scale: f64) -> Self {
        let (left, bottom, edge) = (
            46.0 * type_scale,
            32.0 * type_scale,
            if type_scale > 0.0 { EDGE } else { 0.0 },
        );
        let mut layout = Self {
            width,
            height,
            left,
            right: width - edge,
            top: edge,
            bottom: height - bottom,
            x: plot.x,
            y: plot.y,
        };
        if type_scale > 0.0 {
            layout.right -= layout.overhang(type_scale);
        }
        layout
    }

    /// How far the numbers below the chart would stand out at its right edge.
    fn overhang(&self, type_scale: f64) -> f64 {
        let end = |(x, number): (f64, String)| {
            let half = 0.5 * CHARACTER * type_scale * number.chars().count() as f64;
            self.screen_x(x) + half + ROOM - self.width
        };
        self.columns().into_iter().map(end).fold(0.0, f64::max)
    }

    /// Round values of x as far apart as their numbers need, and these as written.
    #[must_use]
    pub fn columns(&self) -> Vec<(f64, String)> {
        numbered(self.x, ((self.right - self.left) / 45.0).min(8.0))
    }

    /// Round values of y, likewise.
    #[must_use]
    pub fn rows(&self) -> Vec<(f64, String)> {
        numbered(self.y, (self.bottom - self.top) / 50.0)
    }

    /// The column of the value `x`.
    #[must_use]
    pub fn screen_x(&self, x: f64) -> f64 {
        self.left + self.x.share(x) * (self.right - self.left)
    }

    /// The row of the value `y`.
    #[must_use]
    pub fn screen_y(&self, y: f64) -> f64 {
        self.bottom - self.y.share(y) * (self.bottom - self.top)
    }

    /// The place of a value, and whether it lies inside; from outside it is brought to the edge.
    #[must_use]
    pub fn screen(&self, (x, y): (f64, f64)) -> ((f64, f64), bool) {
        let inside = self.x.contains(x) && self.y.contains(y);
        let (x, y) = (
            x.clamp(self.x.low, self.x.high),
            y.clamp(self.y.low, self.y.high),
        );
        ((self.screen_x(x), self.screen_y(y)), inside)
    }

    /// The value at a column, within the axis.
    #[must_use]
    pub fn data_x(&self, px: f64) -> f64 {
        let share = ((px - self.left) / (self.right - self.left)).clamp(0.0, 1.0);
        self.x.at(share)
    }

    /// The value at a row, within the axis.
    #[must_use]
    pub fn data_y(&self, px: f64) -> f64 {
        let share = ((self.bottom - px) / (self.bottom - self.top)).clamp(0.0, 1.0);
        self.y.at(share)
    }

    /// The part of the line between two points that is inside the plotting area, in values.
    #[must_use]
    pub fn clip(&self, from: (f64, f64), to: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, end, axis) in [(from.0, to.0, self.x), (from.1, to.1, self.y)] {
            let (low, high) = (axis.scaled(axis.low), axis.scaled(axis.high));
            let (start, end) = (axis.scaled(start), axis.scaled(end));
            let run = end - start;
            if run == 0.0 {
                if !(low..=high).contains(&start) {
                    return None;
                }
                continue;
            }
            let (a, b) = ((low - start) / run, (high - start) / run);
            enter = enter.max(a.min(b));
            leave = leave.min(a.max(b));
        }
        let at = |t: f64| {
            (
                between(self.x, from.0, to.0, t),
                between(self.y, from.1, to.1, t),
            )
        };
        (enter <= leave).then(|| (at(enter), at(leave)))
    }
}

/// About `wanted` round values of an axis, and these as written.
fn numbered(axis: Axis, wanted: f64) -> Vec<(f64, String)> {
    if axis.is_bare() {
        return Vec::new();
    }
    if axis.is_log() {
        let power = |power| (libm::exp10(f64::from(power)), power_of_ten(power));
        return powers(axis, wanted).map(power).collect();
    }
    let (mut values, mut digits) = ticks(axis, wanted);
    if axis.is_whole() {
        values.retain(|value| value.fract() == 0.0);
        digits = 0;
    }
    let number = |value| (value, trimmed(value, digits));
    values.into_iter().map(number).collect()
}

/// The part `t` of the straight way from one value to another, as it looks on `axis`. The ends are kept to the last digit.
fn between(axis: Axis, from: f64, to: f64, t: f64) -> f64 {
    if !axis.is_log() || from == to {
        from + t * (to - from)
    } else if t <= 0.0 {
        from
    } else if t >= 1.0 {
        to
    } else {
        let (from, to) = (axis.scaled(from), axis.scaled(to));
        libm::exp10(from + t * (to - from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout() -> Layout {
        with_rows(Axis::new(-1.0, 1.0))
    }

    fn with_rows(y: Axis) -> Layout {
        let x = Axis::new(-6.0, 6.0);
        Layout::new(&Plot::over(x, y), (640.0, 400.0), 1.0)
    }

    #[test]
    fn a_column_and_its_value_are_one_another_s_inverse() {
        for x in [-6.0, -1.2, 0.0, 3.3, 6.0] {
            assert!((layout().data_x(layout().screen_x(x)) - x).abs() < 1e-12);
        }
        assert_eq!(layout().data_x(-100.0), -6.0);
        for y in [-1.0, 0.25, 1.0] {
            assert!((layout().data_y(layout().screen_y(y)) - y).abs() < 1e-12);
        }
        assert_eq!(layout().data_y(1000.0), -1.0);
    }

    #[test]
    fn the_last_number_is_whole_however_narrow_the_chart_is_and_large_its_type() {
        for (to, digits) in [(6.0, 1.0), (2000.0, 4.0), (10_000.0, 5.0)] {
            let plot = Plot::over(Axis::new(0.0, to), Axis::new(0.0, 1.0));
            for (width, type_scale) in [(300.0, 1.0), (300.0, 1.35), (640.0, 1.0), (1200.0, 1.35)] {
                let layout = Layout::new(&plot, (width, 200.0), type_scale);
                let columns = layout.columns();
                assert_eq!(columns.last().map(|(x, _)| *x), Some(to));
                // Digits of 13 px are not wider than 0.636 of that, in DejaVu Sans.
                let half = 0.5 * 0.636 * 13.0 * digits * type_scale;
                let room = width - (layout.screen_x(to) + half);
                assert!(room >= 2.5, "{to} at {width}: {room}");
                let margin = width - layout.right;
                assert!((16.0..=16.0 + half).contains(&margin), "{to}: {margin}");
            }
        }
    }

    #[test]
    fn a_line_is_cut_at_the_edges() {
        let clipped = layout().clip((-2.0, -2.0), (2.0, 2.0)).unwrap();
        assert_eq!(clipped, ((-1.0, -1.0), (1.0, 1.0)));
        assert_eq!(layout().clip((0.0, 2.0), (1.0, 3.0)), None);
        assert_eq!(layout().clip((0.0, 5.0), (1.0, 5.0)), None);
    }

    #[test]
    fn on_a_logarithmic_axis_equal_factors_are_equally_long() {
        let layout = with_rows(Axis::decades([9.5e-7], 1e-300));
        let rows = [1.0, 1e-3, 1e-6].map(|y| layout.screen_y(y));
        assert!((rows[1] - rows[0] - (rows[2] - rows[1])).abs() < 1e-9);
        assert!((layout.data_y(layout.screen_y(2e-5)) / 2e-5 - 1.0).abs() < 1e-12);
        let written: Vec<String> = layout.rows().into_iter().map(|(_, text)| text).collect();
        assert_eq!(
            written,
            ["10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "1"]
        );
    }

    #[test]
    fn what_is_counted_has_whole_numbers_only() {
        let written = |axis: Axis| -> Vec<String> {
            numbered(axis, 8.0)
                .into_iter()
                .map(|(_, text)| text)
                .collect()
        };
        assert_eq!(written(Axis::counts(-0.5, 2.5)), ["0", "1", "2"]);
        assert_eq!(
            written(Axis::counts(0.0, 50.0)),
            ["0", "10", "20", "30", "40", "50"]
        );
    }

    #[test]
    fn what_has_no_logarithm_drops_below_the_axis() {
        let layout = with_rows(Axis::decades([1e-3], 1e-300));
        for nothing in [0.0, -1.0] {
            let ((_, row), inside) = layout.screen((0.0, nothing));
            assert_eq!((row, inside), (layout.bottom, false));
        }
        let (from, to) = layout.clip((0.0, 1.0), (1.0, 0.0)).unwrap();
        assert_eq!(from, (0.0, 1.0));
        // The way leads from 10⁰ down to 10⁻³³⁰, and leaves the chart at 10⁻³.
        assert!((to.0 - 3.0 / 330.0).abs() < 1e-12 && (to.1 / 1e-3 - 1.0).abs() < 1e-9);
        assert_eq!(layout.clip((0.0, 0.0), (1.0, -2.0)), None);
    }

    #[test]
    fn a_point_outside_is_held_at_the_edge() {
        let (place, inside) = layout().screen((0.0, 50.0));
        assert_eq!((place.1, inside), (layout().top, false));
    }
}
