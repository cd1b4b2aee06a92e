//! What sorts before what: å, ä and ö are letters of their own behind z, except
//! in German; other accents make no other letter.

use crate::text::Language;
use unicode_normalization::UnicodeNormalization;

/// A key by whose code points words in normal form ([`crate::text::words::normal`])
/// sort as in a dictionary of the language. In languages without rules å, ä and
/// ö sort as in Finnish and Swedish.
pub fn sorting_key(word: &str, language: Language) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut key = String::with_capacity(word.len());
    for letter in word.nfc() {
        match letter {
            'å' if language != Language::German => key.push('{'),
            'ä' | 'æ' if language != Language::German => key.push('|'),
            'ö' | 'ø' if language != Language::German => key.push('}'),
            'ß' => key.push_str("ss"),
            _ => key.extend([letter].into_iter().nfd().filter(|part| !is_accent(*part))),
        }
    }
    key
}

fn is_accent(part: char) -> bool {
    matches!(part, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(language: Language, words: &str) -> String {
        let mut words: Vec<&str> = words.split(' ').collect();
        words.sort_by_key(|word| sorting_key(word, language));
        words.join(" ")
    }

    #[test]
    fn å_ä_and_ö_stand_behind_z_in_this_order() {
        for language in [Language::Finnish, Language::Swedish, Language::English] {
            let words = "örn ällä åker zeta émile essen a\u{308}iti älg émilea 顧客";
            assert_eq!(
                sorted(language, words),
                "émile émilea essen zeta åker a\u{308}iti älg ällä örn 顧客"
            );
        }
    }

    #[test]
    fn german_umlauts_stand_with_their_vowels() {
        let words = "zeit übung ärger arbeit uhr straße strasse stratege";
        assert_eq!(
            sorted(Language::German, words),
            "arbeit ärger straße strasse stratege übung uhr zeit"
        );
    }
}
