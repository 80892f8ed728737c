//! Files that a person gives to the page.

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{DragEvent, Element, Event, HtmlInputElement, Node};
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

/// Whether what is dragged is a file, as far as can be told before it is let go.
pub fn brings_file(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.includes(&JsValue::from_str("Files"), 0))
}

/// Whether what is dragged leaves for a part of what it was over.
pub fn stays_inside(event: &DragEvent) -> bool {
    let next = event.related_target().and_then(|next| next.dyn_into().ok());
    let here = event.current_target().and_then(|here| here.dyn_into().ok());
    let (Some(next), Some(here)): (Option<Node>, Option<Element>) = (next, here) else {
        return false;
    };
    here.contains(Some(&next))
}

/// Reads the first file that was let go, if there is one and it has no more than `most` bytes. What is no file, such as a
/// folder, is not read.
pub fn dropped(event: &DragEvent, most: f64, done: Callback<Content>) {
    let files = event.data_transfer().and_then(|data| data.files());
    if let Some(file) = files.and_then(|files| files.get(0)) {
        read(&file, most, done);
    }
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
        let unread = Closure::once_into_js(|_why: JsValue| {});
        // Fails only where a promise is none.
        let _asked = then.call2(&text, &done, &unread);
    }
}

/// Puts a text where others can be pasted from.
pub fn copy(text: &str) {
    let clipboard = gloo::utils::window().navigator().clipboard();
    // The browser says by itself when it is not allowed.
    let _asked = clipboard.write_text(text);
}
