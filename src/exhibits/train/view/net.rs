//! The diagram of the network: every unit with its own surface, every weight as a line, on one canvas.

use std::rc::Rc;

use yew::{Context, Html, html};

use super::surface::{seen, shade};
use super::touch::Overlay;
use super::{Msg, Playground};
use crate::browser::now;
use crate::charts::{Field, Figure, Ink, Scene, Show, Strand, Tile};
use crate::exhibits::train::Unit;
use crate::exhibits::train::diagram::{Diagram, Line, Windows, width};
use crate::exhibits::train::setup::Setup;
use crate::exhibits::train::shown::{Shown, Surfaces};

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
            let shade = shade(&self.setup, &self.surfaces, &self.seen, *unit)?;
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
