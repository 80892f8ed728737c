//! The property card in words. Every number in it is computed from the curve.

use crate::maths::{Card, Extreme, Monotone, Place};
use crate::text::{Text, exact, fixed, trimmed};

/// As many breaks as are listed before the rest is counted.
const LISTED: usize = 3;

/// The rows of the card: a name and what was found.
pub(super) fn facts(card: &Card, text: &Text) -> Vec<(&'static str, String)> {
    vec![
        (text.function_range(), range(card)),
        (
            text.function_monotone(),
            monotone(card.monotone, text).to_owned(),
        ),
        (text.function_zero_centred(), centred(card, text)),
        (text.function_breaks(), breaks(card, text)),
        (text.function_flat(), flat(card, text)),
        (text.function_at_zero(), number(card.at_zero.y)),
        // Where a straight piece ends there may be a kink, and a kink has no slope.
        (text.function_steepest(), extreme(card.steepest, '<', text)),
        (text.function_minimum(), extreme(card.low, '≤', text)),
        (text.function_maximum(), extreme(card.high, '≤', text)),
    ]
}

/// At most four decimals; a value that they would turn into 0 keeps its digits.
fn number(value: f64) -> String {
    trimmed(value, 4)
}

/// `(0, 1)`, `[−0.2785, ∞)`: a square bracket where the end is reached.
fn range(card: &Card) -> String {
    let closed = |end: Extreme| end.is_reached() && end.value.is_finite();
    let (open, close) = (
        if closed(card.low) { '[' } else { '(' },
        if closed(card.high) { ']' } else { ')' },
    );
    if card.low.value == card.high.value {
        return format!("{{{}}}", number(card.low.value));
    }
    format!(
        "{open}{}, {}{close}",
        number(card.low.value),
        number(card.high.value)
    )
}

fn monotone(monotone: Monotone, text: &Text) -> &'static str {
    match monotone {
        Monotone::Constant => text.function_constant(),
        Monotone::Increasing { strictly: true } => text.function_increasing(),
        Monotone::Increasing { strictly: false } => text.function_non_decreasing(),
        Monotone::Decreasing { strictly: true } => text.function_decreasing(),
        Monotone::Decreasing { strictly: false } => text.function_non_increasing(),
        Monotone::Neither => text.function_neither(),
    }
}

fn centred(card: &Card, text: &Text) -> String {
    if card.mean.is_nan() {
        text.function_undefined().to_owned()
    } else if card.is_zero_centred() {
        text.function_yes_mean(&fixed(card.mean, 3))
    } else {
        text.function_no_mean(&fixed(card.mean, 3))
    }
}

fn breaks(card: &Card, text: &Text) -> String {
    let jumps = card
        .jumps
        .iter()
        .map(|jump| (jump.x, text.function_jump_at(&exact(round(jump.x)))));
    let kinks = card
        .kinks
        .iter()
        .map(|kink| (kink.x, text.function_kink_at(&exact(round(kink.x)))));
    list(jumps.chain(kinks), text)
}

fn flat(card: &Card, text: &Text) -> String {
    let zones = card.flat.iter().map(|&(from, to)| {
        let words = zone((from, to), '<', |x| trimmed(x, 2));
        let words = words.unwrap_or_else(|| text.function_all_x().to_owned());
        (from.abs().min(to.abs()), words)
    });
    list(zones, text)
}

/// The xs of an interval, whose ends belong to it (`≤`) or not (`<`); none for the whole axis.
fn zone((from, to): (f64, f64), below: char, number: impl Fn(f64) -> String) -> Option<String> {
    match (from.is_finite(), to.is_finite()) {
        (false, false) => None,
        (false, true) => Some(format!("x {below} {}", number(to))),
        (true, false) => {
            let above = if below == '<' { '>' } else { '≥' };
            Some(format!("x {above} {}", number(from)))
        }
        (true, true) => Some(format!("{} {below} x {below} {}", number(from), number(to))),
    }
}

fn extreme(extreme: Extreme, below: char, text: &Text) -> String {
    let value = number(extreme.value);
    let zone = |ends| zone(ends, below, |x| number(round(x)));
    match extreme.place {
        _ if extreme.value.is_nan() => text.function_undefined().to_owned(),
        _ if extreme.value.is_infinite() => text.function_unbounded().to_owned(),
        Place::At(x) => text.function_at(&value, &number(round(x))),
        Place::AtMany(x) => text.function_at_many(&value, &number(round(x))),
        Place::OnMany(from, to) => {
            text.function_along_many(&value, &zone((from, to)).unwrap_or_default())
        }
        Place::On(from, to) => match zone((from, to)) {
            None => text.function_everywhere(&value),
            Some(zone) => text.function_along(&value, &zone),
        },
        Place::Toward(_) => text.function_approached(&value),
    }
}

/// Without the last digits, which bisection leaves.
fn round(x: f64) -> f64 {
    libm::round(x * 1e6) / 1e6 + 0.0
}

/// What lies nearest to 0 first, each with its x; what is left over is counted.
fn list(items: impl Iterator<Item = (f64, String)>, text: &Text) -> String {
    let mut nearest: Vec<(f64, String)> = Vec::new();
    let mut words = String::new();
    for item in items {
        // An insertion: a sort of the standard library would be larger than this whole card.
        let before = |(x, _): &(f64, String)| x.abs() <= item.0.abs();
        let place = nearest.iter().take_while(|other| before(other)).count();
        nearest.insert(place, item);
    }
    if nearest.is_empty() {
        return text.function_none().to_owned();
    }
    for (_, item) in nearest.iter().take(LISTED) {
        if !words.is_empty() {
            words.push_str(text.function_and());
        }
        words.push_str(item);
    }
    match nearest.len().saturating_sub(LISTED) {
        0 => words,
        surplus => text.function_many(&words, &surplus),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::catalogue;
    use crate::maths::{ALL, Bend, Curve, Jet, analyse};
    use crate::text::Lang;

    fn of(curve: &dyn Curve) -> Vec<String> {
        facts(&analyse(curve), Lang::En.text())
            .into_iter()
            .map(|(_, words)| words)
            .collect()
    }

    #[test]
    fn relu_is_told_as_it_is() {
        let expected = [
            "[0, ∞)",
            "never falls",
            "no: mean output 0.399 for normal inputs",
            "kink at 0",
            "x < 0",
            "0",
            "1 for x > 0",
            "0 for x ≤ 0",
            "no limit",
        ];
        assert_eq!(of(&Bend::new(catalogue("relu"))), expected);
    }

    #[test]
    fn a_curve_never_seen_before_has_a_card() {
        // x·sin x, with its derivatives by hand.
        let curve = |x: f64| {
            let (s, c) = (libm::sin(x), libm::cos(x));
            Jet {
                y: x * s,
                dy: s + x * c,
                d2y: 2.0 * c - x * s,
            }
        };
        let card = of(&curve);
        assert_eq!(
            (card[0].as_str(), card[1].as_str()),
            ("(−∞, ∞)", "no: it rises and falls"),
            "{card:?}"
        );
        assert_eq!(
            (card[3].as_str(), card[5].as_str()),
            ("none", "0"),
            "{card:?}"
        );
    }

    #[test]
    fn every_function_has_a_card_in_every_language() {
        for activation in ALL {
            for lang in Lang::ALL {
                for (name, words) in facts(&analyse(&Bend::new(activation)), lang.text()) {
                    assert!(
                        !words.is_empty() && !words.contains("NaN"),
                        "{} {name}: {words}",
                        activation.id
                    );
                }
            }
        }
    }
}
