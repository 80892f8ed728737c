//! The pages around the compiled app. Trunk calls this after every build, on its staging folder.

use std::{
    collections::BTreeSet,
    env, fs,
    hash::{DefaultHasher, Hash, Hasher as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use kassei::{
    site::{self, Assets},
    text::Lang,
};
use serde_json::json;
use xshell::{Shell, cmd};

use crate::{functions, root, site::BASE_URL};

pub(crate) fn run() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context(
            "cannot write the pages: expected TRUNK_STAGING_DIR; run \"cargo xtask dist\" instead",
        )?;
    let assets = assets(&staging)?;
    let index = staging.join("index.html");
    let chooser = fs::read_to_string(&index).with_context(|| format!("cannot read {index:?}"))?;
    let page = without_trunk_links(&chooser).replace("kassei.css", &assets.css);
    write(&staging, "index.html", &page)?;
    write_pages(&staging, &assets)?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        minify(&staging, &assets)?;
    }
    reload_script(&chooser).map_or(Ok(()), |script| add_to_pages(&staging, script))
}

/// Writes every page but the chooser, which is Trunk's input, and all that pages refer to.
fn write_pages(staging: &Path, assets: &Assets) -> Result<()> {
    write(staging, &assets.css, &style_sheet()?)?;
    write(staging, "kassei-assets.json", &manifest(assets))?;
    write(staging, "functions.json", &functions::file()?)?;
    for lang in Lang::ALL {
        write(staging, &words_file(*lang), &lang.text().lines())?;
    }
    for (path, content) in site::files(assets) {
        write(staging, &path, &content)?;
    }
    Ok(())
}

/// Takes comments and long names out of what is shipped.
fn minify(staging: &Path, assets: &Assets) -> Result<()> {
    shorten_imports(&staging.join(&assets.js), &staging.join(&assets.wasm))?;
    let sh = Shell::new()?;
    let esbuild = root().join("node_modules/.bin/esbuild");
    let files =
        [assets.js.as_str(), "kassei.js", "page.js", &assets.css].map(|name| staging.join(name));
    cmd!(sh, "{esbuild} {files...} --minify --format=esm --allow-overwrite --outdir={staging} --log-level=warning")
        .quiet()
        .run()
        .context("cannot minify the site")
}

/// wasm-bindgen ends the name of each import with a hash of 16 digits, which nothing compresses: counting does as well.
/// The names stay as long as they were, so that the WASM can be changed in place.
fn shorten_imports(js: &Path, wasm: &Path) -> Result<()> {
    let script = fs::read_to_string(js).with_context(|| format!("cannot read {js:?}"))?;
    let mut module = fs::read(wasm).with_context(|| format!("cannot read {wasm:?}"))?;
    let mut short = script.clone();
    for (count, hash) in import_hashes(&script).into_iter().enumerate() {
        let number = format!("{count:016}");
        short = short.replace(hash, &number);
        let places: Vec<usize> = (0..module.len().saturating_sub(hash.len()))
            .filter(|at| module[*at..].starts_with(hash.as_bytes()))
            .collect();
        for at in places {
            module[at..at + hash.len()].copy_from_slice(number.as_bytes());
        }
    }
    fs::write(js, short).with_context(|| format!("cannot write {js:?}"))?;
    fs::write(wasm, module).with_context(|| format!("cannot write {wasm:?}"))
}

/// The hashes at the ends of names like `__wbg_appendChild_dea38765a26d346d`, each once.
fn import_hashes(script: &str) -> BTreeSet<&str> {
    let names = script.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    names
        .filter(|name| name.starts_with("__wb"))
        .filter_map(|name| name.rsplit_once('_'))
        .map(|(_, hash)| hash)
        .filter(|hash| hash.len() == 16 && hash.bytes().all(|c| c.is_ascii_hexdigit()))
        .collect()
}

fn write(folder: &Path, path: &str, content: &str) -> Result<()> {
    let path = folder.join(path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(|| format!("cannot make {parent:?}"))?;
    }
    fs::write(&path, content).with_context(|| format!("cannot write {path:?}"))
}

/// The names that pages need. Those of the app are Trunk's, hashed; no other place guesses them.
fn assets(staging: &Path) -> Result<Assets> {
    let names: Vec<String> = fs::read_dir(staging)
        .with_context(|| format!("cannot read Trunk's staging folder {staging:?}"))?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, std::io::Error>>()?;
    Ok(Assets {
        css: format!("kassei-{}.css", hash(style_sheet()?)),
        js: the_only(&names, ".js")?.to_owned(),
        wasm: the_only(&names, "_bg.wasm")?.to_owned(),
        base_url: env::var(BASE_URL).ok(),
    })
}

/// What `kassei.js` has to know: where the app is, and the words it needs while there is no app.
fn manifest(assets: &Assets) -> String {
    let words = |lang: &Lang| {
        let text = lang.text();
        let words = json!({
            "close": text.frame_close(),
            "title": text.frame_panic_title(),
            "help": text.frame_panic_help(),
            "reload": text.frame_reload(),
        });
        (lang.code().to_owned(), words)
    };
    let words: serde_json::Map<_, _> = Lang::ALL.iter().map(words).collect();
    let texts: serde_json::Map<_, _> = Lang::ALL
        .iter()
        .map(|lang| (lang.code().to_owned(), words_file(*lang).into()))
        .collect();
    let Assets { css, js, wasm, .. } = assets;
    format!(
        "{}\n",
        json!({ "css": css, "js": js, "wasm": wasm, "texts": texts, "words": words })
    )
}

/// The file of what an exhibit says in one language.
fn words_file(lang: Lang) -> String {
    format!("words-{}-{}.txt", lang.code(), hash(lang.text().lines()))
}

fn hash(content: impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// One style sheet serves pages and exhibits.
fn style_sheet() -> Result<String> {
    let read = |name| {
        let path = root().join("static").join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {path:?}"))
    };
    Ok([read("tokens.css")?, read("page.css")?, read("exhibit.css")?].concat())
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
    fn hashes_of_imports_are_found_and_nothing_else() {
        let script = "{__wbg_now_0123456789abcdef:function(){},__wbindgen_free:f,a_0123456789abcdee:1,__wbg_x_0123456789abcdef:g}";
        assert_eq!(
            import_hashes(script).into_iter().collect::<Vec<_>>(),
            ["0123456789abcdef"]
        );
    }

    #[test]
    fn reload_script_is_found_among_others() {
        let reload = "<script>const a = '{{__TRUNK_ADDRESS__}}';</script>";
        let html = format!("<body><script src=\"a.js\"></script>{reload}</body>");
        assert_eq!(reload_script(&html), Some(reload));
        assert_eq!(reload_script("<body><script></script></body>"), None);
    }
}
