//! The bars as an SVG.

use super::{SoftmaxState, percent_text, share_text};
use crate::charts::Svg;
use crate::text::Text;

const WIDTH: f64 = 640.0;
const ROW: f64 = 44.0;
const TRACK: (f64, f64) = (170.0, 480.0);

pub(super) fn bars(state: &SoftmaxState, text: &Text, description: &str) -> Svg {
    let rows: String = state
        .shares()
        .iter()
        .enumerate()
        .map(|(i, share)| row(i, &state.label(i, text), *share))
        .collect();
    Svg::document(
        (WIDTH, ROW * state.logits.len() as f64 + 16.0),
        description,
        &rows,
    )
}

fn row(i: usize, label: &str, share: f64) -> String {
    let (top, (start, end)) = (8.0 + ROW * i as f64, TRACK);
    let (height, middle) = (ROW - 16.0, top + 20.0);
    let bar = |width: f64, ink: &str| {
        format!(
            r#"<rect x="{start}" y="{top}" width="{width:.2}" height="{height}" rx="6" fill="var({ink})"/>"#
        )
    };
    let word = |x: f64, anchor: &str, ink: &str, words: &str| {
        format!(
            r#"<text x="{x}" y="{middle}" text-anchor="{anchor}" font-family="system-ui, sans-serif" font-size="16" fill="var({ink})">{}</text>"#,
            Svg::escape(words)
        )
    };
    let amount = format!("{} %  {}", percent_text(share), share_text(share));
    [
        word(start - 14.0, "end", "--ink", label),
        bar(end - start, "--grid"),
        bar((share * (end - start)).max(2.0), "--c-output"),
        word(WIDTH - 8.0, "end", "--c-output", &amount),
    ]
    .concat()
}
