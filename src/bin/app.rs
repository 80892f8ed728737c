//! The app's WASM: makes `Island` known to `static/kassei.js`, and says there when it has to stop.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

pub use kassei::exhibits::island;

thread_local! {
    static STOPPED: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Calls `stopped` with a message when the program panics: the exhibits of this module are dead from then on.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(stopped: Function) {
    STOPPED.set(Some(stopped));
    std::panic::set_hook(Box::new(|panic| {
        let message = JsValue::from_str(&panic.to_string());
        if let Some(stopped) = STOPPED.take() {
            // There is nobody left to tell of an error in here.
            let _told = stopped.call1(&JsValue::NULL, &message);
        }
    }));
}

fn main() {}
