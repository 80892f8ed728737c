//! Parts that do not move while it learns: they are made and compared only when the design changes.

use std::cell::RefCell;
use std::rc::Rc;

use yew::{Html, Properties, function_component, html};

use super::Playground;

/// Such a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Data,
    Layers,
    How,
}

/// What was made of each, and for which design.
#[derive(Debug, Default)]
pub(super) struct Stills(RefCell<[Option<Made>; 3]>);

/// For which design, and what.
type Made = (u64, Rc<Html>);

impl Playground {
    /// The part as it was made for this design, or as `make` makes it.
    pub(super) fn still(&self, part: Part, make: impl FnOnce() -> Html) -> Html {
        let kept = &mut self.stills.0.borrow_mut()[part as usize];
        let kept = match kept {
            Some((design, html)) if *design == self.design => Rc::clone(html),
            _ => Rc::clone(&kept.insert((self.design, Rc::new(make()))).1),
        };
        html! { <Still html={Kept(kept)} /> }
    }
}

/// What was kept is known by where it is.
#[derive(Clone, Debug)]
struct Kept(Rc<Html>);

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct StillProps {
    html: Kept,
}

#[function_component]
fn Still(props: &StillProps) -> Html {
    (*props.html.0).clone()
}
