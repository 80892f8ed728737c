//! What the page's script gives the app: files beside `kassei.js`, and an ear for the end.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

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

/// Takes `fetch`, which gives a promise of the JSON in a file beside `kassei.js`.
#[wasm_bindgen(js_name = useFiles)]
pub fn use_files(fetch: Function) {
    FETCH.set(Some(fetch));
}

/// The JSON in the file `name`.
///
/// # Errors
/// What the page's script says.
pub async fn json(name: &str) -> Result<JsValue, JsValue> {
    let fetch = FETCH
        .with_borrow(Clone::clone)
        .ok_or_else(|| JsValue::from_str("the page gives no files"))?;
    let promise: Promise = fetch
        .call1(&JsValue::NULL, &JsValue::from_str(name))?
        .dyn_into()?;
    JsFuture::from(promise).await
}
