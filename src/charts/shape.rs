//! A diagram as data: panes with lines and words on them, for a picture and live alike.

use super::Svg;

/// What stands on a pane, in its units. A colour is the name of a custom property of `static/tokens.css`, without its dashes.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Lines, and what they enclose.
    Path {
        /// As in SVG.
        d: String,
        /// The colour of the lines.
        stroke: &'static str,
        /// Their width, in CSS pixels at any scale.
        width: f64,
        /// The colour inside; `None` lets shine through what is below.
        fill: Option<&'static str>,
        /// Whether the lines are dotted.
        dotted: bool,
    },
    /// A word or a number.
    Words {
        /// Where its baseline is.
        at: (f64, f64),
        /// On which side of its place it stands: `start`, `middle` or `end`.
        anchor: &'static str,
        /// The height of its type.
        size: f64,
        /// The class of its quantity.
        class: &'static str,
        /// Its colour.
        fill: &'static str,
        /// The words.
        words: String,
    },
}

/// A part of a diagram that is moved as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Pane {
    /// Its CSS class.
    pub class: &'static str,
    /// As in SVG.
    pub transform: String,
    /// What stands on it, the first at the bottom.
    pub shapes: Vec<Shape>,
}

/// As in the policy-proof attributes of an SVG: `var(--ink)`.
#[must_use]
pub fn paint(token: Option<&'static str>) -> String {
    token.map_or_else(|| "none".to_owned(), |token| format!("var(--{token})"))
}

/// The dashes of a dotted line.
#[must_use]
pub const fn dashes(dotted: bool) -> &'static str {
    if dotted { "3 4" } else { "none" }
}

impl Svg {
    /// Panes as the body of a picture.
    #[must_use]
    pub fn panes(panes: &[Pane]) -> String {
        let pane = |pane: &Pane| {
            let shapes: String = pane.shapes.iter().map(markup).collect();
            let Pane {
                class, transform, ..
            } = pane;
            format!(r#"<g class="{class}" transform="{transform}">{shapes}</g>"#)
        };
        let panes: String = panes.iter().map(pane).collect();
        format!(r#"<g font-family="system-ui, sans-serif" font-weight="600">{panes}</g>"#)
    }
}

fn markup(shape: &Shape) -> String {
    match shape {
        Shape::Path {
            d,
            stroke,
            width,
            fill,
            dotted,
        } => format!(
            r#"<path d="{d}" stroke="{}" stroke-width="{width}" fill="{}" stroke-dasharray="{}" vector-effect="non-scaling-stroke"/>"#,
            paint(Some(stroke)),
            paint(*fill),
            dashes(*dotted),
        ),
        Shape::Words {
            at: (x, y),
            anchor,
            size,
            fill,
            words,
            ..
        } => format!(
            r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" font-size="{size:.1}" fill="{}">{}</text>"#,
            paint(Some(fill)),
            Svg::escape(words),
        ),
    }
}
