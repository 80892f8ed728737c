//! The large picture: what the network, or a unit of it, says of the whole plane, the points on it, and the place that one points at.

use std::rc::Rc;

use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::{AttrValue, Callback, Context, Html, TargetCast as _, html};

use super::eye::Glance;
use super::own::Stroke;
use super::surface::{output_shade, seen, shade};
use super::{Msg, Playground};
use crate::browser::keys::{snap, steps};
use crate::charts::{Field, Figure, Scene, Show, Spot, Tile};
use crate::exhibits::train::Unit;
use crate::exhibits::train::plot::ink;
use crate::exhibits::train::setup::Setup;
use crate::exhibits::train::shown::{Shown, Surfaces};
use crate::nn::LayerTrace;
use crate::nn::data::{DOMAIN, Data, Kind, Point};
use crate::text::Text;

/// How far a key moves the place that one points at.
pub(super) const STRIDE: f64 = 0.25;

/// What the canvas shows.
pub(super) struct Plane {
    setup: Rc<Setup>,
    surfaces: Rc<Surfaces>,
    /// The unit whose surface it is; none: that of the network.
    unit: Option<Unit>,
    /// The surfaces of the inputs, where it is one of them.
    seen: Vec<Vec<f32>>,
}

impl Plane {
    /// The network as it stands, or a unit of it.
    pub(super) fn of(setup: &Rc<Setup>, shown: &Shown, unit: Option<Unit>) -> Self {
        Self {
            setup: Rc::clone(setup),
            surfaces: Rc::clone(&shown.surfaces),
            unit,
            seen: unit
                .filter(|(column, _)| *column == 0)
                .map_or_else(Vec::new, |_| seen(setup)),
        }
    }

    fn is_of(&self, setup: &Rc<Setup>, shown: &Shown, unit: Option<Unit>) -> bool {
        Rc::ptr_eq(&self.setup, setup)
            && Rc::ptr_eq(&self.surfaces, &shown.surfaces)
            && self.unit == unit
    }
}

impl Show for Plane {
    fn scene(&self, size: (f64, f64)) -> Scene<'_> {
        let (setup, surfaces) = (&self.setup, &self.surfaces);
        let shade = match self.unit {
            Some(unit) => shade(setup, surfaces, &self.seen, unit),
            None => output_shade(setup, surfaces, None),
        };
        let whole = shade.map(|shade| Tile {
            corner: (0.0, 0.0),
            size,
            shade,
        });
        let spots = |data: &Data, filled: bool| -> Vec<Spot> {
            let inside = |point: &&Point| point.at.iter().all(|v| v.abs() <= DOMAIN);
            let spot = |point: &Point| Spot {
                at: screen(point.at, size),
                ink: ink(data.kind, point.label),
                form: form(data.kind, point.label),
                filled,
            };
            data.points.iter().filter(inside).map(spot).collect()
        };
        let mut all = spots(&self.setup.tested, false);
        all.extend(spots(&self.setup.learnt, true));
        Scene {
            grid: self.setup.grid(),
            strands: Vec::new(),
            tiles: whole.into_iter().collect(),
            spots: all,
        }
    }
}

/// The form of a point: of a class its own, of a number that of its sign.
fn form(kind: Kind, label: f64) -> usize {
    match kind {
        // The first class has squares, the second discs.
        Kind::Classes(_) => [1, 0, 2, 3][(label as usize).min(3)],
        Kind::Regression => usize::from(label < 0.0),
    }
}

/// Where a place of the plane lies on a stage of this size.
fn screen([x, y]: [f64; 2], (width, height): (f64, f64)) -> (f64, f64) {
    let share = |v: f64| f64::midpoint(v / DOMAIN, 1.0);
    (width * share(x), height * (1.0 - share(y)))
}

/// Where the hand is on a picture of the whole plane, be it large or a unit's.
pub(super) fn place(event: &PointerEvent, picture: &Element) -> [f64; 2] {
    let sides = picture.get_bounding_client_rect();
    let right = (f64::from(event.client_x()) - sides.left()) / sides.width();
    let down = (f64::from(event.client_y()) - sides.top()) / sides.height();
    // Whatever has no size has no places but the middle.
    let inside = |v: f64| snap((DOMAIN * v).clamp(-DOMAIN, DOMAIN), 0.01);
    let or_middle = |v: f64| if v.is_finite() { v } else { 0.0 };
    [2.0 * right - 1.0, 1.0 - 2.0 * down].map(|v| inside(or_middle(v)))
}

impl Playground {
    pub(super) fn plane(
        &self,
        ctx: &Context<Self>,
        label: AttrValue,
        there: &[LayerTrace],
    ) -> Html {
        let props = &*ctx.props().props;
        let show: Rc<dyn Show> = Rc::<Plane>::clone(&self.plane);
        let overlay = Overlay {
            place: self.eye.place,
            words: self.said(there, props.text).into(),
            draws: props.state.is_own(),
            tell: ctx.link().callback(|msg| msg),
            text: props.text,
        };
        let over = Figure(Rc::new(move |size, _scale| overlay.render(size)));
        html! {
            <Field {show} {over} key_of_over={self.design + self.eye.moves} {label} epoch={props.epoch} shape="square plane" picture={true} />
        }
    }

    /// Shows the picture anew where it is another.
    pub(super) fn paint_plane(&mut self) {
        let unit = self.shown_unit();
        if !self.plane.is_of(&self.setup, &self.shown, unit) {
            self.plane = Rc::new(Plane::of(&self.setup, &self.shown, unit));
        }
    }
}

/// What lies over the picture: the names of the axes, and a cross at the place that is pointed at, where keys set points if
/// points are drawn.
struct Overlay {
    place: [f64; 2],
    words: AttrValue,
    draws: bool,
    tell: Callback<Msg>,
    text: &'static Text,
}

impl Overlay {
    fn render(&self, size: (f64, f64)) -> Html {
        let (width, height) = size;
        let (draws, tell) = (self.draws, self.tell.clone());
        let onpointerdown = Callback::from(move |event: PointerEvent| {
            let Some(at) = here(&event) else { return };
            tell.emit(Msg::Look(Glance::Place(at)));
            if draws && event.button() == 0 {
                tell.emit(Msg::Draw(Stroke::Dot(at)));
            }
        });
        let tell = self.tell.clone();
        let onpointermove = Callback::from(move |event: PointerEvent| {
            let Some(at) = here(&event) else { return };
            tell.emit(Msg::Look(Glance::Place(at)));
            if draws && event.buttons() & 1 == 1 {
                tell.emit(Msg::Draw(Stroke::Dot(at)));
            }
        });
        html! {
            <svg class={if draws { "overlay diagram drawn-on" } else { "overlay diagram" }} viewBox={format!("0 0 {width} {height}")}
                {onpointerdown} {onpointermove}>
                { names(size) }
                { self.cross(size) }
            </svg>
        }
    }

    fn cross(&self, size: (f64, f64)) -> Html {
        let (x, y) = screen(self.place, size);
        let transform = format!("translate({x:.1} {y:.1})");
        let (at, draws, tell) = (self.place, self.draws, self.tell.clone());
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            let message = match event.key().as_str() {
                "Enter" | " " if draws => Some(Msg::Draw(Stroke::Dot(at))),
                "Delete" | "Backspace" if draws => Some(Msg::Draw(Stroke::Rub)),
                key => steps(key, event.shift_key())
                    .map(|way| Msg::Look(Glance::Place(moved(at, way)))),
            };
            if let Some(message) = message {
                event.prevent_default();
                tell.emit(message);
            }
        });
        let drawing = html! { <><circle class="reach" r="14" /><path d="M-9 0H9M0 -9V9" /></> };
        if draws {
            let text = self.text;
            return html! {
                <g class="cross" role="button" tabindex="0" aria-label={text.train_draw_cross()} aria-description={text.train_draw_hint()}
                    {onkeydown} {transform}>{ drawing }</g>
            };
        }
        html! {
            <g class="cross faint" role="slider" tabindex="0" aria-label={self.text.train_place()} aria-valuemin={(-DOMAIN).to_string()}
                aria-valuemax={DOMAIN.to_string()} aria-valuenow={self.place[0].to_string()} aria-valuetext={&self.words}
                {onkeydown} {transform}>{ drawing }</g>
        }
    }
}

/// Where keys lead from a place.
fn moved([x, y]: [f64; 2], (right, up): (f64, f64)) -> [f64; 2] {
    let to = |v: f64, by: f64| snap((v + STRIDE * by).clamp(-DOMAIN, DOMAIN), STRIDE);
    [to(x, right), to(y, up)]
}

/// Where the hand is on the plane.
fn here(event: &PointerEvent) -> Option<[f64; 2]> {
    let target: Element = event.target_dyn_into()?;
    let stage = target.closest(".overlay").ok()??;
    Some(place(event, &stage))
}

/// The names of the axes.
fn names((width, height): (f64, f64)) -> Html {
    let word = |x: f64, y: f64, anchor: &'static str, words: &'static str| {
        html! { <text class="x" x={format!("{x:.1}")} y={format!("{y:.1}")} text-anchor={anchor}>{ words }</text> }
    };
    html! {
        <>
            { word(width - 8.0, height - 8.0, "end", "x₁ →") }
            { word(8.0, 20.0, "start", "x₂ ↑") }
        </>
    }
}
