//! Points of one's own from a table: pasted, or out of a file.

use std::rc::Rc;

use web_sys::{DragEvent, HtmlTextAreaElement};
use yew::{Callback, Context, Event, Html, InputEvent, MouseEvent, TargetCast as _, html};

use super::{Msg, Playground};
use crate::browser::files::{Content, TooLarge, brings_file, chosen, dropped, stays_inside};
use crate::exhibits::train::state::{MOST_OWN, OWN_PLACE};
use crate::nn::csv::{CsvError, MOST_CLASSES, Problem, read};
use crate::nn::data::{DOMAIN, Data, Kind, Point};
use crate::text::{Text, fixed, parse};

/// The largest file that is read, in bytes.
const MOST_BYTES: f64 = 2e6;

/// What was pasted, and what became of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Paste {
    text: String,
    /// What is to be said of it, and whether nothing could be made of it.
    said: Option<(String, bool)>,
}

impl Paste {
    /// What was said is read.
    pub(super) fn forget(&mut self) {
        self.said = None;
    }
}

/// What becomes of a file that is dragged: while it is over something, when it leaves, when it is let go.
type Drops = [Callback<DragEvent>; 3];

impl Playground {
    /// Takes over what was pasted or read; `use_it`: as points.
    pub(super) fn paste(&mut self, ctx: &Context<Self>, content: Content, use_it: bool) {
        let text = ctx.props().props.text;
        self.paste.forget();
        self.design += 1;
        match content {
            Ok(content) => self.paste.text = content,
            Err(TooLarge(bytes)) => {
                let [size, most] = [bytes, MOST_BYTES].map(|bytes| fixed(bytes / 1e6, 1));
                self.paste.said = Some((text.train_csv_large(&most, &size), true));
                return;
            }
        }
        if use_it {
            self.paste.said = match read(&self.paste.text, parse) {
                Ok(table) => self.adopt(ctx, &table.data),
                Err(error) => Some((say(&error, text), true)),
            };
        }
    }

    /// Makes points one's own, as many as a link carries, and all within the plane.
    fn adopt(&self, ctx: &Context<Self>, data: &Data) -> Option<(String, bool)> {
        let props = &ctx.props().props;
        let mut next = props.state.untrained();
        let all = data.points.len();
        let taken = all.min(MOST_OWN);
        let points: Vec<Point> = (0..taken).map(|i| data.points[i * all / taken]).collect();
        let far = points.iter().flat_map(|point| point.at);
        let far = far.fold(0.0, |far: f64, v| far.max(v.abs()));
        let scale = if far > DOMAIN {
            0.95 * DOMAIN / far
        } else {
            1.0
        };
        let rounded = |v: f64| libm::round(1e3 * v) / 1e3;
        let inside = points.into_iter().map(|point| Point {
            at: point.at.map(|v| rounded(scale * v)),
            label: rounded(point.label),
        });
        next.data = OWN_PLACE;
        next.own = Rc::new(inside.collect());
        next.kind = match (data.kind, data.inputs) {
            (Kind::Classes(_), _) => 0,
            (Kind::Regression, 1) => 2,
            (Kind::Regression, _) => 1,
        };
        props.set.emit(next);
        (all > taken).then(|| (props.text.train_csv_many(&taken, &all), false))
    }

    pub(super) fn csv(&self, ctx: &Context<Self>) -> Html {
        let (text, link) = (ctx.props().props.text, ctx.link());
        let oninput = link.callback(|event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            Msg::Paste(Ok(text), false)
        });
        let pasted = self.paste.text.clone();
        let use_it = link.callback(move |_: MouseEvent| Msg::Paste(Ok(pasted.clone()), true));
        let content: Callback<Content> = link.callback(|content| Msg::Paste(content, true));
        let onchange =
            Callback::from(move |event: Event| chosen(&event, MOST_BYTES, content.clone()));
        html! {
            <div class="csv wide">
                <label><span class="lbl">{ text.train_csv() }</span>
                    <textarea name="csv" rows="4" spellcheck="false" value={self.paste.text.clone()} {oninput} />
                </label>
                <div class="chips">
                    <button type="button" class="chip" name="use-csv" onclick={use_it}>{ text.train_csv_use() }</button>
                    <label class="chip file">{ text.train_csv_file() }<input type="file" name="csv-file" accept=".csv,.tsv,.txt,text/csv" {onchange} /></label>
                </div>
                { self.reply() }
            </div>
        }
    }

    /// What is to be said of what was pasted, read or dropped.
    pub(super) fn reply(&self) -> Html {
        let reply = |(words, bad): &(String, bool)| {
            html! { <p class={if *bad { "hint reply" } else { "keys-hint reply" }} role="alert">{ words }</p> }
        };
        self.paste.said.as_ref().map(reply).unwrap_or_default()
    }

    /// Files that are dragged over it: the page is never left for one.
    pub(super) fn drops(&self, ctx: &Context<Self>) -> Drops {
        let link = ctx.link();
        let over = link.batch_callback(|event: DragEvent| {
            let held = brings_file(&event);
            if held {
                event.prevent_default();
            }
            held.then_some(Msg::Hold(true))
        });
        let leave = link
            .batch_callback(|event: DragEvent| (!stays_inside(&event)).then_some(Msg::Hold(false)));
        let content: Callback<Content> = link.callback(|content| Msg::Paste(content, true));
        let drop = link.batch_callback(move |event: DragEvent| {
            if brings_file(&event) {
                event.prevent_default();
                dropped(&event, MOST_BYTES, content.clone());
            }
            Some(Msg::Hold(false))
        });
        [over, leave, drop]
    }
}

fn say(error: &CsvError, text: &Text) -> String {
    let why = match &error.problem {
        Problem::Empty => text.train_csv_empty().to_owned(),
        Problem::Columns(found) => text.train_csv_columns(found),
        Problem::Ragged(found, expected) => text.train_csv_ragged(expected, found),
        Problem::Number(column, found) => text.train_csv_number(column, &short(found)),
        Problem::Classes(found) => text.train_csv_classes(&short(found), &MOST_CLASSES),
        Problem::OneClass(found) => text.train_csv_one_class(&short(found)),
        Problem::Quote => text.train_csv_quote().to_owned(),
    };
    text.train_csv_problem(&error.line, &why)
}

/// The beginning of a cell that may be a whole book.
fn short(cell: &str) -> String {
    cell.chars().take(40).collect()
}
