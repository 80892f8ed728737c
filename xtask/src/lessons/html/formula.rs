//! Formulas in a line of text: where the line may be broken, and where it may not.

use crate::markup::{Element, Node, el};

/// As many signs as have room on a phone.
const LONG: usize = 14;

/// Marks that cling to what follows, and to what they follow.
const OPENING: &[char] = &['(', '“', '‘', '「', '『', '（', '−', '±'];
const CLOSING: &[char] = &[
    '.', ',', ';', ':', '!', '?', ')', '”', '’', '%', '-', '、', '。', '，', '．', '；', '：',
    '！', '？', '）', '」', '』',
];

/// A formula in a line, or its sides if it is long: no browser breaks a formula, but it may break between two.
pub(super) fn in_pieces(math: &Element) -> Vec<Element> {
    if leaves(math) <= LONG {
        return vec![math.clone()];
    }
    let mut pieces = vec![el("math").attr("display", "inline")];
    for child in &math.children {
        let mut child = child.clone();
        let last = pieces.len() - 1;
        if is_relation(&child) && !pieces[last].children.is_empty() {
            if let Node::Element(sign) = &mut child {
                sign.attributes
                    .push(("form".to_owned(), Some("infix".to_owned())));
            }
            pieces.push(el("math").attr("display", "inline"));
        }
        if let Some(piece) = pieces.last_mut() {
            piece.children.push(child);
        }
    }
    pieces
}

fn leaves(element: &Element) -> usize {
    let children = element.children.iter();
    let inner = children.map(|child| match child {
        Node::Element(child) => leaves(child),
        Node::Text(_) | Node::Printed(_) => 1,
    });
    inner.sum()
}

fn is_relation(node: &Node) -> bool {
    let signs = ["=", "≈", "<", ">", "≤", "≥", "≠", "→", "⇒"];
    matches!(node, Node::Element(element) if element.tag == "mo"
        && matches!(element.children.as_slice(), [Node::Text(sign)] if signs.contains(&sign.as_str())))
}

/// Keeps each formula on one line with the marks that touch it: a browser may break a line between the two.
pub(super) fn with_their_marks(nodes: Vec<Node>) -> Vec<Node> {
    let mut joined: Vec<Node> = Vec::new();
    let mut nodes = nodes.into_iter().peekable();
    while let Some(node) = nodes.next() {
        if !is_formula(&node) {
            joined.push(node);
            continue;
        }
        let opening = match joined.last_mut() {
            Some(Node::Text(before)) => {
                let keep = before.trim_end_matches(OPENING).len();
                before.split_off(keep)
            }
            _ => String::new(),
        };
        let closing = match nodes.peek_mut() {
            Some(Node::Text(after)) => {
                let marks = after.len() - after.trim_start_matches(CLOSING).len();
                let rest = after.split_off(marks);
                std::mem::replace(after, rest)
            }
            _ => String::new(),
        };
        if opening.is_empty() && closing.is_empty() {
            joined.push(node);
            continue;
        }
        let span = el("span").class("joined").with(opening);
        joined.push(span.with(node).with(closing).into());
    }
    joined.retain(|node| !matches!(node, Node::Text(text) if text.is_empty()));
    joined
}

fn is_formula(node: &Node) -> bool {
    matches!(node, Node::Element(element) if element.tag == "math" && element.attribute("display") == Some("inline"))
}
