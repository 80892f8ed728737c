//! Handles that a hand drags and keys move, as a layer over a chart.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::{AttrValue, Callback, Html, KeyboardEvent, TargetCast as _, html};

use super::canvas::Layer;
use super::overlay::{px, travel_by};
use super::{Layout, Stroke};
use crate::browser::keys::Travel;

/// Handles, each with a number of its own. A stroke says by its `grip` which of them the hand holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Grips {
    /// The handles, in the order of the Tab key.
    pub grips: Vec<Grip>,
    /// Their name.
    pub label: AttrValue,
    /// Gets the place of a handle in the list and the number to which keys bring it.
    pub on_key: Callback<(usize, f64)>,
    /// Gets what the hand draws.
    pub on_draw: Callback<Stroke>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Grip {
    /// Where it is; outside the chart it is held at the edge.
    pub at: (f64, f64),
    /// Its classes: that of its quantity, and `open` unless it is chosen.
    pub class: &'static str,
    /// Its name.
    pub label: AttrValue,
    /// Its number.
    pub value: f64,
    /// Its number in words.
    pub value_text: AttrValue,
    /// How far keys move the number.
    pub travel: Travel,
}

impl Grips {
    /// What a chart needs to show them.
    #[must_use]
    pub fn layer(self) -> Layer {
        let on_draw = self.on_draw.clone();
        Layer {
            html: Rc::new(move |layout| self.render(layout)),
            on_draw,
            surface: false,
        }
    }

    fn render(&self, layout: &Layout) -> Html {
        let numbers: Vec<(f64, Travel)> = self
            .grips
            .iter()
            .map(|grip| (grip.value, grip.travel))
            .collect();
        let on_key = self.on_key.clone();
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            let target = event.target_unchecked_into::<HtmlElement>();
            let place = target.get_attribute("data-i").and_then(|i| i.parse().ok());
            let number = place.and_then(|i: usize| Some((i, *numbers.get(i)?)));
            if let Some((i, (value, travel))) = number
                && let Some(next) = travel_by(&event, value, travel)
            {
                on_key.emit((i, next));
            }
        });
        let grips = self.grips.iter().enumerate();
        html! {
            <g role="group" aria-label={&self.label} {onkeydown}>{ for grips.map(|(i, grip)| grip.render(i, layout)) }</g>
        }
    }
}

impl Grip {
    fn render(&self, i: usize, layout: &Layout) -> Html {
        let ((x, y), _) = layout.screen(self.at);
        html! {
            <g class={format!("handle grip {}", self.class)} role="slider" tabindex="0" data-i={i.to_string()} aria-label={&self.label}
                aria-valuemin={self.travel.low.to_string()} aria-valuemax={self.travel.high.to_string()}
                aria-valuenow={self.value.to_string()} aria-valuetext={&self.value_text}>
                <circle class="reach" cx={px(x)} cy={px(y)} r="22" />
                <circle class="knob" cx={px(x)} cy={px(y)} r="7" />
            </g>
        }
    }
}
