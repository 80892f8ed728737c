//! Several items in one value.

use std::ops::RangeInclusive;

use super::Why;

/// Items at commas; `\,` is a comma in an item and `\\` a backslash. An empty text is an empty list.
pub(super) fn split(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut items = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let literal = match c {
            ',' => {
                items.push(String::new());
                continue;
            }
            '\\' => chars.next().unwrap_or(c),
            c => c,
        };
        if let Some(item) = items.last_mut() {
            item.push(literal);
        }
    }
    items
}

pub(super) fn join(items: impl Iterator<Item = String>) -> String {
    items
        .map(|item| item.replace('\\', "\\\\").replace(',', "\\,"))
        .collect::<Vec<_>>()
        .join(",")
}

pub(super) fn within(count: &RangeInclusive<usize>, len: usize) -> Result<(), Why> {
    if count.contains(&len) {
        Ok(())
    } else {
        Err(Why::WrongLength(*count.start(), *count.end()))
    }
}
