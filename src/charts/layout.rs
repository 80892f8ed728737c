//! Where on the screen a value lies, and what value lies at a place on the screen.

use super::{Axis, Plot, ticks};

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

impl Layout {
    /// `plot` on a screen of this size; `type_scale` enlarges the margins with the type in them, 0 leaves none.
    #[must_use]
    pub fn new(plot: &Plot, (width, height): (f64, f64), type_scale: f64) -> Self {
        let (left, bottom, edge) = (
            46.0 * type_scale,
            32.0 * type_scale,
            if type_scale > 0.0 { 16.0 } else { 0.0 },
        );
        Self {
            width,
            height,
            left,
            right: width - edge,
            top: edge,
            bottom: height - bottom,
            x: plot.x,
            y: plot.y,
        }
    }

    /// Round values of x as far apart as their numbers need, and the decimals of these.
    #[must_use]
    pub fn columns(&self) -> (Vec<f64>, usize) {
        ticks(self.x, ((self.right - self.left) / 45.0).min(8.0))
    }

    /// Round values of y, likewise.
    #[must_use]
    pub fn rows(&self) -> (Vec<f64>, usize) {
        ticks(self.y, (self.bottom - self.top) / 50.0)
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
        self.x.low + share * (self.x.high - self.x.low)
    }

    /// The value at a row, within the axis.
    #[must_use]
    pub fn data_y(&self, px: f64) -> f64 {
        let share = ((self.bottom - px) / (self.bottom - self.top)).clamp(0.0, 1.0);
        self.y.low + share * (self.y.high - self.y.low)
    }

    /// The part of the line between two points that is inside the plotting area, in values.
    #[must_use]
    pub fn clip(&self, from: (f64, f64), to: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, end, axis) in [(from.0, to.0, self.x), (from.1, to.1, self.y)] {
            let run = end - start;
            if run == 0.0 {
                if !axis.contains(start) {
                    return None;
                }
                continue;
            }
            let (a, b) = ((axis.low - start) / run, (axis.high - start) / run);
            enter = enter.max(a.min(b));
            leave = leave.min(a.max(b));
        }
        let at = |t: f64| (from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1));
        (enter <= leave).then(|| (at(enter), at(leave)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout() -> Layout {
        let (x, y) = (Axis::new(-6.0, 6.0), Axis::new(-1.0, 1.0));
        Layout::new(
            &Plot {
                x,
                y,
                bands: vec![],
                traces: vec![],
                marks: vec![],
            },
            (640.0, 400.0),
            1.0,
        )
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
    fn a_line_is_cut_at_the_edges() {
        let clipped = layout().clip((-2.0, -2.0), (2.0, 2.0)).unwrap();
        assert_eq!(clipped, ((-1.0, -1.0), (1.0, 1.0)));
        assert_eq!(layout().clip((0.0, 2.0), (1.0, 3.0)), None);
        assert_eq!(layout().clip((0.0, 5.0), (1.0, 5.0)), None);
    }

    #[test]
    fn a_point_outside_is_held_at_the_edge() {
        let (place, inside) = layout().screen((0.0, 50.0));
        assert_eq!((place.1, inside), (layout().top, false));
    }
}
