//! Pieces of MathML.

use yew::{AttrValue, Html, html};

use crate::text::fixed;

/// An identifier, in the colour of its quantity.
pub fn mi(class: &'static str, name: impl Into<AttrValue>) -> Html {
    html! { <mi {class}>{ name.into() }</mi> }
}

/// An operator.
pub fn mo(sign: &'static str) -> Html {
    html! { <mo stretchy="false">{ sign }</mo> }
}

/// A live number with two decimals, in the colour of its quantity.
pub fn mn(class: &'static str, value: f64) -> Html {
    html! { <mn class={format!("q {class}")}>{ fixed(value, 2) }</mn> }
}

/// A live number as a summand: `+ 0.80` or `− 0.80`, equally wide.
pub fn signed(class: &'static str, value: f64) -> Html {
    let shown = fixed(value, 2);
    let (sign, size) = match shown.strip_prefix('\u{2212}') {
        Some(size) => ("\u{2212}", size.to_owned()),
        None => ("+", shown),
    };
    html! { <><mo class={class}>{ sign }</mo><mn class={format!("q {class}")}>{ size }</mn></> }
}

/// The name of a function, upright.
pub fn operator_name(name: impl Into<AttrValue>) -> Html {
    html! { <mi mathvariant="normal">{ name.into() }</mi> }
}
