//! How many units a curve takes: nets of one hidden layer, trained, and how far each stays from what it learns.

#[cfg(feature = "web")]
mod errors;
#[cfg(feature = "kernels")]
mod native;
mod plot;
mod run;
#[cfg(feature = "web")]
mod view;

use crate::charts::{Svg, picture};
use crate::exhibits::fields::{Fields, State, Why};
use crate::exhibits::target::{self, PLACES, Target};
use crate::exhibits::{BOUND, Exhibit, Table, Values, WINDOW, catalogue};
use crate::maths::expression::Formula;
use crate::maths::polynomial::{self, Polynomial};
use crate::maths::{Bend, Function};
use crate::nn::protocol::Task;
use crate::text::{Lang, Text, fixed};
pub use run::{LEG, Run, STEPS};

/// The most hidden units.
const MOST: usize = 64;
/// The sizes that are trained one after another.
pub const SIZES: [usize; 7] = [1, 2, 4, 8, 16, 32, 64];
/// As many runs are kept.
const KEPT: usize = 8;
/// The longest run as a text.
const LONGEST_RUN: usize = 240;
/// The largest seed.
const SEEDS: usize = 9999;
/// The stretch that is learned.
const RANGE: (f64, f64) = (WINDOW.low, WINDOW.high);

/// The exhibit.
#[derive(Debug)]
pub struct Approximation;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ApproximationState {
    /// f and its parameters.
    pub bend: Bend,
    /// A formula of x that takes the place of f; none: empty.
    pub formula: String,
    /// The place of the target in the list of targets.
    pub target: usize,
    /// The points of a target that is drawn by hand.
    pub guess: Vec<Option<f64>>,
    /// The hidden units of the net that is shown, 1 to 64.
    pub units: usize,
    /// Decides where every net starts.
    pub seed: usize,
    /// What has been trained, by ascending units.
    pub runs: Vec<Run>,
}

impl Default for ApproximationState {
    fn default() -> Self {
        Self {
            bend: Bend::new(catalogue("relu")),
            formula: String::new(),
            target: 1,
            guess: PLACES.map(|_| None).collect(),
            units: 8,
            seed: 1,
            runs: Vec::new(),
        }
    }
}

impl State for ApproximationState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.bend("f", &mut self.bend);
        let mut formula = Formula::read(&self.formula).ok();
        fields.formula("formula", &mut formula);
        self.formula = formula.map_or_else(String::new, |formula| formula.text().to_owned());
        fields.choice("target", &target::IDS, &mut self.target);
        fields.partial("guess", -BOUND..=BOUND, &mut self.guess);
        fields.whole("units", 1..=MOST, &mut self.units);
        fields.whole("seed", 1..=SEEDS, &mut self.seed);
        let aim = self.aim();
        let write = |run: &Run| aim.as_ref().map(|aim| run.write(aim));
        let mut runs: Vec<String> = self.runs.iter().filter_map(write).collect();
        fields.texts("runs", 0..=KEPT, LONGEST_RUN, &mut runs);
        let mut kept = Vec::new();
        for text in runs {
            match aim.as_ref().and_then(|aim| Run::read(&text, aim)) {
                Some(run) => kept.push(run),
                None => fields.refuse("runs", &text, Why::Damaged),
            }
        }
        self.runs.clear();
        for run in kept {
            self.keep(run);
        }
    }
}

impl ApproximationState {
    /// What each unit does.
    pub(crate) fn function(&self) -> Function {
        let own = Formula::read(&self.formula).ok();
        own.map_or_else(|| self.bend.clone().into(), Function::Own)
    }

    /// What is learned; `None` while points of it are still to be drawn.
    pub(crate) fn aim(&self) -> Option<Target> {
        Target::of(self.target, &self.guess)
    }

    /// The task of a net of so many units.
    #[must_use]
    pub fn task(&self, units: usize) -> Option<Task> {
        let aim = self.aim()?;
        Some(run::task(&self.function(), units, &aim, self.seed as u64))
    }

    /// The run of so many units.
    #[must_use]
    pub fn run(&self, units: usize) -> Option<&Run> {
        self.runs.iter().find(|run| run.units == units)
    }

    /// Keeps a run in the place of an earlier one of its size; where there is no room, of the one whose size is nearest.
    pub fn keep(&mut self, run: Run) {
        self.runs.retain(|other| other.units != run.units);
        if self.runs.len() >= KEPT {
            let off = |other: &Run| other.units.abs_diff(run.units);
            let nearest = (0..self.runs.len()).min_by_key(|i| off(&self.runs[*i]));
            nearest.map(|i| self.runs.remove(i));
        }
        let place = self.runs.partition_point(|other| other.units < run.units);
        self.runs.insert(place, run);
    }

    /// A change by hand: runs of something else are forgotten.
    #[must_use]
    pub fn after(&self, mut by_hand: Self) -> Self {
        if by_hand.question() != self.question() {
            by_hand.runs.clear();
        }
        by_hand
    }

    /// What runs depend on.
    fn question(&self) -> (Function, Option<Target>, usize) {
        (self.function(), self.aim(), self.seed)
    }

    /// What f is called.
    fn name(&self, text: &Text) -> String {
        if self.formula.is_empty() {
            text.term(self.bend.activation.id).to_owned()
        } else {
            self.formula.clone()
        }
    }

    /// If f is a polynomial: its degree, the best polynomial of that degree, and its RMSE.
    fn floor(&self) -> Option<(usize, Polynomial, f64)> {
        let degree = polynomial::degree(&self.function())?;
        let (best, rmse) = self.best(degree)?;
        Some((degree, best, rmse))
    }

    /// The RMSE of the best straight line.
    fn line(&self) -> Option<f64> {
        self.best(1).map(|(_, rmse)| rmse)
    }

    /// The best polynomial of this degree and its RMSE, over the points that nets learn from.
    fn best(&self, degree: usize) -> Option<(Polynomial, f64)> {
        polynomial::best(degree, &self.aim()?, RANGE, &run::examples())
    }
}

impl Exhibit for Approximation {
    const ID: &'static str = "approximation";
    type State = ApproximationState;

    fn values(state: &ApproximationState) -> Values {
        let mut values: Values = vec![("units".into(), state.units as f64)];
        values.extend(state.line().map(|line| ("line".into(), line)));
        if let Some((degree, _, rmse)) = state.floor() {
            values.extend([("degree".into(), degree as f64), ("floor".into(), rmse)]);
        }
        let run = |run: &Run| (format!("rmse{}", run.units).into(), run.rmse);
        values.extend(state.runs.iter().map(run));
        values
    }

    fn title(_state: &ApproximationState, text: &Text) -> String {
        text.approximation_title().to_owned()
    }

    fn summary(state: &ApproximationState, text: &Text) -> String {
        let (f, target) = (state.name(text), target::name(state.target, text));
        match state.run(state.units) {
            Some(run) => {
                text.approximation_summary(&f, &state.units, &text.say(run.rmse, 4), &target)
            }
            None => text.approximation_summary_open(&f, &state.units, &target),
        }
    }

    fn table(state: &ApproximationState, text: &Text) -> Table {
        let head = [
            text.approximation_units(),
            text.approximation_parameters(),
            "RMSE",
        ];
        let row = |run: &Run| {
            let numbers = 3 * run.units + 1;
            vec![
                run.units.to_string(),
                numbers.to_string(),
                run.rmse.to_string(),
            ]
        };
        let mut rows: Vec<Vec<String>> = state.runs.iter().map(row).collect();
        if let Some(line) = state.line() {
            let name = text.approximation_line().to_owned();
            rows.push(vec![name, "2".to_owned(), fixed(line, 4)]);
        }
        Table {
            head: head.map(str::to_owned).to_vec(),
            rows,
        }
    }

    fn picture(state: &ApproximationState, lang: Lang) -> Svg {
        let text = lang.text();
        let plot = plot::plot(state, state.run(state.units), text);
        picture(&plot, (640.0, 400.0), &Self::summary(state, text))
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<ApproximationState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::{read, write};
    use crate::exhibits::links::state;

    fn run(units: usize, loss: f64) -> Run {
        let heights: Vec<f32> = (0..97).map(|i| 0.01 * i as f32).collect();
        Run::new(units, loss, &heights, &Target::new(1, vec![])).unwrap()
    }

    fn value(text: &str, name: &str) -> Option<f64> {
        let values = Approximation::values(&state::<ApproximationState>(text));
        values
            .iter()
            .find(|(key, _)| key == name)
            .map(|pair| pair.1)
    }

    #[test]
    fn a_link_holds_what_was_trained() {
        let mut trained = ApproximationState::default();
        for (units, loss) in [(8, 0.01), (2, 0.3)] {
            trained.keep(run(units, loss));
        }
        let link = write(&trained);
        assert!(link.len() < 450, "{link}");
        let again = state::<ApproximationState>(&link);
        assert_eq!((write(&again), &again), (link.clone(), &trained));
        // √(2·0.01) to four digits.
        assert_eq!(value(&link, "rmse8"), Some(0.1414));
    }

    #[test]
    fn what_is_damaged_in_a_link_is_refused() {
        for text in [
            "runs=8~0.1~AAAA",
            "runs=x",
            "runs=65~0.1~AA",
            "formula=x%2B",
        ] {
            let (state, problems) = read::<ApproximationState>(text);
            assert_eq!(problems.len(), 1, "{text}");
            assert_eq!(state, ApproximationState::default(), "{text}");
        }
    }

    #[test]
    fn another_question_forgets_its_runs_and_another_look_keeps_them() {
        let mut trained = ApproximationState::default();
        trained.keep(run(8, 0.01));
        let with = |change: fn(&mut ApproximationState)| {
            let mut next = trained.clone();
            change(&mut next);
            trained.after(next).runs.len()
        };
        assert_eq!(with(|s| s.units = 2), 1);
        assert_eq!(with(|s| s.seed = 2), 0);
        assert_eq!(with(|s| s.target = 0), 0);
        assert_eq!(with(|s| s.formula = "x^2".to_owned()), 0);
    }

    #[test]
    fn no_more_runs_are_kept_than_fit() {
        let mut trained = ApproximationState::default();
        for units in 1..=20 {
            trained.keep(run(units, 0.01));
        }
        let kept: Vec<usize> = trained.runs.iter().map(|run| run.units).collect();
        assert_eq!((kept.len(), kept[KEPT - 1]), (KEPT, 20));
        assert!(kept.is_sorted());
    }

    #[test]
    fn no_bend_and_a_polynomial_have_a_floor_and_others_none() {
        // The normal equations at the 120 points, solved in Python's floats.
        for (text, degree, floor) in [
            ("target=sigmoid&f=identity", 1.0, 0.107_808_4),
            ("target=sine&formula=x^2", 2.0, 0.661_713_2),
            ("target=bump&formula=x^2", 2.0, 0.239_949_2),
        ] {
            assert_eq!(value(text, "degree"), Some(degree), "{text}");
            assert!(
                (value(text, "floor").unwrap() - floor).abs() < 1e-6,
                "{text}"
            );
        }
        assert_eq!(value("f=tanh", "floor"), None);
        assert_eq!(value("target=sketch", "line"), None);
    }
}
