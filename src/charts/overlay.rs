//! What lies over the curves, as SVG: guides, points, words, and the handle that keyboard and screen reader know.

use yew::{AttrValue, Callback, Html, KeyboardEvent, html};

use super::{Ink, Layout, Mark, Plot, Side};
use crate::browser::keys::{Travel, travel};

/// A point that moves along x, for keyboards and screen readers; a hand drags it anywhere on the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    /// Where it is.
    pub at: (f64, f64),
    /// Its colour.
    pub ink: Ink,
    /// Its name.
    pub label: AttrValue,
    /// Its value in words.
    pub value_text: AttrValue,
    /// How far the keys move it.
    pub travel: Travel,
}

impl Cursor {
    pub(super) fn render(&self, layout: &Layout, on_move: &Callback<f64>) -> Html {
        let ((x, y), inside) = layout.screen(self.at);
        let (travel, value, on_move) = (self.travel, self.at.0, on_move.clone());
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            if let Some(value) = travel_by(&event, value, travel) {
                on_move.emit(value);
            }
        });
        let handle = Handle {
            class: format!("handle {}", self.ink.class()),
            place: None,
            label: &self.label,
            value_text: &self.value_text,
            value: (value, [travel.low, travel.high]),
        };
        let shape = if inside {
            html! { <circle class="knob" cx={px(x)} cy={px(y)} r="8" /> }
        } else {
            html! { <path class="knob" d={arrow(x, y, y > f64::midpoint(layout.top, layout.bottom))} /> }
        };
        html! { <g {onkeydown}>{ handle.render((x, y), shape) }</g> }
    }
}

/// What keyboard and screen reader know of a point.
pub(super) struct Handle<'a> {
    pub(super) class: String,
    /// Its place among its like.
    pub(super) place: Option<usize>,
    pub(super) label: &'a AttrValue,
    pub(super) value_text: &'a AttrValue,
    /// Its value, and the range of that.
    pub(super) value: (f64, [f64; 2]),
}

impl Handle<'_> {
    pub(super) fn render(self, (x, y): (f64, f64), shape: Html) -> Html {
        let (now, [low, high]) = self.value;
        html! {
            <g class={self.class} role="slider" tabindex="0" data-i={self.place.map(|i| i.to_string())} aria-label={self.label}
                aria-valuemin={low.to_string()} aria-valuemax={high.to_string()} aria-valuenow={now.to_string()}
                aria-valuetext={self.value_text}>
                <circle class="reach" cx={px(x)} cy={px(y)} r="22" />
                { shape }
            </g>
        }
    }
}

pub(super) fn travel_by(event: &KeyboardEvent, value: f64, range: Travel) -> Option<f64> {
    let next = travel(&event.key(), event.shift_key(), value, range)?;
    event.prevent_default();
    Some(next)
}

pub(super) fn marks(plot: &Plot, layout: &Layout) -> Html {
    plot.marks_upwards()
        .map(|item| mark(item, layout))
        .collect()
}

fn mark(mark: &Mark, layout: &Layout) -> Html {
    match mark {
        Mark::Line {
            from,
            to,
            ink,
            dash,
        } => layout
            .clip(*from, *to)
            .map_or_else(Html::default, |(from, to)| {
                let dashes = dash
                    .lengths()
                    .map_or_else(|| "none".to_owned(), |[on, off]| format!("{on} {off}"));
                html! {
                    <line class={format!("guide {}", ink.class())} stroke-dasharray={dashes}
                        x1={px(layout.screen_x(from.0))} y1={px(layout.screen_y(from.1))}
                        x2={px(layout.screen_x(to.0))} y2={px(layout.screen_y(to.1))} />
                }
            }),
        Mark::Point { at, ink, radius } => {
            let ((x, y), inside) = layout.screen(*at);
            let class = format!("point {}", ink.class());
            if inside {
                html! { <circle {class} cx={px(x)} cy={px(y)} r={px(*radius)} /> }
            } else {
                html! { <path {class} d={arrow(x, y, y > f64::midpoint(layout.top, layout.bottom))} /> }
            }
        }
        Mark::Datum { at, on, text } => {
            let ((x, y), _) = layout.screen(*at);
            let sign = if *on {
                html! { <circle class="point y" cx={px(x)} cy={px(y)} r="8" /> }
            } else {
                html! { <rect class="point low" x={px(x - 7.5)} y={px(y - 7.5)} width="15" height="15" /> }
            };
            html! { <>{ sign }<text class="label z" x={px(x + 12.0)} y={px(y - 6.0)}>{ text }</text></> }
        }
        Mark::Label {
            at,
            text,
            ink,
            side,
        } => {
            let ((x, y), _) = layout.screen(*at);
            let anchor = match side {
                Side::Right => "start",
                Side::Left => "end",
                Side::Middle => "middle",
            };
            html! { <text class={format!("label {}", ink.class())} x={px(x)} y={px(y)} text-anchor={anchor}>{ text }</text> }
        }
    }
}

/// A triangle at the edge that points to what lies beyond.
fn arrow(x: f64, y: f64, down: bool) -> String {
    let tip = if down { 9.0 } else { -9.0 };
    format!(
        "M{} {}L{} {}L{} {}Z",
        px(x - 8.0),
        px(y - tip),
        px(x + 8.0),
        px(y - tip),
        px(x),
        px(y)
    )
}

pub(super) fn px(value: f64) -> String {
    format!("{value:.2}")
}
