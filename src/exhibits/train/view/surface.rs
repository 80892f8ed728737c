//! What a unit says over the plane, or a line, in colours or as a curve: in its small picture and in the large one.

use yew::{Html, html};

use super::Playground;
use crate::charts::Shade;
use crate::exhibits::train::diagram::units;
use crate::exhibits::train::setup::Setup;
use crate::exhibits::train::shown::Surfaces;
use crate::exhibits::train::{CLASS_SIGNS, CLASSES, Unit, unit_name};
use crate::nn::Output;
use crate::nn::data::{DOMAIN, Kind, inputs};
use crate::text::Text;

/// The colours of a unit, if it has a surface; `seen`: those of the inputs.
pub(super) fn shade<'a>(
    setup: &Setup,
    surfaces: &'a Surfaces,
    seen: &'a [Vec<f32>],
    (column, row): Unit,
) -> Option<Shade<'a>> {
    let values = match column.checked_sub(1) {
        None => seen.get(row)?,
        Some(layer) if layer + 1 == setup.places.len() => {
            return output_shade(setup, surfaces, Some(row));
        }
        Some(layer) if setup.shows_units() => surfaces.get(layer)?.get(row)?,
        Some(_) => return None,
    };
    Some(Shade::Sides(values, scale(values), 0.0))
}

/// A factor that brings the farthest of these to 1, if it is farther.
fn scale(values: &[f32]) -> f32 {
    let far = values
        .iter()
        .fold(1.0_f32, |far, value| far.max(value.abs()));
    1.0 / far
}

/// The colours of what comes out: of one output, or of all of them at once.
pub(super) fn output_shade<'a>(
    setup: &Setup,
    surfaces: &'a Surfaces,
    one: Option<usize>,
) -> Option<Shade<'a>> {
    let outputs = surfaces.last()?;
    let several = outputs.len() > 1;
    if several && one.is_none() && setup.spec.output == Output::Softmax {
        return Some(Shade::Shares(outputs, &CLASSES));
    }
    let values = outputs.get(one.unwrap_or(0))?;
    Some(match (setup.spec.output, setup.kind()) {
        (Output::Sigmoid | Output::Softmax, Kind::Classes(_)) => Shade::Sides(values, 2.0, -1.0),
        (_, Kind::Classes(_)) => Shade::Sides(values, 1.0, 0.0),
        (_, Kind::Regression) => {
            let labels = setup.learnt.points.iter().map(|point| point.label.abs());
            let far = labels.fold(1e-9, f64::max) as f32;
            Shade::Sides(values, 1.0 / far, 0.0)
        }
    })
}

/// The inputs over the grid, each within −1 to 1.
pub(super) fn seen(setup: &Setup) -> Vec<Vec<f32>> {
    let mut columns = inputs(&setup.features, &setup.grid_places());
    for value in columns.iter_mut().flatten() {
        *value /= DOMAIN as f32;
    }
    columns
}

impl Playground {
    /// The unit whose surface the large picture shows: the one that is pointed at or has the focus, where it has one of its
    /// own. Without it the picture is that of the whole network.
    pub(super) fn shown_unit(&self) -> Option<Unit> {
        let has_surface = |(column, row): &Unit| {
            let last = self.setup.places.len();
            let is_one_of_all = match *column {
                0 => true,
                column if column == last => self.setup.spec.outputs > 1,
                column => column < last && self.setup.shows_units(),
            };
            is_one_of_all && *row < units(&self.setup, *column)
        };
        self.eye.looked_at().filter(has_surface)
    }

    /// What that unit, or the network, says at each place of the grid.
    pub(super) fn said_along(&self) -> Vec<f32> {
        let of = |layer: Option<&Vec<Vec<f32>>>, row: usize| layer?.get(row).cloned();
        let surfaces = &self.shown.surfaces;
        let said = match self.shown_unit() {
            None => of(surfaces.last(), 0),
            Some((0, row)) => {
                let seen = inputs(&self.setup.features, &self.setup.grid_places());
                of(Some(&seen), row)
            }
            Some((column, row)) => of(surfaces.get(column - 1), row),
        };
        said.unwrap_or_default()
    }

    /// Whose surface the large picture shows.
    pub(super) fn whose_name(&self, text: &Text) -> String {
        let unit = self.shown_unit();
        unit.map_or_else(
            || text.train_result().to_owned(),
            |unit| unit_name(&self.setup, unit, text),
        )
    }

    /// The same, and what its colours mean.
    pub(super) fn whose(&self, text: &Text) -> Html {
        let word = |class: usize, words: String| {
            html! { <b class={CLASSES[class].class()}>{ words }</b> }
        };
        let classes = match self.setup.kind() {
            Kind::Classes(classes) => Some(classes),
            Kind::Regression => None,
        };
        let unit = self.shown_unit();
        let colours = match (unit, classes) {
            _ if self.setup.learnt.inputs == 1 => Html::default(),
            (None, Some(classes)) => {
                let class = |class| word(class, CLASS_SIGNS[class].to_owned());
                (0..classes).map(class).collect()
            }
            _ => {
                let is_share = matches!(self.setup.spec.output, Output::Sigmoid | Output::Softmax);
                let is_last = unit.is_some_and(|(column, _)| column == self.setup.places.len());
                let middle = if is_last && is_share { "0.5" } else { "0" };
                html! {
                    <>
                        { word(0, text.train_below(&middle)) }
                        { word(1, text.train_above(&middle)) }
                    </>
                }
            }
        };
        html! { <p class="whose"><strong>{ self.whose_name(text) }</strong><span>{ colours }</span></p> }
    }
}
