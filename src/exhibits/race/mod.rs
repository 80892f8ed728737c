//! A fair race: the same data and the same starting weights for up to six contestants, many seeds, and a verdict that may
//! be "no real difference".
//!
//! Fair means: each contestant's weights are the same random numbers times the gain of its activation, and each runs with
//! the one of five learning rates that did best on validation data. The verdict is computed from what the state holds of
//! the race, so that a link shows what its sender saw.

mod contestant;
#[cfg(feature = "web")]
mod live;
mod outcome;
#[cfg(feature = "web")]
mod panel;
mod plan;
mod plot;
#[cfg(feature = "web")]
mod strip;
#[cfg(feature = "web")]
mod view;
mod words;

pub use contestant::{Contestant, RATES};
pub use outcome::{CHECKS, LEAST, Measure, Outcome, Record};
pub use plan::{BATCH, Job, PART, Race, Round, TRIALS};

use crate::charts::{Svg, picture};
use crate::exhibits::fields::{self, Fields, State, Why};
use crate::exhibits::{Exhibit, Table, Values};
use crate::nn::MOST_LAYERS;
use crate::nn::data::{self, DataSet, MOST_NOISE};
use crate::text::{Lang, Text};

/// How many may take part.
pub(crate) const CONTESTANTS: core::ops::RangeInclusive<usize> = 2..=6;
/// As many units a layer may have here: a race is some hundred trainings.
const MOST_UNITS: usize = 32;
/// Seeds of a race.
const SEEDS: core::ops::RangeInclusive<usize> = 4..=40;
/// How long a race may be, in passes through the points to learn from.
pub(crate) const EPOCHS: [&str; 6] = ["15", "30", "60", "120", "240", "480"];
/// What contestants are compared by, by its id.
const MEASURES: [&str; 2] = ["steps", "loss"];
/// The largest seed.
const LAST_SEED: usize = 1_000_000;
/// The longest contestant or record in a link.
const LONGEST: usize = 1000;

/// The exhibit.
#[derive(Debug)]
pub struct FairRace;

/// What can be changed in it, and what the race came to.
#[derive(Clone, Debug, PartialEq)]
pub struct RaceState {
    /// Who takes part: two to six.
    pub contestants: Vec<Contestant>,
    /// The data set: a place in [`data::ALL`].
    pub data: usize,
    /// How noisy the data are.
    pub noise: f64,
    /// Hidden layers.
    pub layers: usize,
    /// Units in each of them.
    pub units: usize,
    /// A place in the list of epochs.
    pub epochs: usize,
    /// The loss that is to be reached.
    pub target: f64,
    /// How many starts each contestant has.
    pub seeds: usize,
    /// Decides all that is random.
    pub seed: usize,
    /// What contestants are compared by: a place in the list of measures.
    pub by: usize,
    /// What the race with these settings came to, once it has been run.
    pub outcome: Option<Outcome>,
}

/// Races to begin with, by the id of their button.
pub const PRESETS: [(&str, &str); 3] = [
    ("deep", ""),
    (
        "rectifiers",
        "who=relu,leaky_relu,gelu,swish,mish&layers=3&epochs=15",
    ),
    ("step", "who=step,sigmoid,relu&layers=2"),
];

impl Default for RaceState {
    fn default() -> Self {
        let plain = |id| Contestant::plain(crate::exhibits::catalogue(id));
        Self {
            contestants: ["sigmoid", "tanh", "relu"].map(plain).to_vec(),
            data: 0,
            noise: 0.1,
            layers: 5,
            units: 8,
            epochs: 1,
            target: 0.2,
            seeds: 20,
            seed: 1,
            by: 0,
            outcome: None,
        }
    }
}

impl State for RaceState {
    fn fields(&mut self, fields: &mut dyn Fields) {
        self.settings(fields);
        let mut items = self.code();
        let before = items.clone();
        fields.texts("result", 0..=7, LONGEST, &mut items);
        if items != before {
            self.outcome = self.decoded(&items);
            if self.outcome.is_none() && !items.is_empty() {
                fields.refuse("result", &items.join(","), Why::Damaged);
            }
        }
    }
}

impl RaceState {
    /// All that a race depends on.
    fn settings(&mut self, fields: &mut dyn Fields) {
        let mut who: Vec<String> = self.contestants.iter().map(Contestant::write).collect();
        let before = who.clone();
        fields.texts("who", CONTESTANTS, LONGEST, &mut who);
        if who != before {
            match who.iter().map(|text| Contestant::read(text)).collect() {
                Some(contestants) => self.contestants = contestants,
                None => fields.refuse("who", &who.join(","), Why::Damaged),
            }
        }
        let ids: Vec<&str> = data::ALL.iter().map(|set| set.id).collect();
        fields.choice("data", &ids, &mut self.data);
        fields.number("noise", 0.0..=MOST_NOISE, &mut self.noise);
        fields.whole("layers", 1..=MOST_LAYERS, &mut self.layers);
        fields.whole("units", 1..=MOST_UNITS, &mut self.units);
        fields.choice("epochs", &EPOCHS, &mut self.epochs);
        fields.number("target", 1e-6..=10.0, &mut self.target);
        fields.whole("seeds", SEEDS, &mut self.seeds);
        fields.whole("seed", 1..=LAST_SEED, &mut self.seed);
        fields.choice("by", &MEASURES, &mut self.by);
    }

    /// The same race, not yet run.
    #[must_use]
    pub fn open(&self) -> Self {
        Self {
            outcome: None,
            ..self.clone()
        }
    }

    /// The outcome as it stands in a link, after a mark of the settings that it belongs to.
    fn code(&self) -> Vec<String> {
        let items = self.outcome.as_ref().map(Outcome::write);
        items.map_or_else(Vec::new, |items| [vec![self.mark()], items].concat())
    }

    fn decoded(&self, items: &[String]) -> Option<Outcome> {
        let (mark, items) = items.split_first()?;
        let ours = *mark == self.mark() && items.len() == self.contestants.len();
        ours.then(|| Outcome::read(items, self.seeds)).flatten()
    }

    /// FNV-1a of all settings: an outcome of others is not shown as if it were of these.
    fn mark(&self) -> String {
        let hash = fields::write(&self.open())
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| {
                (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
            });
        format!("{hash:08x}")
    }

    /// The data set.
    #[must_use]
    pub fn set(&self) -> &'static DataSet {
        &data::ALL[self.data]
    }

    /// Steps of each run.
    #[must_use]
    pub fn steps(&self) -> u64 {
        let epochs: u64 = EPOCHS[self.epochs].parse().unwrap_or(1);
        epochs * (PART / BATCH) as u64
    }

    /// How many trainings a race is.
    #[must_use]
    pub const fn trainings(&self) -> usize {
        self.contestants.len() * (RATES * TRIALS + self.seeds + 1)
    }

    /// What contestants are compared by.
    #[must_use]
    pub const fn measure(&self) -> Measure {
        if self.by == 0 {
            Measure::Steps
        } else {
            Measure::Loss
        }
    }

    /// The names of the contestants.
    pub(crate) fn names(&self, text: &Text) -> Vec<String> {
        let all = &self.contestants;
        all.iter().map(|one| one.name(all, text)).collect()
    }
}

impl Exhibit for FairRace {
    const ID: &'static str = "race";
    type State = RaceState;

    fn values(state: &RaceState) -> Values {
        let mut values: Values = vec![("trainings".into(), state.trainings() as f64)];
        let Some(outcome) = &state.outcome else {
            return values;
        };
        let leader = outcome.leader(state.measure());
        values.push(("first".into(), (leader + 1) as f64));
        let of = state.steps() as f64;
        for (i, record) in (1..).zip(&outcome.results) {
            let contestant = &state.contestants[i - 1];
            let mut put =
                |name: &str, value: f64| values.push((format!("{name}{i}").into(), value));
            put("rate", f64::from(contestant.rates()[record.rate]));
            put("arrived", record.arrived() as f64);
            let steps = record.steps(of)[1];
            if steps.is_finite() {
                put("steps", steps);
            }
            put("loss", record.losses()[1]);
        }
        for one in outcome.comparisons(state.measure()) {
            let pair = format!("{}{}", one.pair.0 + 1, one.pair.1 + 1);
            values.push((format!("p{pair}").into(), one.p));
            values.push((format!("r{pair}").into(), one.effect));
            values.push((format!("factor{pair}").into(), libm::exp(one.shift)));
        }
        values
    }

    fn title(_state: &RaceState, text: &Text) -> String {
        text.race_title().to_owned()
    }

    fn summary(state: &RaceState, text: &Text) -> String {
        words::summary(state, text)
    }

    fn table(state: &RaceState, text: &Text) -> Table {
        words::table(state, text)
    }

    fn picture(state: &RaceState, lang: Lang) -> Svg {
        let text = lang.text();
        let plot = plot::curves(state, &plot::records(state), text);
        picture(&plot, (640.0, 400.0), &Self::summary(state, text))
    }

    #[cfg(feature = "web")]
    fn view(props: crate::exhibits::ViewProps<RaceState>) -> yew::Html {
        view::view(props)
    }
}

#[cfg(test)]
mod tests;
