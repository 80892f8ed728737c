//! The formula and the code of a function. Both come from a file beside the app, so that the WASM holds no prose.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use yew::virtual_dom::{VNode, VTag};
use yew::{AttrValue, Html, html};

use super::FunctionState;
use crate::controls::{mi, mo};
use crate::exhibits::File;
use crate::maths::Bend;
use crate::text::{Text, exact, fixed};

/// The languages of code, by their key in the file.
const LANGUAGES: [(&str, &str); 4] = [
    ("numpy", "NumPy"),
    ("torch", "PyTorch"),
    ("rust", "Rust"),
    ("javascript", "JavaScript"),
];

fn get(object: &JsValue, keys: &[&str]) -> Option<JsValue> {
    keys.iter()
        .try_fold(object.clone(), |object, key| {
            Reflect::get(&object, &JsValue::from_str(key)).ok()
        })
        .filter(|v| !v.is_undefined())
}

/// f(x) = …, with the numbers of the parameters in it.
pub(super) fn formula(file: &File, bend: &Bend, text: &Text) -> Html {
    let tree = file
        .content()
        .and_then(|content| get(content, &[bend.activation.id, "formula"]));
    html! {
        <math aria-label={text.frame_formula()}>
            { mi("y", "f") }{ mo("(") }{ mi("x", "x") }{ mo(")") }{ mo("=") }
            { for tree.map(|tree| node(&tree, bend)) }
        </math>
    }
}

/// MathML from `[tag, child, child …]`, where a child is such a list or a text.
fn node(tree: &JsValue, bend: &Bend) -> Html {
    let Some(list) = tree.dyn_ref::<Array>() else {
        return html! { { tree.as_string().unwrap_or_default() } };
    };
    let mut parts = list.iter();
    let tag = parts
        .next()
        .and_then(|tag| tag.as_string())
        .unwrap_or_default();
    let text = list.get(1).as_string().unwrap_or_default();
    let parameter = bend
        .activation
        .params
        .iter()
        .position(|param| param.symbol == text);
    match (tag.as_str(), parameter) {
        ("mi", Some(i)) => html! { <mn class="q t">{ fixed(bend.params[i], 2) }</mn> },
        ("mi", None) if text == "x" => mi("x", "x"),
        _ => {
            let mut element = VTag::new(AttrValue::from(tag));
            element.add_children(parts.map(|part| node(&part, bend)));
            VNode::from(element)
        }
    }
}

/// The same function in other languages, with a call that gives the number at the cursor.
pub(super) fn code(file: &File, state: &FunctionState, text: &Text) -> Html {
    let body = match file {
        File::Awaited => html! { <p>{ text.function_code_loading() }</p> },
        File::Failed => html! { <p>{ text.function_code_failed() }</p> },
        File::Here(content) => LANGUAGES
            .iter()
            .map(|(key, name)| listing(content, key, name, state))
            .collect(),
    };
    html! { <details class="code"><summary>{ text.function_code() }</summary>{ body }</details> }
}

/// Where it was proposed.
pub(super) fn source(file: &File, bend: &Bend, text: &Text) -> Html {
    let get = |key: &str| get(file.content()?, &[bend.activation.id, "source", key])?.as_string();
    match (get("authors"), get("year"), get("title"), get("url")) {
        (Some(authors), Some(year), Some(title), Some(url)) => {
            credit(&authors, &year, title, url, text)
        }
        _ => credit_to_come(bend, text),
    }
}

fn credit(authors: &str, year: &str, title: String, url: String, text: &Text) -> Html {
    html! {
        <p class="source">
            { text.function_source() }{ ": " }{ text.function_year(&authors, &year) }{ ", " }
            <a href={url} target="_blank" rel="noopener" lang="en">{ title }</a>
        </p>
    }
}

/// A page is printed with what will stand there, so that nothing moves when it does.
#[cfg(feature = "press")]
fn credit_to_come(bend: &Bend, text: &Text) -> Html {
    let source = bend.activation.source;
    let (year, title, url) = (
        source.year.to_string(),
        source.title.to_owned(),
        source.url.to_owned(),
    );
    credit(source.authors, &year, title, url, text)
}

#[cfg(not(feature = "press"))]
fn credit_to_come(_bend: &Bend, text: &Text) -> Html {
    html! { <p class="source awaited">{ text.function_code_loading() }</p> }
}

fn listing(content: &JsValue, key: &str, name: &'static str, state: &FunctionState) -> Html {
    let code = get(content, &[state.bend.activation.id, key])
        .and_then(|code| code.as_string())
        .unwrap_or_default();
    let call = call(key, state);
    html! {
        <div class="listing">
            <h3 lang="en">{ name }</h3>
            <pre lang="en" tabindex="0" aria-label={name}><code>{ code }{ "\n" }{ call }</code></pre>
        </div>
    }
}

/// `swish(1.2, 1.0)  # 0.9222…`
fn call(key: &str, state: &FunctionState) -> String {
    let plain = |value: f64| exact(value).replace('\u{2212}', "-");
    let decimal = |value: f64| {
        if value.fract() == 0.0 {
            format!("{value:.1}")
        } else {
            plain(value)
        }
    };
    let x = decimal(state.x);
    let x = if key == "torch" {
        format!("torch.tensor({x}, dtype=torch.float64)")
    } else {
        x
    };
    let params = state.bend.activation.params.iter().zip(&state.bend.params);
    let params: String = params
        .map(|(param, value)| match key {
            "rust" | "javascript" => format!(", {}", decimal(*value)),
            _ => format!(", {}={}", param.id, decimal(*value)),
        })
        .collect();
    let comment = match key {
        "rust" | "javascript" => "//",
        _ => "#",
    };
    format!(
        "{}({x}{params})  {comment} {}",
        state.bend.activation.id,
        plain(state.jet().y)
    )
}
