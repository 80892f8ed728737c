//! A curve built from bends: a net of one hidden layer, hinge by hinge, beside what it is to imitate.

#[cfg(feature = "web")]
mod below;
#[cfg(feature = "web")]
mod course;
#[cfg(feature = "web")]
mod diagram;
mod fits;
mod hold;
mod plot;
mod state;
#[cfg(test)]
mod tests;
mod training;
#[cfg(feature = "web")]
mod view;

pub use hold::Hold;
pub use state::{Below, HingesState};

use crate::charts::{Ink, Mark, Svg, picture};
use crate::exhibits::target::{self, PLACES};
use crate::exhibits::{Exhibit, Table, Values, WINDOW};
use crate::maths::{Curve as _, Distance};
use crate::text::{Lang, Text, fixed, trimmed};

/// The most hidden units.
const MOST: usize = 16;
/// The stretch on which errors are measured.
const RANGE: (f64, f64) = (WINDOW.low, WINDOW.high);

/// The exhibit.
#[derive(Debug)]
pub struct Hinge;

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
