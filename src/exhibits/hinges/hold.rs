//! A hand on the chart: what it holds, and what that changes.

use super::HingesState;
use crate::charts::Stroke;
use crate::exhibits::{BOUND, WINDOW};
use crate::maths::Curve as _;

/// How far beside its kink a unit has its lever.
const ARM: f64 = 1.5;

/// What a hand can hold on the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The kink of a unit, which moves along x.
    Kink(usize),
    /// The lever of the chosen unit, which changes its slope.
    Lever,
}

impl HingesState {
    /// What can be held, in the order of the handles.
    pub fn holds(&self) -> Vec<Hold> {
        let units = self.units.iter().enumerate();
        let kinks = units.filter(|(_, unit)| unit.kink().is_finite());
        let lever = self.lever().map(|_| Hold::Lever);
        kinks.map(|(i, _)| Hold::Kink(i)).chain(lever).collect()
    }

    /// Where the lever of the chosen unit is: beside its kink, on the side to which it opens, and how high f is there.
    pub fn lever(&self) -> Option<(f64, f64)> {
        let unit = self.units[self.unit];
        let x = unit.kink() + ARM.copysign(unit.w);
        let height = self.net().neuron(self.unit).at(x).y;
        // Where f is nearly 0 a lever would turn a small move into a huge one.
        (WINDOW.contains(x) && height.is_finite() && height.abs() > 0.05).then_some((x, height))
    }

    /// Sets the number of what is held: the place of a kink, or the output weight of a unit.
    pub fn put(&mut self, hold: Hold, value: f64) {
        match hold {
            Hold::Kink(i) => {
                self.unit = i;
                let unit = &mut self.units[i];
                unit.b = (-unit.w * value).clamp(-BOUND, BOUND) + 0.0;
            }
            Hold::Lever => self.units[self.unit].v = value.clamp(-BOUND, BOUND) + 0.0,
        }
    }

    /// Follows a hand: it moves what it holds, and reads the net where it holds nothing.
    pub fn draw(&mut self, stroke: &Stroke) {
        let (x, y) = stroke.to;
        let grain = |value: f64, per_unit: f64| libm::round(value * per_unit) / per_unit;
        let hold = stroke.held.and_then(|i| self.holds().get(i).copied());
        let fresh = stroke.from == stroke.to && stroke.start == stroke.to;
        match hold {
            // A hand that has only come down chooses, and moves nothing.
            Some(Hold::Kink(i)) if fresh => self.unit = i,
            Some(Hold::Lever) if fresh => {}
            Some(hold @ Hold::Kink(_)) => self.put(hold, grain(x, 50.0)),
            Some(Hold::Lever) => {
                if let Some((_, height)) = self.lever() {
                    self.put(Hold::Lever, grain(y / height, 1000.0));
                }
            }
            None => self.x = grain(x, 50.0),
        }
    }
}
