//! The catalogue against tables of the truth, and against itself.
//!
//! `data/activations.csv` was computed with 1000 digits and cross-checked against `PyTorch`;
//! `data/extremes.csv` comes from `data/make_extremes.py`.

use kassei::maths::{ALL, Activation, Jet};

const TABLES: [&str; 2] = [
    include_str!("data/activations.csv"),
    include_str!("data/extremes.csv"),
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
