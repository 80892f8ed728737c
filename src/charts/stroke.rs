//! The points that a hand sets as it passes them.

use super::Stroke;

/// As far from a point, as a share of the way to its neighbour, the hand is still near.
const SLACK: f64 = 0.25;

impl Stroke {
    /// Sets the points that the hand passes, where it passes them, or comes near; and holds the one it came down on until
    /// it has left it. `at`: where the points are, ascending; `grain`: the nearest height that can be set.
    pub fn set_points(&self, at: &[f64], heights: &mut [Option<f64>], grain: &dyn Fn(f64) -> f64) {
        let Self {
            start, from, to, ..
        } = *self;
        let (low, high) = (from.0.min(to.0), from.0.max(to.0));
        for (x, height) in at.iter().zip(&mut *heights) {
            if (low..=high).contains(x) {
                let share = if high > low {
                    (x - from.0) / (to.0 - from.0)
                } else {
                    1.0
                };
                *height = Some(grain(from.1 + share * (to.1 - from.1)));
            }
        }
        let i = nearest(at, to.0);
        let (x, slack) = (at[i], SLACK * spacing(at, i));
        let passed = low < x && x < high;
        let approaching = !passed && (x - to.0).abs() <= (x - from.0).abs();
        let reach = if i == nearest(at, start.0) {
            (x - start.0).abs() + slack
        } else if approaching {
            slack
        } else {
            0.0
        };
        if (x - to.0).abs() <= reach {
            heights[i] = Some(grain(to.1));
        }
    }
}

fn nearest(at: &[f64], x: f64) -> usize {
    let mut best = 0;
    for (i, place) in at.iter().enumerate() {
        if (place - x).abs() < (at[best] - x).abs() {
            best = i;
        }
    }
    best
}

/// The way from the point at `i` to its nearest neighbour.
fn spacing(at: &[f64], i: usize) -> f64 {
    let others = at.iter().filter(|place| **place != at[i]);
    others.fold(f64::INFINITY, |least, place| {
        least.min((place - at[i]).abs())
    })
}
