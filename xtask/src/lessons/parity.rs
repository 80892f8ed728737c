//! Both languages of a lesson are the same lesson: only the words differ.

use super::blocks::{Ask, Block, Kind, Predict, Quiz, Task};
use super::lesson::Lesson;
use super::prose::{Formula, Inline, Part, Words, walk, walk_words};

/// What a lesson consists of, as both languages must have it, and where that is.
type Outline = Vec<(String, usize)>;

/// Notes, in the second lesson, where the two differ first.
pub(crate) fn check(one: &Lesson, other: &Lesson) {
    if one.minutes != other.minutes {
        let (there, here) = (one.minutes, other.minutes);
        let place = one.source.place(0);
        other.source.problem(
            0,
            format!("cannot pair this lesson with {place}: found {here} minutes, expected {there}"),
        );
    }
    check_covers(one, other);
    check_outlines(one, other);
}

fn check_covers(one: &Lesson, other: &Lesson) {
    for (here, there) in [(one, other), (other, one)] {
        for cover in &here.covers {
            if !there
                .covers
                .iter()
                .any(|same| (&same.slide, &same.row) == (&cover.slide, &cover.row))
            {
                let place = there.source.place(0);
                here.source.problem(cover.at, format!("cannot pair this lesson with {place}: found that {} covers {}, which is not so there", cover.slide, cover.row));
            }
        }
    }
}

fn check_outlines(one: &Lesson, other: &Lesson) {
    let (there, here) = (outline(one), outline(other));
    let nothing = ("the end".to_owned(), usize::MAX);
    for i in 0..there.len().max(here.len()) {
        let (there, here) = (
            there.get(i).unwrap_or(&nothing),
            here.get(i).unwrap_or(&nothing),
        );
        if there.0 != here.0 {
            let place = one.source.place(there.1);
            other.source.problem(
                here.1,
                format!(
                    "cannot pair this lesson with {place}: found {}, expected {}",
                    here.0, there.0
                ),
            );
            return;
        }
    }
}

fn outline(lesson: &Lesson) -> Outline {
    let mut outline = Outline::new();
    for slide in &lesson.slides {
        outline.push((format!("the slide \"{}\"", slide.id), slide.at));
        formulas_of_words(&slide.title, &mut outline);
        for block in &slide.blocks {
            add(block, &mut outline);
        }
    }
    outline
}

fn add(block: &Block, outline: &mut Outline) {
    let at = block.at;
    let mut push = |what: String| outline.push((what, at));
    match &block.kind {
        Kind::Prose(prose) => formulas(prose, outline),
        Kind::Exhibit(figure) => push(format!("the exhibit {figure:?}")),
        Kind::Try(prose) => {
            push("a block \"try\"".to_owned());
            formulas(prose, outline);
        }
        Kind::Note(prose) => {
            push("a block \"note\"".to_owned());
            formulas(prose, outline);
        }
        Kind::Code(id) => push(format!("the code of {id}")),
        Kind::Quiz(quiz) => {
            push(of_quiz(quiz));
            formulas(&quiz.explain, outline);
        }
        Kind::Predict(predict) => {
            push(of_predict(predict));
            formulas(&predict.explain, outline);
        }
        Kind::Myth(myth) => {
            let (count, right, source) = (myth.bet.len(), myth.right, &myth.source);
            push(format!(
                "a block \"myth\" of {source} with {count} bets, right {right}, and {:?}",
                myth.experiment
            ));
            formulas(&myth.verdict, outline);
        }
    }
}

fn of_quiz(quiz: &Quiz) -> String {
    match &quiz.task {
        Task::Choice(choices) => {
            format!(
                "a block \"quiz\" with {} choices, right {}",
                choices.len(),
                quiz.right()
            )
        }
        Task::Number {
            answer,
            tolerance,
            hints,
        } => {
            let hints: Vec<String> = hints
                .iter()
                .map(|near| format!("{} within {}", near.value, near.within))
                .collect();
            format!(
                "a block \"quiz\" with the answer {answer} within {tolerance} and hints near [{}]",
                hints.join(", ")
            )
        }
    }
}

fn of_predict(predict: &Predict) -> String {
    let what = match &predict.ask {
        Ask::Number {
            answer,
            from,
            to,
            form,
        } => format!("the answer {answer} from {from} to {to} as {form}"),
        Ask::Pick { choices, right } => format!("{} to pick from, right {right}", choices.len()),
        Ask::Sketch { blank, .. } => format!("{blank:?}"),
    };
    let experiment = predict
        .experiment
        .as_ref()
        .map(|figure| format!(" and {figure:?}"));
    format!(
        "a block \"predict\" with {what}{}",
        experiment.unwrap_or_default()
    )
}

fn formulas(prose: &[Part], outline: &mut Outline) {
    walk(prose, &mut |inline| formula(inline, outline));
}

fn formulas_of_words(words: &Words, outline: &mut Outline) {
    walk_words(words, &mut |inline| formula(inline, outline));
}

fn formula(inline: &Inline, outline: &mut Outline) {
    if let Inline::Formula(Formula { tex, at, .. }) = inline {
        outline.push((format!("the formula \"{}\"", without_words(tex)), *at));
    }
}

/// The words within a formula may differ.
fn without_words(tex: &str) -> String {
    let mut parts = tex.split("\\text{");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.split_once('}').map_or("", |(_, rest)| rest);
        kept += "\\text{…}";
        kept += rest;
    }
    kept
}

#[cfg(test)]
mod tests {
    use kassei::text::Lang;

    use super::*;
    use crate::lessons::golden;
    use crate::lessons::source::Source;

    const GOLDEN: &str = include_str!("golden/lesson.md");

    /// What is said of a translation in which one thing is another.
    fn said(from: &str, to: &str) -> String {
        assert!(GOLDEN.contains(from), "{from}");
        let course = golden::course();
        let read = |path, text: &str, lang| {
            Lesson::read(Source::new(path, text), "golden", lang, course.terms(lang)).unwrap()
        };
        let one = read("en.md", GOLDEN, Lang::En);
        let other = read("ja.md", &GOLDEN.replacen(from, to, 1), Lang::Ja);
        check(&one, &other);
        let problems = [one, other].map(|lesson| lesson.source.take_problems());
        let problems: Vec<String> = problems.concat().iter().map(ToString::to_string).collect();
        problems.join("\n")
    }

    #[test]
    fn words_may_differ() {
        for (from, to) in [
            ("# Blocks", "# ブロック"),
            ("A paragraph may run", "段落は"),
            ("`=softmax#p1 %0`, ", ""),
            ("text = \"At 0\"", "text = \"0で\""),
            ("[[kink]] and ", ""),
        ] {
            assert_eq!(said(from, to), "", "{from}");
        }
    }

    #[test]
    fn all_else_is_the_same_or_told_with_both_places() {
        for (from, to, told) in [
            (
                "minutes = 9",
                "minutes = 10",
                "ja.md:1: cannot pair this lesson with en.md:1: found 10 minutes, expected 9",
            ),
            (
                "[\"S0-16\", \"S0-17\"]",
                "[\"S0-16\"]",
                "en.md:6: cannot pair this lesson with ja.md:1: found that prose covers S0-17, which is not so there",
            ),
            (
                "{#questions}",
                "{#asked}",
                "ja.md:67: cannot pair this lesson with en.md:67: found the slide \"asked\", expected the slide \"questions\"",
            ),
            (
                "z=5,4,-1\n&target=2",
                "z=5,4,-1\n&target=1",
                "ja.md:49: cannot pair this lesson with en.md:49: found the exhibit softmax?target=1, expected the exhibit softmax?target=2",
            ),
            (
                "````note\nAsk the room before you press.\n````\n",
                "",
                "ja.md:59: cannot pair this lesson with en.md:58: found the code of swish, expected a block \"note\"",
            ),
            (
                "```code swish",
                "```code mish",
                "ja.md:62: cannot pair this lesson with en.md:62: found the code of mish, expected the code of swish",
            ),
            (
                "\\w{w} \\cdot x + \\b b",
                "\\w{w} x + \\b b",
                "ja.md:25: cannot pair this lesson with en.md:25: found the formula \"\\y{y} = f(\\w{w} x + \\b b)\", expected the formula \"\\y{y} = f(\\w{w} \\cdot x + \\b b)\"",
            ),
            (
                "answer = \"function?f=sigmoid&x=0#dy\"",
                "answer = \"function?f=relu&x=-1#dy\"",
                "ja.md:80: cannot pair this lesson with en.md:80: found a block \"quiz\" with the answer 0 within 0.005 and hints near [0.5 within 0.005, 1 within 0.01], expected a block \"quiz\" with the answer 0.25 within 0.005 and hints near [0.5 within 0.005, 1 within 0.01]",
            ),
            (
                "bet = [\"That is the main reason\", \"It is a side effect\"]\nright = 2",
                "bet = [\"それが一番の理由\", \"それはおまけ\"]\nright = 1",
                "ja.md:121: cannot pair this lesson with en.md:121: found a block \"myth\" of S0 with 2 bets, right 1, and softmax?target=2, expected a block \"myth\" of S0 with 2 bets, right 2, and softmax?target=2",
            ),
            (
                "of=dy&given=y",
                "of=d2y&given=y",
                "ja.md:115: cannot pair this lesson with en.md:115: found a block \"predict\" with sketch?of=d2y&given=y, expected a block \"predict\" with sketch?of=dy&given=y",
            ),
        ] {
            assert_eq!(said(from, to), told, "{from}");
        }
    }
}
