//! A learner's own formula as code.

use super::code::Language;
use crate::maths::expression::{Formula, Name, Op};

/// The functions of the catalogue that its code calls.
pub(super) fn needed(language: Language, formula: &Formula) -> Vec<&'static str> {
    let id = |op: &Op| match (language, op) {
        (Language::PyTorch, _) => None,
        (_, Op::Call(Name::Sigmoid)) => Some("sigmoid"),
        (_, Op::Call(Name::Relu)) => Some("relu"),
        (_, Op::Call(Name::Softplus)) => Some("softplus"),
        (Language::JavaScript, Op::Call(Name::Erf)) => Some("gelu"),
        _ => None,
    };
    formula.ops().iter().filter_map(id).collect()
}

/// Its definition as a function of x.
pub(super) fn definition(language: Language, name: &str, formula: &Formula) -> String {
    let body = body(language, formula);
    let text = formula.text().replace(['\n', '\r'], " ");
    match language {
        Language::PyTorch => {
            format!("def {name}(x):  # {text}\n    return torch.zeros_like(x) + {body}")
        }
        Language::Rust => {
            let unused = if formula.ops().contains(&Op::X) {
                ""
            } else {
                "_"
            };
            format!("/// {text}\npub fn {name}({unused}x: f64) -> f64 {{\n    {body}\n}}")
        }
        Language::JavaScript => format!("// {text}\nfunction {name}(x) {{\n  return {body};\n}}"),
    }
}

/// A piece of code, and how strongly it holds together.
struct Piece {
    code: String,
    binds: Binds,
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Binds {
    Sum,
    Product,
    Sign,
    Atom,
}

impl Piece {
    /// In parentheses if it holds less than `least`.
    fn at(&self, least: Binds) -> String {
        if self.binds < least {
            format!("({})", self.code)
        } else {
            self.code.clone()
        }
    }
}

fn body(language: Language, formula: &Formula) -> String {
    let mut stack: Vec<Piece> = Vec::new();
    for op in formula.ops() {
        let operands = stack.len() - op.operands();
        let done = piece(language, *op, &stack[operands..]);
        stack.truncate(operands);
        stack.push(done);
    }
    stack.pop().map_or_else(String::new, |piece| piece.code)
}

fn piece(language: Language, op: Op, operands: &[Piece]) -> Piece {
    let at = |i: usize, least: Binds| operands[i].at(least);
    let (code, binds) = match op {
        Op::Number(value) if value < 0.0 => (language.number(value), Binds::Sign),
        Op::Number(value) => (language.number(value), Binds::Atom),
        Op::X => ("x".to_owned(), Binds::Atom),
        Op::Negative => (format!("-{}", at(0, Binds::Atom)), Binds::Sign),
        Op::Add | Op::Subtract => {
            let sign = if op == Op::Add { '+' } else { '-' };
            let (a, b) = (at(0, Binds::Sum), at(1, Binds::Product));
            (format!("{a} {sign} {b}"), Binds::Sum)
        }
        Op::Multiply | Op::Divide => {
            let sign = if op == Op::Multiply { '*' } else { '/' };
            let (a, b) = (at(0, Binds::Product), at(1, Binds::Atom));
            (format!("{a} {sign} {b}"), Binds::Product)
        }
        Op::Raise => raise(language, &operands[0], &operands[1]),
        Op::Power(n) => power(language, &operands[0], n),
        Op::Call(name @ (Name::Max | Name::Min)) => {
            let (a, b) = (at(0, Binds::Sum), at(1, Binds::Sum));
            (larger(language, name, &a, &b), Binds::Atom)
        }
        Op::Call(name) => (call(language, name, &at(0, Binds::Sum)), Binds::Atom),
    };
    Piece { code, binds }
}

fn raise(language: Language, a: &Piece, b: &Piece) -> (String, Binds) {
    match (language, (a.at(Binds::Sum), b.at(Binds::Sum))) {
        (Language::PyTorch, _) => {
            let (a, b) = (a.at(Binds::Atom), b.at(Binds::Atom));
            (format!("{a} ** {b}"), Binds::Sign)
        }
        (Language::Rust, (a, b)) => (format!("f64::powf({a}, {b})"), Binds::Atom),
        (Language::JavaScript, (a, b)) => (format!("Math.pow({a}, {b})"), Binds::Atom),
    }
}

fn power(language: Language, a: &Piece, n: i32) -> (String, Binds) {
    match (language, a.at(Binds::Sum)) {
        (Language::PyTorch, _) => (format!("{} ** {n}", a.at(Binds::Atom)), Binds::Sign),
        (Language::Rust, a) => (format!("f64::powi({a}, {n})"), Binds::Atom),
        (Language::JavaScript, a) => (format!("Math.pow({a}, {n})"), Binds::Atom),
    }
}

fn larger(language: Language, name: Name, a: &str, b: &str) -> String {
    let id = name.id();
    match language {
        // Numbers are no tensors.
        Language::PyTorch => {
            format!("torch.{id}imum({a} + torch.zeros_like(x), {b} + torch.zeros_like(x))")
        }
        Language::Rust => format!("f64::{id}({a}, {b})"),
        Language::JavaScript => format!("Math.{id}({a}, {b})"),
    }
}

fn call(language: Language, name: Name, a: &str) -> String {
    let id = name.id();
    match (language, name) {
        (Language::PyTorch, Name::Ln) => format!("torch.log({a})"),
        (Language::PyTorch, Name::Softplus) => {
            format!("torch.logaddexp({a}, torch.zeros_like(x))")
        }
        (Language::PyTorch, _) => format!("torch.{id}({a})"),
        (Language::Rust, Name::Softplus) => format!("softplus({a}, 1.0)"),
        (Language::Rust, Name::Erf) => format!("libm::erf({a})"),
        // From x·Φ(x), whose listing stands alone.
        (Language::JavaScript, Name::Erf) => {
            format!("((z) => (z === 0 ? 0 : (2 * gelu(z)) / z - 1))(Math.SQRT2 * ({a}))")
        }
        (_, Name::Sigmoid | Name::Relu | Name::Softplus) => format!("{id}({a})"),
        (Language::Rust, _) => format!("f64::{id}({a})"),
        (Language::JavaScript, Name::Ln) => format!("Math.log({a})"),
        (Language::JavaScript, _) => format!("Math.{id}({a})"),
    }
}
