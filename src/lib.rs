//! Kassei: exhibits of neural-network activation functions to play with.
//!
//! In reading order: [`maths`] and [`text`] know nothing of the others; [`charts`] draws; [`exhibits`] are what people
//! play with, each a pure state with a view; [`controls`] and [`browser`] serve the views. `ARCHITECTURE.md` has the arrows.

pub mod maths;
pub mod text;
pub mod charts;
#[cfg(feature = "web")]
pub mod browser;
#[cfg(feature = "web")]
pub mod controls;
pub mod exhibits;
#[cfg(feature = "ssr")]
pub mod site;
