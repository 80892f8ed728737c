//! Heights as text, two letters each: what a run has drawn, kept in a link.

/// The letters of base64url, RFC 4648.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// As many steps from the lowest to the highest height.
const STEPS: f64 = 4095.0;

/// Heights between `low` and `high`; what lies outside is held at the end.
pub(crate) fn write(heights: &[f64], (low, high): (f64, f64)) -> String {
    let mut text = String::with_capacity(2 * heights.len());
    for height in heights {
        let share = ((height - low) / (high - low)).clamp(0.0, 1.0);
        let step = libm::round(share * STEPS) as usize;
        text.push(char::from(LETTERS[step >> 6]));
        text.push(char::from(LETTERS[step & 63]));
    }
    text
}

/// `count` heights of such a text, to the next step; none where letters are missing or others than these.
pub(crate) fn read(text: &str, count: usize, (low, high): (f64, f64)) -> Option<Vec<f64>> {
    let place = |letter: &u8| LETTERS.iter().position(|known| known == letter);
    let letters: Vec<usize> = text.as_bytes().iter().map(place).collect::<Option<_>>()?;
    let height = |pair: &[usize]| {
        let step = (pair[0] << 6 | pair[1]) as f64;
        low + (high - low) * step / STEPS
    };
    let heights: Vec<f64> = letters.chunks_exact(2).map(height).collect();
    (letters.len() == 2 * count).then_some(heights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_come_back_to_the_next_step_and_stay_there() {
        let ends = (-2.0, 6.0);
        let heights = [-2.0, 6.0, 0.1, 3.21, -9.0, 1e9];
        let text = write(&heights, ends);
        assert_eq!(text.len(), 12);
        let found = read(&text, 6, ends).unwrap();
        for (found, height) in found.iter().zip(heights) {
            assert!((found - height.clamp(-2.0, 6.0)).abs() <= 4.0 / STEPS);
        }
        assert_eq!(write(&found, ends), text);
    }

    #[test]
    fn what_is_damaged_is_not_read() {
        for text in ["AA", "AAAAA", "AAA!", "AAÄ", ""] {
            assert_eq!(read(text, 2, (0.0, 1.0)), None, "{text}");
        }
    }
}
