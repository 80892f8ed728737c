//! The best nets, to compare one's own with, each computed once for what it depends on.

use std::cell::RefCell;

use super::{HingesState, RANGE};
use crate::exhibits::catalogue;
use crate::exhibits::target::{IDS as TARGETS, Target};
use crate::maths::fold::{creases, zigzag};
use crate::maths::hinge_fit::{best, best_kinks, spread};
use crate::maths::{Bend, Curve, Distance, Hidden, Hinges, Jet, distance};
use crate::text::exact;

/// Which of the best nets is laid over one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// None.
    None,
    /// The best output weights for the kinks as they are.
    Same,
    /// The same with a way around the units.
    SameSkip,
    /// The best kinks as well.
    Free,
    /// The same with a way around the units.
    FreeSkip,
}

/// In the order of their ids in a state.
pub(crate) const ALL: [Fit; 5] = [
    Fit::None,
    Fit::Same,
    Fit::SameSkip,
    Fit::Free,
    Fit::FreeSkip,
];
/// Their ids in a state.
pub(crate) const IDS: [&str; 5] = ["none", "same", "same_skip", "free", "free_skip"];
/// The sizes of nets whose errors are compared.
const SIZES: [usize; 12] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];

/// What was computed last, under what it depends on.
type Kept<T> = RefCell<Option<(String, T)>>;

thread_local! {
    static FREE: Kept<Hinges> = const { RefCell::new(None) };
    static SIZED: Kept<Vec<(usize, f64)>> = const { RefCell::new(None) };
    static WIDE: Kept<(Hinges, f64)> = const { RefCell::new(None) };
}

fn kept<T: Clone>(cell: &Kept<T>, key: String, compute: impl FnOnce() -> T) -> T {
    if let Some((old, value)) = &*cell.borrow()
        && *old == key
    {
        return value.clone();
    }
    let value = compute();
    *cell.borrow_mut() = Some((key, value.clone()));
    value
}

/// f, its parameters and the target: what every best net depends on.
fn key(state: &HingesState) -> String {
    let bend = &state.bend;
    let mut key = format!("{} {}", bend.activation.id, TARGETS[state.target]);
    for number in bend.params.iter().chain(state.guess.iter().flatten()) {
        key += " ";
        key += &exact(*number);
    }
    key
}

/// The best net that is chosen to be shown.
pub(crate) fn chosen(state: &HingesState) -> Option<Hinges> {
    let aim = state.aim()?;
    let (net, cuts) = (state.net(), aim.kinks());
    let with_skip = matches!(state.fit, Fit::SameSkip | Fit::FreeSkip);
    match state.fit {
        Fit::None => None,
        Fit::Same | Fit::SameSkip => Some(best(&net, with_skip, &aim, RANGE, &cuts)),
        Fit::Free | Fit::FreeSkip => {
            let weights = net.units.iter().map(|unit| exact(unit.w));
            let key = weights.fold(key(state), |key, w| key + "," + &w) + IDS[state.fit as usize];
            let search = || best_kinks(&net, with_skip, &aim, RANGE, &cuts);
            Some(FREE.with(|cell| kept(cell, key, search)))
        }
    }
}

/// The kinks of a net from left to right.
pub(crate) fn kinks(net: &Hinges) -> impl Iterator<Item = f64> {
    let mut kinks: Vec<f64> = net.units.iter().map(|unit| unit.kink()).collect();
    kinks.retain(|kink| kink.is_finite());
    kinks.sort_by(f64::total_cmp);
    kinks.into_iter()
}

/// The mean error of the best net of so many units with evenly spread kinks and a way around them.
pub(crate) fn by_units(state: &HingesState) -> Vec<(usize, f64)> {
    let Some(aim) = state.aim() else {
        return Vec::new();
    };
    let compute = || {
        let size = |n: &usize| Some((*n, sized(&state.bend, *n, &aim)?));
        SIZES.iter().filter_map(size).collect()
    };
    SIZED.with(|cell| kept(cell, key(state), compute))
}

/// Many units stand close: each is made as steep as its neighbour is near, so that a smooth f can follow as well.
fn sized(bend: &Bend, n: usize, aim: &Target) -> Option<f64> {
    let unit = Hidden {
        w: (n as f64 / 6.0).max(1.0),
        b: 0.0,
        v: 0.0,
    };
    let net = Hinges {
        bend: bend.clone(),
        units: vec![unit; n],
        skip: 0.0,
        bias: 0.0,
        outer: false,
    };
    let cuts = aim.kinks();
    let best = best(&spread(&net, RANGE, 1.0), true, aim, RANGE, &cuts);
    let cuts: Vec<f64> = best.kinks().into_iter().chain(cuts).collect();
    distance(&best, aim, RANGE, &cuts).map(|Distance { rmse, .. }| rmse)
}

/// The best single layer with as many `ReLU`s as `folds` folds need, two each, beside the zigzag that they make on [0, 1];
/// its kinks are spread evenly from 0 on. And how far it is from the zigzag.
pub(crate) fn wide(folds: u32) -> (Hinges, f64) {
    let compute = || {
        let count = 2 * folds;
        let unit = |i: u32| Hidden {
            w: 1.0,
            b: -f64::from(i) / f64::from(count) + 0.0,
            v: 0.0,
        };
        let net = Hinges {
            bend: Bend::new(catalogue("relu")),
            units: (0..count).map(unit).collect(),
            skip: 0.0,
            bias: 0.0,
            outer: false,
        };
        let (teeth, cuts) = (Zigzag(folds), creases(folds));
        let best = best(&net, false, &teeth, (0.0, 1.0), &cuts);
        let cuts: Vec<f64> = best.kinks().into_iter().chain(cuts).collect();
        let off = distance(&best, &teeth, (0.0, 1.0), &cuts);
        (best, off.map_or(f64::NAN, |off| off.rmse))
    };
    WIDE.with(|cell| kept(cell, folds.to_string(), compute))
}

/// A line folded as often as this.
pub(crate) struct Zigzag(pub(crate) u32);

impl Curve for Zigzag {
    fn at(&self, x: f64) -> Jet {
        zigzag(self.0, x)
    }

    fn kinks(&self) -> Vec<f64> {
        creases(self.0)
    }
}
