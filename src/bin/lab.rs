//! The large app: every exhibit. It is the small one, built with the feature `lab`.

use kassei as _;

fn main() {}
