//! Every test there is.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Instant,
};

use anyhow::{Context as _, Result, anyhow, ensure};
use xshell::{Cmd, Shell, cmd};

use crate::{runs, site, step, tools};

/// Where the digest of everything that browser tests see is kept, from when all of them last passed.
const PASSED: &str = "target/e2e-passed";

/// The files of browser tests that take longest: they begin first, each alone, so that no core is without work at the end.
const LONGEST: [&str; 4] = ["share", "every-page", "a11y", "train"];

/// How many groups the others are dealt into: as many that those which are done early find another.
const GROUPS: usize = 5;

/// Runs the tests whose names contain a word of `filter`, or all, and ends with the runners' own summaries.
///
/// Browser tests see nothing but the built site, their own files and the browser. Where all of these are what they were
/// when the tests passed, the tests are not run again, unless a filter asks for some of them.
pub(crate) fn run(sh: &Shell, filter: &[String]) -> Result<()> {
    let started = Instant::now();
    let mut report = Vec::new();
    let outcome = suites(sh, filter, &mut report);
    step("summary");
    report.iter().for_each(|line| println!("{line}"));
    outcome?;
    println!("\nall tests passed in {} s", started.elapsed().as_secs());
    Ok(())
}

/// What is native first; the first that fails is the last.
fn suites(sh: &Shell, filter: &[String], report: &mut Vec<String>) -> Result<()> {
    let ahead = [site::ahead(sh)?].into_iter().chain(tools::ahead(sh));
    tools::numpy(sh)?;
    let native = cmd!(
        sh,
        "cargo test --workspace --lib --bin xtask --test native -- {filter...}"
    );
    tests("all that is native", native, report)?;
    for thread in ahead {
        thread
            .join()
            .map_err(|_| anyhow!("cannot prepare the site: see above"))??;
    }
    tools::for_site(sh)?;
    tools::for_browser(sh)?;
    let asked = filter.is_empty() || filter.iter().any(|word| word == "runs");
    // wasm-opt works on one core. The other compares what the engine computes.
    let compared = thread::scope(|scope| {
        let sh_beside = sh.clone();
        let beside = scope.spawn(move || asked.then(|| runs::compare(&sh_beside)).transpose());
        site::dist(sh, None)?;
        beside
            .join()
            .map_err(|_| anyhow!("cannot compare the engine: see above"))?
    })?;
    report.extend(compared);
    let seen = what_browser_tests_see(sh)?;
    if filter.is_empty() && sh.read_file(PASSED).is_ok_and(|passed| passed == seen) {
        report.push(format!(
            "the site, in a browser: passed before, and nothing has changed since; to run it again, delete {PASSED}"
        ));
        return Ok(());
    }
    let groups = grouped(sh)?;
    let patterns = filter
        .iter()
        .map(|word| format!("--test-name-pattern={word}"));
    // Browser tests wait more than they compute: three groups at a time keep two cores busy.
    let browser = cmd!(sh, "node --test --test-reporter=spec --test-concurrency=3")
        .args(patterns)
        .args(groups);
    tests("the site, in a browser", browser, report)?;
    if filter.is_empty() {
        sh.write_file(PASSED, seen)?;
    }
    Ok(())
}

/// The files of browser tests in groups, as files that import them: a process and a browser are started once a group.
fn grouped(sh: &Shell) -> Result<Vec<PathBuf>> {
    let tests = sh.current_dir().join("tests/e2e");
    let long = LONGEST.map(|name| tests.join(format!("{name}.test.mjs")));
    let mut others = sh.read_dir(&tests)?;
    others.retain(|path| is_test(path) && !long.contains(path));
    let dealt = |first| others.iter().skip(first).step_by(GROUPS).collect();
    let dealt: [Vec<&PathBuf>; GROUPS] = std::array::from_fn(dealt);
    let groups = long.iter().map(|file| vec![file]).chain(dealt);

    let folder = site::target_dir().join("e2e");
    sh.remove_path(&folder)?;
    let write = |(place, files): (usize, Vec<&PathBuf>)| {
        let import = |file: &&PathBuf| format!("import {:?};\n", file.display().to_string());
        let path = folder.join(format!("{place}.test.mjs"));
        sh.write_file(&path, files.iter().map(import).collect::<String>())?;
        Ok(path)
    };
    groups.enumerate().map(write).collect()
}

fn what_browser_tests_see(sh: &Shell) -> Result<String> {
    let mut digest = DefaultHasher::new();
    for path in [
        "dist",
        "static",
        "tests",
        "xtask/js/previews.mjs",
        "package-lock.json",
    ] {
        digest_of(sh, Path::new(path), &mut digest)?;
    }
    let browser = sh.var("KASSEI_CHROMIUM")?;
    cmd!(sh, "{browser} --version").read()?.hash(&mut digest);
    cmd!(sh, "node --version").read()?.hash(&mut digest);
    Ok(format!("{:016x}", digest.finish()))
}

/// Names and contents of a file or of all files in a folder.
fn digest_of(sh: &Shell, path: &Path, digest: &mut DefaultHasher) -> Result<()> {
    path.hash(digest);
    if path.is_dir() {
        for entry in sh.read_dir(path)? {
            digest_of(sh, &entry, digest)?;
        }
    } else {
        sh.read_binary_file(path)?.hash(digest);
    }
    Ok(())
}

fn is_test(path: &Path) -> bool {
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
    let mut summary = Vec::new();
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        if is_summary(&line) {
            summary.push(format!("  {line}"));
        }
    }
    let passed = child.wait()?.success();
    let verdict = if passed { "passed" } else { "FAILED" };
    report.push(format!(
        "{what}: {verdict} in {} s",
        started.elapsed().as_secs()
    ));
    report.append(&mut summary);
    ensure!(passed, "tests failed: {what}");
    Ok(())
}

/// What Cargo's and Node's runners sum up with, but for Cargo's targets without tests.
fn is_summary(line: &str) -> bool {
    let starts = |start| line.starts_with(start);
    ["test result:", "ℹ tests", "ℹ pass", "ℹ fail"]
        .into_iter()
        .any(starts)
        && !line.contains("0 passed; 0 failed")
}
