//! `predict`: a bet before the truth is seen; a number, a choice, or a curve drawn by hand.

use serde::Deserialize;
use toml::Spanned;

use super::Body;
use crate::lessons::figure::Figure;
use crate::lessons::located::Located;
use crate::lessons::number::Form;
use crate::lessons::prose::{Prose, Words};

#[derive(Debug)]
pub(crate) struct Predict {
    pub(crate) question: Words,
    pub(crate) ask: Ask,
    pub(crate) explain: Prose,
    /// What decides it, shown with the answer.
    pub(crate) experiment: Option<Figure>,
}

#[derive(Debug)]
pub(crate) enum Ask {
    Number {
        answer: f64,
        from: f64,
        to: f64,
        form: Form,
    },
    /// `right` counts from 1.
    Pick { choices: Vec<Words>, right: usize },
    /// The exhibit to draw in, and the same with the truth.
    Sketch { blank: Figure, truth: Figure },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PredictToml {
    question: Located,
    number: Option<Located>,
    from: Option<f64>,
    to: Option<f64>,
    #[serde(rename = "as")]
    form: Option<Located>,
    pick: Option<Vec<Located>>,
    right: Option<Spanned<usize>>,
    sketch: Option<Located>,
    explain: Located,
    experiment: Option<Located>,
}

pub(super) fn read(body: Body<'_>) -> Option<Predict> {
    let toml: PredictToml = body.toml.read()?;
    let ask = match (&toml.number, &toml.pick, &toml.sketch) {
        (Some(answer), None, None) => number(body, &toml, answer)?,
        (None, Some(pick), None) => self::pick(body, &toml, pick)?,
        (None, None, Some(state)) => sketch(body, &toml, state)?,
        _ => return refuse(body, "expected one of number, pick and sketch"),
    };
    Some(Predict {
        question: body.words(&toml.question),
        ask,
        explain: body.prose(&toml.explain),
        experiment: toml
            .experiment
            .as_ref()
            .and_then(|address| body.figure(address)),
    })
}

fn refuse<T>(body: Body<'_>, why: &str) -> Option<T> {
    body.problem(
        body.toml.at,
        format!("cannot read the block \"predict\": {why}"),
    );
    None
}

/// Refuses the keys that belong to a bet of another kind.
fn only(body: Body<'_>, kind: &str, others: &[(&str, bool)]) -> Option<()> {
    match others.iter().find(|(_, given)| *given) {
        Some((key, _)) => refuse(
            body,
            &format!("found {key:?}, which a {kind} does not have"),
        ),
        None => Some(()),
    }
}

fn bar_keys(toml: &PredictToml) -> [(&str, bool); 3] {
    [
        ("from", toml.from.is_some()),
        ("to", toml.to.is_some()),
        ("as", toml.form.is_some()),
    ]
}

fn number(body: Body<'_>, toml: &PredictToml, answer: &Located) -> Option<Ask> {
    only(body, "number", &[("right", toml.right.is_some())])?;
    let (Some(from), Some(to), Some(form)) = (toml.from, toml.to, &toml.form) else {
        return refuse(
            body,
            "found a number without its bar, expected from, to and as",
        );
    };
    let at = body.toml.at(answer);
    let answer = body.number(answer)?;
    // "%" alone is per cent without digits.
    let written = if form.get_ref() == "%" {
        "%0"
    } else {
        form.get_ref()
    };
    let form = body.checked(body.toml.at(form), Form::parse(written))?;
    if !(from <= answer && answer <= to) {
        body.problem(
            at,
            format!("cannot set a bar from {from} to {to}: found the answer {answer}, expected one between"),
        );
        return None;
    }
    Some(Ask::Number {
        answer,
        from,
        to,
        form,
    })
}

fn pick(body: Body<'_>, toml: &PredictToml, pick: &[Located]) -> Option<Ask> {
    only(body, "pick", &bar_keys(toml))?;
    let Some(right) = &toml.right else {
        return refuse(
            body,
            "found a pick without right, expected right = 1 or the like",
        );
    };
    let (choices, right) = body.options(pick, right)?;
    Some(Ask::Pick { choices, right })
}

fn sketch(body: Body<'_>, toml: &PredictToml, state: &Located) -> Option<Ask> {
    only(body, "sketch", &bar_keys(toml))?;
    only(body, "sketch", &[("right", toml.right.is_some())])?;
    let at = body.toml.at(state);
    let blank = body.checked(at, Figure::new("sketch", state.get_ref()))?;
    let answered = blank
        .state
        .split('&')
        .find(|pair| pair.starts_with("guess=") || pair.starts_with("shown="));
    if let Some(pair) = answered {
        body.problem(
            at,
            format!(
                "cannot ask for a sketch: found {pair:?}, expected a state without guess and shown"
            ),
        );
        return None;
    }
    let shown = [blank.state.as_str(), "shown=1"];
    let shown = shown
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("&");
    let truth = body.checked(at, Figure::new("sketch", &shown))?;
    Some(Ask::Sketch { blank, truth })
}
