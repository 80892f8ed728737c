//! The neuron with two inputs: a plane over a map, and the line where it is 0.

use super::NeuronState;
use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, heat};
use crate::exhibits::{Table, Values, WINDOW};
use crate::maths::{Curve as _, Jet, Plane};
use crate::text::{Text, fixed};

/// The stretch of x₂ that the map shows.
const HEIGHT: Axis = Axis::new(-4.0, 4.0);
/// A way along a line that leaves the map.
const FAR: f64 = 20.0;
/// Where along the boundary its name may stand.
const PLACES: [f64; 4] = [2.6, -2.6, 1.3, -1.3];

/// A neuron with two inputs, taken apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    /// Weights and bias.
    pub(super) plane: Plane,
    /// The inputs.
    pub(super) x: [f64; 2],
}

impl NeuronState {
    /// The neuron with two inputs, if it has two.
    pub(super) fn pair(&self) -> Option<Pair> {
        let second = self.second?;
        let plane = Plane {
            w: [self.w, second.w],
            b: self.b,
        };
        let x = [self.x, second.x];
        Some(Pair { plane, x })
    }

    /// f and its derivatives with respect to z.
    pub(super) fn bent(&self, pair: &Pair) -> Jet {
        self.bend.at(pair.z())
    }

    /// The output over the plane of inputs, and the point that the hand moves.
    pub(super) fn map(&self, pair: &Pair) -> Plot {
        let [low, middle, high] = [-4.0, 0.0, 4.0].map(|z| self.bend.at(z).y);
        let reach = (high - middle).abs().max((low - middle).abs());
        // As on the curve, what is no more than the middle is low.
        let level = middle + 1e-9 * reach;
        let field = |x: f64, y: f64| self.bend.at(pair.plane.at([x, y])).y;
        let patches = heat(WINDOW, HEIGHT, level, reach, &field).patches;
        let mut plot = Plot::map(WINDOW, HEIGHT, ["x₁", "x₂"], patches);
        if let Some(line) = pair.plane.zero((0.0, 0.0)) {
            plot.marks.push(Mark::Line {
                from: line.point(-FAR),
                to: line.point(FAR),
                ink: Ink::Ink,
                dash: Dash::Solid,
            });
            let room = |(x, y): &(f64, f64)| x.abs() < 5.6 && y.abs() < 3.2;
            let place = PLACES.into_iter().map(|way| line.point(way)).find(room);
            plot.marks.extend(place.map(|(x, y)| Mark::Label {
                at: (x - 0.15 * x.signum(), y),
                text: "z = 0".to_owned(),
                ink: Ink::Ink,
                side: if x > 0.0 { Side::Left } else { Side::Right },
            }));
        }
        plot
    }
}

impl Pair {
    /// w₁·x₁ + w₂·x₂ + b.
    pub(super) fn z(&self) -> f64 {
        self.plane.at(self.x)
    }

    pub(super) fn values(&self, Jet { y, dy, .. }: Jet) -> Values {
        let [w1, w2] = self.plane.w;
        vec![
            ("z".into(), self.z()),
            ("y".into(), y),
            ("dy1".into(), w1 * dy),
            ("dy2".into(), w2 * dy),
        ]
    }

    pub(super) fn summary(&self, state: &NeuronState, text: &Text) -> String {
        let say = |value: f64| text.say(value, 2);
        let Self { plane, x } = self;
        text.neuron_summary_pair(
            &say(plane.b),
            &text.term(state.bend.activation.id),
            &say(plane.w[0]),
            &say(plane.w[1]),
            &say(x[0]),
            &say(x[1]),
            &say(state.bent(self).y),
            &say(self.z()),
        )
    }

    pub(super) fn table(&self, state: &NeuronState, text: &Text) -> Table {
        let head = [
            (text.quantity_x(), "x₁"),
            (text.quantity_x(), "x₂"),
            (text.quantity_sum(), "z"),
            (text.quantity_y(), "y"),
        ];
        let mut rows = Vec::new();
        let mut row = |x: [f64; 2]| {
            let at = Self { x, ..*self };
            let numbers = [x[0], x[1], at.z(), state.bent(&at).y];
            rows.push(numbers.map(|value| fixed(value, 4)).to_vec());
        };
        row(self.x);
        for i in 0..25 {
            row([f64::from(i / 5 * 3 - 6), f64::from(i % 5 * 2 - 4)]);
        }
        Table {
            head: head
                .map(|(name, symbol)| format!("{name} {symbol}"))
                .to_vec(),
            rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::exhibits::Exhibit as _;
    use crate::exhibits::fields::{read, write};
    use crate::exhibits::neuron::{Neuron, NeuronState};

    fn value(state: &str, name: &str) -> f64 {
        let values = Neuron::values(&read(state).0);
        values.into_iter().find(|(key, _)| key == name).unwrap().1
    }

    #[test]
    fn two_entries_mean_two_inputs_and_one_that_is_missing_is_0() {
        let short = |text: &str| write(&read::<NeuronState>(text).0);
        assert_eq!(short("w=1,2&x=3,4"), "w=1,2&x=3,4");
        assert_eq!(short("w=1,2"), "w=1,2&x=-1.2,0");
        assert_eq!(short("x=0.5,0"), "w=1.6,0&x=0.5,0");
        assert_eq!(short("w=1.6&x=-1.2"), "");
        assert_eq!(read::<NeuronState>("w=1,2,3").1.len(), 1);
    }

    #[test]
    fn both_slopes_are_with_respect_to_their_own_input() {
        let h = 1e-5;
        for state in [
            "f=gelu&w=1.6,-0.5&b=-0.3&x=0.4,1",
            "f=swish&w=-0.7,2&x=1,0.2",
        ] {
            for (i, name) in ["dy1", "dy2"].into_iter().enumerate() {
                let y = |dx: f64| {
                    let s: NeuronState = read(state).0;
                    let mut pair = s.pair().unwrap();
                    pair.x[i] += dx;
                    s.bent(&pair).y
                };
                let difference = (y(h) - y(-h)) / (2.0 * h);
                assert!(
                    (difference - value(state, name)).abs() < 1e-8,
                    "{state} {name}"
                );
            }
        }
    }
}
