//! What an activation is not: loss, optimiser and normalisation, each changed alone, and what that leaves as it is.

mod diagram;
#[cfg(feature = "kernels")]
mod native;
mod outcome;
#[cfg(feature = "web")]
mod plot;
mod setup;
#[cfg(feature = "web")]
mod view;

use crate::charts::Svg;
use crate::exhibits::fields::{Fields, State, Why};
use crate::exhibits::{Exhibit, Table, Values, catalogue};
use crate::maths::Bend;
use crate::text::{Lang, Text, fixed};
pub use outcome::{LEG, LEGS, Outcome};
use setup::{DATA, LOSS_IDS, NORM_IDS, OPTIMIZER_IDS, PART_IDS};
pub use setup::{Part, Side};

/// The largest seed.
const SEEDS: usize = 9999;
/// The longest run as a text.
const LONGEST: usize = 460;
/// The largest learning rate.
const FASTEST: f64 = 10.0;

/// The exhibit.
#[derive(Debug)]
pub struct Parts;

/// What can be changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct PartsState {
    /// The place of the data set in the list.
    pub data: usize,
    /// The place of the part that is changed.
    pub part: usize,
    /// What the squared error is changed into.
    pub loss: usize,
    /// What plain gradient descent is changed into.
    pub optimizer: usize,
    /// What no normalisation is changed into.
    pub norm: usize,
    /// The activation.
    pub bend: Bend,
    /// What it is changed into.
    pub other: Bend,
    /// The learning rate of both networks.
    pub rate: f64,
    /// Decides the points, and where both networks start.
    pub seed: usize,
    /// The run of the network as it was.
    pub before: Option<Outcome>,
    /// The run with the part changed.
    pub after: Option<Outcome>,
}

impl Default for PartsState {
    fn default() -> Self {
        Self {
            data: 0,
            part: 0,
            loss: 0,
            optimizer: 2,
            norm: 1,
            bend: Bend::new(catalogue("tanh")),
            other: Bend::new(catalogue("relu")),
            rate: 0.1,
            seed: 1,
            before: None,
            after: None,
        }
    }
}

impl State for PartsState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        fields.choice("data", &DATA, &mut self.data);
        fields.choice("part", &PART_IDS, &mut self.part);
        fields.choice("loss", &LOSS_IDS, &mut self.loss);
        fields.choice("optimizer", OPTIMIZER_IDS, &mut self.optimizer);
        fields.choice("norm", NORM_IDS, &mut self.norm);
        fields.function("f", &mut self.bend);
        fields.function("g", &mut self.other);
        fields.number("rate", 0.0..=FASTEST, &mut self.rate);
        fields.whole("seed", 1..=SEEDS, &mut self.seed);
        for (key, run) in [("before", &mut self.before), ("after", &mut self.after)] {
            let mut texts: Vec<String> = run.iter().map(Outcome::write).collect();
            fields.texts(key, 0..=1, LONGEST, &mut texts);
            *run = None;
            if let Some(text) = texts.pop() {
                *run = Outcome::read(&text);
                if run.is_none() {
                    fields.refuse(key, &text, Why::Damaged);
                }
            }
        }
    }
}

impl PartsState {
    /// The run of one of the networks.
    #[must_use]
    pub const fn outcome(&self, side: Side) -> Option<&Outcome> {
        match side {
            Side::Before => self.before.as_ref(),
            Side::After => self.after.as_ref(),
        }
    }

    /// Keeps a run.
    pub fn keep(&mut self, side: Side, run: Option<Outcome>) {
        match side {
            Side::Before => self.before = run,
            Side::After => self.after = run,
        }
    }

    /// A change by hand: runs of another network are forgotten.
    #[must_use]
    pub fn after_change(&self, mut by_hand: Self) -> Self {
        let same_points = (self.data, self.seed) == (by_hand.data, by_hand.seed);
        for side in [Side::Before, Side::After] {
            if !same_points || self.spec(side) != by_hand.spec(side) {
                by_hand.keep(side, None);
            }
        }
        by_hand
    }
}

impl Exhibit for Parts {
    const ID: &'static str = "parts";
    type State = PartsState;

    fn values(state: &PartsState) -> Values {
        let mut values: Values = vec![
            (
                "parameters_before".into(),
                state.parameters(Side::Before) as f64,
            ),
            (
                "parameters_after".into(),
                state.parameters(Side::After) as f64,
            ),
            ("apart".into(), state.apart()),
        ];
        for (side, names) in [
            (Side::Before, ["wrong_before", "loss_before"]),
            (Side::After, ["wrong_after", "loss_after"]),
        ] {
            if let Some(run) = state.outcome(side) {
                values.push((names[0].into(), run.wrong));
                values.push((names[1].into(), run.loss()));
            }
        }
        values
    }

    fn title(_state: &PartsState, text: &Text) -> String {
        text.parts_title().to_owned()
    }

    fn summary(state: &PartsState, text: &Text) -> String {
        let (before, after) = diagram::changed_names(state, text);
        let part = diagram::part_name(state, text);
        let apart = text.say(state.apart(), 4);
        match (&state.before, &state.after) {
            (Some(was), Some(is)) => text.parts_summary(
                &after,
                &apart,
                &before,
                &text.say(100.0 * is.wrong, 1),
                &part,
                &text.say(100.0 * was.wrong, 1),
            ),
            _ => text.parts_summary_open(&after, &apart, &before, &part),
        }
    }

    fn table(state: &PartsState, text: &Text) -> Table {
        let [before, after] = [Side::Before, Side::After];
        let mut rows: Vec<Vec<String>> = diagram::pieces(state, before, text)
            .into_iter()
            .zip(diagram::pieces(state, after, text))
            .map(|(was, is)| vec![was.name.to_owned(), was.kind, is.kind])
            .collect();
        let counts = [before, after].map(|side| state.parameters(side).to_string());
        rows.push(
            [text.parts_parameters().to_owned()]
                .into_iter()
                .chain(counts)
                .collect(),
        );
        let cell = |side, of: fn(&Outcome) -> f64| {
            let run = state.outcome(side).map(of);
            run.map_or_else(|| "–".to_owned(), |value| fixed(value, 4))
        };
        let row = |name: &str, of: fn(&Outcome) -> f64| {
            vec![name.to_owned(), cell(before, of), cell(after, of)]
        };
        rows.push(row(text.parts_wrong(), |run| run.wrong));
        rows.push(row(text.parts_loss_left(), Outcome::loss));
        let head = [text.parts_piece(), text.parts_before(), text.parts_after()];
        Table {
            head: head.map(str::to_owned).to_vec(),
            rows,
        }
    }

    fn picture(state: &PartsState, lang: Lang) -> Svg {
        let (size, text) = ((640.0, 200.0), lang.text());
        let body = Svg::panes(&diagram::diagram(state, size, 1.0, text));
        Svg::document(size, &Self::summary(state, text), &body)
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<PartsState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::fields::{read, write};
    use crate::exhibits::links::{state, value};

    #[test]
    fn loss_and_optimiser_leave_the_function_and_its_numbers_alone() {
        for text in [
            "part=loss",
            "part=loss&loss=mae",
            "part=optimizer&optimizer=adam",
            "part=optimizer&optimizer=momentum",
        ] {
            assert_eq!(value::<Parts>(text, "apart"), 0.0, "{text}");
            // 2·6 + 6 weights and biases, 6 + 1 at the output.
            assert_eq!(value::<Parts>(text, "parameters_before"), 25.0);
            assert_eq!(value::<Parts>(text, "parameters_after"), 25.0, "{text}");
        }
    }

    #[test]
    fn normalisation_and_activation_make_another_function_of_the_same_weights() {
        // γ and β of six units; RMS has no β.
        for (text, parameters) in [
            ("part=norm&norm=batch", 37.0),
            ("part=norm&norm=layer", 37.0),
            ("part=norm&norm=rms", 31.0),
            ("part=f&g=relu", 25.0),
        ] {
            assert_eq!(
                value::<Parts>(text, "parameters_after"),
                parameters,
                "{text}"
            );
            assert!(value::<Parts>(text, "apart") > 0.05, "{text}");
        }
    }

    #[test]
    fn a_change_forgets_the_runs_that_it_concerns() {
        let run = Outcome {
            wrong: 0.1,
            losses: vec![1.0, 0.5],
            map: vec![0.5; 169],
        };
        let mut both = PartsState::default();
        both.keep(Side::Before, run.settled());
        both.keep(Side::After, run.settled());
        let kept = |change: fn(&mut PartsState)| {
            let mut next = both.clone();
            change(&mut next);
            let next = both.after_change(next);
            (next.before.is_some(), next.after.is_some())
        };
        assert_eq!(kept(|s| s.loss = 1), (true, false));
        assert_eq!(kept(|s| s.part = 1), (true, false));
        assert_eq!(kept(|s| s.optimizer = 0), (true, true));
        assert_eq!(kept(|s| s.seed = 2), (false, false));
        assert_eq!(kept(|s| s.data = 1), (false, false));
        let again = state::<PartsState>(&write(&both));
        assert_eq!(again, both);
    }

    #[test]
    fn damaged_runs_are_refused() {
        let (state, problems) = read::<PartsState>("before=0.1~AA&after=x");
        assert_eq!((problems.len(), state), (2, PartsState::default()));
    }
}

#[cfg(feature = "kernels")]
#[cfg(test)]
mod runs {
    use super::*;
    use crate::nn::protocol::{FromWorker, Report, ToWorker};
    use crate::nn::session::Session;

    fn run(state: &PartsState, side: Side) -> Outcome {
        let mut session = Session::new();
        let report = |answer| -> Report {
            match answer {
                Some(FromWorker::Report(_, report)) => *report,
                other => panic!("{other:?}"),
            }
        };
        let load = ToWorker::Load(1, Box::new(state.task(side)));
        let first = report(session.receive(load));
        let mut outcome = Outcome::default();
        outcome.take(&first, first.train.loss);
        for _ in 0..LEGS {
            session.receive(ToWorker::Step(LEG));
            outcome.take(&report(session.tick(u64::MAX)), first.train.loss);
        }
        outcome
    }

    #[test]
    fn every_change_learns_the_moons_better_than_chance() {
        for part in 0..PART_IDS.len() {
            let state = PartsState {
                part,
                ..PartsState::default()
            };
            for side in [Side::Before, Side::After] {
                let outcome = run(&state, side);
                assert!(outcome.wrong < 0.2, "{part} {side:?}: {}", outcome.wrong);
                assert_eq!(outcome.losses.len(), LEGS + 1);
            }
        }
    }

    #[test]
    fn a_map_before_the_first_step_is_what_the_engine_says() {
        let state = PartsState::default();
        let mut session = Session::new();
        let load = ToWorker::Load(1, Box::new(state.task(Side::Before)));
        let Some(FromWorker::Report(_, report)) = session.receive(load) else {
            panic!("a report");
        };
        let start = state.start(Side::Before);
        for (found, expected) in report.surfaces[0][0].iter().zip(start) {
            assert!((f64::from(*found) - expected).abs() < 1e-5);
        }
    }
}
