//! Numbers as text: written with a true minus sign, spoken with a word for it, read from whatever a keyboard gives.

use super::decimal::decimal;

const MINUS: &str = "\u{2212}";
const MINUS_SIGN: char = '\u{2212}';
const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// `digits` decimals and a true minus sign. Never `−0.00`; what would fill more than nine places is scientific.
#[must_use]
pub fn fixed(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return infinite(value);
    }
    if value.abs() >= 1e6 {
        return scientific(value, 2);
    }
    let plain = format!("{value:.digits$}");
    match plain.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|c| c == b'0' || c == b'.') => rest.to_owned(),
        Some(rest) => format!("{MINUS}{rest}"),
        None => plain,
    }
}

/// The shortest decimals that read back as the same number, with a true minus sign.
#[must_use]
pub fn exact(value: f64) -> String {
    if !value.is_finite() {
        return infinite(value);
    }
    format!("{value}").replace('-', MINUS)
}

/// `1.50×10⁻⁹`, with `digits` decimals.
#[must_use]
pub fn scientific(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return infinite(value);
    }
    let (mut mantissa, mut exponent) = (value, 0);
    while mantissa.abs() >= 10.0 {
        (mantissa, exponent) = (mantissa / 10.0, exponent + 1);
    }
    while mantissa != 0.0 && mantissa.abs() < 1.0 {
        (mantissa, exponent) = (mantissa * 10.0, exponent - 1);
    }
    let mut shown = fixed(mantissa, digits);
    if shown.trim_start_matches(MINUS_SIGN).starts_with("10") {
        (shown, exponent) = (fixed(mantissa / 10.0, digits), exponent + 1);
    }
    format!("{shown}×10{}", superscript(exponent))
}

/// `10⁻³`; 10⁰ is `1`.
#[must_use]
pub fn power_of_ten(exponent: i32) -> String {
    if exponent == 0 {
        "1".to_owned()
    } else {
        format!("10{}", superscript(exponent))
    }
}

/// `⁻³`.
fn superscript(exponent: i32) -> String {
    let raised = |c: char| c.to_digit(10).map_or('⁻', |d| SUPERSCRIPTS[d as usize]);
    exponent.to_string().chars().map(raised).collect()
}

/// At most `digits` decimals: trailing zeros are dropped.
#[must_use]
pub fn trimmed(value: f64, digits: usize) -> String {
    let text = fixed(value, digits);
    if !text.contains('.') || text.contains('×') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// As [`trimmed`], with the word `minus` in place of the sign.
#[must_use]
pub fn spoken(value: f64, digits: usize, minus: &str) -> String {
    trimmed(value, digits).replace(MINUS_SIGN, minus)
}

fn infinite(value: f64) -> String {
    if value.is_nan() {
        "NaN".to_owned()
    } else if value > 0.0 {
        "∞".to_owned()
    } else {
        format!("{MINUS}∞")
    }
}

/// A finite number as people type it: full-width digits, any of the minus signs, `１．５`, `1e3`. `None` for anything else.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let plain: String = text.trim().chars().map(half_width).collect();
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
    if !plain.chars().all(number) {
        return None;
    }
    decimal(&plain).filter(|value| value.is_finite())
}

fn half_width(c: char) -> char {
    match c {
        '\u{2212}' | '\u{2010}'..='\u{2015}' | '\u{FE63}' | '\u{FF0D}' | 'ー' => '-',
        '。' => '.',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negative_number_has_a_true_minus_and_zero_has_none() {
        for (value, digits, text) in [
            (-1.2, 2, "−1.20"),
            (-0.001, 2, "0.00"),
            (0.0, 1, "0.0"),
            (5.0, 0, "5"),
            (-0.0, 0, "0"),
        ] {
            assert_eq!(fixed(value, digits), text);
        }
    }

    #[test]
    fn a_number_too_wide_for_its_place_is_scientific() {
        assert_eq!(fixed(-1.5e7, 3), "−1.50×10⁷");
        assert_eq!(scientific(9.5367e-7, 1), "9.5×10⁻⁷");
        assert_eq!(scientific(-9.96e299, 1), "−1.0×10³⁰⁰");
        assert_eq!(scientific(0.0, 1), "0.0×10⁰");
        assert_eq!(fixed(f64::NEG_INFINITY, 2), "−∞");
        let powers = [-12, -1, 0, 1, 20].map(power_of_ten);
        assert_eq!(powers, ["10⁻¹²", "10⁻¹", "1", "10¹", "10²⁰"]);
    }

    #[test]
    fn a_scientific_number_is_the_one_of_the_standard_library() {
        for power in -307..308 {
            let value = 1.234_567 * 10_f64.powi(power);
            let expected = format!("{value:.3e}").replace('e', "×10");
            let ours: String = scientific(value, 3)
                .chars()
                .map(|c| match SUPERSCRIPTS.iter().position(|s| *s == c) {
                    Some(digit) => char::from(b'0' + digit as u8),
                    None if c == '⁻' => '-',
                    None => c,
                })
                .collect();
            assert_eq!(ours, expected);
        }
    }

    #[test]
    fn a_number_is_said_with_a_word_for_its_sign() {
        assert_eq!(spoken(-1.2, 3, "マイナス"), "マイナス1.2");
        assert_eq!(spoken(100.0, 0, "minus "), "100");
        assert_eq!(spoken(-0.5, 3, "minus "), "minus 0.5");
    }

    #[test]
    fn every_keyboard_can_type_a_number() {
        for text in [
            "-1.5",
            "−1.5",
            "－１．５",
            "ー1.5",
            " –1.5 ",
            "-15e-1",
            "ー１。５",
        ] {
            assert_eq!(parse(text), Some(-1.5), "{text}");
        }
        for text in [
            "", "abc", "1e999", "NaN", "inf", "1,5", "--1", "0x10", "1 2", "<b>1</b>",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_exact_number_reads_back_as_itself() {
        for value in [0.1 + 0.2, -1e-300, 1e300, 123_456.789] {
            assert_eq!(parse(&exact(value)), Some(value));
        }
    }
}
