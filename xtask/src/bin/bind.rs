//! The command `wasm-bindgen` as Trunk and `cargo xtask` call it. Made of the library that the published command is made
//! of, it comes with the crate in Cargo.lock: the two speak a private protocol, and can't differ in version.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use lexopt::prelude::*;
use wasm_bindgen_cli_support::Bindgen;

#[expect(clippy::print_stdout, reason = "Trunk asks for the version")]
fn main() -> Result<()> {
    let (mut bindgen, mut out) = (Bindgen::new(), None);
    bindgen.omit_default_module_path(false);
    let mut args = lexopt::Parser::from_env();
    while let Some(arg) = args.next()? {
        match arg {
            Long("version") => {
                println!("wasm-bindgen {}", wasm_bindgen_shared::version());
                return Ok(());
            }
            Long("target") => match args.value()?.string()?.as_str() {
                "web" => {
                    bindgen.web(true)?;
                }
                "no-modules" => {
                    bindgen.no_modules(true)?;
                }
                other => bail!("cannot bind for the target {other:?}: expected web or no-modules"),
            },
            Long("out-dir") => out = Some(PathBuf::from(args.value()?)),
            Long("out-name") => {
                bindgen.out_name(&args.value()?.string()?);
            }
            Long("no-typescript") => {
                bindgen.typescript(false);
            }
            Value(module) => {
                bindgen.input_path(PathBuf::from(module));
            }
            _ => return Err(arg.unexpected().into()),
        }
    }
    bindgen.generate(out.context("cannot bind: expected --out-dir DIR")?)
}
