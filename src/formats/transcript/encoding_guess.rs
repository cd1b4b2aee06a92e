//! Old encodings that the detector does not know or takes for others: UTF-16
//! without its mark, ISO-8859-15, Mac Roman, and text that was broken before.

use encoding_rs::{
    Encoding, ISO_8859_15, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254,
    WINDOWS_1257, WINDOWS_1258,
};

/// UTF-16 without its mark: blanks, line ends and Western letters have a NUL
/// for one of their two bytes, always the same. What is decoded must be text.
pub(super) fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    let nul_at = |odd: usize| {
        bytes
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (nul_at(0), nul_at(1));
    if pairs < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    // Every twentieth character at least is a blank, in any script.
    let encoding = match (even, odd) {
        (0, odd) if odd * 20 > pairs => UTF_16LE,
        (even, 0) if even * 20 > pairs => UTF_16BE,
        _ => return None,
    };
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let strange = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
    (!damaged && !text.contains(strange)).then_some(encoding)
}

/// The encoding of bytes that are not UTF-8, where the detector's `guess` is
/// one that others are taken for.
pub(super) fn corrected(bytes: &[u8], guess: &'static Encoding) -> &'static Encoding {
    let western = [
        WINDOWS_1250,
        WINDOWS_1252,
        WINDOWS_1254,
        WINDOWS_1257,
        WINDOWS_1258,
        MACINTOSH,
    ];
    let doubtful = western.contains(&guess) || guess.name().starts_with("ISO-8859-");
    if doubtful && is_mac_roman(bytes) {
        MACINTOSH
    } else if guess == WINDOWS_1252 && is_latin_9(bytes) {
        ISO_8859_15
    } else {
        guess
    }
}

/// Mac Roman has its small letters where Windows has capitals and signs: a
/// Finnish `ä` would be a `Š` in the middle of a word.
fn is_mac_roman(bytes: &[u8]) -> bool {
    let (windows, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let (mac, _) = MACINTOSH.decode_without_bom_handling(bytes);
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let (odd_in_windows, odd_in_mac) = (odd_letters(&windows), odd_letters(&mac));
    odd_in_windows > 0 && odd_in_windows * 4 >= high && odd_in_mac * 10 <= odd_in_windows
}

/// Signs and capitals between small letters, where no word has them.
fn odd_letters(text: &str) -> usize {
    let mut odd = 0;
    let (mut before, mut here) = (' ', ' ');
    for next in text.chars() {
        let inside = before.is_ascii_lowercase() && next.is_ascii_lowercase();
        let strange = here.is_uppercase() || !here.is_alphanumeric();
        odd += usize::from(inside && strange && !here.is_ascii() && !"’‘´\u{ad}".contains(here));
        (before, here) = (here, next);
    }
    odd
}

/// ISO-8859-15 has a euro, and letters of Finnish and French names, where
/// Windows-1252 has signs that nobody writes there; and it has none of the
/// curly marks that Windows adds.
fn is_latin_9(bytes: &[u8]) -> bool {
    if bytes.iter().any(|byte| (0x80..0xA0).contains(byte)) {
        return false;
    }
    bytes.iter().enumerate().any(|(at, byte)| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        let next = letter(bytes.get(at + 1));
        match byte {
            // The sign for any currency at all, which is the euro here.
            0xA4 => true,
            // Š š ž, where a broken bar, two dots and a cedilla make no sense.
            0xA6 | 0xA8 | 0xB8 => letter(before) || next,
            // Œ œ Ÿ, where quarters and halves stand inside a word.
            0xBC..=0xBE => next && (letter(before) || before == Some(&b'\'')),
            _ => false,
        }
    })
}

/// Where text was saved as UTF-8 after it had been read as Windows-1252:
/// `Ã¤` for `ä`, `â€™` for `’`. The first such place, in bytes.
pub(super) fn first_broken(text: &str) -> Option<(usize, String)> {
    let leads = text.match_indices(['Ã', 'Â', 'â']);
    leads.into_iter().find_map(|(at, lead)| {
        let rest = text.get(at..)?;
        let length = if lead == "â" { 3 } else { 2 };
        let broken: String = rest.chars().take(length).collect();
        // "Â°" may be a slip of a keyboard, but nobody types "Ã¤" or "â€".
        let (bytes, _, lost) = WINDOWS_1252.encode(&broken);
        let whole = std::str::from_utf8(&bytes).ok().filter(|_| !lost)?;
        let one = whole.chars().count() == 1 && broken.chars().count() == length;
        let letter = whole
            .chars()
            .all(|c| c.is_alphanumeric() || length == 3 || lead == "Â");
        (one && letter).then_some((at, broken))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_text_of_any_script_is_known_by_its_blanks() {
        for text in [
            "H: Kerro?\nV: No.",
            "מראיין: שלום לך\nאני: כן",
            "聞き手: はい そう\n語り手: いいえ",
        ] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(wide_without_mark(&little), Some(UTF_16LE), "{text}");
            assert_eq!(wide_without_mark(&big), Some(UTF_16BE), "{text}");
        }
        assert_eq!(wide_without_mark(b"ab\0cd\0ef\0\0"), None);
        assert_eq!(
            wide_without_mark(&[0x01, 0, 0x02, 0, 0x03, 0, 0x04, 0, 0x05, 0]),
            None
        );
    }

    #[test]
    fn mac_roman_is_told_from_windows() {
        for text in [
            "Kerro vähän työstäsi, älä pelkää.",
            "Das hört sich für mich gut an.",
            "été, déjà à côté",
        ] {
            let windows = WINDOWS_1252.encode(text).0;
            let mac = MACINTOSH.encode(text).0;
            assert_eq!(corrected(&mac, WINDOWS_1252), MACINTOSH, "{text}");
            assert_eq!(corrected(&windows, WINDOWS_1252), WINDOWS_1252, "{text}");
        }
    }

    #[test]
    fn a_euro_tells_latin_9() {
        for text in ["se maksoi 30 € ja vähän", "Žižekin tašku", "l'œuvre"] {
            let old = ISO_8859_15.encode(text).0;
            let wanted = if text.starts_with('Ž') || text.contains('€') || text.contains('œ') {
                ISO_8859_15
            } else {
                WINDOWS_1252
            };
            assert_eq!(corrected(&old, WINDOWS_1252), wanted, "{text}");
        }
        for text in ["2½ päivää", "don´t", "30 € – no"] {
            let windows = WINDOWS_1252.encode(text).0;
            assert_eq!(corrected(&windows, WINDOWS_1252), WINDOWS_1252, "{text}");
        }
    }

    #[test]
    fn text_that_was_broken_before_is_seen() {
        for (broken, sign) in [("Kerro vÃ¤hÃ¤n", "Ã¤"), ("itâ€™s", "â€™"), ("30Â°", "Â°")]
        {
            let (at, found) = first_broken(broken).unwrap();
            assert_eq!(found, sign);
            assert!(broken.get(at..).unwrap().starts_with(sign));
        }
        for fine in ["vähän", "pâte, Âge, Ãgua", "ça â l'âge", "â€"] {
            assert_eq!(first_broken(fine), None, "{fine}");
        }
    }
}
