//! The program that trains, as `static/trainer-worker.js` drives it.

use kassei::nn::protocol::FromWorker;
use kassei::nn::session::Session;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::throw_str;

/// A panic is heard of where the program was called.
fn main() {
    std::panic::set_hook(Box::new(|panic| throw_str(&panic.to_string())));
}

/// A session whose messages are bytes.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Worker(Session);

#[wasm_bindgen]
impl Worker {
    /// Without a run.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// See [`Session::receive`].
    ///
    /// # Errors
    /// The bytes are no message.
    pub fn receive(&mut self, message: &[u8]) -> Result<Option<Vec<u8>>, String> {
        let message = postcard::from_bytes(message).map_err(|error| {
            format!("cannot read a message of {} bytes: {error}", message.len())
        })?;
        written(self.0.receive(message))
    }

    /// See [`Session::tick`].
    ///
    /// # Errors
    /// The answer cannot be written.
    pub fn tick(&mut self, steps: u32) -> Result<Option<Vec<u8>>, String> {
        written(self.0.tick(steps.into()))
    }

    /// See [`Session::is_running`].
    #[wasm_bindgen(getter, js_name = isRunning)]
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.0.is_running()
    }
}

fn written(answer: Option<FromWorker>) -> Result<Option<Vec<u8>>, String> {
    let bytes = answer
        .map(|answer| postcard::to_allocvec(&answer))
        .transpose();
    bytes.map_err(|error| format!("cannot write an answer: {error}"))
}
