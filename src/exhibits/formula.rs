//! The learner's own formula: its field, and what is wrong with it in words.

use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Callback, Event, Html, Properties, TargetCast as _, function_component, html,
    use_state,
};

use super::fields::LONGEST_FORMULA;
use crate::maths::expression::{Formula, FormulaError, MOST_CHARACTERS, Problem};
use crate::text::Text;

/// What the field needs.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What it is for.
    pub(crate) label: AttrValue,
    /// The formula in use; none: empty.
    pub(crate) value: AttrValue,
    /// What one might write.
    #[prop_or_default]
    pub(crate) placeholder: AttrValue,
    /// Whether there may be none.
    #[prop_or_default]
    pub(crate) may_be_empty: bool,
    /// Takes another formula over.
    pub(crate) set: Callback<Option<Formula>>,
    /// The language.
    pub(crate) text: &'static Text,
}

/// What was written and not understood, while this formula was in use.
struct Attempt {
    written: String,
    error: FormulaError,
    over: AttrValue,
}

/// A field for a formula of x. What is not understood stays there to be mended, and changes nothing.
#[function_component]
pub(crate) fn OwnFormula(props: &Props) -> Html {
    let attempt = use_state(|| None::<Attempt>);
    let onchange = {
        let (attempt, set) = (attempt.clone(), props.set.clone());
        let (over, may_be_empty) = (props.value.clone(), props.may_be_empty);
        Callback::from(move |event: Event| {
            let written = event.target_unchecked_into::<HtmlInputElement>().value();
            let read = if may_be_empty && written.trim().is_empty() {
                Ok(None)
            } else {
                Formula::read(&written).map(Some)
            };
            match read {
                Ok(formula) => {
                    attempt.set(None);
                    set.emit(formula);
                }
                Err(error) => attempt.set(Some(Attempt {
                    written,
                    error,
                    over: over.clone(),
                })),
            }
        })
    };
    let failed = attempt.as_ref();
    let failed = failed.filter(|attempt| attempt.over == props.value);
    let value = failed.map_or_else(|| props.value.to_string(), |failed| failed.written.clone());
    html! {
        <div class="own-formula">
            <label class="pick own">
                <span class="lbl">{ &props.label }</span>
                <input type="text" name="formula" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength={LONGEST_FORMULA.to_string()}
                    aria-invalid={failed.is_some().to_string()} {value} placeholder={props.placeholder.clone()} {onchange} />
            </label>
            <div role="alert">
                if let Some(failed) = failed {
                    <p class="hint reply">{ props.text.formula_bad(&say(&failed.error, props.text)) }</p>
                }
            </div>
        </div>
    }
}

/// What is wrong with a formula.
fn say(error: &FormulaError, text: &Text) -> String {
    let place = match error.after() {
        None => text.formula_at_start().to_owned(),
        Some((last, None)) => text.formula_after(&last),
        Some((last, Some(nth))) => text.formula_after_nth(&last, &nth),
    };
    match &error.problem {
        Problem::Empty => text.formula_empty().to_owned(),
        Problem::TooLong(length) => text.formula_long(&MOST_CHARACTERS, length),
        Problem::TooDeep => text.formula_deep().to_owned(),
        Problem::Operand(_) => text.formula_operand(&place),
        Problem::Operator(_) => text.formula_operator(&place),
        Problem::Close(sign, _) => text.formula_close(&place, sign),
        Problem::Open(name) => text.formula_open(name),
        Problem::Arguments(name, count) => text.formula_arguments(count, name),
        Problem::Word(word) => text.formula_word(word),
        Problem::Character(sign) => text.formula_character(sign),
        Problem::Number(digits) => text.formula_number(digits),
    }
}
