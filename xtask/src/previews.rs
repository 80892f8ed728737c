//! What previews of links show: an image a page, made of its title and its picture. A browser paints it.

use std::path::Path;

use anyhow::{Context as _, Result};
use kassei::site::{PREVIEW, Press, Printed};
use xshell::{Shell, cmd};

/// Writes the preview of every page, in the colours of `tokens`, a style sheet.
pub(crate) fn write(sh: &Shell, folder: &Path, press: &Press, tokens: &str) -> Result<()> {
    let page = |page: &Printed| {
        serde_json::json!({
            "file": folder.join(page.preview()),
            "lang": page.lang.code(),
            "title": page.title,
            "picture": press.files().get(&page.picture),
        })
    };
    let pages: Vec<_> = press.pages().iter().map(page).collect();
    let job = serde_json::json!({ "size": PREVIEW, "tokens": tokens, "pages": pages });
    cmd!(sh, "node xtask/js/previews.mjs")
        .stdin(job.to_string())
        .quiet()
        .run()
        .context("cannot paint what previews of links show")
}
