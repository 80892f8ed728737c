//! Figures for the site as it ships; each benchmark is a script in `xtask/js/bench/`.

use std::net::TcpListener;

use anyhow::{Context as _, Result};
use xshell::{Shell, cmd};

use crate::{
    engine::{self, Build, Program},
    site, step, tools,
};

/// The benchmark that needs a site with a base URL, and a tool of its own.
const LIGHTHOUSE: &str = "lighthouse";

/// The benchmark that needs the program that trains, and nothing else of the site.
const TRAINING: &str = "training";

/// Runs the benchmarks `names`, or all. With `json` the last line is one object with every figure, or those of the only
/// one that was named.
pub(crate) fn run(sh: &Shell, names: &[String], json: bool) -> Result<()> {
    let base_url = if names.iter().any(|name| name == LIGHTHOUSE) {
        let base_url = format!("http://127.0.0.1:{}/kassei/", free_port()?);
        sh.set_var("KASSEI_BASE_URL", &base_url);
        tools::lighthouse(sh)?;
        Some(base_url)
    } else {
        None
    };
    if names.iter().any(|name| name == TRAINING) {
        tools::for_site(sh)?;
        sh.set_var(
            "KASSEI_GAUGE",
            engine::build(sh, Program::Gauge, Build::Simd)?,
        );
        tools::brain(sh)?;
    }
    if names != [TRAINING] {
        site::dist(sh, base_url.as_deref())?;
    }
    tools::for_browser(sh)?;
    sh.set_var("KASSEI_TARGET", site::target_dir());
    step("measuring");
    let json = json.then_some("--json");
    cmd!(sh, "node xtask/js/bench.mjs {names...} {json...}")
        .quiet()
        .run()
        .context("cannot measure")
}

/// A port that nobody listens on now.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("cannot find a free port")?;
    Ok(listener.local_addr()?.port())
}
