//! What the page's script gives the app: files beside `kassei.js`, and an ear for the end.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

thread_local! {
    static STOPPED: RefCell<Option<Function>> = const { RefCell::new(None) };
    static FETCH: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Calls `stopped` with a message when the program panics: the exhibits of this module are dead from then on.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(stopped: Function) {
    STOPPED.set(Some(stopped));
    // Yew's own way: it would overwrite any other hook.
    yew::set_custom_panic_hook(Box::new(|panic| {
        let message = JsValue::from_str(&panic.to_string());
        if let Some(stopped) = STOPPED.take() {
            // There is nobody left to tell of an error in here.
            let _told = stopped.call1(&JsValue::NULL, &message);
        }
    }));
}

/// Takes `fetch(name, done)`, which calls `done` with the JSON in a file beside `kassei.js`, or with nothing.
#[wasm_bindgen(js_name = useFiles)]
pub fn use_files(fetch: Function) {
    FETCH.set(Some(fetch));
}

/// Calls `done` with the JSON in the file `name`; with `None` where it cannot be had.
pub fn json(name: &str, done: impl FnOnce(Option<JsValue>) + 'static) {
    let done = Closure::once_into_js(move |content: JsValue| {
        done((!content.is_undefined()).then_some(content));
    });
    let name = JsValue::from_str(name);
    let asked = FETCH.with_borrow(|fetch| fetch.as_ref()?.call2(&JsValue::NULL, &name, &done).ok());
    if asked.is_none() {
        gloo::console::error!("the page gives no files");
    }
}
