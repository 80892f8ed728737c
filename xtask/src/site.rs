//! The site to publish: `dist/`.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
    thread::{self, JoinHandle},
    time::Instant,
};

use anyhow::{Context as _, Result, ensure};
use xshell::{Shell, cmd};

use crate::{engine, root, step, tools};

/// What a build depends on. A change in any of them builds anew.
const INPUTS: &[&str] = &[
    "core",
    "src",
    "static",
    "content",
    "index.html",
    "build.rs",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo",
    "Trunk.toml",
    "package-lock.json",
    "xtask/Cargo.toml",
    "xtask/gloo",
    "xtask/js/previews.mjs",
    "xtask/src",
];

/// Has Cargo compile, beside what goes on meanwhile, what Trunk will ask it for: no other tool is needed for that.
pub(crate) fn ahead(sh: &Shell) -> Result<JoinHandle<Result<()>>> {
    let is_there = is_built(&wanted(None)?);
    let sh = sh.clone();
    Ok(thread::spawn(move || {
        if is_there {
            return Ok(());
        }
        tools::wasm_target(&sh)?;
        for (bin, features) in apps(&sh.read_file("index.html")?) {
            cmd!(sh, "cargo build --quiet --locked --target wasm32-unknown-unknown --release --bin {bin} --no-default-features --features {features}")
                .run()
                .with_context(|| format!("cannot compile the app {bin}"))?;
        }
        engine::compile_shipped(&sh)
    }))
}

/// The programs that Trunk is told to compile, and the features of each.
fn apps(index: &str) -> Vec<(&str, &str)> {
    let app = |link| {
        Some((
            attribute(link, "data-bin")?,
            attribute(link, "data-cargo-features")?,
        ))
    };
    index.split("<link ").filter_map(app).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    Some(rest.split_once('"')?.0)
}

/// Builds the site into `dist/`, unless it is there already.
pub(crate) fn dist(sh: &Shell, base_url: Option<&str>) -> Result<()> {
    tools::for_site(sh)?;
    let base_url = base_url.map(folder).transpose()?;
    if base_url.is_some() {
        // It paints the previews of links.
        tools::for_browser(sh)?;
    }
    let base_url = base_url.as_deref();
    let (stamp, wanted) = (stamp(), wanted(base_url)?);
    if is_built(&wanted) {
        step("dist/ is up to date");
        return Ok(());
    }

    step("building the site into dist/");
    let started = Instant::now();
    let _ = fs::remove_file(&stamp);
    let trunk = trunk(sh, "build", base_url)?.arg("--release");
    thread::scope(|scope| {
        // Apps are linked on one core. The other builds the engine, which the pages will ask for.
        let sh = sh.clone();
        scope.spawn(move || engine::build_shipped(&sh));
        trunk.run().context("cannot build the site")
    })?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {stamp:?}"))?;
    eprintln!("   built in {} s", started.elapsed().as_secs());
    Ok(())
}

/// Where it is noted what `dist/` was built of.
fn stamp() -> PathBuf {
    target_dir().join("kassei-dist.stamp")
}

fn wanted(base_url: Option<&str>) -> Result<String> {
    Ok(format!(
        "{:016x} {}",
        fingerprint()?,
        base_url.unwrap_or_default()
    ))
}

fn is_built(wanted: &str) -> bool {
    root().join("dist/index.html").exists()
        && fs::read_to_string(stamp()).is_ok_and(|built| built == wanted)
}

/// An address that others can be appended to.
fn folder(url: &str) -> Result<String> {
    let (scheme, place) = url.split_once("://").unwrap_or_default();
    ensure!(
        ["http", "https"].contains(&scheme)
            && !place.is_empty()
            && !place.contains(['?', '#', ' ', '"', '<']),
        "cannot use the address {url:?}: expected one like https://example.org/kassei/"
    );
    Ok(format!("{}/", url.trim_end_matches('/')))
}

/// Trunk, ready to run without the network.
pub(crate) fn trunk<'sh>(
    sh: &'sh Shell,
    command: &str,
    base_url: Option<&str>,
) -> Result<xshell::Cmd<'sh>> {
    cmd!(sh, "cargo fetch --locked --quiet")
        .quiet()
        .run()
        .context("cannot fetch the crates of Cargo.lock")?;
    // NO_COLOR=1 means something else to everyone but Trunk, which wants "true".
    let trunk = cmd!(sh, "trunk {command}")
        .env_remove("NO_COLOR")
        .env_remove(BASE_URL);
    Ok(match base_url {
        Some(url) => trunk.env(BASE_URL, url),
        None => trunk,
    })
}

/// Tells the post-build hook of `dist --base-url`.
pub(crate) const BASE_URL: &str = "KASSEI_BASE_URL";

/// Where Cargo builds.
pub(crate) fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |dir| root().join(dir))
}

fn fingerprint() -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for input in INPUTS {
        add(&root().join(input), &mut hasher)?;
    }
    Ok(hasher.finish())
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    path.hash(hasher);
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<Vec<_>, std::io::Error>>()?;
        entries.sort();
        entries.iter().try_for_each(|entry| add(entry, hasher))?;
    } else if path.is_file() {
        fs::read(path)
            .with_context(|| format!("cannot read {path:?}"))?
            .hash(hasher);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_ends_in_one_slash() {
        for url in ["https://example.org/kassei", "https://example.org/kassei//"] {
            assert_eq!(folder(url).expect(url), "https://example.org/kassei/");
        }
    }

    #[test]
    fn the_apps_are_what_trunk_is_told_to_compile() {
        let index = include_str!("../../index.html");
        let found = [("app", "web"), ("lab", "lab"), ("press", "share")];
        assert_eq!(apps(index), found);
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for url in [
            "",
            "example.org",
            "/kassei/",
            "file:///kassei/",
            "https://",
            "https://a.org/?b",
        ] {
            assert!(folder(url).is_err(), "{url}");
        }
    }
}
