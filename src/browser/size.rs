//! The size of an element, followed.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, ResizeObserver};
use yew::{NodeRef, UseStateSetter, hook, use_effect_with, use_state_eq};

/// Width and height of the content of `node` in CSS pixels; `None` before it is in the page.
#[hook]
pub fn use_size(node: &NodeRef) -> Option<(f64, f64)> {
    let size = use_state_eq(|| None);
    let setter = size.setter();
    use_effect_with(node.clone(), move |node| {
        let observer = node.cast::<Element>().and_then(|element| observe(&element, setter));
        move || drop(observer)
    });
    *size
}

/// Stops observing when dropped.
struct Observation {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut(JsValue)>,
}

impl Drop for Observation {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn observe(element: &Element, size: UseStateSetter<Option<(f64, f64)>>) -> Option<Observation> {
    size.set(measure(element));
    let observed = element.clone();
    let callback = Closure::<dyn FnMut(JsValue)>::new(move |_| size.set(measure(&observed)));
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Observation { observer, _callback: callback })
}

fn measure(element: &Element) -> Option<(f64, f64)> {
    let (width, height) = (f64::from(element.client_width()), f64::from(element.client_height()));
    (width > 0.0 && height > 0.0).then_some((width, height))
}
