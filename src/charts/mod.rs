//! A chart as data ([`Plot`]), one way to [`draw`] it on any plotters backend, and its live form in the browser.

#[cfg(feature = "share")]
mod code;
mod draw;
mod heat;
mod layout;
mod picture;
mod plot;
mod shape;
#[cfg(every_exhibit)]
mod stroke;
mod ticks;

#[cfg(feature = "share")]
pub use code::code;
pub use draw::{Dasher, GRAIN, Paint, Part, Style, draw};
pub use heat::{Heat, Patch, heat};
pub use layout::{Layout, Stroke};
pub use picture::{Svg, picture, thumbnail};
pub use plot::{Axis, Band, Dash, Dot, Ink, Mark, Plot, Side, Trace};
pub use shape::{Pane, Shape, dashes, paint};
pub use ticks::{powers, ticks};

#[cfg(feature = "web")]
mod canvas;
#[cfg(all(feature = "web", every_exhibit))]
mod field;
#[cfg(feature = "web")]
mod grips;
#[cfg(feature = "web")]
mod overlay;
#[cfg(all(feature = "web", every_exhibit))]
mod panes;
#[cfg(all(feature = "web", every_exhibit))]
mod pegs;

#[cfg(all(feature = "web", every_exhibit))]
pub use canvas::figure;
#[cfg(feature = "web")]
pub use canvas::{Chart, ChartProps, Figure, Layer};
#[cfg(all(feature = "web", every_exhibit))]
pub use field::{Field, Scene, Shade, Show, Spot, Strand, Tile};
#[cfg(feature = "web")]
pub use grips::{Grip, Grips};
#[cfg(feature = "web")]
pub use overlay::Cursor;
#[cfg(all(feature = "web", every_exhibit))]
pub use panes::pane;
#[cfg(all(feature = "web", every_exhibit))]
pub use pegs::{Peg, Pegs};
