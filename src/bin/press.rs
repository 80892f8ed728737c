//! What one takes away from an exhibit: its picture, and the code of its address. What `static/share.js` calls is
//! `kassei::exhibits::export`.

use kassei as _;

fn main() {}
