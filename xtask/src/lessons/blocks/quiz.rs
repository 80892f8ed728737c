//! `quiz`: a question with choices or a number, and a hint for each wrong answer that can be foreseen.

use serde::Deserialize;
use toml::{Spanned, Value};

use super::Body;
use crate::lessons::located::Located;
use crate::lessons::number::evaluate;
use crate::lessons::prose::{Prose, Words};

#[derive(Debug)]
pub(crate) struct Quiz {
    pub(crate) question: Words,
    pub(crate) task: Task,
    pub(crate) explain: Prose,
}

impl Quiz {
    /// The right choice, counted from 1; 0 for a number.
    pub(crate) fn right(&self) -> usize {
        let Task::Choice(choices) = &self.task else {
            return 0;
        };
        let right = choices.iter().position(|choice| choice.right);
        right.map_or(0, |i| i + 1)
    }
}

#[derive(Debug)]
pub(crate) enum Task {
    /// One of them is right.
    Choice(Vec<Choice>),
    Number {
        answer: f64,
        tolerance: f64,
        hints: Vec<Near>,
    },
}

/// A choice: the right one has no hint, all others have.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) text: Words,
    pub(crate) right: bool,
    pub(crate) hint: Option<Words>,
}

/// A hint for answers near a wrong number.
#[derive(Debug)]
pub(crate) struct Near {
    pub(crate) value: f64,
    pub(crate) within: f64,
    pub(crate) text: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuizToml {
    question: Located,
    #[serde(default)]
    choice: Vec<Spanned<ChoiceToml>>,
    answer: Option<Located>,
    tolerance: Option<Spanned<f64>>,
    #[serde(default)]
    hint: Vec<NearToml>,
    explain: Option<Located>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceToml {
    text: Located,
    #[serde(default)]
    right: bool,
    hint: Option<Located>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NearToml {
    near: Spanned<Value>,
    within: Option<f64>,
    text: Located,
}

pub(super) fn read(body: Body<'_>) -> Option<Quiz> {
    let toml: QuizToml = body.toml.read()?;
    let task = match (&toml.answer, toml.choice.is_empty()) {
        (None, false) => choices(body, &toml)?,
        (Some(answer), true) => number(body, &toml, answer)?,
        (Some(_), false) => {
            return refuse(body, "found choices and an answer, expected one of them");
        }
        (None, true) => {
            return refuse(
                body,
                "found neither choices nor an answer, expected [[choice]] or answer = \"exhibit?state#value\"",
            );
        }
    };
    Some(Quiz {
        question: body.words(&toml.question),
        task,
        explain: body.maybe_prose(toml.explain.as_ref()),
    })
}

fn refuse<T>(body: Body<'_>, why: &str) -> Option<T> {
    body.problem(
        body.toml.at,
        format!("cannot read the block \"quiz\": {why}"),
    );
    None
}

fn choices(body: Body<'_>, toml: &QuizToml) -> Option<Task> {
    let texts = toml.choice.iter().map(|choice| &choice.get_ref().text);
    body.check_different(&texts.collect::<Vec<_>>());
    let right = toml
        .choice
        .iter()
        .filter(|choice| choice.get_ref().right)
        .count();
    if right != 1 {
        return refuse(
            body,
            &format!("found {right} right choices, expected 1, with right = true"),
        );
    }
    if toml.tolerance.is_some() || !toml.hint.is_empty() {
        return refuse(
            body,
            "found tolerance or [[hint]] beside choices, expected hint = \"…\" in each wrong choice",
        );
    }
    let choices = toml.choice.iter().map(|spanned| {
        let choice = spanned.get_ref();
        let wrong = match (choice.right, &choice.hint) {
            (true, Some(_)) => Some("a right choice with a hint, expected none"),
            (false, None) => Some("a wrong choice without a hint, expected hint = \"…\""),
            _ => None,
        };
        if let Some(found) = wrong {
            let text = choice.text.get_ref();
            body.problem(
                body.toml.at(&choice.text),
                format!("cannot read the choice {text:?}: found {found}"),
            );
        }
        Choice {
            text: body.choice(&choice.text),
            right: choice.right,
            hint: choice.hint.as_ref().map(|hint| body.words(hint)),
        }
    });
    Some(Task::Choice(choices.collect()))
}

fn number(body: Body<'_>, toml: &QuizToml, answer: &Located) -> Option<Task> {
    let answer = body.number(answer)?;
    let Some(tolerance) = &toml.tolerance else {
        return refuse(
            body,
            "found an answer without a tolerance, expected tolerance = 0.005 or the like",
        );
    };
    let at = body.toml.at(tolerance);
    let tolerance = *tolerance.get_ref();
    if !(tolerance >= 0.0 && tolerance.is_finite()) {
        body.problem(
            at,
            format!("cannot use the tolerance {tolerance}: expected a number that is not negative"),
        );
    }
    let hints = toml
        .hint
        .iter()
        .filter_map(|hint| near(body, hint, answer, tolerance));
    Some(Task::Number {
        answer,
        tolerance,
        hints: hints.collect(),
    })
}

fn near(body: Body<'_>, hint: &NearToml, answer: f64, tolerance: f64) -> Option<Near> {
    let at = body.toml.at(&hint.near);
    let value = match hint.near.get_ref() {
        Value::Float(value) => Ok(*value),
        Value::Integer(value) => Ok(*value as f64),
        Value::String(expression) => evaluate(expression),
        other => Err(format!(
            "cannot read a hint: found near = {}, expected a number or \"exhibit?state#value\"",
            other.type_str()
        )),
    };
    let value = body.checked(at, value)?;
    let within = hint.within.unwrap_or(tolerance);
    if (value - answer).abs() <= within.min(tolerance) {
        body.problem(at, format!("cannot use the hint near {value}: found the right answer, {answer}, expected a wrong one"));
    }
    Some(Near {
        value,
        within,
        text: body.words(&hint.text),
    })
}
