//! `cargo xtask`: everything that is done to Kassei, one command each, on Linux and macOS.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool talks to its terminal"
)]

mod bench;
mod check;
mod engine;
mod functions;
mod imports;
mod lessons;
mod markup;
mod pages;
mod previews;
mod runs;
mod serve;
mod sheets;
mod shots;
mod site;
mod test;
mod tex;
mod tools;

use std::{path::Path, process::ExitCode};

use anyhow::{Result, bail};
use lexopt::prelude::*;
use xshell::Shell;

const HELP: &str = "\
cargo xtask COMMAND: whatever a command lacks, it fetches first

  serve [--port N]       build, serve on this machine, rebuild on every change
  test [FILTER]          every test: core, app, and the built site in a browser
  dist [--base-url URL]  build the site to publish into dist/
  check                  formatting, lints (native and wasm32) and docs, without warnings
  shots [--out DIR]      pictures of every page, light and dark, at three widths
  bench [NAME…] [--json] measure: size, redraw (without a name: all)
  lessons [--coverage]   check lessons and texts; or list what they cover, and what is still open
  pages                  (called by Trunk) write the pages around the compiled app
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(root());

    let mut args = lexopt::Parser::from_env();
    let command = match args.next()? {
        None | Some(Long("help") | Short('h')) => {
            print!("{HELP}");
            return Ok(());
        }
        Some(Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };

    let mut words = Vec::new();
    let (mut port, mut base_url, mut out) = (None, None, None);
    let (mut json, mut coverage) = (false, false);
    while let Some(arg) = args.next()? {
        match (command.as_str(), arg) {
            (_, Long("help") | Short('h')) => {
                print!("{HELP}");
                return Ok(());
            }
            ("serve", Long("port")) => port = Some(args.value()?.parse()?),
            ("dist", Long("base-url")) => base_url = Some(args.value()?.string()?),
            ("shots", Long("out")) => out = Some(args.value()?.into()),
            ("bench", Long("json")) => json = true,
            ("lessons", Long("coverage")) => coverage = true,
            ("test" | "bench", Value(word)) => words.push(word.string()?),
            (_, other) => return Err(other.unexpected().into()),
        }
    }

    match command.as_str() {
        "serve" => serve::run(&sh, port),
        "test" => test::run(&sh, &words),
        "dist" => site::dist(&sh, base_url.as_deref()),
        "check" => check::run(&sh),
        "shots" => shots::run(&sh, out),
        "bench" => bench::run(&sh, &words, json),
        "lessons" => lessons::run(coverage),
        "pages" => pages::run(&sh),
        _ => bail!("cannot run the command {command:?}: expected one of these\n\n{HELP}"),
    }
}

/// The top folder of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask/ lies in the repository")
}

/// Says what happens next.
fn step(what: &str) {
    eprintln!("\n== {what}");
}
