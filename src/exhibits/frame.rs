//! The frame around every exhibit: its heading and tools, undo and reset, data table, live region.
//!
//! It knows the exhibit by its state string alone. Rendered at build time it is what the page shows
//! before the exhibit comes alive, so nothing moves when it does.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::{Callback, Component, Context, Html, NodeRef, Properties, html};

use super::fields::Problem;
use super::{Entry, File, Table, ViewProps};
use crate::browser::{has_full_screen, host, now, toggle_full_screen};
use crate::controls::{Icon, icon};
use crate::text::{Lang, Text};

/// Changes closer together than this, in milliseconds, are undone together.
const GESTURE: f64 = 500.0;
/// A pause of the hand after which the summary is read out, in milliseconds.
const PAUSE: u32 = 900;
/// As many states are kept for undo.
const MEMORY: usize = 200;
/// Formulas, code and sources of the functions.
const FILE: &str = "functions.json";
/// As many problems are listed.
const LISTED: usize = 5;

/// What a frame shows.
#[derive(Properties)]
pub struct FrameProps {
    /// The exhibit.
    pub exhibit: &'static Entry,
    /// What reset returns to.
    pub initial: String,
    /// What it opens with.
    pub state: String,
    /// Parts of these that were ignored.
    pub problems: Vec<Problem>,
    /// The language.
    pub lang: Lang,
    /// Hears of every change that the person makes.
    pub changed: Rc<dyn Fn(&str)>,
}

impl PartialEq for FrameProps {
    /// A frame is driven by messages, not by new properties.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.changed, &other.changed)
    }
}

/// What can happen to a frame.
pub enum Msg {
    /// The person changed something.
    Change(String),
    /// What the person began has gone on by itself.
    GoOn(String),
    /// The program set the state; `true`: it is also what reset returns to.
    Load(String, Vec<Problem>, bool),
    /// The language became another.
    Language(Lang),
    /// The theme became another.
    Repaint,
    /// Back one gesture.
    Undo,
    /// Forward one gesture.
    Redo,
    /// Back to the initial state.
    Reset,
    /// Opens or closes a sheet below the exhibit.
    Open(Sheet),
    /// Presses the button that opens the panel of `static/share.js`.
    Share,
    /// Shows the exhibit alone.
    FullScreen,
    /// The hand has paused.
    Announce,
    /// The person has read the problems.
    Dismiss,
    /// `functions.json` has come, or will not.
    File(File),
}

/// What can be opened below an exhibit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// All numbers.
    Table,
    /// What keys do.
    Keys,
}

/// A frame with its exhibit.
pub struct Frame {
    state: String,
    initial: String,
    past: Vec<String>,
    future: Vec<String>,
    last_change: f64,
    problems: Vec<Problem>,
    lang: Lang,
    epoch: u32,
    sheet: Option<Sheet>,
    announcement: String,
    /// When the state changed last, by whatever means.
    moved: f64,
    pause: Option<Timeout>,
    file: File,
    root: NodeRef,
    share: NodeRef,
}

impl Component for Frame {
    type Message = Msg;
    type Properties = FrameProps;

    fn create(ctx: &Context<Self>) -> Self {
        let FrameProps {
            exhibit,
            initial,
            state,
            problems,
            lang,
            ..
        } = ctx.props();
        if exhibit.reads_file && cfg!(target_arch = "wasm32") {
            let link = ctx.link().clone();
            host::json(FILE, move |content| {
                link.send_message(Msg::File(content.map_or(File::Failed, File::Here)));
            });
        }
        Self {
            state: state.clone(),
            initial: initial.clone(),
            past: Vec::new(),
            future: Vec::new(),
            last_change: 0.0,
            problems: problems.clone(),
            lang: *lang,
            epoch: 0,
            sheet: None,
            announcement: String::new(),
            moved: 0.0,
            pause: None,
            file: File::Awaited,
            root: NodeRef::default(),
            share: NodeRef::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Change(state) => return self.change(ctx, state),
            Msg::GoOn(state) => {
                self.last_change = now();
                return self.change(ctx, state);
            }
            Msg::Undo => return self.travel(ctx, |frame| (&mut frame.past, &mut frame.future)),
            Msg::Redo => return self.travel(ctx, |frame| (&mut frame.future, &mut frame.past)),
            Msg::Reset => {
                self.last_change = 0.0;
                let initial = self.initial.clone();
                return self.change(ctx, initial);
            }
            Msg::Load(state, problems, is_initial) => {
                if is_initial {
                    self.initial.clone_from(&state);
                }
                (self.state, self.problems) = (state, problems);
            }
            Msg::Language(lang) => self.lang = lang,
            Msg::Repaint => self.epoch += 1,
            Msg::Open(sheet) => self.sheet = (self.sheet != Some(sheet)).then_some(sheet),
            Msg::Share => {
                if let Some(button) = self.share.cast::<HtmlElement>() {
                    button.click();
                }
                return false;
            }
            Msg::FullScreen => {
                if let Some(root) = self.root.cast::<HtmlElement>() {
                    toggle_full_screen(&root);
                }
                return false;
            }
            Msg::Announce => {
                self.pause = None;
                let rest = PAUSE.saturating_sub((now() - self.moved) as u32);
                if rest > 0 {
                    self.await_pause(ctx, rest);
                    return false;
                }
                self.announcement = (ctx.props().exhibit.summary)(&self.state, self.text());
            }
            Msg::Dismiss => self.problems.clear(),
            Msg::File(file) => self.file = file,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (entry, text, link) = (ctx.props().exhibit, self.text(), ctx.link());
        let onkeydown = link.batch_callback(|event: KeyboardEvent| shortcut(&event));
        html! {
            <div class={format!("exhibit exhibit-{}", entry.id)} role="group" ref={&self.root} lang={text.lang.code()} aria-labelledby="title" {onkeydown}>
                <header>
                    <h2 id="title">{ (entry.title)(&self.state, text) }</h2>
                    { self.tools(ctx) }
                </header>
                { self.problem_list(ctx) }
                { (entry.view)(self.view_props(link.callback(Msg::Change), link.callback(Msg::GoOn))) }
                { self.sheet(ctx) }
                <p class="announcement" aria-live="polite">{ &self.announcement }</p>
            </div>
        }
    }
}

impl Frame {
    fn text(&self) -> &'static Text {
        self.lang.text()
    }

    fn view_props(&self, set: Callback<String>, go_on: Callback<String>) -> ViewProps<String> {
        let (state, initial, file) = (self.state.clone(), self.initial.clone(), self.file.clone());
        ViewProps {
            state,
            initial,
            set,
            go_on,
            text: self.text(),
            epoch: self.epoch,
            file,
        }
    }

    fn change(&mut self, ctx: &Context<Self>, state: String) -> bool {
        if state == self.state {
            return false;
        }
        let time = now();
        let old = std::mem::replace(&mut self.state, state);
        if time - self.last_change > GESTURE || self.past.is_empty() {
            self.past.push(old);
            let surplus = self.past.len().saturating_sub(MEMORY);
            self.past.drain(..surplus);
        }
        self.last_change = time;
        self.future.clear();
        self.tell(ctx)
    }

    /// Takes a state from one pile and lays the present one on the other.
    fn travel(
        &mut self,
        ctx: &Context<Self>,
        piles: impl Fn(&mut Self) -> (&mut Vec<String>, &mut Vec<String>),
    ) -> bool {
        let Some(state) = piles(self).0.pop() else {
            return false;
        };
        let present = std::mem::replace(&mut self.state, state);
        piles(self).1.push(present);
        self.last_change = 0.0;
        self.tell(ctx)
    }

    fn tell(&mut self, ctx: &Context<Self>) -> bool {
        (ctx.props().changed)(&self.state);
        self.moved = now();
        if self.pause.is_none() {
            self.await_pause(ctx, PAUSE);
        }
        true
    }

    /// One timer at a time: a hand that moves on only puts off what it leads to.
    fn await_pause(&mut self, ctx: &Context<Self>, milliseconds: u32) {
        let link = ctx.link().clone();
        self.pause = Some(Timeout::new(milliseconds, move || {
            link.send_message(Msg::Announce);
        }));
    }

    fn tools(&self, ctx: &Context<Self>) -> Html {
        let text = self.text();
        let tool = |name: &'static str,
                    label: &'static str,
                    picture: Icon,
                    enabled: bool,
                    message: fn() -> Msg| {
            html! {
                <button type="button" class="icon" {name} aria-label={label} title={label} disabled={!enabled}
                    onclick={ctx.link().callback(move |_| message())}>{ icon(picture) }</button>
            }
        };
        let sheet = |name: &'static str, label: &'static str, picture: Icon, sheet: Sheet| {
            html! {
                <button type="button" class="icon" {name} aria-label={label} title={label} aria-expanded={(self.sheet == Some(sheet)).to_string()}
                    onclick={ctx.link().callback(move |_| Msg::Open(sheet))}>{ icon(picture) }</button>
            }
        };
        html! {
            <div class="tools" role="group" aria-label={text.frame_toolbar()}>
                { tool("undo", text.frame_undo(), Icon::Undo, !self.past.is_empty(), || Msg::Undo) }
                { tool("redo", text.frame_redo(), Icon::Redo, !self.future.is_empty(), || Msg::Redo) }
                { tool("reset", text.frame_reset(), Icon::Reset, self.state != self.initial, || Msg::Reset) }
                { sheet("table", text.frame_table(), Icon::Table, Sheet::Table) }
                { sheet("keys", text.frame_keys(), Icon::Keys, Sheet::Keys) }
                // The page's script hears of it, and says whether it is expanded.
                <button type="button" class="icon" name="share" aria-label={text.frame_share()} title={text.frame_share()} aria-expanded="false"
                    ref={&self.share}>{ icon(Icon::Share) }</button>
                if cfg!(not(target_arch = "wasm32")) || has_full_screen() {
                    { tool("full-screen", text.frame_full_screen(), Icon::FullScreen, true, || Msg::FullScreen) }
                }
            </div>
        }
    }

    fn problem_list(&self, ctx: &Context<Self>) -> Html {
        if self.problems.is_empty() {
            return Html::default();
        }
        let text = self.text();
        let surplus = self.problems.len().saturating_sub(LISTED);
        html! {
            <div class="problems" role="alert">
                <p>{ text.frame_ignored() }</p>
                <ul>
                    { for self.problems.iter().take(LISTED).map(|problem| html! { <li>{ problem.say(text) }</li> }) }
                    if surplus > 0 { <li>{ text.frame_more_problems(&surplus) }</li> }
                </ul>
                <button type="button" class="icon" name="dismiss" aria-label={text.frame_close()} onclick={ctx.link().callback(|_| Msg::Dismiss)}>
                    { icon(Icon::Close) }
                </button>
            </div>
        }
    }

    fn sheet(&self, ctx: &Context<Self>) -> Html {
        let text = self.text();
        match self.sheet {
            None => Html::default(),
            Some(Sheet::Table) => html! {
                <div class="sheet" role="region" aria-label={text.frame_table()} tabindex="0">
                    { table((ctx.props().exhibit.table)(&self.state, text)) }
                </div>
            },
            Some(Sheet::Keys) => html! {
                <div class="sheet" role="region" aria-label={text.frame_keys()}>{ keys(text) }</div>
            },
        }
    }
}

/// What a key means to the exhibit as a whole; letters only outside fields of text.
fn shortcut(event: &KeyboardEvent) -> Option<Msg> {
    let command = event.ctrl_key() || event.meta_key();
    let message = match (event.key().as_str(), command) {
        ("z", true) if !event.shift_key() => Msg::Undo,
        ("z" | "Z" | "y", true) => Msg::Redo,
        ("t", false) if !is_typing(event) => Msg::Open(Sheet::Table),
        ("s", false) if !is_typing(event) => Msg::Share,
        ("?", false) if !is_typing(event) => Msg::Open(Sheet::Keys),
        _ => return None,
    };
    event.prevent_default();
    Some(message)
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let field = event
        .target()
        .and_then(|target| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(target).ok());
    field.is_some_and(|field| {
        field
            .matches("select, input:not([type=range])")
            .unwrap_or(false)
    })
}

fn table(table: Table) -> Html {
    let row = |cells: Vec<String>| {
        let cells = cells.into_iter().enumerate();
        html! { <tr>{ for cells.map(|(i, cell)| if i == 0 { html! { <th scope="row">{ cell }</th> } } else { html! { <td>{ cell }</td> } }) }</tr> }
    };
    html! {
        <table>
            <thead><tr>{ for table.head.into_iter().map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
            <tbody>{ for table.rows.into_iter().map(row) }</tbody>
        </table>
    }
}

fn keys(text: &Text) -> Html {
    let rows = [
        (text.frame_keys_arrows(), text.frame_keys_arrows_do()),
        (text.frame_keys_page(), text.frame_keys_page_do()),
        (text.frame_keys_home(), text.frame_keys_home_do()),
        (text.frame_keys_delete(), text.frame_keys_delete_do()),
        (text.frame_keys_undo(), text.frame_keys_undo_do()),
        (text.frame_keys_table(), text.frame_keys_table_do()),
        (text.frame_keys_share(), text.frame_keys_share_do()),
        (text.frame_keys_help(), text.frame_keys_help_do()),
    ];
    html! { <dl class="keys">{ for rows.map(|(keys, action)| html! { <div><dt>{ keys }</dt><dd>{ action }</dd></div> }) }</dl> }
}
