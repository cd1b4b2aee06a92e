//! A hint that a text is in another language than it is said to be. Never a
//! decision: stemming in the wrong language finds too little, silently, and a
//! person who is told can set it right.

use crate::text::language::Language;
use crate::text::words::words;

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

/// The language that the words of `text` point to, where they point clearly:
/// at least twelve telling words, and three times as many as of `said`.
pub fn looks_like_another(text: &str, said: Language) -> Option<Language> {
    let mut counts = [0usize; TELLING.len()];
    for (_, word) in words(text).take(5000) {
        let word = word.to_lowercase();
        for (count, (_, telling)) in counts.iter_mut().zip(&TELLING) {
            *count += usize::from(telling.contains(&word.as_str()));
        }
    }
    let of = |language| {
        let mut both = TELLING.iter().zip(&counts);
        both.find(|((known, _), _)| *known == language)
            .map_or(0, |(_, count)| *count)
    };
    let (most, (likely, _)) = counts
        .iter()
        .zip(&TELLING)
        .max_by_key(|(count, _)| **count)?;
    (*likely != said && *most >= LEAST && *most >= 3 * of(said)).then_some(*likely)
}

#[cfg(test)]
mod tests {
    use super::*;

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
