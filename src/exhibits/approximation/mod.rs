//! x
mod run;
const RANGE: (f64,f64) = (-6.0,6.0);
const MOST: usize = 64;
