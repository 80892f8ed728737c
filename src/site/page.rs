//! What every page has around its body.

use yew::{Html, html};

use super::{Assets, render};
use crate::text::{Lang, Text};

/// A page one folder below the root.
pub(super) fn page(lang: Lang, assets: &Assets, body: Html) -> String {
    let text = lang.text();
    let head = html! {
        <>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{ text.page_title() }</title>
            <meta name="description" content={text.page_description()} />
            <link rel="icon" href="../icon.svg" type="image/svg+xml" />
            <link rel="stylesheet" href={format!("../{}", assets.css)} />
            <link rel="modulepreload" href={format!("../{}", assets.js)} />
            { for assets.base_url.iter().map(|base| addresses(lang, base)) }
            <script src="../page.js"></script>
            <script type="module" src="../kassei.js"></script>
        </>
    };
    let body = html! { <>{ top(text) }<main id="main">{ body }</main><footer>{ text.page_footer() }</footer></> };
    document(lang, head, body)
}

fn document(lang: Lang, head: Html, body: Html) -> String {
    let (code, head, body) = (lang.code(), render(head), render(body));
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>{head}</head>\n<body>{body}</body>\n</html>\n"
    )
}

/// What only an absolute address can say.
fn addresses(lang: Lang, base: &str) -> Html {
    let address = |lang: Lang| format!("{base}{}/", lang.code());
    html! {
        <>
            <link rel="canonical" href={address(lang)} />
            { for Lang::ALL.iter().map(|lang| html! { <link rel="alternate" hreflang={lang.code()} href={address(*lang)} /> }) }
            <link rel="alternate" hreflang="x-default" href={base.to_owned()} />
        </>
    }
}

/// The mark: a bend through a point.
fn mark() -> Html {
    html! {
        <svg viewBox="0 0 26 26" aria-hidden="true">
            <path d="M2 22H9C15 22 12 4 24 4" />
            <circle cx="12.6" cy="13" r="3.4" />
        </svg>
    }
}

fn top(text: &'static Text) -> Html {
    let others = Lang::ALL.iter().filter(|lang| **lang != text.lang).map(|lang| {
        let (code, name) = (lang.code(), lang.text().language());
        html! { <a class="ghost" href={format!("../{code}/")} hreflang={code} lang={code} data-language={code}>{ name }</a> }
    });
    html! {
        <header class="top">
            <a class="skip" href="#main">{ text.page_skip() }</a>
            <a class="mark" href="./">{ mark() }{ "Kassei" }</a>
            <nav aria-label={text.page_nav_label()}>
                <a href="#neuron">{ text.page_nav_neuron() }</a>
                <a href="#gallery">{ text.page_nav_gallery() }</a>
                <a href="#softmax">{ text.page_nav_softmax() }</a>
            </nav>
            { for others }
            <select class="ghost" id="theme" aria-label={text.page_theme()}>
                <option value="auto">{ text.page_theme_auto() }</option>
                <option value="light">{ text.page_theme_light() }</option>
                <option value="dark">{ text.page_theme_dark() }</option>
                <option value="projector">{ text.page_theme_projector() }</option>
            </select>
        </header>
    }
}

/// The page for addresses that lead nowhere. It may be shown at any depth, so it needs no other file.
pub(super) fn not_found(assets: &Assets) -> String {
    let section = |lang: &Lang| {
        let text = lang.text();
        let link = assets.base_url.iter().map(|base| {
            html! { <p><a href={format!("{base}{}/", lang.code())}>{ text.page_not_found_help() }</a></p> }
        });
        html! { <section lang={lang.code()}><h1>{ text.page_not_found() }</h1>{ for link }</section> }
    };
    let head = html! {
        <>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <meta name="robots" content="noindex" />
            <title>{ "404 · Kassei" }</title>
        </>
    };
    let picture = html! {
        <svg width="96" height="96" viewBox="0 0 26 26" aria-hidden="true">
            <path d="M2 22H9C15 22 12 4 24 4" fill="none" stroke="#b83a00" stroke-width="3.2" stroke-linecap="round" />
            <circle cx="12.6" cy="13" r="3.4" fill="#005f9e" />
        </svg>
    };
    document(
        Lang::En,
        head,
        html! { <main>{ picture }{ for Lang::ALL.iter().map(section) }</main> },
    )
}
