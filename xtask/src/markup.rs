//! HTML and MathML as a tree, which escapes whatever is put into it.

use std::fmt::{self, Display, Formatter, Write as _};

/// A piece of a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// Characters.
    Text(String),
    /// An element.
    Element(Element),
    /// What another printer has written, and escaped.
    Printed(String),
}

/// An element under construction.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    pub(crate) tag: String,
    /// A name, and a value if it has one.
    pub(crate) attributes: Vec<(String, Option<String>)>,
    pub(crate) children: Vec<Node>,
}

/// An element without attributes and children.
pub(crate) fn el(tag: &str) -> Element {
    Element {
        tag: tag.to_owned(),
        attributes: Vec::new(),
        children: Vec::new(),
    }
}

impl Element {
    /// With an attribute.
    pub(crate) fn attr(mut self, name: &str, value: impl Display) -> Self {
        let value = Some(value.to_string());
        self.attributes.push((name.to_owned(), value));
        self
    }

    /// With an attribute, if there is a value.
    pub(crate) fn maybe(self, name: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// With an attribute that has no value, if it is `on`.
    pub(crate) fn flag(mut self, name: &str, on: bool) -> Self {
        if on {
            self.attributes.push((name.to_owned(), None));
        }
        self
    }

    /// With a class.
    pub(crate) fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes.find(|(key, _)| key == name)?.1.as_deref()
    }

    /// With one more child.
    pub(crate) fn with(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }

    /// With more children.
    pub(crate) fn with_all<N: Into<Node>>(mut self, children: impl IntoIterator<Item = N>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Elements after which a line may end, since nothing shows a space there.
const BLOCKS: &[&str] = &[
    "aside",
    "article",
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "header",
    "label",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];
/// Of these, the ones that begin their content on a line of its own.
const BOXES: &[&str] = &[
    "aside",
    "article",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "form",
    "header",
    "main",
    "nav",
    "ol",
    "section",
    "table",
    "tbody",
    "thead",
    "ul",
];
const VOID: &[&str] = &["br", "img", "input"];

impl Display for Element {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let tag = self.tag.as_str();
        write!(f, "<{tag}")?;
        for (name, value) in &self.attributes {
            write!(f, " {name}")?;
            if let Some(value) = value {
                write!(f, "=\"{}\"", Escaped(value))?;
            }
        }
        f.write_char('>')?;
        if VOID.contains(&tag) {
            return Ok(());
        }
        if BOXES.contains(&tag) {
            f.write_char('\n')?;
        }
        self.children.iter().try_for_each(|child| child.fmt(f))?;
        write!(f, "</{tag}>")?;
        if BLOCKS.contains(&tag) {
            f.write_char('\n')?;
        }
        Ok(())
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => Escaped(text).fmt(f),
            Self::Element(element) => element.fmt(f),
            Self::Printed(html) => f.write_str(html),
        }
    }
}

/// Text as it stands in HTML, in quotes or between tags.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_put_in_becomes_a_tag() {
        let html = el("p")
            .attr("title", "\"><script>")
            .with("<b> & \"q\"")
            .to_string();
        assert_eq!(
            html,
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &quot;q&quot;</p>\n"
        );
    }
}
