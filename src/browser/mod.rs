//! What the rest needs of a browser: sizes, frames, colours, time. Each once.

mod animation;
#[cfg(every_exhibit)]
pub mod files;
pub mod host;
pub mod keys;
#[cfg(every_exhibit)]
mod leaving;
mod size;
#[cfg(every_exhibit)]
pub mod trainer;

pub use animation::{Frames, Player};
#[cfg(every_exhibit)]
pub use leaving::Leaving;
pub use size::SizeObserver;

use web_sys::{Element, HtmlElement};

/// The value of a CSS property as the browser resolved it.
#[must_use]
pub fn computed(element: &Element, property: &str) -> Option<String> {
    gloo::utils::window()
        .get_computed_style(element)
        .ok()??
        .get_property_value(property)
        .ok()
}

/// Device pixels a CSS pixel.
#[must_use]
pub fn device_pixel_ratio() -> f64 {
    gloo::utils::window().device_pixel_ratio()
}

/// Milliseconds since some fixed moment.
#[must_use]
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Whether the person wants as little motion as can be: what would be played is shown at its end.
#[must_use]
pub fn prefers_stillness() -> bool {
    let query = gloo::utils::window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// How many threads the machine runs at once, as far as the browser tells.
#[must_use]
pub fn processors() -> usize {
    gloo::utils::window().navigator().hardware_concurrency() as usize
}

/// Whether nobody sees the page.
#[must_use]
pub fn is_hidden() -> bool {
    gloo::utils::document().hidden()
}

/// Whether the page can show an element on the full screen; not so in a frame that does not allow it.
#[must_use]
pub fn has_full_screen() -> bool {
    gloo::utils::document().fullscreen_enabled()
}

/// Shows `element` on the full screen, or goes back from there.
pub fn toggle_full_screen(element: &HtmlElement) {
    let document = gloo::utils::document();
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Err(refused) = element.request_fullscreen() {
        gloo::console::warn!("full screen was refused", refused);
    }
}
