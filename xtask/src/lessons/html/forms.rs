//! Questions as forms: what is asked, what is said about an answer, and the answer itself.

use kassei::text::trimmed;

use super::prose::data;
use super::{Press, Printer, image, island, quiet_island};
use crate::lessons::blocks::{Ask, Choice, Myth, Near, Predict, Quiz, Task};
use crate::lessons::figure::Figure;
use crate::lessons::number::Form;
use crate::lessons::prose::{Inline, Words};
use crate::markup::{Element, el};

/// As many steps as a bar has at most: more than a hand can set.
const STEPS: f64 = 400.0;

impl Printer<'_> {
    pub(super) fn quiz(&mut self, quiz: &Quiz, key: &str) -> Element {
        let kind = self.text().lesson_kind_quiz();
        let label = self.text().lesson_answer();
        let explain = self.prose(&quiz.explain);
        match &quiz.task {
            Task::Choice(choices) => {
                let texts: Vec<Words> = choices.iter().map(|choice| choice.text.clone()).collect();
                let right = quiz.right();
                let fieldset = el("fieldset")
                    .with(self.legend(&quiz.question))
                    .with_all(self.options(&texts, right, key));
                let hints = self.hints_of_choices(choices);
                let shown = el("p").with_all(self.words(&texts[right - 1]));
                form("quiz choice", key, kind)
                    .with(fieldset)
                    .with(self.act(Some(self.text().lesson_check()), hints))
                    .with(answer(label).with(shown).with_all(explain))
            }
            Task::Number {
                answer: value,
                tolerance,
                hints,
            } => {
                let question = el("span")
                    .class("question")
                    .with_all(self.words(&quiz.question));
                let input = el("input")
                    .attr("type", "text")
                    .attr("inputmode", "decimal")
                    .attr("autocomplete", "off");
                let field = el("label").class("field").with(question).with(input);
                let hints = hints.iter().map(|near| self.hint_near(near)).collect();
                let shown = el("p").with(data(*value, &shown(*value, *tolerance)));
                form("quiz number", key, kind)
                    .attr("data-answer", value)
                    .attr("data-tolerance", tolerance)
                    .with(field)
                    .with(self.act(Some(self.text().lesson_check()), hints))
                    .with(answer(label).with(shown).with_all(explain))
            }
        }
    }

    pub(super) fn predict(
        &mut self,
        press: &mut dyn Press,
        predict: &Predict,
        key: &str,
    ) -> Element {
        let words = &predict.question;
        let (body, truth) = match &predict.ask {
            Ask::Number {
                answer,
                from,
                to,
                form,
            } => {
                let truth = el("p").with(data(*answer, &form.write(*answer)));
                let body = self.bar(words, (*from, *to), *form, key);
                (body.attr("data-answer", answer), Some(truth))
            }
            Ask::Pick { choices, right } => (self.pick(words, choices, *right, key), None),
            Ask::Sketch { blank, truth } => {
                let alt = (truth.exhibit.summary)(&truth.state, self.text());
                let truth = image(press, self.lang, truth, &alt).class("truth");
                (self.sketch(press, words, blank, key), Some(truth))
            }
        };
        let lang = self.lang;
        let experiment = predict.experiment.iter();
        let experiment = experiment.map(|figure| quiet_island(press, lang, figure));
        let answer = answer(self.text().lesson_answer_predict())
            .with_all(truth)
            .with_all(self.prose(&predict.explain))
            .with_all(experiment);
        body.with(answer)
    }

    /// A number to be set by a bar.
    fn bar(&mut self, words: &[Inline], range: (f64, f64), written: Form, key: &str) -> Element {
        let text = self.text();
        let id = format!("{key}-question");
        form("predict number", key, text.lesson_kind_predict())
            .attr("data-as", written)
            .with(self.question(words).attr("id", &id))
            .with(bar(range, written, &id))
            .with(self.act(Some(text.lesson_look()), vec![]))
    }

    fn pick(&mut self, words: &[Inline], choices: &[Words], right: usize, key: &str) -> Element {
        let text = self.text();
        let fieldset = el("fieldset")
            .with(self.legend(words))
            .with_all(self.options(choices, right, key));
        form("predict pick", key, text.lesson_kind_predict())
            .with(fieldset)
            .with(self.act(Some(text.lesson_look()), vec![]))
    }

    /// A curve to be drawn: on the screen in the exhibit, on paper on its picture.
    fn sketch(
        &mut self,
        press: &mut dyn Press,
        words: &[Inline],
        blank: &Figure,
        key: &str,
    ) -> Element {
        el("div")
            .class("predict sketch")
            .attr("data-key", key)
            .with(
                el("p")
                    .class("kind")
                    .with(self.text().lesson_kind_predict()),
            )
            .with(self.question(words))
            .with(island(press, self.lang, blank))
            .with(image(press, self.lang, blank, "").class("blank"))
            .with(self.act(None, vec![]))
    }

    pub(super) fn myth(&mut self, press: &mut dyn Press, myth: &Myth, key: &str) -> Element {
        let text = self.text();
        let id = format!("{key}-question");
        let claim = el("p").class("claim").attr("id", &id);
        let bets = el("fieldset").attr("aria-labelledby", &id);
        let verdict = answer(text.lesson_answer_myth())
            .with(quiet_island(press, self.lang, &myth.experiment))
            .with_all(self.prose(&myth.verdict));
        form("myth", key, text.lesson_kind_myth())
            .with(claim.with_all(self.words(&myth.claim)))
            .with_all(self.source(&myth.source))
            .with(bets.with_all(self.options(&myth.bet, myth.right, key)))
            .with(self.act(Some(text.lesson_bet()), vec![]))
            .with(verdict)
    }

    /// The article that says so, with a link to where its reader finds what is here.
    fn source(&self, id: &str) -> Option<Element> {
        let article = self.course.curriculum.article(id)?;
        let link = el("a").attr(
            "href",
            format!("{}articles/{}/", super::LANGUAGE, article.slug()),
        );
        let link = link.with(article.title.of(self.lang));
        let label = format!("{} ", self.text().lesson_said_by());
        Some(
            el("p")
                .class("source")
                .with(label)
                .with(el("cite").with(link)),
        )
    }

    fn question(&mut self, words: &[Inline]) -> Element {
        el("p").class("question").with_all(self.words(words))
    }

    fn legend(&mut self, words: &[Inline]) -> Element {
        el("legend").class("question").with_all(self.words(words))
    }

    fn options(&mut self, texts: &[Words], right: usize, key: &str) -> Vec<Element> {
        let option = |(i, words): (usize, &Words)| {
            let input = el("input")
                .attr("type", "radio")
                .attr("name", key)
                .attr("value", i + 1)
                .flag("data-right", i + 1 == right);
            el("label")
                .with(input)
                .with(el("span").with_all(self.words(words)))
        };
        texts.iter().enumerate().map(option).collect()
    }

    fn hints_of_choices(&mut self, choices: &[Choice]) -> Vec<Element> {
        let hint = |(i, choice): (usize, &Choice)| {
            let words = self.words(choice.hint.as_ref()?);
            Some(hint().attr("data-for", i + 1).with_all(words))
        };
        choices.iter().enumerate().filter_map(hint).collect()
    }

    fn hint_near(&mut self, near: &Near) -> Element {
        hint()
            .attr("data-near", near.value)
            .attr("data-within", near.within)
            .with_all(self.words(&near.text))
    }

    /// The buttons, and beside them what is said about an answer.
    fn act(&self, submit: Option<&str>, hints: Vec<Element>) -> Element {
        let button = |kind: &str, class: &str, label: &str| {
            el("button").attr("type", kind).class(class).with(label)
        };
        let said = el("p").class("said");
        let verdict = el("div")
            .class("verdict")
            .attr("role", "status")
            .with(said)
            .with_all(hints);
        el("div")
            .class("act")
            .with_all(submit.map(|label| button("submit", "check", label)))
            .with(button("button", "again", self.text().lesson_again()))
            .with(verdict)
    }
}

/// A form that goes nowhere, even without a script.
fn form(class: &str, key: &str, kind: &str) -> Element {
    el("form")
        .class(class)
        .attr("method", "dialog")
        .attr("data-key", key)
        .with(el("p").class("kind").with(kind))
}

fn answer(label: &str) -> Element {
    el("details")
        .class("answer")
        .with(el("summary").with(label))
}

fn hint() -> Element {
    el("p").class("hint").flag("hidden", true)
}

/// A bar in the middle of its range.
fn bar((from, to): (f64, f64), form: Form, label: &str) -> Element {
    let mut decimals = form.decimals();
    while decimals > 0 && (to - from) * 10_f64.powi(decimals) > STEPS {
        decimals -= 1;
    }
    let plain = |value: f64| format!("{value:.*}", usize::try_from(decimals).unwrap_or_default());
    let step = 10_f64.powi(-decimals);
    let middle = from + ((to - from) / 2.0 / step).round() * step;
    let input = el("input")
        .attr("type", "range")
        .attr("min", from)
        .attr("max", to)
        .attr("step", plain(step))
        .attr("value", plain(middle))
        .attr("aria-labelledby", label);
    let output = el("output")
        .attr("aria-hidden", true)
        .with(form.write(middle));
    el("div").class("bar").with(input).with(output)
}

/// An answer with the digits that its tolerance can tell apart.
fn shown(value: f64, tolerance: f64) -> String {
    let digits = (0..9)
        .find(|digits| 0.1_f64.powi(*digits) <= tolerance.max(1e-9))
        .unwrap_or(9);
    trimmed(value, usize::try_from(digits).unwrap_or_default())
}
