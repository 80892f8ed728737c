//! The words of exhibits, as a page's script gives them.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::text::Lang;

/// Takes the words of a language, before the first exhibit that speaks it: `Text::lines` wrote them.
#[wasm_bindgen(js_name = useWords)]
pub fn use_words(lang: &str, lines: String) {
    #[cfg(browser)]
    crate::text::learn(language(lang), lines);
    // Natively they are in the program.
    #[cfg(not(browser))]
    let _ = (lang, lines);
}

pub(super) fn language(tag: &str) -> Lang {
    Lang::of(tag).unwrap_or(Lang::En)
}
