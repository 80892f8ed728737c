//! Figures for the site as it ships; each benchmark is a script in `xtask/js/bench/`.

use anyhow::{Context as _, Result};
use xshell::{Shell, cmd};

use crate::{site, step, tools};

/// Runs the benchmarks `names`, or all. With `json` the last line is one object with every figure.
pub(crate) fn run(sh: &Shell, names: &[String], json: bool) -> Result<()> {
    site::dist(sh, None)?;
    tools::for_browser(sh)?;
    sh.set_var("KASSEI_TARGET", site::target_dir());
    step("measuring");
    let json = json.then_some("--json");
    cmd!(sh, "node xtask/js/bench.mjs {names...} {json...}")
        .quiet()
        .run()
        .context("cannot measure")
}
