//! The error over the steps of a training.

use super::HingesState;
use super::plot::{empty, label};
use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, Trace};
use crate::text::{Text, fixed};

/// The axis has whole multiples of so many steps.
const STRETCH: usize = 250;

/// The error over the steps.
pub(super) fn course(state: &HingesState, text: &Text) -> Plot {
    let errors = state.errors();
    let high = errors.iter().fold(0.0_f64, |high, error| high.max(*error));
    let stretch = errors.len().saturating_sub(1).div_ceil(STRETCH).max(1) * STRETCH;
    let y = Axis::new(0.0, if high > 0.0 { 1.2 * high } else { 1.0 });
    let points: Vec<(f64, f64)> = (0..).map(f64::from).zip(errors.iter().copied()).collect();
    let Some(last) = points.last().copied() else {
        return empty(y, vec![], vec![]);
    };
    let right = last.0 > 0.7 * stretch as f64;
    let side = if right { Side::Left } else { Side::Right };
    let aside = if right { -0.015 } else { 0.015 } * stretch as f64;
    let marks = vec![
        Mark::Point {
            at: last,
            ink: Ink::Output,
            radius: 5.0,
        },
        label(
            (last.0 + aside, last.1 + 0.12 * y.high),
            &text.hinges_course_now(&fixed(last.1, 5)),
            Ink::Output,
            side,
        ),
    ];
    let trace = Trace::through(points, Ink::Output, Dash::Solid, 2.4);
    Plot {
        x: Axis::counts(0.0, stretch as f64),
        ..empty(y, vec![trace], marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::read;
    use crate::text::Lang;

    #[test]
    fn the_course_has_a_point_a_step() {
        let (state, problems) = read("steps=300");
        assert_eq!(problems, []);
        let plot = course(&state, Lang::En.text());
        assert_eq!((plot.traces[0].runs[0].len(), plot.x.high), (301, 500.0));
    }
}
