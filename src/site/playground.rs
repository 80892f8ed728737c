//! The page of the playground: the exhibit `train`, with places to start from.

use yew::{Html, html};

use super::page::{Page, Section, main};
use super::press::{Leaf, Press};
use crate::controls::rich;
use crate::exhibits::Entry;
use crate::text::{Lang, Text};

/// Its path below the folder of a language.
const PATH: &str = "playground/";
/// The exhibit on it.
const EXHIBIT: &str = "train";

/// Prints it in every language.
pub(super) fn print(press: &mut Press) {
    for lang in Lang::ALL {
        one(press.leaf(*lang, PATH));
    }
}

/// States to start from, and what to look for there.
fn starts(text: &Text) -> [(&'static str, &'static str); 6] {
    [
        ("data=xor&n=2", text.page_playground_xor()),
        (
            "data=spiral&n=8,8&opt=adam&rate=0.01",
            text.page_playground_spiral(),
        ),
        (
            "data=spiral&n=8,8,8,8,8,8&f=sigmoid&look=gradients",
            text.page_playground_vanish(),
        ),
        (
            "data=circle&n=4,2&f=identity",
            text.page_playground_identity(),
        ),
        (
            "data=sine&n=8&f=relu&opt=adam&rate=0.01",
            text.page_playground_sine(),
        ),
        ("data=own&n=6", text.page_playground_own()),
    ]
}

fn one(mut leaf: Leaf<'_>) {
    let text = leaf.lang().text();
    let entry = Entry::find(EXHIBIT).expect("the playground has an exhibit");
    let start = |(state, words): (&str, &'static str)| {
        html! { <li><a href={leaf.to(&format!("{PATH}?{state}"))}>{ words }</a></li> }
    };
    let starts: Html = starts(text).into_iter().map(start).collect();
    let body = html! {
        <>
            <h1>{ text.page_playground_heading() }</h1>
            <p class="lede">{ rich(text.page_playground_lede()) }</p>
            <p class="hint no-script">{ text.page_no_script() }</p>
            { leaf.island(entry, "", &[]) }
            <p class="hint needs-script">{ text.page_exhibit_address() }</p>
            <h2 id="starts">{ text.page_playground_starts() }</h2>
            <ul class="starts">{ starts }</ul>
        </>
    };
    leaf.print(&Page {
        title: text.page_playground_title().to_owned(),
        description: text.page_playground_description().to_owned(),
        main: main("one-exhibit playground", body),
        section: Section::Playground,
        image: Some((EXHIBIT.to_owned(), String::new())),
        scripts: vec!["permalink.js"],
        ..Page::default()
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_starts_from_is_understood() {
        let entry = Entry::find(EXHIBIT).unwrap();
        for lang in Lang::ALL {
            for (state, words) in starts(lang.text()) {
                assert_eq!((entry.read)(state).1, [], "{state}");
                assert!(words.chars().count() > 5, "{state}");
            }
        }
    }
}
