//! A single unit: its numbers, each of which can be changed.

use yew::{Callback, Context, Html, MouseEvent, html};

use super::eye::Glance;
use super::{Msg, Playground};
use crate::browser::keys::Travel;
use crate::controls::{Icon, Slider, icon, slider};
use crate::exhibits::BOUND;
use crate::exhibits::shared::KNOB;
use crate::exhibits::train::{sign, unit_name};

/// How far a weight and a bias go.
const TRACK: Travel = KNOB;

impl Playground {
    pub(super) fn unit(&self, ctx: &Context<Self>) -> Html {
        let text = ctx.props().props.text;
        let chosen = self.eye.chosen.and_then(|unit| {
            let place = self.setup.places.get(unit.0.checked_sub(1)?)?;
            (unit.1 < place.units).then_some((unit, place))
        });
        let Some((unit, place)) = chosen else {
            return Html::default();
        };
        let (layer, row) = (unit.0 - 1, unit.1);
        let weight = |from: usize| place.weights.start + row * place.inputs + from;
        let bias = place.biases.start + row;
        let number = |name: String, class, symbol, label: String, parameter: usize| {
            let value = self.shown.parameters.get(parameter).copied().unwrap_or(0.0);
            let set: Callback<f64> = ctx.link().callback(move |value| Msg::Set(parameter, value));
            slider(Slider {
                name,
                class,
                symbol,
                label,
                value: value.into(),
                initial: 0.0,
                travel: TRACK,
                bounds: (-BOUND, BOUND),
                digits: 3,
                set: &set,
                text,
            })
        };
        let shown = self.eye.windows.of(&self.setup, layer);
        let (first, last) = (shown.start + 1, shown.end);
        let weights = shown.clone().map(|from| {
            let from_name = sign(&self.setup, (layer, from));
            let label = text.train_weight_from(&from_name);
            html! {
                <div class="weight">
                    <span class="from">{ from_name }</span>
                    { number(weight_field(from), "w", "w", label, weight(from)) }
                </div>
            }
        });
        let close = ctx
            .link()
            .callback(|_: MouseEvent| Msg::Look(Glance::Choose(None)));
        html! {
            <div class="unit-part" role="group" aria-label={unit_name(&self.setup, unit, text)}>
                <header>
                    <h3>{ unit_name(&self.setup, unit, text) }</h3>
                    <button type="button" class="icon" name="close-unit" aria-label={text.frame_close()} onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                <div class="weights">
                    { for weights }
                    <div class="weight"><span class="from">{ "1" }</span>{ number("bias".to_owned(), "b", "b", text.train_bias().to_owned(), bias) }</div>
                </div>
                if place.inputs > shown.len() { <p class="keys-hint">{ text.train_edit_many(&first, &last, &place.inputs) }</p> }
            </div>
        }
    }
}

/// The name of the slider of the weight from a unit in this row; that of its field goes on with `-number`.
pub(super) fn weight_field(from: usize) -> String {
    format!("weight-{}", from + 1)
}
