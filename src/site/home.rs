//! The home page: a neuron, the gallery of functions, softmax. It uses nothing but the element.

use yew::{Html, html};

use super::page::{Page, Section, main};
use super::press::Leaf;
use crate::controls::{family_name, rich};
use crate::exhibits::Entry;
use crate::maths::{ALL, Activation, Family};

pub(super) fn print(mut leaf: Leaf<'_>) {
    let text = leaf.lang().text();
    let body = body(&mut leaf);
    leaf.print(&Page {
        title: text.page_title.to_owned(),
        description: text.page_description.to_owned(),
        main: main("home", body),
        section: Section::Home,
        image: Some(("neuron".to_owned(), String::new())),
        ..Page::default()
    });
}

fn body(leaf: &mut Leaf<'_>) -> Html {
    let text = leaf.lang().text();
    html! {
        <>
            <h1>{ text.page_heading }</h1>
            <p class="lede">{ rich(text.page_lede) }</p>
            <p class="hint no-script">{ text.page_no_script }</p>
            { exhibit("neuron", leaf) }
            <p class="hero-text">{ rich(text.page_neuron_after) }</p>
            <h2 id="gallery">{ text.page_gallery_heading }</h2>
            <p class="lede">{ rich(text.page_gallery_lede) }</p>
            <div class="gallery">{ for Family::ALL.iter().map(|family| group(*family, leaf)) }</div>
            <h2>{ text.page_softmax_heading }</h2>
            <p class="lede">{ rich(text.page_softmax_lede) }</p>
            { exhibit("softmax", leaf) }
            <p class="hero-text">{ rich(text.page_softmax_after) }</p>
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
    html! { <><h3>{ family_name(family, text) }</h3>{ cards }</> }
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
