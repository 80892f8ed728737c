//! The words: every function has its names, the search knows them, and Japanese is set as Japanese.

use std::fs;
use std::path::Path;

use kassei::maths::{ALL, Activation};
use kassei::text::Lang;

/// The strings of a language: key and value of each line of its `ui.toml`.
fn strings(lang: Lang) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("content")
        .join(lang.code())
        .join("ui.toml");
    let file = fs::read_to_string(path).expect("every language has a ui.toml");
    let mut section = "";
    let mut strings = Vec::new();
    for line in file.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        } else if let Some((key, value)) = line.split_once(" = ") {
            strings.push((
                format!("{section}.{key}"),
                value.trim_matches('"').to_owned(),
            ));
        }
    }
    strings
}

fn answering(query: &str, lang: Lang) -> Vec<&'static str> {
    let answers = |activation: &&Activation| {
        lang.text()
            .answers_to(activation.id, activation.aliases, query)
    };
    ALL.iter()
        .filter(answers)
        .map(|activation| activation.id)
        .collect()
}

#[test]
fn every_function_has_a_name_of_its_own_in_every_language() {
    for lang in Lang::ALL {
        let mut names: Vec<&str> = ALL
            .iter()
            .map(|activation| lang.text().term(activation.id))
            .collect();
        assert!(
            names.iter().all(|name| !name.is_empty()),
            "{}: {names:?}",
            lang.code()
        );
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(
            names.len(),
            count,
            "{}: a name stands for two functions",
            lang.code()
        );
    }
}

#[test]
fn no_name_is_kept_for_a_function_that_is_not_there() {
    for lang in Lang::ALL {
        let tables = [lang.text().terms, lang.text().also];
        for (id, name) in tables.concat() {
            assert!(
                ALL.iter().any(|activation| activation.id == id),
                "{}: {id} = {name:?}",
                lang.code()
            );
        }
    }
}

#[test]
fn the_search_answers_to_ids_aliases_and_names_in_every_language() {
    for activation in ALL {
        let names = Lang::ALL.iter().map(|lang| lang.text().term(activation.id));
        for word in names
            .chain([activation.id])
            .chain(activation.aliases.iter().copied())
        {
            for query in [
                word.to_owned(),
                word.to_uppercase(),
                format!(" {word} "),
                word.replace('_', " "),
            ] {
                for lang in Lang::ALL {
                    assert!(
                        answering(&query, *lang).contains(&activation.id),
                        "{query:?} does not find {}",
                        activation.id
                    );
                }
            }
        }
    }
}

#[test]
fn the_search_answers_to_what_people_type() {
    let expected = [
        ("シグモイド", "sigmoid"),
        ("ロジスティック", "sigmoid"),
        ("logistic", "sigmoid"),
        ("silu", "swish"),
        ("スウィッシュ", "swish"),
        ("恒等", "identity"),
        ("階段", "step"),
        ("heaviside", "step"),
        ("双曲線正接", "tanh"),
        ("leaky relu", "leaky_relu"),
        ("正規分布", "gaussian"),
        ("atan", "arctan"),
    ];
    for (query, id) in expected {
        assert!(
            answering(query, Lang::En).contains(&id),
            "{query:?} finds {:?}",
            answering(query, Lang::En)
        );
    }
    assert_eq!(answering("no such function", Lang::En), Vec::<&str>::new());
}

#[test]
fn every_id_and_alias_leads_to_one_function() {
    for activation in ALL {
        for word in [activation.id].iter().chain(activation.aliases) {
            let found = ALL
                .iter()
                .filter(|other| other.id == *word || other.aliases.contains(word));
            assert_eq!(found.count(), 1, "{word}");
            assert_eq!(
                Activation::find(word).map(|found| found.id),
                Some(activation.id),
                "{word}"
            );
        }
    }
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF60}')
}

/// The full-width form of a mark that has one.
fn full_width(c: char) -> Option<char> {
    let pairs = [
        (',', '、'),
        ('.', '。'),
        ('?', '？'),
        ('!', '！'),
        (':', '：'),
        (';', '；'),
        ('(', '（'),
        (')', '）'),
    ];
    pairs
        .into_iter()
        .find(|(half, _)| *half == c)
        .map(|(_, full)| full)
}

/// `[d:傾き]` is 傾き in a colour.
fn without_markup(text: &str) -> String {
    let mut plain = String::new();
    for (i, part) in text.split('[').enumerate() {
        let (words, rest) = part.split_once(']').filter(|_| i > 0).unwrap_or(("", part));
        plain += words.split_once(':').map_or(words, |(_, words)| words);
        plain += rest;
    }
    plain
}

/// What is wrong with the marks of a string.
fn half_width_marks(text: &str) -> Vec<String> {
    let chars: Vec<char> = without_markup(text).chars().collect();
    let mut found = Vec::new();
    for (i, c) in chars.iter().enumerate() {
        let beside = [i.checked_sub(1), Some(i + 1)]
            .into_iter()
            .flatten()
            .filter_map(|i| chars.get(i));
        if let Some(full) = full_width(*c).filter(|_| beside.into_iter().any(|c| is_japanese(*c))) {
            found.push(format!("\"{c}\" beside Japanese: expected \"{full}\""));
        }
    }
    found
}

#[test]
fn japanese_has_full_width_punctuation() {
    let mut problems = Vec::new();
    for (key, value) in strings(Lang::Ja) {
        let marks = half_width_marks(&value);
        problems.extend(
            marks
                .into_iter()
                .map(|mark| format!("content/ja/ui.toml: {key}: {mark} in {value:?}")),
        );
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn a_half_width_mark_is_found_beside_japanese_only() {
    assert_eq!(
        half_width_marks("[d:傾き]は f(0) = 0.5、約2.72倍です。"),
        Vec::<String>::new()
    );
    assert_eq!(half_width_marks("重みは?").len(), 1);
    assert_eq!(half_width_marks("関数:f").len(), 1);
    assert_eq!(half_width_marks("値(大)").len(), 2);
}

#[test]
fn every_string_says_something_and_closes_what_it_opens() {
    for lang in Lang::ALL {
        for (key, value) in strings(*lang) {
            let count = |c: char| value.matches(c).count();
            assert!(!value.trim().is_empty(), "{}: {key}", lang.code());
            assert_eq!(count('['), count(']'), "{}: {key} = {value:?}", lang.code());
            assert_eq!(count('{'), count('}'), "{}: {key} = {value:?}", lang.code());
        }
    }
}
