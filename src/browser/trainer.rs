//! The page's end of a worker that trains. `static/trainer.js` has the other side of it.

use std::cell::RefCell;

use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast as _, JsValue};
use yew::Callback;

use crate::nn::protocol::{FromWorker, ToWorker};

thread_local! {
    static START: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Takes `start(hear)`, which starts a worker and gives `{send(bytes), end()}`. It calls `hear` with `"from"` and the bytes of
/// a message, with `"slow"` when it trains in the page itself, with `"lost"` and the reason when it trains no more.
#[wasm_bindgen(js_name = useTrainer)]
pub fn use_trainer(start: Function) {
    START.set(Some(start));
}

/// What is heard of a worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// A message.
    From(FromWorker),
    /// No worker can be had here: it trains in the page itself, a slice in each frame, and slowly. Said once, at the start.
    Slow,
    /// It could not be started, or it has died, and why, in English, for the console. Nothing more will be heard of it; a new
    /// one may go on from the last parameters that were reported.
    Lost(String),
}

#[wasm_bindgen]
extern "C" {
    type Handle;
    #[wasm_bindgen(method)]
    fn send(this: &Handle, bytes: &[u8]);
    #[wasm_bindgen(method)]
    fn end(this: &Handle);
}

/// A worker of one's own. Ends when dropped.
pub struct Trainer {
    handle: Option<Handle>,
    hear: Callback<Heard>,
    _ear: Closure<dyn FnMut(String, JsValue)>,
}

impl Trainer {
    /// Starts a worker, whose messages go to `hear`. They may be sent to it at once.
    #[must_use]
    pub fn start(hear: Callback<Heard>) -> Self {
        let ear = Closure::<dyn FnMut(String, JsValue)>::new({
            let hear = hear.clone();
            move |what: String, of: JsValue| hear.emit(heard(&what, &of))
        });
        let start = START.with_borrow(Clone::clone);
        let handle = start.and_then(|start| start.call1(&JsValue::NULL, ear.as_ref()).ok());
        let trainer = Self {
            handle: handle.map(JsValue::unchecked_into),
            hear,
            _ear: ear,
        };
        if trainer.handle.is_none() {
            trainer.lose("cannot start training: the page gives no workers");
        }
        trainer
    }

    /// Says something to the worker.
    pub fn send(&self, message: &ToWorker) {
        let Some(handle) = &self.handle else { return };
        match postcard::to_allocvec(message) {
            Ok(bytes) => handle.send(&bytes),
            Err(error) => self.lose(&format!("cannot write a message: {error}")),
        }
    }

    fn lose(&self, why: &str) {
        self.hear.emit(Heard::Lost(why.to_owned()));
    }
}

impl Drop for Trainer {
    fn drop(&mut self) {
        if let Some(handle) = &self.handle {
            handle.end();
        }
    }
}

fn heard(what: &str, of: &JsValue) -> Heard {
    match what {
        "from" => read(&Uint8Array::new(of).to_vec()),
        "slow" => Heard::Slow,
        _ => Heard::Lost(of.as_string().unwrap_or_default()),
    }
}

fn read(message: &[u8]) -> Heard {
    postcard::from_bytes(message).map_or_else(
        |error| Heard::Lost(format!("cannot read a message of the worker: {error}")),
        Heard::From,
    )
}
