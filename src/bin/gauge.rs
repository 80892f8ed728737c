//! The training engine, measured: as `cargo xtask bench training` drives it; and as `cargo xtask test` runs it natively and
//! in WebAssembly, to see that its runs are the same to the bit.

use std::fmt::Write as _;
use std::hint::black_box;

use kassei::maths::random::Random;
use kassei::maths::{ALL, Activation, Bend, F32x4};
use kassei::nn::{Examples, Hidden, Init, Loss, Network, Norm, Optimizer, Output, Spec};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    #[expect(
        clippy::print_stdout,
        reason = "the native program is asked for nothing else"
    )]
    {
        print!("{}", digests());
    }
}

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
            ..plain()
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

fn plain() -> Spec {
    Spec {
        inputs: 2,
        hidden: Vec::new(),
        outputs: 3,
        output: Output::Linear,
        norm: Norm::None,
        dropout: 0.0,
        loss: Loss::SquaredError,
        optimizer: Optimizer::Sgd,
        rate: 0.03,
        init: Init::Xavier,
        l1: 0.0,
        l2: 0.0,
        seed: 1,
    }
}

/// A run a line: what it is of, and a digest of its parameters after two hundred steps.
#[wasm_bindgen]
pub fn digests() -> String {
    let mut lines = String::new();
    for (spec, batch) in specs() {
        let f = spec
            .hidden
            .first()
            .and_then(|hidden| hidden.bend.known())
            .map_or("", |bend| bend.activation.id);
        let Spec {
            output,
            loss,
            optimizer,
            norm,
            init,
            ..
        } = spec;
        let digest = digest(&spec, batch);
        // Nothing fails to be written to a string.
        let _ = writeln!(
            lines,
            "{digest:016x} {f} {output:?} {loss:?} {optimizer:?} {norm:?} {init:?} batch {batch}"
        );
    }
    lines
}

/// Every activation, output, loss, optimiser, normalisation and start, narrow layers and wide ones.
fn specs() -> Vec<(Spec, usize)> {
    let mut specs = Vec::new();
    for activation in ALL {
        let hidden = [5, 8, 9].map(|units| Hidden {
            units,
            bend: Bend::new(activation).into(),
        });
        let hidden = hidden.to_vec();
        specs.push((Spec { hidden, ..plain() }, BATCH));
    }
    let tanh = specs[3].0.clone();
    for output in [
        Output::Linear,
        Output::Sigmoid,
        Output::Tanh,
        Output::Softmax,
    ] {
        for loss in [Loss::SquaredError, Loss::AbsoluteError, Loss::CrossEntropy] {
            specs.push((
                Spec {
                    output,
                    loss,
                    ..tanh.clone()
                },
                BATCH,
            ));
        }
    }
    use Optimizer::{Adam, AdamW, Momentum, RmsProp, Sgd};
    for optimizer in [Sgd, Momentum, RmsProp, Adam, AdamW] {
        let (rate, l1, l2) = (0.01, 0.001, 0.01);
        specs.push((
            Spec {
                optimizer,
                rate,
                l1,
                l2,
                ..tanh.clone()
            },
            BATCH,
        ));
    }
    for norm in [Norm::Batch, Norm::Layer, Norm::Rms] {
        for batch in [7, 25] {
            specs.push((
                Spec {
                    norm,
                    dropout: 0.2,
                    ..tanh.clone()
                },
                batch,
            ));
        }
    }
    for init in [
        Init::He,
        Init::LeCun,
        Init::Uniform { limit: 0.5 },
        Init::Zero,
    ] {
        specs.push((
            Spec {
                init,
                ..tanh.clone()
            },
            BATCH,
        ));
    }
    let mut wide = tanh;
    wide.hidden.iter_mut().for_each(|hidden| hidden.units = 67);
    specs.push((wide, BATCH));
    specs.retain(|(spec, _)| spec.check().is_ok());
    specs
}

/// FNV-1a over the bits of the parameters.
fn digest(spec: &Spec, batch: usize) -> u64 {
    let mut random = Random::new(7);
    let mut column = || {
        (0..60)
            .map(|_| random.uniform() as f32)
            .collect::<Vec<f32>>()
    };
    let examples = Examples {
        inputs: (0..spec.inputs).map(|_| column()).collect(),
        targets: (0..spec.outputs).map(|_| column()).collect(),
    };
    let rows: Vec<u32> = (0..60).collect();
    let Ok(mut network) = Network::new(spec.clone()) else {
        return 0;
    };
    for batch in rows.chunks(batch).cycle().take(200) {
        network.step(&examples, batch);
    }
    let bytes = network.parameters().iter().flat_map(|p| p.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
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
