//! Turns `content/<lang>/ui.toml` into the type `Text`: one field or method a string.
//!
//! A key that one language lacks, or whose placeholders differ, ends the build with a list of what is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// The sections that only pages need: the app does without (feature `press`).
const PAGES: [&str; 9] = [
    "page",
    "exhibits",
    "about",
    "lesson",
    "present",
    "progress",
    "article",
    "script",
    "script_index",
];
/// Sections that become look-up tables: the keys are ids, or names that a script knows.
const TABLES: [&str; 6] = [
    "terms",
    "also",
    "exhibits",
    "about",
    "script",
    "script_index",
];

type Strings = BTreeMap<String, String>;

fn main() {
    let languages: Vec<(String, Strings)> = language_codes()
        .into_iter()
        .map(|code| {
            let strings = read(&code);
            (code, strings)
        })
        .collect();
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
    let mut fields = String::new();
    let mut methods = String::new();
    for (key, s) in model.iter().filter(|(key, _)| table_of(key).is_none()) {
        let (field, names) = (field(key), placeholders(s));
        if names.is_empty() {
            writeln!(fields, "/// `{key}`: `{s:?}`\n{}pub {field}: &'static str,", condition(key))
        } else {
            let parameters: Vec<String> = names.iter().map(|name| format!("{name}: &dyn core::fmt::Display")).collect();
            let pairs: Vec<String> = names.iter().map(|name| format!("(\"{name}\", {name})")).collect();
            let condition = condition(key);
            writeln!(fields, "{condition}{field}: &'static str,").expect("a string grows");
            writeln!(
                methods,
                "/// `{key}`: `{s:?}`\n{condition}#[must_use]\npub fn {field}(&self, {}) -> String {{ fill(self.{field}, &[{}]) }}",
                parameters.join(", "),
                pairs.join(", ")
            )
        }
        .expect("a string grows");
    }
    for table in TABLES {
        writeln!(
            fields,
            "/// The table `{table}`.\n{}pub {table}: &'static [(&'static str, &'static str)],",
            condition(table)
        )
        .expect("a string grows");
    }
    let mut code = format!(
        "/// Every string of the interface in one language.\n#[non_exhaustive]\npub struct Text {{\n\
         /// The language these strings are in.\npub lang: Lang,\n{fields}}}\nimpl Text {{\n{methods}}}\n"
    );
    let variants: Vec<(String, &String)> = languages
        .iter()
        .map(|(code, _)| (variant(code), code))
        .collect();
    write!(
        code,
        "/// A language of the interface: a folder of `content/`.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Lang {{ {} }}\n\
         impl Lang {{\n/// Every language, sorted by code.\npub const ALL: &'static [Self] = &[{}];\n\
         /// The BCP 47 code.\n#[must_use]\npub const fn code(self) -> &'static str {{ match self {{ {} }} }}\n\
         /// The strings.\n#[must_use]\npub const fn text(self) -> &'static Text {{ match self {{ {} }} }}\n}}\n",
        variants.iter().map(|(v, code)| format!("/// `{code}`\n{v}")).collect::<Vec<_>>().join(", "),
        variants.iter().map(|(v, _)| format!("Self::{v}")).collect::<Vec<_>>().join(", "),
        variants.iter().map(|(v, code)| format!("Self::{v} => \"{code}\"")).collect::<Vec<_>>().join(", "),
        variants.iter().map(|(v, code)| format!("Self::{v} => &{}", code.to_uppercase())).collect::<Vec<_>>().join(", "),
    )
    .expect("a string grows");
    for (lang, strings) in languages {
        writeln!(
            code,
            "static {}: Text = Text {{ lang: Lang::{},",
            lang.to_uppercase(),
            variant(lang)
        )
        .expect("a string grows");
        for (key, s) in strings.iter().filter(|(key, _)| table_of(key).is_none()) {
            writeln!(code, "{}{}: {s:?},", condition(key), field(key)).expect("a string grows");
        }
        for table in TABLES {
            let rows = strings
                .iter()
                .filter(|(key, _)| table_of(key) == Some(table));
            let rows: Vec<String> = rows
                .map(|(key, s)| format!("({:?}, {s:?})", &key[table.len() + 1..]))
                .collect();
            writeln!(code, "{}{table}: &[{}],", condition(table), rows.join(", "))
                .expect("a string grows");
        }
        code.push_str("};\n");
    }
    code
}

fn condition(key: &str) -> &'static str {
    let section = key.split('.').next().unwrap_or_default();
    if PAGES.contains(&section) {
        "#[cfg(feature = \"press\")]\n"
    } else {
        ""
    }
}

fn table_of(key: &str) -> Option<&'static str> {
    TABLES
        .into_iter()
        .find(|table| key.split('.').next() == Some(table))
}

fn field(key: &str) -> String {
    key.replace('.', "_")
}

fn variant(code: &str) -> String {
    code.split('-')
        .map(|part| part[..1].to_uppercase() + &part[1..])
        .collect()
}
