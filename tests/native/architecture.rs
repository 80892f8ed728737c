//! Who may know whom: the table of `ARCHITECTURE.md` as data, held against every line of the two packages.

use std::fs;
use std::path::{Path, PathBuf};

/// A module and the modules it may know.
const LAYERS: [(&str, &[&str]); 8] = [
    ("maths", &[]),
    ("nn", &["maths"]),
    ("text", &[]),
    ("browser", &["nn"]),
    ("charts", &["maths", "text", "browser"]),
    ("controls", &["maths", "text", "browser"]),
    (
        "exhibits",
        &["maths", "nn", "text", "browser", "charts", "controls"],
    ),
    ("site", &["maths", "text", "charts", "controls", "exhibits"]),
];

/// Where crates of the browser may be spoken to; all else is pure.
const IN_A_BROWSER: [&str; 26] = [
    "bin/gauge.rs",
    "bin/trainer.rs",
    "browser/",
    "controls/",
    "charts/canvas.rs",
    "charts/field.rs",
    "charts/grips.rs",
    "charts/overlay.rs",
    "charts/panes.rs",
    "charts/pegs.rs",
    "exhibits/export.rs",
    "exhibits/formula.rs",
    "exhibits/frame.rs",
    "exhibits/island.rs",
    "exhibits/mod.rs",
    "exhibits/crew.rs",
    "exhibits/race/live.rs",
    "exhibits/race/panel.rs",
    "exhibits/series.rs",
    "exhibits/shared",
    "exhibits/words.rs",
    "exhibits/function/code.rs",
    "/view.rs",
    "/view/",
    "site/",
    "text/decimal.rs",
];

/// Where the sources of each package lie.
const PACKAGES: [&str; 2] = ["core/src", "src"];

/// What stands nowhere in the sources, and why.
const NOWHERE: [(&str, &str); 6] = [
    ("unsafe", "the package forbids it"),
    ("inner_html", "text never becomes HTML"),
    ("from_html_unchecked", "text never becomes HTML"),
    (
        " style=",
        "the policy blocks it: a class or an SVG attribute says the same",
    ),
    (
        "document().get_element_by_id",
        "a shadow root has ids of its own",
    ),
    (
        "use crate::{",
        "one module a line, so that this test sees it",
    ),
];

/// A file of a package: its path among the package's sources, and its lines without comments.
struct Source {
    package: &'static str,
    path: String,
    lines: Vec<String>,
}

impl Source {
    /// `exhibits`, for `exhibits/neuron/view.rs`.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    /// `neuron`, for `exhibits/neuron/view.rs`.
    fn exhibit(&self) -> Option<&str> {
        self.path
            .strip_prefix("exhibits/")?
            .split_once('/')
            .map(|(name, _)| name)
    }

    fn has(&self, needle: &str) -> impl Iterator<Item = String> {
        let found = self
            .lines
            .iter()
            .enumerate()
            .filter(move |(_, line)| line.contains(needle));
        found.map(|(i, line)| format!("{}/{}:{}: {}", self.package, self.path, i + 1, line.trim()))
    }
}

fn sources() -> Vec<Source> {
    PACKAGES.into_iter().flat_map(sources_of).collect()
}

fn sources_of(package: &'static str) -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join(package);
    let mut folders = vec![src.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("sources can be read") {
            let path: PathBuf = entry.expect("sources can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let code = fs::read_to_string(&path).expect("a source file is text");
                let lines = code
                    .lines()
                    .map(|line| line.split("//").next().unwrap_or_default().to_owned())
                    .collect();
                let path = path
                    .strip_prefix(&src)
                    .expect("it was found there")
                    .to_string_lossy()
                    .replace('\\', "/");
                sources.push(Source {
                    package,
                    path,
                    lines,
                });
            }
        }
    }
    sources
}

fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn every_module_has_its_row() {
    for source in sources() {
        let known = LAYERS.iter().any(|(module, _)| *module == source.module());
        assert!(
            known || ["lib.rs", "bin"].contains(&source.module()),
            "{}/{}: no row in LAYERS",
            source.package,
            source.path
        );
    }
}

#[test]
fn no_module_knows_one_it_should_not() {
    for source in sources() {
        let Some((module, known)) = LAYERS.iter().find(|(module, _)| *module == source.module())
        else {
            continue;
        };
        for (other, _) in LAYERS
            .iter()
            .filter(|(other, _)| other != module && !known.contains(other))
        {
            let ways = [format!("crate::{other}"), format!("super::{other}")];
            let found: Vec<String> = ways.iter().flat_map(|way| source.has(way)).collect();
            assert_none(&format!("{module} does not know {other}"), &found);
        }
    }
}

#[test]
fn no_exhibit_knows_another() {
    let sources = sources();
    let exhibits: Vec<&str> = kassei::exhibits::ALL.iter().map(|entry| entry.id).collect();
    // The list of exhibits alone knows them all; what they share knows none.
    for source in sources
        .iter()
        .filter(|source| source.module() == "exhibits" && source.path != "exhibits/mod.rs")
    {
        for other in exhibits
            .iter()
            .filter(|other| source.exhibit() != Some(**other))
        {
            let ways = [format!("exhibits::{other}"), format!("super::{other}::")];
            let found: Vec<String> = ways.iter().flat_map(|way| source.has(way)).collect();
            assert_none(
                &format!("src/{} does not know the exhibit {other}", source.path),
                &found,
            );
        }
    }
}

#[test]
fn maths_takes_time_and_chance_as_arguments() {
    for source in sources().iter().filter(|source| source.module() == "maths") {
        for needle in [
            "std::time",
            "std::env",
            "std::fs",
            "std::thread",
            "rand::",
            "getrandom",
        ] {
            assert_none("maths is pure", &source.has(needle).collect::<Vec<_>>());
        }
    }
}

#[test]
fn only_what_is_live_speaks_to_a_browser() {
    for source in sources() {
        if IN_A_BROWSER.iter().any(|place| source.path.contains(place)) {
            continue;
        }
        for name in [
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "gloo::",
            "plotters_canvas",
            "use yew",
        ] {
            assert_none(
                "pure modules know no browser",
                &source.has(name).collect::<Vec<_>>(),
            );
        }
    }
}

#[test]
fn what_must_not_be_there_is_not_there() {
    for source in sources() {
        for (needle, why) in NOWHERE {
            assert_none(why, &source.has(needle).collect::<Vec<_>>());
        }
    }
}

#[test]
fn no_script_makes_html_of_text_or_asks_another_host() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static");
    for entry in fs::read_dir(folder).expect("static/ can be read") {
        let file = entry.expect("static/ can be read").path();
        if file.extension().is_none_or(|extension| extension != "js") {
            continue;
        }
        let script = fs::read_to_string(&file).expect("a script is text");
        for needle in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "http:",
            "https:",
        ] {
            assert!(!script.contains(needle), "{file:?}: {needle}");
        }
    }
}
