//! Claims about what Kassei computes, prints and keeps, held against what others found: one program, so that it is linked once.
//!
//! Each module is one subject; `cargo test --test native csv` runs the tests of one.

mod architecture;
#[cfg(feature = "kernels")]
mod common;
mod csv;
mod data_sets;
mod experiments;
mod export;
mod expression;
mod forward;
mod listings;
mod network;
mod permalinks;
mod pictures;
mod race;
mod reference;
mod statistics;
mod text;
mod training;
