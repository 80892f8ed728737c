//! What Kassei computes: [`maths`], functions and what can be said of their curves; [`nn`], networks that learn.
//!
//! It knows no browser, no clock and no language, and chance is a seed: equal arguments give equal results, natively and
//! in WebAssembly.

pub mod maths;
pub mod nn;
