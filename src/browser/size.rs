//! The size of an element, followed.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, ResizeObserver};
use yew::Callback;

/// Tells the size of an element whenever it changes. Ends when dropped.
pub struct SizeObserver {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut(JsValue)>,
}

impl SizeObserver {
    /// Width and height of the content of `element` in CSS pixels go to `changed`, now and from now on.
    #[must_use]
    pub fn new(element: &Element, changed: Callback<(f64, f64)>) -> Option<Self> {
        let observed = element.clone();
        let tell = move || {
            let (width, height) = (
                f64::from(observed.client_width()),
                f64::from(observed.client_height()),
            );
            if width > 0.0 && height > 0.0 {
                changed.emit((width, height));
            }
        };
        tell();
        let callback = Closure::<dyn FnMut(JsValue)>::new(move |_| tell());
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _callback: callback,
        })
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
