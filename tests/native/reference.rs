//! The catalogue against tables of the truth, and against itself.
//!
//! `data/activations.csv` was computed with 1000 digits and cross-checked against `PyTorch`;
//! `data/extremes.csv` comes from `data/make_extremes.py`.

use kassei::maths::{ALL, Activation, Jet};
use proptest::prelude::*;

const TABLES: [&str; 2] = [
    include_str!("../data/activations.csv"),
    include_str!("../data/extremes.csv"),
];

/// One line of a table.
struct Row<'a> {
    line: &'a str,
    activation: &'static Activation,
    params: Vec<f64>,
    x: f64,
    y: f64,
    dy: f64,
    d2y: Option<f64>,
}

impl<'a> Row<'a> {
    fn read(line: &'a str) -> Self {
        let columns: Vec<&str> = line.split(',').collect();
        let number = |text: &str| text.parse().expect(line);
        Self {
            line,
            activation: Activation::find(columns[0]).expect(line),
            params: columns[1]
                .split_terminator(';')
                .map(|p| number(p.split_once('=').expect(line).1))
                .collect(),
            x: number(columns[2]),
            y: number(columns[3]),
            dy: number(columns[4]),
            d2y: columns[5].parse().ok(),
        }
    }

    fn got(&self) -> Jet {
        self.activation.at(self.x, &self.params)
    }
}

fn rows(table: &str) -> impl Iterator<Item = Row<'_>> {
    table.lines().skip(1).map(Row::read)
}

/// Whether `got` is `truth` to a relative error, plus what an input that is off by four units in
/// the last place would do to it: `x_slope` is x times the derivative of the truth.
fn close(got: f64, truth: f64, relative: f64, x_slope: f64) -> bool {
    let conditioning = 4.0 * f64::EPSILON * x_slope.abs();
    got == truth || (got - truth).abs() <= relative * truth.abs() + conditioning + 1e-300
}

#[test]
fn tables_are_met() {
    let mut failures = String::new();
    for row in TABLES.into_iter().flat_map(rows) {
        let (got, d2y) = (row.got(), row.d2y.unwrap_or(0.0));
        let met = close(got.y, row.y, 1e-12, row.x * row.dy)
            && close(got.dy, row.dy, 1e-12, row.x * d2y)
            && row
                .d2y
                .is_none_or(|d2y| close(got.d2y, d2y, 1e-9, row.x * third(&row)));
        if !met {
            failures += &format!("{}\n  {got:?}\n", row.line);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// f‴ by a difference of f″: only its size matters, for the conditioning of f″.
fn third(row: &Row) -> f64 {
    let h = 1e-4 * row.x.abs().max(1e-300);
    let d2y = |x| row.activation.at(x, &row.params).d2y;
    let third = (d2y(row.x + h) - d2y(row.x - h)) / (2.0 * h);
    if third.is_finite() { third } else { 0.0 }
}

#[test]
fn the_table_and_the_catalogue_name_the_same_functions() {
    for activation in ALL {
        let row = rows(TABLES[0]).find(|row| row.activation.id == activation.id);
        let columns = row.expect(activation.id).line.split(',').nth(1).unwrap();
        let in_table: Vec<&str> = columns
            .split_terminator(';')
            .filter_map(|p| p.split('=').next())
            .collect();
        let in_catalogue: Vec<&str> = activation.params.iter().map(|p| p.id).collect();
        assert_eq!(in_catalogue, in_table, "{}", activation.id);
    }
}

#[test]
fn derivatives_are_those_of_the_values() {
    for (activation, params) in usual_and_ends() {
        let at = |x| activation.at(x, &params);
        let kinks = activation.kinks(&params);
        for x in (-160..160).map(|i| f64::from(i) / 16.0 + 0.01) {
            let h = 1e-3;
            if kinks.iter().all(|kink| (kink - x).abs() > 2.0 * h) {
                let (dy, d2y) = (central(|x| at(x).y, x, h), central(|x| at(x).dy, x, h));
                let allowed = |v: f64| 2e-6 * v.abs().max(1.0); // h⁴f⁗/30 for the steepest ends
                let id = activation.id;
                assert!(
                    (at(x).dy - dy).abs() <= allowed(dy),
                    "{id} {params:?} at {x}: {dy}"
                );
                assert!(
                    (at(x).d2y - d2y).abs() <= allowed(d2y),
                    "{id} {params:?} at {x}: {d2y}"
                );
            }
        }
    }
}

/// The derivative by differences, with an error of h⁴.
fn central(f: impl Fn(f64) -> f64, x: f64, h: f64) -> f64 {
    (8.0 * (f(x + h) - f(x - h)) - (f(x + 2.0 * h) - f(x - 2.0 * h))) / (12.0 * h)
}

/// Every function with its usual parameters and with the ends of their ranges.
fn usual_and_ends() -> impl Iterator<Item = (&'static Activation, Vec<f64>)> {
    ALL.iter().flat_map(|a| {
        let ends = |of: fn(&kassei::maths::Param) -> f64| a.params.iter().map(of).collect();
        [a.default_params(), ends(|p| p.min), ends(|p| p.max)].map(|params| (a, params))
    })
}

#[test]
fn limits_are_known_where_they_exist() {
    let inf = f64::INFINITY;
    let expected = [
        ("identity", inf, inf, 1.0),
        ("identity", -inf, -inf, 1.0),
        ("sigmoid", inf, 1.0, 0.0),
        ("swish", -inf, 0.0, 0.0),
        ("gelu", inf, inf, 1.0),
        ("arctan", -inf, -std::f64::consts::FRAC_PI_2, 0.0),
        ("softsign", inf, 1.0, 0.0),
        ("log_sigmoid", -inf, -inf, 1.0),
        ("relu_squared", inf, inf, inf),
        ("leaky_relu", -inf, -inf, 0.01),
        ("squareplus", -inf, 0.0, 0.0),
        ("sine", inf, f64::NAN, f64::NAN),
        ("snake", inf, inf, f64::NAN),
    ];
    for (id, x, y, dy) in expected {
        let activation = Activation::find(id).expect(id);
        let got = activation.at(x, &activation.default_params());
        let same = |a: f64, b: f64| a == b || a.is_nan() && b.is_nan();
        assert!(same(got.y, y) && same(got.dy, dy), "{id}({x}) = {got:?}");
    }
}

#[test]
fn nan_gives_nan() {
    for (activation, params) in usual_and_ends() {
        let Jet { y, dy, d2y } = activation.at(f64::NAN, &params);
        assert!(
            y.is_nan() && dy.is_nan() && d2y.is_nan(),
            "{}",
            activation.id
        );
        assert!(
            activation.at(1.0, &[f64::NAN; 9]).y.is_nan(),
            "{}",
            activation.id
        );
        assert!(
            activation.at(1.0, &[1.0; 9]).y.is_nan(),
            "{}",
            activation.id
        );
    }
}

#[test]
fn ids_and_aliases_lead_to_one_function_each() {
    for activation in ALL {
        for id in activation.aliases.iter().chain([&activation.id]) {
            let holders = ALL.iter().filter(|a| a.id == *id || a.aliases.contains(id));
            assert_eq!(holders.count(), 1, "{id}");
            assert_eq!(Activation::find(id).expect(id).id, activation.id);
        }
    }
}

proptest! {
    #[test]
    fn finite_inputs_never_give_nan(x in prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO, share in 0.0..=1.0) {
        for activation in ALL {
            let params: Vec<f64> = activation.params.iter().map(|p| p.min + share * (p.max - p.min)).collect();
            let Jet { y, dy, d2y } = activation.at(x, &params);
            prop_assert!(!y.is_nan() && !dy.is_nan() && !d2y.is_nan(), "{} {:?}", activation.id, params);
        }
    }

    #[test]
    fn no_parameter_causes_a_panic(x in prop::num::f64::ANY, param in prop::num::f64::ANY) {
        for activation in ALL {
            activation.at(x, &vec![param; activation.params.len()]);
            activation.kinks(&vec![param; activation.params.len()]);
        }
    }
}

#[cfg(feature = "kernels")]
mod kernels {
    use super::*;
    use kassei::maths::{F32x4, LANES};

    /// What a kernel makes of one input in every lane.
    fn run(activation: &Activation, x: f32, params: &[f64]) -> ([f32; LANES], [f32; LANES]) {
        let (mut z, mut slope) = ([F32x4::splat(x); 3], [F32x4::ZERO; 3]);
        (activation.layer)(&mut z, &mut slope, params);
        (z[2].array(), slope[2].array())
    }

    #[test]
    fn kernels_agree_with_jets() {
        for (activation, params) in usual_and_ends() {
            for x in (-20_000_i16..=20_000)
                .step_by(7)
                .map(|i| f32::from(i) / 1000.0)
            {
                let truth = activation.at(f64::from(x), &params);
                let (y, slope) = run(activation, x, &params);
                for (got, truth) in y
                    .map(|y| (y, truth.y))
                    .into_iter()
                    .chain(slope.map(|s| (s, truth.dy)))
                {
                    let error = (f64::from(got) - truth).abs() / truth.abs().max(1.0);
                    assert!(
                        error <= 4e-6,
                        "{} {params:?} at {x}: {got}, not {truth}",
                        activation.id
                    );
                }
            }
        }
    }

    #[test]
    fn kernels_pass_nan_on() {
        for (activation, params) in usual_and_ends() {
            let (y, slope) = run(activation, f32::NAN, &params);
            assert!(
                y.iter().chain(&slope).all(|v| v.is_nan()),
                "{}",
                activation.id
            );
        }
    }

    #[test]
    fn kernels_survive_a_diverging_network() {
        for (activation, params) in usual_and_ends() {
            for x in [-1e9, 1e9] {
                let (y, slope) = run(activation, x, &params);
                assert!(
                    y.iter().chain(&slope).all(|v| v.is_finite()),
                    "{}({x})",
                    activation.id
                );
            }
        }
    }
}
