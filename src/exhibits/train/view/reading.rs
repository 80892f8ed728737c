//! What is read off where one points: of a unit its formula with its numbers, of the picture what the network says there.

use yew::{Html, html};

use super::Playground;
use crate::controls::{mi, mn, mo, operator_name, signed};
use crate::exhibits::shared::function_name;
use crate::exhibits::train::{CLASS_SIGNS, CLASSES, Unit, percent, sign, unit_name};
use crate::maths::Function;
use crate::nn::data::Kind;
use crate::nn::{Forward, LayerTrace, Norm, Output};
use crate::text::{Text, fixed};

/// Terms that a formula has.
const TERMS: usize = 6;

impl Playground {
    /// What happens in the network at the place that is pointed at, layer by layer.
    pub(super) fn trace(&self) -> Vec<LayerTrace> {
        let net = Forward::new(&self.setup.spec, &self.shown.parameters);
        let features = self.setup.features.iter();
        let seen: Vec<f64> = features.map(|feature| feature.at(self.eye.place)).collect();
        net.map_or_else(|_| Vec::new(), |net| net.trace(&seen))
    }

    /// The place in print.
    fn where_it_is(&self) -> String {
        let [x, y] = self.eye.place.map(|v| fixed(v, 2));
        if self.setup.learnt.inputs == 1 {
            format!("x₁ = {x}")
        } else {
            format!("x₁ = {x}, x₂ = {y}")
        }
    }

    /// What the network says there: of classes their shares, else numbers; each with its class, if it has one.
    fn shares(&self, there: &[LayerTrace]) -> Vec<(Option<usize>, String)> {
        let outputs = outputs(there);
        let Kind::Classes(_) = self.setup.kind() else {
            let numbers = outputs
                .iter()
                .map(|y| (None, format!("y = {}", fixed(*y, 3))));
            return numbers.collect();
        };
        let share = |(class, share): (usize, &f64)| {
            let words = format!("{}: {}", CLASS_SIGNS[class], percent(*share));
            (Some(class), words)
        };
        match (self.setup.spec.output, outputs) {
            (Output::Sigmoid, [y]) => [1.0 - y, *y].iter().enumerate().map(share).collect(),
            (Output::Softmax, shares) => shares.iter().enumerate().map(share).collect(),
            (_, [y]) => vec![(None, format!("y = {}", fixed(*y, 3)))],
            (_, several) => {
                let number = |(i, y)| (Some(i), format!("{}: {}", CLASS_SIGNS[i], fixed(y, 3)));
                several.iter().copied().enumerate().map(number).collect()
            }
        }
    }

    /// The place, and what the network says there, in words.
    pub(super) fn said(&self, there: &[LayerTrace], text: &Text) -> String {
        let shares = self.shares(there).into_iter();
        let shares: Vec<String> = shares.map(|(_, words)| words).collect();
        text.train_said(&self.where_it_is(), &shares.join(", "))
    }

    /// The same below the picture.
    pub(super) fn reading(&self, there: &[LayerTrace]) -> Html {
        let share = |(class, words): (Option<usize>, String)| {
            let class = class.map_or("y", |class| CLASSES[class].class());
            html! { <b {class}>{ words }</b> }
        };
        html! {
            <p class="said"><span>{ self.where_it_is() }</span>{ for self.shares(there).into_iter().map(share) }</p>
        }
    }

    /// The unit that is looked at: its formula, with what comes out at the place that was pointed at last.
    pub(super) fn unit_reading(&self, there: &[LayerTrace], text: &Text) -> Html {
        let is_unit = |(column, row): &Unit| {
            let place = column.checked_sub(1).and_then(|i| self.setup.places.get(i));
            place.is_some_and(|place| *row < place.units)
        };
        let unit = self.eye.unit();
        let there = |unit: &Unit| Some((*unit, there.get(unit.0 - 1)?));
        let Some((unit, there)) = unit.filter(is_unit).as_ref().and_then(there) else {
            return html! { <div class="unit-reading"><p class="hint-line">{ text.train_edit_hint() }</p></div> };
        };
        // Who goes from unit to unit by keys hears it; who points, or looks on, does not hear all that passes.
        let is_quiet = self.playing || self.eye.is_led_by_hand();
        html! {
            <div class="unit-reading" aria-live={if is_quiet { "off" } else { "polite" }}>
                <p><b>{ unit_name(&self.setup, unit, text) }</b><span>{ self.where_it_is() }</span></p>
                <p class="pieces">{ self.sum(unit, there.affine[unit.1]) }</p>
                <p class="pieces">{ self.bent(unit, there, text) }</p>
            </div>
        }
    }

    /// z = w·x + … + b, with the numbers of now, in pieces that may stand in several lines.
    fn sum(&self, unit: Unit, z: f64) -> Html {
        let (layer, row) = (unit.0 - 1, unit.1);
        let place = &self.setup.places[layer];
        let parameter = |i: usize| f64::from(self.shown.parameters.get(i).copied().unwrap_or(0.0));
        let term = |from: usize| {
            let weight = parameter(place.weights.start + row * place.inputs + from);
            let number = if from == 0 {
                mn("w", weight)
            } else {
                signed("w", weight)
            };
            let name = sign(&self.setup, (layer, from));
            html! { <math>{ number }{ mo("·") }{ mi("x", name) }</math> }
        };
        html! {
            <>
                <math>{ mi("z", "z") }{ mo("=") }</math>
                { for (0..place.inputs.min(TERMS)).map(term) }
                if place.inputs > TERMS { <math>{ mo("+") }{ mo("…") }</math> }
                <math>{ signed("b", parameter(place.biases.start + row)) }</math>
                <math>{ mo("=") }{ mn("z", z) }</math>
            </>
        }
    }

    /// What becomes of z: normalised, if it is, and bent.
    fn bent(&self, unit: Unit, there: &LayerTrace, text: &Text) -> Html {
        let (layer, row) = (unit.0 - 1, unit.1);
        let hidden = self.setup.spec.hidden.get(layer);
        let normal = hidden.is_some() && self.setup.spec.norm != Norm::None;
        let z = || mi("z", if normal { "ẑ" } else { "z" });
        let of = |name: Html| html! { <>{ name }{ mo("(") }{ z() }{ mo(")") }</> };
        let own = match hidden.map(|hidden| &hidden.bend) {
            Some(Function::Own(own)) => Some(own.text().to_owned()),
            _ => None,
        };
        let right = match (hidden.map(|hidden| &hidden.bend), self.setup.spec.output) {
            (Some(Function::Own(_)), _) => of(mi("", "f")),
            (Some(Function::Known(bend)), _) => of(function_name(bend, text)),
            (None, Output::Linear) => z(),
            (None, Output::Sigmoid) => of(mi("", "σ")),
            (None, Output::Tanh) => of(operator_name("tanh")),
            (None, Output::Softmax) => {
                html! { <msub><mrow>{ of(operator_name("softmax")) }</mrow><mn>{ row + 1 }</mn></msub> }
            }
        };
        html! {
            <>
                if normal { <math>{ z() }{ mo("=") }{ mn("z", there.normal[row]) }{ mo(",") }</math> }
                <math>{ mi("y", sign(&self.setup, unit)) }{ mo("=") }{ right }</math>
                <math>{ mo("=") }{ mn("y", there.out[row]) }if own.is_some() { { mo(",") } }</math>
                if let Some(own) = own {
                    <math>{ mi("", "f") }{ mo("(") }{ mi("", "x") }{ mo(")") }{ mo("=") }<mtext>{ own }</mtext></math>
                }
            </>
        }
    }
}

/// What the network says where that happens in it.
pub(super) fn outputs(there: &[LayerTrace]) -> &[f64] {
    there.last().map_or(&[], |last| &last.out)
}
