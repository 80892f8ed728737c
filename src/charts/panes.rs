//! A diagram in the browser: its panes as SVG.

use yew::{Html, html};

use super::{Pane, Shape, dashes, paint};

/// A pane, live.
pub fn pane(pane: Pane) -> Html {
    html! { <g class={pane.class} transform={pane.transform}>{ for pane.shapes.into_iter().map(shape) }</g> }
}

fn shape(shape: Shape) -> Html {
    match shape {
        Shape::Path {
            d,
            stroke,
            width,
            fill,
            dotted,
        } => html! {
            <path {d} stroke={paint(Some(stroke))} stroke-width={width.to_string()} fill={paint(fill)} stroke-dasharray={dashes(dotted)}
                vector-effect="non-scaling-stroke" />
        },
        Shape::Words {
            at: (x, y),
            anchor,
            size,
            class,
            fill,
            words,
        } => html! {
            <text {class} x={x.to_string()} y={y.to_string()} font-size={size.to_string()} text-anchor={anchor} fill={paint(Some(fill))}>
                { words }
            </text>
        },
    }
}
