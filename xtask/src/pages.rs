//! The pages around the compiled app. Trunk calls this after every build, on its staging folder.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use crate::site::BASE_URL;

pub(crate) fn run() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context(
            "cannot write the pages: expected TRUNK_STAGING_DIR; run \"cargo xtask dist\" instead",
        )?;
    let base_url = env::var(BASE_URL).ok();

    write_assets(&staging)?;
    let index = staging.join("index.html");
    let chooser = fs::read_to_string(&index).with_context(|| format!("cannot read {index:?}"))?;
    fs::write(&index, without_trunk_links(&chooser))
        .with_context(|| format!("cannot write {index:?}"))?;
    write_pages(&staging, base_url.as_deref())?;
    reload_script(&chooser).map_or(Ok(()), |script| add_to_pages(&staging, script))
}

/// Writes every page but the chooser, which is Trunk's input.
fn write_pages(_staging: &Path, _base_url: Option<&str>) -> Result<()> {
    Ok(())
}

/// Writes `kassei-assets.json`, the one place that knows the hashed names.
fn write_assets(staging: &Path) -> Result<()> {
    let names: Vec<String> = fs::read_dir(staging)
        .with_context(|| format!("cannot read Trunk's staging folder {staging:?}"))?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, std::io::Error>>()?;
    let css: BTreeMap<_, _> = names
        .iter()
        .filter_map(|name| Some((hashed_css(name)?, name)))
        .collect();
    let assets = json!({
        "js": the_only(&names, ".js")?,
        "wasm": the_only(&names, "_bg.wasm")?,
        "css": css,
    });
    let path = staging.join("kassei-assets.json");
    fs::write(&path, format!("{assets:#}\n")).with_context(|| format!("cannot write {path:?}"))
}

fn the_only<'a>(names: &'a [String], end: &str) -> Result<&'a str> {
    let app = |name: &&str| name.starts_with("app-") && name.ends_with(end);
    let found: Vec<_> = names.iter().map(String::as_str).filter(app).collect();
    ensure!(
        found.len() == 1,
        "cannot tell the app's file: expected one app-*{end} in Trunk's staging folder, found {found:?}"
    );
    Ok(found[0])
}

/// The name before hashing: `site` for `site-0a1b2c3d4e5f6789.css`.
fn hashed_css(name: &str) -> Option<&str> {
    let (stem, hash) = name.strip_suffix(".css")?.rsplit_once('-')?;
    hash.bytes()
        .all(|byte| byte.is_ascii_hexdigit())
        .then_some(stem)
}

/// Takes out the `<link data-trunk>` that Trunk leaves behind when it injects no scripts.
fn without_trunk_links(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some(start) = rest.find("<link") {
        let end = rest[start..]
            .find('>')
            .map_or(rest.len(), |length| start + length + 1);
        let stray = rest[start..end].contains("data-trunk");
        kept.push_str(&rest[..if stray { start } else { end }]);
        rest = &rest[end..];
    }
    kept + rest
}

/// The script by which `trunk serve` reloads a page. Trunk adds it to its own page only.
fn reload_script(html: &str) -> Option<&str> {
    let marker = html.find("{{__TRUNK_ADDRESS__}}")?;
    let start = html[..marker].rfind("<script")?;
    let end = marker + html[marker..].find("</script>")? + "</script>".len();
    Some(&html[start..end])
}

fn add_to_pages(folder: &Path, script: &str) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            add_to_pages(&path, script)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            let html = fs::read_to_string(&path)?;
            if reload_script(&html).is_none() {
                fs::write(&path, html + script)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_for_trunk_are_taken_out() {
        let html = r#"<head><link data-trunk rel="rust"><link rel="icon" href="i.svg"></head>"#;
        assert_eq!(
            without_trunk_links(html),
            r#"<head><link rel="icon" href="i.svg"></head>"#
        );
    }

    #[test]
    fn reload_script_is_found_among_others() {
        let reload = "<script>const a = '{{__TRUNK_ADDRESS__}}';</script>";
        let html = format!("<body><script src=\"a.js\"></script>{reload}</body>");
        assert_eq!(reload_script(&html), Some(reload));
        assert_eq!(reload_script("<body><script></script></body>"), None);
    }

    #[test]
    fn css_is_known_by_its_name_before_hashing() {
        assert_eq!(hashed_css("site-0a1b2c3d4e5f6789.css"), Some("site"));
        assert_eq!(hashed_css("high-contrast.css"), None);
    }
}
