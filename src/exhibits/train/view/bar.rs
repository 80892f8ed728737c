//! The buttons that make it learn, and how far it has come.

use yew::{Callback, Context, Html, html};

use super::{Msg, Playground, Stride};
use crate::browser::now;
use crate::controls::{Icon, Readout, icon, option, pick, readout};
use crate::exhibits::shared::changed;
use crate::exhibits::train::options::SPEEDS;
use crate::exhibits::train::{TrainState, percent};
use crate::text::{Text, fixed, significant};

impl Playground {
    pub(super) fn bar(&self, ctx: &Context<Self>) -> Html {
        let props = &ctx.props().props;
        let (text, link) = (props.text, ctx.link());
        let (words, path) = if self.playing {
            (text.train_pause(), "M7 5.5h3.6v13H7zM13.4 5.5H17v13h-3.6z")
        } else {
            (text.train_play(), "M8 5v14l11-7z")
        };
        let stride = |name: &'static str, words: &'static str, stride: Stride| {
            let onclick = link.callback(move |_| Msg::Step(stride));
            html! { <button type="button" class="chip" {name} {onclick}>{ words }</button> }
        };
        let edit = self.edit(ctx);
        let seed: Callback<()> = changed(&props.state, &edit, |s: &mut TrainState, ()| {
            s.seed = 1 + (now() as usize).wrapping_mul(7919) % 9999;
        });
        html! {
            <div class="drive" role="group" aria-label={text.train_how()}>
                <button type="button" class="show run" name="play" onclick={link.callback(|_| Msg::Play)}>
                    <svg viewBox="0 0 24 24" aria-hidden="true"><path d={path} /></svg><span>{ words }</span>
                </button>
                <div class="chips" role="group" aria-label={text.train_steps_group()}>
                    { stride("example", text.train_example(), Stride::Example) }
                    { stride("batch-step", text.train_batch_step(), Stride::Batch) }
                    { stride("epoch-step", text.train_epoch_step(), Stride::Epoch) }
                    <button type="button" class="icon" name="replay" aria-label={text.train_replay()} title={text.train_replay()}
                        onclick={link.callback(|_| Msg::Replay)}>{ icon(Icon::Reset) }</button>
                    <button type="button" class="icon" name="new-seed" aria-label={text.train_new_seed()} title={text.train_new_seed()}
                        onclick={seed.reform(|_| ())}>{ icon(Icon::Dice) }</button>
                </div>
                { self.speeds(ctx) }
                { self.standing(text) }
            </div>
        }
    }

    fn speeds(&self, ctx: &Context<Self>) -> Html {
        let props = &ctx.props().props;
        let text = props.text;
        let name = |i: usize| {
            let plain = i + 1 < SPEEDS.len();
            if plain {
                text.train_speed_some(&SPEEDS[i])
            } else {
                text.train_speed_max().to_owned()
            }
        };
        let options = (0..SPEEDS.len()).map(|i| option(SPEEDS[i], name(i), i == props.state.speed));
        let set = changed(
            &props.state,
            &self.edit(ctx),
            |s: &mut TrainState, id: String| {
                s.speed = SPEEDS
                    .iter()
                    .position(|other| *other == id)
                    .unwrap_or(s.speed);
            },
        );
        pick("speed", text.train_speed(), options.collect(), &set)
    }

    fn standing(&self, text: &'static Text) -> Html {
        let shown = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), significant);
        let standing = self.shown.standing;
        let epoch = self.setup.epochs(self.shown.seen).floor();
        let row = |class, label: &'static str, value: String| Readout {
            class,
            label: label.into(),
            value,
        };
        let accuracy = standing.and_then(|standing| standing.accuracy);
        let rows = [
            row("z", text.train_epoch(), epoch.to_string()),
            row(
                "y",
                text.train_loss_train(),
                shown(standing.map(|standing| standing.train)),
            ),
            row(
                "low",
                text.train_loss_test(),
                shown(standing.and_then(|standing| standing.test)),
            ),
            row(
                "x",
                text.train_accuracy(),
                accuracy.map_or_else(|| "–".to_owned(), percent),
            ),
            row(
                "muted",
                text.train_pace(),
                self.pace.map_or_else(
                    || "–".to_owned(),
                    |pace| fixed(pace, usize::from(pace < 10.0)),
                ),
            ),
        ];
        readout(text.frame_readouts(), rows)
    }
}
