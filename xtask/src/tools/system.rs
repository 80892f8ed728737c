//! What the system's packages bring.

use std::{env, path::PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use xshell::{Shell, cmd};

use super::{begin, done, succeeds};

/// Chromium without windows, profiles and what else tests have no use for: they take half the time with it.
const LIGHT_CHROMIUM: &str = "chromium-headless-shell";

pub(super) fn chromium(sh: &Shell) -> Result<PathBuf> {
    if let Some(path) = env::var_os("KASSEI_CHROMIUM") {
        let path = PathBuf::from(path);
        ensure!(
            path.exists(),
            "cannot find the browser that KASSEI_CHROMIUM names, {path:?}"
        );
        return Ok(path);
    }
    if let Some(path) = on_path(LIGHT_CHROMIUM) {
        return Ok(path);
    }
    let full = || {
        ["chromium", "chromium-browser", "google-chrome"]
            .into_iter()
            .find_map(on_path)
    };
    let install = |package| apt(sh, "Chromium", &[package, "fonts-ipafont-gothic"]);
    let offered = succeeds(cmd!(sh, "apt-cache show {LIGHT_CHROMIUM}")) && is_root(sh)?;
    let installed = offered && install(LIGHT_CHROMIUM).is_ok();
    if !installed && full().is_none() {
        install("chromium")?;
    }
    on_path(LIGHT_CHROMIUM)
        .or_else(full)
        .context("cannot find Chromium: set KASSEI_CHROMIUM to the path of a Chromium or Chrome")
}

/// Without one, Japanese pages are tested and photographed as rows of boxes.
pub(super) fn japanese_font(sh: &Shell) -> Result<()> {
    let there = || {
        cmd!(sh, "fc-list :lang=ja")
            .quiet()
            .read()
            .is_ok_and(|fonts| !fonts.is_empty())
    };
    if cfg!(target_os = "linux") && !there() {
        apt(
            sh,
            "a Japanese font",
            &["fontconfig", "fonts-ipafont-gothic"],
        )?;
        ensure!(
            there(),
            "cannot find a Japanese font: \"fc-list :lang=ja\" lists none"
        );
    }
    Ok(())
}

pub(super) fn apt(sh: &Shell, what: &str, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    ensure!(
        on_path("apt-get").is_some(),
        "cannot find {what}: install what Debian calls \"{names}\", then try again"
    );
    let sudo: &[&str] = if is_root(sh)? {
        &[]
    } else if succeeds(cmd!(sh, "sudo -n true")) {
        &["sudo", "-n"]
    } else {
        bail!(
            "cannot find {what}, and installing it needs root: run \"sudo apt-get install {names}\", then try again"
        );
    };
    let started = begin(&format!(
        "installing {what} from the system's packages ({names})"
    ));
    let run = |args: &[&str]| {
        let line = [
            sudo,
            &[
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                "apt-get",
                "--quiet",
                "--yes",
            ],
            args,
        ]
        .concat();
        let (program, args) = (line[0], &line[1..]);
        cmd!(sh, "{program} {args...}").run()
    };
    run(&["update"]).with_context(|| format!("cannot install {what}"))?;
    run(&[&["install", "--no-install-recommends"], packages].concat())
        .with_context(|| format!("cannot install {what}: try \"sudo apt-get install {names}\""))?;
    done(started);
    Ok(())
}

fn is_root(sh: &Shell) -> Result<bool> {
    Ok(cmd!(sh, "id -u").quiet().read()? == "0")
}

fn on_path(command: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(command))
        .find(|path| path.is_file())
}
