//! Words as Unicode cuts them (UAX #29), but several times faster for Latin
//! letters and common signs; anything else is left to the library. A property
//! test holds the two together.

use crate::text::span::ByteSpan;
use unicode_segmentation::UnicodeSegmentation;

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
        places.extend(slow(text));
    }
}

/// As the library has it.
fn slow(text: &str) -> impl Iterator<Item = ByteSpan> {
    text.unicode_word_indices()
        .filter_map(|(start, word)| ByteSpan::new(start, start + word.len()).ok())
}

/// `None` where a character is met whose ways are not known here.
fn fast(text: &str, places: &mut Vec<ByteSpan>) -> Option<()> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some((class, next)) = class_at(bytes, at) {
        if !is_core(class) {
            at = next;
            continue;
        }
        let start = at;
        at = end_of_run(bytes, next, class)?;
        // A run of underscores alone is no word.
        let is_word = |byte: &u8| *byte != b'_';
        if bytes.get(start..at)?.iter().any(is_word) {
            places.push(ByteSpan::new(start, at).ok()?);
        }
    }
    (at == bytes.len()).then_some(())
}

/// Where the word ends that has a character of class `last` before `at`.
#[inline]
fn end_of_run(bytes: &[u8], mut at: usize, mut last: Class) -> Option<usize> {
    loop {
        // Most characters are letters of one byte.
        while let Some(class) = bytes.get(at).and_then(|byte| ASCII.get(*byte as usize))
            && is_core(*class)
        {
            last = *class;
            at += 1;
        }
        if at == bytes.len() {
            return Some(at);
        }
        let (class, next) = class_at(bytes, at)?;
        if is_core(class) {
            (at, last) = (next, class);
            continue;
        }
        let joins = match class {
            Class::Mid => last == Class::Letter || last == Class::Digit,
            Class::MidLetter => last == Class::Letter,
            Class::MidNum => last == Class::Digit,
            _ => false,
        };
        if !joins || next == bytes.len() {
            return Some(at);
        }
        match class_at(bytes, next)? {
            (after, end) if after == last => at = end,
            _ => return Some(at),
        }
    }
}

#[inline]
fn is_core(class: Class) -> bool {
    matches!(class, Class::Letter | Class::Digit | Class::Underscore)
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
                assert_eq!(quick(&text), slow(&text).collect::<Vec<_>>(), "{text:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_fast_way_cuts_the_same_words(text in "[aB9_ .,:;'’“”\\-äß–€½\u{ad}\u{301}客😀\n]{0,24}") {
            prop_assert_eq!(quick(&text), slow(&text).collect::<Vec<_>>());
        }
    }
}
