//! Kassei: exhibits of neural-network activation functions to play with.

pub mod maths;
