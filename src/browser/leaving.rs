//! Notices that the page is hidden.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::Document;
use yew::Callback;

/// Tells when nobody sees the page any more. Ends when dropped.
pub struct Leaving {
    document: Document,
    listener: Closure<dyn FnMut()>,
}

/// The event of a page that is hidden or comes back.
const EVENT: &str = "visibilitychange";

impl Leaving {
    /// `left` is called whenever the page is hidden, from now on.
    #[must_use]
    pub fn new(left: Callback<()>) -> Self {
        let document = gloo::utils::document();
        let watched = document.clone();
        let listener = Closure::<dyn FnMut()>::new(move || {
            if watched.hidden() {
                left.emit(());
            }
        });
        // Fails only for an event that has no name.
        let _heard =
            document.add_event_listener_with_callback(EVENT, listener.as_ref().unchecked_ref());
        Self { document, listener }
    }
}

impl Drop for Leaving {
    fn drop(&mut self) {
        let listener = self.listener.as_ref().unchecked_ref();
        let _gone = self
            .document
            .remove_event_listener_with_callback(EVENT, listener);
    }
}
