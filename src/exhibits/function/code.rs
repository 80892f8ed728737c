//! The formula and the code of a function. Both come from a file beside the app, so that the WASM holds no prose.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::spawn_local;
use yew::virtual_dom::{VNode, VTag};
use yew::{AttrValue, Html, Properties, function_component, hook, html, use_effect_with, use_state};

use crate::browser::host;
use crate::controls::{mi, mo};
use crate::maths::Bend;
use crate::text::{Text, exact, fixed};

const FILE: &str = "functions.json";
/// The languages of code, by their key in the file.
const LANGUAGES: [(&str, &str); 3] = [("numpy", "NumPy"), ("torch", "PyTorch"), ("rust", "Rust")];

/// What the file holds about functions: `None` before it is there, an error if it can't be had.
#[hook]
fn use_file() -> Option<Result<JsValue, ()>> {
    let file = use_state(|| None);
    let setter = file.setter();
    use_effect_with((), move |()| {
        spawn_local(async move { setter.set(Some(host::json(FILE).await.map_err(drop))) });
    });
    (*file).clone()
}

fn get(object: &JsValue, keys: &[&str]) -> Option<JsValue> {
    keys.iter().try_fold(object.clone(), |object, key| Reflect::get(&object, &JsValue::from_str(key)).ok()).filter(|v| !v.is_undefined())
}

#[derive(Properties, PartialEq)]
pub(super) struct FormulaProps {
    pub bend: Bend,
    pub text: &'static Text,
}

/// f(x) = …, with the numbers of the parameters in it.
#[function_component]
pub(super) fn Formula(props: &FormulaProps) -> Html {
    let file = use_file();
    let tree = file.and_then(Result::ok).and_then(|file| get(&file, &[props.bend.activation.id, "formula"]));
    html! {
        <math aria-label={props.text.frame_formula}>
            { mi("y", "f") }{ mo("(") }{ mi("x", "x") }{ mo(")") }{ mo("=") }
            { for tree.map(|tree| node(&tree, &props.bend)) }
        </math>
    }
}

/// MathML from `[tag, child, child …]`, where a child is such a list or a text.
fn node(tree: &JsValue, bend: &Bend) -> Html {
    let Some(list) = tree.dyn_ref::<Array>() else { return html! { { tree.as_string().unwrap_or_default() } } };
    let mut parts = list.iter();
    let tag = parts.next().and_then(|tag| tag.as_string()).unwrap_or_default();
    let text = list.get(1).as_string().unwrap_or_default();
    let parameter = bend.activation.params.iter().position(|param| param.symbol == text);
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

#[derive(Properties, PartialEq)]
pub(super) struct CodeProps {
    pub bend: Bend,
    pub x: f64,
    pub y: String,
    pub text: &'static Text,
}

/// The same function in other languages, with a call that gives the number at the cursor.
#[function_component]
pub(super) fn Code(props: &CodeProps) -> Html {
    let (file, text) = (use_file(), props.text);
    let body = match &file {
        None => html! { <p>{ text.function_code_loading }</p> },
        Some(Err(())) => html! { <p>{ text.function_code_failed }</p> },
        Some(Ok(file)) => LANGUAGES.iter().map(|(key, name)| listing(file, key, name, props)).collect(),
    };
    html! { <details class="code"><summary>{ text.function_code }</summary>{ body }</details> }
}

fn listing(file: &JsValue, key: &str, name: &'static str, props: &CodeProps) -> Html {
    let code = get(file, &[props.bend.activation.id, key]).and_then(|code| code.as_string()).unwrap_or_default();
    let call = call(key, props);
    html! {
        <div class="listing">
            <h3 lang="en">{ name }</h3>
            <pre lang="en" tabindex="0" aria-label={name}><code>{ code }{ "\n" }{ call }</code></pre>
        </div>
    }
}

/// `swish(1.2, 1.0)  # 0.9222…`
fn call(key: &str, props: &CodeProps) -> String {
    let plain = |value: f64| exact(value).replace('\u{2212}', "-");
    let decimal = |value: f64| if value.fract() == 0.0 { format!("{value:.1}") } else { plain(value) };
    let x = decimal(props.x);
    let x = if key == "torch" { format!("torch.tensor({x}, dtype=torch.float64)") } else { x };
    let params = props.bend.activation.params.iter().zip(&props.bend.params);
    let params: String = params
        .map(|(param, value)| match key {
            "rust" => format!(", {}", decimal(*value)),
            _ => format!(", {}={}", param.id, decimal(*value)),
        })
        .collect();
    let comment = if key == "rust" { "//" } else { "#" };
    format!("{}({x}{params})  {comment} {}", props.bend.activation.id, props.y.replace('\u{2212}', "-"))
}
