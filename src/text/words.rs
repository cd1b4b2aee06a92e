//! Words with their places, after Unicode's word boundaries (UAX #29).

use crate::text::cut::places_of_words;
use crate::text::span::ByteSpan;

/// The words of `text` in order: each with its span in bytes.
pub fn words(text: &str) -> impl Iterator<Item = (ByteSpan, &str)> {
    let mut places = Vec::new();
    places_of_words(text, &mut places);
    places
        .into_iter()
        .filter_map(|span| Some((span, span.slice(text)?)))
}

/// How many words `text` has.
pub fn count_words(text: &str) -> usize {
    let mut places = Vec::new();
    places_of_words(text, &mut places);
    places.len()
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
