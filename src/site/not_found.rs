//! The page for addresses that lead nowhere. It may be shown at any depth, so it needs no other file, and has links only
//! if it is known where the site lives.

use yew::{Html, html};

use super::page::{Section, whole};
use super::render;
use crate::text::Lang;

pub(super) fn page(base: Option<&str>) -> String {
    let head = html! {
        <>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <meta name="robots" content="noindex" />
            <link rel="icon" href="data:," />
            <title>{ "404 · Kassei" }</title>
        </>
    };
    let picture = html! {
        <svg width="96" height="96" viewBox="0 0 26 26" aria-hidden="true">
            <path d="M2 22H9C15 22 12 4 24 4" fill="none" stroke="#b83a00" stroke-width="3.2" stroke-linecap="round" />
            <circle cx="12.6" cy="13" r="3.4" fill="#005f9e" />
        </svg>
    };
    let words = Lang::ALL.iter().map(|lang| words(*lang, base));
    let body = render(html! { <main>{ picture }{ for words }</main> });
    whole(Lang::En, head, &body)
}

/// What happened, and where to go instead.
fn words(lang: Lang, base: Option<&str>) -> Html {
    let (code, text) = (lang.code(), lang.text());
    let place = |section: Section| {
        let (path, name) = (format!("{code}/{}", section.path()), section.name(text));
        match base {
            Some(base) => html! { <li><a href={format!("{base}{path}")}>{ name }</a></li> },
            None => html! { <li>{ name }{ " " }<code>{ format!("…/{path}") }</code></li> },
        }
    };
    html! {
        <section lang={code}>
            <h1>{ text.page_not_found() }</h1>
            <p>{ text.page_not_found_help() }</p>
            <ul>{ for Section::ALL.map(place) }</ul>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_links_only_where_links_lead_somewhere() {
        let alone = page(None);
        assert!(
            !alone.contains("<a ") && alone.contains("…/ja/functions/"),
            "{alone}"
        );
        let known = page(Some("https://example.org/kassei/"));
        assert!(
            known.contains("<a href=\"https://example.org/kassei/ja/functions/\">関数</a>"),
            "{known}"
        );
    }

    #[test]
    fn it_needs_no_other_file() {
        let page = page(None);
        assert!(
            !page.contains(" src=") && !page.contains("stylesheet"),
            "{page}"
        );
    }
}
