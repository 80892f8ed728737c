//! Files that a person gives to the page.

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, HtmlInputElement};
use yew::Callback;

/// A file that is too large to be read: its size in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TooLarge(pub f64);

/// What is in a file.
pub type Content = Result<String, TooLarge>;

/// Reads the file that was chosen in a field, if it has no more than `most` bytes, and empties the field.
pub fn chosen(event: &Event, most: f64, done: Callback<Content>) {
    let field = event.target().and_then(|field| field.dyn_into().ok());
    let Some(field): Option<HtmlInputElement> = field else {
        return;
    };
    let file = field.files().and_then(|files| files.get(0));
    if let Some(file) = file {
        read(&file, most, done);
    }
    field.set_value("");
}

fn read(file: &web_sys::File, most: f64, done: Callback<Content>) {
    if file.size() > most {
        return done.emit(Err(TooLarge(file.size())));
    }
    let done = Closure::once_into_js(move |text: JsValue| {
        done.emit(Ok(text.as_string().unwrap_or_default()));
    });
    let text = file.text();
    let then = Reflect::get(&text, &JsValue::from_str("then"));
    let then = then.ok().and_then(|then| then.dyn_into::<Function>().ok());
    if let Some(then) = then {
        // Fails only where a promise is none.
        let _asked = then.call1(&text, &done);
    }
}

/// Puts a text where others can be pasted from.
pub fn copy(text: &str) {
    let clipboard = gloo::utils::window().navigator().clipboard();
    // The browser says by itself when it is not allowed.
    let _asked = clipboard.write_text(text);
}
