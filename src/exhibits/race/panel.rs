//! What is set before a race: its task, and who takes part.

use yew::{Callback, Html, MouseEvent, html};

use super::plot::LOOKS;
use super::{CONTESTANTS, Contestant, EPOCHS, MEASURES, MOST_UNITS, PRESETS, RaceState};
use crate::browser::keys::Travel;
use crate::controls::{Slider, chips, function_select, option, pick, slider, toggle};
use crate::exhibits::names::{data_name, norm_name, optimizer_name};
use crate::exhibits::shared::{changed, edits, keyed, parameters};
use crate::exhibits::{ViewProps, catalogue, fields};
use crate::maths::{Activation, Bend};
use crate::nn::data::{self, MOST_NOISE};
use crate::nn::{MOST_LAYERS, Norm, Optimizer};
use crate::text::fixed;

/// Who comes next when somebody is added.
const NEXT: [&str; 6] = ["gelu", "swish", "leaky_relu", "tanh", "relu", "mish"];
/// Numbers of starts to choose from.
const STARTS: [usize; 4] = [8, 12, 20, 40];

/// The task: data, network, length, and what is compared.
pub(super) fn controls(props: &ViewProps<RaceState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
    let edit = edits(&state.open(), set);
    let choose = |key: &'static str| keyed(&edit, key);
    let data = data::ALL.iter().enumerate();
    let data = data.map(|(i, set)| option(set.id, data_name(set.id, text), i == state.data));
    let epochs = EPOCHS.iter().enumerate();
    let epochs = epochs.map(|(i, epochs)| option(*epochs, *epochs, i == state.epochs));
    let own = (!STARTS.contains(&state.seeds)).then_some(state.seeds);
    let starts = own.into_iter().chain(STARTS);
    let starts = starts.map(|n| option(n.to_string(), n.to_string(), n == state.seeds));
    let names = [text.race_by_steps(), text.race_by_loss()];
    let by = MEASURES.iter().zip(names).enumerate();
    let by = by.map(|(i, (id, name))| option(*id, name, i == state.by));
    html! {
        <>
            { presets(props) }
            { pick("data", text.race_data(), data.collect(), &choose("data")) }
            <div class="halves">
                { pick("epochs", text.race_epochs(), epochs.collect(), &choose("epochs")) }
                { pick("seeds", text.race_seeds(), starts.collect(), &choose("seeds")) }
            </div>
            { pick("by", text.race_by(), by.collect(), &choose("by")) }
            { numbers(props) }
        </>
    }
}

fn presets(props: &ViewProps<RaceState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
    let names = [
        text.race_preset_deep(),
        text.race_preset_rectifiers(),
        text.race_preset_step(),
    ];
    let now = fields::write(&state.open());
    let chip = |((id, link), name): (&(&'static str, &'static str), &'static str)| {
        let link: &'static str = link;
        let set = set.reform(move |_: bool| fields::read::<RaceState>(link).0);
        toggle(id, name, now == link, &set)
    };
    chips(
        text.race_presets(),
        PRESETS.iter().zip(names).map(chip).collect(),
    )
}

fn numbers(props: &ViewProps<RaceState>) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let edit = edits(&state.open(), set);
    let number = |key: &'static str,
                  symbol,
                  label: &'static str,
                  [value, initial]: [f64; 2],
                  [low, high, step]: [f64; 3],
                  (least, digits)| {
        slider(Slider {
            name: key.to_owned(),
            class: if key == "target" { "g" } else { "z" },
            symbol,
            label: label.to_owned(),
            value,
            initial,
            travel: Travel { low, high, step },
            bounds: (least, if key == "seed" { 1e6 } else { high }),
            digits,
            set: &keyed(&edit, key),
            text,
        })
    };
    let whole = |now: usize, first: usize| [now as f64, first as f64];
    html! {
        <>
            { labelled(text.race_layers(), number("layers", "L", text.race_layers(), whole(state.layers, initial.layers), [1.0, MOST_LAYERS as f64, 1.0], (1.0, 0))) }
            { labelled(text.race_units(), number("units", "n", text.race_units(), whole(state.units, initial.units), [1.0, MOST_UNITS as f64, 1.0], (1.0, 0))) }
            { labelled(text.race_target(), number("target", "t", text.race_target(), [state.target, initial.target], [0.01, 1.0, 0.01], (1e-6, 2))) }
            { labelled(text.race_noise(), number("noise", "σ", text.race_noise(), [state.noise, initial.noise], [0.0, MOST_NOISE, 0.01], (0.0, 2))) }
            { labelled(text.race_seed(), number("seed", "s", text.race_seed(), whole(state.seed, initial.seed), [1.0, 100.0, 1.0], (1.0, 0))) }
        </>
    }
}

fn labelled(label: &'static str, control: Html) -> Html {
    html! { <div><div class="lbl" aria-hidden="true">{ label }</div>{ control }</div> }
}

/// Who takes part: a row each.
pub(super) fn editor(props: &ViewProps<RaceState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
    let next = NEXT.into_iter().find(|id| {
        state
            .contestants
            .iter()
            .all(|one| one.bend.activation.id != *id)
    });
    let add = changed(
        &state.open(),
        set,
        move |s: &mut RaceState, _: MouseEvent| {
            let like = s.contestants[0].clone();
            let bend = Bend::new(catalogue(next.unwrap_or("relu")));
            s.contestants.push(Contestant { bend, ..like });
        },
    );
    let full = state.contestants.len() >= *CONTESTANTS.end();
    html! {
        <div class="compare entrants" role="group" aria-label={text.race_contestants()}>
            { for (0..state.contestants.len()).map(|i| entrant(props, i)) }
            <div class="chips"><button type="button" class="chip" name="add" disabled={full} onclick={add}>{ text.race_add() }</button></div>
        </div>
    }
}

fn entrant(props: &ViewProps<RaceState>, i: usize) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let (open, one) = (state.open(), &state.contestants[i]);
    let bend: Callback<Option<&'static Activation>> =
        changed(&open, set, move |s: &mut RaceState, chosen| {
            if let Some(chosen) = chosen {
                s.contestants[i].bend = Bend::new(chosen);
            }
        });
    let tuned = changed(&open, set, move |s: &mut RaceState, bend| {
        s.contestants[i].bend = bend;
    });
    let optimizer = changed(&open, set, move |s: &mut RaceState, id: String| {
        let place = Optimizer::IDS.iter().position(|other| *other == id);
        s.contestants[i].optimizer = Optimizer::ALL[place.unwrap_or(0)];
    });
    let norm = changed(&open, set, move |s: &mut RaceState, id: String| {
        let place = Norm::IDS.iter().position(|other| *other == id);
        s.contestants[i].norm = Norm::ALL[place.unwrap_or(0)];
    });
    let remove = changed(&open, set, move |s: &mut RaceState, _: MouseEvent| {
        s.contestants.remove(i);
    });
    let optimizers = Optimizer::ALL.into_iter().zip(Optimizer::IDS);
    let optimizers =
        optimizers.map(|(each, id)| option(id, optimizer_name(each, text), each == one.optimizer));
    let norms = Norm::ALL.into_iter().zip(Norm::IDS);
    let norms = norms.map(|(each, id)| option(id, norm_name(each, text), each == one.norm));
    let first = initial.contestants.get(i).unwrap_or(one);
    let name = one.name(&state.contestants, text);
    let few = state.contestants.len() <= *CONTESTANTS.start();
    html! {
        <fieldset class="entrant">
            <legend class={LOOKS[i].0.class()}>{ sample(i) }{ text.race_nth(&(i + 1)) }</legend>
            { function_select("f", text.race_activation(), "", Some(one.bend.activation), &bend, text) }
            { pick("optimizer", text.race_optimizer(), optimizers.collect(), &optimizer) }
            { pick("norm", text.race_norm(), norms.collect(), &norm) }
            <button type="button" class="chip" name="remove" disabled={few} aria-label={text.race_remove(&name)} onclick={remove}>{ "×" }</button>
            if !one.bend.params.is_empty() { <div class="tuned">{ parameters(&one.bend, &first.bend, &tuned, text) }</div> }
        </fieldset>
    }
}

/// How a contestant's line looks.
fn sample(i: usize) -> Html {
    let (_, dash) = LOOKS[i];
    let dashes = dash.lengths().map_or_else(
        || "none".to_owned(),
        |[on, off]| format!("{} {}", fixed(on, 0), fixed(off, 0)),
    );
    html! {
        <svg class="sample" aria-hidden="true"><line x1="0" x2="34" y1="8" y2="8" stroke-dasharray={dashes} /></svg>
    }
}
