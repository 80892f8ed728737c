//! Who takes part: an activation, an optimiser and a normalisation, `leaky_relu:0.2/adam/batch` in a link.

use crate::exhibits::names::optimizer_name;
use crate::maths::{Activation, Bend};
use crate::nn::{Norm, Optimizer};
use crate::text::{Text, parse, trimmed};

/// How many learning rates each contestant may try.
pub const RATES: usize = 5;

/// One who takes part in a race.
#[derive(Clone, Debug, PartialEq)]
pub struct Contestant {
    /// The activation of all hidden layers.
    pub bend: Bend,
    /// How it makes steps of gradients.
    pub optimizer: Optimizer,
    /// What stands before its activation.
    pub norm: Norm,
}

impl Contestant {
    /// With this activation, plain gradient descent and no normalisation.
    pub(crate) fn plain(activation: &'static Activation) -> Self {
        Self {
            bend: Bend::new(activation),
            optimizer: Optimizer::Sgd,
            norm: Norm::None,
        }
    }

    /// The rates that it tries, from the smallest to the largest: each about three times the one before, around what its
    /// optimiser usually gets.
    #[must_use]
    pub const fn rates(&self) -> [f32; RATES] {
        match self.optimizer {
            Optimizer::Sgd => [0.03, 0.1, 0.3, 1.0, 3.0],
            Optimizer::Momentum => [0.003, 0.01, 0.03, 0.1, 0.3],
            Optimizer::RmsProp | Optimizer::Adam | Optimizer::AdamW => {
                [0.001, 0.003, 0.01, 0.03, 0.1]
            }
        }
    }

    /// As it stands in a link; what is usual is left out.
    pub(crate) fn write(&self) -> String {
        let mut text = self.bend.activation.id.to_owned();
        if self.bend.params != self.bend.activation.default_params() {
            for value in &self.bend.params {
                text += &format!(":{value}");
            }
        }
        let optimizer = Optimizer::IDS[self.optimizer as usize];
        let norm = Norm::IDS[self.norm as usize];
        match (self.optimizer, self.norm) {
            (Optimizer::Sgd, Norm::None) => text,
            (_, Norm::None) => format!("{text}/{optimizer}"),
            _ => format!("{text}/{optimizer}/{norm}"),
        }
    }

    /// The contestant of such a text; none where a part of it is unknown.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let mut function = parts.next()?.split(':');
        let mut contestant = Self::plain(Activation::find(function.next()?)?);
        let values: Vec<&str> = function.collect();
        if !values.is_empty() {
            let params = contestant.bend.activation.params;
            if values.len() != params.len() {
                return None;
            }
            let value = |(text, param): (&&str, &crate::maths::Param)| {
                parse(text).filter(|value| (param.min..=param.max).contains(value))
            };
            contestant.bend.params = values
                .iter()
                .zip(params)
                .map(value)
                .collect::<Option<_>>()?;
        }
        if let Some(id) = parts.next() {
            contestant.optimizer = Optimizer::ALL[place(&Optimizer::IDS, id)?];
        }
        if let Some(id) = parts.next() {
            contestant.norm = Norm::ALL[place(&Norm::IDS, id)?];
        }
        parts.next().is_none().then_some(contestant)
    }

    /// Its name beside `others`: what all have alike is left out.
    pub(crate) fn name(&self, others: &[Self], text: &Text) -> String {
        let Bend { activation, params } = &self.bend;
        let mut name = text.term(activation.id).to_owned();
        let of_its_kind = |other: &Self| other.bend.activation.id == activation.id;
        let told_apart = |other: &Self| of_its_kind(other) && other.bend.params != *params;
        if others.iter().any(told_apart) || *params != activation.default_params() {
            for (param, value) in activation.params.iter().zip(params) {
                name += &format!(" {} {}", param.symbol, trimmed(*value, 2));
            }
        }
        if others.iter().any(|other| other.optimizer != self.optimizer) {
            name += &format!(" · {}", optimizer_name(self.optimizer, text));
        }
        let norm = match self.norm {
            Norm::None => return name,
            Norm::Batch => text.race_with_batch(),
            Norm::Layer => text.race_with_layer(),
            Norm::Rms => text.race_with_rms(),
        };
        name + " · " + norm
    }
}

fn place(ids: &[&str], id: &str) -> Option<usize> {
    ids.iter().position(|other| *other == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_contestant_survives_a_link() {
        for text in [
            "relu",
            "leaky_relu:0.2",
            "tanh/adam",
            "snake:0.5/rmsprop/layer",
            "relu/sgd/batch",
        ] {
            let contestant = Contestant::read(text).expect(text);
            assert_eq!(contestant.write(), text);
        }
        for text in [
            "",
            "cat",
            "relu:1",
            "leaky_relu:x",
            "relu/cat",
            "relu/adam/cat",
            "relu/adam/rms/x",
        ] {
            assert_eq!(Contestant::read(text), None, "{text}");
        }
    }

    #[test]
    fn names_say_what_differs() {
        let text = Lang::En.text();
        let all = [
            "leaky_relu/adam",
            "leaky_relu:0.2/adam",
            "tanh/adam/batch",
            "tanh/sgd",
        ];
        let all = all.map(|text| Contestant::read(text).expect(text));
        let names = all.each_ref().map(|one| one.name(&all, text));
        assert_eq!(names[1], "Leaky ReLU α 0.2 · Adam");
        assert_eq!(names[2], "tanh · Adam · batch norm");
        assert_eq!(names[3], "tanh · SGD");
        assert_eq!(all[3].name(&all[3..], text), "tanh");
    }
}
