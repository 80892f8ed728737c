//! A live chart: curves on a canvas, and over it an SVG with all that can be touched.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Array;
use plotters::style::RGBColor;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, PointerEvent};
use yew::{
    AttrValue, Callback, Component, Context, Html, NodeRef, Properties, TargetCast as _, html,
};

use super::overlay::{Cursor, marks};
use super::{Axis, Band, GRAIN, Ink, Layout, Paint, Part, Plot, Stroke, Style, draw};
use crate::browser::{Frames, SizeObserver, computed, device_pixel_ratio};
use crate::text::parse;

/// What a live chart shows.
#[derive(Properties, PartialEq)]
pub struct ChartProps {
    /// The chart.
    pub plot: Rc<Plot>,
    /// Its name for those who do not see it.
    pub label: AttrValue,
    /// Counts changes of the theme.
    pub epoch: u32,
    /// A point that follows hand and keyboard along x.
    #[prop_or_default]
    pub cursor: Option<Cursor>,
    /// Gets the value of x under the hand.
    #[prop_or_default]
    pub on_move: Callback<f64>,
    /// What else lies over it, for the hand to draw on.
    #[prop_or_default]
    pub layer: Option<Layer>,
    /// What is shown in place of the chart.
    #[prop_or_default]
    pub figure: Option<Figure>,
    /// A further class of its stage, which may give it another shape where room is scarce.
    #[prop_or_default]
    pub shape: &'static str,
}

/// A layer over a chart.
#[derive(Clone)]
pub struct Layer {
    /// What the hand may do on the overlay, as a class of it.
    pub class: &'static str,
    /// As SVG.
    pub html: Rc<dyn Fn(&Layout) -> Html>,
    /// Gets what the hand draws.
    pub on_draw: Callback<Stroke>,
}

impl PartialEq for Layer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.html, &other.html)
    }
}

/// Draws what it is for, other than a chart, given the size of the stage in CSS pixels and the scale of type.
#[derive(Clone)]
pub struct Figure(pub Rc<dyn Fn((f64, f64), f64) -> Html>);

impl PartialEq for Figure {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A stage that has a figure and no chart: `draw` gets its size in CSS pixels and the scale of type.
#[cfg(every_exhibit)]
pub fn figure(
    label: &'static str,
    epoch: u32,
    shape: &'static str,
    draw: impl Fn((f64, f64), f64) -> Html + 'static,
) -> Html {
    let unit = Axis::new(0.0, 1.0);
    let (plot, figure) = (Rc::new(Plot::over(unit, unit)), Figure(Rc::new(draw)));
    html! { <Chart {plot} {figure} {label} {epoch} {shape} /> }
}

/// A live chart. Before it knows its size it shows the picture that the page holds for it.
#[derive(Default)]
pub struct Chart {
    stage: NodeRef,
    canvas: NodeRef,
    svg: NodeRef,
    size: Option<(f64, f64)>,
    /// How much larger type is here, read once a theme: reading makes the browser work out all styles.
    type_scale: f64,
    observer: Option<SizeObserver>,
    easel: Rc<RefCell<Easel>>,
    frames: Frames,
    /// What the hand did last.
    hand: Hand,
    /// What was asked to be painted last.
    asked: Option<(Rc<Plot>, Layout, u32)>,
}

type Hand = Rc<Cell<Stroke>>;

impl Component for Chart {
    /// A new size.
    type Message = (f64, f64);
    type Properties = ChartProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Self::default()
    }

    fn update(&mut self, _ctx: &Context<Self>, size: (f64, f64)) -> bool {
        self.type_scale = type_scale(&self.stage);
        self.size.replace(size) != Some(size)
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &ChartProps) -> bool {
        if ctx.props().epoch != before.epoch {
            self.type_scale = type_scale(&self.stage);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        html! {
            <div class={format!("stage {}", props.shape)} role="group" aria-label={&props.label} ref={&self.stage}>
                if let (Some(size), Some(Figure(figure))) = (self.size, &props.figure) {
                    { figure(size, self.type_scale) }
                } else if let Some(layout) = self.layout(props) {
                    <canvas ref={&self.canvas} aria-hidden="true" />
                    { overlay(props, layout, &self.svg, &self.hand) }
                } else {
                    <slot name="picture" />
                }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            let resized = ctx.link().callback(|size| size);
            self.observer = self
                .stage
                .cast()
                .and_then(|stage: Element| SizeObserver::new(&stage, resized));
        }
        self.paint(ctx.props());
    }
}

impl Chart {
    fn layout(&self, props: &ChartProps) -> Option<Layout> {
        Some(Layout::new(&props.plot, self.size?, self.type_scale))
    }

    /// Paints in the next frame what is not painted yet; the very first time at once.
    fn paint(&mut self, props: &ChartProps) {
        let Some(layout) = self.layout(props) else {
            return;
        };
        let wanted = (Rc::clone(&props.plot), layout, props.epoch);
        let (Some(canvas), Some(stage)) = (self.canvas.cast(), self.stage.cast::<Element>()) else {
            return;
        };
        if self.asked.as_ref() == Some(&wanted) {
            return;
        }
        let (first, easel, (plot, layout, epoch)) =
            (self.asked.is_none(), Rc::clone(&self.easel), wanted.clone());
        self.asked = Some(wanted);
        let paint = move || paint(&easel, &canvas, &stage, &plot, &layout, epoch);
        if first {
            paint();
        } else {
            self.frames.request(paint);
        }
    }
}

fn overlay(props: &ChartProps, layout: Layout, svg: &NodeRef, hand: &Hand) -> Html {
    let (on_move, on_draw) = (
        props.on_move.clone(),
        props.layer.as_ref().map(|layer| layer.on_draw.clone()),
    );
    let (canvas, hand) = (svg.clone(), Rc::clone(hand));
    let follow = Callback::from(move |(event, down): (PointerEvent, bool)| {
        let Some(svg) = canvas.cast::<Element>() else {
            return;
        };
        let corner = svg.get_bounding_client_rect();
        let to = (
            layout.data_x(f64::from(event.client_x()) - corner.left()),
            layout.data_y(f64::from(event.client_y()) - corner.top()),
        );
        let before = if down {
            let (held, start) = (held(event.target_dyn_into()), to);
            Stroke {
                held,
                start,
                from: to,
                to,
            }
        } else {
            hand.get()
        };
        let stroke = Stroke {
            from: before.to,
            to,
            ..before
        };
        hand.set(stroke);
        on_move.emit(to.0);
        if let Some(on_draw) = &on_draw {
            on_draw.emit(stroke);
        }
    });
    let (held, pressed) = (svg.clone(), follow.clone());
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        if event.button() == 0 && capture(&held, &event) {
            pressed.emit((event, true));
        }
    });
    let held = svg.clone();
    let onpointermove = Callback::from(move |event: PointerEvent| {
        if event.buttons() & 1 == 1 && captured(&held, &event) {
            follow.emit((event, false));
        }
    });
    let class = props.layer.as_ref().map_or("", |layer| layer.class);
    html! {
        <svg class={format!("overlay {class}")} ref={svg} viewBox={format!("0 0 {} {}", layout.width, layout.height)} {onpointerdown} {onpointermove}>
            { marks(&props.plot, &layout) }
            { for props.cursor.as_ref().map(|cursor| cursor.render(&layout, &props.on_move)) }
            { for props.layer.as_ref().map(|layer| (layer.html)(&layout)) }
        </svg>
    }
}

/// The place among its like of the handle that `target` belongs to.
pub(super) fn held(target: Option<Element>) -> Option<usize> {
    let handle = target?.closest("[data-i]").ok()??;
    handle.get_attribute("data-i")?.parse().ok()
}

/// From now on the moves of this finger go to `svg`, even outside it. The event itself does not know it: Yew listens
/// at the root, which is the event's current target.
fn capture(svg: &NodeRef, event: &PointerEvent) -> bool {
    svg.cast::<Element>()
        .is_some_and(|svg| svg.set_pointer_capture(event.pointer_id()).is_ok())
}

fn captured(svg: &NodeRef, event: &PointerEvent) -> bool {
    svg.cast::<Element>()
        .is_some_and(|svg| svg.has_pointer_capture(event.pointer_id()))
}

pub(super) fn type_scale(stage: &NodeRef) -> f64 {
    stage
        .cast::<Element>()
        .map_or(1.0, |stage| number(&stage, "--type"))
}

fn number(element: &Element, property: &str) -> f64 {
    computed(element, property)
        .and_then(|text| parse(&text))
        .unwrap_or(1.0)
}

/// What stays from one drawing to the next: the axes on a sheet of their own, and the colours.
#[derive(Default)]
struct Easel {
    context: Option<CanvasRenderingContext2d>,
    sheet: Option<(HtmlCanvasElement, SheetKey)>,
    style: Option<(u32, Style)>,
}

/// The axes are drawn anew when one of these changes.
#[derive(PartialEq)]
struct SheetKey {
    axes: (Axis, Axis),
    bands: Vec<Band>,
    layout: Layout,
    style: Style,
}

fn paint(
    easel: &Rc<RefCell<Easel>>,
    canvas: &HtmlCanvasElement,
    stage: &Element,
    plot: &Plot,
    layout: &Layout,
    epoch: u32,
) {
    let easel = &mut *easel.borrow_mut();
    let ratio = device_pixel_ratio();
    let style = match &easel.style {
        Some((seen, style)) if *seen == epoch && style.ratio == ratio => *style,
        _ => easel.style.insert((epoch, style_of(stage, ratio))).1,
    };
    let size = (
        (layout.width * ratio).round() as u32,
        (layout.height * ratio).round() as u32,
    );
    easel.context = easel.context.take().or_else(|| context(canvas));
    let Some(context) = easel.context.clone() else {
        return;
    };
    empty(canvas, &context, size);
    if !plot.patches.is_empty() {
        put(canvas, &context, plot, layout, &[Part::Patches], &style);
    }
    if let Some(sheet) = sheet(easel, plot, layout, &style, size) {
        // Fails only for an image of no size, which the chart has not.
        let _drawn = context.draw_image_with_html_canvas_element(sheet, 0.0, 0.0);
    }
    put(canvas, &context, plot, layout, &[Part::Traces], &style);
}

fn sheet<'a>(
    easel: &'a mut Easel,
    plot: &Plot,
    layout: &Layout,
    style: &Style,
    size: (u32, u32),
) -> Option<&'a HtmlCanvasElement> {
    let key = SheetKey {
        axes: (plot.x, plot.y),
        bands: plot.bands.clone(),
        layout: *layout,
        style: *style,
    };
    if easel.sheet.as_ref().is_none_or(|(_, old)| *old != key) {
        let sheet: HtmlCanvasElement = match easel.sheet.take() {
            Some((sheet, _)) => sheet,
            None => gloo::utils::document()
                .create_element("canvas")
                .ok()?
                .dyn_into()
                .ok()?,
        };
        let context = context(&sheet)?;
        empty(&sheet, &context, size);
        let parts = [Part::Grid, Part::Numbers];
        put(&sheet, &context, plot, layout, &parts, style);
        easel.sheet = Some((sheet, key));
    }
    easel.sheet.as_ref().map(|(sheet, _)| sheet)
}

/// Makes a canvas empty and of this size. A new size costs as much as a whole drawing.
pub(super) fn empty(
    canvas: &HtmlCanvasElement,
    context: &CanvasRenderingContext2d,
    size: (u32, u32),
) {
    if (canvas.width(), canvas.height()) == size {
        context.clear_rect(0.0, 0.0, f64::from(size.0), f64::from(size.1));
    } else {
        canvas.set_width(size.0);
        canvas.set_height(size.1);
    }
}

fn put(
    canvas: &HtmlCanvasElement,
    context: &CanvasRenderingContext2d,
    plot: &Plot,
    layout: &Layout,
    parts: &[Part],
    style: &Style,
) {
    let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) else {
        return;
    };
    context.set_line_join("round");
    // Not `save` and `restore`: they copy all that a context holds. Fails only for numbers that are none.
    let scale = |factor| context.set_transform(factor, 0.0, 0.0, factor, 0.0, 0.0);
    let _scaled = scale(1.0 / GRAIN);
    let dash = |lengths: &[f64]| {
        // Fails only on what is not a list.
        let _dashed = context.set_line_dash(
            &lengths
                .iter()
                .copied()
                .map(JsValue::from_f64)
                .collect::<Array>(),
        );
    };
    if let Err(error) = draw(backend, plot, layout, parts, style, Some(&dash)) {
        gloo::console::error!(format!("cannot draw the chart: {error}"));
    }
    let _back = scale(1.0);
}

pub(super) fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// Colours and sizes as the style sheet has them here and now.
pub(super) fn style_of(stage: &Element, ratio: f64) -> Style {
    Style {
        paint: Paint(resolve(stage).map(|ink| ink.unwrap_or(RGBColor(128, 128, 128)))),
        ratio,
        type_scale: number(stage, "--type"),
        line_scale: number(stage, "--stroke"),
    }
}

/// What each ink is here. A custom property may hold `light-dark(…)`: only a real property tells what it comes to.
/// All are looked at together: after each change the browser works out the whole page before it answers.
fn resolve(stage: &Element) -> [Option<RGBColor>; Ink::ALL.len()] {
    let probe = |ink: Ink| {
        let probe = gloo::utils::document().create_element("i").ok()?;
        probe.set_class_name(ink.class());
        probe.set_attribute("hidden", "").ok()?;
        stage.append_child(&probe).ok()?;
        Some(probe)
    };
    let probes = Ink::ALL.map(probe);
    let inks = probes
        .each_ref()
        .map(|probe| rgb(&computed(probe.as_ref()?, "color")?));
    probes.iter().flatten().for_each(Element::remove);
    inks
}

/// `rgb(184, 58, 0)`, as browsers write a resolved colour.
fn rgb(text: &str) -> Option<RGBColor> {
    let mut channels = text
        .split_once('(')?
        .1
        .trim_end_matches(')')
        .split(',')
        .map(|c| c.trim().parse());
    Some(RGBColor(
        channels.next()?.ok()?,
        channels.next()?.ok()?,
        channels.next()?.ok()?,
    ))
}
