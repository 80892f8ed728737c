//! The training engine in programs of its own, with SIMD and without, compiled apart from the apps.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use xshell::{Shell, cmd};

use crate::{imports, site::target_dir, step, tools};

/// A program that has the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// `src/bin/trainer.rs`, which a worker runs.
    Trainer,
    /// `src/bin/gauge.rs`, which measures it, and is not shipped.
    Gauge,
}

impl Program {
    fn name(self) -> &'static str {
        match self {
            Self::Trainer => "trainer",
            Self::Gauge => "gauge",
        }
    }

    /// The module and its WASM.
    pub(crate) fn files(self) -> [String; 2] {
        let name = self.name();
        [format!("{name}.js"), format!("{name}_bg.wasm")]
    }
}

/// What both are built of.
const FEATURES: [&str; 3] = ["--no-default-features", "--features", "trainer"];

/// How a program is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Build {
    /// For browsers with SIMD.
    Simd,
    /// For all others.
    Plain,
    /// With SIMD and quickly, to work on it.
    Quick,
}

impl Build {
    fn name(self) -> &'static str {
        match self {
            Self::Simd => "simd",
            Self::Plain => "plain",
            Self::Quick => "quick",
        }
    }

    /// The profile's folder, and what Cargo is told. Learning is all arithmetic: here speed is worth more than size. It is
    /// no profile of its own: macros would be compiled once more for it.
    fn profile(self) -> (&'static str, &'static [&'static str]) {
        if self == Self::Quick {
            ("serve", &["--profile", "serve"])
        } else {
            const FAST: &str = "profile.release.opt-level=3";
            ("release", &["--release", "--config", FAST])
        }
    }

    /// What rustc may use beside what its target has.
    fn target_features(self) -> &'static str {
        if self == Self::Plain {
            "-simd128"
        } else {
            "+simd128"
        }
    }
}

/// Builds the program that trains for every browser, and gives the folders.
pub(crate) fn build_shipped(sh: &Shell) -> Result<[PathBuf; 2]> {
    let build = |how| build(sh, Program::Trainer, how);
    Ok([build(Build::Simd)?, build(Build::Plain)?])
}

/// Has Cargo compile what [`build_shipped`] will ask it for.
pub(crate) fn compile_shipped(sh: &Shell) -> Result<()> {
    for build in [Build::Simd, Build::Plain] {
        let _alone = tools::alone(&home())?;
        compile(sh, Program::Trainer, build)?;
    }
    Ok(())
}

/// What rustc makes of a program. All builds of it come to the same place: see [`tools::alone`].
fn compile(sh: &Shell, program: Program, build: Build) -> Result<PathBuf> {
    let (bin, with) = (program.name(), build.target_features());
    let (folder, profile) = build.profile();
    cmd!(
        sh,
        "cargo build --quiet --target wasm32-unknown-unknown {profile...} --bin {bin} {FEATURES...}"
    )
    .env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        format!("-Ctarget-feature={with}"),
    )
    .run()
    .with_context(|| format!("cannot build the program {bin}"))?;
    Ok(target_dir().join(format!("wasm32-unknown-unknown/{folder}/{bin}.wasm")))
}

/// Where what is built is kept, beside Cargo's own folders.
fn home() -> PathBuf {
    target_dir().join("engine")
}

/// Builds a program, unless it is there already, and gives the folder that has its files.
pub(crate) fn build(sh: &Shell, program: Program, build: Build) -> Result<PathBuf> {
    let (bin, name, home) = (program.name(), build.name(), home());
    step(&format!("building the training engine: {bin}, {name}"));
    let _alone = tools::alone(&home)?;
    let compiled = compile(sh, program, build)?;
    let [web, stamp] = ["web", "stamp"].map(|what| home.join(format!("{bin}-{name}-{what}")));
    let wanted = digest(&compiled)?;
    if fs::read_to_string(&stamp).is_ok_and(|built| built == wanted) {
        return Ok(web);
    }
    let _ = fs::remove_file(&stamp);
    let files = program.files().map(|name| web.join(name));
    finish(sh, build, &compiled, &files)?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {stamp:?}"))?;
    Ok(web)
}

/// Makes of what rustc gave what a browser gets.
fn finish(sh: &Shell, build: Build, compiled: &Path, [js, module]: &[PathBuf; 2]) -> Result<()> {
    let web = js.parent().unwrap_or(Path::new("."));
    cmd!(
        sh,
        "wasm-bindgen --target web --no-typescript --out-dir {web} {compiled}"
    )
    .run()?;
    if build != Build::Quick {
        // What rustc's target lets it use.
        let mut features = vec![
            "bulk-memory",
            "multivalue",
            "mutable-globals",
            "nontrapping-float-to-int",
            "reference-types",
            "sign-ext",
        ];
        if build == Build::Simd {
            features.push("simd");
        }
        let features = features.iter().map(|feature| format!("--enable-{feature}"));
        cmd!(sh, "wasm-opt -O3 --low-memory-unused")
            .args(features)
            .arg("-o")
            .args([module, module])
            .run()?;
    }
    imports::shorten(js, module)
}

fn digest(file: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    fs::read(file)
        .with_context(|| format!("cannot read {file:?}"))?
        .hash(&mut hasher);
    // What is done here as well: a change of it builds anew.
    include_str!("engine.rs").hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}
