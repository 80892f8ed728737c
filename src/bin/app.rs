//! The app's WASM: what `static/kassei.js` calls is `kassei::exhibits::island` and `kassei::browser::host`.

use kassei as _;

/// Half the size of the standard library's allocator.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {}
