//! The diagram of the network: every unit with its own surface, every weight as a line, on one canvas.

use std::rc::Rc;

use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};
use yew::{Callback, Context, Html, TargetCast as _, html};

use super::{Msg, Playground};
use crate::charts::{Field, Figure, Ink, Scene, Shade, Show, Strand, Tile};
use crate::exhibits::train::diagram::{Diagram, Line, neighbour, width};
use crate::exhibits::train::setup::Setup;
use crate::exhibits::train::shown::{Shown, Surfaces};
use crate::exhibits::train::{CLASSES, Unit, sign, unit_name};
use crate::nn::Output;
use crate::nn::data::{DOMAIN, Kind, inputs};
use crate::text::Text;

/// What the canvas shows.
struct Net {
    setup: Rc<Setup>,
    parameters: Rc<Vec<f32>>,
    surfaces: Rc<Surfaces>,
    /// The surfaces of the inputs, which do not learn.
    seen: Vec<Vec<f32>>,
}

impl Show for Net {
    fn scene(&self, size: (f64, f64)) -> Scene<'_> {
        let diagram = Diagram::of(&self.setup, size);
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

impl Net {
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
        let (text, setup) = (props.text, &self.setup);
        let show = Rc::clone(&self.net);
        let (setup, chosen) = (Rc::clone(setup), self.chosen);
        let choose = ctx.link().callback(Msg::Choose);
        let over = Figure(Rc::new(move |size, _scale| {
            over(&setup, size, chosen, &choose, text)
        }));
        html! {
            <Field {show} {over} key_of_over={self.design} label={text.train_net_keys()} epoch={props.epoch} shape="net-stage" />
        }
    }

    /// The network as it stands, to be painted.
    pub(super) fn net(setup: &Rc<Setup>, shown: &Shown) -> Rc<dyn Show> {
        Rc::new(Net {
            setup: Rc::clone(setup),
            parameters: Rc::clone(&shown.parameters),
            surfaces: Rc::clone(&shown.surfaces),
            seen: seen(setup),
        })
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

/// What can be touched: units, and the lines between them.
fn over(
    setup: &Rc<Setup>,
    size: (f64, f64),
    chosen: Option<Unit>,
    choose: &Callback<Option<Unit>>,
    text: &'static Text,
) -> Html {
    let diagram = Diagram::of(setup, size);
    let side = diagram.tile;
    let line = |line: &Line| {
        let [(x0, y0), (x1, y1)] = line.ends;
        let bend = 0.5 * (x1 - x0);
        let d = format!(
            "M{x0:.1} {y0:.1}C{:.1} {y0:.1} {:.1} {y1:.1} {x1:.1} {y1:.1}",
            x0 + bend,
            x1 - bend
        );
        let (to, choose) = (line.to, choose.clone());
        let onclick = Callback::from(move |_: MouseEvent| choose.emit(Some(to)));
        html! { <path class="wire" {d} data-parameter={line.parameter.to_string()} {onclick} /> }
    };
    let stop = chosen.unwrap_or((1, 0));
    // Names stand below the inputs where there is room between them, else on them.
    let inputs = diagram.units.iter().filter(|((column, _), _)| *column == 0);
    let heights: Vec<f64> = inputs.map(|(_, (_, y))| *y).collect();
    let roomy = heights
        .windows(2)
        .all(|pair| pair[1] - pair[0] > side + 20.0);
    let unit = |(unit, (x, y)): &(Unit, (f64, f64))| {
        let unit = *unit;
        let label = unit_name(setup, unit, text);
        let name = sign(setup, unit);
        let (left, top) = (
            format!("{:.1}", x - side / 2.0),
            format!("{:.1}", y - side / 2.0),
        );
        let square = html! {
            <rect x={left} y={top} width={format!("{side:.1}")} height={format!("{side:.1}")} rx="5" />
        };
        if unit.0 == 0 {
            let below = if roomy { side / 2.0 + 14.0 } else { 5.0 };
            return html! {
                <g class="unit seen">{ square }
                    <text x={format!("{x:.1}")} y={format!("{:.1}", y + below)} text-anchor="middle">{ name }</text>
                </g>
            };
        }
        let choose = choose.clone();
        let onclick = Callback::from(move |_: MouseEvent| choose.emit(Some(unit)));
        let class = if chosen == Some(unit) {
            "unit on"
        } else {
            "unit"
        };
        html! {
            <g {class} role="button" tabindex={if unit == stop { "0" } else { "-1" }} aria-label={label}
                aria-pressed={(chosen == Some(unit)).to_string()} data-unit={format!("{},{}", unit.0, unit.1)} {onclick}>
                { square }
            </g>
        }
    };
    let more = |((x, y), count): &((f64, f64), usize)| {
        html! { <text class="more" x={format!("{x:.1}")} y={format!("{y:.1}")} text-anchor="middle">{ text.train_more(count) }</text> }
    };
    let (setup, choose) = (Rc::clone(setup), choose.clone());
    let onkeydown = Callback::from(move |event: KeyboardEvent| keys(&event, &setup, &choose));
    html! {
        <svg class="overlay diagram" viewBox={format!("0 0 {} {}", size.0, size.1)} role="group" aria-label={text.train_net_keys()} {onkeydown}>
            { for diagram.lines.iter().map(line) }
            { for diagram.units.iter().map(unit) }
            { for diagram.more.iter().map(more) }
        </svg>
    }
}

fn keys(event: &KeyboardEvent, setup: &Setup, choose: &Callback<Option<Unit>>) {
    let Some(here) = event.target_dyn_into::<Element>() else {
        return;
    };
    let place = here.get_attribute("data-unit").unwrap_or_default();
    let Some((column, row)) = place.split_once(',') else {
        return;
    };
    let (Ok(column), Ok(row)) = (column.parse(), row.parse()) else {
        return;
    };
    match event.key().as_str() {
        "Enter" | " " => choose.emit(Some((column, row))),
        "Escape" => choose.emit(None),
        key => {
            let Some((column, row)) = neighbour(setup, (column, row), key) else {
                return;
            };
            let root = here.closest("svg").ok().flatten();
            let next = root.and_then(|root| {
                let selector = format!("[data-unit=\"{column},{row}\"]");
                root.query_selector(&selector).ok().flatten()
            });
            if let Some(next) = next {
                // Fails only for what cannot have the focus.
                let _moved = wasm_bindgen::JsCast::unchecked_into::<HtmlElement>(next).focus();
            }
        }
    }
    event.prevent_default();
}
