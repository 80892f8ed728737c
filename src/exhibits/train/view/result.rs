//! What the network says of the whole plane, with the points on it, and the curve of its losses.

use std::rc::Rc;

use yew::{AttrValue, Context, Html, html};

use super::net::output_shade;
use super::{Msg, Playground};
use crate::browser::keys::Travel;
use crate::charts::{
    Axis, Chart, Cursor, Dash, Field, Figure, Ink, Mark, Plot, Scene, Show, Side, Spot, Tile, Trace,
};
use crate::exhibits::train::setup::Setup;
use crate::exhibits::train::shown::{History, Moment, Surfaces};
use crate::exhibits::train::{curve, ink};
use crate::nn::data::{DOMAIN, Data, Kind, Point};
use crate::text::{Text, significant};

/// What the canvas shows.
struct Result {
    setup: Rc<Setup>,
    surfaces: Rc<Surfaces>,
}

/// Where a place of the plane lies on a stage of this size.
pub(super) fn screen([x, y]: [f64; 2], (width, height): (f64, f64)) -> (f64, f64) {
    let share = |v: f64| f64::midpoint(v / DOMAIN, 1.0);
    (width * share(x), height * (1.0 - share(y)))
}

/// Which place of the plane lies there.
pub(super) fn place((left, top): (f64, f64), (width, height): (f64, f64)) -> [f64; 2] {
    [
        DOMAIN * (2.0 * left / width - 1.0),
        DOMAIN * (1.0 - 2.0 * top / height),
    ]
}

impl Show for Result {
    fn scene(&self, size: (f64, f64)) -> Scene<'_> {
        let whole = output_shade(&self.setup, &self.surfaces, None).map(|shade| Tile {
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

impl Playground {
    pub(super) fn result(&self, ctx: &Context<Self>) -> Html {
        let props = &*ctx.props().props;
        let text = props.text;
        let label = self.label.clone();
        html! {
            <div class="result-part">
                if self.setup.learnt.inputs == 1 {
                    <Chart plot={Rc::new(self.line())} {label} epoch={props.epoch} shape="square" />
                } else {
                    { self.plane(ctx, label) }
                }
                <p class="keys-hint">{ text.train_result_hint() }</p>
                { self.losses(ctx) }
            </div>
        }
    }

    fn plane(&self, ctx: &Context<Self>, label: AttrValue) -> Html {
        let props = &*ctx.props().props;
        let show: Rc<dyn Show> = Rc::new(Result {
            setup: Rc::clone(&self.setup),
            surfaces: Rc::clone(&self.shown.surfaces),
        });
        let drawing = self.drawing(ctx);
        let over = Figure(Rc::new(move |size, _scale| over(size, drawing.as_deref())));
        html! {
            <Field {show} {over} key_of_over={self.design} {label} epoch={props.epoch} shape="square plane" picture={true} />
        }
    }

    /// What the network says over a line, with the points.
    fn line(&self) -> Plot {
        let said = self
            .shown
            .surfaces
            .last()
            .and_then(|outputs| outputs.first());
        let places = self.setup.grid_places();
        let run = places.iter().zip(said.into_iter().flatten());
        let run = run.map(|([x, _], y)| (*x, f64::from(*y)));
        curve(&self.setup, run.collect())
    }

    fn losses(&self, ctx: &Context<Self>) -> Html {
        let props = &*ctx.props().props;
        let text = props.text;
        let shown = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), significant);
        let standing = self.shown.standing;
        let label = text.train_loss_label(
            &shown(standing.and_then(|standing| standing.test)),
            &shown(standing.map(|standing| standing.train)),
        );
        let plot = Rc::clone(&self.curve);
        let cursor = self.cursor.and_then(|epoch| self.history.at(epoch));
        let cursor = cursor.or(self.history.0.last());
        let words = cursor.map(|moment| say(moment, text)).unwrap_or_default();
        let cursor = cursor.map(|moment| Cursor {
            at: (moment.epoch, moment.train),
            ink: Ink::Output,
            label: text.train_curve_loss().into(),
            value_text: words.clone().into(),
            travel: Travel {
                low: plot.x.low,
                high: plot.x.high,
                step: (plot.x.high - plot.x.low) / 100.0,
            },
        });
        let on_move = ctx.link().callback(Msg::Cursor);
        html! {
            <>
                <Chart {plot} {label} epoch={props.epoch} {cursor} {on_move} shape="strip losses" />
                <p class="keys-hint">{ words }</p>
            </>
        }
    }
}

fn say(moment: &Moment, text: &Text) -> String {
    let (epoch, train) = (moment.epoch.floor(), significant(moment.train));
    match moment.test {
        Some(test) => text.train_curve_cursor_test(&epoch, &significant(test), &train),
        None => text.train_curve_cursor(&epoch, &train),
    }
}

/// The losses as a chart.
pub(super) fn loss_curve(history: &History, text: &Text) -> Plot {
    let moments = &history.0;
    let last = moments.last().map_or(1.0, |moment| moment.epoch);
    let losses = moments
        .iter()
        .flat_map(|moment| [Some(moment.train), moment.test]);
    let most = losses.flatten().fold(0.0, f64::max);
    let x = Axis::new(0.0, round_up(last.max(10.0)));
    let y = Axis::new(0.0, round_up((1.05 * most).max(1e-6)));
    let run = |of: fn(&Moment) -> Option<f64>| -> Vec<(f64, f64)> {
        let known = moments.iter();
        known.filter_map(|m| Some((m.epoch, of(m)?))).collect()
    };
    let trace = |run: Vec<(f64, f64)>, ink, dash| Trace {
        runs: vec![run],
        dots: vec![],
        ink,
        dash,
        width: 2.5,
    };
    let (train, test) = (run(|m| Some(m.train)), run(|m| m.test));
    let label = |words: &str, ink, height: f64| Mark::Label {
        at: (0.97 * x.high, height * y.high),
        text: words.to_owned(),
        ink,
        side: Side::Left,
    };
    let mut plot = Plot::over(x, y);
    plot.marks
        .push(label(text.train_curve_train(), Ink::Output, 0.86));
    if !test.is_empty() {
        plot.marks
            .push(label(text.train_curve_test(), Ink::Low, 0.7));
    }
    plot.traces.push(trace(test, Ink::Low, Dash::Long));
    plot.traces.push(trace(train, Ink::Output, Dash::Solid));
    plot
}

/// The next number of 1, 2 or 5 times a power of ten: axes grow seldom.
fn round_up(value: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(value)));
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    let fits = steps.into_iter().find(|step| *step >= value * (1.0 - 1e-9));
    fits.unwrap_or(value)
}

/// The ends of the axes, and what own points are drawn with.
fn over(size: (f64, f64), drawing: Option<&dyn Fn((f64, f64)) -> Html>) -> Html {
    if let Some(drawing) = drawing {
        return drawing(size);
    }
    let (width, height) = size;
    html! {
        <svg class="overlay diagram" viewBox={format!("0 0 {width} {height}")} aria-hidden="true">{ names(size) }</svg>
    }
}

/// The names of the axes.
pub(super) fn names((width, height): (f64, f64)) -> Html {
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
