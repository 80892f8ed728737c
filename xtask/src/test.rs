//! Every test there is.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc::{self, Sender},
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
    let (report, reports) = mpsc::channel();
    let outcome = suites(sh, filter, &report);
    step("summary");
    reports.try_iter().for_each(|part| println!("{part}"));
    outcome?;
    println!("\nall tests passed in {} s", started.elapsed().as_secs());
    Ok(())
}

/// What is native beside the building of the site, then what looks at the site, unless something failed.
fn suites(sh: &Shell, filter: &[String], report: &Sender<String>) -> Result<()> {
    let ahead = [site::ahead(sh)?].into_iter().chain(tools::ahead(sh));
    thread::scope(|scope| {
        let own = sh.clone();
        let native = scope.spawn(move || native(&own, filter, report));
        for thread in ahead {
            thread
                .join()
                .map_err(|_| anyhow!("cannot prepare the site: see above"))??;
        }
        tools::for_site(sh)?;
        tools::for_browser(sh)?;
        let own = sh.clone();
        let compared = scope.spawn(move || compared(&own, filter, report));
        site::dist(sh, None)?;
        for thread in [native, compared] {
            thread
                .join()
                .map_err(|_| anyhow!("cannot test: see above"))??;
        }
        in_browser(sh, filter, report)
    })
}

/// It makes way for what builds the site, and works whenever that leaves a core alone.
fn native(sh: &Shell, filter: &[String], report: &Sender<String>) -> Result<()> {
    tools::numpy(sh)?;
    let cargo = cmd!(
        sh,
        "nice -n 19 cargo test --workspace --lib --bin xtask --test native -- {filter...}"
    );
    tests("all that is native", cargo, report)
}

fn compared(sh: &Shell, filter: &[String], report: &Sender<String>) -> Result<()> {
    if filter.is_empty() || filter.iter().any(|word| word == "runs") {
        report.send(runs::compare(sh)?)?;
    }
    Ok(())
}

fn in_browser(sh: &Shell, filter: &[String], report: &Sender<String>) -> Result<()> {
    let seen = what_browser_tests_see(sh)?;
    if filter.is_empty() && sh.read_file(PASSED).is_ok_and(|passed| passed == seen) {
        report.send(format!(
            "the site, in a browser: passed before, and nothing has changed since; to run it again, delete {PASSED}"
        ))?;
        return Ok(());
    }
    let groups = grouped(sh)?;
    let patterns = filter
        .iter()
        .map(|word| format!("--test-name-pattern={word}"));
    // Browser tests wait more than they compute: three groups at a time keep two cores busy.
    let node = cmd!(sh, "node --test --test-reporter=spec --test-concurrency=3")
        .args(patterns)
        .args(groups);
    tests("the site, in a browser", node, report)?;
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
fn tests(what: &str, cmd: Cmd<'_>, report: &Sender<String>) -> Result<()> {
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
    let mut summary = String::new();
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        if is_summary(&line) {
            summary += &format!("\n  {line}");
        }
    }
    let passed = child.wait()?.success();
    let verdict = if passed { "passed" } else { "FAILED" };
    report.send(format!(
        "{what}: {verdict} in {} s{summary}",
        started.elapsed().as_secs()
    ))?;
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
