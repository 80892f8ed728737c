//! Colour fields side by side, joined by lines and strewn with points: all of it on one canvas, with an SVG over it for
//! what can be touched.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use plotters::style::RGBColor;
use wasm_bindgen::{Clamped, JsCast as _, JsValue};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData};
use yew::{AttrValue, Component, Context, Html, NodeRef, Properties, html};

use super::canvas::{Figure, context, empty, style_of, type_scale};
use super::{Ink, Paint, Style};
use crate::browser::{Frames, SizeObserver, device_pixel_ratio};

/// What stands on the canvas, in CSS pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene<'a> {
    /// How many colours each tile has, across and down.
    pub grid: (usize, usize),
    /// Lines, the first at the bottom, below the tiles.
    pub strands: Vec<Strand>,
    /// Colour fields.
    pub tiles: Vec<Tile<'a>>,
    /// Points, above all.
    pub spots: Vec<Spot>,
}

/// A line that leaves and arrives level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strand {
    /// From where and to where.
    pub ends: [(f64, f64); 2],
    /// Its width.
    pub width: f64,
    /// Its colour.
    pub ink: Ink,
    /// Whether it is broken: what differs in hue differs in that as well.
    pub dashed: bool,
}

/// A colour field.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile<'a> {
    /// Its upper left corner.
    pub corner: (f64, f64),
    /// Its width and height.
    pub size: (f64, f64),
    /// Its colours, row by row from the top.
    pub shade: Shade<'a>,
}

/// What colours say.
#[derive(Clone, Debug, PartialEq)]
pub enum Shade<'a> {
    /// From −1, [`Ink::Low`], by way of nothing to 1, [`Ink::Output`], after a factor and a shift.
    Sides(&'a [f32], f32, f32),
    /// Shares of one whole, each with its ink.
    Shares(&'a [Vec<f32>], &'static [Ink]),
}

/// A point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Where.
    pub at: (f64, f64),
    /// Its colour.
    pub ink: Ink,
    /// Its form: a disc, a square, a triangle, a diamond.
    pub form: usize,
    /// Whether it is filled.
    pub filled: bool,
}

/// Something that can be shown.
pub trait Show {
    /// How it looks on a stage of this width and height in CSS pixels.
    fn scene(&self, size: (f64, f64)) -> Scene<'_>;
}

/// What a field shows.
#[derive(Properties, Clone)]
pub struct FieldProps {
    /// What stands on the canvas.
    pub show: Rc<dyn Show>,
    /// What can be touched, over it.
    pub over: Figure,
    /// Becomes another when `over` is to be looked at anew.
    pub key_of_over: u64,
    /// Its name for those who do not see it.
    pub label: AttrValue,
    /// Counts changes of the theme.
    pub epoch: u32,
    /// Further classes of its stage.
    pub shape: &'static str,
    /// Whether the picture of the exhibit stands here before it comes alive.
    #[prop_or_default]
    pub picture: bool,
}

impl PartialEq for FieldProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.show, &other.show)
            && (self.key_of_over, self.epoch) == (other.key_of_over, other.epoch)
            && self.label == other.label
    }
}

/// A live field.
#[derive(Default)]
pub struct Field {
    stage: NodeRef,
    canvas: NodeRef,
    size: Option<(f64, f64)>,
    /// How much larger type is here: see [`Chart`](super::Chart).
    type_scale: f64,
    observer: Option<SizeObserver>,
    easel: Rc<RefCell<Easel>>,
    frames: Frames,
    /// What was asked to be painted last.
    asked: Option<Asked>,
}

/// What is painted, how large, in which theme, and how many device pixels a CSS pixel has.
#[derive(Clone)]
struct Asked {
    show: Rc<dyn Show>,
    size: (f64, f64),
    epoch: u32,
    ratio: f64,
}

impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.show, &other.show)
            && (self.size, self.epoch, self.ratio) == (other.size, other.epoch, other.ratio)
    }
}

impl Component for Field {
    /// A new size.
    type Message = (f64, f64);
    type Properties = FieldProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Self::default()
    }

    fn update(&mut self, _ctx: &Context<Self>, size: (f64, f64)) -> bool {
        self.type_scale = type_scale(&self.stage);
        self.size.replace(size) != Some(size)
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &FieldProps) -> bool {
        if ctx.props().epoch != before.epoch {
            self.type_scale = type_scale(&self.stage);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let FieldProps {
            over,
            key_of_over,
            label,
            epoch,
            shape,
            picture,
            ..
        } = ctx.props();
        html! {
            <div class={format!("stage {shape}")} role="group" aria-label={label} ref={&self.stage}>
                if let Some(size) = self.size {
                    <canvas ref={&self.canvas} aria-hidden="true" />
                    <Over over={over.clone()} {size} key_of_over={*key_of_over} scale={self.type_scale} epoch={*epoch} />
                } else if *picture {
                    <slot name="picture" />
                }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            let resized = ctx.link().callback(|size| size);
            let stage = self.stage.cast::<Element>();
            self.observer = stage.and_then(|stage| SizeObserver::new(&stage, resized));
        }
        let (Some(size), Some(canvas), Some(stage)) =
            (self.size, self.canvas.cast(), self.stage.cast::<Element>())
        else {
            return;
        };
        let asked = Asked {
            show: Rc::clone(&ctx.props().show),
            size,
            epoch: ctx.props().epoch,
            ratio: device_pixel_ratio(),
        };
        let before = self.asked.replace(asked.clone());
        if before.as_ref() == Some(&asked) {
            return;
        }
        let easel = Rc::clone(&self.easel);
        let paint = move || easel.borrow_mut().paint(&canvas, &stage, &asked);
        if before.is_some() {
            self.frames.request(paint);
        } else {
            paint();
        }
    }
}

#[derive(Properties)]
struct OverProps {
    over: Figure,
    size: (f64, f64),
    key_of_over: u64,
    scale: f64,
    epoch: u32,
}

impl PartialEq for OverProps {
    fn eq(&self, other: &Self) -> bool {
        (self.key_of_over, self.size, self.epoch) == (other.key_of_over, other.size, other.epoch)
    }
}

/// What can be touched. It is looked at anew only when that is asked for: colours change in every frame, it does not.
#[yew::function_component]
fn Over(props: &OverProps) -> Html {
    (props.over.0)(props.size, props.scale)
}

/// What stays from one drawing to the next.
#[derive(Default)]
struct Easel {
    context: Option<CanvasRenderingContext2d>,
    /// Where the colours of all tiles stand side by side before they are spread.
    sheet: Option<(HtmlCanvasElement, CanvasRenderingContext2d)>,
    style: Option<(u32, Style)>,
    pixels: Vec<u8>,
}

/// Shades a side.
const SHADES: usize = 128;
/// How much of an ink the deepest shade has.
const DEPTH: f64 = 0.78;

impl Easel {
    fn paint(&mut self, canvas: &HtmlCanvasElement, stage: &Element, asked: &Asked) {
        let Asked {
            size, epoch, ratio, ..
        } = *asked;
        let style = match &self.style {
            Some((seen, style)) if *seen == epoch && style.ratio == ratio => *style,
            _ => self.style.insert((epoch, style_of(stage, ratio))).1,
        };
        self.context = self.context.take().or_else(|| context(canvas));
        let Some(context) = self.context.clone() else {
            return;
        };
        let pixels = |length: f64| (length * ratio).round() as u32;
        empty(canvas, &context, (pixels(size.0), pixels(size.1)));
        // Fails only for numbers that are none; so do all that follow.
        let _scaled = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        let scene = asked.show.scene(size);
        for strand in &scene.strands {
            draw_strand(&context, strand, &style);
        }
        let _solid = context.set_line_dash(&Array::new());
        self.spread(&context, &scene, &style.paint);
        for spot in &scene.spots {
            draw_spot(&context, spot, &style);
        }
        let _back = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
    }

    /// The tiles: their colours go to a sheet as small as these are few, and from there, stretched, to their places.
    fn spread(&mut self, context: &CanvasRenderingContext2d, scene: &Scene<'_>, paint: &Paint) {
        let (columns, rows) = scene.grid;
        let width = columns * scene.tiles.len();
        if width * rows == 0 {
            return;
        }
        self.pixels.clear();
        self.pixels.resize(4 * width * rows, 255);
        let shades = Shades::new(paint);
        for (i, tile) in scene.tiles.iter().enumerate() {
            for row in 0..rows {
                let start = 4 * (row * width + i * columns);
                let line = &mut self.pixels[start..start + 4 * columns];
                shades.fill(&tile.shade, row * columns, line);
            }
        }
        let Some((sheet, over)) = self.sheet.take().or_else(sheet) else {
            return;
        };
        if (sheet.width(), sheet.height()) != (width as u32, rows as u32) {
            sheet.set_width(width as u32);
            sheet.set_height(rows as u32);
        }
        let image = ImageData::new_with_u8_clamped_array_and_sh(
            Clamped(&self.pixels),
            width as u32,
            rows as u32,
        );
        if let Ok(image) = image {
            let _put = over.put_image_data(&image, 0.0, 0.0);
        }
        for (i, tile) in scene.tiles.iter().enumerate() {
            let (corner, size) = (tile.corner, tile.size);
            let _spread = context
                .draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                    &sheet,
                    (i * columns) as f64,
                    0.0,
                    columns as f64,
                    rows as f64,
                    corner.0,
                    corner.1,
                    size.0,
                    size.1,
                );
        }
        self.sheet = Some((sheet, over));
    }
}

fn sheet() -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let sheet = gloo::utils::document().create_element("canvas").ok()?;
    let sheet: HtmlCanvasElement = sheet.dyn_into().ok()?;
    let context = context(&sheet)?;
    Some((sheet, context))
}

/// The colours between the ground and the inks.
struct Shades<'a> {
    paint: &'a Paint,
    sides: Vec<[u8; 3]>,
}

impl<'a> Shades<'a> {
    fn new(paint: &'a Paint) -> Self {
        let ground = paint.of(Ink::Card);
        let side = |i: usize| {
            let value = i as f64 / SHADES as f64 - 1.0;
            let ink = paint.of(if value < 0.0 { Ink::Low } else { Ink::Output });
            mixed(ground, ink, DEPTH * value.abs())
        };
        Self {
            paint,
            sides: (0..=2 * SHADES).map(side).collect(),
        }
    }

    /// Colours a line of a tile, from its place `start` on.
    fn fill(&self, shade: &Shade<'_>, start: usize, line: &mut [u8]) {
        let pixels = line.chunks_exact_mut(4);
        match shade {
            Shade::Sides(values, factor, shift) => {
                for (pixel, value) in pixels.zip(values.iter().skip(start)) {
                    let value = (value * factor + shift).clamp(-1.0, 1.0);
                    // What is no number becomes 0 here, the far end of the low side.
                    let place = ((value + 1.0) * SHADES as f32 + 0.5) as usize;
                    pixel[..3].copy_from_slice(&self.sides[place]);
                }
            }
            Shade::Shares(shares, inks) => {
                for (i, pixel) in pixels.enumerate() {
                    let shares = shares.iter().map(|shares| shares.get(start + i));
                    let shares = shares.map(|share| f64::from(share.copied().unwrap_or_default()));
                    pixel[..3].copy_from_slice(&self.blend(shares, inks));
                }
            }
        }
    }

    fn blend(&self, shares: impl Iterator<Item = f64>, inks: &[Ink]) -> [u8; 3] {
        let (mut sum, mut whole) = ([0.0; 3], 0.0);
        for (share, ink) in shares.zip(inks) {
            // Squares: what is likely stands out.
            let share = share.clamp(0.0, 1.0) * share.clamp(0.0, 1.0);
            let RGBColor(r, g, b) = self.paint.of(*ink);
            for (sum, channel) in sum.iter_mut().zip([r, g, b]) {
                *sum += share * f64::from(channel);
            }
            whole += share;
        }
        let RGBColor(r, g, b) = self.paint.of(Ink::Card);
        let depth = DEPTH * whole.min(1.0);
        let channel = |sum: f64, ground: u8| {
            let ink = if whole > 0.0 { sum / whole } else { 0.0 };
            (depth * ink + (1.0 - depth) * f64::from(ground)).round() as u8
        };
        [channel(sum[0], r), channel(sum[1], g), channel(sum[2], b)]
    }
}

fn mixed(ground: RGBColor, ink: RGBColor, depth: f64) -> [u8; 3] {
    let channel = |ground: u8, ink: u8| {
        (f64::from(ground) + depth * (f64::from(ink) - f64::from(ground))).round() as u8
    };
    [
        channel(ground.0, ink.0),
        channel(ground.1, ink.1),
        channel(ground.2, ink.2),
    ]
}

fn css(RGBColor(r, g, b): RGBColor) -> String {
    format!("rgb({r},{g},{b})")
}

fn draw_strand(context: &CanvasRenderingContext2d, strand: &Strand, style: &Style) {
    let [(x0, y0), (x1, y1)] = strand.ends;
    let bend = 0.5 * (x1 - x0);
    let dashes: Array = if strand.dashed {
        [4.0, 3.0].into_iter().map(JsValue::from_f64).collect()
    } else {
        Array::new()
    };
    let _dashed = context.set_line_dash(&dashes);
    context.set_stroke_style_str(&css(style.paint.of(strand.ink)));
    context.set_line_width(strand.width * style.line_scale);
    context.set_global_alpha((0.35 + 0.1 * strand.width).min(0.9));
    context.begin_path();
    context.move_to(x0, y0);
    context.bezier_curve_to(x0 + bend, y0, x1 - bend, y1, x1, y1);
    context.stroke();
    context.set_global_alpha(1.0);
}

/// The radius of a point.
const RADIUS: f64 = 3.6;

fn draw_spot(context: &CanvasRenderingContext2d, spot: &Spot, style: &Style) {
    let ((x, y), r) = (spot.at, RADIUS * style.line_scale.sqrt());
    let (ink, ground) = (
        css(style.paint.of(spot.ink)),
        css(style.paint.of(Ink::Card)),
    );
    context.begin_path();
    let corners: &[(f64, f64)] = match spot.form {
        1 => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
        2 => &[(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
        3 => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
        _ => &[],
    };
    if corners.is_empty() {
        let _round = context.arc(x, y, r, 0.0, std::f64::consts::TAU);
    }
    for (i, (right, down)) in corners.iter().enumerate() {
        let to = (x + r * right, y + r * down);
        if i == 0 {
            context.move_to(to.0, to.1);
        } else {
            context.line_to(to.0, to.1);
        }
    }
    context.close_path();
    context.set_fill_style_str(if spot.filled { &ink } else { &ground });
    context.set_stroke_style_str(if spot.filled { &ground } else { &ink });
    context.set_line_width(if spot.filled { 1.0 } else { 1.6 });
    context.fill();
    context.stroke();
}
