//! Numbers that the build computes: `softmax?z=5,4,-1#p1 / softmax?z=5,4,-1#p2 .2`.

use std::fmt::{self, Display, Formatter};

use kassei::text::{fixed, parse, scientific};

use super::figure::Figure;

/// A number, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    pub(crate) shown: String,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `.3`: three digits after the point.
    Digits(usize),
    /// `%1`: per cent with one digit after the point.
    PerCent(usize),
    /// `e1`: a power of ten, with one digit after the point.
    Power(usize),
}

const FORMS: &str = "\".2\" (digits after the point), \"%0\" (per cent) or \"e1\" (a power of ten)";

impl Form {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let digits = |rest: &str| rest.parse().ok().filter(|digits| *digits <= 12);
        let form = match text.split_at_checked(1) {
            Some((".", rest)) => digits(rest).map(Self::Digits),
            Some(("%", rest)) => digits(rest).map(Self::PerCent),
            Some(("e", rest)) => digits(rest).map(Self::Power),
            _ => None,
        };
        form.ok_or_else(|| format!("cannot write a number as {text:?}: expected {FORMS}"))
    }

    /// The number in this form.
    pub(crate) fn write(self, value: f64) -> String {
        match self {
            Self::Digits(digits) => fixed(value, digits),
            Self::PerCent(digits) => format!("{}%", fixed(100.0 * value, digits)),
            Self::Power(digits) => scientific(value, digits),
        }
    }

    /// The digits after the point of what it can tell apart.
    pub(crate) const fn decimals(self) -> i32 {
        match self {
            Self::Digits(digits) | Self::Power(digits) => digits as i32,
            Self::PerCent(digits) => digits as i32 + 2,
        }
    }
}

impl Display for Form {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Digits(digits) => write!(f, ".{digits}"),
            Self::PerCent(digits) => write!(f, "%{digits}"),
            Self::Power(digits) => write!(f, "e{digits}"),
        }
    }
}

impl Number {
    /// An expression and a form.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (expression, form) = text.rsplit_once(char::is_whitespace).ok_or_else(|| {
            format!("cannot compute {text:?}: expected a space and then how to write it, {FORMS}")
        })?;
        let form = Form::parse(form)?;
        let value = evaluate(expression)?;
        Ok(Self {
            value,
            shown: form.write(value),
        })
    }
}

/// The value of an expression: numbers and exhibits' values with + - * / between spaces.
pub(crate) fn evaluate(text: &str) -> Result<f64, String> {
    let mut words = text.split_whitespace();
    let mut sum = Sum {
        total: 0.0,
        product: operand(words.next(), text)?,
    };
    while let Some(sign) = words.next() {
        let right = operand(words.next(), text)?;
        match sign {
            "*" => sum.product *= right,
            "/" => sum.product /= right,
            "+" => sum = sum.plus(right),
            "-" => sum = sum.plus(-right),
            _ => {
                return Err(format!(
                    "cannot compute {text:?}: found {sign:?}, expected one of + - * / between spaces"
                ));
            }
        }
    }
    let value = sum.total + sum.product;
    if value.is_finite() {
        Ok(value)
    } else {
        Err(format!(
            "cannot compute {text:?}: found {value}, expected a finite number"
        ))
    }
}

/// What is added up already, and the product that still grows.
struct Sum {
    total: f64,
    product: f64,
}

impl Sum {
    fn plus(self, product: f64) -> Self {
        Self {
            total: self.total + self.product,
            product,
        }
    }
}

fn operand(word: Option<&str>, text: &str) -> Result<f64, String> {
    let word = word.ok_or_else(|| {
        format!("cannot compute {text:?}: found its end, expected a number or exhibit?state#value")
    })?;
    if let Some(number) = parse(word) {
        return Ok(number);
    }
    let (address, name) = word.split_once('#').ok_or_else(|| {
        format!("cannot compute {text:?}: found {word:?}, expected a number or exhibit?state#value")
    })?;
    Figure::parse(address)?.value(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        Number::parse(text).map_or_else(|error| error, |number| number.shown)
    }

    #[test]
    fn a_number_is_written_as_asked() {
        // NumPy: softmax([5, 4, -1]) = [0.72973621, 0.26845495, 0.00180884]; e = 2.71828; σ'(10) = 4.5396e-5.
        for (text, shown) in [
            ("softmax?z=5,4,-1#p1 .3", "0.730"),
            ("softmax#p1 %0", "73%"),
            ("softmax#p3 %1", "0.2%"),
            ("softmax#p1 / softmax#p2 .2", "2.72"),
            ("function?f=sigmoid&x=10#dy e1", "4.5×10⁻⁵"),
            ("1 - 2 * 3 .1", "−5.0"),
            ("8 / 2 / 2 + -1 .0", "1"),
        ] {
            assert_eq!(show(text), shown, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_computed_is_said() {
        for (text, error) in [
            (
                "softmax#p1",
                "cannot compute \"softmax#p1\": expected a space and then how to write it, \".2\" (digits after the point), \"%0\" (per cent) or \"e1\" (a power of ten)",
            ),
            (
                "softmax#p1 3",
                "cannot write a number as \"3\": expected \".2\" (digits after the point), \"%0\" (per cent) or \"e1\" (a power of ten)",
            ),
            (
                "softmax#p4 .1",
                "cannot find the value \"p4\" of softmax: expected one of p1, p2, p3, sum, entropy",
            ),
            (
                "softmax?z=5#p1 .1",
                "cannot use the state \"z=5\" of the exhibit softmax: “z=5”: expected 2 to 8 entries",
            ),
            (
                "softmux#p1 .1",
                "cannot show the exhibit \"softmux\": expected one of neuron, function, softmax, softmax_row, sketch, reshape, anatomy, collapse, gates, hinges, approximation, parts, gradient_journey, descent, dead_relu, train, race",
            ),
            (
                "softmax .1",
                "cannot compute \"softmax\": found \"softmax\", expected a number or exhibit?state#value",
            ),
            (
                "1 ^ 2 .1",
                "cannot compute \"1 ^ 2\": found \"^\", expected one of + - * / between spaces",
            ),
            (
                "1 + .1",
                "cannot compute \"1 +\": found its end, expected a number or exhibit?state#value",
            ),
            (
                "1 / 0 .1",
                "cannot compute \"1 / 0\": found inf, expected a finite number",
            ),
        ] {
            assert_eq!(show(text), error, "{text}");
        }
    }
}
