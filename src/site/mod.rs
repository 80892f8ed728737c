//! The pages, rendered to HTML at build time by the components that also run in the browser.

mod home;
mod page;

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use yew::{Html, LocalServerRenderer, Properties, function_component};

use crate::charts::Svg;
use crate::exhibits::Entry;
use crate::exhibits::function::thumbnail;
use crate::maths::Activation;
use crate::text::Lang;

/// What pages refer to: names of files beside `kassei.js`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet of pages and exhibits.
    pub css: String,
    /// The app's module.
    pub js: String,
    /// The app's WASM.
    pub wasm: String,
    /// Where the site will live, when that is known: ends in `/`.
    pub base_url: Option<String>,
}

/// Every page and picture, by its path in the site.
#[must_use]
pub fn files(assets: &Assets) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for lang in Lang::ALL {
        let mut pictures = Pictures::default();
        let body = home::body(*lang, assets, &mut pictures);
        files.insert(
            format!("{}/index.html", lang.code()),
            page::page(*lang, assets, body),
        );
        files.extend(pictures.0);
    }
    files.insert("404.html".to_owned(), page::not_found(assets));
    files
}

/// The pictures that pages need, by path.
#[derive(Debug, Default)]
struct Pictures(BTreeMap<String, String>);

impl Pictures {
    /// The path of the picture of a state. Its name is a hash of exhibit, state and language.
    fn of(&mut self, entry: &Entry, state: &str, lang: Lang) -> String {
        let (state, _) = (entry.read)(state);
        let mut hasher = DefaultHasher::new();
        (entry.id, &state, lang.code()).hash(&mut hasher);
        let path = format!("pictures/{}-{:016x}.svg", entry.id, hasher.finish());
        let Svg(svg) = (entry.picture)(&state, lang);
        self.0.insert(path.clone(), svg);
        path
    }

    /// The path of the small picture of a function, which is the same in every language.
    fn thumbnail(&mut self, activation: &'static Activation) -> String {
        let path = format!("pictures/{}.svg", activation.id);
        let Svg(svg) = thumbnail(activation, activation.id);
        self.0.insert(path.clone(), svg);
        path
    }
}

#[derive(Properties, PartialEq)]
struct WholeProps {
    html: Html,
}

#[function_component]
fn Whole(props: &WholeProps) -> Html {
    props.html.clone()
}

/// HTML as text.
fn render(html: Html) -> String {
    let renderer = LocalServerRenderer::<Whole>::with_props(WholeProps { html }).hydratable(false);
    pollster::block_on(renderer.render())
}
