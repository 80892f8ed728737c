//! The site on this machine, rebuilt and reloaded on every change.

use std::{net::TcpListener, os::unix::process::CommandExt as _, process::Command};

use anyhow::{Context as _, Result};
use xshell::Shell;

use crate::{site, step, tools};

const PORT: u16 = 8080;

/// Never returns while the server runs: the process becomes Trunk, so ending the one ends the other.
pub(crate) fn run(sh: &Shell, port: Option<u16>) -> Result<()> {
    tools::for_site(sh)?;
    let port = match port {
        Some(port) => port,
        None => (PORT..PORT + 20)
            .find(|&port| TcpListener::bind(("127.0.0.1", port)).is_ok())
            .with_context(|| {
                format!("cannot find a free port from {PORT} on: name one by --port")
            })?,
    };
    // Not dist/: what Trunk serves holds its reload socket, and must never be published.
    let folder = site::target_dir().join("site");
    std::fs::create_dir_all(&folder)?;
    step(&format!(
        "building; then open http://127.0.0.1:{port}/ (Ctrl-C ends it)"
    ));
    let port = port.to_string();
    let trunk = site::trunk(sh, "serve", None)?
        .args(["--cargo-profile", "serve", "--port", &port, "--dist"])
        .arg(folder);
    Err(Command::from(trunk).exec()).context("cannot run trunk")
}
