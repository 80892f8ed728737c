//! The names by which the app's WASM calls its script.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context as _, Result};

/// Hexadecimal digits of a hash.
const HASH: usize = 16;

/// wasm-bindgen ends the name of each import with a hash, which nothing compresses: counting does as well.
/// The names stay as long as they were, so that the WASM can be changed in place.
pub(crate) fn shorten(js: &Path, wasm: &Path) -> Result<()> {
    let script = fs::read_to_string(js).with_context(|| format!("cannot read {js:?}"))?;
    let mut module = fs::read(wasm).with_context(|| format!("cannot read {wasm:?}"))?;
    let mut short = script.clone();
    let mut numbers = BTreeMap::new();
    for (count, hash) in hashes(&script).into_iter().enumerate() {
        let number = format!("{count:0HASH$}");
        short = short.replace(hash, &number);
        numbers.insert(hash.as_bytes(), number);
    }
    for start in 0..module.len() {
        let (b'_', Some(found)) = (module[start], module.get_mut(start + 1..start + 1 + HASH))
        else {
            continue;
        };
        if let Some(number) = numbers.get(&*found) {
            found.copy_from_slice(number.as_bytes());
        }
    }
    fs::write(js, short).with_context(|| format!("cannot write {js:?}"))?;
    fs::write(wasm, module).with_context(|| format!("cannot write {wasm:?}"))
}

/// The hashes at the ends of names like `__wbg_appendChild_dea38765a26d346d`, each once.
fn hashes(script: &str) -> BTreeSet<&str> {
    let names = script.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    names
        .filter(|name| name.starts_with("__wb"))
        .filter_map(|name| name.rsplit_once('_'))
        .map(|(_, hash)| hash)
        .filter(|hash| hash.len() == HASH && hash.bytes().all(|c| c.is_ascii_hexdigit()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_of_imports_are_found_and_nothing_else() {
        let script = "{__wbg_now_0123456789abcdef:function(){},__wbindgen_free:f,a_0123456789abcdee:1,__wbg_x_0123456789abcdef:g}";
        assert_eq!(
            hashes(script).into_iter().collect::<Vec<_>>(),
            ["0123456789abcdef"]
        );
    }
}
