//! Words in which quantities have their colour: `Drag [w] below zero`, `add a [b:bias]`, and `*cat*` as another language's word.

use yew::{Html, html};

/// A string of the interface as HTML. What it does not know stays text.
pub fn rich(text: &str) -> Html {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['[', '*']) {
        let (before, marked) = rest.split_at(start);
        let close = if marked.starts_with('[') { ']' } else { '*' };
        let Some((inner, after)) = marked[1..].split_once(close) else {
            break;
        };
        parts.push(html! { { before } });
        parts.push(if close == '*' {
            html! { <i lang="en">{ inner }</i> }
        } else {
            let (class, words) = inner.split_once(':').unwrap_or((inner, inner));
            html! { <span class={format!("q {class}")}>{ words }</span> }
        });
        rest = after;
    }
    html! { <>{ parts }{ rest }</> }
}
