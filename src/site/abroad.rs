//! What only absolute addresses can say, and only when it is known where the site will live: to search engines, and to
//! those who show previews of links.

use std::fmt::Write as _;

use yew::{Html, html};

use super::page::Page;
use super::press::{Press, escape};
use super::render;
use crate::text::Lang;

/// The width and the height of a preview in pixels: what most sites ask for.
pub const PREVIEW: (u32, u32) = (1200, 630);

/// The language of those who read none of the others.
const FALLBACK: Lang = Lang::En;

/// The path in the site of the image that previews of a page show: `previews/en-lessons-softmax.png`.
pub(super) fn preview(lang: Lang, path: &str) -> String {
    let name = format!("{}/{path}", lang.code());
    format!(
        "previews/{}.png",
        name.trim_end_matches('/').replace('/', "-")
    )
}

fn address(base: &str, lang: Lang, path: &str) -> String {
    format!("{base}{}/{path}", lang.code())
}

/// Where those go who read none of the languages: at the top they choose.
fn default_address(base: &str, path: &str) -> String {
    if path.is_empty() {
        base.to_owned()
    } else {
        address(base, FALLBACK, path)
    }
}

/// For the head of a page.
pub(super) fn head(base: &str, lang: Lang, path: &str, page: &Page) -> Html {
    let own = address(base, lang, path);
    let words = (page.title.as_str(), page.description.as_str());
    html! { <>{ addresses(base, &own, path) }{ card(base, &own, lang, path, words) }</> }
}

/// For the head of the page at the top, where the language is chosen.
#[must_use]
pub fn top(base: &str) -> String {
    let text = FALLBACK.text();
    let words = (text.page_title(), text.page_description());
    render(html! { <>{ addresses(base, base, "") }{ card(base, base, FALLBACK, "", words) }</> })
}

fn addresses(base: &str, own: &str, path: &str) -> Html {
    let alternate = |lang: &Lang| {
        let href = address(base, *lang, path);
        html! { <link rel="alternate" hreflang={lang.code()} {href} /> }
    };
    html! {
        <>
            <link rel="canonical" href={own.to_owned()} />
            { for Lang::ALL.iter().map(alternate) }
            <link rel="alternate" hreflang="x-default" href={default_address(base, path)} />
        </>
    }
}

/// What a preview of a link shows.
fn card(base: &str, own: &str, lang: Lang, path: &str, (title, description): (&str, &str)) -> Html {
    let (width, height) = PREVIEW;
    let image = format!("{base}{}", preview(lang, path));
    let kind = if path.is_empty() {
        "website"
    } else {
        "article"
    };
    let others = Lang::ALL.iter().filter(|other| **other != lang);
    html! {
        <>
            <meta property="og:site_name" content="Kassei" />
            <meta property="og:type" content={kind} />
            <meta property="og:title" content={title.to_owned()} />
            <meta property="og:description" content={description.to_owned()} />
            <meta property="og:url" content={own.to_owned()} />
            <meta property="og:locale" content={lang.text().page_locale()} />
            { for others.map(|lang| html! { <meta property="og:locale:alternate" content={lang.text().page_locale()} /> }) }
            <meta property="og:image" content={image} />
            <meta property="og:image:type" content="image/png" />
            <meta property="og:image:width" content={width.to_string()} />
            <meta property="og:image:height" content={height.to_string()} />
            <meta property="og:image:alt" content={title.to_owned()} />
            <meta name="twitter:card" content="summary_large_image" />
        </>
    }
}

/// Adds what search engines look for: the list of all pages so far, and where it is. Nothing, if nobody knows where the
/// site will live.
pub fn print_map(press: &mut Press) {
    let Some(base) = press.assets.base_url.clone() else {
        return;
    };
    let map = site_map(press, &base);
    press.add("sitemap.xml", map);
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n");
    press.add("robots.txt", robots);
}

fn site_map(press: &Press, base: &str) -> String {
    let link = |hreflang: &str, href: &str| {
        let href = escape(href);
        format!("<xhtml:link rel=\"alternate\" hreflang=\"{hreflang}\" href=\"{href}\"/>")
    };
    let mut map = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
        xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
        .to_owned();
    for page in press.pages() {
        let path = &page.path;
        let own = escape(&address(base, page.lang, path));
        let alternates: String = Lang::ALL
            .iter()
            .map(|lang| link(lang.code(), &address(base, *lang, path)))
            .collect();
        let default = link("x-default", &default_address(base, path));
        let written = writeln!(map, "<url><loc>{own}</loc>{alternates}{default}</url>");
        written.expect("a string grows");
    }
    map + "</urlset>\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Assets;

    const BASE: &str = "https://example.org/a&b/";

    fn press() -> Press {
        let mut press = Press::new(Assets {
            base_url: Some(BASE.to_owned()),
            ..Assets::default()
        });
        for lang in Lang::ALL {
            for path in ["", "lessons/softmax/"] {
                let page = Page {
                    title: "T < U".to_owned(),
                    ..Page::default()
                };
                press.print(*lang, path, &page);
            }
        }
        press
    }

    #[test]
    fn a_page_names_itself_and_its_translations() {
        let press = press();
        let html = &press.files()["ja/lessons/softmax/index.html"];
        for (lang, path) in [("en", "en"), ("ja", "ja"), ("x-default", "en")] {
            let link = format!(
                "hreflang=\"{lang}\" href=\"https://example.org/a&amp;b/{path}/lessons/softmax/\""
            );
            assert!(html.contains(&link), "{html}");
        }
        assert!(
            html.contains(
                "rel=\"canonical\" href=\"https://example.org/a&amp;b/ja/lessons/softmax/\""
            ),
            "{html}"
        );
        assert!(
            html.contains(
                "content=\"https://example.org/a&amp;b/previews/ja-lessons-softmax.png\""
            ),
            "{html}"
        );
        assert!(
            html.contains("property=\"og:title\" content=\"T &lt; U\""),
            "{html}"
        );
        let home = &press.files()["en/index.html"];
        assert!(
            home.contains("hreflang=\"x-default\" href=\"https://example.org/a&amp;b/\""),
            "{home}"
        );
    }

    #[test]
    fn without_an_address_nothing_absolute_is_said() {
        let mut press = Press::new(Assets::default());
        press.print(Lang::En, "x/", &Page::default());
        let html = &press.files()["en/x/index.html"];
        assert!(
            !html.contains("canonical") && !html.contains("og:") && !html.contains("http"),
            "{html}"
        );
    }

    #[test]
    fn the_map_of_the_site_is_xml_and_has_every_page() {
        let map = site_map(&press(), BASE);
        let document = roxmltree::Document::parse(&map).expect("it is XML");
        let places: Vec<&str> = document
            .descendants()
            .filter(|node| {
                node.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc"))
            })
            .filter_map(|node| node.text())
            .collect();
        assert_eq!(places.len(), 2 * Lang::ALL.len());
        assert!(
            places.contains(&"https://example.org/a&b/ja/lessons/softmax/"),
            "{places:?}"
        );
    }
}
