//! A chain written out: y = w·(w·x + b) + b, as pieces that may stand on several lines.

use crate::maths::{Affine, Chain};
use crate::text::{Text, fixed};

/// A piece of a formula, which is not broken.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    /// The layer that it is of; `None` for y = at the front.
    pub(crate) layer: Option<usize>,
    /// What stands in it.
    pub(crate) tokens: Vec<Token>,
}

/// What stands in a formula.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    /// A sign.
    Sign(&'static str),
    /// A name, with the class of its quantity.
    Name(&'static str, &'static str),
    /// A number, with the class of its quantity.
    Number(&'static str, f64),
    /// A bias as a summand.
    Summand(f64),
    /// Numbers row by row, and how many there are in a row.
    Matrix(&'static str, Vec<f64>, usize),
}

/// The formula of `chain`, from the outside in and out again.
pub(crate) fn written(chain: &Chain, text: &Text) -> Vec<Piece> {
    let n = chain.layers.len();
    let front = [Token::Name("y", "y"), Token::Sign("=")];
    let mut pieces = vec![Piece {
        layer: None,
        tokens: front.to_vec(),
    }];
    for layer in (0..n).rev() {
        let affine = &chain.layers[layer];
        let mut tokens = vec![weight(affine)];
        if layer == 0 {
            let x = if affine.inputs() == 1 { "x" } else { "𝐱" };
            tokens.extend([Token::Sign("·"), Token::Name("x", x)]);
        } else if let Some(bend) = &chain.gaps[layer - 1] {
            let f = text.term(bend.activation.id);
            tokens.extend([Token::Sign("·"), Token::Name("f", f), Token::Sign("(")]);
        } else {
            tokens.extend([Token::Sign("·"), Token::Sign("(")]);
        }
        pieces.push(Piece {
            layer: Some(layer),
            tokens,
        });
    }
    for (layer, affine) in chain.layers.iter().enumerate() {
        let mut tokens = bias(affine);
        if layer + 1 < n {
            tokens.push(Token::Sign(")"));
        }
        pieces.push(Piece {
            layer: Some(layer),
            tokens,
        });
    }
    pieces
}

fn weight(affine: &Affine) -> Token {
    match affine.w[..] {
        [w] => Token::Number("w", w),
        _ => Token::Matrix("w", affine.w.clone(), affine.inputs()),
    }
}

fn bias(affine: &Affine) -> Vec<Token> {
    match affine.b[..] {
        [b] => vec![Token::Summand(b)],
        _ => vec![Token::Sign("+"), Token::Matrix("b", affine.b.clone(), 1)],
    }
}

/// The formula as plain text: for those who hear it.
pub(crate) fn spoken(pieces: &[Piece]) -> String {
    let tokens = pieces.iter().flat_map(|piece| &piece.tokens);
    tokens.map(plain).collect()
}

fn plain(token: &Token) -> String {
    match token {
        Token::Sign(sign @ ("=" | "+")) => format!(" {sign} "),
        Token::Sign(sign) | Token::Name(_, sign) => (*sign).to_owned(),
        Token::Number(_, value) => fixed(*value, 2),
        Token::Summand(value) => {
            let (sign, size) = summand(*value);
            format!(" {sign} {size}")
        }
        Token::Matrix(_, values, columns) => {
            let row = |row: &[f64]| -> String {
                let row: Vec<String> = row.iter().map(|value| fixed(*value, 2)).collect();
                row.join(" ")
            };
            let rows: Vec<String> = values.chunks_exact(*columns).map(row).collect();
            format!("[{}]", rows.join("; "))
        }
    }
}

/// A number as the second factor of a product: in brackets where it is negative.
#[cfg(feature = "web")]
pub(crate) fn factor(value: f64) -> String {
    let shown = fixed(value, 2);
    if shown.starts_with('\u{2212}') {
        format!("({shown})")
    } else {
        shown
    }
}

/// The sign of a summand and its size.
pub(crate) fn summand(value: f64) -> (&'static str, String) {
    let shown = fixed(value, 2);
    match shown.strip_prefix('\u{2212}') {
        Some(size) => ("\u{2212}", size.to_owned()),
        None => ("+", shown),
    }
}

#[cfg(test)]
mod tests {
    use super::super::CollapseState;
    use super::*;
    use crate::exhibits::fields::read;
    use crate::text::Lang;

    fn foldings(state: &str) -> Vec<String> {
        let state: CollapseState = read(state).0;
        let chains = state.chain().foldings();
        let formula = |chain: &Chain| spoken(&written(chain, Lang::En.text()));
        chains.iter().map(formula).collect()
    }

    #[test]
    fn each_fold_writes_a_bracket_less() {
        assert_eq!(
            foldings(""),
            [
                "y = −1.25·(−1.60·(1.20·x − 0.60) + 0.40) + 0.20",
                "y = −1.25·(−1.92·x + 1.36) + 0.20",
                "y = 2.40·x − 1.50",
            ]
        );
    }

    #[test]
    fn a_bend_keeps_its_brackets() {
        assert_eq!(
            foldings("f=tanh").last().unwrap(),
            "y = 2.00·tanh(1.20·x − 0.60) − 0.30"
        );
        assert_eq!(foldings("f=tanh,step").len(), 1);
    }

    #[test]
    fn planes_are_written_with_matrices() {
        assert_eq!(
            foldings("in=2&n=2"),
            [
                "y = [1.00 −2.00]·([1.00 1.00; 1.00 1.00]·𝐱 + [0.00; −1.00]) + 0.00",
                "y = [−1.00 −1.00]·𝐱 + 2.00",
            ]
        );
    }
}
