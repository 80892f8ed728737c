//! A text as a QR code.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

use super::Svg;

/// The light edge that a reader needs around a code, in modules.
const QUIET: i32 = 4;
/// A module, in CSS pixels.
const MODULE: i32 = 4;

/// The code, dark on light in every theme: many readers know no other. `None` where the text is too long for one.
#[must_use]
pub fn code(text: &str) -> Option<Svg> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        for (x, width) in runs(&code, y) {
            // Writing to a string does not fail.
            let _written = write!(path, "M{} {}h{width}v1h-{width}z", x + QUIET, y + QUIET);
        }
    }
    let size = side * MODULE;
    Some(Svg(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"{size}\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <title>{}</title><path d=\"M0 0h{side}v{side}H0z\" fill=\"#fff\"/><path d=\"{path}\"/></svg>\n",
        Svg::escape(text)
    )))
}

/// The dark stretches of a row: where each begins, and how long it is.
fn runs(code: &QrCode, y: i32) -> Vec<(i32, i32)> {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
        match runs.last_mut() {
            Some((start, width)) if *start + *width == x => *width += 1,
            _ => runs.push((x, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_the_three_marks_in_its_corners_and_a_light_edge() {
        let Svg(svg) = code("HELLO WORLD").expect("a short text has a code");
        // Version 1 has 21 modules a side: https://www.qrcode.com/en/about/version.html
        assert!(svg.contains("viewBox=\"0 0 29 29\""), "{svg}");
        for corner in ["M4 4h7v1", "M18 4h7v1", "M4 18h7v1"] {
            assert!(svg.contains(corner), "{corner} in {svg}");
        }
        assert!(!svg.contains("M18 18h7v1"), "{svg}");
    }

    #[test]
    fn a_text_beyond_every_code_has_none() {
        // Version 40 holds 2953 bytes.
        assert!(code(&"é".repeat(1476)).is_some());
        assert!(code(&"é".repeat(1477)).is_none());
    }
}
