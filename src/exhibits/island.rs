//! An exhibit in a page: what `static/kassei.js` calls.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::fields::Problem;
use super::frame::{Frame, FrameProps, Msg};
use super::words::language;
use super::{ALL, Entry};
use crate::text::Lang;

/// A live exhibit. Its state and values can be read at any time and follow a set at once; the picture follows in
/// the next frame.
#[wasm_bindgen]
pub struct Island {
    app: AppHandle<Frame>,
    entry: &'static Entry,
    state: Rc<RefCell<String>>,
    problems: RefCell<Vec<Problem>>,
    lang: Cell<Lang>,
}

#[wasm_bindgen]
impl Island {
    /// Brings `exhibit` to life in `root`. `attribute` is what reset returns to, `state` what it opens with;
    /// `changed` is called with the state after each change that the person makes.
    ///
    /// # Errors
    /// There is no such exhibit.
    #[wasm_bindgen(constructor)]
    pub fn new(
        root: Element,
        exhibit: &str,
        attribute: &str,
        state: &str,
        lang: &str,
        changed: Function,
    ) -> Result<Self, JsError> {
        let lang = language(lang);
        let Some(entry) = Entry::find(exhibit) else {
            return Err(JsError::new(&unknown_exhibit(exhibit, lang)));
        };
        let (initial, mut problems) = (entry.read)(attribute);
        let (state, state_problems) = (entry.read)(state);
        problems.extend(
            state_problems
                .into_iter()
                .filter(|problem| !problems.contains(problem))
                .collect::<Vec<_>>(),
        );
        let shared = Rc::new(RefCell::new(state.clone()));
        let told = Rc::clone(&shared);
        let changed: Rc<dyn Fn(&str)> = Rc::new(move |state: &str| {
            state.clone_into(&mut told.borrow_mut());
            if let Err(error) = changed.call1(&JsValue::NULL, &JsValue::from_str(state)) {
                gloo::console::error!("the page could not handle a change", error);
            }
        });
        let props = FrameProps {
            exhibit: entry,
            initial,
            state,
            problems: problems.clone(),
            lang,
            changed,
        };
        let app = Renderer::<Frame>::with_root_and_props(root, props).render();
        Ok(Self {
            app,
            entry,
            state: shared,
            problems: RefCell::new(problems),
            lang: Cell::new(lang),
        })
    }

    /// The state in its shortest form.
    #[wasm_bindgen(getter)]
    pub fn state(&self) -> String {
        self.state.borrow().clone()
    }

    /// Sets the state; `is_initial`: also what reset returns to.
    pub fn load(&self, text: &str, is_initial: bool) {
        let (state, problems) = (self.entry.read)(text);
        self.state.borrow_mut().clone_from(&state);
        self.problems.borrow_mut().clone_from(&problems);
        self.app
            .send_message(Msg::Load(state, problems, is_initial));
    }

    /// The numbers of the state, by name.
    #[wasm_bindgen(getter)]
    pub fn values(&self) -> Object {
        let object = Object::new();
        for (name, value) in (self.entry.values)(&self.state.borrow()) {
            // Fails only on a frozen object, which a new one is not.
            let _set = Reflect::set(
                &object,
                &JsValue::from_str(&name),
                &JsValue::from_f64(value),
            );
        }
        object
    }

    /// What was ignored of the last state that was read, in words.
    #[wasm_bindgen(getter)]
    pub fn problems(&self) -> Array {
        let text = self.lang.get().text();
        self.problems
            .borrow()
            .iter()
            .map(|problem| JsValue::from_str(&problem.say(text)))
            .collect()
    }

    /// Changes the language and keeps the state.
    pub fn speak(&self, lang: &str) {
        self.lang.set(language(lang));
        self.app.send_message(Msg::Language(self.lang.get()));
    }

    /// Draws anew in the colours that the style sheet has now.
    pub fn repaint(&self) {
        self.app.send_message(Msg::Repaint);
    }

    /// Ends the exhibit and frees all it holds.
    pub fn end(self) {
        self.app.destroy();
    }
}

fn unknown_exhibit(id: &str, lang: Lang) -> String {
    let known: Vec<&str> = ALL.iter().map(|entry| entry.id).collect();
    let id: String = id.chars().take(40).collect();
    lang.text().frame_unknown_exhibit(&id, &known.join(", "))
}
