//! How it learns: everything one step away.

use yew::{Callback, Context, Html, html};

use super::Playground;
use crate::browser::keys::Travel;
use crate::controls::{Slider, option, pick, slider};
use crate::exhibits::names::{norm_name, optimizer_name};
use crate::exhibits::shared::changed;
use crate::exhibits::train::TrainState;
use crate::exhibits::train::options::{INITS, LOSSES, OUTPUTS};
use crate::nn::{Norm, Optimizer};
use crate::text::Text;

/// A choice: its name, its heading, its ids and their words, and where it is kept.
struct Choice {
    name: &'static str,
    label: &'static str,
    ids: &'static [&'static str],
    words: Vec<&'static str>,
    /// Where in the state it is.
    place: fn(&mut TrainState) -> &mut usize,
}

fn choices(text: &'static Text) -> Vec<Choice> {
    let choice = |name, label, ids, words, place| Choice {
        name,
        label,
        ids,
        words,
        place,
    };
    vec![
        choice(
            "opt",
            text.train_optimizer(),
            &Optimizer::IDS,
            Optimizer::ALL
                .map(|each| optimizer_name(each, text))
                .to_vec(),
            |s| &mut s.optimizer,
        ),
        choice(
            "init",
            text.train_init(),
            &INITS,
            vec![
                text.training_init_xavier(),
                text.training_init_he(),
                text.training_init_lecun(),
                text.training_init_uniform(),
                text.training_init_zero(),
            ],
            |s| &mut s.init,
        ),
        choice(
            "output",
            text.train_output(),
            &OUTPUTS,
            vec![
                text.training_output_auto(),
                text.training_output_linear(),
                text.training_output_sigmoid(),
                text.training_output_tanh(),
                text.training_output_softmax(),
            ],
            |s| &mut s.output,
        ),
        choice(
            "loss",
            text.train_loss(),
            &LOSSES,
            vec![
                text.training_loss_auto(),
                text.training_loss_mse(),
                text.training_loss_mae(),
                text.training_loss_cross_entropy(),
            ],
            |s| &mut s.loss,
        ),
        choice(
            "norm",
            text.train_norm(),
            &Norm::IDS,
            Norm::ALL.map(|each| norm_name(each, text)).to_vec(),
            |s| &mut s.norm,
        ),
    ]
}

/// A number: its name, its sign and words, the track, what may be typed, decimals, and where it is kept.
type Number = (
    &'static str,
    &'static str,
    &'static str,
    Travel,
    (f64, f64),
    usize,
    fn(&TrainState) -> f64,
    fn(&mut TrainState, f64),
);

fn numbers(text: &'static Text) -> [Number; 8] {
    let to = |high: f64, step: f64| Travel {
        low: 0.0,
        high,
        step,
    };
    let from_one = |high: f64| Travel {
        low: 1.0,
        high,
        step: 1.0,
    };
    [
        (
            "rate",
            "η",
            text.train_rate(),
            to(0.3, 0.005),
            (0.0, 1e6),
            4,
            |s| s.rate,
            |s, v| s.rate = v,
        ),
        (
            "batch",
            "n",
            text.train_batch(),
            from_one(100.0),
            (1.0, 2000.0),
            0,
            |s| s.batch as f64,
            |s, v| s.batch = (v as usize).max(1),
        ),
        (
            "l1",
            "L1",
            text.train_l1(),
            to(0.1, 0.001),
            (0.0, 10.0),
            4,
            |s| s.l1,
            |s, v| s.l1 = v,
        ),
        (
            "l2",
            "L2",
            text.train_l2(),
            to(0.1, 0.001),
            (0.0, 10.0),
            4,
            |s| s.l2,
            |s, v| s.l2 = v,
        ),
        (
            "dropout",
            "p",
            text.train_dropout(),
            to(0.9, 0.05),
            (0.0, 0.9),
            2,
            |s| s.dropout,
            |s, v| s.dropout = v,
        ),
        (
            "seed",
            "#",
            text.train_seed(),
            from_one(100.0),
            (1.0, 1e6),
            0,
            |s| s.seed as f64,
            |s, v| {
                s.seed = (v as usize).max(1);
            },
        ),
        (
            "target",
            "≤",
            text.train_stop(),
            to(0.5, 0.01),
            (0.0, 1e6),
            3,
            |s| s.target,
            |s, v| s.target = v,
        ),
        (
            "epochs",
            "#",
            text.train_stop_epochs(),
            to(1000.0, 10.0),
            (0.0, 1e6),
            0,
            |s| s.epochs as f64,
            |s, v| s.epochs = v as usize,
        ),
    ]
}

impl Playground {
    pub(super) fn how(&self, ctx: &Context<Self>) -> Html {
        let props = &*ctx.props().props;
        let (state, initial, text) = (&props.state, &props.initial, props.text);
        let edit = self.edit(ctx);
        let choice = |choice: Choice| {
            let Choice {
                name,
                label,
                ids,
                words,
                place,
            } = choice;
            let mut now = state.clone();
            let chosen = *place(&mut now);
            let options = ids.iter().zip(words).enumerate();
            let options = options.map(|(i, (id, words))| option(*id, words, i == chosen));
            let set: Callback<String> =
                changed(state, &edit, move |s: &mut TrainState, id: String| {
                    let value = place(s);
                    *value = ids.iter().position(|other| *other == id).unwrap_or(*value);
                });
            pick(name, label, options.collect(), &set)
        };
        let number = |(name, symbol, label, travel, bounds, digits, of, put): Number| {
            let control = slider(Slider {
                name: name.to_owned(),
                class: if name == "rate" { "t" } else { "z" },
                symbol,
                label: label.to_owned(),
                value: of(state),
                initial: of(initial),
                travel,
                bounds,
                digits,
                set: &changed(state, &edit, put),
                text,
            });
            html! { <div><div class="lbl" aria-hidden="true">{ label }</div>{ control }</div> }
        };
        let points = (
            "points",
            "n",
            text.train_points(),
            Travel {
                low: 10.0,
                high: 1000.0,
                step: 10.0,
            },
            (10.0, 2000.0),
            0,
            (|s: &TrainState| s.points as f64) as fn(&TrainState) -> f64,
            (|s: &mut TrainState, v: f64| s.points = v as usize) as fn(&mut TrainState, f64),
        );
        html! {
            <details class="how-part" open={true}>
                <summary>{ text.train_how() }</summary>
                <div class="how">
                    { for choices(text).into_iter().map(choice) }
                    { for numbers(text).into_iter().map(number) }
                    { number(points) }
                </div>
            </details>
        }
    }
}
