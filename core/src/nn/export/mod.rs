//! A trained network to take away: as JSON, which is all of it and reads back, and as code that needs nothing of Kassei
//! and gives the same outputs.

mod code;
mod formula;
mod javascript;
mod json;
mod rust;
mod torch;
mod value;

use super::spec::Spec;
use super::start::WrongLength;

pub use code::{CodeError, Language, code};
pub use json::{ReadError, json, read};

/// A network, and what it was trained to see.
#[derive(Clone, Debug, PartialEq)]
pub struct Trained {
    /// What it is made of and how it learns.
    pub spec: Spec,
    /// As [`Report::parameters`](super::protocol::Report::parameters) has them.
    pub parameters: Vec<f32>,
    /// What its inputs are called, for those who read it: `x`, `y`, `x²`.
    pub inputs: Vec<String>,
}

/// The parameters of a layer; none where it has none.
#[derive(Clone, Debug)]
struct Part<'a> {
    /// Of each unit.
    weights: Vec<&'a [f32]>,
    biases: &'a [f32],
    scale: &'a [f32],
    shift: &'a [f32],
    mean: &'a [f32],
    variance: &'a [f32],
}

impl<'a> Part<'a> {
    /// All but the weights, where there are some, under the names that a language has for biases, scale, shift, mean and
    /// variance.
    fn named<'n>(
        &self,
        names: [&'n str; 5],
    ) -> impl Iterator<Item = (&'n str, &'a [f32])> + use<'a, 'n> {
        let lists = [
            self.biases,
            self.scale,
            self.shift,
            self.mean,
            self.variance,
        ];
        let named = names.into_iter().zip(lists);
        named.filter(|(_, numbers)| !numbers.is_empty())
    }
}

impl Trained {
    fn parts(&self) -> Result<Vec<Part<'_>>, WrongLength> {
        let (found, expected) = (self.parameters.len(), self.spec.parameters());
        if found != expected {
            return Err(WrongLength { found, expected });
        }
        let part = |place: super::start::Place| {
            let of = |range| &self.parameters[range];
            Part {
                weights: of(place.weights).chunks(place.inputs).collect(),
                biases: of(place.biases),
                scale: of(place.scale),
                shift: of(place.shift),
                mean: of(place.mean),
                variance: of(place.variance),
            }
        };
        Ok(self.spec.places().into_iter().map(part).collect())
    }
}

/// `a, b, c`
fn joined(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().collect::<Vec<String>>().join(", ")
}
