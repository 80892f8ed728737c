//! What is to be said of a run that has stopped by itself, and what can be done about it.

use yew::{Context, Html, html};

use super::{Msg, Playground};
use crate::controls::{Icon, icon};
use crate::exhibits::train::state::MOST_IN_LINK;
use crate::nn::protocol::{Broken, Operation};
use crate::text::{Text, significant};

/// Why it stopped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Notice {
    /// The worker died; the network is as it was at this step.
    Lost(u64),
    /// Numbers ceased to be numbers.
    Broken(Broken),
    /// The loss has left all bounds.
    Diverged,
    /// The loss is what was wanted.
    Reached,
    /// This epoch is over.
    Over(usize),
    /// There is nothing to learn from.
    NoPoints,
}

impl Playground {
    pub(super) fn notices(&self, ctx: &Context<Self>) -> Html {
        html! {
            <div class="notices" aria-live="polite">
                { for self.notice.map(|notice| self.card(ctx, notice)) }
            </div>
        }
    }

    /// What is to be known and asks for nothing.
    pub(super) fn remarks(&self, ctx: &Context<Self>) -> Html {
        let props = &ctx.props().props;
        let text = props.text;
        let large = !props.state.fits_in_link() && !self.shown.fresh;
        html! {
            <div class="remarks" aria-live="polite">
                if self.slow { <p class="note-line">{ text.train_slow() }</p> }
                if large {
                    <p class="note-line">{ text.train_large(&MOST_IN_LINK, &self.setup.spec.parameters()) }</p>
                }
            </div>
        }
    }

    fn card(&self, ctx: &Context<Self>, notice: Notice) -> Html {
        let (text, link) = (ctx.props().props.text, ctx.link());
        let button = |name: &'static str, words: &'static str, message: fn() -> Msg| {
            let onclick = link.callback(move |_| message());
            html! { <button type="button" class="chip" {name} {onclick}>{ words }</button> }
        };
        let mend = || {
            html! {
                <>
                    { button("undo-run", text.train_broken_undo(), || Msg::Mend(false)) }
                    { button("slower", text.train_broken_rate(), || Msg::Mend(true)) }
                </>
            }
        };
        let loss = self
            .shown
            .standing
            .map_or(f64::NAN, |standing| standing.train);
        let (bad, words, actions) = match notice {
            Notice::Lost(step) => (
                true,
                text.train_lost(&step),
                button("go-on", text.train_lost_again(), || Msg::Play),
            ),
            Notice::Broken(broken) => (true, self.say_broken(broken, text), mend()),
            Notice::Diverged => (true, text.train_diverged(&significant(loss)), mend()),
            Notice::Reached => (
                false,
                text.train_reached_target().to_owned(),
                Html::default(),
            ),
            Notice::Over(epochs) => (false, text.train_reached_epochs(&epochs), Html::default()),
            Notice::NoPoints => (false, text.train_own_empty().to_owned(), Html::default()),
        };
        html! {
            <div class={if bad { "problems" } else { "problems calm" }} role={bad.then_some("alert")}>
                <p>{ words }</p>
                <div class="chips">{ actions }</div>
                <button type="button" class="icon" name="dismiss-notice" aria-label={text.frame_close()}
                    onclick={link.callback(|_| Msg::Dismiss)}>{ icon(Icon::Close) }</button>
            </div>
        }
    }

    fn say_broken(&self, broken: Broken, text: &Text) -> String {
        let last = self.setup.places.len();
        let place = if broken.layer + 1 < last {
            text.train_broken_place(&(broken.layer + 1))
        } else {
            text.train_broken_output().to_owned()
        };
        let operation = match broken.operation {
            Operation::Affine => text.train_broken_affine(),
            Operation::Normalisation => text.train_broken_norm(),
            Operation::Activation => text.train_broken_activation(),
            Operation::Loss => text.train_broken_loss(),
            Operation::Gradient => text.train_broken_gradient(),
            Operation::Update => text.train_broken_update(),
        };
        text.train_broken(&operation, &place, &broken.step)
    }
}
