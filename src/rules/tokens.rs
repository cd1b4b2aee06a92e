//! The words of a turn, as [`crate::text::words`] cuts them but several times
//! faster for Latin letters and common signs; for anything else it asks there.
//! A property test holds the two together.

use crate::text::ByteSpan;
use crate::text::words::words;

/// Word boundary classes of UAX #29, as far as the fast way knows them.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Class {
    /// Ends a word.
    Other,
    /// ALetter
    Letter,
    /// Numeric
    Digit,
    /// ExtendNumLet
    Underscore,
    /// MidLetter: joins letters.
    MidLetter,
    /// MidNum: joins digits.
    MidNum,
    /// MidNumLet and Single_Quote: joins either.
    Mid,
    /// First byte of a longer character.
    Wide,
}

const ASCII: [Class; 256] = {
    let mut table = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Underscore,
            b':' => Class::MidLetter,
            b',' | b';' => Class::MidNum,
            b'.' | b'\'' => Class::Mid,
            0x80.. => Class::Wide,
            _ => Class::Other,
        };
        byte += 1;
    }
    table
};

/// Puts the places of all words of `text` into `places`.
pub(crate) fn places_of_words(text: &str, places: &mut Vec<ByteSpan>) {
    places.clear();
    if fast(text, places).is_none() {
        places.clear();
        places.extend(words(text).map(|(span, _)| span));
    }
}

/// `None` where a character is met whose ways are not known here.
fn fast(text: &str, places: &mut Vec<ByteSpan>) -> Option<()> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (mut class, mut next) = class_at(bytes, at)?;
        if !is_core(class) {
            at = next;
            continue;
        }
        let start = at;
        let mut is_word = false;
        loop {
            is_word |= class != Class::Underscore;
            at = next;
            let before = class;
            let Some((after, end)) = class_or_end(bytes, at)? else {
                break;
            };
            if is_core(after) {
                (class, next) = (after, end);
                continue;
            }
            let joins = match after {
                Class::Mid => before == Class::Letter || before == Class::Digit,
                Class::MidLetter => before == Class::Letter,
                Class::MidNum => before == Class::Digit,
                _ => false,
            };
            match class_or_end(bytes, end)? {
                Some((same, end)) if joins && same == before => (class, next) = (same, end),
                _ => break,
            }
        }
        if is_word {
            places.push(ByteSpan::new(start, at).ok()?);
        }
    }
    Some(())
}

#[inline]
fn is_core(class: Class) -> bool {
    matches!(class, Class::Letter | Class::Digit | Class::Underscore)
}

#[inline]
fn class_or_end(bytes: &[u8], at: usize) -> Option<Option<(Class, usize)>> {
    if at < bytes.len() {
        class_at(bytes, at).map(Some)
    } else {
        Some(None)
    }
}

/// The class of the character at `at`, and where the next one starts.
#[inline]
fn class_at(bytes: &[u8], at: usize) -> Option<(Class, usize)> {
    let first = *bytes.get(at)?;
    match ASCII.get(first as usize)? {
        Class::Wide => wide(bytes, at, first),
        class => Some((*class, at + 1)),
    }
}

fn wide(bytes: &[u8], at: usize, first: u8) -> Option<(Class, usize)> {
    let second = u32::from(*bytes.get(at + 1)? & 0x3f);
    if first < 0xe0 {
        let point = u32::from(first & 0x1f) << 6 | second;
        let class = match point {
            0xd7 | 0xf7 => Class::Other,
            0xc0..=0x24f => Class::Letter,
            // No-break space « » € £ § and their like; fractions and raised
            // digits count as words elsewhere and are left to it.
            0xa0..=0xa9 | 0xab | 0xac | 0xae..=0xb1 | 0xb4 | 0xb6 | 0xbb | 0xbf => Class::Other,
            _ => return None,
        };
        return Some((class, at + 2));
    }
    let third = u32::from(*bytes.get(at + 2)? & 0x3f);
    let point = u32::from(first & 0x0f) << 12 | second << 6 | third;
    let class = match (first, point) {
        (0xe0..=0xef, 0x2018 | 0x2019) => Class::Mid,
        (0xe0..=0xef, 0x2010..=0x2016 | 0x201a..=0x201f | 0x2022 | 0x2026 | 0x20ac) => Class::Other,
        _ => return None,
    };
    Some((class, at + 3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slow(text: &str) -> Vec<ByteSpan> {
        words(text).map(|(span, _)| span).collect()
    }

    fn quick(text: &str) -> Vec<ByteSpan> {
        let mut places = Vec::new();
        places_of_words(text, &mut places);
        places
    }

    #[test]
    fn every_character_of_the_fast_way_has_its_class() {
        let signs: Vec<char> = ('\u{1}'..'\u{300}').chain('\u{2000}'..'\u{2100}').collect();
        for sign in signs {
            for text in [
                format!("a{sign}b"),
                format!("1{sign}2"),
                format!("a{sign}2"),
                format!("_{sign}_"),
                format!("ä{sign}{sign}b {sign}"),
            ] {
                assert_eq!(quick(&text), slow(&text), "{text:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_fast_way_cuts_the_same_words(text in "[aB9_ .,:;'’“”\\-äß–€½\u{ad}\u{301}客😀\n]{0,24}") {
            prop_assert_eq!(quick(&text), slow(&text));
        }
    }
}
