//! A network that is taken away says what it says here: as JSON bit for bit, as code in Rust and JavaScript.
//!
//! `PyTorch` is checked by `content/code/check_networks.py`, for its package is large.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use kassei::maths::expression::{Formula, Name};
use kassei::maths::random::Random;
use kassei::maths::{ALL, Activation, Bend, Function};
use kassei::nn::export::{CodeError, Language, Trained, code, json, read};
use kassei::nn::{Forward, Hidden, Init, Loss, Norm, Optimizer, Output, Spec, WrongLength};
use kassei::text::parse;
use proptest::prelude::*;

const NORMS: [Norm; 4] = [Norm::None, Norm::Batch, Norm::Layer, Norm::Rms];
const OUTPUTS: [Output; 4] = [
    Output::Linear,
    Output::Sigmoid,
    Output::Tanh,
    Output::Softmax,
];

fn own(text: &str) -> Function {
    Function::Own(Formula::read(text).expect(text))
}

/// A network with numbers in all its parameters, as if it had learnt.
fn trained(hidden: Vec<Function>, norm: Norm, output: Output, seed: u64) -> Trained {
    let layer = |(i, bend)| Hidden { units: 3 + i, bend };
    let spec = Spec {
        inputs: 2,
        hidden: hidden.into_iter().enumerate().map(layer).collect(),
        outputs: 1 + seed as usize % 3,
        output,
        norm,
        dropout: 0.25,
        loss: Loss::SquaredError,
        optimizer: Optimizer::AdamW,
        rate: 0.03,
        init: Init::Uniform { limit: 0.7 },
        l1: 1e-7,
        l2: 0.1,
        seed: u64::MAX - seed,
    };
    let mut random = Random::new(seed);
    let mut parameters = spec.start();
    for parameter in &mut parameters {
        *parameter += 0.4 * random.normal() as f32;
    }
    for place in spec.places() {
        for variance in &mut parameters[place.variance] {
            *variance = variance.abs() + 0.1;
        }
    }
    let inputs = vec!["x".to_owned(), "y".to_owned()];
    Trained {
        spec,
        parameters,
        inputs,
    }
}

/// Every activation with its usual parameters and the ends of their ranges, every normalisation and output, formulas with
/// every function, and no hidden layer.
fn networks() -> Vec<Trained> {
    let mut networks = Vec::new();
    let mut add = |hidden: Vec<Function>| {
        let i = networks.len();
        let (norm, output) = (NORMS[i % 4], OUTPUTS[i / 4 % 4]);
        networks.push(trained(hidden, norm, output, i as u64));
    };
    for activation in ALL {
        let usual = Bend::new(activation);
        let ends = [0, 1].map(|end| Bend {
            activation,
            params: activation
                .params
                .iter()
                .map(|p| [p.min, p.max][end])
                .collect(),
        });
        let [low, high] = ends.map(Function::Known);
        add(vec![usual.into(), low, high]);
    }
    for name in Name::ALL {
        let arguments = ["0.3x", "0.3x, -0.1"][name.operands() - 1];
        let smooth = match name {
            Name::Ln | Name::Sqrt => format!("{}(1 + x^2)", name.id()),
            _ => format!("{}({arguments})", name.id()),
        };
        let more = own("2x/(1+x²) - |x|^1.5 + (x^2+1)^-2 - -3.5e-2");
        add(vec![own(&smooth), more, own(&smooth)]);
    }
    add(vec![own("1")]);
    for _ in 0..8 {
        add(Vec::new());
    }
    networks
}

const PLACES: [[f64; 2]; 4] = [[0.5, -1.5], [-3.0, 2.0], [0.0, 0.0], [5.9, -0.1]];

fn expected(trained: &Trained) -> Vec<Vec<f64>> {
    let forward = Forward::new(&trained.spec, &trained.parameters).expect("its parameters");
    PLACES.iter().map(|at| forward.outputs(at)).collect()
}

/// Asserts that a program's lines, one a network and a place, are what the networks say.
fn compare(networks: &[Trained], answers: &str) {
    let expected = networks.iter().flat_map(expected);
    assert_eq!(answers.lines().count(), networks.len() * PLACES.len());
    for (i, (line, expected)) in answers.lines().zip(expected).enumerate() {
        let spec = &networks[i / PLACES.len()].spec;
        let found: Vec<f64> = line.split(' ').map(|y| y.parse().expect(line)).collect();
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            let near = (found - expected).abs() <= 1e-11 * expected.abs().max(1.0);
            assert!(near, "{found}, not {expected}; {spec:?}");
        }
    }
}

/// The definition of a function, as `functions.json` has it.
fn listing(language: Language, id: &str) -> Option<String> {
    let (file, keyword) = match language {
        Language::PyTorch => (
            include_str!("../../content/code/functions_torch.py"),
            "def ",
        ),
        Language::Rust => (include_str!("../../content/code/functions.rs"), "pub fn "),
        Language::JavaScript => (include_str!("../../content/code/functions.js"), "function "),
    };
    let start = file.find(&format!("\n{keyword}{id}("))? + 1;
    let end = file[start..].find(&format!("\n\n{keyword}"));
    let definition = &file[start..end.map_or(file.len(), |end| start + end)];
    Some(format!("import math\n\n\n{}", definition.trim_end()))
}

fn code_of(language: Language, trained: &Trained) -> String {
    code(language, trained, &|id| listing(language, id)).unwrap_or_else(|error| panic!("{error}"))
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn answers(command: &mut Command) -> String {
    let output = command.output().expect("a program that starts");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn rust_code_says_what_the_network_says() {
    let networks = networks();
    let mut program = String::from("#![allow(dead_code, non_upper_case_globals)]\n");
    let mut main = String::new();
    for (i, trained) in networks.iter().enumerate() {
        let code = code_of(Language::Rust, trained);
        write!(program, "mod network_{i} {{\n{code}\n}}\n").expect("text");
        for place in PLACES {
            writeln!(main, "    say(&network_{i}::network({place:?}));").expect("text");
        }
    }
    write!(
        program,
        "fn say(y: &[f64]) {{\n    println!(\"{{}}\", y.iter().map(f64::to_string).collect::<Vec<_>>().join(\" \"));\n}}\n\
         fn main() {{\n{main}}}\n"
    )
    .expect("text");
    let folder = folder("export-rust");
    let (source, binary) = (folder.join("networks.rs"), folder.join("networks"));
    fs::write(&source, program).expect("written");
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let mut compiler = Command::new(rustc);
    compiler.args(["--edition", "2024", "--deny", "warnings", "-o"]);
    answers(compiler.arg(&binary).arg(&source));
    compare(&networks, &answers(&mut Command::new(binary)));
}

#[test]
fn javascript_code_says_what_the_network_says() {
    let networks = networks();
    let mut program = String::from("\"use strict\";\n");
    for trained in &networks {
        let code = code_of(Language::JavaScript, trained);
        write!(program, "{{\n{code}\n").expect("text");
        for place in PLACES {
            writeln!(program, "console.log(network({place:?}).join(\" \"));").expect("text");
        }
        program += "}\n";
    }
    let source = folder("export-javascript").join("networks.js");
    fs::write(&source, program).expect("written");
    compare(&networks, &answers(Command::new("node").arg(source)));
}

/// For `content/code/check_networks.py`, in `target/tmp/export-torch`.
#[test]
fn pytorch_code_is_written_to_be_checked() {
    let folder = folder("export-torch");
    for (i, trained) in networks().iter().enumerate() {
        let code = code_of(Language::PyTorch, trained);
        let path = folder.join(format!("network_{i}.py"));
        let truth = format!("\nPLACES = {PLACES:?}\nOUTPUTS = {:?}\n", expected(trained));
        fs::write(path, code + &truth).expect("written");
    }
}

#[test]
fn json_reads_back_bit_for_bit() {
    let mut networks = networks();
    for (i, trained) in networks.iter_mut().enumerate() {
        trained.spec.init = [
            Init::Xavier,
            Init::He,
            Init::LeCun,
            Init::Uniform { limit: 0.1 },
            Init::Zero,
        ][i % 5];
        trained.inputs = vec!["x²".to_owned(), "a \"b\" \\ \n c".to_owned()];
        let odd = [f32::MIN_POSITIVE / 8.0, f32::MAX, -0.0, f32::INFINITY, 0.1];
        let place = i % 2; // by turns, for the smallest network has three
        trained.parameters[..3].copy_from_slice(&odd[2 * place..][..3]);
    }
    for trained in networks {
        let text = json(&trained).expect("its parameters");
        let again = read(&text, parse).unwrap_or_else(|error| panic!("{error} of {text}"));
        assert_eq!(again, trained);
        let bits = |trained: &Trained| {
            trained
                .parameters
                .iter()
                .map(|w| w.to_bits())
                .collect::<Vec<u32>>()
        };
        assert_eq!(bits(&again), bits(&trained));
    }
}

#[test]
fn json_that_is_no_network_is_refused_in_words() {
    let tanh = Function::from(Bend::new(Activation::find("tanh").expect("tanh")));
    let good = json(&trained(vec![tanh], Norm::None, Output::Linear, 0)).expect("parameters");
    let bad = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1)
    };
    for (text, words) in [
        (String::new(), "JSON"),
        ("[".repeat(1000), "JSON"),
        (good[..good.len() / 2].to_owned(), "JSON"),
        (
            "{}".to_owned(),
            "\"format\": \"kassei-network\" and \"version\": 1",
        ),
        (
            bad("\"version\": 1", "\"version\": 2"),
            "\"format\": \"kassei-network\" and \"version\": 1",
        ),
        (
            bad("\"units\": 3", "\"units\": 2.5"),
            "a whole number at hidden[0].units",
        ),
        (
            bad("\"units\": 3", "\"units\": 257"),
            "a network that can be built (cannot build the network: the number of units is 257, expected 1 to 256)",
        ),
        (
            bad("\"units\": 3", "\"units\": 4"),
            "a list at layers[0].weights[3]",
        ),
        (
            bad("\"tanh\"", "\"sinh\""),
            "the id of a function at hidden[0].activation",
        ),
        (
            bad("\"parameters\": []", "\"parameters\": [1]"),
            "0 numbers at hidden[0].parameters",
        ),
        (
            bad("\"activation\": \"tanh\"", "\"formula\": \"x**\""),
            "a formula (cannot read the formula \"x**\": expected a number or x after the second \"*\") at hidden[0].formula",
        ),
        (
            bad("\"linear\"", "\"relu\""),
            "one of linear, sigmoid, tanh, softmax at output",
        ),
        (bad("\"seed\": \"1", "\"seed\": \"-1"), "digits at seed"),
        (
            bad("\"biases\": [", "\"biases\": [true, "),
            "a number at layers[0].biases[0]",
        ),
        (bad("\"biases\"", "\"bias\""), "a list at layers[0].biases"),
    ] {
        let error = read(&text, parse).expect_err(words);
        assert_eq!(
            error.to_string(),
            format!("cannot read the network: expected {words}")
        );
    }
}

proptest! {
    #[test]
    fn no_json_panics(text in "([{}\\[\\],:\"]|[-0-9.e]{1,3}|\\\\u?|units|null| ){0,60}", cut in 0_usize..2000) {
        assert!(read(&text, parse).is_err());
        let good = json(&networks()[5]).expect("its parameters");
        let (start, end) = good.split_at(good.floor_char_boundary(cut.min(good.len())));
        let _refused_or_not = read(&format!("{start}{text}{end}"), parse);
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let mut short = trained(vec![own("sigmoid(x)")], Norm::None, Output::Linear, 0);
    let none = code(Language::Rust, &short, &|_| None);
    assert_eq!(none, Err(CodeError::Listing("sigmoid")));
    short.parameters.pop();
    let wrong = WrongLength {
        found: 12,
        expected: 13,
    };
    assert_eq!(json(&short), Err(wrong));
    for language in Language::ALL {
        let refused = code(language, &short, &|id| listing(language, id));
        assert_eq!(refused, Err(CodeError::Parameters(wrong)));
    }
}
