//! Words that carry the sentence and not the subject: articles, pronouns,
//! prepositions, and what people say while they think. No such word names a
//! theme.

use crate::text::language::Language;
use crate::text::words::normal;
use std::collections::HashSet;
use std::sync::OnceLock;

/// Whether a word is a function word in a language, in any case. Where no list
/// is known for the language, none is.
pub fn is_function_word(word: &str, language: Language) -> bool {
    let known = of(language);
    let word = normal(word);
    // "we've" is "we", but "customer's" is no function word.
    let bare = word.split_once('\'').map(|(before, _)| before);
    let single = word.chars().count() < 2;
    single || known.contains(&*word) || bare.is_some_and(|bare| known.contains(bare))
}

fn of(language: Language) -> &'static HashSet<String> {
    static KNOWN: [OnceLock<HashSet<String>>; Language::ALL.len()] =
        [const { OnceLock::new() }; Language::ALL.len()];
    static NONE: OnceLock<HashSet<String>> = OnceLock::new();
    let at = Language::ALL.iter().position(|known| *known == language);
    let cell = at.and_then(|at| KNOWN.get(at)).unwrap_or(&NONE);
    cell.get_or_init(|| {
        let listed = stop_words::lookup(language.tag()).unwrap_or_default();
        let words = listed.iter().chain(spoken(language));
        words.map(|word| normal(word).into_owned()).collect()
    })
}

/// What written lists leave out, as nobody writes it.
fn spoken(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            "also", "anyway", "could", "eh", "er", "erm", "got", "hm", "let", "like", "maybe",
            "might", "mm", "oh", "okay", "ok", "one", "quite", "really", "shall", "since", "sort",
            "still", "uh", "um", "us", "well", "would", "yeah", "yes", "yet",
        ],
        Language::Finnish => &[
            "aika",
            "ainakin",
            "ehkä",
            "et",
            "eikä",
            "eli",
            "ettei",
            "ihan",
            "joo",
            "jotain",
            "juu",
            "kai",
            "kans",
            "kaan",
            "kun",
            "ku",
            "kyllä",
            "me",
            "meijän",
            "meil",
            "mut",
            "myös",
            "mä",
            "mulla",
            "mun",
            "mää",
            "ni",
            "niiku",
            "niinku",
            "niinkun",
            "no",
            "nyt",
            "oo",
            "oon",
            "ois",
            "ollu",
            "on",
            "sit",
            "sitten",
            "siis",
            "sä",
            "sun",
            "tai",
            "taas",
            "tavallaan",
            "tietysti",
            "toi",
            "ton",
            "tota",
            "tuota",
            "tää",
            "vaan",
            "vai",
            "vielä",
        ],
        Language::Swedish => &[
            "alltså", "asså", "bara", "ja", "jaha", "jo", "ju", "kanske", "liksom", "mm", "nej",
            "också", "väl", "ändå",
        ],
        Language::German => &[
            "also",
            "äh",
            "ähm",
            "eben",
            "eigentlich",
            "halt",
            "ja",
            "mal",
            "mhm",
            "na",
            "naja",
            "nein",
            "okay",
            "schon",
            "vielleicht",
        ],
        Language::Other => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_known_in_each_language_and_subjects_are_none() {
        for (language, functions, subjects) in [
            (
                Language::English,
                "The we've Don’t um would",
                "customer's bonus sales",
            ),
            (Language::Finnish, "ja niinku mä että", "palkkio asiakas"),
            (Language::Swedish, "och liksom det", "kund belöning"),
            (Language::German, "und ähm der", "kunde prämie"),
        ] {
            for word in functions.split(' ') {
                assert!(is_function_word(word, language), "{word}");
            }
            for word in subjects.split(' ') {
                assert!(!is_function_word(word, language), "{word}");
            }
        }
        assert!(
            !is_function_word("the", Language::Other),
            "no list is known"
        );
    }
}
