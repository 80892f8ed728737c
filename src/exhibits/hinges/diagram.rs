//! The net as shapes: the input below, the hidden units in a row, the output above, and the way around them.

use super::HingesState;
use crate::charts::{Pane, Shape};
use crate::text::{Text, fixed};

/// Around the diagram, in CSS pixels.
const MARGIN: f64 = 14.0;
/// The radius of input and output, and the largest of a hidden unit.
const RADIUS: f64 = 17.0;
/// From this weight on an edge is no thicker.
const HEAVY: f64 = 1.0;

type Place = (f64, f64);

/// The panes for a stage of this size, in CSS pixels: the edges, then a pane a unit. `type_scale` enlarges the words.
pub(super) fn diagram(state: &HingesState, size: Place, type_scale: f64, text: &Text) -> Vec<Pane> {
    let count = state.units.len();
    let (middle, top, bottom) = (0.5 * size.0, MARGIN + RADIUS, size.1 - MARGIN - RADIUS);
    let row = f64::midpoint(top, bottom);
    let aside = if state.has_skip { 46.0 } else { MARGIN };
    let step = ((size.0 - 2.0 * aside) / count as f64).clamp(8.0, 110.0);
    let place = |i: usize| {
        let from_middle = i as f64 - 0.5 * (count as f64 - 1.0);
        (middle + step * from_middle, row)
    };
    let (input, output) = ((middle, bottom), (middle, top));
    let mut pen = Pen {
        em: type_scale,
        shapes: Vec::new(),
    };
    // The chosen unit's edges lie above the others'.
    let others = (0..count).filter(|i| *i != state.unit);
    for i in others.chain([state.unit]) {
        let (unit, chosen) = (state.units[i], i == state.unit);
        let colour = |own| if chosen { own } else { "edge" };
        pen.edge(&[input, place(i)], colour("c-weight"), unit.w);
        pen.edge(&[place(i), output], colour("c-slope"), unit.v);
    }
    if state.has_skip {
        let left = (middle - 0.5 * step * count as f64 - 14.0).max(0.45 * aside);
        let around = [input, (left, bottom - 12.0), (left, top + 12.0), output];
        pen.edge(&around, "c-weight", state.skip);
        let words = text.hinges_skip_short();
        pen.words((left + 8.0, bottom - 24.0), "start", "w", "c-weight", words);
    }
    pen.circle(input, RADIUS, "c-input", 3.0);
    pen.words((input.0, input.1 + 5.0), "middle", "x", "c-input", "x");
    pen.circle(output, RADIUS, "c-output", 3.0);
    pen.words((output.0, output.1 + 5.0), "middle", "y", "c-output", "y");
    let outer = if state.outer { "ReLU(Σ)" } else { "Σ" };
    let beside = output.0 + RADIUS + 8.0;
    pen.words((beside, output.1 + 5.0), "start", "muted", "ink-2", outer);
    let mut panes = vec![Pane {
        class: "edges",
        transform: String::new(),
        shapes: pen.shapes,
    }];
    let radius = RADIUS.min(0.46 * step);
    panes.extend((0..count).map(|i| unit(state, i, place(i), radius, type_scale)));
    panes.push(numbers(state, size, 0.5 * step * count as f64, type_scale));
    panes
}

/// A hidden unit: its number, in a circle.
fn unit(state: &HingesState, i: usize, at: Place, radius: f64, type_scale: f64) -> Pane {
    let chosen = i == state.unit;
    let mut pen = Pen {
        em: type_scale * (radius / RADIUS).max(0.75),
        shapes: Vec::new(),
    };
    let (colour, width) = if chosen { ("ink", 3.0) } else { ("edge", 1.5) };
    pen.circle(at, radius, colour, width);
    let ink = if chosen { "ink" } else { "ink-2" };
    let number = (i + 1).to_string();
    pen.words((at.0, at.1 + 4.5 * pen.em), "middle", "z", ink, &number);
    Pane {
        class: if chosen { "unit on" } else { "unit" },
        transform: String::new(),
        shapes: pen.shapes,
    }
}

/// The three numbers of the chosen unit, at the right of the units, which reach as far as `half` from the middle.
fn numbers(state: &HingesState, (width, height): Place, half: f64, type_scale: f64) -> Pane {
    let mut pen = Pen {
        em: type_scale,
        shapes: Vec::new(),
    };
    let unit = state.units[state.unit];
    let line = 18.0 * type_scale;
    let right = (0.5 * width + half + 140.0 * type_scale).min(width - MARGIN);
    let numbers = [
        ("w", "w", "c-weight", unit.w, 2),
        ("b", "b", "c-bias", unit.b, 2),
        ("v", "d", "c-slope", unit.v, 4),
    ];
    for (i, (name, class, colour, value, digits)) in numbers.into_iter().enumerate() {
        let at = (right, height - MARGIN - line * (2.0 - i as f64));
        let words = format!(
            "{name}{} = {}",
            subscript(state.unit + 1),
            fixed(value, digits)
        );
        pen.words(at, "end", class, colour, &words);
    }
    Pane {
        class: "numbers",
        transform: String::new(),
        shapes: pen.shapes,
    }
}

/// ₁₂
pub(super) fn subscript(number: usize) -> String {
    let digits = number.to_string();
    let low = |c: char| c.to_digit(10).and_then(|d| char::from_u32(0x2080 + d));
    digits.chars().filter_map(low).collect()
}

struct Pen {
    /// The scale of type.
    em: f64,
    shapes: Vec<Shape>,
}

impl Pen {
    /// As thick as `weight` is large, dotted where it is negative.
    fn edge(&mut self, way: &[Place], stroke: &'static str, weight: f64) {
        let mut d = String::new();
        for (x, y) in way {
            d += if d.is_empty() { "M" } else { "L" };
            d += &format!("{x:.1} {y:.1}");
        }
        self.shapes.push(Shape::Path {
            d,
            stroke,
            width: 1.0 + 2.5 * (weight.abs() / HEAVY).min(1.0),
            fill: None,
            dotted: weight < 0.0,
        });
    }

    fn circle(&mut self, (x, y): Place, r: f64, stroke: &'static str, width: f64) {
        let d = format!(
            "M{:.1} {y:.1}a{r:.1} {r:.1} 0 1 0 {1:.1} 0a{r:.1} {r:.1} 0 1 0 -{1:.1} 0Z",
            x - r,
            2.0 * r
        );
        self.shapes.push(Shape::Path {
            d,
            stroke,
            width,
            fill: Some("card"),
            dotted: false,
        });
    }

    fn words(
        &mut self,
        at: Place,
        anchor: &'static str,
        class: &'static str,
        fill: &'static str,
        words: &str,
    ) {
        self.shapes.push(Shape::Words {
            at,
            anchor,
            size: 13.0 * self.em,
            class,
            fill,
            words: words.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn every_unit_has_a_pane_of_its_own_inside_the_stage() {
        for count in [1, 4, 16] {
            let mut state = HingesState::default();
            while state.units.len() < count {
                state.add();
            }
            state.units.truncate(count);
            state.unit = 0;
            for width in [290.0, 640.0] {
                let panes = diagram(&state, (width, 200.0), 1.0, Lang::En.text());
                let units = panes.iter().filter(|pane| pane.class.starts_with("unit"));
                assert_eq!(units.count(), count);
                for pane in &panes {
                    for shape in &pane.shapes {
                        if let Shape::Words { at: (x, y), .. } = shape {
                            assert!((0.0..=width).contains(x) && (0.0..=200.0).contains(y));
                        }
                    }
                }
            }
        }
    }
}
