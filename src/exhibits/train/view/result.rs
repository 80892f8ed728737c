//! What the network says of the points, and the curve of its losses.

use std::rc::Rc;

use yew::{AttrValue, Context, Html, html};

use super::eye::Glance;
use super::plane::STRIDE;
use super::reading::outputs;
use super::{Msg, Playground};
use crate::browser::keys::Travel;
use crate::browser::now;
use crate::charts::{Axis, Chart, Cursor, Dash, Ink, Mark, Plot, Side, Trace};
use crate::exhibits::train::plot::curve;
use crate::exhibits::train::shown::{History, Moment};
use crate::nn::LayerTrace;
use crate::nn::data::DOMAIN;
use crate::text::{Text, significant};

/// The curve of the losses is drawn at most so often while it learns, in milliseconds.
const CURVE: f64 = 150.0;

impl Playground {
    pub(super) fn result(&self, ctx: &Context<Self>, there: &[LayerTrace]) -> Html {
        let props = &*ctx.props().props;
        let text = props.text;
        let label = match self.shown_unit() {
            Some(_) => self.whose_name(text).into(),
            None => self.label.clone(),
        };
        html! {
            <div class="result-part">
                { self.whose(text) }
                if self.setup.learnt.inputs == 1 {
                    { self.line(ctx, label, there) }
                } else {
                    { self.plane(ctx, label, there) }
                }
                { self.reading(there) }
                <p class="keys-hint">{ text.train_result_hint() }</p>
                { self.losses(ctx) }
            </div>
        }
    }

    /// What the network, or a unit of it, says over a line, with the points, and a cursor at the place that is pointed at.
    fn line(&self, ctx: &Context<Self>, label: AttrValue, there: &[LayerTrace]) -> Html {
        let props = &*ctx.props().props;
        let places = self.setup.grid_places();
        let run = places.iter().zip(self.said_along());
        let run: Vec<(f64, f64)> = run.map(|([x, _], y)| (*x, y.into())).collect();
        let y = if self.shown_unit().is_some() {
            let far = |(x, _): &&(f64, f64)| (x - self.eye.place[0]).abs();
            let nearest = run.iter().min_by(|a, b| far(a).total_cmp(&far(b)));
            nearest.map(|(_, y)| *y)
        } else {
            outputs(there).first().copied()
        };
        let y = y.unwrap_or(f64::NAN);
        let plot = Rc::new(curve(&self.setup, run));
        let cursor = y.is_finite().then(|| Cursor {
            at: (self.eye.place[0], y),
            ink: Ink::Output,
            label: props.text.train_place().into(),
            value_text: self.said(there, props.text).into(),
            travel: Travel {
                low: -DOMAIN,
                high: DOMAIN,
                step: STRIDE,
            },
        });
        let on_move = ctx.link().callback(|x| Msg::Look(Glance::Place([x, 0.0])));
        html! { <Chart {plot} {label} epoch={props.epoch} {cursor} {on_move} shape="square" /> }
    }

    /// Draws the losses anew: now, or when it is time.
    pub(super) fn draw_curve(&mut self, text: &Text, at_once: bool) {
        if at_once || now() - self.curved > CURVE {
            self.curve = Rc::new(loss_curve(&self.history, text));
            self.curved = now();
        }
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
    let trace = |run: Vec<(f64, f64)>, ink, dash| Trace::through(run, ink, dash, 2.5);
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
