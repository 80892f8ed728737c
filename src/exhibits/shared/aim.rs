//! The target that a net is to imitate: the choice of it, and the points of one that is drawn by hand.

use yew::{Callback, Html, MouseEvent, html};

use super::edit::{Edit, changed, keyed};
use crate::browser::keys::{Travel, snap};
use crate::charts::{Layer, Peg, Pegs, Stroke};
use crate::controls::{option, pick};
use crate::exhibits::target::{self, IDS, SHEET, SKETCH};
use crate::text::Text;

/// A target as a state has it.
pub(crate) struct Aim<'a, S> {
    /// The state …
    pub(crate) state: &'a S,
    /// … and who gets the next one.
    pub(crate) set: &'a Callback<S>,
    /// The target's place in [`IDS`].
    pub(crate) place: usize,
    /// The points that are drawn by hand.
    pub(crate) guess: &'a [Option<f64>],
    /// The way to them in a state.
    pub(crate) way: fn(&mut S) -> &mut Vec<Option<f64>>,
}

impl<S: Clone + 'static> Aim<'_, S> {
    /// Whether points of it are still to be drawn.
    pub(crate) fn is_open(&self) -> bool {
        self.place == SKETCH && self.guess.contains(&None)
    }

    /// The choice of the target under the name `label`, and what is to be done with one that is drawn by hand.
    pub(crate) fn controls(&self, label: &'static str, edit: &Edit, text: &Text) -> Html {
        let targets =
            (0..IDS.len()).map(|i| option(IDS[i], target::name(i, text), i == self.place));
        let way = self.way;
        let again = changed(self.state, self.set, move |s: &mut S, _: MouseEvent| {
            way(s).fill(None);
        });
        html! {
            <>
                { pick("target", label, targets.collect(), &keyed(edit, "target")) }
                if self.place == SKETCH && self.guess.iter().any(Option::is_some) {
                    <div class="chips"><button type="button" class="chip" name="again" onclick={again}>{ text.hinges_again() }</button></div>
                }
                if self.is_open() { <p class="keys-hint">{ text.hinges_draw() }</p> }
            </>
        }
    }

    /// The points to be set by hand.
    pub(crate) fn pegs(&self, text: &Text) -> Layer {
        let peg = |(x, y): (f64, Option<f64>)| Peg {
            x,
            y,
            label: text.sketch_point(&text.say(x, 2)).into(),
            value_text: y
                .map_or_else(|| text.sketch_unset().to_owned(), |y| text.say(y, 2))
                .into(),
        };
        let (state, set, way) = (self.state, self.set, self.way);
        let pegs = Pegs {
            pegs: target::points(self.guess).map(peg).collect(),
            label: text.sketch_keys().into(),
            travel: Travel {
                low: SHEET.low,
                high: SHEET.high,
                step: 0.05,
            },
            on_put: changed(state, set, move |s: &mut S, (i, y)| way(s)[i] = y),
            on_draw: changed(state, set, move |s: &mut S, stroke: Stroke| {
                let guess = way(s);
                let at: Vec<f64> = target::points(guess).map(|point| point.0).collect();
                stroke.set_points(&at, guess, &|y| snap(y.clamp(SHEET.low, SHEET.high), 0.01));
            }),
        };
        pegs.layer()
    }
}
