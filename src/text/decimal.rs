//! ASCII decimals as the nearest number. In a browser the engine reads them: the standard library would bring ten
//! kilobytes of tables that the engine has already.

#[cfg(browser)]
pub(super) fn decimal(text: &str) -> Option<f64> {
    let value = wasm_bindgen::JsValue::from_str(text).unchecked_into_f64();
    (!text.is_empty()).then_some(value)
}

#[cfg(not(browser))]
pub(super) fn decimal(text: &str) -> Option<f64> {
    text.parse().ok()
}
