//! Spans of text, one type per unit, and every conversion by its name.
//!
//! The danger: a byte offset taken for a character offset looks right until
//! the first `ä`, and one taken for a UTF-16 offset until the first emoji.
//! Codings that drift by a few characters are the classic defect of tools of
//! this kind. So a position never travels as a bare integer.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why two numbers are no span, or a span is none of this text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SpanError {
    /// The end lies before the start.
    #[error("a passage cannot end ({end}) before it starts ({start})")]
    Backwards {
        /// Where it was to start.
        start: usize,
        /// Where it was to end.
        end: usize,
    },
    /// A text longer than 4 GiB.
    #[error("a text longer than 4 GiB cannot be addressed")]
    TooLong,
    /// The span reaches past the end of the text, or cuts a character.
    #[error("the passage {start}..{end} does not fit this text")]
    OutOfText {
        /// Start, in the unit of the span that was converted.
        start: usize,
        /// End, in the unit of the span that was converted.
        end: usize,
    },
}

macro_rules! span_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
        )]
        #[serde(try_from = "(usize, usize)", into = "(usize, usize)")]
        pub struct $name {
            start: u32,
            end: u32,
        }

        impl $name {
            /// The half-open span `start..end` in this type's unit.
            pub fn new(start: usize, end: usize) -> Result<Self, SpanError> {
                if end < start {
                    return Err(SpanError::Backwards { start, end });
                }
                match (u32::try_from(start), u32::try_from(end)) {
                    (Ok(start), Ok(end)) => Ok(Self { start, end }),
                    _ => Err(SpanError::TooLong),
                }
            }

            /// First position of the span.
            pub fn start(self) -> usize {
                self.start as usize
            }

            /// First position after the span.
            pub fn end(self) -> usize {
                self.end as usize
            }

            /// Length in this type's unit.
            pub fn len(self) -> usize {
                (self.end - self.start) as usize
            }

            /// Whether the span holds nothing.
            pub fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// Whether the two share at least one position.
            pub fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// Whether `other` lies wholly inside this span.
            pub fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }
        }

        impl TryFrom<(usize, usize)> for $name {
            type Error = SpanError;
            fn try_from((start, end): (usize, usize)) -> Result<Self, SpanError> {
                Self::new(start, end)
            }
        }

        impl From<$name> for (usize, usize) {
            fn from(span: $name) -> Self {
                (span.start(), span.end())
            }
        }
    };
}

span_type! {
    /// Bytes of UTF-8: the unit inside the program.
    ByteSpan
}
span_type! {
    /// Unicode code points: the unit of every file we write.
    CodePointSpan
}
span_type! {
    /// UTF-16 code units: the unit of a browser, and only of that.
    Utf16Span
}

impl ByteSpan {
    /// The words at this place, or `None` where the span is none of `text`.
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.start()..self.end())
    }

    /// The same place `by` bytes further on.
    pub fn shifted(self, by: usize) -> Result<Self, SpanError> {
        Self::new(self.start() + by, self.end() + by)
    }

    /// The same place, counted in code points.
    pub fn to_code_points(self, text: &str) -> Result<CodePointSpan, SpanError> {
        let (before, inside) = self.before_and_inside(text)?;
        let start = str_indices::chars::count(before);
        CodePointSpan::new(start, start + str_indices::chars::count(inside))
    }

    /// The same place, counted in UTF-16 code units.
    pub fn to_utf16(self, text: &str) -> Result<Utf16Span, SpanError> {
        let (before, inside) = self.before_and_inside(text)?;
        let start = str_indices::utf16::count(before);
        Utf16Span::new(start, start + str_indices::utf16::count(inside))
    }

    fn before_and_inside(self, text: &str) -> Result<(&str, &str), SpanError> {
        match (text.get(..self.start()), self.slice(text)) {
            (Some(before), Some(inside)) => Ok((before, inside)),
            _ => Err(SpanError::OutOfText {
                start: self.start(),
                end: self.end(),
            }),
        }
    }
}

impl CodePointSpan {
    /// The same place in bytes; an error where it reaches past the text.
    pub fn to_bytes(self, text: &str) -> Result<ByteSpan, SpanError> {
        let bytes = ByteSpan::new(
            str_indices::chars::to_byte_idx(text, self.start()),
            str_indices::chars::to_byte_idx(text, self.end()),
        )?;
        // `to_byte_idx` clamps; a clamped place would be a guess.
        if bytes.to_code_points(text) == Ok(self) {
            Ok(bytes)
        } else {
            Err(SpanError::OutOfText {
                start: self.start(),
                end: self.end(),
            })
        }
    }
}

impl Utf16Span {
    /// The same place in bytes; an error where it reaches past the text or
    /// cuts a surrogate pair.
    pub fn to_bytes(self, text: &str) -> Result<ByteSpan, SpanError> {
        let bytes = ByteSpan::new(
            str_indices::utf16::to_byte_idx(text, self.start()),
            str_indices::utf16::to_byte_idx(text, self.end()),
        )?;
        if bytes.to_utf16(text) == Ok(self) {
            Ok(bytes)
        } else {
            Err(SpanError::OutOfText {
                start: self.start(),
                end: self.end(),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_emoji_counts_four_bytes_one_code_point_two_utf16_units() {
        let text = "ä😀b";
        let span = ByteSpan::new(2, 6).unwrap();
        assert_eq!(span.slice(text), Some("😀"));
        assert_eq!(span.to_code_points(text), CodePointSpan::new(1, 2));
        assert_eq!(span.to_utf16(text), Utf16Span::new(1, 3));
    }

    #[test]
    fn a_span_that_cuts_a_character_is_refused_not_rounded() {
        let text = "ä😀b";
        assert!(ByteSpan::new(1, 2).unwrap().to_code_points(text).is_err());
        assert!(Utf16Span::new(2, 3).unwrap().to_bytes(text).is_err());
        assert!(CodePointSpan::new(0, 9).unwrap().to_bytes(text).is_err());
        assert!(ByteSpan::new(3, 1).is_err());
    }

    proptest! {
        #[test]
        fn every_unit_leads_back_to_the_same_words(text in "[a-zäé😀\u{301}אב\n ]{0,40}", a in 0usize..40, b in 0usize..40) {
            let marks: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let (a, b) = (marks[a % marks.len()], marks[b % marks.len()]);
            let span = ByteSpan::new(a.min(b), a.max(b)).unwrap();
            prop_assert_eq!(span.to_code_points(&text).unwrap().to_bytes(&text), Ok(span));
            prop_assert_eq!(span.to_utf16(&text).unwrap().to_bytes(&text), Ok(span));
            let chars: Vec<char> = text.chars().collect();
            let points = span.to_code_points(&text).unwrap();
            let again: String = chars[points.start()..points.end()].iter().collect();
            prop_assert_eq!(Some(again.as_str()), span.slice(&text));
            let units: Vec<u16> = text.encode_utf16().collect();
            let wide = span.to_utf16(&text).unwrap();
            prop_assert_eq!(String::from_utf16(&units[wide.start()..wide.end()]).unwrap(), again);
        }
    }
}
