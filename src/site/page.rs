//! What every page has around its body.

use yew::{Html, html};

use super::press::Leaf;
use super::{abroad, render};
use crate::text::{Lang, Text};

/// The id of the last element of a page.
const END: &str = "end-of-page";
/// The id of the headings of exhibits, each in its shadow root.
const TITLE: &str = "title";

/// A page, but for its place and for what all pages have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its title, to which the site's name is added.
    pub title: String,
    /// A sentence for search engines and previews of links.
    pub description: String,
    /// Everything between the header and the footer, as HTML: the whole `<main id="main">`.
    pub main: String,
    /// The part of the site it belongs to.
    pub section: Section,
    /// The exhibit and the state that its preview shows.
    pub image: Option<(String, String)>,
    /// Style sheets it has beside those of every page: files of `static/`.
    pub sheets: Vec<&'static str>,
    /// Scripts it has beside those of every page: files of `static/`, loaded as modules after the document and before `kassei.js`.
    pub scripts: Vec<&'static str>,
}

/// A part of the site: an entry of the navigation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    /// None of the others.
    #[default]
    None,
    /// The first page.
    Home,
    /// Lessons.
    Lessons,
    /// Functions.
    Functions,
    /// Exhibits.
    Exhibits,
    /// The playground.
    Playground,
}

impl Section {
    /// Those of the navigation.
    pub(super) const ALL: [Self; 5] = [
        Self::Home,
        Self::Lessons,
        Self::Functions,
        Self::Playground,
        Self::Exhibits,
    ];

    /// Its path below the folder of a language.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::None | Self::Home => "",
            Self::Lessons => "lessons/",
            Self::Functions => "functions/",
            Self::Exhibits => "exhibits/",
            Self::Playground => "playground/",
        }
    }

    /// Its name.
    pub(super) fn name(self, text: &Text) -> &'static str {
        match self {
            Self::None | Self::Home => text.page_nav_home(),
            Self::Lessons => text.page_nav_lessons(),
            Self::Functions => text.page_nav_functions(),
            Self::Exhibits => text.page_nav_exhibits(),
            Self::Playground => text.page_nav_playground(),
        }
    }
}

/// The HTML of a page.
pub(super) fn document(leaf: &Leaf<'_>, page: &Page) -> String {
    let text = leaf.lang().text();
    let title = if page.section == Section::Home {
        page.title.clone()
    } else {
        format!("{} · Kassei", page.title)
    };
    let scripts = page.scripts.iter().copied().chain(["kassei.js"]);
    let app = leaf.assets().app_for(&page.main);
    // Those of its exhibits as well: not all browsers hold back painting for a sheet that only a shadow root has.
    let sheets = ["kassei.css"]
        .into_iter()
        .chain(app.and_then(|app| app.css.as_deref()))
        .chain(page.sheets.iter().copied());
    let codes: Vec<&str> = Lang::ALL.iter().map(|lang| lang.code()).collect();
    let head = html! {
        <>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{ &title }</title>
            <meta name="description" content={page.description.clone()} />
            <link rel="expect" href={format!("#{}", enough(&page.main))} blocking="render" />
            <link rel="icon" href={leaf.file("icon.svg")} type="image/svg+xml" />
            { for sheets.map(|name| html! { <link rel="stylesheet" href={leaf.asset(name)} /> }) }
            { for app.map(|app| html! { <link rel="modulepreload" href={leaf.file(&app.js)} /> }) }
            { for leaf.assets().base_url.iter().map(|base| abroad::head(base, leaf.lang(), leaf.path(), page)) }
            <script src={leaf.file("page.js")} data-languages={codes.join(" ")}></script>
            { for scripts.map(|name| html! { <script type="module" src={leaf.asset(name)}></script> }) }
        </>
    };
    let (top, footer) = (
        render(top(leaf, page.section)),
        render(html! { <footer id={END}>{ text.page_footer() }</footer> }),
    );
    whole(leaf.lang(), head, &format!("{top}{}{footer}", page.main))
}

pub(super) fn whole(lang: Lang, head: Html, body: &str) -> String {
    let (code, head) = (lang.code(), render(head));
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>{head}</head>\n<body>{body}</body>\n</html>\n"
    )
}

/// `<main>` around what has been rendered, with the class of its kind of page.
pub(super) fn main(class: &str, html: Html) -> String {
    format!(
        "<main id=\"main\" class=\"{}\">{}</main>",
        class,
        render(html)
    )
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

/// The id of what has to be there before the first paint: of a line that is painted while it grows, parts move. That is the
/// first heading below the first exhibit, which fills the window; a page that is short is there as a whole.
fn enough(main: &str) -> &str {
    let below = main.split_once("</kassei-exhibit>").unwrap_or_default().1;
    below
        .split("<h2 id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .find(|id| *id != TITLE)
        .unwrap_or(END)
}

fn top(leaf: &Leaf<'_>, here: Section) -> Html {
    let text = leaf.lang().text();
    let section = |section: Section| {
        let current = (section == here).then_some("true");
        html! { <a href={leaf.to(section.path())} aria-current={current}>{ section.name(text) }</a> }
    };
    let others = Lang::ALL.iter().filter(|lang| **lang != text.lang).map(|lang| {
        let (code, name) = (lang.code(), lang.text().language());
        html! { <a class="ghost" href={leaf.in_language(*lang)} hreflang={code} lang={code} data-language={code}>{ name }</a> }
    });
    html! {
        <header class="top">
            <a class="skip" href="#main">{ text.page_skip() }</a>
            <a class="mark" href={leaf.to("")}>{ mark() }{ "Kassei" }</a>
            <nav aria-label={text.page_nav_label()}>{ for Section::ALL.map(section) }</nav>
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_paint_waits_for_the_first_heading_below_an_exhibit() {
        let exhibit =
            "<kassei-exhibit><template><h2 id=\"title\">A</h2></template></kassei-exhibit>";
        let main = format!("<h2 id=\"a\"></h2>{exhibit}<p></p>{exhibit}<h2 id=\"b\"></h2>");
        assert_eq!(enough(&main), "b");
    }

    #[test]
    fn the_first_paint_of_a_short_page_waits_for_its_end() {
        assert_eq!(enough("<h2 id=\"a\"></h2>"), END);
    }
}
