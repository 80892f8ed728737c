//! Pictures of every page, so that looking is one command.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use xshell::{Shell, cmd};

use crate::{root, site, step, tools};

pub(crate) fn run(sh: &Shell, out: Option<PathBuf>) -> Result<()> {
    let out = match out {
        Some(out) => std::path::absolute(out)?,
        None => root().join("shots"),
    };
    site::dist(sh, None)?;
    tools::for_browser(sh)?;
    step("photographing every page");
    cmd!(sh, "node xtask/js/shots.mjs {out}")
        .quiet()
        .run()
        .context("cannot take the pictures")
}
