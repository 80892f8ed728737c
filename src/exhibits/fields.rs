//! A state as a string, `f=gelu&w=1.6`, and back: one list of fields reads, writes and documents it.
//!
//! Reading never fails: what could not be used comes back as a list of [`Problem`]s. The grammar is in `docs/contract.md`.

use std::ops::RangeInclusive;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

#[cfg(every_exhibit)]
use crate::maths::expression::Formula;
use crate::maths::{ALL, Activation, Bend};
use crate::text::{Text, exact, parse};

/// The longest state that is read, in bytes.
const LIMIT: usize = 16 * 1024;
/// The longest formula, in characters.
#[cfg(every_exhibit)]
pub(crate) const LONGEST_FORMULA: usize = 60;
/// What stands for the formula in a list of functions.
const OWN: &str = "own";
/// As many characters of a part as a problem quotes.
const QUOTED: usize = 40;
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

/// Why a part of a state was ignored.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// No field has this key.
    UnknownKey,
    /// Not a finite number.
    NotANumber,
    /// A number outside these bounds.
    OutOfRange(f64, f64),
    /// None of these ids.
    UnknownChoice(String),
    /// A list that is shorter or longer than this.
    WrongLength(usize, usize),
    /// The key came again later.
    Duplicate,
    /// Percent signs that spell no UTF-8.
    BadEncoding,
    /// The whole state is longer than this many bytes.
    TooLong(usize),
    /// A code that something was lost of, or that belongs to something else.
    Damaged,
}

/// A part of a state that was ignored.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The part, shortened.
    pub part: String,
    /// What is the matter with it.
    pub why: Why,
}

impl Problem {
    fn new(part: &str, why: Why) -> Self {
        let part = match part.char_indices().nth(QUOTED) {
            Some((end, _)) => format!("{}…", &part[..end]),
            None => part.to_owned(),
        };
        Self { part, why }
    }

    /// The problem in words.
    #[must_use]
    pub fn say(&self, text: &Text) -> String {
        let part = &self.part;
        match &self.why {
            Why::UnknownKey => text.problem_unknown_key(part),
            Why::NotANumber => text.problem_not_a_number(part),
            Why::OutOfRange(low, high) => {
                text.problem_out_of_range(&exact(*high), &exact(*low), part)
            }
            Why::UnknownChoice(known) => text.problem_unknown_choice(known, part),
            Why::WrongLength(low, high) => text.problem_wrong_length(high, low, part),
            Why::Duplicate => text.problem_duplicate(part),
            Why::BadEncoding => text.problem_bad_encoding(part),
            Why::TooLong(limit) => text.problem_too_long(limit, part),
            Why::Damaged => text.problem_damaged(part),
        }
    }
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

/// A kind of value that fields can hold.
impl dyn Fields + '_ {
    fn field<T>(
        &mut self,
        key: &str,
        current: String,
        default: Option<String>,
        read: impl FnOnce(&str) -> Result<T, Why>,
    ) -> Option<T> {
        let text = self.offer(key, current, default)?;
        read(&text).map_err(|why| self.refuse(key, &text, why)).ok()
    }

    /// A number within `range`.
    pub fn number(&mut self, key: &str, range: RangeInclusive<f64>, value: &mut f64) {
        if let Some(new) = self.field(key, number_text(*value), None, |text| {
            number_in(&range, text)
        }) {
            *value = new;
        }
    }

    /// A list of `count` numbers within `range`.
    pub fn numbers(
        &mut self,
        key: &str,
        count: RangeInclusive<usize>,
        range: RangeInclusive<f64>,
        values: &mut Vec<f64>,
    ) {
        let read = |text: &str| numbers_in(&range, &count, text);
        if let Some(new) = self.field(key, numbers_text(values), None, read) {
            *values = new;
        }
    }

    /// A list of as many numbers within `range` as `usual` has, which is what it means when it is left out.
    pub fn numbers_like(
        &mut self,
        key: &str,
        usual: &[f64],
        range: RangeInclusive<f64>,
        values: &mut Vec<f64>,
    ) {
        let count = usual.len()..=usual.len();
        let read = |text: &str| numbers_in(&range, &count, text);
        let usual = Some(numbers_text(usual));
        if let Some(new) = self.field(key, numbers_text(values), usual, read) {
            *values = new;
        }
    }

    /// A list of texts of at most `longest` characters each.
    pub fn texts(
        &mut self,
        key: &str,
        count: RangeInclusive<usize>,
        longest: usize,
        values: &mut Vec<String>,
    ) {
        let read = |text: &str| {
            let items = split(text);
            within(&count, items.len())?;
            if items.iter().any(|item| item.chars().count() > longest) {
                return Err(Why::TooLong(longest));
            }
            Ok(items)
        };
        if let Some(new) = self.field(key, join(values.iter().cloned()), None, read) {
            *values = new;
        }
    }

    /// The number of an entry in a list, counted from 1 in the text; 0 in the text is none.
    pub fn index(&mut self, key: &str, len: usize, value: &mut Option<usize>) {
        let current = value.map_or(0, |i| i + 1).to_string();
        let read = |text: &str| match parse(text) {
            Some(n) if n.fract() == 0.0 && (0.0..=len as f64).contains(&n) => {
                Ok((n as usize).checked_sub(1))
            }
            Some(_) => Err(Why::OutOfRange(0.0, len as f64)),
            None => Err(Why::NotANumber),
        };
        if let Some(new) = self.field(key, current, None, read) {
            *value = new;
        }
    }

    /// A whole number within `range`.
    pub fn whole(&mut self, key: &str, range: RangeInclusive<usize>, value: &mut usize) {
        let (low, high) = (*range.start() as f64, *range.end() as f64);
        let read = |text: &str| whole_in(&range, (low, high), text);
        if let Some(new) = self.field(key, value.to_string(), None, read) {
            *value = new;
        }
    }

    /// A list of `count` whole numbers within `range`.
    pub fn wholes(
        &mut self,
        key: &str,
        count: RangeInclusive<usize>,
        range: RangeInclusive<usize>,
        values: &mut Vec<usize>,
    ) {
        let (low, high) = (*range.start() as f64, *range.end() as f64);
        let read = |text: &str| {
            let items = split(text);
            within(&count, items.len())?;
            let item = |item: &String| whole_in(&range, (low, high), item);
            items.iter().map(item).collect::<Result<Vec<_>, Why>>()
        };
        let current = join(values.iter().map(usize::to_string));
        if let Some(new) = self.field(key, current, None, read) {
            *values = new;
        }
    }

    /// A formula, or none. A comma may stand in it with or without a backslash.
    #[cfg(every_exhibit)]
    pub fn formula(&mut self, key: &str, value: &mut Option<Formula>) {
        let current = value.as_ref().map_or("", Formula::text).to_owned();
        let read = |text: &str| {
            let text = text.replace("\\,", ",");
            if text.chars().count() > LONGEST_FORMULA {
                return Err(Why::TooLong(LONGEST_FORMULA));
            }
            let formula = (!text.is_empty()).then(|| Formula::read(&text));
            formula.transpose().map_err(|_| Why::Damaged)
        };
        if let Some(new) = self.field(key, current, None, read) {
            *value = new;
        }
    }

    /// A function for each place of `values`, with its usual parameters, or `own`, which is none; one alone is for all of
    /// them.
    pub fn functions(&mut self, key: &str, values: &mut [Option<Bend>]) {
        let id = |bend: &Option<Bend>| bend.as_ref().map_or(OWN, |bend| bend.activation.id);
        let ids = values.iter().map(|bend| id(bend).to_owned());
        let mut distinct: Vec<String> = ids.clone().collect();
        distinct.dedup();
        let current = if distinct.len() > 1 {
            join(ids)
        } else {
            distinct.pop().unwrap_or_default()
        };
        let read = |text: &str| {
            let items = split(text);
            let item = |item: &String| match item.as_str() {
                OWN => Ok(None),
                id => activation(id).map(|found| Some(Bend::new(found))),
            };
            let found = items.iter().map(item);
            let found = found.collect::<Result<Vec<_>, Why>>()?;
            if found.len() == 1 {
                return Ok(vec![found[0].clone(); values.len()]);
            }
            within(&(values.len()..=values.len()), found.len())?;
            Ok(found)
        };
        if let Some(new) = self.field(key, current, None, read) {
            values.clone_from_slice(&new);
        }
    }

    /// A set of switches, written as the list of those that are on.
    pub fn switches(&mut self, key: &str, switches: &mut [(&'static str, &mut bool)]) {
        let current = join(
            switches
                .iter()
                .filter(|(_, on)| **on)
                .map(|(id, _)| (*id).to_owned()),
        );
        let known: Vec<&str> = switches.iter().map(|(id, _)| *id).collect();
        let read = |text: &str| {
            let items = split(text);
            let all_known = items.iter().all(|item| known.contains(&item.as_str()));
            if all_known {
                Ok(items)
            } else {
                Err(Why::UnknownChoice(known.join(", ")))
            }
        };
        if let Some(on) = self.field(key, current, None, read) {
            for (id, switch) in switches {
                **switch = on.iter().any(|item| item == id);
            }
        }
    }

    /// A function by id or alias, and its parameters under `p.`.
    pub fn bend(&mut self, key: &str, bend: &mut Bend) {
        if let Some(activation) = self.field(key, bend.activation.id.to_owned(), None, activation) {
            *bend = Bend::new(activation);
        }
        for (param, value) in bend.activation.params.iter().zip(&mut bend.params) {
            let read = |text: &str| number_in(&(param.min..=param.max), text);
            let key = format!("p.{}", param.id);
            if let Some(new) = self.field(
                &key,
                number_text(*value),
                Some(number_text(param.default)),
                read,
            ) {
                *value = new;
            }
        }
    }

    /// A list of as many numbers as `values` has places, any of which may be empty; an empty text: all of them.
    pub fn partial(&mut self, key: &str, range: RangeInclusive<f64>, values: &mut [Option<f64>]) {
        let current = if values.iter().all(Option::is_none) {
            String::new()
        } else {
            join(
                values
                    .iter()
                    .map(|v| v.map_or_else(String::new, number_text)),
            )
        };
        let read = |text: &str| {
            let mut items = split(text);
            if items.is_empty() {
                items.resize(values.len(), String::new());
            }
            within(&(values.len()..=values.len()), items.len())?;
            let item = |item: &String| match item.as_str() {
                "" => Ok(None),
                text => number_in(&range, text).map(Some),
            };
            items.iter().map(item).collect::<Result<Vec<_>, Why>>()
        };
        if let Some(new) = self.field(key, current, None, read) {
            values.copy_from_slice(&new);
        }
    }

    /// One of `ids`; `value` is its place among them.
    pub fn choice(&mut self, key: &str, ids: &[&str], value: &mut usize) {
        let read = |text: &str| {
            let place = ids.iter().position(|id| *id == text);
            place.ok_or_else(|| Why::UnknownChoice(ids.join(", ")))
        };
        if let Some(new) = self.field(key, ids[*value].to_owned(), None, read) {
            *value = new;
        }
    }

    /// A function by id or alias, with its usual parameters.
    pub fn function(&mut self, key: &str, value: &mut Bend) {
        if let Some(found) = self.field(key, value.activation.id.to_owned(), None, activation) {
            *value = Bend::new(found);
        }
    }

    /// A function by id or alias, with its usual parameters; or nothing.
    pub fn other_function(&mut self, key: &str, value: &mut Option<Bend>) {
        if let Some(new) = self.field(key, maybe_text(value.as_ref()), None, maybe_bend) {
            *value = new;
        }
    }

    /// A list of such functions, one for each place of `values`. Places at the end may be left out while they are empty.
    pub fn other_functions(&mut self, key: &str, values: &mut [Option<Bend>]) {
        let last = values.iter().rposition(Option::is_some);
        let given = &values[..last.map_or(0, |last| last + 1)];
        let current = join(given.iter().map(|value| maybe_text(value.as_ref())));
        let read = |text: &str| {
            let items = split(text);
            within(&(0..=values.len()), items.len())?;
            let bends = items.iter().map(|item| maybe_bend(item));
            bends.collect::<Result<Vec<_>, Why>>()
        };
        if let Some(mut new) = self.field(key, current, None, read) {
            new.resize(values.len(), None);
            values.clone_from_slice(&new);
        }
    }
}

fn maybe_text(bend: Option<&Bend>) -> String {
    bend.map_or_else(String::new, |bend| bend.activation.id.to_owned())
}

fn maybe_bend(text: &str) -> Result<Option<Bend>, Why> {
    if text.is_empty() {
        Ok(None)
    } else {
        activation(text).map(|found| Some(Bend::new(found)))
    }
}

fn numbers_text(values: &[f64]) -> String {
    join(values.iter().map(|value| number_text(*value)))
}

fn numbers_in(
    range: &RangeInclusive<f64>,
    count: &RangeInclusive<usize>,
    text: &str,
) -> Result<Vec<f64>, Why> {
    let items = split(text);
    within(count, items.len())?;
    items.iter().map(|item| number_in(range, item)).collect()
}

fn activation(text: &str) -> Result<&'static Activation, Why> {
    Activation::find(text)
        .ok_or_else(|| Why::UnknownChoice(ALL.iter().map(|a| a.id).collect::<Vec<_>>().join(", ")))
}

fn number_in(range: &RangeInclusive<f64>, text: &str) -> Result<f64, Why> {
    let value = parse(text).ok_or(Why::NotANumber)?;
    if range.contains(&value) {
        Ok(value)
    } else {
        Err(Why::OutOfRange(*range.start(), *range.end()))
    }
}

fn whole_in(range: &RangeInclusive<usize>, ends: (f64, f64), text: &str) -> Result<usize, Why> {
    let value = parse(text).ok_or(Why::NotANumber)?;
    let whole = value as usize;
    if whole as f64 == value && range.contains(&whole) {
        Ok(whole)
    } else {
        Err(Why::OutOfRange(ends.0, ends.1))
    }
}

fn number_text(value: f64) -> String {
    if value == 0.0 {
        "0".to_owned()
    } else {
        value.to_string()
    }
}

fn within(count: &RangeInclusive<usize>, len: usize) -> Result<(), Why> {
    if count.contains(&len) {
        Ok(())
    } else {
        Err(Why::WrongLength(*count.start(), *count.end()))
    }
}

/// As `URLSearchParams` reads it: `+` is a space, and bytes that are no UTF-8 become U+FFFD.
fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " "))
        .decode_utf8_lossy()
        .into_owned()
}

/// Items at commas; `\,` is a comma in an item and `\\` a backslash. An empty text is an empty list.
fn split(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut items = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let literal = match c {
            ',' => {
                items.push(String::new());
                continue;
            }
            '\\' => chars.next().unwrap_or(c),
            c => c,
        };
        if let Some(item) = items.last_mut() {
            item.push(literal);
        }
    }
    items
}

fn join(items: impl Iterator<Item = String>) -> String {
    items
        .map(|item| item.replace('\\', "\\\\").replace(',', "\\,"))
        .collect::<Vec<_>>()
        .join(",")
}
