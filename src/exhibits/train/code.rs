//! A half-trained network as text, every bit of it: base64url of its numbers, with a checksum.

/// The letters of base64url, RFC 4648.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The numbers as text, four bytes each with the lowest first, and after them the checksum of these bytes.
pub(super) fn write(numbers: &[f32]) -> String {
    let mut bytes: Vec<u8> = numbers.iter().flat_map(|x| x.to_le_bytes()).collect();
    bytes.extend(checksum(&bytes).to_le_bytes());
    let group = |bytes: &[u8]| {
        let at = |i: usize| u32::from(bytes.get(i).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        let letter = move |i: usize| char::from(LETTERS[(bits >> (18 - 6 * i)) as usize & 63]);
        (0..=bytes.len()).map(letter).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

/// The numbers of such a text; none where a letter is lost or another than it was, or a number is not finite.
pub(super) fn read(text: &str) -> Option<Vec<f32>> {
    let letters: Vec<u32> = text.bytes().map(place).collect::<Option<_>>()?;
    let group = |letters: &[u32]| {
        let at = |i: usize| letters.get(i).copied().unwrap_or(0);
        let bits = at(0) << 18 | at(1) << 12 | at(2) << 6 | at(3);
        let bytes = bits.to_be_bytes();
        bytes[1..letters.len().max(1)].to_vec()
    };
    let bytes: Vec<u8> = letters.chunks(4).flat_map(group).collect();
    let (numbers, sum) = bytes.split_at_checked(bytes.len().checked_sub(4)?)?;
    if sum != checksum(numbers).to_le_bytes() {
        return None;
    }
    let (words, []) = numbers.as_chunks() else {
        return None;
    };
    let numbers = words.iter().map(|word| f32::from_le_bytes(*word));
    numbers.map(|x| x.is_finite().then_some(x)).collect()
}

/// The place of a letter among [`LETTERS`].
fn place(letter: u8) -> Option<u32> {
    let place = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(place.into())
}

/// FNV-1a, 32 bits (draft-eastlake-fnv).
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| {
        (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_draft() {
        // Test vectors of draft-eastlake-fnv, appendix C.
        assert_eq!(checksum(b""), 0x811c_9dc5);
        assert_eq!(checksum(b"a"), 0xe40c_292c);
        assert_eq!(checksum(b"foobar"), 0xbf9c_f968);
    }

    #[test]
    fn letters_are_those_of_base64url() {
        // Python: base64.urlsafe_b64encode(struct.pack("<fI", 1.5, fnv1a(struct.pack("<f", 1.5)))), without padding.
        assert_eq!(write(&[1.5]), "AADAP1jcuZo");
    }

    #[test]
    fn every_bit_comes_back() {
        for numbers in [
            vec![],
            vec![0.1],
            vec![1.0, -0.0],
            vec![f32::MAX, 1e-45, -3.25, 7.0],
        ] {
            let back = read(&write(&numbers)).unwrap();
            let bits = |numbers: &[f32]| numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(&back), bits(&numbers));
        }
    }

    #[test]
    fn what_was_changed_on_its_way_is_refused() {
        let text = write(&[0.5, 0.25, -8.0]);
        for i in 0..text.len() {
            let mut broken = text.clone();
            let letter = if &text[i..=i] == "A" { "B" } else { "A" };
            broken.replace_range(i..=i, letter);
            assert_eq!(read(&broken), None, "{broken}");
            assert_eq!(read(&text[..i]), None, "{}", &text[..i]);
        }
        assert_eq!(read(&write(&[f32::NAN])), None);
        assert_eq!(read("猫"), None);
    }
}
