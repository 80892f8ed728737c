//! The pages around the compiled app. Trunk calls this after every build, on its staging folder.

use std::{
    collections::BTreeMap,
    env, fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
    thread,
};

use anyhow::{Context as _, Result, anyhow, ensure};
use kassei::{
    exhibits,
    maths::{ALL, Activation},
    site::{self, App, Assets, Content, Press},
    text::Lang,
};
use serde_json::json;
use xshell::{Shell, cmd};

use crate::{
    engine::{self, Build, Program},
    functions, imports,
    lessons::{self, Course},
    previews, root, sheets,
    site::BASE_URL,
};

pub(crate) fn run(sh: &Shell) -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context(
            "cannot write the pages: expected TRUNK_STAGING_DIR; run \"cargo xtask dist\" instead",
        )?;
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let assets = assets(sh, &staging, is_release)?;
    let index = staging.join("index.html");
    let chooser = fs::read_to_string(&index).with_context(|| format!("cannot read {index:?}"))?;
    let mut page = without_trunk_links(&chooser).replace("kassei.css", assets.name("kassei.css"));
    if let Some(base) = &assets.base_url {
        page = page.replace("</head>", &format!("{}</head>", site::top(base)));
    }
    write(&staging, "index.html", &page)?;
    let mut shipped = ship(&staging, &assets)?;
    write_pages(sh, &staging, &assets)?;
    if is_release {
        let apps = assets.apps.into_iter().map(|app| [app.js, app.wasm]);
        for [js, wasm] in apps.chain([assets.press]) {
            imports::shorten(&staging.join(&js), &staging.join(&wasm))?;
            shipped.push(js);
        }
        shipped.extend(assets.engines.map(|[js, _]| js));
        shipped.dedup();
        minify(sh, &staging, &shipped)?;
    }
    reload_script(&chooser).map_or(Ok(()), |script| add_to_pages(&staging, script))
}

/// Writes every page but the chooser, which is Trunk's input, and the files that the app reads.
fn write_pages(sh: &Shell, staging: &Path, assets: &Assets) -> Result<()> {
    write(staging, "kassei-assets.json", &manifest(assets))?;
    for (name, content) in [
        ("share.json", share(assets)),
        ("trainer.json", trainer(assets)),
    ] {
        write(staging, &hashed(name, content.as_bytes()), &content)?;
    }
    write(staging, "functions.json", &functions::file()?)?;
    for (lang, app) in Lang::ALL
        .iter()
        .flat_map(|lang| assets.apps.iter().map(move |app| (*lang, app)))
    {
        let lines = words_of(app, lang);
        write(staging, &words_file(lang, &lines), &lines)?;
    }
    let mut press = printed(assets)?;
    site::print_map(&mut press);
    for (path, content) in press.files() {
        write(staging, path, content)?;
    }
    if assets.base_url.is_some() {
        previews::write(sh, staging, &press, &static_file("tokens.css")?)?;
    }
    Ok(())
}

/// All pages. The lessons of a language take longest: those of each are printed beside the others.
fn printed(assets: &Assets) -> Result<Press> {
    let course = Course::open()?;
    let mut press = Press::new(assets.clone());
    let lessons = |lang| {
        let mut press = Press::new(assets.clone());
        for (path, page) in lessons::pages(&course, lang, &mut press)? {
            press.print(lang, &path, &page);
        }
        Ok(press)
    };
    thread::scope(|scope| {
        let print = |lang: &'static Lang| scope.spawn(|| lessons(*lang));
        let beside: Vec<_> = Lang::ALL.iter().map(print).collect();
        site::print(&mut press, &content(&course)?);
        for thread in beside {
            let lessons: Result<Press> = thread
                .join()
                .map_err(|_| anyhow!("cannot print the lessons: see above"))?;
            press.append(lessons?);
        }
        Ok(press)
    })
}

/// What the pages say and the code does not know.
fn content(course: &Course) -> Result<Content> {
    let of = |activation: &'static Activation| {
        let about = course.about(activation.id);
        let function = functions::content(activation)?;
        Ok((activation.id, site::Function { about, ..function }))
    };
    Ok(Content {
        functions: ALL.iter().map(of).collect::<Result<_>>()?,
        lessons: course.lesson_list(),
        articles: course.article_list(),
    })
}

/// Writes what lies in `static/`, and returns the names of scripts and style sheets.
fn ship(staging: &Path, assets: &Assets) -> Result<Vec<String>> {
    let mut shipped = Vec::new();
    for (name, content) in static_files()? {
        let name = assets.name(&name).to_owned();
        write(staging, &name, &content)?;
        if name.ends_with(".js") || name.ends_with(".css") {
            shipped.push(name);
        }
    }
    Ok(shipped)
}

/// Takes comments and long names out of what is shipped.
fn minify(sh: &Shell, staging: &Path, names: &[String]) -> Result<()> {
    let esbuild = root().join("node_modules/.bin/esbuild");
    let files = names.iter().map(|name| staging.join(name));
    cmd!(sh, "{esbuild} {files...} --minify --format=esm --allow-overwrite --outdir={staging} --log-level=warning")
        .quiet()
        .run()
        .context("cannot minify the site")
}

fn write(folder: &Path, path: &str, content: &str) -> Result<()> {
    let path = folder.join(path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(|| format!("cannot make {parent:?}"))?;
    }
    fs::write(&path, content).with_context(|| format!("cannot write {path:?}"))
}

/// The names that pages need. Those of the app are Trunk's, hashed; no other place guesses them.
fn assets(sh: &Shell, staging: &Path, is_release: bool) -> Result<Assets> {
    let names: Vec<String> = fs::read_dir(staging)
        .with_context(|| format!("cannot read Trunk's staging folder {staging:?}"))?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, std::io::Error>>()?;
    let found_by_others = static_files()?
        .into_iter()
        .filter(|(name, _)| name.ends_with(".css") || LAZY.contains(&name.as_str()));
    let hashes: BTreeMap<String, String> = found_by_others
        .map(|(name, content)| (name.clone(), hashed(&name, content.as_bytes())))
        .collect();
    let css = hashes.get(sheets::LARGE).cloned();
    Ok(Assets {
        apps: vec![small_app(&names)?, large_app(staging, css)?],
        names: hashes,
        press: [
            renamed(staging, "press.js")?,
            renamed(staging, "press_bg.wasm")?,
        ],
        engines: engines(sh, staging, is_release)?,
        base_url: env::var(BASE_URL).ok(),
    })
}

/// Brings the program that trains, with SIMD and without.
fn engines(sh: &Shell, staging: &Path, is_release: bool) -> Result<[[String; 2]; 2]> {
    let bring = |file: PathBuf| -> Result<String> {
        let content = fs::read(&file).with_context(|| format!("cannot read {file:?}"))?;
        // Not `trainer.js`, which is what starts it.
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let name = hashed(&name.replace("trainer", "engine"), &content);
        fs::write(staging.join(&name), content)?;
        Ok(name)
    };
    let brought = |folder: &Path| -> Result<[String; 2]> {
        let [js, wasm] = Program::Trainer.files();
        Ok([bring(folder.join(js))?, bring(folder.join(wasm))?])
    };
    if is_release {
        let [simd, plain] = engine::build_shipped(sh)?;
        Ok([brought(&simd)?, brought(&plain)?])
    } else {
        let quick = brought(&engine::build(sh, Program::Trainer, Build::Quick)?)?;
        Ok([quick.clone(), quick])
    }
}

/// The app of the home page. Its names are Trunk's, hashed.
fn small_app(names: &[String]) -> Result<App> {
    Ok(App {
        js: the_only(names, ".js")?.to_owned(),
        wasm: the_only(names, "_bg.wasm")?.to_owned(),
        css: None,
        exhibits: exhibits::IN_SMALL_APP.to_vec(),
    })
}

/// The app with every exhibit.
fn large_app(staging: &Path, css: Option<String>) -> Result<App> {
    Ok(App {
        js: renamed(staging, "lab.js")?,
        wasm: renamed(staging, "lab_bg.wasm")?,
        css,
        exhibits: exhibits::ALL.iter().map(|entry| entry.id).collect(),
    })
}

/// All but the small app are workers to Trunk, which does not hash their names.
fn renamed(staging: &Path, name: &str) -> Result<String> {
    let path = staging.join(name);
    let content = fs::read(&path).with_context(|| format!("cannot read {path:?}"))?;
    let name = hashed(name, &content);
    fs::rename(&path, staging.join(&name)).with_context(|| format!("cannot rename {path:?}"))?;
    Ok(name)
}

/// `kassei-0123456789abcdef.css`: a name that changes with the content.
fn hashed(name: &str, content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{:016x}.{extension}", hasher.finish())
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
    let texts = |app: &App| -> serde_json::Map<_, _> {
        let file = |lang: &Lang| words_file(*lang, &words_of(app, *lang));
        let text = |lang: &Lang| (lang.code().to_owned(), file(lang).into());
        Lang::ALL.iter().map(text).collect()
    };
    let app = |app: &App| json!({ "js": app.js, "wasm": app.wasm, "css": app.css, "exhibits": app.exhibits, "texts": texts(app) });
    let apps: Vec<_> = assets.apps.iter().map(app).collect();
    let css = assets.name("kassei.css");
    let lock = assets.name("lock.js");
    let share = hashed("share.json", share(assets).as_bytes());
    let trainer = hashed("trainer.json", trainer(assets).as_bytes());
    format!(
        "{}\n",
        json!({ "css": css, "apps": apps, "words": words, "lock": lock, "share": share, "trainer": trainer })
    )
}

/// What `kassei.js` has to know of sharing, once somebody shares.
fn share(assets: &Assets) -> String {
    let words = |lang: &Lang| {
        let words: BTreeMap<_, _> = lang.text().share.iter().copied().collect();
        (lang.code(), words)
    };
    let words: BTreeMap<_, _> = Lang::ALL.iter().map(words).collect();
    let [js, css] = ["share.js", "share.css"].map(|name| assets.name(name));
    let [press, wasm] = &assets.press;
    format!(
        "{}\n",
        json!({ "js": js, "css": css, "press": { "js": press, "wasm": wasm }, "words": words })
    )
}

/// What `kassei.js` has to know of training, once somebody trains.
fn trainer(assets: &Assets) -> String {
    let [js, worker] = ["trainer.js", "trainer-worker.js"].map(|name| assets.name(name));
    let [simd, plain] = &assets.engines;
    let engine = |[js, wasm]: &[String; 2]| json!({ "js": js, "wasm": wasm });
    format!(
        "{}\n",
        json!({ "js": js, "worker": worker, "simd": engine(simd), "plain": engine(plain) })
    )
}

/// What the exhibits of an app say in one language.
fn words_of(app: &App, lang: Lang) -> String {
    lang.text().lines(app.exhibits.len() == exhibits::ALL.len())
}

/// The file of what the exhibits of an app say in one language.
fn words_file(lang: Lang, lines: &str) -> String {
    hashed(&format!("words-{}.txt", lang.code()), lines.as_bytes())
}

/// Scripts that `kassei.js` loads when they are asked for: their names change with their content.
const LAZY: [&str; 4] = ["lock.js", "share.js", "trainer.js", "trainer-worker.js"];

fn static_file(name: &str) -> Result<String> {
    let path = root().join("static").join(name);
    fs::read_to_string(&path).with_context(|| format!("cannot read {path:?}"))
}

/// The files of `static/` by name, the style sheets put together.
fn static_files() -> Result<BTreeMap<String, String>> {
    let folder = root().join("static");
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {folder:?}"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let content = static_file(&name)?;
        files.insert(name, content);
    }
    sheets::put_together(&mut files)?;
    Ok(files)
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
    fn reload_script_is_found_among_others() {
        let reload = "<script>const a = '{{__TRUNK_ADDRESS__}}';</script>";
        let html = format!("<body><script src=\"a.js\"></script>{reload}</body>");
        assert_eq!(reload_script(&html), Some(reload));
        assert_eq!(reload_script("<body><script></script></body>"), None);
    }
}
