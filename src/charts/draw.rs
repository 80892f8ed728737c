//! Draws a [`Plot`] on any plotters backend: a canvas in the browser, an SVG at build time.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea as _};
use plotters::element::{Circle, DashedPathElement, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    Color as _, FontFamily, FontStyle, IntoFont as _, RGBColor, ShapeStyle, TextStyle,
};
use plotters_backend::DrawingBackend;

use super::{Axis, Dash, Ink, Layout, Mark, Patch, Plot, Side, Trace};

/// The layers of a chart. In the browser each lives for itself, so that a curve can move without its axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The colour field.
    Patches,
    /// Grid, axes, shading.
    Grid,
    /// The numbers along the axes.
    Numbers,
    /// Curves and the dots at their jumps.
    Traces,
    /// Points, guides and words.
    Marks,
}

/// The colour of each ink, in the order of [`Ink::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint(pub [RGBColor; Ink::ALL.len()]);

impl Paint {
    pub(super) fn of(&self, ink: Ink) -> RGBColor {
        self.0[ink as usize]
    }
}

/// How large and in which colours to draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// The colours.
    pub paint: Paint,
    /// Device pixels a CSS pixel.
    pub ratio: f64,
    /// Enlarges type; 1 for a page, more for a projector.
    pub type_scale: f64,
    /// Thickens lines; 1 for a page, more for a projector.
    pub line_scale: f64,
}

/// plotters knows whole units only. A unit is this part of a device pixel, so that a curve is smooth; the backend is
/// to be scaled down by it.
pub const GRAIN: f64 = 8.0;

/// How much of the colour of a patch is laid on.
const PATCH: f64 = 0.12;

/// Whether this program makes pictures.
const PICTURES: bool = cfg!(any(feature = "picture", not(browser)));

/// More units than any screen has.
const VAST: i32 = 1 << 20;

type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Breaks the lines that a backend strokes from now on into dashes of these lengths, in its units; an empty list ends that.
pub type Dasher<'a> = &'a dyn Fn(&[f64]);

/// Draws `parts` of `plot`, as laid out by `layout`. A backend that can dash lines by itself says how: a stroke is much
/// cheaper than a stroke a dash, which is plotters' way.
///
/// # Errors
/// What the backend reports.
pub fn draw<DB: DrawingBackend>(
    backend: DB,
    plot: &Plot,
    layout: &Layout,
    parts: &[Part],
    style: &Style,
    dasher: Option<Dasher<'_>>,
) -> Drawn<DB> {
    // plotters cuts what leaves the backend's own pixels; a grain is finer than these, so the area is made to reach further.
    let area = backend.into_drawing_area().margin(0, -VAST, 0, -VAST);
    let pen = Pen {
        area,
        layout,
        style,
        dasher,
    };
    for part in parts {
        match part {
            Part::Patches => plot.patches.iter().try_for_each(|patch| pen.patch(patch))?,
            Part::Grid => pen.grid(plot)?,
            Part::Numbers => pen.numbers()?,
            Part::Traces => plot.traces.iter().try_for_each(|trace| pen.trace(trace))?,
            // A live chart has them as SVG: what draws them stays out of the apps.
            Part::Marks if !PICTURES => {}
            Part::Marks => plot.marks_upwards().try_for_each(|mark| pen.mark(mark))?,
        }
    }
    pen.area.present()
}

/// Appends `next`; a last point that lies on the straight way to it makes no difference and is left out.
fn extend(piece: &mut Vec<(i32, i32)>, next: (i32, i32)) {
    if let [.., before, last] = piece[..] {
        let (run, rise) = (next.0 - before.0, next.1 - before.1);
        if rise * (last.0 - before.0) == run * (last.1 - before.1) {
            piece.pop();
        }
    }
    piece.push(next);
}

struct Pen<'a, DB: DrawingBackend> {
    area: DrawingArea<DB, Shift>,
    layout: &'a Layout,
    style: &'a Style,
    dasher: Option<Dasher<'a>>,
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    /// A length in units of the backend.
    fn units(&self, css: f64) -> i32 {
        libm::round(css * self.style.ratio * GRAIN) as i32
    }

    /// The edge of a device pixel, in units of the backend.
    fn edge(&self, css: f64) -> i32 {
        (libm::round(css * self.style.ratio) * GRAIN) as i32
    }

    /// A place in backend pixels.
    fn place(&self, (x, y): (f64, f64)) -> (i32, i32) {
        (
            self.units(self.layout.screen_x(x)),
            self.units(self.layout.screen_y(y)),
        )
    }

    fn stroke(&self, ink: Ink, width: f64) -> ShapeStyle {
        let width = self.units(width * self.style.line_scale).unsigned_abs();
        self.style.paint.of(ink).stroke_width(width)
    }

    fn patch(&self, patch: &Patch) -> Drawn<DB> {
        let points: Vec<_> = patch
            .points
            .iter()
            .map(|point| self.place(*point))
            .collect();
        let thin = self.style.paint.of(patch.ink).mix(PATCH);
        self.area.draw(&Polygon::new(points, thin))
    }

    fn grid(&self, plot: &Plot) -> Drawn<DB> {
        let l = self.layout;
        for band in &plot.bands {
            let (from, to) = (band.from.max(plot.x.low), band.to.min(plot.x.high));
            if from < to {
                self.block(l.screen_x(from), l.top, l.screen_x(to), l.bottom, Ink::Grid)?;
            }
        }
        // 0, or 1 where factors count.
        let ink = |axis: Axis, value: f64| {
            if axis.scaled(value) == 0.0 {
                Ink::Muted
            } else {
                Ink::Grid
            }
        };
        for (x, _) in l.columns() {
            let column = l.screen_x(x);
            self.block(column - 0.5, l.top, column + 0.5, l.bottom, ink(plot.x, x))?;
        }
        for (y, _) in l.rows() {
            let row = l.screen_y(y);
            self.block(l.left, row - 0.5, l.right, row + 0.5, ink(plot.y, y))?;
        }
        Ok(())
    }

    fn numbers(&self) -> Drawn<DB> {
        let l = self.layout;
        for (x, number) in l.columns() {
            self.text(
                &number,
                (l.screen_x(x), l.bottom + 8.0),
                Ink::Muted,
                (HPos::Center, VPos::Top),
                false,
            )?;
        }
        for (y, number) in l.rows() {
            self.text(
                &number,
                (l.left - 8.0, l.screen_y(y)),
                Ink::Muted,
                (HPos::Right, VPos::Center),
                false,
            )?;
        }
        Ok(())
    }

    /// A filled rectangle at least one device pixel wide: unlike a stroked line it is sharp at every ratio.
    fn block(&self, left: f64, top: f64, right: f64, bottom: f64, ink: Ink) -> Drawn<DB> {
        let pixel = GRAIN as i32;
        let (left, top) = (self.edge(left), self.edge(top));
        let corners = [
            (left, top),
            (
                self.edge(right).max(left + pixel),
                self.edge(bottom).max(top + pixel),
            ),
        ];
        self.area
            .draw(&Rectangle::new(corners, self.style.paint.of(ink).filled()))
    }

    fn trace(&self, trace: &Trace) -> Drawn<DB> {
        for run in &trace.runs {
            for piece in self.inside(run) {
                self.line(piece, trace.ink, trace.dash, trace.width)?;
            }
        }
        for dot in &trace.dots {
            let (place, inside) = self.layout.screen(dot.at);
            if inside {
                self.disc(place, 5.0, trace.ink)?;
                if !dot.filled {
                    self.disc(place, 5.0 - trace.width.min(3.0), Ink::Card)?;
                }
            }
        }
        Ok(())
    }

    /// The pieces of a run that are inside the plotting area, in backend pixels.
    fn inside(&self, run: &[(f64, f64)]) -> Vec<Vec<(i32, i32)>> {
        let mut pieces: Vec<Vec<(i32, i32)>> = Vec::new();
        let mut last = None;
        for ends in run.windows(2) {
            let Some((from, to)) = self.layout.clip(ends[0], ends[1]) else {
                continue;
            };
            match pieces.last_mut() {
                Some(piece) if last == Some(from) => extend(piece, self.place(to)),
                _ => pieces.push(vec![self.place(from), self.place(to)]),
            }
            last = Some(to);
        }
        pieces
    }

    fn line(&self, points: Vec<(i32, i32)>, ink: Ink, dash: Dash, width: f64) -> Drawn<DB> {
        let stroke = self.stroke(ink, width);
        let (Some([on, off]), dasher) = (dash.lengths(), self.dasher) else {
            return self.area.draw(&PathElement::new(points, stroke));
        };
        let (on, off) = (self.units(on), self.units(off));
        let Some(dasher) = dasher else {
            return self
                .area
                .draw(&DashedPathElement::new(points, on, off, stroke));
        };
        dasher(&[f64::from(on), f64::from(off)]);
        let drawn = self.area.draw(&PathElement::new(points, stroke));
        dasher(&[]);
        drawn
    }

    fn mark(&self, mark: &Mark) -> Drawn<DB> {
        match mark {
            Mark::Line {
                from,
                to,
                ink,
                dash,
            } => match self.layout.clip(*from, *to) {
                Some((from, to)) => {
                    self.line(vec![self.place(from), self.place(to)], *ink, *dash, 2.0)
                }
                None => Ok(()),
            },
            Mark::Point { at, ink, radius } => {
                let (place, _) = self.layout.screen(*at);
                self.disc(place, radius + 2.0, Ink::Card)?;
                self.disc(place, *radius, *ink)
            }
            Mark::Datum { at, on, text } => {
                let ((x, y), _) = self.layout.screen(*at);
                if *on {
                    self.disc((x, y), 9.0, Ink::Card)?;
                    self.disc((x, y), 7.0, Ink::Output)?;
                } else {
                    self.square((x, y), 8.5, Ink::Card)?;
                    self.square((x, y), 6.5, Ink::Low)?;
                }
                let place = (x + 12.0, y - 6.0);
                self.text(text, place, Ink::Ink, (HPos::Left, VPos::Bottom), true)
            }
            Mark::Label {
                at,
                text,
                ink,
                side,
            } => {
                let side = match side {
                    Side::Right => HPos::Left,
                    Side::Left => HPos::Right,
                    Side::Middle => HPos::Center,
                };
                self.text(
                    text,
                    self.layout.screen(*at).0,
                    *ink,
                    (side, VPos::Bottom),
                    true,
                )
            }
        }
    }

    fn disc(&self, (x, y): (f64, f64), radius: f64, ink: Ink) -> Drawn<DB> {
        let radius = self.units(radius * self.style.line_scale.min(1.4));
        self.area.draw(&Circle::new(
            (self.units(x), self.units(y)),
            radius,
            self.style.paint.of(ink).filled(),
        ))
    }

    fn square(&self, (x, y): (f64, f64), half: f64, ink: Ink) -> Drawn<DB> {
        let half = half * self.style.line_scale.min(1.4);
        self.block(x - half, y - half, x + half, y + half, ink)
    }

    fn text(
        &self,
        text: &str,
        (x, y): (f64, f64),
        ink: Ink,
        (h, v): (HPos, VPos),
        bold: bool,
    ) -> Drawn<DB> {
        let size = f64::from(self.units(13.0)) * self.style.type_scale;
        let font = (FontFamily::Name("system-ui, sans-serif"), size).into_font();
        let font = if bold {
            font.style(FontStyle::Bold)
        } else {
            font
        };
        let color = self.style.paint.of(ink);
        let style = TextStyle::from(font).color(&color).pos(Pos::new(h, v));
        self.area
            .draw_text(text, &style, (self.units(x), self.units(y)))
    }
}
