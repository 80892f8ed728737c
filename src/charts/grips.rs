//! Handles that a hand drags anywhere on a chart and keys move in two directions, as a layer over it.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, KeyboardEvent, TargetCast as _, html};

use super::canvas::{Layer, held};
use super::overlay::{Handle, px};
use super::{Ink, Layout, Stroke};
use crate::browser::keys::steps;

/// Handles on a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Grips {
    /// The handles.
    pub grips: Vec<Grip>,
    /// Their name.
    pub label: AttrValue,
    /// Gets the place of a handle in the list and where the hand is, in values.
    pub on_drag: Callback<(usize, (f64, f64))>,
    /// Gets the place of a handle in the list and how many steps keys move it to the right and up.
    pub on_keys: Callback<(usize, (f64, f64))>,
    /// Whether the first handle comes to the hand wherever that touches the chart.
    pub come: bool,
}

/// One of them: a slider for a screen reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Grip {
    /// Where it is; outside the chart it is held at the edge.
    pub at: (f64, f64),
    /// Its colour.
    pub ink: Ink,
    /// Whether it is drawn as a ring.
    pub ring: bool,
    /// A line that is a part of it, from end to end.
    pub line: Option<[(f64, f64); 2]>,
    /// Its name.
    pub label: AttrValue,
    /// Its value in words.
    pub value_text: AttrValue,
    /// Its value, and the range of that.
    pub value: (f64, [f64; 2]),
}

impl Grips {
    /// What a chart needs to show them.
    #[must_use]
    pub fn layer(self) -> Layer {
        let (come, on_drag) = (self.come.then_some(0), self.on_drag.clone());
        let on_draw = Callback::from(move |Stroke { held, from, to, .. }: Stroke| {
            // To take hold of a handle does not move it yet.
            let pressed = held.is_some() && from == to;
            if let Some(i) = held.or(come).filter(|_| !pressed) {
                on_drag.emit((i, to));
            }
        });
        Layer {
            class: if self.come { "" } else { "held" },
            html: Rc::new(move |layout| self.render(layout)),
            on_draw,
        }
    }

    fn render(&self, layout: &Layout) -> Html {
        let on_keys = self.on_keys.clone();
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            let way = steps(&event.key(), event.shift_key());
            if let (Some(i), Some(way)) = (held(event.target_dyn_into()), way) {
                event.prevent_default();
                on_keys.emit((i, way));
            }
        });
        let grips = self.grips.iter().enumerate();
        let grips = grips.map(|(i, grip)| grip.render(i, layout));
        html! { <g role="group" aria-label={&self.label} {onkeydown}>{ for grips }</g> }
    }
}

impl Grip {
    fn render(&self, i: usize, layout: &Layout) -> Html {
        let (at, _) = layout.screen(self.at);
        let open = if self.ring { "open" } else { "" };
        let handle = Handle {
            class: format!("handle grip {} {open}", self.ink.class()),
            place: Some(i),
            label: &self.label,
            value_text: &self.value_text,
            value: self.value,
        };
        let line = self.line.and_then(|[from, to]| layout.clip(from, to));
        let line = line.map(|(from, to)| {
            let [from, to] = [layout.screen(from).0, layout.screen(to).0];
            html! { <line class="reach" x1={px(from.0)} y1={px(from.1)} x2={px(to.0)} y2={px(to.1)} /> }
        });
        let shape = html! {
            <>{ for line }<circle class="knob" cx={px(at.0)} cy={px(at.1)} r="8" /></>
        };
        handle.render(at, shape)
    }
}
