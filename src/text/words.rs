//! Words with their places, after Unicode's word boundaries (UAX #29).

use crate::text::span::ByteSpan;
use unicode_segmentation::UnicodeSegmentation;

/// The words of `text` in order: each with its span in bytes.
pub fn words(text: &str) -> impl Iterator<Item = (ByteSpan, &str)> {
    text.unicode_word_indices().filter_map(|(start, word)| {
        let span = ByteSpan::new(start, start + word.len()).ok()?;
        Some((span, word))
    })
}

/// How many words `text` has.
pub fn count_words(text: &str) -> usize {
    text.unicode_words().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_places_and_leave_punctuation_out() {
        let text = "Don't – “bonus”, työ 3.5";
        let found: Vec<&str> = words(text)
            .map(|(span, word)| {
                assert_eq!(span.slice(text), Some(word));
                word
            })
            .collect();
        assert_eq!(found, ["Don't", "bonus", "työ", "3.5"]);
        assert_eq!(count_words(text), 4);
    }
}
