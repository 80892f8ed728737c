//! Where pages are printed: it holds the assets, and collects the pages and the pictures they show.
//!
//! What is written on a page goes through its [`Leaf`], which knows where the page lies: every address it gives is
//! relative to that place.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::rc::Rc;

use yew::virtual_dom::VTag;
use yew::{Html, html};

use super::page::{self, Page};
use super::{Assets, abroad, render};
use crate::charts::Svg;
use crate::exhibits::Entry;
use crate::exhibits::frame::Frame;
use crate::exhibits::function::thumbnail;
use crate::maths::Activation;
use crate::text::Lang;

/// The exhibit that the preview of a page without a picture shows.
const EMBLEM: &str = "neuron";

/// The pages and pictures of a site.
#[derive(Debug)]
pub struct Press {
    pub(super) assets: Assets,
    files: BTreeMap<String, String>,
    pages: Vec<Printed>,
}

/// What is known of a page that has been printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Its language.
    pub lang: Lang,
    /// Its path below the folder of its language: `lessons/softmax/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The path of its picture in the site.
    pub picture: String,
}

impl Printed {
    /// The path of the image that previews of links to it show. It is not printed here: a press knows no pixels.
    #[must_use]
    pub fn preview(&self) -> String {
        abroad::preview(self.lang, &self.path)
    }
}

impl Press {
    /// An empty one.
    #[must_use]
    pub const fn new(assets: Assets) -> Self {
        Self {
            assets,
            files: BTreeMap::new(),
            pages: Vec::new(),
        }
    }

    /// A page to be at `path`.
    pub fn leaf(&mut self, lang: Lang, path: &str) -> Leaf<'_> {
        Leaf {
            press: self,
            lang,
            path: path.to_owned(),
        }
    }

    /// Adds a file that is no page.
    pub fn add(&mut self, path: &str, content: String) {
        self.files.insert(path.to_owned(), content);
    }

    /// Takes over what another press has printed.
    pub fn append(&mut self, other: Self) {
        self.files.extend(other.files);
        self.pages.extend(other.pages);
    }

    /// Every page so far, in the order of printing.
    #[must_use]
    pub fn pages(&self) -> &[Printed] {
        &self.pages
    }

    /// Every file so far, by its path in the site.
    #[must_use]
    pub const fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// The path in the site of the picture of a state. Its name is a hash of exhibit, state and language.
    pub fn picture(&mut self, lang: Lang, exhibit: &Entry, state: &str) -> String {
        let (state, _) = (exhibit.read)(state);
        let mut hasher = DefaultHasher::new();
        (exhibit.id, &state, lang.code()).hash(&mut hasher);
        let path = format!("pictures/{}-{:016x}.svg", exhibit.id, hasher.finish());
        let draw = || {
            let Svg(svg) = (exhibit.picture)(&state, lang);
            svg
        };
        self.files.entry(path.clone()).or_insert_with(draw);
        path
    }

    /// An exhibit with its frame as it will be when it comes alive, and its picture in the place of the chart.
    /// `up` is the way from the page to the top of the site: `../../../`.
    pub fn island(
        &mut self,
        lang: Lang,
        exhibit: &'static Entry,
        state: &str,
        up: &str,
        attributes: &[(&'static str, &str)],
    ) -> String {
        render(self.island_html(lang, exhibit, state, up, attributes))
    }

    fn island_html(
        &mut self,
        lang: Lang,
        exhibit: &'static Entry,
        state: &str,
        up: &str,
        attributes: &[(&'static str, &str)],
    ) -> Html {
        let (shortest, _) = (exhibit.read)(state);
        let own = self.assets.app_of(&[exhibit.id]);
        let own = own.and_then(|app| app.css.as_deref());
        let sheets = [self.assets.name("kassei.css")].into_iter().chain(own);
        let sheet = |name| html! { <link rel="stylesheet" href={format!("{up}{name}")} /> };
        let hidden = attributes.iter().find(|(name, _)| *name == "hide");
        let hidden = hidden.map(|(_, parts)| parts.replace(',', " "));
        let template = html! {
            <template shadowrootmode="open">
                { for sheets.map(sheet) }
                <div class="root" data-hide={hidden}>
                    <Frame {exhibit} initial={shortest.clone()} state={shortest} problems={vec![]} {lang}
                        changed={Rc::new(|_: &str| {}) as Rc<dyn Fn(&str)>} />
                </div>
            </template>
        };
        let mut element = VTag::new("kassei-exhibit");
        element.add_attribute("exhibit", exhibit.id);
        if !state.is_empty() {
            element.add_attribute("state", state.to_owned());
        }
        for (name, value) in attributes {
            element.add_attribute(name, (*value).to_owned());
        }
        element.add_child(template);
        if exhibit.has_chart {
            let path = self.picture(lang, exhibit, state);
            let alt = (exhibit.summary)(state, lang.text());
            element.add_child(self.image(&path, up, alt, Some("picture")));
        }
        element.into()
    }

    /// Prints a page at `path`, which is that below the folder of its language: empty, or ending in `/`.
    pub fn print(&mut self, lang: Lang, path: &str, page: &Page) {
        let (id, state) = page
            .image
            .as_ref()
            .map_or((EMBLEM, ""), |(id, state)| (id, state));
        let picture = Entry::find(id).map(|entry| self.picture(lang, entry, state));
        let html = page::document(&self.leaf(lang, path), page);
        self.add(&format!("{}/{path}index.html", lang.code()), html);
        self.pages.push(Printed {
            lang,
            path: path.to_owned(),
            title: page.title.clone(),
            picture: picture.unwrap_or_default(),
        });
    }

    /// A picture as `<img>`, in its own size.
    fn image(&self, path: &str, up: &str, alt: String, slot: Option<&'static str>) -> Html {
        let svg = self.files.get(path).map_or("", String::as_str);
        let (width, height) = (attribute(svg, "width"), attribute(svg, "height"));
        html! { <img {slot} src={format!("{up}{path}")} {width} {height} {alt} loading="lazy" /> }
    }
}

/// A page while it is being written.
#[derive(Debug)]
pub struct Leaf<'press> {
    press: &'press mut Press,
    lang: Lang,
    path: String,
}

impl Leaf<'_> {
    /// Its language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The address of a file of the site, by its path there: `../../icon.svg`.
    #[must_use]
    pub fn file(&self, path: &str) -> String {
        relative(1 + folders(&self.path), path)
    }

    /// The address of a page in the same language, by its path below the folder of the language, perhaps with `#` or `?`.
    #[must_use]
    pub fn to(&self, path: &str) -> String {
        relative(folders(&self.path), path)
    }

    /// The address of this page in another language.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> String {
        self.file(&format!("{}/{}", lang.code(), self.path))
    }

    /// The address of an asset, by its name before hashing: `lesson.css`.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        self.file(self.press.assets.name(name))
    }

    /// The picture of a state, with its summary as the text in its place.
    pub(super) fn image(&mut self, exhibit: &'static Entry, state: &str) -> Html {
        let path = self.press.picture(self.lang, exhibit, state);
        let alt = (exhibit.summary)(state, self.lang.text());
        self.press.image(&path, &self.file(""), alt, None)
    }

    /// The address of the small picture of a function, which is the same in every language.
    pub(super) fn thumbnail(&mut self, activation: &'static Activation) -> String {
        let path = format!("pictures/{}.svg", activation.id);
        let Svg(svg) = thumbnail(activation, activation.id);
        self.press.files.insert(path.clone(), svg);
        self.file(&path)
    }

    /// An exhibit, as [`Press::island`] has it.
    pub(super) fn island(
        &mut self,
        exhibit: &'static Entry,
        state: &str,
        attributes: &[(&'static str, &str)],
    ) -> Html {
        let up = self.file("");
        self.press
            .island_html(self.lang, exhibit, state, &up, attributes)
    }

    /// Prints the page.
    pub(super) fn print(self, page: &Page) {
        self.press.print(self.lang, &self.path, page);
    }

    pub(super) const fn assets(&self) -> &Assets {
        &self.press.assets
    }

    /// Its path below the folder of its language.
    pub(super) fn path(&self) -> &str {
        &self.path
    }
}

/// The first attribute of this name.
fn attribute(markup: &str, name: &str) -> Option<String> {
    let (_, rest) = markup.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0.to_owned())
}

/// As many folders as a page lies below that of its language.
fn folders(path: &str) -> usize {
    path.matches('/').count()
}

/// The address of `path` from as many folders below its top.
fn relative(depth: usize, path: &str) -> String {
    match (depth, path) {
        (0, "") => "./".to_owned(),
        (0, path) if path.starts_with(['#', '?']) => format!("./{path}"),
        _ => "../".repeat(depth) + path,
    }
}

/// Text as part of HTML, in an element or in an attribute.
#[must_use]
pub fn escape(text: &str) -> String {
    Svg::escape(text).replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::App;

    fn press() -> Press {
        Press::new(Assets::default())
    }

    #[test]
    fn addresses_lead_to_the_same_place_from_any_depth() {
        let mut press = press();
        for (path, up) in [
            ("", "../"),
            ("lessons/", "../../"),
            ("lessons/softmax/", "../../../"),
        ] {
            let leaf = press.leaf(Lang::En, path);
            assert_eq!(leaf.file("icon.svg"), format!("{up}icon.svg"));
            assert_eq!(leaf.in_language(Lang::Ja), format!("{up}ja/{path}"));
        }
    }

    #[test]
    fn pages_of_a_language_reach_each_other() {
        let mut press = press();
        let home = press.leaf(Lang::Ja, "");
        assert_eq!(home.to(""), "./");
        assert_eq!(home.to("#gallery"), "./#gallery");
        assert_eq!(home.to("functions/gelu/"), "functions/gelu/");
        let lesson = press.leaf(Lang::Ja, "lessons/slopes/");
        assert_eq!(lesson.to(""), "../../");
        assert_eq!(lesson.to("#gallery"), "../../#gallery");
        assert_eq!(
            lesson.to("lessons/softmax/#gaps"),
            "../../lessons/softmax/#gaps"
        );
    }

    fn entry(id: &str) -> &'static Entry {
        Entry::find(id).expect("there is such an exhibit")
    }

    #[test]
    fn a_state_cannot_break_out_of_its_attribute() {
        let state = "z=1,2&labels=\"><b>,b";
        let island = press().island(Lang::En, entry("softmax"), state, "../", &[]);
        assert!(
            island.contains(" state=\"z=1,2&amp;labels=&quot;&gt;&lt;b&gt;,b\""),
            "{island}"
        );
        assert!(!island.contains("<b>,b"), "{island}");
    }

    #[test]
    fn an_island_finds_its_picture_from_any_depth() {
        let mut press = press();
        let island = press.island(Lang::En, entry("neuron"), "w=2", "../../../", &[]);
        let path = press.picture(Lang::En, entry("neuron"), "w=2");
        assert!(
            island.contains(&format!("<img slot=\"picture\" src=\"../../../{path}\"")),
            "{island}"
        );
    }

    #[test]
    fn what_a_large_exhibit_alone_needs_is_on_its_pages_only() {
        let mut press = Press::new(Assets {
            apps: vec![
                app(None, &["neuron"]),
                app(Some("lab.css"), &["neuron", "race"]),
            ],
            ..Assets::default()
        });
        let mut sheets = |id: &str| {
            let main = press.island(Lang::En, entry(id), "", "../../../", &[]);
            let path = format!("exhibits/{id}/");
            press.print(
                Lang::En,
                &path,
                &Page {
                    main,
                    ..Page::default()
                },
            );
            let html = &press.files()[&format!("en/{path}index.html")];
            let (head, body) = html.split_once("</head>").expect("a page has a head");
            [head, body].map(|part| part.matches("href=\"../../../lab.css\"").count())
        };
        assert_eq!(sheets("neuron"), [0, 0]);
        assert_eq!(sheets("race"), [1, 1]);
    }

    fn app(css: Option<&str>, exhibits: &[&'static str]) -> App {
        App {
            js: "app.js".to_owned(),
            wasm: "app.wasm".to_owned(),
            css: css.map(str::to_owned),
            exhibits: exhibits.to_vec(),
        }
    }

    #[test]
    fn one_picture_serves_all_spellings_of_a_state() {
        let mut press = press();
        let mut picture = |state| press.picture(Lang::En, entry("neuron"), state);
        let short = picture("f=swish");
        assert_eq!(short, picture("?x=-1.20&f=silu"));
        assert_ne!(short, picture("f=swish&x=1"));
        assert_eq!(press.files().len(), 2);
    }
}
