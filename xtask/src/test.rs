//! Every test there is.

use std::{
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context as _, Result, bail, ensure};
use xshell::{Cmd, Shell, cmd};

use crate::{site, step, tools};

/// Runs the tests whose names contain a word of `filter`, or all: quick ones first.
pub(crate) fn run(sh: &Shell, filter: &[String]) -> Result<()> {
    let started = Instant::now();
    let mut report = Vec::new();
    tools::numpy(sh)?;

    let core = cmd!(
        sh,
        "cargo test --package kassei --no-default-features --features kernels -- {filter...}"
    );
    tests("the core, without a browser crate", core, &mut report)?;
    let all = cmd!(
        sh,
        "cargo test --workspace --features kernels -- {filter...}"
    );
    tests("everything, natively", all, &mut report)?;

    site::dist(sh, None)?;
    tools::for_browser(sh)?;
    // Named one by one: what Node makes of a folder differs from version to version.
    let files: Vec<_> = sh
        .read_dir("tests/e2e")?
        .into_iter()
        .filter(|path| is_test(path))
        .collect();
    ensure!(
        !files.is_empty(),
        "cannot find browser tests: expected tests/e2e/*.test.mjs"
    );
    let patterns = filter
        .iter()
        .map(|word| format!("--test-name-pattern={word}"));
    let browser = cmd!(sh, "node --test --test-reporter=spec")
        .args(patterns)
        .args(files);
    tests("the site, in a browser", browser, &mut report)?;

    step("summary");
    report.iter().for_each(|line| println!("{line}"));
    println!("\nall tests passed in {} s", started.elapsed().as_secs());
    Ok(())
}

fn is_test(path: &std::path::Path) -> bool {
    path.to_str()
        .is_some_and(|path| path.ends_with(".test.mjs"))
}

/// Runs one suite, and keeps its runner's own summary for the end.
fn tests(what: &str, cmd: Cmd<'_>, report: &mut Vec<String>) -> Result<()> {
    step(what);
    eprintln!("$ {cmd}");
    let started = Instant::now();
    let mut child = Command::from(cmd)
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start the tests")?;
    let output = child
        .stdout
        .take()
        .context("cannot read what the tests print")?;
    let heading = report.len();
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        if ["test result:", "ℹ tests", "ℹ pass", "ℹ fail"]
            .iter()
            .any(|start| line.starts_with(start))
        {
            report.push(format!("  {line}"));
        }
    }
    if !child.wait()?.success() {
        bail!("tests failed: {what}");
    }
    report.insert(
        heading,
        format!("{what} ({} s)", started.elapsed().as_secs()),
    );
    Ok(())
}
