//! Kassei: exhibits of neural-network activation functions to play with.
//!
//! In reading order: [`maths`] and [`nn`] are the package `kassei-core`; [`text`] knows nothing of the others; [`charts`]
//! draws; [`exhibits`] are what people play with, each a pure state with a view; [`controls`] and [`browser`] serve the
//! views. `ARCHITECTURE.md` has the arrows.

#[cfg(feature = "web")]
pub mod browser;
#[cfg(feature = "exhibits")]
pub mod charts;
#[cfg(feature = "web")]
pub mod controls;
#[cfg(feature = "exhibits")]
pub mod exhibits;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "exhibits")]
pub mod text;

pub use kassei_core::{maths, nn};

/// Half the size of the standard library's allocator.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
