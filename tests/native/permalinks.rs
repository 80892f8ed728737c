//! Old links still give what they gave: `permalinks.txt` records them, and only grows.

use kassei::exhibits::fields::Problem;
use kassei::exhibits::{ALL, Entry};
use kassei::maths;
use kassei::text::Lang;
use proptest::prelude::*;

const LINKS: &str = include_str!("../permalinks.txt");

/// A recorded link.
struct Link {
    text: &'static str,
    exhibit: &'static Entry,
    state: &'static str,
    values: Vec<(&'static str, f64)>,
    problems: Vec<&'static str>,
}

impl Link {
    fn new(text: &'static str) -> Self {
        let (id, state) = text.split_once('?').unwrap_or((text, ""));
        let exhibit = Entry::find(id).unwrap_or_else(|| panic!("{text}: the exhibit is gone"));
        Self {
            text,
            exhibit,
            state,
            values: vec![],
            problems: vec![],
        }
    }

    /// Takes a line that stands below the link.
    fn take(&mut self, line: &'static str) {
        if let Some(problem) = line.strip_prefix("! ") {
            self.problems.push(problem);
            return;
        }
        for pair in line.split_whitespace() {
            let (name, value) = pair.split_once('=').expect(line);
            self.values.push((name, value.parse().expect(line)));
        }
    }
}

fn links() -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for line in LINKS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        match line.strip_prefix("    ") {
            None => links.push(Link::new(line)),
            Some(line) => links.last_mut().expect("a link stands above").take(line),
        }
    }
    links
}

/// `NotANumber x=NaN`
fn named(problem: &Problem) -> String {
    let why = format!("{:?}", problem.why);
    let kind: String = why.chars().take_while(|c| c.is_alphabetic()).collect();
    format!("{kind} {}", problem.part)
}

#[test]
fn old_links_still_give_their_values() {
    for link in links() {
        assert!(
            !link.values.is_empty(),
            "{}: no value is recorded",
            link.text
        );
        let values = (link.exhibit.values)(link.state);
        for (name, expected) in link.values {
            let found = values.iter().find(|(key, _)| key == name);
            let (_, got) = found.unwrap_or_else(|| panic!("{}: {name} is gone", link.text));
            let close = (got - expected).abs() <= 1e-12 * expected.abs();
            assert!(
                close,
                "{}: {name} = {got:?}, expected {expected:?}",
                link.text
            );
        }
    }
}

#[test]
fn broken_links_say_what_they_always_said() {
    for link in links() {
        let (_, problems) = (link.exhibit.read)(link.state);
        let named: Vec<String> = problems.iter().map(named).collect();
        assert_eq!(named, link.problems, "{}", link.text);
        for lang in Lang::ALL {
            assert!(
                problems
                    .iter()
                    .all(|problem| !problem.say(lang.text()).is_empty())
            );
        }
    }
}

#[test]
fn the_default_of_every_exhibit_is_recorded_with_all_its_values() {
    for entry in ALL {
        let links = links();
        let link = links
            .iter()
            .find(|link| link.text == entry.id)
            .expect(entry.id);
        let recorded: Vec<&str> = link.values.iter().map(|(name, _)| *name).collect();
        let given = (entry.values)("");
        assert_eq!(
            recorded,
            given.iter().map(|(name, _)| &**name).collect::<Vec<_>>(),
            "{}",
            entry.id
        );
    }
}

#[test]
fn the_shortest_form_of_every_recorded_link_is_as_good_as_the_link() {
    for Link { exhibit, state, .. } in links() {
        let (short, _) = (exhibit.read)(state);
        assert_eq!((exhibit.values)(&short), (exhibit.values)(state), "{state}");
        assert_fixed(exhibit, state);
    }
}

#[test]
fn a_megabyte_of_rubbish_is_one_problem() {
    for entry in ALL {
        for rubbish in [
            "x".repeat(1 << 20),
            "&".repeat(1 << 20),
            "w=1&".repeat(1 << 18),
        ] {
            let (state, problems) = (entry.read)(&rubbish);
            assert_eq!((state.as_str(), problems.len()), ("", 1), "{}", entry.id);
        }
    }
}

/// What a state is shortened to reads back as itself without a problem, also after a trip through `URLSearchParams`.
fn assert_fixed(entry: &Entry, state: &str) {
    let (short, _) = (entry.read)(state);
    let again = (entry.read)(&short);
    assert_eq!(again, (short.clone(), vec![]), "{} {state:?}", entry.id);
    let pairs = form_urlencoded::parse(short.as_bytes());
    let travelled = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    assert_eq!(
        (entry.read)(&travelled),
        (short, vec![]),
        "{} {travelled:?}",
        entry.id
    );
}

/// Keys of all exhibits, with values that some of them take.
fn states() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        any::<f64>().prop_map(|value| value.to_string()),
        (-1e6..1e6).prop_map(|value: f64| value.to_string()),
        (-80..80).prop_map(|tenths: i32| (f64::from(tenths) / 10.0).to_string()),
    ];
    let id = (0..maths::ALL.len()).prop_map(|i| maths::ALL[i].id.to_owned());
    let list = |item: BoxedStrategy<String>, count| {
        prop::collection::vec(item, count).prop_map(|items| items.join(","))
    };
    let switches = prop::sample::subsequence(
        vec![
            "line",
            "bend",
            "slope",
            "tangent",
            "curvature",
            "flat",
            "path",
        ],
        0..4,
    );
    let word = "[a-zà-ÿぁ-んー一-龠 ,\\\\%&+=<>\"'#]{0,12}"
        .prop_map(|word| word.replace('\\', "\\\\").replace(',', "\\,"));
    let pair = prop_oneof![
        (
            prop::sample::select(vec!["w", "b", "x", "t", "target", "a", "c", "d"]),
            number.clone()
        ),
        (
            prop::sample::select(vec!["p.alpha", "p.beta", "p.a", "p.b", "p.lambda"]),
            (0.0..4.0).prop_map(|p: f64| p.to_string())
        ),
        (prop::sample::select(vec!["f", "with"]), id),
        (
            prop::sample::select(vec!["z", "at", "guess"]),
            list(number.boxed(), 1..10)
        ),
        (
            prop::sample::select(vec!["of", "given", "at", "shown"]),
            prop::sample::select(vec!["y", "dy", "d2y", "plain", "neuron", "1", "0,2,1"])
                .prop_map(str::to_owned)
        ),
        (
            Just("guess"),
            prop::sample::select(vec!["", "0.5", ",,1", "1,,", ",0.25,,,,,,,,,,,"])
                .prop_map(str::to_owned)
        ),
        (Just("labels"), list(word.boxed(), 1..10)),
        (Just("show"), switches.prop_map(|on| on.join(","))),
        (
            prop::sample::select(vec!["f", "utm_source", "_embed", "colour"]),
            any::<String>()
        ),
    ];
    prop::collection::vec(pair, 0..6).prop_map(|pairs| {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish()
    })
}

proptest! {
    #[test]
    fn the_shortest_form_of_any_state_is_final(state in states()) {
        for entry in ALL {
            assert_fixed(entry, &state);
        }
    }

    #[test]
    fn reading_never_fails(text in any::<String>(), raw in "[a-z.=&%,\\\\+?#0-9eE-]{0,60}") {
        for entry in ALL {
            assert_fixed(entry, &text);
            assert_fixed(entry, &raw);
        }
    }

    #[test]
    fn any_state_that_can_be_read_can_be_shown(state in states()) {
        let lang = Lang::ALL[state.len() % Lang::ALL.len()];
        for entry in ALL {
            prop_assert!(!(entry.title)(&state, lang.text()).is_empty());
            prop_assert!(!(entry.summary)(&state, lang.text()).is_empty());
            let table = (entry.table)(&state, lang.text());
            prop_assert!(table.rows.iter().all(|row| row.len() == table.head.len()));
        }
    }
}
