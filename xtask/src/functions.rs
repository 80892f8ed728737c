//! What is known of each function beside the catalogue: its formula as MathML, and its code in other languages.
//!
//! The formula is TeX in the catalogue; the code is cut out of the files in `content/code`, which the tests run whole.

use std::{collections::BTreeMap, fs};

use anyhow::{Context as _, Result, ensure};
use kassei::{
    maths::{ALL, Activation, Source},
    site::{self, escape},
};
use pulldown_latex::{Parser, RenderConfig, Storage, push_mathml};
use roxmltree::{Document, Node};
use serde_json::{Value, json};

use crate::root;

/// A language of code: its key in `functions.json`, its name, its file, and how a definition begins.
const LANGUAGES: [(&str, &str, &str, &str); 3] = [
    ("numpy", "NumPy", "functions.py", "def "),
    ("torch", "PyTorch", "functions_torch.py", "def "),
    ("rust", "Rust", "functions.rs", "pub fn "),
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
        let mut row = json!({ "formula": formula(activation, &tree)?, "source": source });
        for (key, code) in LANGUAGES.iter().zip(listings(activation)?) {
            row[key.0] = json!(code);
        }
        rows.insert(activation.id, row);
    }
    Ok(format!("{}\n", serde_json::to_string(&rows)?))
}

/// What the page of a function shows.
pub(crate) fn content(activation: &'static Activation) -> Result<site::Function> {
    let names = LANGUAGES.iter().map(|(_, name, ..)| *name);
    Ok(site::Function {
        formula: formula(activation, &|row| html(row, activation))?,
        listings: names.zip(listings(activation)?).collect(),
        about: vec![],
    })
}

/// Its definition in each of the languages.
fn listings(activation: &Activation) -> Result<Vec<String>> {
    let id = activation.id;
    let of = |(_, _, file, keyword): &(&str, &str, &str, &str)| {
        let path = root().join("content/code").join(file);
        let code = fs::read_to_string(&path).with_context(|| format!("cannot read {path:?}"))?;
        listing(&code, keyword, id).with_context(|| {
            format!(
                "cannot find {id} in {path:?}: expected a line that begins with \"{keyword}{id}(\""
            )
        })
    };
    LANGUAGES.iter().map(of).collect()
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

/// What `written` makes of the formula's MathML.
fn formula<T>(activation: &Activation, written: &dyn Fn(Node<'_, '_>) -> T) -> Result<T> {
    let id = activation.id;
    let storage = Storage::new();
    let parser = Parser::new(activation.formula, &storage);
    let mut mathml = String::new();
    push_mathml(&mut mathml, parser, RenderConfig::default())
        .with_context(|| format!("cannot turn the formula of {id} into MathML"))?;
    // HTML forgives a bare sign, XML does not; and a space is no word.
    let mathml = mathml
        .replace("<mo><</mo>", "<mo>&lt;</mo>")
        .replace("&amp;nbsp;", "\u{a0}");
    let document = Document::parse(&mathml)
        .with_context(|| format!("cannot read the MathML of {id}: {mathml}"))?;
    let is_error = |node: Node<'_, '_>| node.has_tag_name("merror");
    ensure!(
        !document.descendants().any(is_error),
        "cannot turn the formula of {id} into MathML: {mathml}"
    );
    Ok(written(document.root_element()))
}

/// A formula as `[tag, child, …]`, where a child is such a list or a text.
fn tree(node: Node<'_, '_>) -> Value {
    if let Some(text) = node.text().filter(|_| node.is_text()) {
        return json!(text);
    }
    let tag = match node.tag_name().name() {
        "math" => "mrow",
        other => other,
    };
    let children = node.children().map(tree);
    Value::Array([json!(tag)].into_iter().chain(children).collect())
}

/// A formula as HTML, x and the parameters in their colours.
fn html(node: Node<'_, '_>, activation: &Activation) -> String {
    if node.is_text() {
        return escape(node.text().unwrap_or_default());
    }
    let (mut tag, text) = (node.tag_name().name(), node.text().unwrap_or_default());
    let mut attributes: String = node
        .attributes()
        .map(|a| format!(" {}=\"{}\"", a.name(), escape(a.value())))
        .collect();
    match (tag, text) {
        ("math", _) => (tag, attributes) = ("mrow", String::new()),
        ("mi", "x") => attributes = " class=\"x\"".to_owned(),
        ("mi", "−") => (tag, attributes) = ("mo", " form=\"prefix\"".to_owned()),
        ("mi", symbol) if activation.params.iter().any(|param| param.symbol == symbol) => {
            attributes = " class=\"t\"".to_owned();
        }
        _ => {}
    }
    let children: String = node
        .children()
        .map(|child| html(child, activation))
        .collect();
    format!("<{tag}{attributes}>{children}</{tag}>")
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
