//! The pages of the functions: one for each, and one for all.

use yew::{Html, html};

use super::page::{Page, Section};
use super::press::{Leaf, Press};
use super::{About, Content, Function, render};
use crate::controls::{family_name, rich};
use crate::exhibits::{Entry, function};
use crate::maths::{ALL, Activation, Bend, Family};
use crate::text::{Lang, Text, exact};

/// What of the exhibit the page says itself, or has no use for: it is about one function.
const HIDDEN: &str = "formula,chooser,card,code,source";

/// Prints them all.
pub(super) fn print(press: &mut Press, content: &Content) {
    for lang in Lang::ALL {
        index(press.leaf(*lang, "functions/"), content);
        for (i, activation) in ALL.iter().enumerate() {
            let path = address(activation);
            let about = content.functions.get(activation.id);
            let neighbours = Neighbours {
                previous: i.checked_sub(1).and_then(|i| ALL.get(i)),
                next: ALL.get(i + 1),
            };
            one(press.leaf(*lang, &path), activation, about, &neighbours);
        }
    }
}

/// The path of the page of a function, below that of a language.
pub(super) fn address(activation: &Activation) -> String {
    format!("functions/{}/", activation.id)
}

/// The functions before and after one, in the order of the catalogue.
struct Neighbours {
    previous: Option<&'static Activation>,
    next: Option<&'static Activation>,
}

fn one(
    mut leaf: Leaf<'_>,
    activation: &'static Activation,
    content: Option<&Function>,
    neighbours: &Neighbours,
) {
    let text = leaf.lang().text();
    let state = format!("f={}", activation.id);
    let name = text.term(activation.id);
    let about = content.and_then(|content| content.about(leaf.lang()));
    let parts = [
        render(heading(&leaf, activation)),
        content.map_or_else(String::new, |content| formula(content, text)),
        about.map_or_else(String::new, |about| verdict(about, text)),
        render(exhibit(&mut leaf, &state)),
        render(properties(activation, text)),
        about.map_or_else(String::new, |about| history(about, text)),
        content.map_or_else(String::new, |content| render(code(content, text))),
        render(source(activation, text)),
        render(pager(&mut leaf, neighbours)),
    ];
    leaf.print(&Page {
        title: text.page_function_title(&name),
        description: text.page_function_description(&name),
        main: format!(
            "<main id=\"main\" class=\"function\">{}</main>",
            parts.concat()
        ),
        sheets: vec!["reference.css", "lesson.css"],
        scripts: vec!["lesson.js"],
        section: Section::Functions,
        image: Some((
            "function".to_owned(),
            format!("f={}&show=slope", activation.id),
        )),
    });
}

fn heading(leaf: &Leaf<'_>, activation: &Activation) -> Html {
    let text = leaf.lang().text();
    let source = activation.source;
    html! {
        <>
            <h1>{ text.term(activation.id) }</h1>
            <p class="meta">
                <a href={leaf.to(&format!("functions/#{}", anchor(activation.family)))}>{ family_name(activation.family, text) }</a>
                { " · " }
                { text.function_year(&source.authors, &source.year) }
            </p>
        </>
    }
}

fn formula(content: &Function, text: &Text) -> String {
    let label = text.frame_formula();
    format!(
        "<div class=\"display\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\"><math display=\"block\">\
         <mrow><mi class=\"y\">f</mi><mo stretchy=\"false\">(</mo><mi class=\"x\">x</mi><mo stretchy=\"false\">)</mo><mo>=</mo></mrow>{}\
         </math></div>",
        content.formula
    )
}

fn verdict(about: &About, text: &Text) -> String {
    let row = |class: &str, name: &str, words: &str| {
        format!("<div class=\"{class}\"><dt>{name}</dt><dd>{words}</dd></div>")
    };
    [
        "<dl class=\"verdict\">".to_owned(),
        row("merit", text.page_function_merit(), &about.merit),
        row("drawback", text.page_function_drawback(), &about.drawback),
        row("use", text.page_function_use(), &about.usage),
        "</dl>".to_owned(),
    ]
    .concat()
}

fn exhibit(leaf: &mut Leaf<'_>, state: &str) -> Html {
    let text = leaf.lang().text();
    let alone = leaf.to(&format!("exhibits/function/?{state}"));
    let island =
        Entry::find("function").map(|entry| leaf.island(entry, state, &[("hide", HIDDEN)]));
    html! {
        <>
            <p class="hint no-script">{ text.page_no_script() }</p>
            { island }
            <p class="hint"><a href={alone}>{ text.page_function_alone() }</a></p>
        </>
    }
}

fn properties(activation: &'static Activation, text: &Text) -> Html {
    let usual = activation
        .params
        .iter()
        .map(|param| format!("{} = {}", param.symbol, exact(param.default)))
        .collect::<Vec<_>>()
        .join(text.function_and());
    let rows = function::facts(&Bend::new(activation), text);
    html! {
        <>
            <h2 id="properties">{ text.function_card() }</h2>
            if !activation.params.is_empty() { <p class="hint">{ text.page_function_usual(&usual) }</p> }
            <dl class="facts">
                { for rows.into_iter().map(|(name, words)| html! { <div><dt>{ name }</dt><dd>{ words }</dd></div> }) }
            </dl>
        </>
    }
}

fn history(about: &About, text: &Text) -> String {
    let heading = text.page_function_history();
    format!(
        "<h2 id=\"history\">{heading}</h2><div class=\"prose\">{}</div>",
        about.history
    )
}

fn code(content: &Function, text: &Text) -> Html {
    let listing = |(i, (name, code)): (usize, &(&'static str, String))| {
        html! {
            <details name="code" open={i == 0}>
                <summary lang="en">{ *name }</summary>
                <pre lang="en" tabindex="0" aria-label={*name}><code>{ code }</code></pre>
            </details>
        }
    };
    html! {
        <>
            <h2 id="code">{ text.function_code() }</h2>
            <div class="listings">{ for content.listings.iter().enumerate().map(listing) }</div>
        </>
    }
}

fn source(activation: &Activation, text: &Text) -> Html {
    let source = activation.source;
    html! {
        <p class="source">
            { text.function_source() }{ ": " }{ text.function_year(&source.authors, &source.year) }{ ", " }
            <a href={source.url} rel="external" lang="en">{ source.title }</a>
        </p>
    }
}

fn pager(leaf: &mut Leaf<'_>, neighbours: &Neighbours) -> Html {
    let text = leaf.lang().text();
    let mut link = |activation: &'static Activation, rel: &'static str, label: &'static str| {
        let (src, href) = (leaf.thumbnail(activation), leaf.to(&address(activation)));
        html! {
            <a {rel} {href}>
                <img {src} width="96" height="60" alt="" loading="lazy" />
                <span><small>{ label }</small>{ text.term(activation.id) }</span>
            </a>
        }
    };
    let previous = neighbours
        .previous
        .map(|activation| link(activation, "prev", text.page_previous()));
    let next = neighbours
        .next
        .map(|activation| link(activation, "next", text.page_next()));
    html! { <nav class="pager" aria-label={text.page_pager()}>{ previous }{ next }</nav> }
}

fn index(mut leaf: Leaf<'_>, content: &Content) {
    let text = leaf.lang().text();
    let head = render(html! {
        <><h1>{ text.page_functions_heading() }</h1><p class="lede">{ rich(text.page_functions_lede()) }</p></>
    });
    let families: String = Family::ALL
        .iter()
        .map(|family| section(*family, &mut leaf, content))
        .collect();
    leaf.print(&Page {
        title: text.page_functions_title().to_owned(),
        description: text.page_functions_description().to_owned(),
        main: format!("<main id=\"main\" class=\"functions\">{head}{families}</main>"),
        sheets: vec!["reference.css"],
        section: Section::Functions,
        image: Some(("function".to_owned(), "f=gelu&with=relu".to_owned())),
        ..Page::default()
    });
}

/// A family with its members.
fn section(family: Family, leaf: &mut Leaf<'_>, content: &Content) -> String {
    let name = family_name(family, leaf.lang().text());
    let members = ALL.iter().filter(|activation| activation.family == family);
    let rows: String = members
        .map(|activation| row(activation, leaf, content))
        .collect();
    let id = anchor(family);
    format!("<h2 id=\"{id}\">{name}</h2><ul class=\"catalogue\">{rows}</ul>")
}

fn row(activation: &'static Activation, leaf: &mut Leaf<'_>, content: &Content) -> String {
    let (src, href) = (leaf.thumbnail(activation), leaf.to(&address(activation)));
    let about = content
        .functions
        .get(activation.id)
        .and_then(|content| content.about(leaf.lang()));
    let link = render(html! {
        <>
            <a {href}>
                <img {src} width="240" height="150" alt="" loading="lazy" />
                <span class="name">{ leaf.lang().text().term(activation.id) }</span>
            </a>
            <span class="year">{ activation.source.year }</span>
        </>
    });
    let merit = about.map_or_else(String::new, |about| {
        format!("<p>{}</p>", without_links(&about.merit))
    });
    format!("<li>{link}{merit}</li>")
}

/// HTML that was written for another place in the site: its links would not lead where they should.
fn without_links(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some(start) = ["<a ", "</a>"]
        .iter()
        .filter_map(|tag| rest.find(tag))
        .min()
    {
        let end = rest[start..]
            .find('>')
            .map_or(rest.len(), |length| start + length + 1);
        kept.push_str(&rest[..start]);
        rest = &rest[end..];
    }
    kept + rest
}

const fn anchor(family: Family) -> &'static str {
    match family {
        Family::Basic => "basic",
        Family::Saturating => "s-shaped",
        Family::Rectifier => "rectifiers",
        Family::SmoothRectifier => "smooth-rectifiers",
        Family::Shrinkage => "shrinkage",
        Family::BellAndWave => "waves",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_taken_out_and_their_words_stay() {
        let html = "like <a href=\"../tanh/\">tanh</a>, <em>but</em> <a class=\"term\" href=\"#x\">odd</a>";
        assert_eq!(without_links(html), "like tanh, <em>but</em> odd");
    }
}
