//! Sliders, choices, read-outs, formulas and icons: they know a quantity, never the exhibit they serve.

mod choice;
mod chooser;
mod formula;
mod icon;
mod rich;
mod slider;
#[cfg(every_exhibit)]
mod transport;

pub use choice::{Readout, chips, option, pick, readout, toggle};
pub use chooser::{Chooser, family_name, function_select};
pub use formula::{mi, mn, mo, operator_name, signed};
pub use icon::{Icon, icon};
pub use rich::rich;
pub use slider::{Slider, slider};
#[cfg(every_exhibit)]
pub use transport::transport;
