//! Sentences with their places.

use crate::text::language::Language;
use crate::text::span::ByteSpan;

/// The sentences of `text` in order, without the white space around them.
/// Abbreviations ("Dr. Smith", "e.g.") do not end one; a blank line does.
pub fn sentences(text: &str, language: Language) -> Vec<ByteSpan> {
    sentencex::get_sentence_boundaries(language.tag(), text)
        .into_iter()
        .filter_map(|found| trimmed(text, found.start_byte, found.end_byte))
        .collect()
}

/// The sentence in which `place` starts, or `place` itself where none does.
pub fn sentence_around(sentences: &[ByteSpan], place: ByteSpan) -> ByteSpan {
    let next = sentences.partition_point(|sentence| sentence.start() <= place.start());
    match next.checked_sub(1).and_then(|at| sentences.get(at)) {
        Some(sentence) if place.start() < sentence.end() => *sentence,
        _ => place,
    }
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<ByteSpan> {
    let raw = text.get(start..end)?;
    let from = start + (raw.len() - raw.trim_start().len());
    let to = from + raw.trim().len();
    ByteSpan::new(from, to).ok().filter(|span| !span.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text, Language::English)
            .into_iter()
            .filter_map(|span| span.slice(text))
            .collect()
    }

    #[test]
    fn abbreviations_stay_whole() {
        assert_eq!(
            cut("Dr. Smith pays bonuses.  We like it, e.g. at Christmas. Really?"),
            [
                "Dr. Smith pays bonuses.",
                "We like it, e.g. at Christmas.",
                "Really?"
            ]
        );
    }

    #[test]
    fn the_sentence_around_a_place_is_found() {
        let text = "One here. Two there.";
        let all = sentences(text, Language::English);
        let two = ByteSpan::new(10, 13).unwrap();
        assert_eq!(sentence_around(&all, two).slice(text), Some("Two there."));
    }

    proptest! {
        #[test]
        fn sentences_are_in_order_apart_and_inside(text in "([A-Zäö😀][a-z]{0,6}[ .?!\n]{1,3}){0,12}") {
            let mut last = 0;
            for span in sentences(&text, Language::Finnish) {
                prop_assert!(span.start() >= last && span.slice(&text).is_some());
                last = span.end();
            }
        }
    }
}
