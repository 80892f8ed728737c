//! Points of one's own: drawn on the picture by hand or by keys.

use std::rc::Rc;

use yew::{Context, Html, MouseEvent, html};

use super::{Msg, Playground};
use crate::browser::keys::Travel;
use crate::controls::{Slider, chips, option, pick, slider, toggle};
use crate::exhibits::shared::changed;
use crate::exhibits::train::options::KINDS;
use crate::exhibits::train::state::{MOST_CLASSES, MOST_OWN};
use crate::exhibits::train::{CLASS_SIGNS, TrainState};
use crate::nn::data::Point;

/// Points that the hand draws are no closer than this.
const APART: f64 = 0.45;

/// What one does with a pen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stroke {
    /// Sets a point here, if none is near.
    Dot([f64; 2]),
    /// Takes the nearest to the cross away.
    Rub,
    /// What the next points will be.
    Label(f64),
}

impl Playground {
    /// Follows the pen.
    pub(super) fn draw(&mut self, ctx: &Context<Self>, stroke: Stroke) {
        self.design += 1;
        let state = &ctx.props().props.state;
        let mut points = state.own.to_vec();
        match stroke {
            Stroke::Label(label) => {
                self.pen = label;
                return;
            }
            Stroke::Dot(at) => {
                let near = |point: &Point| distance(point.at, at) < APART;
                if points.iter().any(near) || points.len() >= MOST_OWN {
                    return;
                }
                points.push(Point {
                    at,
                    label: self.pen,
                });
            }
            Stroke::Rub => {
                let far = |i: &usize| distance(points[*i].at, self.eye.place);
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
            let set = link.callback(move |_: bool| Msg::Draw(Stroke::Label(i as f64)));
            toggle(names[i], CLASS_SIGNS[i], self.pen == i as f64, &set)
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
                        value: self.pen,
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
