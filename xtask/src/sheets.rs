//! The style sheets of pages and exhibits, put together of their parts.
//!
//! What an exhibit alone needs is the file `view.css` in its folder. It is scoped to that exhibit, so a class means what it
//! means there and nowhere else.

use std::{collections::BTreeMap, fs};

use anyhow::{Context as _, Result};
use kassei::exhibits;

use crate::root;

/// The sheet of every page and exhibit, with what the exhibits of the small app need.
pub(crate) const SMALL: &str = "kassei.css";
/// What the other exhibits need as well.
pub(crate) const LARGE: &str = "lab.css";
/// The parts of `static/` that [`SMALL`] begins with.
const EVERYWHERE: [&str; 3] = ["tokens.css", "page.css", "exhibit.css"];

/// Puts both sheets in the place of their parts, in the files of `static/` by name.
pub(crate) fn put_together(files: &mut BTreeMap<String, String>) -> Result<()> {
    let mut part = |name: &&str| {
        let missing = || format!("cannot find the style sheet static/{name}");
        files.remove(*name).with_context(missing)
    };
    let mut small: String = EVERYWHERE.iter().map(&mut part).collect::<Result<_>>()?;
    let mut large = part(&LARGE)?;
    for entry in exhibits::ALL {
        let sheet = if exhibits::IN_SMALL_APP.contains(&entry.id) {
            &mut small
        } else {
            &mut large
        };
        *sheet += &own(entry.id)?;
    }
    files.insert(SMALL.to_owned(), small);
    files.insert(LARGE.to_owned(), large);
    Ok(())
}

/// What an exhibit alone needs; not all need anything.
fn own(id: &str) -> Result<String> {
    let path = root().join("src/exhibits").join(id).join("view.css");
    if !path.exists() {
        return Ok(String::new());
    }
    let sheet = fs::read_to_string(&path).with_context(|| format!("cannot read {path:?}"))?;
    // `:where` has no weight: against the common sheet a rule weighs what is written.
    Ok(format!(":where(.exhibit-{id}) {{\n{sheet}}}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> BTreeMap<String, String> {
        let names = EVERYWHERE.iter().chain([&LARGE]);
        names
            .map(|name| ((*name).to_owned(), format!("/* {name} */\n")))
            .collect()
    }

    #[test]
    fn what_an_exhibit_alone_needs_comes_with_its_app_and_reaches_no_other() {
        let mut files = parts();
        put_together(&mut files).expect("all parts are there");
        let [small, large] = [&files[SMALL], &files[LARGE]];
        assert_eq!(files.len(), 2);
        for name in EVERYWHERE {
            assert!(small.contains(name), "{name}");
        }
        assert!(small.contains(":where(.exhibit-softmax) {\n.rows {"));
        assert!(large.starts_with("/* lab.css */\n:where(.exhibit-"));
        assert!(large.contains("}\n:where(.exhibit-race) {\n"));
        assert!(!small.contains(".exhibit-race") && !large.contains(".exhibit-softmax"));
    }

    #[test]
    fn a_missing_part_is_named() {
        let mut files = parts();
        files.remove("page.css");
        let error = put_together(&mut files).expect_err("a part is missing");
        assert_eq!(
            error.to_string(),
            "cannot find the style sheet static/page.css"
        );
    }
}
