//! The training engine, as `cargo xtask bench training` measures it.

use std::hint::black_box;

use kassei::maths::{Activation, Bend, F32x4};
use kassei::nn::{Examples, Hidden, Init, Loss, Network, Norm, Optimizer, Output, Spec};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// Examples in a mini-batch.
const BATCH: usize = 10;

/// A network that learns two spirals.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Trainer {
    network: Network,
    examples: Examples,
    order: Vec<u32>,
}

#[wasm_bindgen]
impl Trainer {
    /// `layers` from the inputs to the outputs, the hidden ones bent by `activation`, the last by tanh. The columns `x`
    /// and `y` are the inputs, `label` the targets.
    ///
    /// # Errors
    /// No such activation, or a network that cannot be.
    #[wasm_bindgen(constructor)]
    pub fn new(
        layers: &[usize],
        activation: &str,
        x: Vec<f32>,
        y: Vec<f32>,
        label: Vec<f32>,
    ) -> Result<Self, String> {
        let activation = Activation::find(activation)
            .ok_or_else(|| format!("cannot train with \"{activation}\": no such activation"))?;
        let [inputs, hidden @ .., outputs] = layers else {
            return Err(format!(
                "cannot train {layers:?}: expected inputs and outputs at least"
            ));
        };
        let hidden = hidden.iter().map(|units| Hidden {
            units: *units,
            bend: Bend::new(activation).into(),
        });
        let spec = Spec {
            inputs: *inputs,
            hidden: hidden.collect(),
            outputs: *outputs,
            output: Output::Tanh,
            norm: Norm::None,
            dropout: 0.0,
            loss: Loss::SquaredError,
            optimizer: Optimizer::Sgd,
            rate: 0.03,
            init: Init::Xavier,
            l1: 0.0,
            l2: 0.0,
            seed: 1,
        };
        let order = (0..label.len() as u32).collect();
        let examples = Examples {
            inputs: vec![x, y],
            targets: vec![label],
        };
        let network = Network::new(spec).map_err(|error| error.to_string())?;
        Ok(Self {
            network,
            examples,
            order,
        })
    }

    /// Goes through all examples so many times.
    pub fn train(&mut self, epochs: usize) {
        for _ in 0..epochs {
            for batch in self.order.chunks(BATCH) {
                self.network.step(&self.examples, batch);
            }
        }
    }

    /// The mean loss over all examples.
    pub fn loss(&mut self) -> f64 {
        self.network.loss(&self.examples)
    }
}

/// Twelve chains of a product and a sum, none of which waits for another: as fast as this program can multiply and add.
/// Answers with the floating-point operations that it did.
#[wasm_bindgen]
pub fn chains(rounds: u32) -> f64 {
    let (factor, term) = (
        F32x4::splat(black_box(0.999)),
        F32x4::splat(black_box(0.001)),
    );
    let mut sums = [F32x4::ZERO; 12];
    for _ in 0..rounds {
        for sum in &mut sums {
            *sum = *sum * factor + term;
        }
    }
    black_box(sums);
    f64::from(rounds) * 12.0 * 4.0 * 2.0
}
