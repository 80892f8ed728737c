//! The home page: a neuron, the gallery of functions, softmax. It uses nothing but the element.

use std::rc::Rc;

use yew::{Html, html};

use super::{Assets, Pictures};
use crate::controls::{family_name, rich};
use crate::exhibits::Entry;
use crate::exhibits::frame::Frame;
use crate::maths::{ALL, Activation, Family};
use crate::text::Lang;

pub(super) fn body(lang: Lang, assets: &Assets, pictures: &mut Pictures) -> Html {
    let text = lang.text();
    html! {
        <>
            <h1>{ text.page_heading() }</h1>
            <p class="lede">{ rich(text.page_lede()) }</p>
            <p class="hint no-script">{ text.page_no_script() }</p>
            { exhibit("neuron", lang, assets, pictures) }
            <p class="hero-text">{ rich(text.page_neuron_after()) }</p>
            <h2 id="gallery">{ text.page_gallery_heading() }</h2>
            <p class="lede">{ rich(text.page_gallery_lede()) }</p>
            <div class="gallery">{ for Family::ALL.iter().map(|family| group(*family, lang, pictures)) }</div>
            <h2>{ text.page_softmax_heading() }</h2>
            <p class="lede">{ rich(text.page_softmax_lede()) }</p>
            { exhibit("softmax", lang, assets, pictures) }
            <p class="hero-text">{ rich(text.page_softmax_after()) }</p>
        </>
    }
}

/// An exhibit with its frame as it will be when it comes alive, and its picture in the place of the chart.
fn exhibit(id: &'static str, lang: Lang, assets: &Assets, pictures: &mut Pictures) -> Html {
    let Some(entry) = Entry::find(id) else {
        return Html::default();
    };
    let picture = format!("../{}", pictures.of(entry, "", lang));
    let alt = (entry.summary)("", lang.text());
    html! {
        <kassei-exhibit {id} exhibit={id}>
            <template shadowrootmode="open">
                <link rel="stylesheet" href={format!("../{}", assets.css)} />
                <div class="root">
                    <Frame exhibit={entry} initial="" state="" problems={vec![]} {lang} changed={Rc::new(|_: &str| {}) as Rc<dyn Fn(&str)>} />
                </div>
            </template>
            if entry.has_chart {
                <img slot="picture" src={picture} width="640" height="400" {alt} />
            }
        </kassei-exhibit>
    }
}

fn group(family: Family, lang: Lang, pictures: &mut Pictures) -> Html {
    let members = ALL.iter().filter(|activation| activation.family == family);
    let cards: Html = members
        .map(|activation| card(activation, lang, pictures))
        .collect();
    html! { <><h3>{ family_name(family, lang.text()) }</h3>{ cards }</> }
}

/// A picture that becomes live when it is chosen.
fn card(activation: &'static Activation, lang: Lang, pictures: &mut Pictures) -> Html {
    let state = format!("f={}", activation.id);
    let src = format!("../{}", pictures.thumbnail(activation));
    html! {
        <kassei-exhibit exhibit="function" {state} loading="chosen">
            <img {src} width="240" height="150" alt="" loading="lazy" />
            <span>{ lang.text().term(activation.id) }</span>
        </kassei-exhibit>
    }
}
