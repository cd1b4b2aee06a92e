//! A hint that a text is in another language than it is said to be. Never a
//! decision: stemming in the wrong language finds too little, silently, and a
//! person who is told can set it right.

use crate::text::language::Language;
use crate::text::words::words;
use std::collections::HashSet;

/// Short words that are frequent in one of the languages and rare in the others.
const TELLING: [(Language, &[&str]); 4] = [
    (
        Language::English,
        &[
            "the", "and", "of", "to", "that", "it", "is", "was", "we", "you", "they", "with",
        ],
    ),
    (
        Language::Finnish,
        &[
            "ja", "on", "ei", "että", "et", "se", "niin", "ni", "mä", "sit", "kun", "ku", "mutta",
            "ne", "oli",
        ],
    ),
    (
        Language::Swedish,
        &[
            "och", "att", "det", "som", "är", "på", "inte", "jag", "vi", "för", "med", "har",
        ],
    ),
    (
        Language::German,
        &[
            "und", "der", "die", "das", "ist", "nicht", "ich", "wir", "es", "zu", "mit", "auch",
            "ein",
        ],
    ),
];

/// Fewer telling words than this say nothing.
const LEAST: usize = 12;
/// Nor does a share of all words below this, in per cent: `es` is Spanish, too.
const LEAST_SHARE: usize = 6;
/// Nor do a few words again and again.
const LEAST_KINDS: usize = 4;

/// The language that the words of `text` point to, where they point clearly:
/// at least twelve telling words of four kinds, six in a hundred, and three times
/// as many as of `said`.
pub fn looks_like_another(text: &str, said: Language) -> Option<Language> {
    let mut counts = [0usize; TELLING.len()];
    let mut kinds: [HashSet<&str>; TELLING.len()] = Default::default();
    let mut total = 0;
    for (_, word) in words(text).take(5000) {
        total += 1;
        let word = word.to_lowercase();
        for ((count, kinds), (_, telling)) in counts.iter_mut().zip(&mut kinds).zip(&TELLING) {
            if let Some(told) = telling.iter().find(|it| **it == word) {
                *count += 1;
                kinds.insert(told);
            }
        }
    }
    let of = |language| {
        let mut both = TELLING.iter().zip(&counts);
        both.find(|((known, _), _)| *known == language)
            .map_or(0, |(_, count)| *count)
    };
    let ((most, kinds), (likely, _)) = counts
        .iter()
        .zip(&kinds)
        .zip(&TELLING)
        .max_by_key(|((count, _), _)| **count)?;
    let clear = *most >= LEAST && *most * 100 >= total * LEAST_SHARE && *most >= 3 * of(said);
    let clear = clear && kinds.len() >= LEAST_KINDS;
    (*likely != said && clear).then_some(*likely)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_that_is_not_known_is_not_taken_for_another() {
        let spanish = "Lo que es bueno para la casa es bueno para todos nosotros, señor, en este mundo tan largo y tan ancho. ".repeat(12);
        assert_eq!(looks_like_another(&spanish, Language::English), None);
    }

    #[test]
    fn a_finnish_text_said_to_be_english_is_noticed() {
        let finnish =
            "No se on sit niin että ei se asiakas ja myyjä ne oli sit mä sanon. ".repeat(2);
        assert_eq!(
            looks_like_another(&finnish, Language::English),
            Some(Language::Finnish)
        );
        assert_eq!(looks_like_another(&finnish, Language::Finnish), None);
        let english = "It was the customer that we had to see, and they were with us. ".repeat(3);
        assert_eq!(looks_like_another(&english, Language::English), None);
        assert_eq!(
            looks_like_another("ja se on", Language::English),
            None,
            "too little to say"
        );
    }
}
