//! What one looks at: a unit, a place of the plane, and which units of large layers are shown.

use std::mem::replace;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::Playground;
use super::unit::weight_field;
use crate::exhibits::train::Unit;
use crate::exhibits::train::diagram::Windows;

/// Where the eye goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Glance {
    /// A unit is chosen, or none.
    Choose(Option<Unit>),
    /// The weight from the unit in this row to that unit is to be written.
    Wire(usize, Unit),
    /// A unit is pointed at, or none, and a place of the plane on it.
    Point(Option<Unit>, Option<[f64; 2]>),
    /// A unit has the focus, or none.
    Focus(Option<Unit>),
    /// A unit is to have the focus.
    Go(Unit),
    /// More units of a column are to be shown.
    Turn(usize),
    /// A place of the plane is pointed at.
    Place([f64; 2]),
}

/// What one looks at.
#[derive(Default)]
pub(super) struct Eye {
    pub(super) chosen: Option<Unit>,
    pointed: Option<Unit>,
    focused: Option<Unit>,
    pub(super) windows: Windows,
    /// The place of the plane that was pointed at last.
    pub(super) place: [f64; 2],
    /// Counts what is said of that place: what lies over the picture is looked at anew when this changes.
    pub(super) moves: u64,
    /// The parameters by which it was said.
    said_of: Rc<Vec<f32>>,
    /// What is to have the focus once it is there, as a selector.
    wanted: Option<String>,
}

impl Eye {
    /// The unit that is pointed at, or has the focus, or is chosen.
    pub(super) fn unit(&self) -> Option<Unit> {
        self.pointed.or(self.focused).or(self.chosen)
    }

    /// Whether the hand points at a unit.
    pub(super) fn is_led_by_hand(&self) -> bool {
        self.pointed.is_some()
    }

    /// The network is another.
    pub(super) fn forget(&mut self) {
        (self.chosen, self.pointed, self.focused) = (None, None, None);
        self.windows = Windows::default();
    }
}

impl Playground {
    /// Follows the eye, and says whether something that is shown is another.
    pub(super) fn look(&mut self, glance: Glance) -> bool {
        match glance {
            Glance::Choose(unit) => self.choose(unit),
            Glance::Wire(from, unit) => {
                self.choose(Some(unit));
                self.eye.wanted = Some(format!("input[name={}-number]", weight_field(from)));
            }
            Glance::Point(unit, place) => {
                let moved = place.is_some_and(|place| self.go_to(place));
                return replace(&mut self.eye.pointed, unit) != unit || moved;
            }
            Glance::Focus(unit) => {
                // What happened last counts: a hand that rests on another unit is not looked at.
                if unit.is_some() {
                    self.eye.pointed = None;
                }
                return replace(&mut self.eye.focused, unit) != unit;
            }
            Glance::Go(unit) => {
                if !self.eye.windows.of(&self.setup, unit.0).contains(&unit.1) {
                    self.eye.windows.show(&self.setup, unit);
                    self.design += 1;
                }
                self.eye.wanted = Some(format!("[data-unit=\"{},{}\"]", unit.0, unit.1));
            }
            Glance::Turn(column) => {
                self.eye.windows.turn(&self.setup, column);
                self.design += 1;
            }
            Glance::Place(place) => return self.go_to(place),
        }
        self.paint();
        true
    }

    fn choose(&mut self, unit: Option<Unit>) {
        self.eye.chosen = unit;
        self.design += 1;
    }

    /// Takes over the place that is pointed at, and says whether it is another.
    fn go_to(&mut self, [x, y]: [f64; 2]) -> bool {
        let to = [
            x,
            if self.setup.learnt.inputs == 1 {
                0.0
            } else {
                y
            },
        ];
        let other = replace(&mut self.eye.place, to) != to;
        self.eye.moves += u64::from(other);
        other
    }

    /// Says anew what the network answers at that place: when it rests, not in every frame.
    pub(super) fn say_anew(&mut self) {
        if !self.playing && !Rc::ptr_eq(&self.eye.said_of, &self.shown.parameters) {
            self.eye.said_of = Rc::clone(&self.shown.parameters);
            self.eye.moves += 1;
        }
    }

    /// Gives the focus to what is to have it, now that it is there, and selects what is written in it.
    pub(super) fn give_focus(&mut self) {
        let Some(wanted) = self.eye.wanted.take() else {
            return;
        };
        let root = self.root.cast::<Element>();
        let found = root.and_then(|root| root.query_selector(&wanted).ok().flatten());
        let Some(found) = found else { return };
        // Fails only for what cannot have the focus.
        let _moved = found.unchecked_ref::<HtmlElement>().focus();
        if let Some(field) = found.dyn_ref::<HtmlInputElement>() {
            field.select();
        }
    }
}
