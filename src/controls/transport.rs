//! The buttons of what can be played.

use yew::{Callback, Html, MouseEvent, html};

use crate::text::Text;

/// A button that plays and stops, and one for a single step.
pub fn transport(
    playing: bool,
    play: &Callback<()>,
    step: &Callback<()>,
    text: &'static Text,
) -> Html {
    let (name, path) = if playing {
        (text.play_stop(), "M7 6h3.5v12H7zM13.5 6H17v12h-3.5z")
    } else {
        (text.play_start(), "M8 5.5v13l10-6.5z")
    };
    let button = |id, name: &'static str, path, on: &Callback<()>| {
        let onclick = on.reform(|_: MouseEvent| ());
        html! {
            <button type="button" class="chip play" name={id} {onclick}>
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d={path} /></svg>{ name }
            </button>
        }
    };
    html! {
        <div class="chips">
            { button("play", name, path, play) }
            { button("step", text.play_step(), "M6 5.5v13l8.5-6.5zM16 5.5h2.5v13H16z", step) }
        </div>
    }
}
