//! The code that the app shows gives the numbers that the app plots.
//!
//! The `PyTorch` listings are checked by `content/code/check_torch.py`, for its package is large.

#[expect(
    unreachable_pub,
    reason = "a listing is shown as it would stand in a library"
)]
#[path = "../../content/code/functions.rs"]
mod functions;

use std::io::Write;
use std::process::{Command, Stdio};

use kassei::maths::{ALL, Activation};

const NUMPY: &str = include_str!("../../content/code/functions.py");
const TORCH: &str = include_str!("../../content/code/functions_torch.py");
const JAVASCRIPT: &str = include_str!("../../content/code/functions.js");
const RUST: &str = include_str!("../../content/code/functions.rs");

/// From −20 to 20, near 0 and far out.
fn grid() -> Vec<f64> {
    let middle = (-160..=160).map(|i| f64::from(i) / 8.0);
    let sizes = [
        1e-9, 1e-5, 0.000_999, 0.001_001, 30.0, 36.9, 100.0, 750.0, 1e6,
    ];
    middle.chain(sizes).chain(sizes.map(|x| -x)).collect()
}

/// The usual parameters, and both ends of their ranges.
fn param_sets(activation: &Activation) -> Vec<Vec<f64>> {
    let set = |of: fn(&kassei::maths::Param) -> f64| activation.params.iter().map(of).collect();
    let mut sets = vec![set(|p| p.default), set(|p| p.min), set(|p| p.max)];
    sets.dedup();
    sets
}

/// Asserts that a listing's values on the grid are the jets' to 1e-12, or to what an input off by
/// four units in the last place would do.
fn compare(activation: &Activation, params: &[f64], listed: &[f64]) {
    assert_eq!(listed.len(), grid().len(), "{}", activation.id);
    for (x, got) in grid().into_iter().zip(listed) {
        let truth = activation.at(x, params);
        let bound = 1e-12 * truth.y.abs().max(1.0) + 4.0 * f64::EPSILON * (x * truth.dy).abs();
        let error = (got - truth.y).abs();
        assert!(
            error <= bound,
            "{} {params:?} at {x}: {got}, not {}",
            activation.id,
            truth.y
        );
    }
}

#[test]
fn rust_listings_give_the_numbers_plotted() {
    for activation in ALL {
        for params in param_sets(activation) {
            let listed: Vec<f64> = grid()
                .into_iter()
                .map(|x| rust(activation.id, x, &params))
                .collect();
            compare(activation, &params, &listed);
        }
    }
}

macro_rules! listings {
    ($($id:ident($($param:ident),*))*) => {
        /// The listing of this id.
        fn rust(id: &str, x: f64, params: &[f64]) -> f64 {
            match (id, params) {
                $((stringify!($id), &[$($param),*]) => functions::$id(x, $($param),*),)*
                _ => panic!("no Rust listing for {id} with {} parameters", params.len()),
            }
        }
    };
}

listings! {
    step() identity() sigmoid() tanh() relu() leaky_relu(alpha) relu6() relu_squared() elu(alpha)
    selu() celu(alpha) softplus(beta) squareplus(b) gelu() gelu_tanh() swish(beta) mish()
    hard_sigmoid() hard_tanh() hard_swish() log_sigmoid() softsign() arctan() tanh_shrink()
    soft_shrink(lambda) hard_shrink(lambda) gaussian() sine() snake(a)
}

#[test]
fn numpy_listings_give_the_numbers_plotted() {
    let python = python();
    let driver = [&*python, "-c", DRIVER, NUMPY];
    compare_all(&driver, "set KASSEI_PYTHON to one that has NumPy");
}

#[test]
fn javascript_listings_give_the_numbers_plotted() {
    let program = format!("{JAVASCRIPT}\n{NODE_DRIVER}");
    compare_all(&["node", "--eval", &program], "install Node.js");
}

/// Compares the answers of a program to all functions with all sets of parameters.
fn compare_all(program: &[&str], advice: &str) {
    let calls: Vec<(&Activation, Vec<f64>)> = ALL
        .iter()
        .flat_map(|a| param_sets(a).into_iter().map(move |params| (a, params)))
        .collect();
    let line = |(activation, params): &(&Activation, Vec<f64>)| {
        format!("{},{},{}\n", activation.id, join(params), join(&grid()))
    };
    let answers = ask(program, &calls.iter().map(line).collect::<String>(), advice);
    assert_eq!(answers.lines().count(), calls.len());
    for ((activation, params), line) in calls.iter().zip(answers.lines()) {
        let listed: Vec<f64> = line.split(' ').map(|y| y.parse().expect(line)).collect();
        compare(activation, params, &listed);
    }
}

/// Calls the listing named in each line, `id,params,x`, with numbers separated by spaces.
const DRIVER: &str = r#"
import sys
try:
    import numpy as np
except ImportError:
    sys.exit("no NumPy")
listings = {}
exec(sys.argv[1], listings)
np.seterr(under="ignore", over="raise", invalid="raise", divide="raise")
for line in sys.stdin.read().splitlines():
    name, params, x = (field.split() for field in line.split(","))
    y = listings[name[0]](np.array(x, dtype=float), *map(float, params))
    print(*(repr(float(value)) for value in y))
"#;

/// The same in JavaScript, behind the listings.
const NODE_DRIVER: &str = r#"
for (const line of require("fs").readFileSync(0, "utf8").trim().split("\n")) {
  const [name, params, x] = line.split(",").map((field) => field.split(" ").filter((word) => word));
  const f = eval(name[0]);
  console.log(x.map((x) => f(Number(x), ...params.map(Number))).join(" "));
}
"#;

/// What a program answers to these lines.
fn ask(program: &[&str], lines: &str, advice: &str) -> String {
    let name = program[0];
    let mut child = Command::new(name)
        .args(&program[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start {name}: {error}; {advice}"));
    let mut input = child.stdin.take().expect("a pipe");
    // If it has stopped, it says why below.
    let _ = input.write_all(lines.as_bytes());
    drop(input);
    let output = child.wait_with_output().expect("a child that ends");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{name} cannot run the listings ({advice}): {complaint}"
    );
    String::from_utf8(output.stdout).expect("numbers")
}

fn join(numbers: &[f64]) -> String {
    numbers
        .iter()
        .map(f64::to_string)
        .collect::<Vec<String>>()
        .join(" ")
}

/// `KASSEI_PYTHON`; else the environment that the build keeps for itself; else `python3`.
fn python() -> String {
    if let Ok(python) = std::env::var("KASSEI_PYTHON") {
        return python;
    }
    let kept = std::env::home_dir()
        .unwrap_or_default()
        .join(".cache/kassei/python-numpy-2.4.6/bin/python3");
    if kept.exists() {
        kept.to_string_lossy().into_owned()
    } else {
        "python3".to_owned()
    }
}

/// Scores and their shares, as NumPy 2.4.6 printed them to eight decimals.
const SOFTMAX: [(&[f64], &[f64]); 5] = [
    (
        &[5.0, 4.0, -1.0],
        &[0.729_736_21, 0.268_454_95, 0.001_808_84],
    ),
    (
        &[0.5, 3.1, 4.3],
        &[0.016_901_91, 0.227_562_84, 0.755_535_25],
    ),
    (
        &[0.3, 2.9, 4.0],
        &[0.018_211_27, 0.245_191_81, 0.736_596_91],
    ),
    (&[1000.0, 999.0, 0.0], &[0.731_058_58, 0.268_941_42, 0.0]),
    (&[-1000.0, -1000.0], &[0.5, 0.5]),
];

#[test]
fn softmax_listings_give_the_shares_shown_and_hold_for_large_scores() {
    let lines: String = SOFTMAX.iter().map(|(z, _)| join(z) + "\n").collect();
    let python = python();
    let numpy = ask(
        &[&*python, "-c", SOFTMAX_DRIVER, NUMPY],
        &lines,
        "set KASSEI_PYTHON to one that has NumPy",
    );
    let program = format!("{JAVASCRIPT}\n{SOFTMAX_NODE_DRIVER}");
    let javascript = ask(&["node", "--eval", &program], &lines, "install Node.js");
    let rust: String = SOFTMAX
        .iter()
        .map(|(z, _)| join(&functions::softmax(z)) + "\n")
        .collect();
    for answers in [numpy, javascript, rust] {
        assert_eq!(answers.lines().count(), SOFTMAX.len());
        for ((z, truth), line) in SOFTMAX.iter().zip(answers.lines()) {
            let found: Vec<f64> = line.split(' ').map(|p| p.parse().expect(line)).collect();
            let shown = kassei::maths::softmax::softmax(z, 1.0);
            for ((found, shown), truth) in found.iter().zip(&shown).zip(*truth) {
                assert!((found - truth).abs() < 6e-9, "{z:?}: {found}, not {truth}");
                assert!((found - shown).abs() < 1e-15, "{z:?}: {found}, not {shown}");
            }
            assert_eq!(found.len(), truth.len());
        }
    }
}

/// Answers each line of scores with a line of shares.
const SOFTMAX_DRIVER: &str = r#"
import sys
listings = {}
exec(sys.argv[1], listings)
np = listings["np"]
np.seterr(under="ignore", over="raise", invalid="raise", divide="raise")
for line in sys.stdin.read().splitlines():
    print(*(repr(float(p)) for p in listings["softmax"](np.array(line.split(), dtype=float))))
"#;

/// The same in JavaScript, behind the listings.
const SOFTMAX_NODE_DRIVER: &str = r#"
for (const line of require("fs").readFileSync(0, "utf8").trim().split("\n")) {
  console.log(softmax(line.split(" ").map(Number)).join(" "));
}
"#;

#[test]
fn every_file_lists_the_catalogue_in_its_order() {
    let ids: Vec<&str> = ALL.iter().map(|a| a.id).chain(["softmax"]).collect();
    for (file, keyword) in [
        (NUMPY, "def "),
        (TORCH, "def "),
        (RUST, "pub fn "),
        (JAVASCRIPT, "function "),
    ] {
        let heads = file.lines().filter_map(|line| line.strip_prefix(keyword));
        let listed: Vec<&str> = heads.filter_map(|head| head.split('(').next()).collect();
        assert_eq!(listed, ids);
    }
}

#[test]
fn listings_default_to_the_usual_parameters() {
    for activation in ALL {
        let python = |p: &kassei::maths::Param| {
            let reserved = if p.id == "lambda" { "_" } else { "" };
            format!(", {}{reserved}={:?}", p.id, p.default)
        };
        let params: String = activation.params.iter().map(python).collect();
        let head = format!("def {}(x{params}):\n", activation.id);
        assert!(NUMPY.contains(&head) && TORCH.contains(&head), "{head}");
        let javascript = |p: &kassei::maths::Param| format!(", {} = {}", p.id, p.default);
        let params: String = activation.params.iter().map(javascript).collect();
        let head = format!("function {}(x{params}) {{\n", activation.id);
        assert!(JAVASCRIPT.contains(&head), "{head}");
    }
}
