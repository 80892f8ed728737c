//! What is known of each function beside the catalogue: its formula as MathML, and its code in other languages.
//!
//! The formula is TeX in the catalogue; the code is cut out of the files in `content/code`, which the tests run whole.

use std::{collections::BTreeMap, fs};

use anyhow::{Context as _, Result};
use kassei::{
    maths::{ALL, Activation, Source},
    site,
};
use serde_json::{Value, json};

use crate::markup::{Element, Node};
use crate::{root, tex};

/// A language of code: its key in `functions.json`, its name, its file, and how a definition begins.
const LANGUAGES: [(&str, &str, &str, &str); 4] = [
    ("numpy", "NumPy", "functions.py", "def "),
    ("torch", "PyTorch", "functions_torch.py", "def "),
    ("rust", "Rust", "functions.rs", "pub fn "),
    ("javascript", "JavaScript", "functions.js", "function "),
];

/// `functions.json`: what the app shows of a function without holding it.
pub(crate) fn file() -> Result<String> {
    let mut rows = BTreeMap::new();
    for activation in ALL {
        let Source {
            authors,
            year,
            title,
            url,
        } = activation.source;
        let source =
            json!({ "authors": authors, "year": year.to_string(), "title": title, "url": url });
        let formula = tree("mrow", &formula(activation)?.children);
        let mut row = json!({ "formula": formula, "source": source });
        for (language, (_, code)) in LANGUAGES.iter().zip(listings(activation.id)?) {
            row[language.0] = json!(code);
        }
        rows.insert(activation.id, row);
    }
    Ok(format!("{}\n", serde_json::to_string(&rows)?))
}

/// What the page of a function shows, but for what people say of it.
pub(crate) fn content(activation: &'static Activation) -> Result<site::Function> {
    let mut formula = formula(activation)?;
    formula.tag = "mrow".to_owned();
    formula.attributes.clear();
    Ok(site::Function {
        formula: coloured(formula, activation).to_string(),
        listings: listings(activation.id)?,
        about: vec![],
    })
}

/// What is listed beside the catalogue's functions: softmax is none of one number.
const SOFTMAX: &str = "softmax";

/// The id under which a function's code is listed.
pub(crate) fn listed(id: &str) -> Option<&'static str> {
    let function = Activation::find(id).map(|activation| activation.id);
    function.or_else(|| (id == SOFTMAX).then_some(SOFTMAX))
}

/// The definition of what is [`listed`], in each of the languages, by the language's name.
pub(crate) fn listings(id: &str) -> Result<Vec<(&'static str, String)>> {
    let of = |(_, name, file, keyword)| {
        let path = root().join("content/code").join(file);
        let code = fs::read_to_string(&path).with_context(|| format!("cannot read {path:?}"))?;
        let listing = listing(&code, keyword, id).with_context(|| {
            format!(
                "cannot find {id} in {path:?}: expected a line that begins with \"{keyword}{id}(\""
            )
        })?;
        Ok((name, listing))
    };
    LANGUAGES.into_iter().map(of).collect()
}

/// The imports that a definition uses, and the definition.
fn listing(code: &str, keyword: &str, id: &str) -> Option<String> {
    let start = code.find(&format!("\n{keyword}{id}("))? + 1;
    let rest = &code[start..];
    let end = rest.match_indices('\n').map(|(i, _)| i + 1).find(|i| {
        let next = rest[*i..].chars().next();
        next.is_none_or(|c| !c.is_whitespace() && c != '}' && c != ')')
    });
    let definition = rest[..end.unwrap_or(rest.len())].trim_end();
    let is_used = |line: &&str| {
        let name = line.split_whitespace().last().unwrap_or_default();
        definition.contains(&format!("{name}."))
    };
    let imports = code.lines().filter(|line| line.starts_with("import "));
    let imports: Vec<&str> = imports.filter(is_used).collect();
    let gap = if imports.is_empty() { "" } else { "\n\n" };
    Some(format!("{}{gap}{definition}\n", imports.join("\n")))
}

fn formula(activation: &Activation) -> Result<Element> {
    tex::formula(activation.formula, false)
        .with_context(|| format!("cannot turn the formula of {} into MathML", activation.id))
}

/// A formula as `[tag, child, …]`, where a child is such a list or a text.
fn tree(tag: &str, children: &[Node]) -> Value {
    let children = children.iter().map(|child| match child {
        Node::Element(element) => tree(&element.tag, &element.children),
        Node::Text(text) | Node::Printed(text) => json!(text),
    });
    Value::Array([json!(tag)].into_iter().chain(children).collect())
}

/// A formula with x and the parameters in their colours.
fn coloured(mut element: Element, activation: &Activation) -> Element {
    if let ("mi", [Node::Text(symbol)]) = (element.tag.as_str(), element.children.as_slice()) {
        let parameter = activation.params.iter().any(|param| param.symbol == symbol);
        let class = if symbol == "x" {
            Some("x")
        } else {
            parameter.then_some("t")
        };
        return element.maybe("class", class);
    }
    let children = element.children.into_iter().map(|child| match child {
        Node::Element(child) => coloured(child, activation).into(),
        other => other,
    });
    element.children = children.collect();
    element
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_formula_has_what_the_policy_blocks() {
        for activation in ALL {
            let formula = content(activation).expect("it can be read").formula;
            assert!(!formula.contains("style="), "{formula}");
            assert!(!formula.contains("&amp;"), "{formula}");
            assert!(formula.contains("<mi class=\"x\">x</mi>"), "{formula}");
        }
    }
}
