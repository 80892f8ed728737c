//! A single unit: its formula with its numbers, each of which can be changed.

use yew::{Callback, Context, Html, MouseEvent, html};

use super::{Msg, Playground};
use crate::browser::keys::Travel;
use crate::controls::{Icon, Slider, icon, mi, mo, signed, slider};
use crate::exhibits::BOUND;
use crate::exhibits::shared::{KNOB, function_name};
use crate::exhibits::train::{sign, unit_name};
use crate::maths::Function;
use crate::nn::{Output, Place};
use crate::text::Text;

/// Inputs whose numbers are shown.
const MOST_SHOWN: usize = 16;
/// Terms that a formula has.
const TERMS: usize = 6;
/// How far a weight and a bias go.
const TRACK: Travel = KNOB;

impl Playground {
    pub(super) fn unit(&self, ctx: &Context<Self>) -> Html {
        let text = ctx.props().props.text;
        let chosen = self.chosen.and_then(|unit| {
            let place = self.setup.places.get(unit.0.checked_sub(1)?)?;
            (unit.1 < place.units).then_some((unit, place))
        });
        let Some((unit, place)) = chosen else {
            return html! { <p class="note-line edit-hint">{ text.train_edit_hint() }</p> };
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
        let shown = place.inputs.min(MOST_SHOWN);
        let weights = (0..shown).map(|from| {
            let from_name = sign(&self.setup, (layer, from));
            let label = text.train_weight_from(&from_name);
            html! {
                <div class="weight">
                    <span class="from">{ from_name }</span>
                    { number(format!("weight-{}", from + 1), "w", "w", label, weight(from)) }
                </div>
            }
        });
        let close = ctx.link().callback(|_: MouseEvent| Msg::Choose(None));
        html! {
            <div class="unit-part" role="group" aria-label={unit_name(&self.setup, unit, text)}>
                <header>
                    <h3>{ unit_name(&self.setup, unit, text) }</h3>
                    <button type="button" class="icon" name="close-unit" aria-label={text.frame_close()} onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                <div class="formula"><math aria-label={text.frame_formula()}>{ self.formula(layer, row, place, text) }</math></div>
                <div class="weights">
                    { for weights }
                    <div class="weight"><span class="from">{ "1" }</span>{ number("bias".to_owned(), "b", "b", text.train_bias().to_owned(), bias) }</div>
                </div>
                if place.inputs > shown { <p class="keys-hint">{ text.train_edit_many(&place.inputs, &shown) }</p> }
            </div>
        }
    }

    /// y = f(w·x + … + b), with the numbers of now.
    fn formula(&self, layer: usize, row: usize, place: &Place, text: &Text) -> Html {
        let parameter = |i: usize| f64::from(self.shown.parameters.get(i).copied().unwrap_or(0.0));
        let weight = |from: usize| parameter(place.weights.start + row * place.inputs + from);
        let terms = (0..place.inputs.min(TERMS)).map(|from| {
            let name = sign(&self.setup, (layer, from));
            let number = if from == 0 {
                crate::controls::mn("w", weight(from))
            } else {
                signed("w", weight(from))
            };
            html! { <>{ number }{ mo("·") }{ mi("x", name) }</> }
        });
        let terms: Html = terms.collect();
        let rest = if place.inputs > TERMS {
            html! { <>{ mo("+") }{ mo("…") }</> }
        } else {
            Html::default()
        };
        let bias = signed("b", parameter(place.biases.start + row));
        let sum = html! { <>{ terms }{ rest }{ bias }</> };
        let name = sign(&self.setup, (layer + 1, row));
        let hidden = self.setup.spec.hidden.get(layer);
        let bend = hidden.map(|hidden| &hidden.bend);
        let left = html! { <>{ mi("y", name) }{ mo("=") }</> };
        match (bend, self.setup.spec.output) {
            (Some(Function::Own(own)), _) => {
                let own = own.text().to_owned();
                html! {
                    <>{ left }{ mi("", "f") }{ mo("(") }{ sum }{ mo("),") }
                        { mi("", "f") }{ mo("(") }{ mi("", "x") }{ mo(")") }{ mo("=") }<mtext>{ own }</mtext></>
                }
            }
            (Some(Function::Known(bend)), _) => {
                html! { <>{ left }{ function_name(bend, text) }{ mo("(") }{ sum }{ mo(")") }</> }
            }
            (None, Output::Linear) => html! { <>{ left }{ sum }</> },
            (None, output) => {
                let f = match output {
                    Output::Sigmoid => "σ",
                    Output::Tanh => "tanh",
                    _ => "softmax",
                };
                html! { <>{ left }<mi mathvariant="normal">{ f }</mi>{ mo("(") }{ sum }{ mo(")") }</> }
            }
        }
    }
}
