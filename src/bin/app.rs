//! The small app: the exhibits of the home page. What `static/kassei.js` calls is `kassei::exhibits::island` and
//! `kassei::browser::host`.

use kassei as _;

fn main() {}
