//! Formulas: TeX to MathML, without `style=`, which the policy of the pages blocks.

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use pulldown_latex::{Parser, RenderConfig, Storage, config::DisplayMode, push_mathml};
use roxmltree::{Document, Node as XmlNode};

use crate::markup::{Element, Node, el};

/// The quantities that have a colour: `\w{…}` in TeX, `[w:…]` in prose, the class `w` in HTML.
pub(crate) const QUANTITIES: [&str; 8] = ["x", "w", "b", "y", "d", "z", "t", "g"];

/// A formula as `<math>`, on a line of its own or in one.
pub(crate) fn formula(tex: &str, on_its_own: bool) -> Result<Element> {
    ensure!(!tex.trim().is_empty(), "found nothing, expected TeX");
    let storage = Storage::new();
    let tex = with_marks(tex);
    let parser = Parser::new(&tex, &storage);
    let display_mode = if on_its_own {
        DisplayMode::Block
    } else {
        DisplayMode::Inline
    };
    let config = RenderConfig {
        display_mode,
        ..RenderConfig::default()
    };
    let mut mathml = String::new();
    push_mathml(&mut mathml, parser, config)?;
    let mathml = as_xml(&mathml);
    let document =
        Document::parse(&mathml).with_context(|| format!("cannot read its MathML {mathml}"))?;
    let mut nodes = document.descendants();
    if let Some(error) = nodes.find(|node| node.has_tag_name("merror")) {
        bail!("{}", complaint(error));
    }
    let mut math = element(document.root_element())?;
    tidy(&mut math);
    Ok(math)
}

/// The first line of an error; what follows is a drawing of its place.
fn complaint<'a>(error: XmlNode<'a, '_>) -> &'a str {
    let text = error.descendants().find_map(|node| node.text());
    let line = text.and_then(|text| text.lines().next());
    let line = line.unwrap_or("found an error");
    line.strip_prefix("parsing error: ").unwrap_or(line)
}

/// The colour that stands for a quantity until it is a class.
fn mark(index: usize) -> String {
    format!("#00{index:02x}fe")
}

/// `\w{…}` as a colour that no one else uses.
fn with_marks(tex: &str) -> String {
    let mut marked = String::new();
    let mut rest = tex;
    while let Some(start) = rest.find('\\') {
        let (before, command) = rest.split_at(start);
        marked.push_str(before);
        let name = command[1..]
            .split(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or_default();
        let quantity = QUANTITIES.iter().position(|quantity| *quantity == name);
        // A sign such as `\\` or `\{` is one character.
        let sign = command.chars().nth(1).map_or(0, char::len_utf8);
        let end = 1 + name.len().max(sign);
        match quantity {
            Some(index) => marked.push_str(&format!("\\textcolor{{{}}}", mark(index))),
            None => marked.push_str(&command[..end]),
        }
        rest = &command[end..];
    }
    marked + rest
}

/// HTML forgives a bare sign and knows `&nbsp;`, XML does not.
fn as_xml(mathml: &str) -> String {
    mathml
        .replace("<mo><</mo>", "<mo>&lt;</mo>")
        .replace("<mo>&</mo>", "<mo>&amp;</mo>")
        .replace("&amp;nbsp;", "\u{a0}")
        .replace("&nbsp;", "\u{a0}")
}

fn element(node: XmlNode<'_, '_>) -> Result<Element> {
    let mut made = match (node.tag_name().name(), node.text()) {
        ("mi", Some("−")) => el("mo").attr("form", "prefix"),
        (tag, _) => el(tag),
    };
    for attribute in node.attributes() {
        match attribute.name() {
            "style" => made = made.maybe("class", class_of(attribute.value())?),
            name => made = made.attr(name, attribute.value()),
        }
    }
    for child in node.children() {
        if child.is_element() {
            made = made.with(element(child)?);
        } else if let Some(text) = child.text() {
            made = made.with(text);
        }
    }
    Ok(made)
}

/// The class that says the same as a `style=`.
fn class_of(style: &str) -> Result<Option<String>> {
    if style.starts_with("margin-left: -") {
        return Ok(None); // a space of less than nothing: its width says so already
    }
    let quantity =
        (0..QUANTITIES.len()).find(|index| style == format!("color: rgb(0 {index} 254)"));
    let index = quantity.ok_or_else(|| {
        anyhow!("found the style \"{style}\", expected the colour of a quantity, such as \\w{{…}}, and no other style")
    })?;
    Ok(Some(format!("q {}", QUANTITIES[index])))
}

/// Takes out rows of one, and moves a colour that a whole row has to the row.
fn tidy(element: &mut Element) {
    for child in &mut element.children {
        if let Node::Element(child) = child {
            tidy(child);
        }
    }
    if element.tag != "mrow" {
        return;
    }
    if let [Node::Element(only)] = element.children.as_mut_slice()
        && only.tag == "mrow"
        && (element.attributes.is_empty() || only.attributes.is_empty())
    {
        let mut only = std::mem::replace(only, el("mrow"));
        only.attributes.append(&mut element.attributes);
        *element = only;
    }
    let Some(class) = common_class(element).filter(|_| element.attributes.is_empty()) else {
        return;
    };
    for child in &mut element.children {
        if let Node::Element(child) = child {
            child.attributes.retain(|(name, _)| name != "class");
        }
    }
    element.attributes.push(("class".to_owned(), Some(class)));
}

/// The colour that all children have.
fn common_class(element: &Element) -> Option<String> {
    let class = |node: &Node| match node {
        Node::Element(element) => element.attribute("class").map(str::to_owned),
        _ => None,
    };
    let first = class(element.children.first()?)?;
    let shared = element
        .children
        .iter()
        .all(|child| class(child).as_ref() == Some(&first));
    (shared && first.starts_with("q ")).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(tex: &str) -> String {
        let math = formula(tex, false);
        math.map_or_else(
            |error| format!("error: {error:#}"),
            |math| math.children.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn a_quantity_has_its_class_and_no_style() {
        for (tex, mathml) in [
            (
                r"\w{w} \cdot x",
                "<mrow class=\"q w\"><mi>w</mi></mrow><mo>⋅</mo><mi>x</mi>",
            ),
            (
                r"\b b+1",
                "<mrow class=\"q b\"><mi>b</mi></mrow><mo>+</mo><mn>1</mn>",
            ),
            (
                r"\frac{\d{y'}}{2}",
                "<mfrac><mrow class=\"q d\"><mi>y</mi><mi>′</mi></mrow><mrow><mn>2</mn></mrow></mfrac>",
            ),
        ] {
            assert_eq!(show(tex), mathml, "{tex}");
        }
    }

    #[test]
    fn a_command_that_begins_like_a_quantity_is_itself() {
        assert_eq!(show(r"\beta"), "<mi>β</mi>");
        assert_eq!(show(r"a \times b"), "<mi>a</mi><mo>×</mo><mi>b</mi>");
    }

    #[test]
    fn a_bare_sign_is_escaped() {
        assert_eq!(show("a < b"), "<mi>a</mi><mo>&lt;</mo><mi>b</mi>");
        assert_eq!(show(r"\text{重み & x}"), "<mtext>重み &amp; x</mtext>");
    }

    #[test]
    fn what_is_no_formula_is_refused() {
        for (tex, error) in [
            (r"\foo", "error: unknown primitive command found"),
            (r"\frac{1}", "error: expected a token"),
            ("", "error: found nothing, expected TeX"),
            (
                r"\textcolor{red}{x}",
                "error: found the style \"color: rgb(255 0 0)\", expected the colour of a quantity, such as \\w{…}, and no other style",
            ),
        ] {
            assert_eq!(show(tex), error, "{tex}");
        }
    }
}
