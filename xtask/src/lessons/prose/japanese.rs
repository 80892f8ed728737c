//! How Japanese is set.

/// Whether a character is as wide as it is high: kana, kanji and their marks. Beside it there is no space.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF60}')
}

/// The first half-width mark beside a wide character, it with its neighbours, and the mark that is expected.
pub(super) fn half_width_mark(text: &str) -> Option<(char, &str, char)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    (0..chars.len()).find_map(|i| {
        let full = full_width(chars[i].1)?;
        let beside = &chars[i.saturating_sub(1)..(i + 2).min(chars.len())];
        let (start, end) = (beside.first()?, beside.last()?);
        beside
            .iter()
            .any(|(_, c)| is_wide(*c))
            .then(|| (chars[i].1, &text[start.0..end.0 + end.1.len_utf8()], full))
    })
}

/// The full-width form of a mark that has one.
fn full_width(c: char) -> Option<char> {
    Some(match c {
        ',' => '、',
        '.' => '。',
        '?' => '？',
        '!' => '！',
        ':' => '：',
        ';' => '；',
        '(' => '（',
        ')' => '）',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_width_mark_beside_japanese_is_found() {
        assert_eq!(half_width_mark("猫,ネコ"), Some((',', "猫,ネ", '、')));
        assert_eq!(half_width_mark("cat, dogと5.2"), None);
        assert_eq!(half_width_mark("予想:5"), Some((':', "想:5", '：')));
    }
}
