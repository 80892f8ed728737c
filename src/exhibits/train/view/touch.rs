//! What can be touched of the net: units, the lines between them, and what turns to more of them.

use std::rc::Rc;

use web_sys::{Element, KeyboardEvent, MouseEvent};
use yew::{Callback, FocusEvent, Html, PointerEvent, TargetCast as _, html};

use super::eye::Glance;
use super::plane::place;
use crate::exhibits::train::diagram::{Diagram, Line, Windows, neighbour, units};
use crate::exhibits::train::setup::Setup;
use crate::exhibits::train::{Unit, sign, unit_name};
use crate::text::Text;

/// What lies over the net.
pub(super) struct Overlay {
    pub(super) setup: Rc<Setup>,
    pub(super) windows: Windows,
    pub(super) chosen: Option<Unit>,
    pub(super) tell: Callback<Glance>,
    pub(super) text: &'static Text,
}

impl Overlay {
    pub(super) fn render(&self, size: (f64, f64)) -> Html {
        let diagram = Diagram::of(&self.setup, &self.windows, size);
        let (setup, windows, tell) = (
            Rc::clone(&self.setup),
            self.windows.clone(),
            self.tell.clone(),
        );
        let onkeydown =
            Callback::from(move |event: KeyboardEvent| keys(&event, &setup, &windows, &tell));
        let tell = self.tell.clone();
        let onpointermove = Callback::from(move |event: PointerEvent| tell.emit(pointed(&event)));
        let tell = self.tell.clone();
        let onpointerout =
            Callback::from(move |_: PointerEvent| tell.emit(Glance::Point(None, None)));
        let tell = self.tell.clone();
        let onfocusin = Callback::from(move |event: FocusEvent| {
            tell.emit(Glance::Focus(unit_at(event.target_dyn_into())));
        });
        let tell = self.tell.clone();
        let onfocusout = Callback::from(move |_: FocusEvent| tell.emit(Glance::Focus(None)));
        html! {
            <svg class="overlay diagram" viewBox={format!("0 0 {} {}", size.0, size.1)} role="group" aria-label={self.text.train_net_keys()}
                {onkeydown} {onpointermove} {onpointerout} {onfocusin} {onfocusout}>
                { for diagram.lines.iter().map(|line| self.line(line)) }
                { self.units(&diagram) }
                { for diagram.large.iter().map(|large| self.pages(*large)) }
            </svg>
        }
    }

    fn line(&self, line: &Line) -> Html {
        let [(x0, y0), (x1, y1)] = line.ends;
        let bend = 0.5 * (x1 - x0);
        let d = format!(
            "M{x0:.1} {y0:.1}C{:.1} {y0:.1} {:.1} {y1:.1} {x1:.1} {y1:.1}",
            x0 + bend,
            x1 - bend
        );
        let (from, to, tell) = (line.from, line.to, self.tell.clone());
        let onclick = Callback::from(move |_: MouseEvent| tell.emit(Glance::Wire(from, to)));
        html! { <path class="wire" {d} data-parameter={line.parameter.to_string()} {onclick} /> }
    }

    fn units(&self, diagram: &Diagram) -> Html {
        let side = diagram.tile;
        let is_shown = |unit: &Unit| diagram.units.iter().any(|(shown, _)| shown == unit);
        let first = (1, self.windows.of(&self.setup, 1).start);
        let stop = self.chosen.filter(is_shown).unwrap_or(first);
        // Names stand below the inputs where there is room between them, else on them.
        let inputs = diagram.units.iter().filter(|((column, _), _)| *column == 0);
        let heights: Vec<f64> = inputs.map(|(_, (_, y))| *y).collect();
        let roomy = heights
            .windows(2)
            .all(|pair| pair[1] - pair[0] > side + 20.0);
        let unit = |(unit, (x, y)): &(Unit, (f64, f64))| {
            let unit = *unit;
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
                        <text x={format!("{x:.1}")} y={format!("{:.1}", y + below)} text-anchor="middle">{ sign(&self.setup, unit) }</text>
                    </g>
                };
            }
            let tell = self.tell.clone();
            let onclick =
                Callback::from(move |_: MouseEvent| tell.emit(Glance::Choose(Some(unit))));
            let on = self.chosen == Some(unit);
            html! {
                <g class={if on { "unit on" } else { "unit" }} role="button" tabindex={if unit == stop { "0" } else { "-1" }}
                    aria-label={unit_name(&self.setup, unit, self.text)} aria-pressed={on.to_string()}
                    data-unit={format!("{},{}", unit.0, unit.1)} {onclick}>
                    { square }
                </g>
            }
        };
        diagram.units.iter().map(unit).collect()
    }

    /// Which units of a large column are shown, as a button that turns to the next.
    fn pages(&self, (column, (x, y)): (usize, (f64, f64))) -> Html {
        let shown = self.windows.of(&self.setup, column);
        let (first, last, n) = (shown.start + 1, shown.end, units(&self.setup, column));
        let tell = self.tell.clone();
        let onclick = Callback::from(move |_: MouseEvent| tell.emit(Glance::Turn(column)));
        let line = |down: f64, words: String| {
            html! { <text x={format!("{x:.1}")} y={format!("{:.1}", y + down)} text-anchor="middle">{ words }</text> }
        };
        html! {
            <g class="pages" role="button" tabindex="0" data-column={column.to_string()}
                aria-label={self.text.train_units_shown(&column, &first, &last, &n)} {onclick}>
                <rect x={format!("{:.1}", x - 22.0)} y={format!("{:.1}", y + 2.0)} width="44" height="34" rx="6" />
                { line(16.0, format!("{first}–{last}")) }
                { line(31.0, self.text.train_units_of(&n)) }
            </g>
        }
    }
}

/// The unit that an element is, or is a part of.
fn unit_at(element: Option<Element>) -> Option<Unit> {
    let unit = element?.closest("[data-unit]").ok()??;
    let place = unit.get_attribute("data-unit")?;
    let (column, row) = place.split_once(',')?;
    Some((column.parse().ok()?, row.parse().ok()?))
}

/// What the hand points at: a unit, and there a place of the plane.
fn pointed(event: &PointerEvent) -> Glance {
    let tile: Option<Element> = event.target_dyn_into();
    let unit = unit_at(tile.clone());
    let tile = tile.filter(|_| unit.is_some());
    Glance::Point(unit, tile.map(|tile| place(event, &tile)))
}

fn keys(event: &KeyboardEvent, setup: &Setup, windows: &Windows, tell: &Callback<Glance>) {
    let here: Option<Element> = event.target_dyn_into();
    let presses = matches!(event.key().as_str(), "Enter" | " ");
    let message = if let Some(unit) = unit_at(here.clone()) {
        match event.key().as_str() {
            "Escape" => Some(Glance::Choose(None)),
            _ if presses => Some(Glance::Choose(Some(unit))),
            key => neighbour(setup, windows, unit, key).map(Glance::Go),
        }
    } else {
        let column = here.and_then(|here| here.get_attribute("data-column")?.parse().ok());
        column.filter(|_| presses).map(Glance::Turn)
    };
    if let Some(message) = message {
        event.prevent_default();
        tell.emit(message);
    }
}
