//! What several exhibits show alike.

#[cfg(every_exhibit)]
mod aim;
mod edit;
mod knobs;
#[cfg(every_exhibit)]
mod play;

#[cfg(every_exhibit)]
pub(crate) use {
    aim::Aim,
    edit::{keyed, set_to},
    knobs::{KNOB, Knob, knobs, rate},
    play::Play,
};
pub(crate) use {
    edit::{Edit, changed, edits},
    knobs::{INPUT, PLANE, neuron_knobs, parameters, plane_knobs},
};

#[cfg(every_exhibit)]
use yew::TargetCast as _;
use yew::{Html, html};

use crate::controls::{Chooser, Readout, mi, mn, mo, readout, rich, signed};
#[cfg(every_exhibit)]
use crate::exhibits::ViewProps;
use crate::maths::{Activation, Bend, Plane};
use crate::text::Text;

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

/// w₁·x₁ + w₂·x₂ + b in a formula, for inputs of these names.
pub(crate) fn plane_sum(plane: &Plane, inputs: [&'static str; 2]) -> Html {
    let [first, second] = inputs.map(|name| mi("x", name));
    let Plane { w: [w1, w2], b } = *plane;
    html! { <>{ mn("w", w1) }{ mo("·") }{ first }{ signed("w", w2) }{ mo("·") }{ second }{ signed("b", b) }</> }
}
