//! What a net of one input is to imitate: a function of the catalogue, |x|, or points by hand.

use crate::charts::Axis;
use crate::exhibits::catalogue;
use crate::maths::{Bend, Curve, Jet, Side};
use crate::text::Text;

/// The targets by their ids in a state; the last is drawn by hand.
pub(crate) const IDS: [&str; 6] = ["sigmoid", "sine", "abs", "step", "bump", "sketch"];
/// The place of the target that is drawn by hand.
pub(crate) const SKETCH: usize = IDS.len() - 1;

/// Where the points of a target are that is drawn by hand.
pub(crate) const PLACES: std::ops::RangeInclusive<i32> = -6..=6;
/// The vertical axis on which a target is drawn by hand.
pub(crate) const SHEET: Axis = Axis::new(-1.5, 1.5);

/// A curve to be imitated.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Target {
    /// A function of the catalogue.
    Known(Bend),
    /// |x|
    Abs,
    /// Points by hand, (x, y) with ascending x, joined by straight lines.
    Drawn(Vec<(f64, f64)>),
}

impl Target {
    /// The target of this place in [`IDS`], with the points that were drawn.
    pub(crate) fn new(place: usize, drawn: Vec<(f64, f64)>) -> Self {
        let known = |id| Self::Known(Bend::new(catalogue(id)));
        match IDS[place] {
            "sine" => known("sine"),
            "abs" => Self::Abs,
            "step" => known("step"),
            "bump" => known("gaussian"),
            "sketch" => Self::Drawn(drawn),
            _ => known("sigmoid"),
        }
    }

    /// The target of this place, whose sketch has these heights at [`PLACES`]; `None` while some are not set.
    pub(crate) fn of(place: usize, guess: &[Option<f64>]) -> Option<Self> {
        let drawn: Option<Vec<(f64, f64)>> =
            points(guess).map(|(x, y)| y.map(|y| (x, y))).collect();
        match (place, drawn) {
            (SKETCH, None) => None,
            (place, drawn) => Some(Self::new(place, drawn.unwrap_or_default())),
        }
    }

    /// The vertical axis on which it is shown: it holds the target, and stays while the net moves.
    pub(crate) fn axis(&self) -> Axis {
        match self {
            Self::Abs => Axis::new(-3.5, 6.5),
            Self::Drawn(_) => SHEET,
            Self::Known(bend) if bend.at(-1.5).y < 0.0 => SHEET,
            Self::Known(_) => Axis::new(-0.75, 1.5),
        }
    }
}

/// The places where a target is drawn by hand, each with its height once it is set.
pub(crate) fn points(guess: &[Option<f64>]) -> impl Iterator<Item = (f64, Option<f64>)> {
    PLACES.map(f64::from).zip(guess.iter().copied())
}

/// The name of a target.
pub(crate) fn name(place: usize, text: &Text) -> &'static str {
    match IDS[place] {
        "sine" => text.hinges_sine(),
        "abs" => "|x|",
        "step" => text.term("step"),
        "bump" => text.hinges_bump(),
        "sketch" => text.hinges_sketch(),
        _ => text.term("sigmoid"),
    }
}

impl Curve for Target {
    fn at(&self, x: f64) -> Jet {
        match self {
            Self::Known(bend) => bend.at(x),
            Self::Abs => Jet::new(x.abs(), if x > 0.0 { 1.0 } else { -1.0 }, 0.0),
            Self::Drawn(points) => along(points, x),
        }
    }

    fn kinks(&self) -> Vec<f64> {
        match self {
            Self::Known(bend) => bend.kinks(),
            Self::Abs => vec![0.0],
            Self::Drawn(points) => points.iter().map(|point| point.0).collect(),
        }
    }

    fn beside(&self, kink: f64, side: Side) -> Jet {
        match self {
            Self::Known(bend) => bend.beside(kink, side),
            _ => self.at(match side {
                Side::Left => kink.next_down(),
                Side::Right => kink.next_up(),
            }),
        }
    }
}

/// On the chain of straight lines through `points`; the outermost go on.
fn along(points: &[(f64, f64)], x: f64) -> Jet {
    let last = points.len().saturating_sub(2);
    let i = points.iter().skip(1).take_while(|point| point.0 < x);
    let i = i.count().min(last);
    match points.get(i..i + 2) {
        Some(&[(x0, y0), (x1, y1)]) => {
            let slope = (y1 - y0) / (x1 - x0);
            Jet::new(y0 + slope * (x - x0), slope, 0.0)
        }
        _ => Jet::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_target_goes_through_its_points_and_straight_between_them() {
        let target = Target::Drawn(vec![(-1.0, 0.0), (0.0, 1.0), (2.0, -1.0)]);
        for (x, y, slope) in [
            (-1.0, 0.0, 1.0),
            (-0.5, 0.5, 1.0),
            (0.0, 1.0, 1.0),
            (1.0, 0.0, -1.0),
            (2.0, -1.0, -1.0),
            (3.0, -2.0, -1.0),
        ] {
            assert_eq!(target.at(x), Jet::new(y, slope, 0.0), "{x}");
        }
        assert_eq!(target.beside(0.0, Side::Right).dy, -1.0);
    }

    #[test]
    fn every_target_has_its_name_and_its_curve() {
        let drawn = vec![(-6.0, 0.0), (6.0, 1.0)];
        for (place, id) in IDS.into_iter().enumerate() {
            let target = Target::new(place, drawn.clone());
            assert!(target.axis().contains(target.at(0.5).y), "{id}");
            for lang in crate::text::Lang::ALL {
                assert!(!name(place, lang.text()).is_empty());
            }
        }
    }
}
