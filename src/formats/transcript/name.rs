//! What can be a speaker's name, and when two spellings are one speaker.

use super::role_words;
use unicode_normalization::char::is_combining_mark;

/// Longest name, in characters: "Chief financial officer, Northern Europe".
const LONGEST: usize = 40;
const MOST_WORDS: usize = 5;

/// Words that say "this speaker goes on" behind a name.
const CONTINUED: [&str; 6] = [
    "cont",
    "cont'd",
    "continued",
    "jatkuu",
    "forts",
    "fortsetzung",
];

/// Marks nobody sees: zero-width and directional characters, soft hyphen, BOM.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{feff}' | '\u{2060}')
        || ('\u{200b}'..='\u{200f}').contains(&c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// Whether a character may stand in a name. A comma may, for "Dr. Holm, PhD".
pub(super) fn may_hold(c: char) -> bool {
    c.is_alphanumeric()
        || is_combining_mark(c)
        || is_invisible(c)
        || (c.is_whitespace() && c != '\t' && c != '\n')
        || matches!(
            c,
            '.' | ',' | '\'' | '’' | '-' | '‐' | '‑' | '&' | '/' | '(' | ')' | '#' | '_'
        )
}

/// The name in `raw` as it is shown: without invisible marks, doubled spaces
/// and "(cont.)". `None` where `raw` is no name but words, a number, a list mark.
pub(super) fn cleaned(raw: &str) -> Option<String> {
    let visible: String = raw.chars().filter(|c| !is_invisible(*c)).collect();
    let mut words: Vec<&str> = visible.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|last| is_continued(last)) {
        words.pop();
    }
    let name = words.join(" ");
    let fits = name.chars().count() <= LONGEST && words.len() <= MOST_WORDS;
    let starts = name.chars().next().is_some_and(char::is_alphanumeric);
    let balanced = name.matches('(').count() == name.matches(')').count();
    let named = name.chars().any(char::is_alphabetic);
    let proper = !name.contains(',') || words.iter().all(|word| !starts_small(word));
    let ends = !name.ends_with([',', '-', '/', '&']);
    let good = fits && starts && balanced && named && proper && ends;
    (good && !is_list_mark(&words) && !is_sentence(&words)).then_some(name)
}

fn is_continued(word: &str) -> bool {
    let Some(inner) = word.strip_prefix('(').and_then(|w| w.strip_suffix(')')) else {
        return false;
    };
    let bare = inner.trim_end_matches('.').to_lowercase();
    CONTINUED.contains(&bare.as_str())
}

/// "1." and "2)" before the first word: an item of a list.
fn is_list_mark(words: &[&str]) -> bool {
    words.first().is_some_and(|first| {
        let digits = first.trim_start_matches(|c: char| c.is_ascii_digit());
        digits.len() < first.len() && matches!(digits, "." | ")" | ".)")
    })
}

/// "He said", "Then it is": words with a verb or a pronoun are no name. A full
/// stop inside is one only behind a short form such as "Dr." or "A.".
fn is_sentence(words: &[&str]) -> bool {
    let stops_early = words.iter().rev().skip(1).any(|word| {
        word.strip_suffix('.')
            .is_some_and(|short| short.chars().filter(|c| c.is_alphanumeric()).count() > 4)
    });
    let speaks = words.len() > 1
        && words
            .iter()
            .any(|word| role_words::is_word_of_sentences(&word.to_lowercase()));
    stops_early || speaks
}

/// Whether a word starts with a small letter, in scripts that have them.
pub(super) fn starts_small(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_lowercase);
    // "iPhone" is a name.
    first && !letters.next().is_some_and(char::is_uppercase)
}

/// Whether all letters are capitals, in scripts that have them.
pub(super) fn is_all_capitals(name: &str) -> bool {
    name.chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase)
}

/// The form in which names are compared: `P 1`, `p1` and `P1` are one speaker,
/// so are `Ann  Example` and `ANN EXAMPLE`, `H.` and `H`.
pub(super) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.chars().filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() {
            gap = !key.is_empty();
        } else if c != '.' {
            let c = if c == '’' { '\'' } else { c };
            let number_follows_letter =
                c.is_numeric() && key.chars().next_back().is_some_and(char::is_alphabetic);
            if gap && !number_follows_letter {
                key.push(' ');
            }
            gap = false;
            key.extend(c.to_lowercase());
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_words() {
        for name in [
            "H",
            "Interviewer",
            "Speaker 1",
            "Ann-Marie O’Neil",
            "Dr. Holm, PhD",
            "R&D / Sales",
            "Example (Dept. A)",
            "المحاور",
            "देवनागरी",
            "聞き手",
            "V2",
            "Key informant",
        ] {
            assert_eq!(cleaned(name).as_deref(), Some(name));
        }
        for words in [
            "",
            "10",
            "1. One",
            "He said",
            "Then it is",
            "well, you know",
            "(pause)",
            "Yes indeed. He",
            "one two three four five six",
            "Ann (laughs",
            "And,",
        ] {
            assert_eq!(cleaned(words), None, "{words}");
        }
    }

    #[test]
    fn spellings_of_one_speaker_share_a_key() {
        for other in ["p1", "P 1", "P\u{a0}1", "\u{200b}P1"] {
            assert_eq!(key(other), key("P1"), "{other}");
        }
        assert_eq!(cleaned("P1 (cont.)").as_deref(), Some("P1"));
        assert_eq!(key("H."), key("H"));
        assert_ne!(key("Ann B"), key("AnnB"));
    }
}
