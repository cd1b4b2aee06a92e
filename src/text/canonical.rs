//! Canonical text: the one form in which a transcript is kept and addressed.
//!
//! Byte order mark off, CRLF and CR → LF, Unicode NFC; done once, at import.
//! After that the text is immutable and known by the hash of its bytes, so a
//! place in it stays the same place on every machine.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A text in canonical form. [`CanonicalText::from_raw`] makes one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CanonicalText(String);

impl CanonicalText {
    /// Brings decoded text into canonical form. Doing it twice changes nothing.
    pub fn from_raw(raw: &str) -> Self {
        let raw = raw.trim_start_matches('\u{feff}');
        let unix = if raw.contains('\r') {
            raw.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            raw.to_owned()
        };
        if is_nfc(&unix) {
            Self(unix)
        } else {
            Self(unix.nfc().collect())
        }
    }

    /// A text that was canonical when it was stored. It is not normalised
    /// again: spans refer to these very bytes, whatever Unicode says later.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The hash the text is known by.
    pub fn hash(&self) -> ContentHash {
        ContentHash::of(self.0.as_bytes())
    }

    /// The text itself, given away.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl AsRef<str> for CanonicalText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// SHA-256 of some content, as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ContentHash(String);

impl ContentHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        use fmt::Write as _;
        let digest = Sha256::digest(bytes);
        let mut hex = String::with_capacity(64);
        for byte in digest {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        Self(hex)
    }

    /// A hash as it was stored before.
    pub fn from_stored(hex: String) -> Self {
        Self(hex)
    }

    /// All 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first twelve digits: enough for a person to compare.
    pub fn short(&self) -> &str {
        self.0.get(..12).unwrap_or(&self.0)
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bom_line_ends_and_decomposed_letters_become_one_text() {
        let plain = CanonicalText::from_raw("työmatka\nö");
        let twin = CanonicalText::from_raw("\u{feff}tyo\u{308}matka\r\no\u{308}");
        assert_eq!(plain, twin);
        assert_eq!(plain.hash(), twin.hash());
        assert_eq!(CanonicalText::from_raw("a\rb").as_str(), "a\nb");
    }

    #[test]
    fn the_hash_is_sha_256() {
        assert_eq!(
            ContentHash::of(b"abc").as_str(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    proptest! {
        #[test]
        fn canonicalising_twice_changes_nothing(raw in "\\PC{0,30}[\r\n\u{feff}o\u{308}]{0,6}\\PC{0,10}") {
            let once = CanonicalText::from_raw(&raw);
            let twice = CanonicalText::from_raw(once.as_str());
            prop_assert_eq!(once, twice);
        }
    }
}
