//! From symbols to a tape, by recursive descent:
//!
//! ```text
//! sum     = product (("+" | "-") product)*
//! product = signed (("*" | "/" | nothing) signed)*
//! signed  = ("-" | "+") signed | power
//! power   = operand ("²" | "³")* ("^" signed)?
//! operand = number | "x" | "(" sum ")" | "|" sum "|" | name "(" sum ("," sum)* ")"
//! ```

use super::MOST_CHARACTERS;
use super::error::Problem;
use super::lexer::{Symbol, Token, tokens};
use super::tape::{self, DEPTH, Name, Op};
use crate::maths::jet::Jet;

type Result<T> = core::result::Result<T, (usize, Problem)>;

/// The tape of a formula, or where it is not understood. Its length bounds how deep this goes.
pub(super) fn parse(text: &str) -> Result<Vec<Op>> {
    let text: Vec<char> = text.chars().collect();
    if text.is_empty() {
        return Err((0, Problem::Empty));
    }
    if text.len() > MOST_CHARACTERS {
        return Err((0, Problem::TooLong(text.len())));
    }
    let tokens = tokens(&text)?;
    let mut parser = Parser {
        text: &text,
        tokens: &tokens,
        next: 0,
        ops: Vec::new(),
    };
    parser.sum()?;
    if let Some(symbol) = parser.peek() {
        let found = parser.character().unwrap_or_default();
        let at = parser.end();
        return Err(match symbol {
            Symbol::Number(_) => (at, Problem::Operator(found)),
            _ => (at, Problem::Operand(Some(found))),
        });
    }
    let ops = parser.ops;
    if !tape::is_sound(&ops) {
        return Err((0, Problem::TooDeep));
    }
    Ok(ops)
}

struct Parser<'a> {
    text: &'a [char],
    tokens: &'a [Token],
    next: usize,
    ops: Vec<Op>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<Symbol> {
        self.tokens.get(self.next).map(|token| token.symbol)
    }

    /// Takes the next symbol if it is this one.
    fn take(&mut self, symbol: Symbol) -> bool {
        let same = self.peek() == Some(symbol);
        self.next += usize::from(same);
        same
    }

    /// The first character of the next symbol.
    fn character(&self) -> Option<char> {
        let token = self.tokens.get(self.next)?;
        self.text.get(token.start).copied()
    }

    /// Where the last symbol that was taken ends.
    fn end(&self) -> usize {
        let last = self.next.checked_sub(1);
        last.map_or(0, |last| self.tokens[last].end)
    }

    /// Puts down an operation whose operands begin at `start`; without x in them it is done at once.
    fn put(&mut self, start: usize, op: Op) {
        self.ops.push(op);
        let part = &self.ops[start..];
        if !part.contains(&Op::X) && tape::is_sound(part) {
            let mut stack = [Jet::NAN; DEPTH];
            let value = tape::run(part, Jet::NAN, &mut stack, |_| {}).y;
            self.ops.truncate(start);
            self.ops.push(Op::Number(value));
        }
    }

    fn sum(&mut self) -> Result<()> {
        let start = self.ops.len();
        self.product()?;
        loop {
            let op = match self.peek() {
                Some(Symbol::Plus) => Op::Add,
                Some(Symbol::Minus) => Op::Subtract,
                _ => return Ok(()),
            };
            self.next += 1;
            self.product()?;
            self.put(start, op);
        }
    }

    fn product(&mut self) -> Result<()> {
        let start = self.ops.len();
        self.signed()?;
        loop {
            let op = match self.peek() {
                Some(Symbol::Times) => Op::Multiply,
                Some(Symbol::Over) => Op::Divide,
                Some(Symbol::X | Symbol::Call(_) | Symbol::Open) => {
                    self.power()?;
                    self.put(start, Op::Multiply);
                    continue;
                }
                // e and π may follow as x may; digits would be ambiguous.
                Some(Symbol::Number(_)) if !self.digits() => {
                    self.power()?;
                    self.put(start, Op::Multiply);
                    continue;
                }
                _ => return Ok(()),
            };
            self.next += 1;
            self.signed()?;
            self.put(start, op);
        }
    }

    fn digits(&self) -> bool {
        self.character()
            .is_some_and(|c| c.is_numeric() || matches!(c, '.' | '．'))
    }

    fn signed(&mut self) -> Result<()> {
        let start = self.ops.len();
        if self.take(Symbol::Minus) {
            self.signed()?;
            self.put(start, Op::Negative);
            return Ok(());
        }
        if self.take(Symbol::Plus) {
            return self.signed();
        }
        self.power()
    }

    fn power(&mut self) -> Result<()> {
        let start = self.ops.len();
        self.operand()?;
        while let Some(Symbol::Raised(n)) = self.peek() {
            self.next += 1;
            self.put(start, Op::Power(n));
        }
        if self.take(Symbol::Power) {
            let exponent = self.ops.len();
            self.signed()?;
            self.raise(start, exponent);
        }
        Ok(())
    }

    /// A power, done in the way that keeps most digits.
    fn raise(&mut self, start: usize, exponent: usize) {
        const MOST: f64 = 64.0;
        match (&self.ops[start..exponent], &self.ops[exponent..]) {
            (_, &[Op::Number(n)]) if n == libm::trunc(n) && n.abs() <= MOST => {
                self.ops.truncate(exponent);
                self.put(start, Op::Power(n as i32));
            }
            (_, &[Op::Number(0.5)]) => {
                self.ops.truncate(exponent);
                self.put(start, Op::Call(Name::Sqrt));
            }
            (&[Op::Number(base)], _) if base > 0.0 => {
                self.ops.remove(start);
                let log = libm::log(base);
                if log != 1.0 {
                    self.ops.push(Op::Number(log));
                    self.put(start, Op::Multiply);
                }
                self.put(start, Op::Call(Name::Exp));
            }
            _ => self.put(start, Op::Raise),
        }
    }

    fn operand(&mut self) -> Result<()> {
        let Some(symbol) = self.peek() else {
            return Err((self.end(), Problem::Operand(None)));
        };
        let before = self.end();
        let found = self.character();
        self.next += 1;
        match symbol {
            Symbol::Number(value) => self.ops.push(Op::Number(value)),
            Symbol::X => self.ops.push(Op::X),
            Symbol::Open => {
                self.sum()?;
                self.close(Symbol::Close, ')')?;
            }
            Symbol::Bar => {
                let start = self.ops.len();
                self.sum()?;
                self.close(Symbol::Bar, '|')?;
                self.put(start, Op::Call(Name::Abs));
            }
            Symbol::Call(name) => self.call(name)?,
            _ => return Err((before, Problem::Operand(found))),
        }
        Ok(())
    }

    fn close(&mut self, symbol: Symbol, character: char) -> Result<()> {
        if self.take(symbol) {
            return Ok(());
        }
        Err((self.end(), Problem::Close(character, self.character())))
    }

    fn call(&mut self, name: Name) -> Result<()> {
        let (start, at) = (self.ops.len(), self.end());
        if !self.take(Symbol::Open) {
            return Err((at, Problem::Open(name.id())));
        }
        let mut arguments = 1;
        self.sum()?;
        while self.take(Symbol::Comma) {
            self.sum()?;
            arguments += 1;
        }
        self.close(Symbol::Close, ')')?;
        if arguments != name.operands() {
            return Err((at, Problem::Arguments(name.id(), name.operands())));
        }
        self.put(start, Op::Call(name));
        Ok(())
    }
}
