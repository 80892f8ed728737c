//! `docs/lessons.md` says how to write: every example in it can be read.

use kassei::text::Lang;

use super::{course, problems};
use crate::lessons::source::Source;
use crate::lessons::terms::Terms;

const DOCUMENT: &str = include_str!("../../../../docs/lessons.md");
const FRONT: &str = "+++\ntitle = \"T\"\ndescription = \"D\"\nminutes = 1\n+++\n";

/// The examples in a language, as they stand between fences of at least three backticks.
fn examples(language: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = DOCUMENT.lines();
    while let Some(line) = lines.next() {
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() < 3 {
            continue;
        }
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
        if info == language {
            found.push(body.join("\n"));
        }
    }
    found
}

/// What the examples refer to is made up, so it is not looked up.
fn unexpected(text: &str) -> Vec<String> {
    let mut problems = problems(text);
    problems.retain(|problem| {
        !problem.contains("cannot link to the ") && !problem.contains("found no exhibit before it")
    });
    problems
}

#[test]
fn every_example_of_a_block_or_slide_can_be_read() {
    let examples = examples("markdown");
    assert!(examples.len() > 5, "{examples:?}");
    for example in examples {
        let heading = if example.starts_with("# ") {
            ""
        } else {
            "# S {#s}\n"
        };
        assert_eq!(
            unexpected(&format!("{FRONT}{heading}{example}\n")),
            Vec::<String>::new(),
            "{example}"
        );
    }
}

#[test]
fn every_piece_of_prose_in_its_table_can_be_read() {
    let rows = DOCUMENT.lines().filter(|line| line.starts_with("| `"));
    let mut count = 0;
    for row in rows {
        let cell = row[2..].split(" | ").next().unwrap().replace("\\|", "|");
        // Between double backticks stands what has backticks itself.
        let (single, double): (Vec<&str>, &str) = match cell.strip_prefix("`` ") {
            Some(code) => (vec![], code.trim_end_matches(" ``")),
            None => (cell.split('`').skip(1).step_by(2).collect(), ""),
        };
        for example in single
            .into_iter()
            .chain([double])
            .filter(|example| !example.is_empty())
        {
            let example = example.replace('…', "x");
            assert_eq!(
                unexpected(&format!("{FRONT}# S {{#s}}\n{example}\n")),
                Vec::<String>::new(),
                "{row}"
            );
            count += 1;
        }
    }
    assert!(count > 7, "{count}");
}

#[test]
fn its_front_matter_and_glossary_can_be_read() {
    let examples = examples("toml");
    let front = examples
        .iter()
        .find(|example| example.starts_with("+++"))
        .unwrap();
    let slides = "# A {#scores}\n---\n# B {#gaps}\n";
    assert_eq!(
        unexpected(&format!("{front}\n{slides}")),
        Vec::<String>::new()
    );
    let glossary = examples
        .iter()
        .find(|example| example.starts_with("[kink]"))
        .unwrap();
    let terms = Terms::read(Source::new("terms.toml", glossary), Lang::En);
    assert_eq!(terms.source.take_problems(), vec![]);
    assert!(terms.find("kink").is_some());
    assert!(course().terms(Lang::Ja).find("kink").is_some());
}
