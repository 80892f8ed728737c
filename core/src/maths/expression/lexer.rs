//! From characters to numbers, names and signs.

use super::error::Problem;
use super::tape::Name;

/// What a formula is written in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Symbol {
    Number(f64),
    X,
    Call(Name),
    Plus,
    Minus,
    Times,
    Over,
    Power,
    /// ² or ³
    Raised(i32),
    Open,
    Close,
    Bar,
    Comma,
}

/// A symbol, and how many characters stand before it and up to its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) symbol: Symbol,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What the symbols of a formula are, or where one is not known.
pub(super) fn tokens(text: &[char]) -> Result<Vec<Token>, (usize, Problem)> {
    let plain: Vec<char> = text.iter().map(|c| plain(*c)).collect();
    let (mut tokens, mut at) = (Vec::new(), 0);
    while let Some(&first) = plain.get(at) {
        let rest = &plain[at..];
        let (symbol, length) = match first {
            ' ' | '\t' | '\n' | '\r' => {
                at += 1;
                continue;
            }
            '0'..='9' | '.' => number(rest).ok_or_else(|| (at, Problem::Number(digits(rest))))?,
            '*' if rest.get(1) == Some(&'*') => (Symbol::Power, 2),
            _ if is_letter(first) => word(rest).ok_or_else(|| (at, unknown(rest)))?,
            _ => (sign(first).ok_or((at, Problem::Character(text[at])))?, 1),
        };
        tokens.push(Token {
            symbol,
            start: at,
            end: at + length,
        });
        at += length;
    }
    Ok(tokens)
}

fn sign(c: char) -> Option<Symbol> {
    Some(match c {
        '+' => Symbol::Plus,
        '-' => Symbol::Minus,
        '*' => Symbol::Times,
        '/' => Symbol::Over,
        '^' => Symbol::Power,
        '²' => Symbol::Raised(2),
        '³' => Symbol::Raised(3),
        '(' | '[' => Symbol::Open,
        ')' | ']' => Symbol::Close,
        '|' => Symbol::Bar,
        ',' => Symbol::Comma,
        _ => return None,
    })
}

/// The same in ASCII, where there is such a thing, and in small letters.
fn plain(c: char) -> char {
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFF01 + 0x21).unwrap_or(c),
        _ => c,
    };
    match c {
        '−' | '–' | '‐' | '‑' | 'ー' => '-',
        '×' | '·' | '⋅' | '∙' | '・' | '∗' => '*',
        '÷' | '∕' | '⁄' => '/',
        '、' => ',',
        '\u{3000}' | '\u{A0}' | '\u{2009}' | '\u{202F}' => ' ',
        _ => c.to_ascii_lowercase(),
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_lowercase() || matches!(c, 'σ' | 'π' | '√' | '_')
}

/// The longest word that is known at the beginning of letters all of which can be read so.
fn word(rest: &[char]) -> Option<(Symbol, usize)> {
    let letters: String = rest.iter().take_while(|c| is_letter(**c)).collect();
    let (mut left, first) = (&*letters, known(&letters)?);
    while !left.is_empty() {
        left = &left[known(left)?.1.len()..];
    }
    Some((first.0, first.1.chars().count()))
}

/// The longest known word that these letters begin with.
fn known(letters: &str) -> Option<(Symbol, &'static str)> {
    let constants = [
        ("x", Symbol::X),
        ("e", Symbol::Number(core::f64::consts::E)),
        ("π", Symbol::Number(core::f64::consts::PI)),
        ("pi", Symbol::Number(core::f64::consts::PI)),
    ];
    let functions = Name::ALL.iter().flat_map(|name| {
        let spelling = |spelling: &&'static str| (*spelling, Symbol::Call(*name));
        name.spellings().iter().map(spelling)
    });
    constants
        .into_iter()
        .chain(functions)
        .filter(|(word, _)| letters.starts_with(word))
        .max_by_key(|(word, _)| word.len())
        .map(|(word, symbol)| (symbol, word))
}

fn unknown(rest: &[char]) -> Problem {
    let part = |c: &&char| is_letter(**c) || c.is_ascii_digit();
    Problem::Word(rest.iter().take_while(part).collect())
}

/// All that looks as if it belonged to a number.
fn digits(rest: &[char]) -> String {
    let part = |c: &&char| c.is_ascii_digit() || **c == '.';
    rest.iter().take_while(part).collect()
}

/// `12`, `1.5`, `.5`, `1e-3`. The nearest number for up to 15 digits and exponents of up to 22, and at most a few units in
/// the last place off beyond; the standard library's reader would bring ten kilobytes of tables.
fn number(rest: &[char]) -> Option<(Symbol, usize)> {
    let written = digits(rest);
    let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
    if whole.len() + part.len() == 0 || part.contains('.') {
        return None;
    }
    let (mut mantissa, mut exponent) = (0_u64, -(part.len() as i32));
    for digit in whole.chars().chain(part.chars()) {
        if mantissa < 100_000_000_000_000_000 {
            mantissa = 10 * mantissa + u64::from(digit.to_digit(10)?);
        } else {
            exponent += 1;
        }
    }
    let (power, length) = exponent_of(&rest[written.len()..]);
    let value = scaled(mantissa as f64, exponent + power);
    value
        .is_finite()
        .then_some((Symbol::Number(value), written.len() + length))
}

/// The power of ten of `e-3`, and how many characters that has; (0, 0) where `e` is Euler's number.
fn exponent_of(rest: &[char]) -> (i32, usize) {
    let sign = rest.get(1).filter(|c| matches!(c, '+' | '-'));
    let start = if sign.is_some() { 2 } else { 1 };
    let digits = rest.get(start..).unwrap_or_default();
    let length = digits.iter().take_while(|c| c.is_ascii_digit()).count();
    if rest.first() != Some(&'e') || length == 0 {
        return (0, 0);
    }
    let power = digits[..length].iter().fold(0_i32, |power, c| {
        (10 * power + c.to_digit(10).unwrap_or_default() as i32).min(10_000)
    });
    (
        if sign == Some(&'-') { -power } else { power },
        start + length,
    )
}

/// mantissa · 10^exponent
fn scaled(mantissa: f64, exponent: i32) -> f64 {
    let ten = |n: u32| (0..n.min(308)).fold(1.0, |power, _| 10.0 * power);
    let size = exponent.unsigned_abs();
    if mantissa == 0.0 {
        0.0
    } else if exponent < 0 {
        mantissa / ten(size) / ten(size.saturating_sub(308))
    } else if size > 308 {
        f64::INFINITY
    } else {
        mantissa * ten(size)
    }
}
