//! The pages, rendered to HTML at build time by the components that also run in the browser.

mod home;
mod page;
mod press;

use std::collections::BTreeMap;

use yew::{Html, LocalServerRenderer, Properties, function_component};

use crate::text::Lang;

pub use page::{Page, Section};
pub use press::{Leaf, Press, Printed, escape};

/// What pages refer to: names of files beside `kassei.js`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The names under which files of `static/` are shipped, where they are others.
    pub names: BTreeMap<String, String>,
    /// The app's module.
    pub js: String,
    /// The app's WASM.
    pub wasm: String,
    /// Where the site will live, when that is known: ends in `/`.
    pub base_url: Option<String>,
}

impl Assets {
    /// The name under which a file is shipped.
    #[must_use]
    pub fn name<'a>(&'a self, name: &'a str) -> &'a str {
        self.names.get(name).map_or(name, String::as_str)
    }
}

/// Prints every page that is made of the code alone.
pub fn print(press: &mut Press) {
    for lang in Lang::ALL {
        home::print(press.leaf(*lang, ""));
    }
    let not_found = page::not_found(&press.assets);
    press.add("404.html", not_found);
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
