//! The learner's own formula: what is read, what it is worth, and what is refused in which words.

use std::sync::LazyLock;

use kassei::maths::Curve as _;
use kassei::maths::expression::{Formula, MOST_CHARACTERS, Name, Op};
use proptest::prelude::*;

fn read(text: &str) -> Formula {
    Formula::read(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Formulas with the same written in Python, and what that gives at [`PLACES`] (Python 3.11, `math`).
static VALUES: LazyLock<Vec<(&str, &str, [f64; 3])>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let fields: Vec<&str> = line.split(';').collect();
        let &[text, python, ref values @ ..] = &*fields else {
            panic!("expected a formula, the same in Python and values, found {line}");
        };
        let values: Vec<f64> = values.iter().map(|y| y.parse().expect(line)).collect();
        (text, python, values.try_into().expect("three values"))
    };
    let lines = include_str!("../data/formulas.csv").lines();
    lines.skip(1).map(row).collect()
});
const PLACES: [f64; 3] = [-1.3, 0.4, 2.5];

#[test]
fn values_are_those_of_python() {
    for (text, python, expected) in VALUES.iter() {
        let formula = read(text);
        for (x, expected) in PLACES.into_iter().zip(expected) {
            let found = formula.at(x).y;
            assert!(
                (found - expected).abs() <= 4e-15 * expected.abs().max(1.0)
                    || (found.is_nan() && expected.is_nan()),
                "{text} at {x}: {found}, but {python} is {expected}"
            );
        }
    }
}

/// Every function, operator and way of writing, smooth at the places of the tests.
fn smooth() -> impl Iterator<Item = (&'static str, f64)> {
    VALUES.iter().flat_map(|(text, _, values)| {
        let places = PLACES.into_iter().zip(values);
        places.filter(|(_, y)| !y.is_nan()).map(|(x, _)| (*text, x))
    })
}

#[test]
fn slopes_and_curvatures_are_those_of_differences() {
    const STEP: f64 = 1e-5;
    for (text, x) in smooth() {
        let formula = read(text);
        let (left, here, right) = (formula.at(x - STEP), formula.at(x), formula.at(x + STEP));
        let size = here.y.abs().max(here.dy.abs()).max(here.d2y.abs()).max(1.0);
        for (found, expected) in [
            (here.dy, (right.y - left.y) / (2.0 * STEP)),
            (here.d2y, (right.dy - left.dy) / (2.0 * STEP)),
        ] {
            let near = (found - expected).abs() < 1e-7 * size;
            assert!(near, "{text} at {x}: {found}, by differences {expected}");
        }
    }
}

#[cfg(feature = "kernels")]
#[test]
fn the_kernel_gives_value_and_slope_within_single_precision() {
    use kassei::maths::F32x4;
    let places: Vec<f32> = (-25..=25).map(|i| i as f32 * 0.171 + 0.003).collect();
    for (text, ..) in VALUES.iter() {
        let formula = read(text);
        // Blocks of three vectors, and one that is left over.
        let mut z: Vec<F32x4> = places
            .chunks(4)
            .map(|four| F32x4::new(core::array::from_fn(|i| *four.get(i).unwrap_or(&1.0))))
            .collect();
        let mut slope = vec![F32x4::ZERO; z.len()];
        formula.layer(&mut z, &mut slope);
        for (i, x) in places.iter().enumerate() {
            let (y, dy) = (z[i / 4].array()[i % 4], slope[i / 4].array()[i % 4]);
            let truth = formula.at(f64::from(*x));
            for (found, truth) in [(y, truth.y), (dy, truth.dy)] {
                let size = truth.abs().max(1.0);
                let near = (f64::from(found) - truth).abs() < 2e-5 * size;
                assert!(
                    near || (found.is_nan() && truth.is_nan()),
                    "{text} at {x}: {found}, not {truth}"
                );
            }
        }
    }
}

#[cfg(feature = "kernels")]
#[test]
fn the_kernel_keeps_what_is_no_number() {
    use kassei::maths::F32x4;
    for text in ["x", "1", "max(0, x)", "tanh(x)"] {
        let mut z = [F32x4::new([f32::NAN, 1.0, f32::NAN, 2.0])];
        let mut slope = [F32x4::ZERO];
        read(text).layer(&mut z, &mut slope);
        let nan = |v: F32x4| v.array().map(f32::is_nan);
        assert_eq!(nan(z[0]), [true, false, true, false], "{text}");
        assert_eq!(nan(slope[0]), [true, false, true, false], "{text}");
        assert!(read(text).at(f64::NAN).y.is_nan());
    }
}

#[test]
fn the_same_is_read_however_it_is_typed() {
    for (typed, plain) in [
        ("２ｘ＋１", "2x+1"),
        ("x×x", "x*x"),
        ("x·x", "x*x"),
        ("x÷2", "x/2"),
        ("x**3", "x^3"),
        ("−x²", "-(x^2)"),
        ("ｍａｘ（０，ｘ）", "max(0,x)"),
        ("ReLU(X)", "relu(x)"),
        ("σ(x)", "sigmoid(x)"),
        ("2pi x", "2*π*x"),
        ("2(x+1)(x-1)", "2*(x+1)*(x-1)"),
        ("x sin(x)", "x*sin(x)"),
        ("xsin(x)", "x*sin(x)"),
        ("|x-1|", "abs(x-1)"),
        ("√(x)", "sqrt(x)"),
        ("log(x)", "ln(x)"),
        ("x^0.5", "sqrt(x)"),
        ("e^x", "exp(x)"),
        ("1/2x", "(1/2)*x"),
        ("2^3^2", "512"),
        ("--x", "-(-x)"),
        ("+x", "x"),
        (" x\t+\u{3000}1 ", "x+1"),
        ("1e3x", "1000*x"),
        ("2e x", "2*e*x"),
        (".5x", "0.5*x"),
        ("[x+1]*2", "(x+1)*2"),
    ] {
        assert_eq!(read(typed).ops(), read(plain).ops(), "{typed} and {plain}");
    }
}

#[test]
fn what_has_no_x_is_worked_out_once() {
    assert_eq!(read("sqrt(2/π)*2").ops().len(), 1);
    assert_eq!(read("x + 2*3").ops(), [Op::X, Op::Number(6.0), Op::Add]);
    assert_eq!(read("x^-2").ops(), [Op::X, Op::Power(-2)]);
}

#[test]
fn numbers_are_the_nearest() {
    for text in [
        "0.1",
        "3.14159265358979",
        "1e22",
        "1e-22",
        "123456789012345",
        "0.000001",
        "2.5e-3",
        "1e300",
        "1.5E+3",
        "0",
        "007",
    ] {
        let expected: f64 = text.parse().expect("a number");
        let found = read(text).at(0.0).y;
        assert!(
            (found - expected).abs() <= 4.0 * f64::EPSILON * expected,
            "{text}: {found}"
        );
        if expected < 1e200 {
            assert_eq!(found, expected, "{text}");
        }
    }
}

#[test]
fn kinks_are_found_where_they_are() {
    let near = |found: &[f64], expected: &[f64]| {
        found.len() == expected.len()
            && found
                .iter()
                .zip(expected)
                .all(|(a, b)| (a - b).abs() < 1e-12)
    };
    for (text, expected) in [
        ("x^2", &[][..]),
        ("abs(x)", &[0.0]),
        ("relu(x - 1/3)", &[1.0 / 3.0]),
        ("max(-1, min(1, x))", &[-1.0, 1.0]),
        ("|x| + |x - 2|", &[0.0, 2.0]),
        ("1/x", &[0.0]),
        ("relu(relu(x))", &[0.0]),
        ("max(x, x^2)", &[0.0, 1.0]),
        ("relu(x)^2", &[0.0]),
    ] {
        let kinks = read(text).kinks();
        assert!(near(&kinks, expected), "{text}: {kinks:?}");
    }
}

#[test]
fn a_kink_has_both_its_sides() {
    use kassei::maths::Side;
    let formula = read("|x - 1|");
    assert_eq!(formula.beside(1.0, Side::Left).dy, -1.0);
    assert_eq!(formula.beside(1.0, Side::Right).dy, 1.0);
    assert_eq!(formula.at(1.0).dy, 0.0);
}

#[test]
fn what_is_not_understood_is_said_in_words() {
    for (text, words) in [
        ("", r#"cannot read the formula "": expected a number or x"#),
        (
            "  ",
            r#"cannot read the formula "": expected a number or x"#,
        ),
        (
            "x**",
            r#"cannot read the formula "x**": expected a number or x after the second "*""#,
        ),
        (
            "2+",
            r#"cannot read the formula "2+": expected a number or x after "+""#,
        ),
        (
            "*x",
            r#"cannot read the formula "*x": expected a number or x at the beginning, found "*""#,
        ),
        (
            "x+*2",
            r#"cannot read the formula "x+*2": expected a number or x after "+", found "*""#,
        ),
        (
            "()",
            r#"cannot read the formula "()": expected a number or x after "(", found ")""#,
        ),
        (
            "(x+1",
            r#"cannot read the formula "(x+1": expected ")" after "1""#,
        ),
        (
            "(x+1,2)",
            r#"cannot read the formula "(x+1,2)": expected ")" after "1", found ",""#,
        ),
        (
            "x)",
            r#"cannot read the formula "x)": expected a number or x after "x", found ")""#,
        ),
        (
            "x 2",
            r#"cannot read the formula "x 2": expected an operator after "x", found "2""#,
        ),
        (
            "|x",
            r#"cannot read the formula "|x": expected "|" after "x""#,
        ),
        (
            "sin x",
            r#"cannot read the formula "sin x": expected "(" after "sin""#,
        ),
        (
            "sin(x, 2)",
            r#"cannot read the formula "sin(x, 2)": expected one argument of "sin""#,
        ),
        (
            "max(x)",
            r#"cannot read the formula "max(x)": expected 2 arguments of "max""#,
        ),
        (
            "sinh(x)",
            r#"cannot read the formula "sinh(x)": expected x or a function, found "sinh""#,
        ),
        (
            "y+1",
            r#"cannot read the formula "y+1": expected x or a function, found "y""#,
        ),
        (
            "x$2",
            r#"cannot read the formula "x$2": expected a number, x or an operator, found "$""#,
        ),
        (
            "1.2.3",
            r#"cannot read the formula "1.2.3": expected a number, found "1.2.3""#,
        ),
        (
            "x+1e999",
            r#"cannot read the formula "x+1e999": expected a number, found "1""#,
        ),
        (
            "x+x+x+x+x+x+x+x+*1+x",
            r#"cannot read the formula "x+x+x+x+x+x+x+x+*1+x": expected a number or x after the last but 1 "+", found "*""#,
        ),
    ] {
        let error = Formula::read(text).expect_err(text);
        assert_eq!(error.to_string(), words);
    }
}

#[test]
fn formulas_without_end_are_refused() {
    let nested = format!("{}x{}", "(".repeat(10_000), ")".repeat(10_000));
    let error = Formula::read(&nested).expect_err("too long").to_string();
    assert!(
        error.ends_with("…\": it has 20001 characters, expected at most 200"),
        "{error}"
    );
    assert!(error.len() < 400);
    let deep = format!("{}x{}", "(".repeat(99), ")".repeat(99));
    assert_eq!(read(&deep).at(2.0).y, 2.0);
    let remembered = format!("{}x{}", "x+(".repeat(40), ")".repeat(40));
    assert_eq!(
        Formula::read(&remembered)
            .expect_err("too deep")
            .to_string(),
        format!(
            "cannot read the formula \"{remembered}\": expected fewer parts within one another"
        )
    );
    let numbers = format!("x+{}1{}", "(2+".repeat(40), ")".repeat(40));
    assert!(
        Formula::read(&numbers).is_ok(),
        "numbers are worked out at once"
    );
    let signs = "-".repeat(199) + "x";
    assert_eq!(read(&signs).at(1.0).y, -1.0);
    let powers = "x^".repeat(99) + "x";
    assert!(Formula::read(&powers).is_err());
}

#[test]
fn every_function_can_be_called_by_its_name() {
    for name in Name::ALL {
        let arguments = ["x", "x, 1"][name.operands() - 1];
        let formula = read(&format!("{}({arguments})", name.id()));
        assert_eq!(formula.ops().last(), Some(&Op::Call(*name)));
        let listed =
            |(text, ..): &(&str, &str, [f64; 3])| text.contains(&format!("{}(", name.id()));
        assert!(VALUES.iter().any(listed), "no value of {}", name.id());
    }
}

proptest! {
    #[test]
    fn nothing_that_is_typed_panics(text in "\\PC{0,220}", x in any::<f64>()) {
        if let Ok(formula) = Formula::read(&text) {
            formula.at(x);
        }
    }

    #[test]
    fn nothing_that_is_almost_a_formula_panics(
        text in "(x|[0-9]|\\.|[-+*/^(),|²]|e|sin\\(|max\\(|tan\\(|√\\(| ){0,60}",
        x in -1e3..1e3,
    ) {
        match Formula::read(&text) {
            Ok(formula) => {
                formula.at(x);
                assert!(formula.text().chars().count() <= MOST_CHARACTERS);
            }
            Err(error) => assert!(error.to_string().starts_with("cannot read the formula ")),
        }
    }
}
