//! Everything that can be the matter with a lesson, and what is said then: `problems.txt`.
//!
//! A case is a line `### what`, a text, and the problems behind `>>>`. A text that does not begin with `+++` stands in a slide
//! that begins in line 6. `KASSEI_GOLDEN=write cargo test -p xtask golden` writes anew what is said.

use std::{env, fs};

use super::{FOLDER, problems};
use crate::root;

const FRONT: &str = "+++\ntitle = \"T\"\ndescription = \"D\"\nminutes = 1\n+++\n";

fn whole(text: &str) -> String {
    if text.starts_with("+++") {
        text.to_owned()
    } else {
        format!("{FRONT}# S {{#s}}\n{text}")
    }
}

#[test]
fn every_problem_is_said_as_it_was_agreed() {
    let path = root().join(FOLDER).join("problems.txt");
    let golden = fs::read_to_string(&path).unwrap();
    let mut made = String::new();
    for case in golden.split("### ").skip(1) {
        let (what, rest) = case.split_once('\n').unwrap();
        let text = rest.split("\n>>> ").next().unwrap().trim_end();
        let found = problems(&whole(text));
        assert!(!found.is_empty(), "{what}: nothing was found");
        made += &format!("### {what}\n{text}\n");
        for problem in found {
            made += &format!(">>> {problem}\n");
        }
        made += "\n";
    }
    if env::var_os("KASSEI_GOLDEN").is_some() {
        fs::write(&path, &made).unwrap();
        return;
    }
    for (made, expected) in made.split("### ").zip(golden.split("### ")) {
        assert_eq!(made, expected);
    }
}
