//! What a formula does, as a list to be worked off with a stack.

use core::f64::consts::SQRT_2;

use serde::{Deserialize, Serialize};

use crate::maths::number::Number;

/// A step of a formula: it takes its operands from the stack and puts its result there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Op {
    /// A number.
    Number(f64),
    /// The input.
    X,
    /// −a
    Negative,
    /// a + b
    Add,
    /// a − b
    Subtract,
    /// a · b
    Multiply,
    /// a / b
    Divide,
    /// a to a whole power.
    Power(i32),
    /// a to the power of b, for a > 0.
    Raise,
    /// A function of one operand, or of two.
    Call(Name),
}

macro_rules! names {
    ($($name:ident $id:literal $($also:literal)*;)*) => {
        /// A function that a formula may call.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Name {
            $(#[doc = $id] $name,)*
        }

        impl Name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// As one writes it.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// All that is read as it, in small letters.
            pub(super) const fn spellings(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$id $(, $also)*],)* }
            }
        }
    };
}

names! {
    Exp "exp"; Ln "ln" "log"; Sqrt "sqrt" "√"; Abs "abs"; Sin "sin"; Cos "cos"; Tan "tan"; Atan "atan" "arctan";
    Tanh "tanh"; Sigmoid "sigmoid" "σ"; Relu "relu"; Softplus "softplus"; Erf "erf"; Max "max"; Min "min";
}

impl Name {
    /// How many operands it takes.
    #[must_use]
    pub const fn operands(self) -> usize {
        match self {
            Self::Max | Self::Min => 2,
            _ => 1,
        }
    }
}

impl Op {
    /// How many operands it takes.
    #[must_use]
    pub const fn operands(self) -> usize {
        match self {
            Self::Number(_) | Self::X => 0,
            Self::Negative | Self::Power(_) => 1,
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Raise => 2,
            Self::Call(name) => name.operands(),
        }
    }
}

/// How high the stack may grow.
pub(super) const DEPTH: usize = 24;

/// Whether every step finds its operands, the stack grows no higher than [`DEPTH`], and one number is left.
pub(super) fn is_sound(ops: &[Op]) -> bool {
    let mut height = 0_usize;
    let fits = ops.iter().all(|op| {
        let rest = height.checked_sub(op.operands());
        height = rest.map_or(0, |rest| rest + 1);
        (1..=DEPTH).contains(&height)
    });
    fits && height == 1
}

/// The value of a formula at `x`. Whatever has a kink or a break where an argument of it is 0 shows that to `switch`.
#[inline(always)]
pub(super) fn run<N: Number>(
    ops: &[Op],
    x: N,
    stack: &mut [N; DEPTH],
    mut switch: impl FnMut(N),
) -> N {
    let mut top = 0;
    for op in ops {
        let takes = op.operands();
        let (a, b) = match takes {
            0 => (x, x),
            1 => (stack[top - 1], x),
            _ => (stack[top - 2], stack[top - 1]),
        };
        top = top + 1 - takes;
        stack[top - 1] = match *op {
            Op::Number(value) => N::constant(value),
            Op::X => x,
            Op::Negative => -a,
            Op::Add => a + b,
            Op::Subtract => a - b,
            Op::Multiply => a * b,
            Op::Divide => {
                switch(b);
                a.over(b)
            }
            Op::Power(n) => {
                if n < 0 {
                    switch(a);
                }
                power(a, n)
            }
            Op::Raise => (a.ln() * b).exp(),
            Op::Call(name) => call(name, a, b, &mut switch),
        };
    }
    stack[0]
}

#[inline(always)]
fn call<N: Number>(name: Name, a: N, b: N, switch: &mut impl FnMut(N)) -> N {
    match name {
        Name::Exp => a.exp(),
        Name::Ln => a.ln(),
        Name::Sqrt => a.sqrt(),
        Name::Abs => {
            switch(a);
            a.abs()
        }
        Name::Sin => a.sin(),
        Name::Cos => a.cos(),
        Name::Tan => {
            switch(a.cos());
            a.sin().over(a.cos())
        }
        Name::Atan => a.atan(),
        Name::Tanh => a.tanh(),
        Name::Sigmoid => a.sigmoid(),
        Name::Relu => {
            switch(a);
            a.if_positive(a, N::constant(0.0))
        }
        Name::Softplus => a.softplus(1.0),
        Name::Erf => (a * SQRT_2).normal_cdf() * 2.0 - 1.0,
        Name::Max => {
            switch(a - b);
            (a - b).if_positive(a, b)
        }
        Name::Min => {
            switch(a - b);
            (a - b).if_positive(b, a)
        }
    }
}

/// aⁿ by squaring.
#[inline(always)]
fn power<N: Number>(a: N, n: i32) -> N {
    let (mut square, mut product) = (a, N::constant(1.0));
    let mut rest = n.unsigned_abs();
    while rest > 0 {
        if rest % 2 == 1 {
            product = product * square;
        }
        square = square * square;
        rest /= 2;
    }
    if n < 0 {
        N::constant(1.0).over(product)
    } else {
        product
    }
}
