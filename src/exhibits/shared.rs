//! What several exhibits show alike.

#[cfg(every_exhibit)]
use yew::TargetCast as _;
use yew::{Callback, Html, html};

use crate::browser::keys::Travel;
#[cfg(every_exhibit)]
use crate::browser::keys::snap;
#[cfg(every_exhibit)]
use crate::charts::{Layer, Peg, Pegs, Stroke};
use crate::controls::{Chooser, Readout, Slider, mi, mn, mo, readout, rich, signed, slider};
#[cfg(every_exhibit)]
use crate::exhibits::ViewProps;
use crate::exhibits::fields::{Fields, State, Why};
#[cfg(every_exhibit)]
use crate::exhibits::target::{self, SHEET};
use crate::exhibits::{BOUND, WINDOW};
use crate::maths::{Activation, Bend, Plane};
use crate::text::Text;

/// State down, a whole new state up: a callback that sets a changed copy of `state`.
pub(crate) fn changed<S: Clone + 'static, T: 'static>(
    state: &S,
    set: &Callback<S>,
    change: impl Fn(&mut S, T) + 'static,
) -> Callback<T> {
    let state = state.clone();
    set.reform(move |value| {
        let mut next = state.clone();
        change(&mut next, value);
        next
    })
}

/// A view that has something in motion is a component, and this is what it shows.
#[cfg(every_exhibit)]
#[derive(yew::Properties)]
pub(crate) struct Live<S: 'static> {
    /// As for any view.
    pub(crate) props: std::rc::Rc<ViewProps<S>>,
}

#[cfg(every_exhibit)]
impl<S> PartialEq for Live<S> {
    /// The frame asks only when something has changed.
    fn eq(&self, _other: &Self) -> bool {
        false
    }
}

/// The place among its like of the pane of a diagram that was pressed. Panes of this class stand side by side; others let
/// clicks through.
#[cfg(every_exhibit)]
pub(crate) fn pressed(event: &yew::MouseEvent, class: &str) -> Option<usize> {
    let target = event.target_unchecked_into::<web_sys::Element>();
    let mut pane = target.closest(class).ok()?;
    let mut place = None;
    while let Some(earlier) = pane {
        pane = earlier
            .previous_element_sibling()
            .filter(|earlier| earlier.matches(class).unwrap_or(false));
        place = Some(place.map_or(0, |place| place + 1));
    }
    place
}

/// The points of a target that is drawn by hand, and the way to them in a state.
#[cfg(every_exhibit)]
pub(crate) fn pegs<S: Clone + 'static>(
    state: &S,
    guess: &[Option<f64>],
    set: &Callback<S>,
    way: fn(&mut S) -> &mut Vec<Option<f64>>,
    text: &Text,
) -> Layer {
    let peg = |(x, y): (f64, Option<f64>)| Peg {
        x,
        y,
        label: text.sketch_point(&text.say(x, 2)).into(),
        value_text: y
            .map_or_else(|| text.sketch_unset().to_owned(), |y| text.say(y, 2))
            .into(),
    };
    let pegs = Pegs {
        pegs: target::points(guess).map(peg).collect(),
        label: text.sketch_keys().into(),
        travel: Travel {
            low: SHEET.low,
            high: SHEET.high,
            step: 0.05,
        },
        on_put: changed(state, set, move |s: &mut S, (i, y)| way(s)[i] = y),
        on_draw: changed(state, set, move |s: &mut S, stroke: Stroke| {
            let guess = way(s);
            let at: Vec<f64> = target::points(guess).map(|point| point.0).collect();
            stroke.set_points(&at, guess, &|y| snap(y.clamp(SHEET.low, SHEET.high), 0.01));
        }),
    };
    pegs.layer()
}

/// A question that asks for a prediction before the hand moves.
pub(crate) fn try_it(question: &str, text: &Text) -> Html {
    html! { <div class="try"><b>{ text.frame_try_it() }</b><span>{ rich(question) }</span></div> }
}

/// The name of a function in a formula, with its parameters as an index.
pub(crate) fn function_name(bend: &Bend, text: &Text) -> Html {
    let name = html! { <mi mathvariant="normal">{ text.term(bend.activation.id) }</mi> };
    let index = bend
        .activation
        .params
        .iter()
        .zip(&bend.params)
        .map(|(param, value)| {
            html! { <>{ html! { <mi>{ param.symbol }</mi> } }{ mo("=") }{ mn("t", *value) }</> }
        });
    if bend.params.is_empty() {
        name
    } else {
        html! { <msub>{ name }<mrow>{ for index }</mrow></msub> }
    }
}

/// A slider for each parameter of a function.
pub(crate) fn parameters(
    bend: &Bend,
    initial: &Bend,
    set: &Callback<Bend>,
    text: &'static Text,
) -> Html {
    let rows = bend
        .activation
        .params
        .iter()
        .zip(&bend.params)
        .enumerate()
        .map(|(i, (param, value))| {
            let base = bend.clone();
            let set = set.reform(move |value| {
                let mut next = base.clone();
                next.params[i] = value;
                next
            });
            let same_function = bend.activation.id == initial.activation.id;
            let initial = if same_function {
                initial.params[i]
            } else {
                param.default
            };
            slider(Slider {
                name: format!("p.{}", param.id),
                class: "t",
                symbol: param.symbol,
                label: text.quantity_parameter(&param.symbol),
                value: *value,
                initial,
                travel: Travel {
                    low: param.min,
                    high: param.max,
                    step: 0.01,
                },
                bounds: (param.min, param.max),
                digits: 2,
                set: &set,
                text,
            })
        });
    rows.collect()
}

/// How far a weight, a bias or another factor goes.
pub(crate) const KNOB: Travel = Travel {
    low: -4.0,
    high: 4.0,
    step: 0.01,
};
/// How far an input goes.
pub(crate) const INPUT: Travel = Travel {
    low: WINDOW.low,
    high: WINDOW.high,
    step: 0.01,
};

/// Takes a key of the state and its new value, as both stand in a link. One callback serves all controls of an exhibit.
pub(crate) type Edit = Callback<(String, String)>;

/// The edits of `state`.
pub(crate) fn edits<S: State>(state: &S, set: &Callback<S>) -> Edit {
    changed(state, set, |s: &mut S, (key, value)| {
        s.fields(&mut One(key, Some(value)));
    })
}

/// The reader of a link that has one key.
struct One(String, Option<String>);

impl Fields for One {
    fn offer(&mut self, key: &str, _current: String, _default: Option<String>) -> Option<String> {
        self.1.take_if(|_| key == self.0)
    }

    fn refuse(&mut self, _key: &str, _text: &str, _why: Why) {}
}

/// The frame of most exhibits: a question, a formula, a chart with its controls, read-outs, and a line on what they mean.
pub(crate) struct Sheet<'a> {
    /// The question.
    pub(crate) question: &'a str,
    /// MathML.
    pub(crate) formula: Html,
    /// The chart.
    pub(crate) chart: Html,
    /// What stands beside it.
    pub(crate) controls: Html,
    /// What is to be said of it.
    pub(crate) note: Html,
    /// The class of each quantity, its name, and its value as shown.
    pub(crate) values: Vec<(&'static str, &'static str, String)>,
}

/// A sheet as HTML.
pub(crate) fn sheet(sheet: Sheet<'_>, text: &Text) -> Html {
    let values = sheet.values.into_iter();
    let values = values.map(|(class, label, value)| Readout {
        class,
        label: label.into(),
        value,
    });
    html! {
        <>
            { try_it(sheet.question, text) }
            <div class="formula"><math aria-label={text.frame_formula()}>{ sheet.formula }</math></div>
            <div class="body">
                { sheet.chart }
                <div class="panel" role="group" aria-label={text.frame_controls()}>{ sheet.controls }</div>
            </div>
            { sheet.note }
            { readout(text.frame_readouts(), values.collect::<Vec<_>>()) }
        </>
    }
}

/// A number of two decimals that may be typed up to [`BOUND`].
pub(crate) struct Knob {
    /// Its key in the state, which is its sign.
    pub(crate) key: &'static str,
    /// The class of its quantity.
    pub(crate) class: &'static str,
    /// Its name in words.
    pub(crate) label: &'static str,
    /// What it is now, and what Delete returns to.
    pub(crate) value: (f64, f64),
    /// The ends of the track, and a small step on it.
    pub(crate) travel: Travel,
}

/// Sliders for numbers.
pub(crate) fn knobs(knobs: &[Knob], edit: &Edit, text: &'static Text) -> Html {
    let knob = |knob: &Knob| {
        let Knob {
            key,
            class,
            label,
            value,
            travel,
        } = *knob;
        slider(Slider {
            name: key.to_owned(),
            class,
            symbol: sign(key),
            label: label.to_owned(),
            value: value.0,
            initial: value.1,
            travel,
            bounds: (-BOUND, BOUND),
            digits: 2,
            set: &edit.reform(move |value: f64| (key.to_owned(), value.to_string())),
            text,
        })
    };
    knobs.iter().map(knob).collect()
}

/// A key as it stands in print.
const fn sign(key: &'static str) -> &'static str {
    match key.as_bytes() {
        b"w1" => "w₁",
        b"w2" => "w₂",
        b"x1" => "x₁",
        b"x2" => "x₂",
        _ => key,
    }
}

/// The sliders of a neuron: w, b and x, as they are and as they were at first.
pub(crate) fn neuron_knobs(
    now: [f64; 3],
    initial: [f64; 3],
    edit: &Edit,
    text: &'static Text,
) -> Html {
    let knob = |i: usize, key, label, travel| Knob {
        key,
        class: key,
        label,
        value: (now[i], initial[i]),
        travel,
    };
    let numbers = [
        knob(0, "w", text.quantity_w(), KNOB),
        knob(1, "b", text.quantity_b(), KNOB),
        knob(2, "x", text.quantity_x(), INPUT),
    ];
    knobs(&numbers, edit, text)
}

/// The choice of f.
pub(crate) fn choose_f(bend: &Bend, edit: &Edit, text: &'static Text) -> Html {
    let set = edit.reform(|f: &Activation| ("f".to_owned(), f.id.to_owned()));
    html! { <Chooser chosen={bend.activation.id} {set} {text} /> }
}

/// f(w·x + b) in a formula.
#[cfg(every_exhibit)]
pub(crate) fn bent_line(bend: &Bend, w: f64, b: f64, text: &Text) -> Html {
    bent(bend, line(w, b), text)
}

/// w·x + b in a formula.
pub(crate) fn line(w: f64, b: f64) -> Html {
    html! { <>{ mn("w", w) }{ mo("·") }{ mi("x", "x") }{ signed("b", b) }</> }
}

/// f of a sum in a formula.
pub(crate) fn bent(bend: &Bend, sum: Html, text: &Text) -> Html {
    html! { <>{ function_name(bend, text) }{ mo("(") }{ sum }{ mo(")") }</> }
}

/// The names of the numbers of a neuron with two inputs.
pub(crate) const PLANE: [&str; 5] = ["w1", "w2", "b", "x1", "x2"];

/// Sliders for the first of the numbers of [`PLANE`], as they are and as they were at first. `edit` gets such a name.
pub(crate) fn plane_knobs(now: &[f64], initial: &[f64], edit: &Edit, text: &'static Text) -> Html {
    let labels = [
        text.quantity_w1(),
        text.quantity_w2(),
        text.quantity_b(),
        text.quantity_x1(),
        text.quantity_x2(),
    ];
    let knob = |i: usize| Knob {
        key: PLANE[i],
        class: &PLANE[i][..1],
        label: labels[i],
        value: (now[i], initial[i]),
        travel: if i < 3 { KNOB } else { INPUT },
    };
    let all: Vec<Knob> = (0..now.len()).map(knob).collect();
    knobs(&all, edit, text)
}

/// w₁·x₁ + w₂·x₂ + b in a formula, for inputs of these names.
pub(crate) fn plane_sum(plane: &Plane, inputs: [&'static str; 2]) -> Html {
    let [first, second] = inputs.map(|name| mi("x", name));
    let Plane { w: [w1, w2], b } = *plane;
    html! { <>{ mn("w", w1) }{ mo("·") }{ first }{ signed("w", w2) }{ mo("·") }{ second }{ signed("b", b) }</> }
}
