//! What the network says of the points, as a picture.

use super::setup::Setup;
use super::{CLASSES, TrainState};
use crate::charts::{Axis, Dash, Heat, Ink, Mark, Plot, Trace, heat};
use crate::nn::data::{DOMAIN, Data, Kind, Point, class};
use crate::nn::{Forward, Output};

/// The plane that points lie in.
const PLANE: Axis = Axis::new(-DOMAIN, DOMAIN);
/// How far a picture reaches to the sides: as wide as high, and then as wide as pictures are.
const WIDE: Axis = Axis::new(-1.6 * DOMAIN, 1.6 * DOMAIN);
/// As many points stand around a curve.
const MOST_SPOTS: usize = 64;

/// The ink of a label: of a class its own, of a number that of its sign.
pub(super) fn ink(kind: Kind, label: f64) -> Ink {
    match kind {
        Kind::Classes(_) => CLASSES[(label as usize).min(CLASSES.len() - 1)],
        Kind::Regression if label < 0.0 => Ink::Low,
        Kind::Regression => Ink::Output,
    }
}

/// What the network says, over the points.
pub(super) fn plot(state: &TrainState) -> Plot {
    let setup = Setup::of(state);
    let parameters = state.parameters(&setup);
    let Ok(net) = Forward::new(&setup.spec, &parameters) else {
        return Plot::over(PLANE, PLANE);
    };
    let said = |at: [f64; 2]| -> Vec<f64> {
        let seen: Vec<f64> = setup
            .features
            .iter()
            .map(|feature| feature.at(at))
            .collect();
        net.outputs(&seen)
    };
    if !state.fits_in_link() {
        let mut plot = Plot::map(WIDE, PLANE, ["x₁", "x₂"], vec![]);
        plot.marks.extend(spots(&setup.learnt));
        return plot;
    }
    if setup.learnt.inputs == 1 {
        let at = |i: i32| DOMAIN * (f64::from(i) / 100.0 - 1.0);
        let run = (0..=200).map(|i| (at(i), said([at(i), 0.0])[0]));
        return curve(&setup, run.collect());
    }
    let patches = match setup.kind() {
        Kind::Classes(classes) if setup.spec.outputs > 1 => {
            let is = |wanted: usize, x: f64, y: f64| {
                let said: Vec<f32> = said([x, y]).iter().map(|y| *y as f32).collect();
                if class(&said, setup.spec.output) == wanted {
                    1.0
                } else {
                    0.0
                }
            };
            let area = |wanted: usize| {
                let Heat { patches, .. } = heat(WIDE, PLANE, 0.5, 0.5, &|x, y| is(wanted, x, y));
                let mine = patches.into_iter().filter(|patch| patch.ink == Ink::Output);
                mine.map(move |mut patch| {
                    patch.ink = CLASSES[wanted];
                    patch
                })
            };
            (0..classes).flat_map(area).collect()
        }
        _ => {
            let (middle, reach) = if setup.spec.output == Output::Sigmoid {
                (0.5, 0.5)
            } else {
                (0.0, 1.0)
            };
            heat(WIDE, PLANE, middle, reach, &|x, y| said([x, y])[0]).patches
        }
    };
    let mut plot = Plot::map(WIDE, PLANE, ["x₁", "x₂"], patches);
    plot.marks.extend(spots(&setup.learnt));
    plot
}

/// What the network says of numbers over a line.
pub(super) fn curve(setup: &Setup, mut run: Vec<(f64, f64)>) -> Plot {
    let heights = setup.learnt.points.iter().map(|point| point.label.abs());
    let most = heights.fold(1.0, f64::max).min(1e6);
    let height = Axis::new(-1.3 * most, 1.3 * most);
    for (_, y) in &mut run {
        *y = y.clamp(2.0 * height.low, 2.0 * height.high);
    }
    let mut plot = Plot::over(PLANE, height);
    plot.traces
        .push(Trace::through(run, Ink::Output, Dash::Solid, 3.0));
    let spot = |point: &Point| Mark::Point {
        at: (point.at[0], point.label),
        ink: Ink::Target,
        radius: 3.0,
    };
    // Not all: they would hide the curve.
    let apart = setup.learnt.points.len().div_ceil(MOST_SPOTS).max(1);
    let shown = setup.learnt.points.iter().step_by(apart);
    plot.marks.extend(shown.map(spot));
    plot
}

fn spots(data: &Data) -> Vec<Mark> {
    let spot = |point: &Point| Mark::Point {
        at: point.at.into(),
        ink: ink(data.kind, point.label),
        radius: 3.5,
    };
    data.points.iter().map(spot).collect()
}
