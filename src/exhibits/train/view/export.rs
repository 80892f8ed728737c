//! The trained network to take along, as a file or as code; and one that comes back.

use std::rc::Rc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use yew::{Callback, Context, Event, Html, MouseEvent, html};

use super::{Msg, Playground};
use crate::browser::files::{Content, chosen, copy};
use crate::exhibits::fields::LONGEST_FORMULA;
use crate::exhibits::train::options::{self, FEATURE_SIGNS};
use crate::exhibits::train::{TrainState, Trained};
use crate::exhibits::words_of;
use crate::maths::{Bend, Function};
use crate::nn::Norm;
use crate::nn::export::{self, Language, code, json, read};
use crate::text::parse;

/// The largest file that is read, in bytes.
const MOST_BYTES: f64 = 2e7;

impl Playground {
    fn to_export(&self) -> export::Trained {
        let name = |i: usize| FEATURE_SIGNS[i].to_owned();
        let features = self.setup.features.iter();
        export::Trained {
            spec: self.setup.spec.clone(),
            parameters: self.shown.parameters.to_vec(),
            inputs: features.map(|feature| name(*feature as usize)).collect(),
        }
    }

    pub(super) fn export(&self, ctx: &Context<Self>) -> Html {
        let props = &*ctx.props().props;
        let (text, link) = (props.text, ctx.link());
        let content: Callback<Content> = link.callback(Msg::Open);
        let onchange =
            Callback::from(move |event: Event| chosen(&event, MOST_BYTES, content.clone()));
        let open = html! {
            <label class="chip file">{ text.train_export_open() }<input type="file" name="open-json" accept=".json,application/json" {onchange} /></label>
        };
        if self.playing {
            return html! { <p class="keys-hint">{ text.train_export_rest() }</p> };
        }
        let trained = self.to_export();
        let listing = |id: &str, key: &str| {
            props
                .file
                .content()
                .and_then(|content| words_of(content, &[id, key]))
        };
        let listed = |language: Language| {
            let code = code(language, &trained, &|id| listing(id, language.key()));
            (language.name(), language.extension(), code.ok())
        };
        let all = [("JSON", "json", json(&trained).ok())];
        let all = all.into_iter().chain(Language::ALL.into_iter().map(listed));
        let row = |(name, extension, code): (&'static str, &'static str, Option<String>)| {
            let code: Rc<str> = code?.into();
            let href = format!(
                "data:text/plain;charset=utf-8,{}",
                utf8_percent_encode(&code, NON_ALPHANUMERIC)
            );
            let taken = Rc::clone(&code);
            let onclick = Callback::from(move |_: MouseEvent| copy(&taken));
            Some(html! {
                <details class="listing">
                    <summary lang="en">{ name }</summary>
                    <div class="chips">
                        <button type="button" class="chip" name={format!("copy-{extension}")} {onclick}>{ text.train_export_copy() }</button>
                        <a class="chip" download={format!("network.{extension}")} {href}>{ text.train_export_save() }</a>
                    </div>
                    <pre lang="en" tabindex="0" aria-label={name}><code>{ code.to_string() }</code></pre>
                </details>
            })
        };
        html! {
            <>
                <p class="keys-hint">{ text.train_export_about() }</p>
                <div class="chips">{ open }</div>
                if let Some(why) = &self.unread { <p class="hint reply" role="alert">{ text.train_export_bad(why) }</p> }
                <div class="exports">{ for all.filter_map(row) }</div>
            </>
        }
    }

    /// Goes on with the network of a file.
    pub(super) fn open(&mut self, ctx: &Context<Self>, content: Content) {
        let text = ctx.props().props.text;
        self.unread = None;
        let read = match content {
            Ok(content) => read(&content, parse).map_err(|error| error.to_string()),
            Err(size) => Err(format!("{:.0} MB", size.0 / 1e6)),
        };
        let state = read.and_then(|trained| {
            let state = taken_over(&ctx.props().props.state, &trained);
            let state = state.filter(|state| state.spec().parameters() == trained.parameters.len());
            let state = state.ok_or_else(|| text.train_export_shape().to_owned())?;
            Ok((state, trained.parameters))
        });
        match state {
            Ok((mut state, parameters)) => {
                let parameters = Rc::new(parameters);
                self.opened = Some(Rc::clone(&parameters));
                state.trained = Some(Trained {
                    step: 0,
                    seen: 0,
                    parameters,
                });
                ctx.props().props.set.emit(state);
            }
            Err(why) => self.unread = Some(why),
        }
    }
}

/// The state whose network is that of a file; none where it has inputs or functions that no state has.
fn taken_over(state: &TrainState, trained: &export::Trained) -> Option<TrainState> {
    let mut next = state.clone();
    next.features = [false; FEATURE_SIGNS.len()];
    for name in &trained.inputs {
        next.features[FEATURE_SIGNS.iter().position(|sign| sign == name)?] = true;
    }
    let spec = &trained.spec;
    next.units = spec.hidden.iter().map(|hidden| hidden.units).collect();
    let bends = spec.hidden.iter().map(|hidden| hidden.bend.known());
    next.bends = bends.map(Option::<&Bend>::cloned).collect();
    let mut formulas = spec.hidden.iter().filter_map(|hidden| match &hidden.bend {
        Function::Own(formula) => Some(formula),
        Function::Known(_) => None,
    });
    if let Some(formula) = formulas.next() {
        next.formula = formula.clone();
    }
    if formulas.any(|formula| *formula != next.formula)
        || next.formula.text().chars().count() > LONGEST_FORMULA
    {
        return None;
    }
    next.output = (1..options::OUTPUTS.len()).find(|i| options::output(*i) == Some(spec.output))?;
    if state.last() == spec.output {
        next.output = state.output;
    }
    next.norm = Norm::ALL.iter().position(|norm| *norm == spec.norm)?;
    Some(next)
}
