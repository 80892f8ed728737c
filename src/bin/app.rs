//! The app's WASM: what `static/kassei.js` calls is `kassei::exhibits::island` and `kassei::browser::host`.

use kassei as _;

fn main() {}
