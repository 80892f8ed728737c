//! The diagram of the network: every unit with its own surface, every weight as a line, on one canvas.

use std::rc::Rc;

use yew::{Context, Html, html};

use super::touch::Overlay;
use super::{Msg, Playground};
use crate::browser::now;
use crate::charts::{Field, Figure, Ink, Scene, Shade, Show, Strand, Tile};
use crate::exhibits::train::diagram::{Diagram, Line, Windows, width};
use crate::exhibits::train::setup::Setup;
use crate::exhibits::train::shown::{Shown, Surfaces};
use crate::exhibits::train::{CLASSES, Unit};
use crate::nn::Output;
use crate::nn::data::{DOMAIN, Kind, inputs};

/// A net of more units than this is painted at most so often while it learns, in milliseconds.
const MANY: usize = 16;
const REST: f64 = 80.0;

/// What the canvas shows.
pub(super) struct Net {
    setup: Rc<Setup>,
    windows: Windows,
    parameters: Rc<Vec<f32>>,
    surfaces: Rc<Surfaces>,
    /// The surfaces of the inputs, which do not learn.
    seen: Vec<Vec<f32>>,
}

impl Net {
    /// The network as it stands.
    pub(super) fn of(setup: &Rc<Setup>, shown: &Shown, windows: &Windows) -> Self {
        Self {
            setup: Rc::clone(setup),
            windows: windows.clone(),
            parameters: Rc::clone(&shown.parameters),
            surfaces: Rc::clone(&shown.surfaces),
            seen: seen(setup),
        }
    }

    fn is_of(&self, setup: &Rc<Setup>, shown: &Shown, windows: &Windows) -> bool {
        Rc::ptr_eq(&self.setup, setup)
            && Rc::ptr_eq(&self.parameters, &shown.parameters)
            && Rc::ptr_eq(&self.surfaces, &shown.surfaces)
            && self.windows == *windows
    }

    /// The colours of a unit, if it has a surface.
    fn shade(&self, (column, row): Unit) -> Option<Shade<'_>> {
        let Some(layer) = column.checked_sub(1) else {
            let values = self.seen.get(row)?;
            return Some(Shade::Sides(values, scale(values), 0.0));
        };
        if layer + 1 == self.setup.places.len() {
            return output_shade(&self.setup, &self.surfaces, Some(row));
        }
        let values = self
            .surfaces
            .get(layer)
            .filter(|_| self.setup.shows_units())?
            .get(row)?;
        Some(Shade::Sides(values, scale(values), 0.0))
    }
}

impl Show for Net {
    fn scene(&self, size: (f64, f64)) -> Scene<'_> {
        let diagram = Diagram::of(&self.setup, &self.windows, size);
        let strand = |line: &Line| {
            let weight = self.parameters.get(line.parameter).copied().unwrap_or(0.0);
            Strand {
                ends: line.ends,
                width: width(weight, diagram.tile),
                ink: if weight < 0.0 { Ink::Low } else { Ink::Output },
                dashed: weight < 0.0,
            }
        };
        let side = diagram.tile;
        let tile = |(unit, (x, y)): &(Unit, (f64, f64))| {
            let shade = self.shade(*unit)?;
            Some(Tile {
                corner: (x - side / 2.0, y - side / 2.0),
                size: (side, side),
                shade,
            })
        };
        Scene {
            grid: self.setup.grid(),
            strands: diagram.lines.iter().map(strand).collect(),
            tiles: diagram.units.iter().filter_map(tile).collect(),
            spots: Vec::new(),
        }
    }
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

impl Playground {
    pub(super) fn diagram(&self, ctx: &Context<Self>) -> Html {
        let props = &ctx.props().props;
        let overlay = Overlay {
            setup: Rc::clone(&self.setup),
            windows: self.eye.windows.clone(),
            chosen: self.eye.chosen,
            tell: ctx.link().callback(Msg::Look),
            text: props.text,
        };
        let show: Rc<dyn Show> = Rc::<Net>::clone(&self.net);
        let over = Figure(Rc::new(move |size, _scale| overlay.render(size)));
        html! {
            <Field {show} {over} key_of_over={self.design} label={props.text.train_net_keys()} epoch={props.epoch} shape="net-stage" />
        }
    }

    /// Shows the net anew where it is another: a large one not in every frame, for it has many lines.
    pub(super) fn paint_net(&mut self) {
        let units: usize = self.setup.places.iter().map(|place| place.units).sum();
        let rest = if self.playing && units > MANY {
            REST
        } else {
            0.0
        };
        let stale = !self.net.is_of(&self.setup, &self.shown, &self.eye.windows);
        if stale && now() - self.painted >= rest {
            self.net = Rc::new(Net::of(&self.setup, &self.shown, &self.eye.windows));
            self.painted = now();
        }
    }
}

/// The inputs over the grid, each within −1 to 1.
fn seen(setup: &Setup) -> Vec<Vec<f32>> {
    let mut columns = inputs(&setup.features, &setup.grid_places());
    for value in columns.iter_mut().flatten() {
        *value /= DOMAIN as f32;
    }
    columns
}
