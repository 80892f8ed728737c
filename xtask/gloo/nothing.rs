//! A part of gloo that nobody here uses, left out: see `[patch.crates-io]` in the top `Cargo.toml`.
