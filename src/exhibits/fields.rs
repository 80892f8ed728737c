//! A state as a string, `f=gelu&w=1.6`, and back: one list of fields reads, writes and documents it.
//!
//! Reading never fails: what could not be used comes back as a list of [`Problem`]s. The grammar is in `docs/contract.md`.

mod functions;
mod list;
mod problem;
mod values;

pub use problem::{Problem, Why};
#[cfg(all(feature = "web", every_exhibit))]
pub(crate) use values::LONGEST_FORMULA;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// The longest state that is read, in bytes.
const LIMIT: usize = 16 * 1024;
/// What link trackers append: ignored in silence.
const TRACKERS: [&str; 5] = ["fbclid", "gclid", "msclkid", "igshid", "ref"];
/// What a value must not hold raw, so that it survives `URLSearchParams` and any mail client.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'=');

/// Everything a permalink must restore, and nothing it need not (hover, animation phase …).
pub trait State: Clone + Default + PartialEq + 'static {
    /// Offers every field to `fields`, which reads or writes it.
    fn fields(&mut self, fields: &mut dyn Fields);
}

/// One side of a state string: a reader or a writer.
pub trait Fields {
    /// Offers a field as it is now. A reader answers with the text to take its place, if there is one.
    /// `default` is what the field means when it is left out; `None`: what it is in the default state.
    fn offer(&mut self, key: &str, current: String, default: Option<String>) -> Option<String>;
    /// Says that `text` could not be used for `key`.
    fn refuse(&mut self, key: &str, text: &str, why: Why);
}

/// The state that `text` describes, as far as it can be understood, and what could not be.
pub fn read<S: State>(text: &str) -> (S, Vec<Problem>) {
    let mut state = S::default();
    let problems = read_into(&mut |fields| state.fields(fields), text);
    (state, problems)
}

/// Every field of a state, to be read or written. Once for all states: what is generic is small.
type Visit<'a> = &'a mut dyn FnMut(&mut dyn Fields);

fn read_into(visit: Visit<'_>, text: &str) -> Vec<Problem> {
    let text = text.trim_start_matches('?');
    if text.len() > LIMIT {
        return vec![Problem::new(text, Why::TooLong(LIMIT))];
    }
    let mut reader = Reader::of(text);
    visit(&mut reader);
    let Reader {
        given,
        mut problems,
    } = reader;
    problems.extend(
        given
            .iter()
            .map(|(key, value)| Problem::new(&format!("{key}={value}"), Why::UnknownKey)),
    );
    problems
}

/// The shortest string that [`read`] turns into `state`: what is at its default is left out.
#[must_use]
pub fn write<S: State>(state: &S) -> String {
    let (mut state, mut usual) = (state.clone(), S::default());
    shortest(
        pairs(&mut |fields| state.fields(fields)),
        &pairs(&mut |fields| usual.fields(fields)),
    )
}

fn shortest(pairs: Vec<Pair>, defaults: &[Pair]) -> String {
    let usual = |key: &str| {
        defaults
            .iter()
            .find(|pair| pair.key == key)
            .map(|pair| pair.current.clone())
    };
    let mut text = String::new();
    for Pair {
        key,
        current,
        default,
    } in pairs
    {
        let default = default.or_else(|| usual(&key));
        if default.as_ref() != Some(&current) {
            let separator = if text.is_empty() { "" } else { "&" };
            text += &format!(
                "{separator}{key}={}",
                utf8_percent_encode(&current, ESCAPED)
            );
        }
    }
    text
}

fn pairs(visit: Visit<'_>) -> Vec<Pair> {
    let mut writer = Writer(Vec::new());
    visit(&mut writer);
    writer.0
}

struct Pair {
    key: String,
    current: String,
    default: Option<String>,
}

struct Writer(Vec<Pair>);

impl Fields for Writer {
    fn offer(&mut self, key: &str, current: String, default: Option<String>) -> Option<String> {
        self.0.push(Pair {
            key: key.to_owned(),
            current,
            default,
        });
        None
    }

    fn refuse(&mut self, _key: &str, _text: &str, _why: Why) {}
}

struct Reader {
    given: Vec<(String, String)>,
    problems: Vec<Problem>,
}

impl Reader {
    fn of(text: &str) -> Self {
        let mut reader = Self {
            given: Vec::new(),
            problems: Vec::new(),
        };
        for pair in text.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            reader.take(decoded(key), decoded(value));
        }
        reader
    }

    fn take(&mut self, key: String, value: String) {
        let page_option = key.is_empty() || key.starts_with('_');
        if page_option || key.starts_with("utm_") || TRACKERS.contains(&key.as_str()) {
            return;
        }
        if key.contains('\u{FFFD}') || value.contains('\u{FFFD}') {
            return self.refuse(&key, &value, Why::BadEncoding);
        }
        if let Some(earlier) = self.remove(&key) {
            self.refuse(&key, &earlier, Why::Duplicate);
        }
        self.given.push((key, value));
    }
}

impl Reader {
    fn remove(&mut self, key: &str) -> Option<String> {
        let place = self.given.iter().position(|(given, _)| given == key)?;
        Some(self.given.swap_remove(place).1)
    }
}

impl Fields for Reader {
    fn offer(&mut self, key: &str, _current: String, _default: Option<String>) -> Option<String> {
        self.remove(key)
    }

    fn refuse(&mut self, key: &str, text: &str, why: Why) {
        self.problems
            .push(Problem::new(&format!("{key}={text}"), why));
    }
}

/// As `URLSearchParams` reads it: `+` is a space, and bytes that are no UTF-8 become U+FFFD.
fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " "))
        .decode_utf8_lossy()
        .into_owned()
}
