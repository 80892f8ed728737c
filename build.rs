//! Turns `content/<lang>/ui.toml` into the type `Text`: one method a string.
//!
//! Natively the strings are in the program. In a browser (`cfg(browser)`) they come from a file a language, so that
//! nobody downloads the words of a language that is not read.
//!
//! A key that one language lacks, or whose placeholders differ, ends the build with a list of what is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

/// Sections that only pages need: the app does without (feature `press`).
const PAGES: [&str; 5] = ["article", "lesson", "page", "present", "progress"];
/// Sections that only exhibits of the large app need.
const LAB: [&str; 18] = [
    "anatomy",
    "approximation",
    "collapse",
    "dead_relu",
    "descent",
    "formula",
    "function",
    "gates",
    "gradient_journey",
    "hinges",
    "parts",
    "play",
    "race",
    "reshape",
    "sketch",
    "softmax_row",
    "train",
    "training",
];
/// Sections whose keys are the ids of functions: they become look-up tables.
const TABLES: [&str; 2] = ["terms", "also"];
/// Look-up tables that only pages need: the keys are ids of exhibits, or names that a script knows.
const TABLES_OF_PAGES: [&str; 5] = ["about", "exhibits", "script", "script_index", "share"];

type Strings = BTreeMap<String, String>;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(browser)\ncargo::rustc-check-cfg=cfg(every_exhibit)");
    let has = |feature: &str| env::var_os(format!("CARGO_FEATURE_{feature}")).is_some();
    let wasm = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|found| found == "wasm32");
    let browser = (has("WEB") || has("SHARE")) && wasm;
    if browser {
        println!("cargo::rustc-cfg=browser");
    }
    if has("LAB") || has("SHARE") || !browser {
        println!("cargo::rustc-cfg=every_exhibit");
    }
    let languages: Vec<(String, Strings)> = language_codes()
        .into_iter()
        .map(|code| {
            let strings = read(&code);
            (code, strings)
        })
        .collect();
    let languages = with_names_of_all(&languages);
    let problems = differences(&languages);
    assert!(
        problems.is_empty(),
        "the languages in content/ do not agree:\n{}",
        problems.join("\n")
    );
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("text.rs");
    fs::write(out, generate(&languages)).expect("OUT_DIR is writable");
}

fn language_codes() -> Vec<String> {
    let mut codes: Vec<String> = fs::read_dir("content")
        .expect("the folder content/ exists")
        .map(|entry| entry.expect("content/ is readable").path())
        .filter(|folder| folder.join("ui.toml").exists())
        .map(|folder| {
            folder
                .file_name()
                .expect("a folder has a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    codes.sort();
    codes
}

fn read(code: &str) -> Strings {
    let path = format!("content/{code}/ui.toml");
    // Not all of content/: the app knows nothing of lessons.
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("cannot read {path}: {e}"));
    let table: toml::Table = text
        .parse()
        .unwrap_or_else(|e| panic!("cannot parse {path}: {e}"));
    let mut strings = Strings::new();
    for (key, value) in table {
        match value {
            toml::Value::String(s) => drop(strings.insert(key, s)),
            toml::Value::Table(section) => {
                for (inner, value) in section {
                    let s = value
                        .as_str()
                        .unwrap_or_else(|| panic!("{path}: {key}.{inner}: expected a string"));
                    strings.insert(format!("{key}.{inner}"), s.to_owned());
                }
            }
            _ => panic!("{path}: {key}: expected a string or a table of strings"),
        }
    }
    strings
}

/// A function is found by its names in any language: to the other names that each language has for it come those of the
/// other languages.
fn with_names_of_all(languages: &[(String, Strings)]) -> Vec<(String, Strings)> {
    let mut complete = languages.to_vec();
    for (code, strings) in &mut complete {
        for (_, foreign) in languages.iter().filter(|(other, _)| other != code) {
            for (key, names) in foreign {
                let Some(id) = key.strip_prefix("terms.").or(key.strip_prefix("also.")) else {
                    continue;
                };
                let also = strings.entry(format!("also.{id}")).or_default();
                if !also.is_empty() {
                    also.push(' ');
                }
                also.push_str(names);
            }
        }
    }
    complete
}

fn differences(languages: &[(String, Strings)]) -> Vec<String> {
    let all: BTreeSet<&String> = languages
        .iter()
        .flat_map(|(_, strings)| strings.keys())
        .collect();
    let mut problems = Vec::new();
    for key in all.into_iter().filter(|key| !key.starts_with("also.")) {
        let expected = languages
            .iter()
            .find_map(|(_, strings)| strings.get(key))
            .map(|s| placeholders(s));
        for (code, strings) in languages {
            match strings.get(key) {
                None => problems.push(format!("content/{code}/ui.toml: {key} is missing")),
                Some(s) if Some(placeholders(s)) != expected => {
                    problems.push(format!("content/{code}/ui.toml: {key}: its placeholders differ from another language's"));
                }
                Some(_) => {}
            }
        }
    }
    problems
}

/// The names in braces, sorted: `"{f} at {x}"` has `f` and `x`.
fn placeholders(s: &str) -> BTreeSet<String> {
    s.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn generate(languages: &[(String, Strings)]) -> String {
    let model = &languages.first().expect("content/ holds a language").1;
    let (mut methods, mut counts) = (String::new(), [0, 0, 0]);
    for (key, s) in model.iter().filter(|(key, _)| table_of(key).is_none()) {
        let (list, count, condition) = match list_of(key) {
            List::App => ("app", &mut counts[0], ""),
            List::Lab => ("lab", &mut counts[1], IN_LAB),
            List::Pages => ("pages", &mut counts[2], IN_PRESS),
        };
        let string = format!("self.{list}[{count}]");
        *count += 1;
        let names = placeholders(s);
        let parameters: Vec<String> = names
            .iter()
            .map(|name| format!(", {name}: &dyn core::fmt::Display"))
            .collect();
        let pairs: Vec<String> = names
            .iter()
            .map(|name| format!("(\"{name}\", {name})"))
            .collect();
        let (result, body) = if names.is_empty() {
            ("&'static str", string)
        } else {
            ("String", format!("fill({string}, &[{}])", pairs.join(", ")))
        };
        // With `self` there is one more; clippy complains of more than 7.
        let many = if names.len() >= 7 {
            "#[expect(clippy::too_many_arguments, reason = \"a sentence has as many parts as it needs\")]\n"
        } else {
            ""
        };
        methods += &format!(
            "/// `{key}`: `{s:?}`\n{condition}{many}#[must_use]\npub fn {}(&self{}) -> {result} {{ {body} }}\n",
            key.replace('.', "_"),
            parameters.concat(),
        );
    }
    let variants: Vec<(String, &String)> = languages
        .iter()
        .map(|(code, _)| (variant(code), code))
        .collect();
    let each = |line: &dyn Fn(&str, &str) -> String| -> String {
        let lines: Vec<String> = variants.iter().map(|(v, code)| line(v, code)).collect();
        lines.join(", ")
    };
    let tables = |names: &[&str], before: &str| -> String {
        let field =
            |name: &&str| format!("{before}{name}: &'static [(&'static str, &'static str)],\n");
        names.iter().map(field).collect()
    };
    let tables = tables(&TABLES, "/// A row a function.\npub ")
        + &tables(&TABLES_OF_PAGES, &format!("/// Of pages.\n{IN_PRESS}pub "));
    let statics: String = languages
        .iter()
        .map(|(lang, strings)| constant(lang, strings))
        .collect();
    format!(
        "/// Every string of the interface in one language: a method each.\n#[non_exhaustive]\npub struct Text {{\n\
         /// The language these strings are in.\npub lang: Lang,\n\
         app: [&'static str; {}],\n{IN_LAB}lab: [&'static str; {}],\n{IN_PRESS}pages: [&'static str; {}],\n\
         {tables}}}\n\
         impl Text {{\n{methods}}}\n\
         /// A language of the interface: a folder of `content/`.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Lang {{ {} }}\n\
         impl Lang {{\n/// Every language, sorted by code.\npub const ALL: &'static [Self] = &[{}];\n\
         /// The BCP 47 code.\n#[must_use]\npub const fn code(self) -> &'static str {{ match self {{ {} }} }}\n\
         /// The strings.\n#[cfg(not(browser))]\n#[must_use]\npub const fn text(self) -> &'static Text {{ match self {{ {} }} }}\n}}\n\
         {statics}",
        counts[0],
        counts[1],
        counts[2],
        each(&|v, code| format!("/// `{code}`\n{v}")),
        each(&|v, _| format!("Self::{v}")),
        each(&|v, code| format!("Self::{v} => \"{code}\"")),
        each(&|v, code| format!("Self::{v} => &{}", code.to_uppercase())),
    )
}

/// The strings of a language as a part of the program.
fn constant(lang: &str, strings: &Strings) -> String {
    let list = |wanted: List| -> String {
        let plain = strings.iter().filter(|(key, _)| table_of(key).is_none());
        let wanted = plain.filter(|(key, _)| list_of(key) == wanted);
        wanted.map(|(_, s)| format!("{s:?}, ")).collect()
    };
    let table = |table: &str| -> String {
        let rows = strings
            .iter()
            .filter(|(key, _)| table_of(key) == Some(table));
        rows.map(|(key, s)| format!("({:?}, {s:?}), ", &key[table.len() + 1..]))
            .collect()
    };
    let tables = |names: &[&str], before: &str| -> String {
        let field = |name: &&str| format!("{before}{name}: &[{}], ", table(name));
        names.iter().map(field).collect()
    };
    format!(
        "#[cfg(not(browser))]\nstatic {}: Text = Text {{ lang: Lang::{}, app: [{}], {IN_LAB} lab: [{}], {IN_PRESS} pages: [{}], {}{} }};\n",
        lang.to_uppercase(),
        variant(lang),
        list(List::App),
        list(List::Lab),
        list(List::Pages),
        tables(&TABLES, ""),
        tables(&TABLES_OF_PAGES, IN_PRESS),
    )
}

/// Who needs a string.
#[derive(Clone, Copy, PartialEq)]
enum List {
    /// Every app.
    App,
    /// The app with every exhibit.
    Lab,
    /// Pages only.
    Pages,
}

const IN_LAB: &str = "#[cfg(every_exhibit)]\n";
const IN_PRESS: &str = "#[cfg(feature = \"press\")]\n";

fn list_of(key: &str) -> List {
    match key.split_once('.').unwrap_or_default().0 {
        section if PAGES.contains(&section) => List::Pages,
        section if LAB.contains(&section) => List::Lab,
        _ => List::App,
    }
}

fn table_of(key: &str) -> Option<&'static str> {
    let section = key.split_once('.')?.0;
    TABLES
        .into_iter()
        .chain(TABLES_OF_PAGES)
        .find(|table| *table == section)
}

fn variant(code: &str) -> String {
    code.split('-')
        .map(|part| part[..1].to_uppercase() + &part[1..])
        .collect()
}
