//! Points of one's own: drawn on the picture by hand or by keys.

use std::rc::Rc;

use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::{Callback, Context, Html, MouseEvent, TargetCast as _, html};

use super::result::{names, place, screen};
use super::{Msg, Playground};
use crate::browser::keys::{Travel, snap, steps};
use crate::controls::{Slider, chips, option, pick, slider, toggle};
use crate::exhibits::shared::changed;
use crate::exhibits::train::TrainState;
use crate::exhibits::train::options::KINDS;
use crate::exhibits::train::state::{MOST_CLASSES, MOST_OWN};
use crate::nn::data::{DOMAIN, Point};

/// Points that the hand draws are no closer than this.
const APART: f64 = 0.45;
/// How far a key moves the cross.
const STRIDE: f64 = 0.25;

/// What the next point will be, and where keys will set it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Pen {
    pub(super) label: f64,
    pub(super) cross: [f64; 2],
}

/// What one does with a pen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stroke {
    /// Sets a point here, if none is near.
    Dot([f64; 2]),
    /// Takes the nearest to the cross away.
    Rub,
    /// Moves the cross by so much.
    Go(f64, f64),
    /// What the next points will be.
    Label(f64),
}

type Drawing = Rc<dyn Fn((f64, f64)) -> Html>;

impl Playground {
    /// Follows the pen.
    pub(super) fn draw(&mut self, ctx: &Context<Self>, stroke: Stroke) {
        self.design += 1;
        let state = &ctx.props().props.state;
        let mut points = state.own.to_vec();
        match stroke {
            Stroke::Go(right, up) => {
                let to = |v: f64, by: f64| snap((v + STRIDE * by).clamp(-DOMAIN, DOMAIN), STRIDE);
                let [x, y] = self.pen.cross;
                self.pen.cross = [to(x, right), to(y, up)];
                return;
            }
            Stroke::Label(label) => {
                self.pen.label = label;
                return;
            }
            Stroke::Dot(at) => {
                let at = at.map(|v| snap(v.clamp(-DOMAIN, DOMAIN), 0.01));
                let near = |point: &Point| distance(point.at, at) < APART;
                if points.iter().any(near) || points.len() >= MOST_OWN {
                    return;
                }
                points.push(Point {
                    at,
                    label: self.pen.label,
                });
            }
            Stroke::Rub => {
                let far = |i: &usize| distance(points[*i].at, self.pen.cross);
                let nearest = (0..points.len()).min_by(|a, b| far(a).total_cmp(&far(b)));
                if let Some(i) = nearest {
                    points.remove(i);
                }
            }
        }
        let mut next = state.clone();
        next.own = Rc::new(points);
        ctx.props().props.set.emit(next);
    }

    /// What lies over the picture while one's own points are drawn.
    pub(super) fn drawing(&self, ctx: &Context<Self>) -> Option<Drawing> {
        let props = &ctx.props().props;
        let (text, pen) = (props.text, self.pen);
        if !props.state.is_own() {
            return None;
        }
        let stroke = ctx.link().callback(Msg::Draw);
        Some(Rc::new(move |size| {
            let (dot, dots) = (stroke.clone(), stroke.clone());
            let onpointerdown = Callback::from(move |event: PointerEvent| {
                if let Some(at) = here(&event, size).filter(|_| event.button() == 0) {
                    dot.emit(Stroke::Dot(at));
                }
            });
            let onpointermove = Callback::from(move |event: PointerEvent| {
                if let Some(at) = here(&event, size).filter(|_| event.buttons() & 1 == 1) {
                    dots.emit(Stroke::Dot(at));
                }
            });
            let stroke = stroke.clone();
            let onkeydown = Callback::from(move |event: KeyboardEvent| {
                let next = match event.key().as_str() {
                    "Enter" | " " => Some(Stroke::Dot(pen.cross)),
                    "Delete" | "Backspace" => Some(Stroke::Rub),
                    key => steps(key, event.shift_key()).map(|(right, up)| {
                        Stroke::Go(right.clamp(-99.0, 99.0), up.clamp(-99.0, 99.0))
                    }),
                };
                if let Some(next) = next {
                    event.prevent_default();
                    stroke.emit(next);
                }
            });
            let (x, y) = screen(pen.cross, size);
            let (width, height) = size;
            html! {
                <svg class="overlay drawn-on" viewBox={format!("0 0 {width} {height}")} {onpointerdown} {onpointermove}>
                    { names(size) }
                    <g class="cross" role="button" tabindex="0" aria-label={text.train_draw_cross()} aria-description={text.train_draw_hint()}
                        {onkeydown} transform={format!("translate({x:.1} {y:.1})")}>
                        <circle class="reach" r="14" /><path d="M-9 0H9M0 -9V9" />
                    </g>
                </svg>
            }
        }))
    }

    /// What one's own points are drawn with.
    pub(super) fn own(&self, ctx: &Context<Self>) -> Html {
        let props = &*ctx.props().props;
        let (state, text, link) = (&props.state, props.text, ctx.link());
        if !state.is_own() {
            return Html::default();
        }
        let edit = self.edit(ctx);
        let kinds = [text.train_kind_classes(), text.train_kind_numbers()];
        let kinds = kinds.into_iter().enumerate();
        let kinds = kinds.map(|(i, words)| option(KINDS[i], words, i == state.kind));
        let kind = changed(state, &edit, |s: &mut TrainState, id: String| {
            s.kind = KINDS.iter().position(|other| *other == id).unwrap_or(0);
        });
        let clear = changed(state, &edit, |s: &mut TrainState, _: MouseEvent| {
            s.own = Rc::default();
        });
        let label = |i: usize| {
            let names = ["class-1", "class-2", "class-3", "class-4"];
            let signs = ["■ 1", "● 2", "▲ 3", "◆ 4"];
            let set = link.callback(move |_: bool| Msg::Draw(Stroke::Label(i as f64)));
            toggle(names[i], signs[i], self.pen.label == i as f64, &set)
        };
        let value = link.callback(|value| Msg::Draw(Stroke::Label(value)));
        html! {
            <div class="own-part">
                { pick("kind", text.train_kind(), kinds.collect(), &kind) }
                if state.kind == 0 {
                    { chips(text.train_draw_class(), (0..MOST_CLASSES).map(label).collect()) }
                } else {
                    { slider(Slider {
                        name: "value".to_owned(),
                        class: "y",
                        symbol: "y",
                        label: text.train_draw_value().to_owned(),
                        value: self.pen.label,
                        initial: 0.0,
                        travel: Travel { low: -1.0, high: 1.0, step: 0.1 },
                        bounds: (-100.0, 100.0),
                        digits: 2,
                        set: &value,
                        text,
                    }) }
                }
                <button type="button" class="chip" name="clear" disabled={state.own.is_empty()} onclick={clear}>{ text.train_draw_clear() }</button>
                <p class="keys-hint">{ text.train_draw_hint() }</p>
                { self.csv(ctx) }
                if state.own.len() >= MOST_OWN { <p class="keys-hint">{ text.train_draw_full(&MOST_OWN) }</p> }
            </div>
        }
    }
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    libm::hypot(a[0] - b[0], a[1] - b[1])
}

/// Where the hand is on the plane.
fn here(event: &PointerEvent, size: (f64, f64)) -> Option<[f64; 2]> {
    let target = event.target_dyn_into::<Element>()?;
    let corner = target
        .closest(".drawn-on")
        .ok()??
        .get_bounding_client_rect();
    let scale = size.0 / corner.width();
    let left = (f64::from(event.client_x()) - corner.left()) * scale;
    let top = (f64::from(event.client_y()) - corner.top()) * scale;
    Some(place((left, top), size))
}
