//! What a reviewer would otherwise have to say: formatting, lints, docs.

use anyhow::Result;
use xshell::{Shell, cmd};

use crate::{step, tools};

pub(crate) fn run(sh: &Shell) -> Result<()> {
    tools::rust_component(sh, "rustfmt", "fmt")?;
    tools::rust_component(sh, "clippy", "clippy")?;
    tools::wasm_target(sh)?;
    step("formatting");
    cmd!(sh, "cargo fmt --all --check").run()?;
    step("lints, native");
    cmd!(
        sh,
        "cargo clippy --workspace --all-targets -- --deny warnings"
    )
    .run()?;
    step("lints, the core without a browser crate");
    cmd!(sh, "cargo clippy --package kassei --lib --no-default-features --features exhibits,kernels -- --deny warnings")
        .run()?;
    for app in ["web", "lab", "share", "trainer"] {
        step(&format!(
            "lints, wasm32, the programs with the feature {app}"
        ));
        cmd!(sh, "cargo clippy --target wasm32-unknown-unknown --lib --bins --no-default-features --features {app} -- --deny warnings")
            .run()?;
    }
    step("docs");
    cmd!(sh, "cargo doc --workspace --no-deps")
        .env("RUSTDOCFLAGS", "--deny warnings")
        .run()?;
    cmd!(sh, "cargo test --workspace --doc").run()?;
    eprintln!("\ncheck passed");
    Ok(())
}
