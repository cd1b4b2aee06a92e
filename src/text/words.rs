//! Words with their places, after Unicode's word boundaries (UAX #29).

use crate::text::cut::places_of_words;
use crate::text::span::ByteSpan;
use std::borrow::Cow;

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

/// The form in which words are compared: small letters, a straight
/// apostrophe, no soft hyphens.
pub fn normal(word: &str) -> Cow<'_, str> {
    let is_normal = |sign: char| match sign {
        '\u{2018}' | '\u{2019}' | '\u{ad}' | 'ſ' => false,
        _ => sign.is_ascii_lowercase() || !sign.is_uppercase(),
    };
    if word.chars().all(is_normal) {
        return Cow::Borrowed(word);
    }
    let mut text = word.to_lowercase();
    if !text.is_ascii() {
        text = text
            .chars()
            .filter(|sign| *sign != '\u{ad}')
            .map(|sign| match sign {
                '\u{2018}' | '\u{2019}' => '\'',
                'ſ' => 's',
                other => other,
            })
            .collect();
    }
    Cow::Owned(text)
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
