//! What is learnt, and by which net: data, inputs, layers.

use yew::{Callback, Context, Html, MouseEvent, Properties, function_component, html};

use super::Playground;
use crate::browser::keys::Travel;
use crate::controls::{Icon, Slider, function_select, icon, slider};
use crate::exhibits::formula::OwnFormula;
use crate::exhibits::names::data_name;
use crate::exhibits::shared::changed;
use crate::exhibits::train::options::{FEATURE_SIGNS, FEATURES};
use crate::exhibits::train::state::data_ids;
use crate::exhibits::train::{CLASSES, TrainState};
use crate::maths::Bend;
use crate::maths::expression::Formula;
use crate::nn::data::{DOMAIN, DataSet, Feature, Kind};
use crate::nn::{MOST_LAYERS, MOST_UNITS};

impl Playground {
    /// The data, and what the net sees of them.
    pub(super) fn data(&self, ctx: &Context<Self>) -> Html {
        let props = &*ctx.props().props;
        let (state, text) = (&props.state, props.text);
        let edit = self.edit(ctx);
        let ids = data_ids();
        let choose: Callback<usize> = changed(state, &edit, |s: &mut TrainState, i| {
            if s.data != i {
                s.data = i;
            }
        });
        let thumb = |(i, id): (usize, &&'static str)| {
            let name = data_name(id, text);
            let onclick = choose.reform(move |_: MouseEvent| i);
            html! {
                <button type="button" class="thumb" name={format!("data-{id}")} aria-pressed={(i == state.data).to_string()} {onclick}>
                    <Thumb {id} /><span>{ name }</span>
                </button>
            }
        };
        let knob = |name: &'static str,
                    label: &'static str,
                    value: (f64, f64),
                    travel: Travel,
                    digits,
                    change: fn(&mut TrainState, f64)| {
            slider(Slider {
                name: name.to_owned(),
                class: "z",
                symbol: "",
                label: label.to_owned(),
                value: value.0,
                initial: value.1,
                travel,
                bounds: (travel.low, travel.high),
                digits,
                set: &changed(state, &edit, change),
                text,
            })
        };
        let made = !state.is_own();
        let labelled = |label: &'static str, control: Html| html! { <div><div class="lbl" aria-hidden="true">{ label }</div>{ control }</div> };
        html! {
            <div class="data-part">
                <div class="lbl" id="data-name">{ text.train_data() }</div>
                <div class="thumbs" role="group" aria-labelledby="data-name">{ for ids.iter().enumerate().map(thumb) }</div>
                if made {
                    { labelled(text.train_noise(), knob("noise", text.train_noise(), (state.noise, 0.0), Travel { low: 0.0, high: 0.5, step: 0.05 }, 2, |s, v| s.noise = v)) }
                }
                { labelled(text.train_split(), knob("split", text.train_split(), (state.split, 50.0), Travel { low: 10.0, high: 90.0, step: 10.0 }, 0, |s, v| s.split = v)) }
                { self.features(ctx) }
                if made { { self.reply() } }
                <p class="drop-here" aria-hidden="true">{ text.train_csv_drop() }</p>
            </div>
        }
    }

    fn features(&self, ctx: &Context<Self>) -> Html {
        let props = &*ctx.props().props;
        let (state, text) = (&props.state, props.text);
        let edit = self.edit(ctx);
        let one = state.inputs() == 1;
        let switch: Callback<usize> = changed(state, &edit, |s: &mut TrainState, i: usize| {
            s.features[i] = !s.features[i];
        });
        let feature = |i: usize| {
            let seen = state.seen().contains(&Feature::ALL[i]);
            let onclick = switch.reform(move |_: MouseEvent| i);
            html! {
                <button type="button" class="chip" name={format!("feature-{}", FEATURES[i])} aria-pressed={seen.to_string()}
                    disabled={one && !Feature::ALL[i].of_x()} {onclick}>{ FEATURE_SIGNS[i] }</button>
            }
        };
        html! {
            <div role="group" aria-label={text.train_features()}>
                <div class="lbl" aria-hidden="true">{ text.train_features() }</div>
                <div class="chips">{ for (0..FEATURES.len()).map(feature) }</div>
            </div>
        }
    }

    /// The hidden layers, each a row.
    pub(super) fn layers(&self, ctx: &Context<Self>) -> Html {
        let props = &*ctx.props().props;
        let (state, text) = (&props.state, props.text);
        let edit = self.edit(ctx);
        let grow: Callback<(usize, bool)> = changed(
            state,
            &edit,
            |s: &mut TrainState, (i, more): (usize, bool)| {
                let units = s.units[i];
                s.units[i] = if more {
                    units + step(units)
                } else {
                    units - step(units - 1)
                };
                s.units[i] = s.units[i].clamp(1, MOST_UNITS);
            },
        );
        let remove: Callback<usize> = changed(state, &edit, |s: &mut TrainState, i| {
            s.units.remove(i);
            s.bends.remove(i);
        });
        let add = changed(state, &edit, |s: &mut TrainState, _: MouseEvent| {
            s.units.push(s.units.last().copied().unwrap_or(4));
            s.fit_bends();
        });
        let write = changed(
            state,
            &edit,
            |s: &mut TrainState, formula: Option<Formula>| {
                if let Some(formula) = formula {
                    s.formula = formula;
                }
            },
        );
        let row = |i: usize| {
            let (n, units) = (i + 1, state.units[i]);
            let choose = changed(
                state,
                &edit,
                move |s: &mut TrainState, f: Option<&'static _>| {
                    s.bends[i] = f.map(Bend::new);
                },
            );
            let button = |name: String,
                          label: String,
                          picture,
                          enabled: bool,
                          onclick: Callback<MouseEvent>| {
                html! {
                    <button type="button" class="icon" {name} aria-label={label.clone()} title={label} disabled={!enabled} {onclick}>{ icon(picture) }</button>
                }
            };
            let f = function_select(
                FUNCTIONS[i],
                text.train_bend(),
                text.train_own_formula(),
                state.bends[i].as_ref().map(|bend| bend.activation),
                &choose,
                text,
            );
            html! {
                <li class="layer-row" aria-label={text.train_layer(&n)}>
                    <span class="lbl">{ text.train_layer(&n) }</span>
                    { button(format!("fewer-{n}"), text.train_fewer_units(&n), Icon::Remove, units > 1, grow.reform(move |_| (i, false))) }
                    <output aria-label={text.train_units(&n, &units)}>{ units }</output>
                    { button(format!("more-{n}"), text.train_more_units(&n), Icon::Add, units < MOST_UNITS, grow.reform(move |_| (i, true))) }
                    <span class="f" role="group" aria-label={text.train_activation(&n)}>{ f }</span>
                    { button(format!("remove-{n}"), text.train_remove_layer(&n), Icon::Close, true, remove.reform(move |_| i)) }
                </li>
            }
        };
        html! {
            <div class="layers-part" role="group" aria-label={text.train_layers()}>
                <div class="lbl">{ text.train_layers() }</div>
                <ol class="layer-rows">{ for (0..state.units.len()).map(row) }</ol>
                if state.bends.contains(&None) {
                    <OwnFormula label={text.train_formula()} value={state.formula.text().to_owned()} set={write} {text} />
                }
                <button type="button" class="chip" name="add-layer" disabled={state.units.len() >= MOST_LAYERS} onclick={add}>{ text.train_add_layer() }</button>
            </div>
        }
    }
}

/// The names of the choosers of f.
const FUNCTIONS: [&str; MOST_LAYERS] = ["f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8"];

/// How many units come or go at once: one of few, more of many.
const fn step(units: usize) -> usize {
    match units {
        0..10 => 1,
        10..32 => 2,
        32..64 => 8,
        _ => 32,
    }
}

#[derive(Properties, PartialEq)]
struct ThumbProps {
    id: &'static str,
}

/// Points in a thumbnail.
const FEW: usize = 90;

/// Data as a small picture.
#[function_component]
fn Thumb(props: &ThumbProps) -> Html {
    let dots = DataSet::find(props.id).map_or_else(own, dots);
    html! { <svg viewBox="0 0 48 48" aria-hidden="true">{ dots }</svg> }
}

/// All points of an ink as one path: a round line of no length is a dot.
fn dots(set: &DataSet) -> Html {
    let data = set.data(FEW, 0.0, 1);
    let across = |v: f64| 24.0 + 21.0 * v / DOMAIN;
    let flat = set.inputs == 1;
    let path = |class: usize| {
        let is = |label: f64| match set.kind {
            Kind::Classes(_) => label as usize == class,
            Kind::Regression => usize::from(label >= 0.0) == class,
        };
        let own = data.points.iter().filter(|point| is(point.label));
        let dot = own.map(|point| {
            let up = if flat { 4.5 * point.label } else { point.at[1] };
            format!("M{:.1} {:.1}h0", across(point.at[0]), across(-up))
        });
        let d: String = dot.collect();
        html! { <path class={CLASSES[class].class()} {d} /> }
    };
    (0..CLASSES.len()).map(path).collect()
}

fn own() -> Html {
    html! { <path class="pencil" d="M12 36l3-9L31 11l6 6L21 33z" /> }
}
