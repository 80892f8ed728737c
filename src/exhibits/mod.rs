//! The exhibits. Each is a folder: its state and rules, pure, and its view.
//!
//! Outside its own folder an exhibit is known as an [`Entry`]: functions from its state string.

#[cfg(every_exhibit)]
pub mod anatomy;
#[cfg(every_exhibit)]
pub mod approximation;
#[cfg(every_exhibit)]
mod coarse;
#[cfg(every_exhibit)]
pub mod collapse;
#[cfg(all(feature = "web", every_exhibit))]
mod crew;
#[cfg(every_exhibit)]
pub mod dead_relu;
#[cfg(every_exhibit)]
pub mod descent;
pub mod fields;
#[cfg(all(feature = "web", every_exhibit))]
mod formula;
#[cfg(every_exhibit)]
pub mod function;
#[cfg(every_exhibit)]
pub mod gates;
#[cfg(every_exhibit)]
pub mod gradient_journey;
#[cfg(every_exhibit)]
pub mod hinges;
pub mod neuron;
#[cfg(every_exhibit)]
pub mod parts;
#[cfg(every_exhibit)]
pub mod race;
#[cfg(every_exhibit)]
pub mod reshape;
#[cfg(every_exhibit)]
pub mod sketch;
pub mod softmax;
#[cfg(every_exhibit)]
pub mod softmax_row;
#[cfg(every_exhibit)]
mod target;
#[cfg(every_exhibit)]
pub mod train;

#[cfg(feature = "share")]
pub mod export;
#[cfg(feature = "web")]
pub mod frame;
#[cfg(feature = "web")]
pub mod island;
#[cfg(test)]
mod links;
#[cfg(every_exhibit)]
mod names;
#[cfg(all(feature = "web", every_exhibit))]
mod series;
#[cfg(feature = "web")]
mod shared;
#[cfg(any(feature = "web", feature = "share"))]
pub mod words;

use std::borrow::Cow;

use crate::charts::{Axis, Svg};
use crate::maths::Activation;
use crate::text::{Lang, Text};
use fields::{Problem, State};

/// How far the numbers of a curve may be typed.
pub(crate) const BOUND: f64 = 1e6;
/// The stretch of x that charts of curves show.
pub(crate) const WINDOW: Axis = Axis::new(-6.0, 6.0);

/// Numbers by name, at full precision: what `el.values` holds.
pub type Values = Vec<(Cow<'static, str>, f64)>;

/// An exhibit.
pub trait Exhibit: 'static {
    /// Its name in links: for ever.
    const ID: &'static str;
    /// What can be changed in it.
    type State: State;
    /// The numbers it shows.
    fn values(state: &Self::State) -> Values;
    /// Its heading.
    fn title(state: &Self::State, text: &Text) -> String;
    /// One sentence that says what is to be seen now: for a screen reader, a caption, an alternative text.
    fn summary(state: &Self::State, text: &Text) -> String;
    /// All that is shown, as rows of words and numbers.
    fn table(state: &Self::State, text: &Text) -> Table;
    /// The picture of a state: before it comes alive, on paper, in a feed.
    fn picture(state: &Self::State, lang: Lang) -> Svg;
    /// Whether its view has a chart, in whose place a picture stands until it comes alive.
    const HAS_CHART: bool = true;
    /// Whether its view reads `functions.json`.
    const READS_FILE: bool = false;
    /// What stands in its frame.
    #[cfg(feature = "web")]
    fn view(props: ViewProps<Self::State>) -> yew::Html;
}

/// A table of words and numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows; the first cell is the row's head.
    pub rows: Vec<Vec<String>>,
}

/// What a view shows and how it asks for change: state down, a whole new state up.
#[cfg(feature = "web")]
pub struct ViewProps<S> {
    /// What it shows.
    pub state: S,
    /// What reset returns to.
    pub initial: S,
    /// Gets a whole new state.
    pub set: yew::Callback<S>,
    /// Gets the next state of what goes on by itself: however late, it is undone together with the change before.
    pub go_on: yew::Callback<S>,
    /// The language.
    pub text: &'static Text,
    /// Counts changes of the theme.
    pub epoch: u32,
    /// `functions.json`: formulas, code and sources.
    pub file: File,
}

#[cfg(all(feature = "web", every_exhibit))]
impl<S: Clone + 'static> ViewProps<S> {
    /// The same for a view that shows `shown`: what a hand makes of that is told as what `after` makes of it and the state.
    fn by_hand(&self, shown: S, after: fn(&S, S) -> S) -> Self {
        let state = self.state.clone();
        Self {
            state: shown,
            initial: self.initial.clone(),
            set: self.set.reform(move |by_hand| after(&state, by_hand)),
            go_on: self.go_on.clone(),
            text: self.text,
            epoch: self.epoch,
            file: self.file.clone(),
        }
    }
}

/// A file beside the app.
#[cfg(feature = "web")]
#[derive(Clone)]
pub enum File {
    /// Not here yet.
    Awaited,
    /// Its content.
    Here(wasm_bindgen::JsValue),
    /// It could not be had.
    Failed,
}

#[cfg(feature = "web")]
impl File {
    /// Its content, once it is here.
    #[must_use]
    pub const fn content(&self) -> Option<&wasm_bindgen::JsValue> {
        if let Self::Here(content) = self {
            Some(content)
        } else {
            None
        }
    }
}

/// A text in a file, by its keys from the outside in.
#[cfg(all(feature = "web", every_exhibit))]
fn words_of(content: &wasm_bindgen::JsValue, keys: &[&str]) -> Option<String> {
    let get = |object: wasm_bindgen::JsValue, key: &&str| {
        js_sys::Reflect::get(&object, &wasm_bindgen::JsValue::from_str(key)).ok()
    };
    keys.iter().try_fold(content.clone(), get)?.as_string()
}

/// An exhibit as the others see it: everything from its state string.
pub struct Entry {
    /// Its name in links.
    pub id: &'static str,
    /// The state in its shortest form, and what was ignored.
    pub read: fn(&str) -> (String, Vec<Problem>),
    /// As [`Exhibit::HAS_CHART`].
    pub has_chart: bool,
    /// As [`Exhibit::values`].
    pub values: fn(&str) -> Values,
    /// As [`Exhibit::title`].
    pub title: fn(&str, &Text) -> String,
    /// As [`Exhibit::summary`].
    pub summary: fn(&str, &Text) -> String,
    /// As [`Exhibit::table`].
    pub table: fn(&str, &Text) -> Table,
    /// As [`Exhibit::picture`]. The app is built without: it would carry a second way to draw.
    #[cfg(feature = "picture")]
    pub picture: fn(&str, Lang) -> Svg,
    #[cfg(feature = "web")]
    view: fn(ViewProps<String>) -> yew::Html,
    /// Whether the view reads `functions.json`.
    #[cfg(feature = "web")]
    reads_file: bool,
}

impl Entry {
    const fn of<E: Exhibit>() -> Self {
        Self {
            id: E::ID,
            has_chart: E::HAS_CHART,
            read: |text| {
                let (state, problems) = fields::read::<E::State>(text);
                (fields::write(&state), problems)
            },
            values: |state| E::values(&fields::read(state).0),
            title: |state, text| E::title(&fields::read(state).0, text),
            summary: |state, text| E::summary(&fields::read(state).0, text),
            table: |state, text| E::table(&fields::read(state).0, text),
            #[cfg(feature = "picture")]
            picture: |state, lang| E::picture(&fields::read(state).0, lang),
            #[cfg(feature = "web")]
            view: |props| {
                let ViewProps {
                    state,
                    initial,
                    set,
                    go_on,
                    text,
                    epoch,
                    file,
                } = props;
                let (state, initial) = (fields::read(&state).0, fields::read(&initial).0);
                let [set, go_on] =
                    [set, go_on].map(|hear| hear.reform(|state: E::State| fields::write(&state)));
                E::view(ViewProps {
                    state,
                    initial,
                    set,
                    go_on,
                    text,
                    epoch,
                    file,
                })
            },
            #[cfg(feature = "web")]
            reads_file: E::READS_FILE,
        }
    }

    /// The exhibit of this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        ALL.iter().find(|entry| entry.id == id)
    }
}

/// Every exhibit; in the small app those of [`IN_SMALL_APP`].
pub static ALL: &[Entry] = &[
    Entry::of::<neuron::Neuron>(),
    #[cfg(every_exhibit)]
    Entry::of::<function::Function>(),
    Entry::of::<softmax::Softmax>(),
    #[cfg(every_exhibit)]
    Entry::of::<softmax_row::SoftmaxRow>(),
    #[cfg(every_exhibit)]
    Entry::of::<sketch::Sketch>(),
    #[cfg(every_exhibit)]
    Entry::of::<reshape::Reshape>(),
    #[cfg(every_exhibit)]
    Entry::of::<anatomy::Anatomy>(),
    #[cfg(every_exhibit)]
    Entry::of::<collapse::Collapse>(),
    #[cfg(every_exhibit)]
    Entry::of::<gates::Gates>(),
    #[cfg(every_exhibit)]
    Entry::of::<hinges::Hinge>(),
    #[cfg(every_exhibit)]
    Entry::of::<approximation::Approximation>(),
    #[cfg(every_exhibit)]
    Entry::of::<parts::Parts>(),
    #[cfg(every_exhibit)]
    Entry::of::<gradient_journey::GradientJourney>(),
    #[cfg(every_exhibit)]
    Entry::of::<descent::DescentExhibit>(),
    #[cfg(every_exhibit)]
    Entry::of::<dead_relu::DeadRelu>(),
    #[cfg(every_exhibit)]
    Entry::of::<train::Train>(),
    #[cfg(every_exhibit)]
    Entry::of::<race::FairRace>(),
];

/// What is alive on the home page from the start.
pub const IN_SMALL_APP: [&str; 2] = [neuron::Neuron::ID, softmax::Softmax::ID];

/// A function that the code itself names.
fn catalogue(id: &str) -> &'static Activation {
    Activation::find(id).expect("a default names a function of the catalogue")
}
