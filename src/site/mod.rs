//! The pages, rendered to HTML at build time by the components that also run in the browser.

mod abroad;
mod exhibits;
mod functions;
mod home;
mod not_found;
mod page;
mod playground;
mod press;

use std::collections::BTreeMap;

use yew::{Html, LocalServerRenderer, Properties, function_component};

use crate::text::Lang;

pub use abroad::{PREVIEW, print_map, top};
pub use page::{Page, Section};
pub use press::{Leaf, Press, Printed, escape};

/// What pages refer to: names of files beside `kassei.js`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The names under which files of `static/` are shipped, where they are others.
    pub names: BTreeMap<String, String>,
    /// The apps, the smallest first.
    pub apps: Vec<App>,
    /// The module that draws what one takes away from an exhibit, and its WASM.
    pub press: [String; 2],
    /// The program that trains, a module and its WASM: with SIMD, and without.
    pub engines: [[String; 2]; 2],
    /// Where the site will live, when that is known: ends in `/`.
    pub base_url: Option<String>,
}

/// An app: a module, its WASM, and its style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// The module.
    pub js: String,
    /// The WASM.
    pub wasm: String,
    /// What its exhibits need beside the sheet of every page.
    pub css: Option<String>,
    /// The exhibits in it, by id.
    pub exhibits: Vec<&'static str>,
}

impl Assets {
    /// The smallest app that has all of these exhibits.
    pub(crate) fn app_of(&self, ids: &[&str]) -> Option<&App> {
        let has_all = |app: &&App| ids.iter().all(|id| app.exhibits.contains(id));
        self.apps.iter().find(has_all)
    }

    /// The smallest app that has all exhibits of a page, by its HTML; but for those that wait to be chosen.
    pub(crate) fn app_for(&self, html: &str) -> Option<&App> {
        let tags = html.split("<kassei-exhibit ").skip(1);
        let ids: Vec<&str> = tags
            .filter_map(|rest| rest.split('>').next())
            .filter(|tag| !tag.contains("loading=\"chosen\""))
            .filter_map(|tag| tag.split("exhibit=\"").nth(1)?.split('"').next())
            .collect();
        self.app_of(&ids).filter(|_| !ids.is_empty())
    }

    /// The name under which a file is shipped.
    #[must_use]
    pub fn name<'a>(&'a self, name: &'a str) -> &'a str {
        self.names.get(name).map_or(name, String::as_str)
    }
}

/// What pages say and the code does not know.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// Of functions, by id.
    pub functions: BTreeMap<&'static str, Function>,
    /// The lessons in their order, in each language.
    pub lessons: Vec<(Lang, Lesson)>,
    /// The articles that readers may come from, in each language.
    pub articles: Vec<(Lang, Article)>,
}

/// What is said of a lesson elsewhere.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Its path below the folder of its language: `lessons/softmax/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// A sentence about it.
    pub description: String,
    /// How long it takes.
    pub minutes: u32,
}

/// A page that leads from an article elsewhere to the lessons.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its path below the folder of its language: `articles/s0/`.
    pub path: String,
    /// The title of the article.
    pub title: String,
}

/// Those of a language.
fn spoken<T>(all: &[(Lang, T)], lang: Lang) -> impl Iterator<Item = &T> {
    all.iter()
        .filter(move |(other, _)| *other == lang)
        .map(|(_, one)| one)
}

/// What the page of a function says.
#[derive(Clone, Debug)]
pub struct Function {
    /// f(x) as MathML, without the element `math`.
    pub formula: String,
    /// Its definition in other languages: name of the language, code.
    pub listings: Vec<(&'static str, String)>,
    /// What people have to say of it, in each language in which they did.
    pub about: Vec<(Lang, About)>,
}

/// Words about a function, as HTML.
#[derive(Clone, Debug)]
pub struct About {
    /// What is good about it, a sentence.
    pub merit: String,
    /// What is not, a sentence.
    pub drawback: String,
    /// When to choose it, a sentence.
    pub usage: String,
    /// Where it comes from: paragraphs.
    pub history: String,
}

impl Function {
    fn about(&self, lang: Lang) -> Option<&About> {
        let mut words = self.about.iter();
        words
            .find(|(other, _)| *other == lang)
            .map(|(_, about)| about)
    }
}

/// Prints every page but those that are written by hand.
pub fn print(press: &mut Press, content: &Content) {
    for lang in Lang::ALL {
        home::print(press.leaf(*lang, ""), content);
    }
    functions::print(press, content);
    exhibits::print(press);
    playground::print(press);
    let not_found = not_found::page(press.assets.base_url.as_deref());
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
