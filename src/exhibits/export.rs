//! What one takes away from an exhibit: what `static/share.js` calls.
//!
//! It is an app of its own (`src/bin/press.rs`): a second way to draw, which nobody downloads who saves no picture.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Entry;
use super::words::language;
use crate::charts::Svg;

/// The picture of a state as SVG, in the colours that `colour` names for the properties of `static/tokens.css`: it gets
/// `--ink`, and gives what an attribute `fill` takes. Nothing where there is no such exhibit.
#[wasm_bindgen]
#[must_use]
pub fn picture(exhibit: &str, state: &str, lang: &str, colour: &Function) -> Option<String> {
    let picture = (Entry::find(exhibit)?.picture)(state, language(lang));
    let colour = |property: &str| {
        let answer = colour.call1(&JsValue::NULL, &JsValue::from_str(property));
        answer
            .ok()
            .and_then(|colour| colour.as_string())
            .unwrap_or_else(|| "none".to_owned())
    };
    let Svg(svg) = picture.painted(colour);
    Some(svg)
}

/// What is to be seen in a state, in a sentence: the text in the picture's place.
#[wasm_bindgen]
#[must_use]
pub fn summary(exhibit: &str, state: &str, lang: &str) -> Option<String> {
    Entry::find(exhibit).map(|entry| (entry.summary)(state, language(lang).text()))
}

/// The QR code of a text as SVG; nothing where it is too long for one.
#[wasm_bindgen]
#[must_use]
pub fn code(text: &str) -> Option<String> {
    crate::charts::code(text).map(|Svg(svg)| svg)
}
