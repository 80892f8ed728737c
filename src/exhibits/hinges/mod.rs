//! A curve built from bends: a net of one hidden layer, hinge by hinge, beside what it is to imitate.

#[cfg(feature = "web")]
mod below;
#[cfg(feature = "web")]
mod course;
#[cfg(feature = "web")]
mod diagram;
mod fits;
mod plot;
mod training;
#[cfg(feature = "web")]
mod view;

use crate::charts::{Ink, Mark, Stroke, Svg, picture};
use crate::exhibits::fields::{Fields, State};
use crate::exhibits::target::{self, PLACES, Target};
use crate::exhibits::{BOUND, Exhibit, Table, Values, WINDOW, catalogue};
use crate::maths::{Bend, Curve as _, Distance, Hidden, Hinges, distance};
use crate::text::{Lang, Text, fixed, trimmed};
use fits::Fit;

/// The most hidden units.
const MOST: usize = 16;
/// How far beside its kink a unit has its lever.
const ARM: f64 = 1.5;
/// The stretch on which errors are measured.
const RANGE: (f64, f64) = (WINDOW.low, WINDOW.high);

/// The exhibit.
#[derive(Debug)]
pub struct Hinge;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct HingesState {
    /// f and its parameters.
    pub bend: Bend,
    /// The hidden units, 1 to 16.
    pub units: Vec<Hidden>,
    /// The weight of the way around the hidden units.
    pub skip: f64,
    /// The bias of the output.
    pub c: f64,
    /// Whether there is a way around the hidden units.
    pub has_skip: bool,
    /// Whether the output goes through `ReLU`.
    pub outer: bool,
    /// Where the net is read.
    pub x: f64,
    /// The place of the target in the list of targets.
    pub target: usize,
    /// The points of a target that is drawn by hand.
    pub guess: Vec<Option<f64>>,
    /// The unit whose numbers are to be changed.
    pub unit: usize,
    /// Whether each unit's share is drawn.
    pub parts: bool,
    /// Which of the best nets is laid over it.
    pub fit: Fit,
    /// What is shown below the chart.
    pub below: Below,
    /// How often a line is folded, where depth is set against width.
    pub folds: u32,
    /// The learning rate.
    pub rate: f64,
    /// How many steps the net has learned since its numbers were set.
    pub steps: f64,
}

/// What is shown below the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// The error along x.
    Error,
    /// The error of the best net of so many units.
    Units,
    /// A zigzag, by layers and by one layer.
    Depth,
    /// The error over the steps of training.
    Course,
}

const BELOW: [Below; 4] = [Below::Error, Below::Units, Below::Depth, Below::Course];
/// Their ids in a state.
const BELOW_IDS: [&str; BELOW.len()] = ["error", "units", "depth", "course"];

impl Default for HingesState {
    fn default() -> Self {
        let unit = |b, v| Hidden { w: 1.0, b, v };
        Self {
            bend: Bend::new(catalogue("relu")),
            units: vec![
                unit(4.0, 0.0429),
                unit(2.0, 0.1398),
                unit(-2.0, -0.1398),
                unit(-4.0, -0.0429),
            ],
            skip: 0.00776,
            c: 0.0490,
            has_skip: true,
            outer: true,
            x: 0.0,
            target: 0,
            guess: PLACES.map(|_| None).collect(),
            unit: 0,
            parts: true,
            fit: Fit::None,
            below: Below::Error,
            folds: 3,
            rate: 0.01,
            steps: 0.0,
        }
    }
}

impl State for HingesState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.bend("f", &mut self.bend);
        let bounds = || -BOUND..=BOUND;
        let mut list = |key, count, part: fn(&mut Hidden) -> &mut f64| {
            let mut values: Vec<f64> = self.units.iter_mut().map(|unit| *part(unit)).collect();
            fields.numbers(key, count, bounds(), &mut values);
            let none = Hidden {
                w: 0.0,
                b: 0.0,
                v: 0.0,
            };
            self.units.resize(values.len(), none);
            for (unit, value) in self.units.iter_mut().zip(values) {
                *part(unit) = value;
            }
            self.units.len()
        };
        let count = list("w", 1..=MOST, |unit| &mut unit.w);
        list("b", count..=count, |unit| &mut unit.b);
        list("v", count..=count, |unit| &mut unit.v);
        fields.number("skip", bounds(), &mut self.skip);
        fields.number("c", bounds(), &mut self.c);
        fields.switches(
            "use",
            &mut [("skip", &mut self.has_skip), ("outer", &mut self.outer)],
        );
        fields.number("x", bounds(), &mut self.x);
        fields.choice("target", &target::IDS, &mut self.target);
        fields.partial("guess", bounds(), &mut self.guess);
        let mut unit = Some(self.unit.min(count - 1));
        fields.index("unit", count, &mut unit);
        self.unit = unit.unwrap_or(0);
        fields.switches("show", &mut [("parts", &mut self.parts)]);
        let (mut fit, mut below) = (self.fit as usize, self.below as usize);
        fields.choice("fit", &fits::IDS, &mut fit);
        fields.choice("below", &BELOW_IDS, &mut below);
        (self.fit, self.below) = (fits::ALL[fit], BELOW[below]);
        let mut folds = f64::from(self.folds);
        fields.number("folds", 1.0..=6.0, &mut folds);
        self.folds = libm::round(folds) as u32;
        fields.number("rate", 0.0..=training::FASTEST, &mut self.rate);
        fields.number("steps", 0.0..=training::MOST_STEPS as f64, &mut self.steps);
        self.steps = libm::round(self.steps);
    }
}

/// What a hand can hold on the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The kink of a unit, which moves along x.
    Kink(usize),
    /// The lever of the chosen unit, which changes its slope.
    Lever,
}

impl HingesState {
    /// The net as it stands.
    pub(crate) fn net(&self) -> Hinges {
        Hinges {
            bend: self.bend.clone(),
            units: self.units.clone(),
            skip: if self.has_skip { self.skip } else { 0.0 },
            bias: self.c,
            outer: self.outer,
        }
    }

    /// Takes the numbers of a net with as many units, to five decimals: enough for the eye, and a link stays short.
    pub fn take(&mut self, net: &Hinges) {
        let short = |value: f64| (libm::round(value * 1e5) / 1e5 + 0.0).clamp(-BOUND, BOUND);
        for (unit, other) in self.units.iter_mut().zip(&net.units) {
            (unit.b, unit.v) = (short(other.b), short(other.v));
        }
        (self.c, self.outer, self.has_skip) = (short(net.bias), net.outer, net.skip != 0.0);
        if self.has_skip {
            self.skip = short(net.skip);
        }
    }

    /// What the net is to imitate; `None` while points of it are still to be drawn.
    pub(crate) fn aim(&self) -> Option<Target> {
        Target::of(self.target, &self.guess)
    }

    /// How far `net` is from the target, if there is one.
    pub(crate) fn error_of(&self, net: &Hinges) -> Option<Distance> {
        let aim = self.aim()?;
        let middles = net.units.iter().map(|unit| unit.kink());
        let cuts: Vec<f64> = net
            .kinks()
            .into_iter()
            .chain(middles)
            .chain(aim.kinks())
            .collect();
        distance(net, &aim, RANGE, &cuts)
    }

    /// Adds a unit that changes nothing yet, its kink in the middle of the widest gap.
    pub fn add(&mut self) {
        let mut kinks: Vec<f64> = self.units.iter().map(|unit| unit.kink()).collect();
        kinks.retain(|x| WINDOW.contains(*x));
        kinks.extend([WINDOW.low, WINDOW.high]);
        kinks.sort_by(f64::total_cmp);
        let mut widest = (WINDOW.low, WINDOW.low);
        for pair in kinks.windows(2) {
            if pair[1] - pair[0] > widest.1 - widest.0 + 1e-9 {
                widest = (pair[0], pair[1]);
            }
        }
        if self.units.len() < MOST {
            let kink = libm::round(50.0 * (widest.0 + widest.1)) / 100.0;
            self.unit = self.units.len();
            self.units.push(Hidden {
                w: 1.0,
                b: -kink + 0.0,
                v: 0.0,
            });
        }
    }

    /// Takes the chosen unit away, unless it is the last one.
    pub fn remove(&mut self) {
        if self.units.len() > 1 {
            self.units.remove(self.unit);
            self.unit = self.unit.min(self.units.len() - 1);
        }
    }

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

    /// The share of the unit at `i` in the sum, at `x`.
    pub(crate) fn part(&self, i: usize, x: f64) -> f64 {
        self.units[i].v * self.net().neuron(i).at(x).y
    }
}

impl Exhibit for Hinge {
    const ID: &'static str = "hinges";
    type State = HingesState;

    fn values(state: &HingesState) -> Values {
        let (begun, state) = (state, &state.settled());
        let net = state.net();
        let mut values: Values = vec![("y".into(), net.at(state.x).y)];
        if let Some(Distance { max, x, rmse }) = state.error_of(&net) {
            values.extend([
                ("max_error".into(), max),
                ("error_x".into(), x),
                ("rmse".into(), rmse),
            ]);
        }
        let segments = net.segments();
        let kinks = segments.iter().skip(1).map(|segment| segment.from);
        values.extend(numbered("k", kinks));
        let slopes = segments.iter().map(|segment| segment.slope);
        values.extend(numbered("s", slopes));
        if let Some(fit) = fits::chosen(state) {
            if let Some(Distance { max, rmse, .. }) = state.error_of(&fit) {
                values.extend([("fit_rmse".into(), rmse), ("fit_error".into(), max)]);
            }
            values.extend(numbered("fit_k", fits::kinks(&fit)));
        }
        match state.below {
            Below::Error => {}
            Below::Units => {
                let errors = fits::by_units(state);
                let named = errors
                    .iter()
                    .map(|(n, rmse)| (format!("even{n}").into(), *rmse));
                values.extend(named);
            }
            Below::Depth => {
                let (wide, rmse) = fits::wide(state.folds);
                values.extend([
                    ("units".into(), wide.units.len() as f64),
                    ("pieces_deep".into(), f64::from(1_u32 << state.folds)),
                    ("pieces_wide".into(), wide.units.len() as f64 + 1.0),
                    ("wide_rmse".into(), rmse),
                ]);
            }
            Below::Course => {
                let errors = begun.errors();
                let named = [
                    ("rmse_start", errors.first()),
                    ("rmse_points", errors.last()),
                ];
                let known = named
                    .into_iter()
                    .filter_map(|(name, at)| Some((name.into(), *at?)));
                values.extend(known);
            }
        }
        values
    }

    fn title(_state: &HingesState, text: &Text) -> String {
        text.hinges_title().to_owned()
    }

    fn summary(state: &HingesState, text: &Text) -> String {
        let (f, n) = (text.term(state.bend.activation.id), state.units.len());
        let target = target::name(state.target, text);
        let mut trained = String::new();
        if state.steps > 0.0 {
            trained = text.hinges_summary_trained(&fixed(state.steps, 0));
        }
        match state.error_of(&state.settled().net()) {
            Some(Distance { max, x, rmse }) => {
                text.hinges_summary(
                    &f,
                    &text.say(max, 4),
                    &n,
                    &text.say(rmse, 4),
                    &target,
                    &text.say(x, 2),
                ) + &trained
            }
            None => text.hinges_summary_open(&f, &n, &target),
        }
    }

    fn table(state: &HingesState, text: &Text) -> Table {
        let state = &state.settled();
        let (net, aim) = (state.net(), state.aim());
        let mut head = vec![
            format!("{} x", text.quantity_x()),
            target::name(state.target, text).to_owned(),
            "y".to_owned(),
            text.hinges_error().to_owned(),
        ];
        head.extend((1..=state.units.len()).map(|i| text.hinges_part(&i)));
        let row = |x: f64| {
            let y = net.at(x).y;
            let target = aim.as_ref().map(|aim| aim.at(x).y);
            let or_dash = |value: Option<f64>| {
                value.map_or_else(|| text.sketch_unset().to_owned(), |value| fixed(value, 5))
            };
            let mut cells = vec![trimmed(x, 4), or_dash(target), fixed(y, 5)];
            cells.push(or_dash(target.map(|target| y - target)));
            cells.extend((0..state.units.len()).map(|i| fixed(state.part(i, x), 5)));
            cells
        };
        let grid = PLACES.map(f64::from);
        Table {
            head,
            rows: std::iter::once(state.x).chain(grid).map(row).collect(),
        }
    }

    fn picture(state: &HingesState, lang: Lang) -> Svg {
        let (text, begun, state) = (lang.text(), state, &state.settled());
        let net = state.net();
        let mut plot = plot::plot(state, &net, fits::chosen(state).as_ref(), text);
        plot.traces.splice(..0, plot::start(begun));
        plot.marks.extend(state.units.iter().filter_map(|unit| {
            let x = unit.kink();
            WINDOW.contains(x).then(|| Mark::Point {
                at: (x, net.at(x).y),
                ink: Ink::Input,
                radius: 6.0,
            })
        }));
        picture(&plot, (640.0, 400.0), &Self::summary(state, text))
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<HingesState>) -> yew::Html {
        view::view(props)
    }
}

/// `s1`, `s2` and so on.
fn numbered(
    letter: &'static str,
    values: impl Iterator<Item = f64>,
) -> impl Iterator<Item = (std::borrow::Cow<'static, str>, f64)> {
    values
        .enumerate()
        .map(move |(i, value)| (format!("{letter}{}", i + 1).into(), value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::{read, write};

    fn state(text: &str) -> HingesState {
        let (state, problems) = read(text);
        assert_eq!(problems, [], "{text}");
        state
    }

    fn value(text: &str, name: &str) -> f64 {
        let values = Hinge::values(&state(text));
        let found = values.iter().find(|(key, _)| key == name);
        found.unwrap_or_else(|| panic!("{text} has no {name}")).1
    }

    fn near(text: &str, name: &str, expected: f64, within: f64) {
        let found = value(text, name);
        assert!((found - expected).abs() <= within, "{text}#{name}: {found}");
    }

    // Every expected number of a fit is printed by tests/data/hinges.py, with NumPy 2.4.6; those of the net itself are
    // worked out by hand.

    #[test]
    fn it_opens_with_the_net_of_the_article() {
        for (x, y) in [
            ("-10", 0.0),
            ("-4", 0.01796),
            ("-2", 0.11928),
            ("0", 0.50020),
            ("2", 0.88112),
            ("4", 0.98244),
            ("10", 1.0290),
            ("1000", 8.7114),
        ] {
            near(&format!("x={x}"), "y", y, 1e-12);
        }
        near("", "max_error", 0.0410, 5e-5);
        near("", "error_x", -1.067, 5e-4);
        near("", "rmse", 0.019_129, 1e-6);
        // Above 1 from (1 − 0.98244) / 0.00776 beyond 4.
        assert!(value("x=6.25", "y") < 1.0 && value("x=6.27", "y") > 1.0);
    }

    #[test]
    fn its_segments_are_read_out() {
        let slopes = [0.0, 0.00776, 0.05066, 0.19046, 0.05066, 0.00776];
        for (i, slope) in slopes.into_iter().enumerate() {
            near("", &format!("s{}", i + 1), slope, 1e-12);
        }
        for (i, kink) in [-6.314_433, -4.0, -2.0, 2.0, 4.0].into_iter().enumerate() {
            near("", &format!("k{}", i + 1), kink, 1e-6);
        }
        assert_eq!(state("").net().segments().len(), 6);
    }

    #[test]
    fn the_best_nets_beat_the_article() {
        near("fit=same_skip", "fit_rmse", 0.011_898, 1e-6);
        near("fit=same", "fit_rmse", 0.012_061, 1e-6);
        near("fit=free_skip", "fit_rmse", 0.005_688_5, 1e-6);
        for (i, kink) in [-2.90, -1.35, 1.35, 2.90].into_iter().enumerate() {
            near("fit=free_skip", &format!("fit_k{}", i + 1), kink, 0.006);
        }
        // Symmetric kinks without skip leave 0.0077; kinks that need not be symmetric still less.
        near(
            "b=3.38,1.5,-1.5,-3.38&fit=same",
            "fit_rmse",
            0.007_679,
            1e-6,
        );
        near("fit=free", "fit_rmse", 0.007_097, 2e-6);
    }

    #[test]
    fn a_best_net_can_be_taken_over() {
        for fit in ["same", "same_skip", "free", "free_skip"] {
            let mut state = state(&format!("fit={fit}"));
            let best = fits::chosen(&state).unwrap();
            state.take(&best);
            let [own, best] = [state.net(), best].map(|net| state.error_of(&net).unwrap().rmse);
            assert!((own - best).abs() < 1e-5, "{fit}");
            assert_eq!(state.has_skip, fit.ends_with("skip"), "{fit}");
        }
    }

    #[test]
    fn more_units_come_closer_unless_there_is_no_bend() {
        let errors = |text: &str| fits::by_units(&state(text));
        for target in ["sigmoid", "sine", "bump", "step"] {
            let errors = errors(&format!("target={target}"));
            assert_eq!(errors.len(), 12);
            assert!(errors[11].1 < 0.5 * errors[3].1, "{target}: {errors:?}");
        }
        let level = errors("f=identity");
        assert!((level[0].1 - level[11].1).abs() < 1e-9, "{level:?}");
    }

    #[test]
    fn folds_double_what_units_only_add() {
        for folds in 1..=6 {
            let text = format!("below=depth&folds={folds}");
            assert_eq!(value(&text, "units"), f64::from(2 * folds));
            assert_eq!(value(&text, "pieces_deep"), f64::from(1 << folds));
            assert_eq!(value(&text, "pieces_wide"), f64::from(2 * folds + 1));
            let off = value(&text, "wide_rmse");
            // Two folds have three creases, which four units still reach.
            assert!(
                if folds < 3 { off < 1e-9 } else { off > 0.2 },
                "{folds}: {off}"
            );
        }
    }

    #[test]
    fn a_hand_holds_a_kink_or_the_lever_or_reads_the_net() {
        let mut state = HingesState::default();
        let stroke = |held, from, to| Stroke {
            held,
            start: from,
            from,
            to,
        };
        let at = |x, y| (x, y);
        state.draw(&stroke(Some(2), at(2.1, 0.9), at(2.1, 0.9)));
        assert_eq!((state.unit, state.units[2].kink()), (2, 2.0));
        state.draw(&stroke(Some(2), at(2.1, 0.9), at(1.349, 0.2)));
        assert!((state.units[2].kink() - 1.34).abs() < 1e-12);
        // ReLU is 1.5 at the lever, which is beside the kink by that much.
        assert!((state.lever().unwrap().1 - 1.5).abs() < 1e-12);
        let lever = state.holds().len() - 1;
        state.draw(&stroke(Some(lever), at(2.84, -0.2), at(2.84, -0.3)));
        assert!((state.units[2].v + 0.2).abs() < 1e-12);
        state.draw(&stroke(None, at(0.0, 0.0), at(-3.0, 0.7)));
        assert_eq!(state.x, -3.0);
    }

    #[test]
    fn a_unit_is_added_without_a_change_and_taken_away() {
        let mut state = HingesState::default();
        state.add();
        assert_eq!((state.units.len(), state.unit), (5, 4));
        assert_eq!(state.units[4].kink(), 0.0);
        assert_eq!(
            Hinge::values(&state),
            Hinge::values(&HingesState::default())
        );
        for _ in 0..20 {
            state.add();
        }
        assert_eq!(state.units.len(), 16);
        for _ in 0..20 {
            state.remove();
        }
        assert_eq!((state.units.len(), state.unit), (1, 0));
    }

    #[test]
    fn lists_of_units_are_as_long_as_their_weights() {
        assert_eq!(write(&state("w=1,-1")), "w=1,-1&b=4,2&v=0.0429,0.1398");
        let (short, problems) = read::<HingesState>("w=1,2,3&b=1,2");
        assert_eq!((short.units.len(), problems.len()), (3, 1));
        assert_eq!(state("w=1,1,1,1,1,1&unit=6").units[5].v, 0.0);
    }

    #[test]
    fn a_sketch_has_no_error_before_it_is_complete() {
        let names = |text: &str| -> Vec<String> {
            let values = Hinge::values(&state(text));
            values
                .into_iter()
                .map(|(name, _)| name.into_owned())
                .collect()
        };
        assert!(!names("target=sketch").contains(&"rmse".to_owned()));
        let all = "target=sketch&guess=0,0,0,0,0,0,0,0,0,0,0,0,0&use=&v=0,0,0,0&c=0.25";
        near(all, "rmse", 0.25, 1e-12);
        near(all, "max_error", 0.25, 1e-12);
    }

    #[test]
    fn a_million_stays_finite() {
        for f in crate::maths::ALL.iter().map(|f| f.id) {
            let text = format!(
                "f={f}&w=1e6,-1e6&b=1e6,1e6&v=1e6,-1e6&skip=1e6&x=1e6&fit=same&below=units&rate=10&steps=20"
            );
            for (name, value) in Hinge::values(&state(&text)) {
                assert!(value.is_finite(), "{f}: {name} = {value}");
            }
        }
    }
}
