//! Points that a hand or keys set, as a layer over a chart.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::{AttrValue, Callback, Html, KeyboardEvent, TargetCast as _, html};

use super::canvas::{Layer, held};
use super::overlay::{px, travel_by};
use super::{Layout, Stroke};
use crate::browser::keys::Travel;

/// Points that a hand draws, each at an x of its own; keys set one after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Pegs {
    /// The points, from left to right.
    pub pegs: Vec<Peg>,
    /// Their name.
    pub label: AttrValue,
    /// How far the keys move one along y.
    pub travel: Travel,
    /// Gets the place of a point in the list and its y; `None` clears it.
    pub on_put: Callback<(usize, Option<f64>)>,
    /// Gets what the hand draws.
    pub on_draw: Callback<Stroke>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Peg {
    /// Where it stands.
    pub x: f64,
    /// How high, once it is set.
    pub y: Option<f64>,
    /// Its name.
    pub label: AttrValue,
    /// Its value in words.
    pub value_text: AttrValue,
}

impl Pegs {
    /// What a chart needs to show them.
    #[must_use]
    pub fn layer(self) -> Layer {
        let on_draw = self.on_draw.clone();
        Layer {
            class: "drawn-on",
            html: Rc::new(move |layout| self.render(layout)),
            on_draw,
        }
    }

    fn render(&self, layout: &Layout) -> Html {
        let (travel, put) = (self.travel, self.on_put.clone());
        let heights: Vec<Option<f64>> = self.pegs.iter().map(|peg| peg.y).collect();
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            let target = event.target_unchecked_into::<HtmlElement>();
            let place = held(Some(target.clone().into()));
            let Some(i) = place.filter(|i| *i < heights.len()) else {
                return;
            };
            let neighbour = match event.key().as_str() {
                "ArrowLeft" => target.previous_element_sibling(),
                "ArrowRight" => target.next_element_sibling(),
                "Delete" | "Backspace" => {
                    event.prevent_default();
                    return put.emit((i, None));
                }
                _ => {
                    if let Some(y) = travel_by(&event, heights[i].unwrap_or_default(), travel) {
                        put.emit((i, Some(y)));
                    }
                    return;
                }
            };
            event.prevent_default();
            if let Some(neighbour) = neighbour {
                // Fails only for what cannot have the focus.
                let _moved = neighbour.unchecked_into::<HtmlElement>().focus();
            }
        });
        // One stop for Tab: the first point that is not set yet.
        let stop = self.pegs.iter().position(|peg| peg.y.is_none());
        let peg = |(i, peg): (usize, &Peg)| self.peg(i, peg, i == stop.unwrap_or(0), layout);
        let pegs = self.pegs.iter().enumerate().map(peg);
        html! { <g role="group" aria-label={&self.label} {onkeydown}>{ for pegs }</g> }
    }

    fn peg(&self, i: usize, peg: &Peg, stop: bool, layout: &Layout) -> Html {
        let y = peg.y.unwrap_or_default();
        let ((x, row), _) = layout.screen((peg.x, y));
        let class = if peg.y.is_some() {
            "handle z"
        } else {
            "handle muted open"
        };
        html! {
            <g {class} role="slider" tabindex={if stop { "0" } else { "-1" }} data-i={i.to_string()} aria-label={&peg.label}
                aria-valuemin={self.travel.low.to_string()} aria-valuemax={self.travel.high.to_string()}
                aria-valuenow={y.to_string()} aria-valuetext={&peg.value_text}>
                <circle class="reach" cx={px(x)} cy={px(row)} r="22" />
                <circle class="knob" cx={px(x)} cy={px(row)} r="7" />
            </g>
        }
    }
}
