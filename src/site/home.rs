//! The home page: a neuron, what there is to read, the gallery of functions, softmax. It uses nothing but the element.

use yew::{Html, html};

use super::page::{Page, Section, main};
use super::press::Leaf;
use super::{Article, Content, Lesson, spoken};
use crate::controls::{family_name, rich};
use crate::exhibits::Entry;
use crate::maths::{ALL, Activation, Family};

pub(super) fn print(mut leaf: Leaf<'_>, content: &Content) {
    let text = leaf.lang().text();
    let body = body(&mut leaf, content);
    leaf.print(&Page {
        title: text.page_title().to_owned(),
        description: text.page_description().to_owned(),
        main: main("home", body),
        section: Section::Home,
        image: Some(("neuron".to_owned(), String::new())),
        ..Page::default()
    });
}

fn body(leaf: &mut Leaf<'_>, content: &Content) -> Html {
    let text = leaf.lang().text();
    html! {
        <>
            <h1>{ text.page_heading() }</h1>
            <p class="lede">{ rich(text.page_lede()) }</p>
            <p class="hint no-script">{ text.page_no_script() }</p>
            { exhibit("neuron", leaf) }
            <p class="hero-text">{ rich(text.page_neuron_after()) }</p>
            { lessons(leaf, content) }
            <h2 id="gallery">{ text.page_gallery_heading() }</h2>
            <p class="lede">{ rich(text.page_gallery_lede()) }</p>
            <div class="gallery">{ for Family::ALL.iter().map(|family| group(*family, leaf)) }</div>
            <h2>{ text.page_softmax_heading() }</h2>
            <p class="lede">{ rich(text.page_softmax_lede()) }</p>
            { exhibit("softmax", leaf) }
            <p class="hero-text">{ rich(text.page_softmax_after()) }</p>
            { articles(leaf, content) }
        </>
    }
}

/// The table of contents; nothing while there are no lessons.
fn lessons(leaf: &Leaf<'_>, content: &Content) -> Html {
    let text = leaf.lang().text();
    let lessons: Vec<&Lesson> = spoken(&content.lessons, leaf.lang()).collect();
    if lessons.is_empty() {
        return Html::default();
    }
    let row = |lesson: &Lesson| {
        html! {
            <li>
                <a href={leaf.to(&lesson.path)}>{ &lesson.title }</a>
                <span class="minutes">{ text.page_minutes(&lesson.minutes) }</span>
                <p>{ &lesson.description }</p>
            </li>
        }
    };
    html! {
        <>
            <h2 id="lessons">{ text.page_lessons_heading() }</h2>
            <p class="lede">{ rich(text.page_lessons_lede()) }</p>
            <ol class="contents">{ for lessons.into_iter().map(row) }</ol>
        </>
    }
}

/// Where readers of the articles go on.
fn articles(leaf: &Leaf<'_>, content: &Content) -> Html {
    let text = leaf.lang().text();
    let articles: Vec<&Article> = spoken(&content.articles, leaf.lang()).collect();
    if articles.is_empty() {
        return Html::default();
    }
    let row = |article: &Article| html! { <li><a href={leaf.to(&article.path)}>{ &article.title }</a></li> };
    html! {
        <>
            <h2 id="articles">{ text.page_articles_heading() }</h2>
            <p class="lede">{ rich(text.page_articles_lede()) }</p>
            <ul>{ for articles.into_iter().map(row) }</ul>
        </>
    }
}

fn exhibit(id: &str, leaf: &mut Leaf<'_>) -> Html {
    Entry::find(id).map_or_else(Html::default, |entry| leaf.island(entry, "", &[("id", id)]))
}

fn group(family: Family, leaf: &mut Leaf<'_>) -> Html {
    let text = leaf.lang().text();
    let members = ALL.iter().filter(|activation| activation.family == family);
    let cards: Html = members.map(|activation| card(activation, leaf)).collect();
    html! { <><h3>{ family_name(family, text) }</h3><div class="tiles">{ cards }</div></> }
}

/// A picture that becomes live when it is chosen, and a name that leads to the function's page.
fn card(activation: &'static Activation, leaf: &mut Leaf<'_>) -> Html {
    let state = format!("f={}", activation.id);
    let name = leaf.lang().text().term(activation.id);
    let (src, href) = (
        leaf.thumbnail(activation),
        leaf.to(&format!("functions/{}/", activation.id)),
    );
    html! {
        <div class="tile">
            <kassei-exhibit exhibit="function" {state} loading="chosen">
                <img {src} width="240" height="150" alt={name} loading="lazy" />
            </kassei-exhibit>
            <a {href}>{ name }</a>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Assets, Press};
    use crate::text::Lang;

    fn home(content: &Content) -> String {
        let mut press = Press::new(Assets::default());
        print(press.leaf(Lang::En, ""), content);
        press.files()["en/index.html"].clone()
    }

    #[test]
    fn lessons_and_articles_are_listed_in_their_language() {
        let lesson = |title: &str| Lesson {
            path: "lessons/slopes/".to_owned(),
            title: title.to_owned(),
            description: "Why < matters.".to_owned(),
            minutes: 9,
        };
        let article = Article {
            path: "articles/s0/".to_owned(),
            title: "S0".to_owned(),
        };
        let html = home(&Content {
            lessons: vec![(Lang::Ja, lesson("傾き")), (Lang::En, lesson("Slopes"))],
            articles: vec![(Lang::En, article)],
            ..Content::default()
        });
        assert!(
            html.contains("<a href=\"lessons/slopes/\">Slopes</a>"),
            "{html}"
        );
        assert!(
            html.contains("9 minutes") && html.contains("Why &lt; matters."),
            "{html}"
        );
        assert!(html.contains("<a href=\"articles/s0/\">S0</a>"), "{html}");
        assert!(!html.contains("傾き"), "{html}");
    }

    #[test]
    fn nothing_is_promised_that_is_not_there() {
        let html = home(&Content::default());
        assert!(
            !html.contains("id=\"lessons\"") && !html.contains("id=\"articles\""),
            "{html}"
        );
    }
}
