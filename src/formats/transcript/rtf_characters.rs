//! Characters that a rich text file does not write as bytes: by a number, by a
//! word, or behind a backslash.

/// Characters by their numbers in UTF-16; those outside the first plane, such
/// as emoji, take two.
#[derive(Default)]
pub(super) struct Numbers {
    /// The first half of a character that takes two numbers.
    half: Option<u16>,
}

impl Numbers {
    /// What this number adds to the text; above 32767 it is written negative.
    pub(super) fn take(&mut self, number: i32) -> String {
        let unit = if number < 0 {
            number.saturating_add(0x1_0000)
        } else {
            number
        };
        let Ok(unit) = u16::try_from(unit) else {
            let whole = u32::try_from(unit).ok().and_then(char::from_u32);
            let mut text = String::from(if self.end() { "\u{fffd}" } else { "" });
            text.push(whole.unwrap_or('\u{fffd}'));
            return text;
        };
        match (self.half.take(), unit) {
            (None, 0xD800..=0xDBFF) => {
                self.half = Some(unit);
                String::new()
            }
            (Some(_), 0xD800..=0xDBFF) => {
                self.half = Some(unit);
                "\u{fffd}".to_owned()
            }
            (Some(high), _) => String::from_utf16_lossy(&[high, unit]),
            (None, _) => String::from_utf16_lossy(&[unit]),
        }
    }

    /// Whether a half is left over, as something else follows.
    pub(super) fn end(&mut self) -> bool {
        self.half.take().is_some()
    }
}

/// The character that stands for a backslash and this sign.
pub(super) fn escaped(symbol: u8) -> &'static str {
    match symbol {
        b'{' => "{",
        b'}' => "}",
        b'\\' => "\\",
        b'~' => "\u{a0}",
        b'_' => "\u{2011}",
        b'-' => "\u{ad}",
        b'\t' => "\t",
        _ => "",
    }
}

/// Characters that have a word for their name.
pub(super) fn named(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" => "\t",
        "line" | "softline" | "lbr" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        "qmspace" => "\u{2005}",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        "ltrmark" => "\u{200e}",
        "rtlmark" => "\u{200f}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_put_together_or_shown_as_lost() {
        for (numbers, text) in [
            (&[-10179, -8704][..], "😀"),
            (&[55357, 56832], "😀"),
            (&[228], "ä"),
            (&[-10179, 97], "\u{fffd}a"),
            (&[-10179, -10179, -8704], "\u{fffd}😀"),
            (&[-8704], "\u{fffd}"),
            (&[128_512], "😀"),
            (&[i32::MIN, i32::MAX], "\u{fffd}\u{fffd}"),
        ] {
            let mut taken = Numbers::default();
            let shown: String = numbers.iter().map(|it| taken.take(*it)).collect();
            assert_eq!(shown, text, "{numbers:?}");
        }
    }
}
