//! The buttons of the training, its rate, and what it has come to.

use yew::{Callback, Html, MouseEvent, html};

use super::super::HingesState;
use super::super::training::FASTEST;
use crate::browser::keys::Travel;
use crate::controls::{Slider, slider, transport};
use crate::exhibits::ViewProps;
use crate::exhibits::shared::{changed, rate};
use crate::text::fixed;

/// How far the rate goes on its track.
const RATES: Travel = Travel {
    low: 0.0,
    high: 0.1,
    step: 0.001,
};

/// What can be pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Button {
    /// Starts the play, or ends it.
    Play,
    /// So many steps at once.
    Steps(usize),
    /// Plays from the start.
    Replay,
}

/// The training of a net that was `begun` as that one; it is `playing` or rests.
pub(super) fn train(
    begun: &HingesState,
    props: &ViewProps<HingesState>,
    playing: bool,
    press: &Callback<Button>,
) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let set = changed(state, set, |s: &mut HingesState, rate| s.rate = rate);
    let on = |button: Button| press.reform(move |()| button);
    let chip = |name: &'static str, label: &'static str, disabled: bool, button: Button| {
        let onclick = press.reform(move |_: MouseEvent| button);
        html! { <button type="button" class="chip" {name} {disabled} {onclick}>{ label }</button> }
    };
    let errors = begun.errors();
    let words = match (errors.first(), errors.last()) {
        (Some(start), Some(now)) if begun.has_run_away() => {
            text.hinges_ran_away(&fixed(*now, 5), &fixed(*start, 5), &fixed(begun.steps, 0))
        }
        (Some(start), Some(now)) if begun.steps > 0.0 => {
            text.hinges_trained(&fixed(*now, 5), &fixed(*start, 5), &fixed(begun.steps, 0))
        }
        (Some(_), _) => text.hinges_untrained().to_owned(),
        (None, _) => text.hinges_draw().to_owned(),
    };
    html! {
        <div class="compare train" role="group" aria-label={text.hinges_train()}>
            <div class="lbl" aria-hidden="true">{ text.hinges_train() }</div>
            if !errors.is_empty() {
                <div class="runs">
                    { transport(playing, &on(Button::Play), &on(Button::Steps(1)), text) }
                    <div class="chips">
                        { chip("hundred", text.hinges_hundred(), false, Button::Steps(100)) }
                        { chip("replay", text.hinges_replay(), begun.steps == 0.0, Button::Replay) }
                    </div>
                </div>
                { slider(Slider { digits: 3, ..rate((state.rate, initial.rate), (RATES, FASTEST), &set, text) }) }
            }
            <p class="found">{ words }</p>
        </div>
    }
}
