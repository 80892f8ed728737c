//! The chart: what is left of signal and gradient at each layer.

use super::JourneyState;
use crate::charts::{Axis, Dash, Ink, Mark, Plot, Side, Trace};
use crate::maths::chain::Journey;
use crate::text::Text;

/// The axis ends here.
const LOWEST: f64 = 1e-300;

impl JourneyState {
    /// What is drawn when so many layers have been passed, there and then back; `None`: all of them.
    pub(crate) fn plot(&self, passed: Option<f64>, text: &Text) -> Plot {
        let found = self.found();
        let Journey {
            signal, gradient, ..
        } = &found.journey;
        let n = self.layers;
        let there = passed.unwrap_or(n).min(n);
        let back = (passed.unwrap_or(2.0 * n) - n).max(0.0);
        let bound = found.bound.map(|factor| {
            let powers = (0..gradient.len()).rev().map(|k| factor.powi(k as i32));
            powers.collect::<Vec<f64>>()
        });
        let quartiles = [0, 1, 2].map(|i| -> Vec<f64> {
            let all = found.quartiles.iter().flatten();
            all.map(|quartiles| quartiles[i]).collect()
        });
        let shown = self
            .signal
            .then_some(signal)
            .into_iter()
            .chain(&bound)
            .chain(&quartiles);
        let mut y = Axis::decades(gradient.iter().chain(shown.flatten()).copied(), LOWEST);
        // Room for a word above the highest line.
        let roomy = y.high * libm::pow(y.high / y.low, 0.09);
        if roomy.is_finite() {
            y.high = roomy;
        }
        let mut traces = Vec::new();
        let mut marks = Vec::new();
        let mut line = |values: &[f64], ink, dash, width| {
            let points = values
                .iter()
                .enumerate()
                .map(|(layer, value)| (layer as f64, *value));
            let finite = points.filter(|(_, value)| value.is_finite());
            traces.push(trace(vec![finite.collect()], ink, dash, width));
        };
        let mut label = |layer: f64, value: f64, words: &str, ink, side| {
            marks.push(Mark::Label {
                at: y.above((layer, value)),
                text: words.to_owned(),
                ink,
                side,
            });
        };
        // What falls to the left leaves room to the right of its middle, one layer lower, and to the left of it.
        let middle = libm::floor(n / 2.0);
        let below = (middle as usize).saturating_sub(1);
        label(
            n + 0.5,
            y.low,
            text.gradient_journey_layer(),
            Ink::Muted,
            Side::Left,
        );
        if let Some(bound) = &bound {
            line(bound, Ink::Target, Dash::Dotted, 2.0);
            label(
                middle,
                bound[middle as usize],
                text.gradient_journey_bound(),
                Ink::Target,
                Side::Left,
            );
        }
        if let [lower, median, upper] = &quartiles
            && found.quartiles.is_some()
        {
            line(lower, Ink::Slope, Dash::Dotted, 1.0);
            line(upper, Ink::Slope, Dash::Dotted, 1.0);
            line(median, Ink::Slope, Dash::Long, 2.4);
            label(
                middle,
                lower[below],
                text.gradient_journey_median(),
                Ink::Slope,
                Side::Right,
            );
        }
        if self.signal {
            let whole = &signal[..=there as usize];
            line(whole, Ink::Output, Dash::Long, 3.0);
            let end = between(signal, there);
            label(
                there,
                end,
                text.gradient_journey_signal(),
                Ink::Output,
                Side::Left,
            );
        }
        let [stairs, slopes, weights] = stairs(&found.journey, back);
        let width = (140.0 / n).clamp(2.4, 14.0);
        traces.push(trace(vec![stairs], Ink::Muted, Dash::Solid, 1.5));
        traces.push(trace(bars(&slopes), Ink::Slope, Dash::Solid, width));
        traces.push(trace(bars(&weights), Ink::Weight, Dash::Solid, width));
        let zero = gradient.iter().rposition(|left| *left == 0.0);
        if let Some(layer) = zero.filter(|layer| n - back <= *layer as f64) {
            label(
                layer as f64,
                y.low,
                text.gradient_journey_zero(),
                Ink::Slope,
                Side::Left,
            );
        } else if passed.is_none() && found.quartiles.is_none() {
            label(
                middle,
                gradient[below],
                text.gradient_journey_gradient(),
                Ink::Slope,
                Side::Right,
            );
        }
        let mut point = |layer, value, ink| {
            marks.push(Mark::Point {
                at: (layer, value),
                ink,
                radius: 7.0,
            });
        };
        if self.signal {
            point(there, between(signal, there), Ink::Output);
        }
        if passed.is_none_or(|passed| passed >= n) {
            point(n - back, between(gradient, n - back), Ink::Slope);
        }
        Plot {
            traces,
            marks,
            ..Plot::over(Axis::counts(-0.5, n + 0.5), y)
        }
    }
}

fn trace(runs: Vec<Vec<(f64, f64)>>, ink: Ink, dash: Dash, width: f64) -> Trace {
    Trace {
        runs,
        dots: vec![],
        ink,
        dash,
        width,
    }
}

/// The value between two layers: on a logarithmic axis it lies on the straight way from one to the other.
fn between(values: &[f64], layer: f64) -> f64 {
    let (before, part) = (layer as usize, layer.fract());
    let from = values[before];
    match values.get(before + 1) {
        Some(to) if part > 0.0 && from > 0.0 && *to > 0.0 => from * libm::pow(to / from, part),
        _ => from,
    }
}

type Points = Vec<(f64, f64)>;

/// The way back, from the output on, over so many layers: down or up by the slopes of a layer, then by its weights. The whole
/// way, and the two ends of every part of it that is due to slopes, and to weights.
fn stairs(journey: &Journey, back: f64) -> [Points; 3] {
    let layers = journey.slopes.len();
    let [mut way, mut slopes, mut weights] = [vec![(layers as f64, 1.0)], vec![], vec![]];
    for layer in (1..=layers).rev().take(back as usize) {
        let (here, slope) = (journey.gradient[layer], journey.slopes[layer - 1]);
        if here == 0.0 {
            break;
        }
        let at = |distance: f64| layer as f64 - distance;
        let after = here * slope;
        slopes.extend([(at(0.3), here), (at(0.3), after)]);
        way.extend([(at(0.3), here), (at(0.3), after)]);
        if after > 0.0 {
            let next = journey.gradient[layer - 1];
            weights.extend([(at(0.7), after), (at(0.7), next)]);
            way.extend([(at(0.7), after), (at(0.7), next), (at(1.0), next)]);
        }
    }
    [way, slopes, weights]
}

/// A line between the two ends of each bar.
fn bars(ends: &[(f64, f64)]) -> Vec<Points> {
    ends.chunks(2).map(<[_]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::links::state;
    use crate::text::Lang;

    #[test]
    fn bars_of_all_layers_lead_from_1_to_what_is_left() {
        let journey = state::<JourneyState>("f=tanh&init=own&w=1.5&layers=7")
            .found()
            .journey
            .clone();
        let [way, slopes, weights] = stairs(&journey, 7.0);
        assert_eq!((slopes.len(), weights.len()), (14, 14));
        assert_eq!(
            (way[0], way[way.len() - 1]),
            ((7.0, 1.0), (0.0, journey.gradient[0]))
        );
        assert_eq!(stairs(&journey, 2.9)[1].len(), 4);
    }

    #[test]
    fn whatever_is_typed_every_place_on_the_chart_is_a_number() {
        for text in [
            "layers=50&w=1e6&x=1e6&b=1e6&f=identity",
            "layers=50&w=-1e6&init=own&f=relu&show=signal,many",
            "layers=50&w=1e6&init=own&f=swish",
            "layers=50&w=0",
        ] {
            let plot = state::<JourneyState>(text).plot(None, Lang::En.text());
            let place = |mark: &Mark| match mark {
                Mark::Label { at, .. } | Mark::Point { at, .. } | Mark::Datum { at, .. } => at.1,
                Mark::Line { to, .. } => to.1,
            };
            assert!(plot.y.high.is_finite(), "{text}");
            assert!(
                plot.marks.iter().all(|mark| !place(mark).is_nan()),
                "{text}"
            );
        }
    }

    #[test]
    fn on_the_way_only_what_has_been_passed_is_drawn() {
        let state = JourneyState::default();
        let drawn = |passed| {
            let plot = state.plot(Some(passed), Lang::En.text());
            let points = plot
                .marks
                .iter()
                .filter(|mark| matches!(mark, Mark::Point { .. }));
            (points.count(), plot.traces[3].runs.len())
        };
        assert_eq!(
            [drawn(3.5), drawn(10.0), drawn(14.5)],
            [(1, 0), (2, 0), (2, 4)]
        );
    }
}
