//! Running text as HTML.

use kassei::text::exact;

use super::formula::{in_pieces, with_their_marks};
use super::{LANGUAGE, Printer};
use crate::lessons::prose::{Formula, Inline, Part, Target};
use crate::markup::{Element, Node, el};

impl Printer<'_> {
    /// A line of words.
    pub(crate) fn line(&mut self, words: &[Inline]) -> String {
        self.words(words).iter().map(ToString::to_string).collect()
    }

    /// Running text, and the terms so far.
    pub(crate) fn text_with_glossary(&mut self, prose: &[Part]) -> String {
        let text: String = self.prose(prose).iter().map(ToString::to_string).collect();
        text + &self
            .glossary()
            .map(|glossary| glossary.to_string())
            .unwrap_or_default()
    }

    pub(super) fn prose(&mut self, prose: &[Part]) -> Vec<Node> {
        prose.iter().flat_map(|part| self.part(part)).collect()
    }

    fn part(&mut self, part: &Part) -> Vec<Node> {
        match part {
            Part::Paragraph(words) => self.paragraph(words),
            Part::Plain(words) => self.words(words),
            Part::Quote(prose) => vec![el("blockquote").with_all(self.prose(prose)).into()],
            Part::List { first, items } => {
                let list = first.map_or_else(|| el("ul"), |_| el("ol"));
                let items = items.iter().map(|item| el("li").with_all(self.prose(item)));
                vec![
                    list.maybe("start", first.filter(|first| *first != 1))
                        .with_all(items)
                        .into(),
                ]
            }
            Part::Table { head, rows } => {
                let head = head
                    .iter()
                    .map(|cell| el("th").attr("scope", "col").with_all(self.words(cell)));
                let head = el("thead").with(el("tr").with_all(head));
                let rows = rows.iter().map(|row| {
                    let cells = row.iter().map(|cell| el("td").with_all(self.words(cell)));
                    el("tr").with_all(cells)
                });
                let table = el("table").with(head).with(el("tbody").with_all(rows));
                vec![scroll(self.text().lesson_table(), table).into()]
            }
        }
    }

    /// A formula on a line of its own is no part of a paragraph.
    fn paragraph(&mut self, words: &[Inline]) -> Vec<Node> {
        let mut parts = Vec::new();
        for run in words.split_inclusive(is_display) {
            let (before, display) = match run.split_last() {
                Some((last, before)) if is_display(last) => (before, Some(last)),
                _ => (run, None),
            };
            if before.iter().any(|inline| !is_blank(inline)) {
                parts.push(el("p").with_all(self.words(before)).into());
            }
            if let Some(Inline::Formula(formula)) = display {
                parts.push(scroll(self.text().lesson_formula(), formula.math.clone()).into());
            }
        }
        parts
    }

    pub(crate) fn words(&mut self, words: &[Inline]) -> Vec<Node> {
        let mut nodes = Vec::new();
        for inline in words {
            match inline {
                Inline::Formula(formula) => {
                    nodes.extend(in_pieces(&formula.math).into_iter().map(Node::from));
                }
                inline => nodes.push(self.inline(inline)),
            }
        }
        with_their_marks(nodes)
    }

    fn inline(&mut self, inline: &Inline) -> Node {
        match inline {
            Inline::Text(text) => Node::Text(text.clone()),
            Inline::Break => el("br").into(),
            Inline::Emphasis(words) => el("em").with_all(self.words(words)).into(),
            Inline::Strong(words) => el("strong").with_all(self.words(words)).into(),
            Inline::Code(code) => el("code").with(code.as_str()).into(),
            Inline::Quantity(class, words) => el("span")
                .class(&format!("q {class}"))
                .with_all(self.words(words))
                .into(),
            Inline::Number(number) => data(number.value, &number.shown).into(),
            Inline::Formula(Formula { math, .. }) => math.clone().into(),
            Inline::Term { id, words } => {
                if !self.terms.contains(id) {
                    self.terms.push(id.clone());
                }
                let link = el("a")
                    .class("term")
                    .attr("href", format!("#term-{id}"))
                    .attr("aria-describedby", format!("term-{id}-meaning"));
                link.with_all(self.words(words)).into()
            }
            Inline::Link { to, words, .. } => {
                let external = matches!(to, Target::Web(_)).then_some("external");
                let link = el("a").attr("href", address(to)).maybe("rel", external);
                link.with_all(self.words(words)).into()
            }
        }
    }
}

/// A number and what it is exactly.
pub(super) fn data(value: f64, shown: &str) -> Element {
    // A true minus sign is for people.
    let exact = exact(value).replace('\u{2212}', "-");
    el("data").attr("value", exact).with(shown)
}

/// What may be wider than a phone.
fn scroll(label: &str, content: Element) -> Element {
    el("div")
        .class("scroll")
        .attr("tabindex", 0)
        .attr("role", "group")
        .attr("aria-label", label)
        .with(content)
}

fn is_display(inline: &Inline) -> bool {
    matches!(inline, Inline::Formula(formula) if formula.display)
}

fn is_blank(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(text) if text.trim().is_empty())
}

fn address(to: &Target) -> String {
    match to {
        Target::Web(url) => url.clone(),
        Target::Function(id) => format!("{LANGUAGE}functions/{id}/"),
        Target::Lesson { slug, slide } => {
            let slide = slide.as_ref().map(|slide| format!("#{slide}"));
            format!("{LANGUAGE}lessons/{slug}/{}", slide.unwrap_or_default())
        }
    }
}
