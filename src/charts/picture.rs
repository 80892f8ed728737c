//! A chart as a picture: SVG whose colours are those of the page, or its own.

use plotters::backend::SVGBackend;
use plotters::style::RGBColor;

use super::{GRAIN, Ink, Layout, Paint, Part, Plot, Style, draw};

/// The tokens of `static/tokens.css`: a picture brings its own colours and follows the theme around it.
const TOKENS: &str = include_str!("../../static/tokens.css");
/// The SVG backend divides sizes of type by this.
const SVG_TYPE: f64 = 1.24;

/// A picture as SVG text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg(pub String);

/// All of `plot` as a picture of this size in CSS pixels.
#[must_use]
pub fn picture(plot: &Plot, size: (f64, f64), description: &str) -> Svg {
    let layout = Layout::new(plot, size, 1.0);
    svg(
        plot,
        &layout,
        &[
            Part::Patches,
            Part::Grid,
            Part::Numbers,
            Part::Traces,
            Part::Marks,
        ],
        description,
    )
}

/// The curves of `plot` alone, too small for words.
#[must_use]
pub fn thumbnail(plot: &Plot, size: (f64, f64), description: &str) -> Svg {
    svg(
        plot,
        &Layout::new(plot, size, 0.0),
        &[Part::Patches, Part::Grid, Part::Traces],
        description,
    )
}

fn svg(plot: &Plot, layout: &Layout, parts: &[Part], description: &str) -> Svg {
    let Layout { width, height, .. } = *layout;
    // Each ink is drawn in a colour that stands for it, which then becomes the ink's custom property.
    let stand_in = |i: usize| RGBColor(1, 2, i as u8);
    let paint = Paint(std::array::from_fn(stand_in));
    let style = Style {
        paint,
        ratio: 1.0,
        type_scale: SVG_TYPE,
        line_scale: 1.0,
    };
    let mut text = String::new();
    let backend =
        SVGBackend::with_string(&mut text, ((GRAIN * width) as u32, (GRAIN * height) as u32));
    if draw(backend, plot, layout, parts, &style, None).is_err() {
        text.clear();
    }
    for (i, ink) in Ink::ALL.into_iter().enumerate() {
        text = text.replace(
            &format!("#0102{i:02X}"),
            &format!("var({})", ink.property()),
        );
    }
    let (_, body) = text.split_once('>').unwrap_or_default();
    let body = body.replace(" opacity=\"1\"", "").replace("</svg>", "");
    Svg::document(
        (width, height),
        description,
        &format!("<g transform=\"scale({})\">{body}</g>", 1.0 / GRAIN),
    )
}

impl Svg {
    /// A whole document of this size in CSS pixels around `body`, with the inks as custom properties.
    #[must_use]
    pub fn document((width, height): (f64, f64), description: &str, body: &str) -> Self {
        let (title, tokens) = (Self::escape(description), Self::escape(TOKENS));
        Self(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
             <title>{title}</title><style>{tokens}</style>{body}</svg>\n"
        ))
    }

    /// The same in colours of its own, on a ground: for programs that know neither custom properties nor themes.
    /// `colour` gets the name of a property, `--ink`, and gives `#rrggbb`, or `#rrggbbaa` for what shines through.
    #[cfg(feature = "share")]
    #[must_use]
    pub fn painted(&self, colour: impl Fn(&str) -> String) -> Self {
        let Self(svg) = self;
        let (head, rest) = svg.split_once("<style>").unwrap_or((svg, ""));
        let (_, body) = rest.split_once("</style>").unwrap_or_default();
        let ground = format!(
            "<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>",
            colour(Ink::Card.property())
        );
        let mut parts = body.split("\"var(");
        let mut painted = head.to_owned() + &ground + parts.next().unwrap_or_default();
        for part in parts {
            let (property, after) = part.split_once(")\"").unwrap_or((part, ""));
            let colour = colour(property);
            let (solid, alpha) = colour.split_at(colour.len().min(7));
            let opacity = u8::from_str_radix(alpha, 16).map_or_else(
                |_| String::new(),
                |alpha| {
                    let attribute = painted.rsplit(' ').next().unwrap_or_default();
                    format!(
                        " {}-opacity=\"{:.3}\"",
                        attribute.trim_end_matches('='),
                        f64::from(alpha) / 255.0
                    )
                },
            );
            painted += &format!("\"{solid}\"{opacity}{after}");
        }
        Self(painted)
    }

    /// Text as the content of an element.
    #[must_use]
    pub fn escape(text: &str) -> String {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{Axis, Dash, Dot, Trace};

    fn step() -> Plot {
        let runs = vec![vec![(-6.0, 0.0), (0.0, 0.0)], vec![(0.0, 1.0), (6.0, 1.0)]];
        let dots = vec![
            Dot {
                at: (0.0, 0.0),
                filled: true,
            },
            Dot {
                at: (0.0, 1.0),
                filled: false,
            },
        ];
        let trace = Trace {
            runs,
            dots,
            ink: Ink::Output,
            dash: Dash::Solid,
            width: 3.0,
        };
        Plot {
            traces: vec![trace],
            ..Plot::over(Axis::new(-6.0, 6.0), Axis::new(-0.5, 1.5))
        }
    }

    #[test]
    fn a_jump_is_a_gap_with_an_open_and_a_filled_dot() {
        let Svg(svg) = picture(&step(), (640.0, 400.0), "a step");
        let curves: Vec<&str> = svg
            .lines()
            .filter(|l| l.starts_with("<polyline") && l.contains("--c-output"))
            .collect();
        assert_eq!(curves.len(), 2, "{svg}");
        for curve in curves {
            let rows: Vec<&str> = curve
                .split("points=\"")
                .nth(1)
                .unwrap()
                .split(' ')
                .filter_map(|p| p.split(',').nth(1))
                .collect();
            assert!(
                rows.windows(2).all(|pair| pair[0] == pair[1]),
                "a riser in {curve}"
            );
        }
        let discs = |ink: &str| {
            svg.lines()
                .filter(|l| l.starts_with("<circle") && l.contains(ink))
                .count()
        };
        assert_eq!((discs("--c-output"), discs("--card")), (2, 1));
    }

    #[cfg(feature = "share")]
    #[test]
    fn a_painted_picture_has_a_ground_and_all_its_colours_in_itself() {
        let Svg(svg) = picture(&step(), (640.0, 400.0), "a step")
            .painted(|property| format!("#{}", property.len()));
        let (card, output) = ("--card".len(), "--c-output".len());
        assert!(
            svg.contains(&format!(
                "</title><rect width=\"100%\" height=\"100%\" fill=\"#{card}\"/><g"
            )),
            "{svg}"
        );
        assert!(svg.contains(&format!("stroke=\"#{output}\"")), "{svg}");
        assert!(!svg.contains("var(") && !svg.contains("<style"), "{svg}");
    }

    #[cfg(feature = "share")]
    #[test]
    fn what_shines_through_does_so_in_a_painted_picture() {
        let beam = r#"<path fill="var(--beam)" stroke="var(--ink)"/>"#;
        let Svg(svg) = Svg::document((8.0, 5.0), "", beam).painted(|property| match property {
            "--beam" => "#5a626d33".to_owned(),
            _ => "#1b1f24".to_owned(),
        });
        let path = r##"<path fill="#5a626d" fill-opacity="0.200" stroke="#1b1f24"/>"##;
        assert!(svg.contains(path), "{svg}");
    }

    #[test]
    fn a_picture_says_what_it_shows_and_holds_no_raw_markup() {
        let Svg(svg) = picture(&step(), (640.0, 400.0), "<b>&");
        assert!(svg.contains("<title>&lt;b&gt;&amp;</title>"));
        assert!(
            !svg.contains("#0102"),
            "an ink has kept its stand-in: {svg}"
        );
    }
}
