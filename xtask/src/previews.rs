//! What previews of links show: an image a page, made of its title and its picture.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc, thread};

use anyhow::{Context as _, Result, ensure};
use kassei::site::{PREVIEW, Press, Printed, escape};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb},
};

/// The first of these that there is writes all that it can; what it lacks, others do.
const FONTS: [&str; 6] = [
    "Noto Sans CJK JP",
    "Noto Sans",
    "Hiragino Sans",
    "Helvetica Neue",
    "DejaVu Sans",
    "IPAGothic",
];
/// Where the title may reach, and how large it is at most.
const TITLE: (f64, f64) = (1080.0, 54.0);
/// The place and the size of the picture's card.
const CARD: (f64, f64, f64, f64) = (60.0, 130.0, 720.0, 450.0);
const MARGIN: f64 = 60.0;

/// Writes the preview of every page.
pub(crate) fn write(folder: &Path, press: &Press, tokens: &str) -> Result<()> {
    let options = options()?;
    let tokens = light(tokens);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = press.pages().len().div_ceil(workers).max(1);
    let all = |pages: &[Printed]| {
        pages.iter().try_for_each(|page| {
            let picture = press.files().get(&page.picture).map_or("", String::as_str);
            let path = folder.join(page.preview());
            let png = png(&painted(&page.title, picture, &tokens), &options)
                .with_context(|| format!("cannot draw {path:?}"))?;
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(&path, png).with_context(|| format!("cannot write {path:?}"))
        })
    };
    thread::scope(|scope| {
        let all = &all;
        let jobs: Vec<_> = press
            .pages()
            .chunks(share)
            .map(|pages| scope.spawn(move || all(pages)))
            .collect();
        jobs.into_iter()
            .try_for_each(|job| job.join().expect("a painter ends by itself"))
    })
}

fn options() -> Result<Options<'static>> {
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    let there = |name: &&&str| {
        fonts
            .faces()
            .any(|face| face.families.iter().any(|(family, _)| family == **name))
    };
    let first = FONTS.iter().find(there).map(|name| (*name).to_owned());
    let any = || {
        fonts
            .faces()
            .next()?
            .families
            .first()
            .map(|(family, _)| family.clone())
    };
    let family = first
        .or_else(any)
        .context("cannot write titles on previews: expected a font on this machine")?;
    fonts.set_sans_serif_family(&family);
    Ok(Options {
        font_family: family,
        fontdb: Arc::new(fonts),
        ..Options::default()
    })
}

/// Of each token the value in a light theme.
fn light(tokens: &str) -> BTreeMap<&str, &str> {
    let mut values = BTreeMap::new();
    for line in tokens.lines() {
        let Some((name, value)) = line
            .trim()
            .strip_suffix(';')
            .and_then(|line| line.split_once(": "))
        else {
            continue;
        };
        let value = value
            .strip_prefix("light-dark(")
            .map_or(value, |pair| pair.split(',').next().unwrap_or_default());
        if name.starts_with("--") {
            values.entry(name).or_insert(value);
        }
    }
    values
}

/// The preview as an SVG that has its colours in itself.
fn painted(title: &str, picture: &str, tokens: &BTreeMap<&str, &str>) -> String {
    let ((width, height), (x, y, w, h)) = (PREVIEW, CARD);
    let size = TITLE.1.min(TITLE.0 / ems(title));
    let (title, right) = (escape(title), x + w + 46.0);
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif">
<rect width="100%" height="100%" fill="var(--paper)"/>
<text x="{MARGIN}" y="88" font-size="{size:.1}" font-weight="700" fill="var(--ink)">{title}</text>
<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="18" fill="var(--card)" stroke="var(--line)" stroke-width="2"/>
{picture}
<g transform="translate({right} 330) scale(5)" fill="none"><path d="M2 22H9C15 22 12 4 24 4" stroke="var(--c-output)" stroke-width="3.2" stroke-linecap="round"/>
<circle cx="12.6" cy="13" r="3.4" fill="var(--c-weight)"/></g>
<text x="{right}" y="540" font-size="64" font-weight="700" fill="var(--ink)">Kassei</text>
<text x="{right}" y="580" font-size="30" fill="var(--ink-2)">活性</text>
</svg>"##,
        picture = placed(picture),
    );
    tokens.iter().fold(svg, |svg, (name, value)| {
        svg.replace(&format!("var({name})"), value)
    })
}

/// The picture without its style sheet, on the card.
fn placed(picture: &str) -> String {
    let (x, y, w, h) = CARD;
    let without = match (picture.find("<style>"), picture.find("</style>")) {
        (Some(start), Some(end)) => {
            picture[..start].to_owned() + &picture[end + "</style>".len()..]
        }
        _ => picture.to_owned(),
    };
    let Some((head, body)) = without.split_once('>') else {
        return String::new();
    };
    let view = head
        .split("viewBox=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    format!(
        "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"{}\">{body}",
        x + 12.0,
        y + 12.0,
        w - 24.0,
        h - 24.0,
        view.unwrap_or("0 0 640 400"),
    )
}

/// About how wide a text is: as wide as high is what is not Latin.
fn ems(text: &str) -> f64 {
    text.chars()
        .map(|c| if c < '\u{2000}' { 0.6 } else { 1.0 })
        .sum()
}

fn png(svg: &str, options: &Options<'_>) -> Result<Vec<u8>> {
    ensure!(
        !svg.contains("var("),
        "a colour is not in static/tokens.css: {svg}"
    );
    let tree = Tree::from_str(svg, options)?;
    let (width, height) = PREVIEW;
    let mut pixels = Pixmap::new(width, height).context("no room for the pixels")?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    Ok(pixels.encode_png()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = ":root {\n  --ink: light-dark(#111, #eee);\n  --line: #ccc;\n}\n[dark] {\n  --line: #000;\n}\n";

    #[test]
    fn colours_are_those_of_the_light_theme() {
        let tokens = light(TOKENS);
        assert_eq!((tokens["--ink"], tokens["--line"]), ("#111", "#ccc"));
    }

    #[test]
    fn a_picture_is_placed_without_its_style_sheet() {
        let picture = "<svg width=\"4\" viewBox=\"0 0 4 2\"><style>a > b {}</style><g/></svg>";
        let placed = placed(picture);
        assert!(
            placed.contains("viewBox=\"0 0 4 2\"") && placed.ends_with("\"><g/></svg>"),
            "{placed}"
        );
        assert!(!placed.contains("style"), "{placed}");
    }

    #[test]
    fn a_long_title_is_written_smaller() {
        let size = |title: &str| {
            let svg = painted(title, "", &BTreeMap::new());
            let size = svg
                .split("font-size=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            size.and_then(|size| size.parse::<f64>().ok())
                .expect("it has a size")
        };
        assert!(size("GELU") > size(&"猫".repeat(40)));
        assert!(size(&"猫".repeat(40)) * 40.0 <= TITLE.0 + 1.0);
    }
}
