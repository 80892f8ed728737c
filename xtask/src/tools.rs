//! What must be on the machine, and how to get it. Every function is quick when its tool is there.

mod system;

use std::{
    env, fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    thread::{self, JoinHandle},
    time::Instant,
};

use anyhow::{Context as _, Result, ensure};
use xshell::{Shell, cmd};

use crate::{root, site::target_dir, step};
use system::{apt, chromium, japanese_font};

const TRUNK: &str = "0.21.14"; // 0.22 needs a newer Rust than rust-toolchain.toml pins
const LIGHTHOUSE: &str = "13.5.0";
const BRAIN: &str = "1.6.1";
const NUMPY: &str = "2.4.6";
const NODE: u32 = 20;

/// What `for_site` and `for_browser` take longest to bring, brought beside what goes on meanwhile: they then find it there.
pub(crate) fn ahead(sh: &Shell) -> [JoinHandle<Result<()>>; 2] {
    // The one waits for the network, the other computes.
    let bring: [fn(&Shell) -> Result<()>; 2] = [for_browser, |sh| trunk(sh).map(drop)];
    bring.map(|bring| {
        let sh = sh.clone();
        thread::spawn(move || bring(&sh))
    })
}

/// Everything that builds the site, put on the `PATH`.
pub(crate) fn for_site(sh: &Shell) -> Result<()> {
    wasm_target(sh)?;
    node_packages(sh)?;
    let trunk = trunk(sh)?;
    let wasm_bindgen = wasm_bindgen(sh)?;
    let wasm_opt = root().join("node_modules/.bin");

    let old = env::var_os("PATH").unwrap_or_default();
    let path = [trunk, wasm_bindgen, wasm_opt].into_iter();
    sh.set_var("PATH", env::join_paths(path.chain(env::split_paths(&old)))?);
    Ok(())
}

/// Everything that drives the built site, named to scripts by environment variables.
pub(crate) fn for_browser(sh: &Shell) -> Result<()> {
    node_packages(sh)?;
    sh.set_var("KASSEI_CHROMIUM", chromium(sh)?);
    japanese_font(sh)?;
    sh.set_var("KASSEI_DIST", root().join("dist"));
    Ok(())
}

/// The Python that runs the code listings, named to tests as `KASSEI_PYTHON`.
pub(crate) fn numpy(sh: &Shell) -> Result<()> {
    let home = cache()?.join(format!("python-numpy-{NUMPY}"));
    let python = home.join("bin/python");
    let works = format!("import numpy; assert numpy.__version__ == '{NUMPY}'");
    let there = |python: &Path| python.exists() && succeeds(cmd!(sh, "{python} -c {works}"));
    if !there(&python) {
        let started = begin(&format!("installing NumPy {NUMPY}"));
        let venv = || succeeds(cmd!(sh, "python3 -m venv --clear {home}"));
        if !venv() {
            apt(sh, "Python with venv", &["python3", "python3-venv"])?;
            ensure!(venv(), "cannot make a Python environment in {home:?}");
        }
        cmd!(
            sh,
            "{python} -m pip install --quiet --disable-pip-version-check numpy=={NUMPY}"
        )
        .run()
        .with_context(|| {
            format!("cannot install NumPy {NUMPY}, which needs Python 3.11 or newer")
        })?;
        done(started);
    }
    sh.set_var("KASSEI_PYTHON", python);
    Ok(())
}

/// Lighthouse, named to scripts as `KASSEI_LIGHTHOUSE`.
pub(crate) fn lighthouse(sh: &Shell) -> Result<()> {
    let home = npm_package(sh, "lighthouse", LIGHTHOUSE)?;
    sh.set_var("KASSEI_LIGHTHOUSE", home.join("package.json"));
    Ok(())
}

/// brain.js, to compare training with, named to scripts as `KASSEI_BRAIN`.
pub(crate) fn brain(sh: &Shell) -> Result<()> {
    sh.set_var("KASSEI_BRAIN", npm_package(sh, "brain.js", BRAIN)?);
    Ok(())
}

/// A package that one benchmark needs, in a folder of its own: nobody else has to load it.
fn npm_package(sh: &Shell, name: &str, version: &str) -> Result<PathBuf> {
    let home = cache()?.join(format!("{name}-{version}"));
    let package = home.join("node_modules").join(name);
    if !package.join("package.json").exists() {
        let started = begin(&format!("installing {name} {version}"));
        sh.create_dir(&home)?;
        cmd!(
            sh,
            "npm install --silent --no-audit --no-fund --ignore-scripts --prefix {home} {name}@{version}"
        )
        .run()
        .with_context(|| format!("cannot install {name} {version}"))?;
        done(started);
    }
    Ok(package)
}

/// The Rust component `name`, as rust-toolchain.toml asks for it.
pub(crate) fn rust_component(sh: &Shell, name: &str, command: &str) -> Result<()> {
    if !succeeds(cmd!(sh, "cargo {command} --version")) {
        step(&format!("installing {name}"));
        cmd!(sh, "rustup component add {name}").run()?;
    }
    Ok(())
}

/// The standard library for wasm32.
pub(crate) fn wasm_target(sh: &Shell) -> Result<()> {
    let target = "wasm32-unknown-unknown";
    let library = cmd!(sh, "rustc --print target-libdir --target {target}")
        .quiet()
        .read()?;
    if !Path::new(&library).exists() {
        step(&format!("installing the Rust target {target}"));
        cmd!(sh, "rustup target add {target}")
            .run()
            .with_context(|| {
                format!(
                    "cannot add the Rust target {target}: expected rustup, see https://rustup.rs"
                )
            })?;
    }
    Ok(())
}

/// Compiles the command `wasm-bindgen`, and returns the folder it is in. No crate but one may have that name: it is a link
/// to `bind`.
fn wasm_bindgen(sh: &Shell) -> Result<PathBuf> {
    cmd!(
        sh,
        "cargo build --quiet --locked --package xtask --bin bind"
    )
    .quiet()
    .run()?;
    let folder = target_dir().join("commands");
    let link = folder.join("wasm-bindgen");
    let _alone = alone(&folder)?;
    if !link.exists() {
        // Relative: the folder may be moved.
        symlink("../debug/bind", &link)
            .with_context(|| format!("cannot make the link {link:?}"))?;
    }
    Ok(folder)
}

/// Compiles Trunk, and returns the folder it is in.
fn trunk(sh: &Shell) -> Result<PathBuf> {
    let home = cache()?.join(format!("trunk-{TRUNK}"));
    let bin = home.join("bin");
    let is_there = || bin.join("trunk").exists();
    if is_there() {
        return Ok(bin);
    }
    // Another clone may be at it.
    let _alone = alone(&home)?;
    if !is_there() {
        let started = begin(&format!(
            "compiling Trunk {TRUNK}, once for this machine (a few minutes)"
        ));
        // It runs for a second a build: compile it fast rather than well, and without what Kassei does not ask of it.
        // It is needed last, so it makes way for the apps, which are compiled beside it and cannot use all cores.
        let target = home.join("target");
        let left_out = sh.read_dir(root().join("xtask/trunk"))?;
        let patches = left_out.iter().flat_map(|stand_in| {
            let name = stand_in.file_name().unwrap_or_default().display();
            let patch = format!("patch.crates-io.{name}.path={stand_in:?}");
            ["--config".to_owned(), patch]
        });
        cmd!(
            sh,
            "nice cargo install --quiet trunk@{TRUNK} --locked --no-default-features --root {home}"
        )
        .args(patches)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
        .env("CARGO_TARGET_DIR", &target)
        .run()
        .with_context(|| format!("cannot install Trunk {TRUNK}"))?;
        sh.remove_path(target)?;
        done(started);
    }
    Ok(bin)
}

/// What package.json lists, exactly as package-lock.json has it.
fn node_packages(sh: &Shell) -> Result<()> {
    let version = cmd!(sh, "node --version")
        .quiet()
        .read()
        .unwrap_or_default();
    let major: u32 = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let found = if version.is_empty() { "none" } else { &version };
    ensure!(
        major >= NODE,
        "cannot find Node.js {NODE} or newer with npm (found {found}): run \"sudo apt-get install nodejs npm\" \
         or see https://nodejs.org, then try again"
    );
    let lock = sh.read_file("package-lock.json")?;
    let installed = "node_modules/.kassei-lock";
    if sh.read_file(installed).ok().as_ref() != Some(&lock) {
        let started = begin("installing the npm packages");
        cmd!(sh, "npm ci --no-audit --no-fund")
            .run()
            .context("cannot install the npm packages")?;
        sh.write_file(installed, lock)?;
        done(started);
    }
    Ok(())
}

/// Nobody else works in this folder while what is returned is held: who asks meanwhile waits, and finds the work done.
pub(crate) fn alone(folder: &Path) -> Result<fs::File> {
    let lock = folder.join("lock");
    fs::create_dir_all(folder)
        .and_then(|()| fs::File::create(&lock))
        .and_then(|file| file.lock().map(|()| file))
        .with_context(|| format!("cannot lock {lock:?}"))
}

/// Where tools are kept: outside the clone, so that a second clone starts warm.
fn cache() -> Result<PathBuf> {
    let base = match env::var_os("XDG_CACHE_HOME").filter(|dir| !dir.is_empty()) {
        Some(dir) => PathBuf::from(dir),
        None => env::home_dir()
            .context("cannot find the home folder: expected HOME to be set")?
            .join(".cache"),
    };
    Ok(base.join("kassei"))
}

fn succeeds(cmd: xshell::Cmd<'_>) -> bool {
    cmd.quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

fn begin(what: &str) -> Instant {
    step(what);
    Instant::now()
}

fn done(started: Instant) {
    eprintln!("   done in {} s", started.elapsed().as_secs());
}
