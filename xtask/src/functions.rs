//! `functions.json`: for each function its source, its formula as a tree of MathML, and its code in other languages.
//!
//! The formula is TeX in the catalogue; the code is cut out of the files in `content/code`, which the tests run whole.

use std::{collections::BTreeMap, fs};

use anyhow::{Context as _, Result};
use kassei::maths::{ALL, Activation, Source};
use serde_json::{Value, json};

use crate::{markup::Node, root, tex};

/// A language of code: its key in `functions.json`, its name, its file, and how a definition begins.
const LANGUAGES: [(&str, &str, &str, &str); 3] = [
    ("numpy", "NumPy", "functions.py", "def "),
    ("torch", "PyTorch", "functions_torch.py", "def "),
    ("rust", "Rust", "functions.rs", "pub fn "),
];

/// The content of `functions.json`.
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
        rows.insert(
            activation.id,
            json!({ "formula": formula(activation)?, "source": source }),
        );
    }
    for activation in ALL {
        for (language, (_, code)) in LANGUAGES.iter().zip(listings(activation)?) {
            if let Some(row) = rows.get_mut(activation.id) {
                row[language.0] = json!(code);
            }
        }
    }
    Ok(format!("{}\n", serde_json::to_string(&rows)?))
}

/// The code of a function in each language, by the language's name.
pub(crate) fn listings(activation: &Activation) -> Result<Vec<(&'static str, String)>> {
    let id = activation.id;
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

/// The formula as `[tag, child, …]`, where a child is such a list or a text.
fn formula(activation: &Activation) -> Result<Value> {
    let id = activation.id;
    let math = tex::formula(activation.formula, false)
        .with_context(|| format!("cannot turn the formula of {id} into MathML"))?;
    Ok(tree("mrow", &math.children))
}

fn tree(tag: &str, children: &[Node]) -> Value {
    let children = children.iter().map(|child| match child {
        Node::Element(element) => tree(&element.tag, &element.children),
        Node::Text(text) | Node::Printed(text) => json!(text),
    });
    Value::Array([json!(tag)].into_iter().chain(children).collect())
}
