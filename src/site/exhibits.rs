//! The pages of the exhibits: where permalinks lead.

use yew::{Html, html};

use super::page::{Page, Section, main};
use super::press::{Leaf, Press};
use crate::controls::rich;
use crate::exhibits::{ALL, Entry, Table};
use crate::text::{Lang, Text};

/// Prints them all.
pub(super) fn print(press: &mut Press) {
    for lang in Lang::ALL {
        index(press.leaf(*lang, "exhibits/"));
        for entry in ALL {
            one(press.leaf(*lang, &address(entry)), entry);
        }
    }
}

/// The path of the page of an exhibit, below that of a language.
fn address(entry: &Entry) -> String {
    format!("exhibits/{}/", entry.id)
}

fn index(mut leaf: Leaf<'_>) {
    let text = leaf.lang().text();
    let body = html! {
        <>
            <h1>{ text.page_exhibits_heading() }</h1>
            <p class="lede">{ rich(text.page_exhibits_lede()) }</p>
            { cards(&mut leaf, None) }
        </>
    };
    leaf.print(&Page {
        title: text.page_exhibits_title().to_owned(),
        description: text.page_exhibits_description().to_owned(),
        main: main("exhibits", body),
        sheets: vec!["reference.css"],
        section: Section::Exhibits,
        image: Some(("softmax".to_owned(), String::new())),
        ..Page::default()
    });
}

fn one(mut leaf: Leaf<'_>, entry: &'static Entry) {
    let text = leaf.lang().text();
    let body = html! {
        <>
            <h1>{ text.exhibit(entry.id) }</h1>
            <p class="lede">{ rich(text.exhibit_about(entry.id)) }</p>
            <p class="hint no-script">{ text.page_no_script() }</p>
            { leaf.island(entry, "", &[]) }
            <p class="hint needs-script">{ text.page_exhibit_address() }</p>
            { still(entry, text) }
            <h2 id="others">{ text.page_exhibit_others() }</h2>
            { cards(&mut leaf, Some(entry)) }
        </>
    };
    leaf.print(&Page {
        title: text.page_exhibit_title(&text.exhibit(entry.id)),
        description: plain(text.exhibit_about(entry.id)),
        main: main("one-exhibit", body),
        sheets: vec!["reference.css"],
        section: Section::Exhibits,
        image: Some((entry.id.to_owned(), shown(entry).to_owned())),
        scripts: vec!["permalink.js"],
    });
}

/// The state that shows best what can be done: of most exhibits the first one, but a sketch begins with an empty sheet.
fn shown(entry: &Entry) -> &'static str {
    match entry.id {
        "sketch" => {
            "of=dy&given=y&shown=1&guess=0,0,0.02,0.06,0.14,0.22,0.3,0.24,0.12,0.05,0.02,0,0"
        }
        "train" => {
            "w=3000,0NQJPrXfgz64KUK_pbUBvrSvir7CQCW_WODtvlOhET8kWmo9W4OlPw-Jqb9JW7u_KZM_viwKFD9YCWa99e5kv4xWFryWmMM_uTjYv80Ktb_aZha-xHELwKvfkj9CDHpA3oWDv9oDwe8"
        }
        _ => "",
    }
}

/// What the exhibit says in words and numbers, for those who do not see it come alive.
fn still(entry: &Entry, text: &Text) -> Html {
    let Table { head, rows } = (entry.table)("", text);
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let head = cells.next();
        html! { <tr><th scope="row">{ for head }</th>{ for cells.map(|cell| html! { <td>{ cell }</td> }) }</tr> }
    };
    html! {
        <section class="no-script">
            <p>{ (entry.summary)("", text) }</p>
            <div class="sheet" role="region" aria-label={text.frame_table()} tabindex="0">
                <table>
                    <thead><tr>{ for head.into_iter().map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                    <tbody>{ for rows.into_iter().map(row) }</tbody>
                </table>
            </div>
        </section>
    }
}

/// All exhibits but one, each with its picture.
fn cards(leaf: &mut Leaf<'_>, here: Option<&Entry>) -> Html {
    let others = ALL
        .iter()
        .filter(|entry| here.is_none_or(|here| here.id != entry.id));
    let cards: Html = others.map(|entry| card(leaf, entry)).collect();
    html! { <ul class="cards">{ cards }</ul> }
}

fn card(leaf: &mut Leaf<'_>, entry: &'static Entry) -> Html {
    let text = leaf.lang().text();
    html! {
        <li>
            { leaf.image(entry, shown(entry)) }
            <a href={leaf.to(&address(entry))}>{ text.exhibit(entry.id) }</a>
            <p>{ rich(text.exhibit_about(entry.id)) }</p>
        </li>
    }
}

/// The words of a coloured string: `add a [b:bias]` as `add a bias`.
fn plain(text: &str) -> String {
    let mut parts = text.split('[');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (marked, after) = part.split_once(']').unwrap_or((part, ""));
        plain.push_str(marked.split_once(':').map_or(marked, |(_, words)| words));
        plain.push_str(after);
    }
    plain.replace('*', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_has_the_words_of_a_coloured_string() {
        assert_eq!(plain("a [w:weight], [b]; *cat*"), "a weight, b; cat");
    }

    #[test]
    fn what_is_shown_of_an_exhibit_is_understood() {
        for entry in ALL {
            let (state, problems) = (entry.read)(shown(entry));
            assert_eq!(problems, [], "{state}");
            assert_eq!(state.is_empty(), shown(entry).is_empty(), "{state}");
        }
    }

    #[test]
    fn every_exhibit_has_a_name_and_a_sentence_in_every_language() {
        for lang in Lang::ALL {
            for entry in ALL {
                let text = lang.text();
                assert!(
                    !text.exhibit(entry.id).is_empty(),
                    "{} {}",
                    lang.code(),
                    entry.id
                );
                assert!(
                    text.exhibit_about(entry.id).chars().count() > 20,
                    "{} {}",
                    lang.code(),
                    entry.id
                );
            }
        }
    }
}
