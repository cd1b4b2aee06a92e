//! Other names for people, firms and places, as ethics boards ask for.
//!
//! A name is found as whole words, in any case. What a name may carry at its
//! end (`Annan`, `Annas`) stays behind the pseudonym, where the language is
//! known to put it there. Forms in which the name itself changes (`Pekan` of
//! Pekka) are not guessed at: words that begin like a name are told, and
//! another line in the list settles each of them.

use crate::text::Language;
use std::collections::BTreeMap;

/// A name and what stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pseudonym {
    /// The name.
    pub name: String,
    /// What is printed instead.
    pub pseudonym: String,
}

/// In how many places a name was found and replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Among who speaks, the cases and the transcripts.
    pub sources: usize,
    /// In what was said.
    pub quotes: usize,
    /// In memos.
    pub memos: usize,
}

impl Found {
    /// In all.
    pub fn total(self) -> usize {
        self.sources + self.quotes + self.memos
    }
}

/// Which sort of text a name stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// A name itself: who speaks, the case, the transcript.
    Source,
    /// What was said, in its language.
    Quote(Language),
    /// A memo.
    Memo,
}

/// Replaces names, and remembers what it met.
#[derive(Clone, Debug, Default)]
pub struct Replacing {
    /// The longest first, so that `Anna Virtanen` is not taken for `Anna`.
    names: Vec<Pseudonym>,
    found: Vec<Found>,
    /// Words left in quotes and memos that begin like a name, with their number.
    alike: BTreeMap<String, usize>,
}

impl Replacing {
    /// With these names.
    pub fn new(mut names: Vec<Pseudonym>) -> Self {
        names.sort_by_key(|it| std::cmp::Reverse(it.name.chars().count()));
        Self {
            found: vec![Found::default(); names.len()],
            names,
            alike: BTreeMap::new(),
        }
    }

    /// Each name with the number of places in which it was found.
    pub fn found(&self) -> impl Iterator<Item = (&Pseudonym, Found)> {
        self.names.iter().zip(self.found.iter().copied())
    }

    /// Words that were left and begin like a name, the most frequent first.
    pub fn alike(&self) -> Vec<(&str, usize)> {
        let words = self.alike.iter();
        let mut words: Vec<(&str, usize)> = words.map(|(it, n)| (it.as_str(), *n)).collect();
        words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        words
    }

    /// The text with pseudonyms for names.
    pub fn replace(&mut self, text: &str, within: Within) -> String {
        let letters: Vec<char> = text.chars().collect();
        let mut written = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(letter) = letters.get(at) {
            if !letter.is_alphanumeric() {
                written.push(*letter);
                at += 1;
                continue;
            }
            let rest = letters.get(at..).unwrap_or_default();
            if let Some((name, length)) = self.name_at(rest, within) {
                if let Some(it) = self.names.get(name) {
                    written.push_str(&it.pseudonym);
                }
                self.count(name, within);
                at += length;
                // An ending stays as it is; behind a number it needs a colon.
                let ending = letters.get(at..).unwrap_or_default();
                let ending = ending.iter().take_while(|it| it.is_alphanumeric());
                if ending.clone().next().is_some() && !written.ends_with(char::is_lowercase) {
                    written.push(':');
                }
                written.extend(ending.clone());
                at += ending.count();
                continue;
            }
            let word: String = rest.iter().take_while(|it| it.is_alphanumeric()).collect();
            if within != Within::Source && self.begins_like_a_name(&word) {
                *self.alike.entry(word.clone()).or_default() += 1;
            }
            at += word.chars().count();
            written.push_str(&word);
        }
        written
    }

    /// The longest name that stands at the start of these letters, and how many
    /// of them it takes.
    fn name_at(&self, letters: &[char], within: Within) -> Option<(usize, usize)> {
        self.names.iter().enumerate().find_map(|(at, it)| {
            let length = taken(&it.name, letters, within)?;
            let rest = letters.get(length..).unwrap_or_default();
            let ending: String = rest.iter().take_while(|it| it.is_alphanumeric()).collect();
            may_end(&it.name, &ending, within).then_some((at, length))
        })
    }

    fn count(&mut self, name: usize, within: Within) {
        if let Some(found) = self.found.get_mut(name) {
            match within {
                Within::Source => found.sources += 1,
                Within::Quote(_) => found.quotes += 1,
                Within::Memo => found.memos += 1,
            }
        }
    }

    fn begins_like_a_name(&self, word: &str) -> bool {
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
        let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
        let names = self.names.iter().flat_map(|it| it.name.split(is_between));
        names
            .filter(|part| part.starts_with(char::is_uppercase))
            .any(|part| {
                let part: Vec<char> = part.chars().flat_map(char::to_lowercase).collect();
                // Virtanen, Virtasen: what changes are the last letters.
                let same = part.len().saturating_sub(3).max(3);
                part.len() >= 4 && word.len() >= same && word.get(..same) == part.get(..same)
            })
    }
}

/// How many letters a name takes at the start of `letters`, if it stands there.
/// A blank in a name may be any blank, a hyphen or an underscore, as in the
/// names of files.
fn taken(name: &str, letters: &[char], within: Within) -> Option<usize> {
    let in_speech = within != Within::Source;
    let short = name.chars().filter(|it| it.is_alphanumeric()).count();
    // "A" is an article and "Bo" could begin a sentence.
    if in_speech && short < 2 {
        return None;
    }
    let exact = in_speech && short == 2;
    let mut at = 0;
    let mut blank = false;
    for wanted in name.trim().chars() {
        if is_between(wanted) {
            blank = true;
            continue;
        }
        if blank {
            let blanks = letters
                .get(at..)?
                .iter()
                .take_while(|it| is_between(**it))
                .count();
            if blanks == 0 {
                return None;
            }
            at += blanks;
            blank = false;
        }
        let letter = letters.get(at)?;
        let same = *letter == wanted || (!exact && letter.to_lowercase().eq(wanted.to_lowercase()));
        if !same {
            return None;
        }
        at += 1;
    }
    (at > 0).then_some(at)
}

fn is_between(letter: char) -> bool {
    letter.is_whitespace() || letter == '-' || letter == '_'
}

/// Finnish case endings, and what may follow them.
const FINNISH: [&str; 34] = [
    "n", "a", "ä", "ta", "tä", "tta", "ttä", "ssa", "ssä", "sta", "stä", "an", "än", "en", "in",
    "on", "un", "yn", "ön", "han", "hän", "hin", "hon", "seen", "lla", "llä", "lta", "ltä", "lle",
    "na", "nä", "ksi", "t", "s",
];
const FINNISH_AFTER: [&str; 8] = ["kin", "kaan", "kään", "ko", "kö", "han", "hän", "pa"];

/// Whether these letters behind a name are an ending and not more of a word.
fn may_end(name: &str, ending: &str, within: Within) -> bool {
    if ending.is_empty() {
        return true;
    }
    match within {
        Within::Quote(Language::Finnish) => {
            let vowel = |it: char| "aeiouyäöåAEIOUYÄÖÅ".contains(it);
            let linked = !name.ends_with(vowel);
            let ending = ending.to_lowercase();
            let afters = FINNISH_AFTER
                .iter()
                .filter_map(|it| ending.strip_suffix(it));
            std::iter::once(ending.as_str()).chain(afters).any(|bare| {
                let unlinked = linked.then(|| bare.strip_prefix('i')).flatten();
                bare.is_empty()
                    || FINNISH.contains(&bare)
                    || unlinked
                        .is_some_and(|it| it.is_empty() || it == "in" || FINNISH.contains(&it))
            })
        }
        Within::Quote(Language::Swedish | Language::German) => ending == "s",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replacing(names: &[(&str, &str)]) -> Replacing {
        let names = names.iter().map(|(name, pseudonym)| Pseudonym {
            name: (*name).to_owned(),
            pseudonym: (*pseudonym).to_owned(),
        });
        Replacing::new(names.collect())
    }

    const FINNISH: Within = Within::Quote(Language::Finnish);
    const ENGLISH: Within = Within::Quote(Language::English);

    #[test]
    fn whole_names_are_replaced_in_any_case_and_the_longest_first() {
        let mut names = replacing(&[
            ("Anna", "P1"),
            ("Anna Virtanen", "P2"),
            ("Havu Oy", "Firm 1"),
        ]);
        assert_eq!(
            names.replace("ANNA said Anna\n Virtanen's Annamaria (HAVU OY)", ENGLISH),
            "P1 said P2's Annamaria (Firm 1)"
        );
        let found: Vec<usize> = names.found().map(|(_, found)| found.quotes).collect();
        assert_eq!(found, [1, 1, 1]);
    }

    #[test]
    fn endings_stay_where_the_language_has_them() {
        let mut names = replacing(&[
            ("Anna", "Leena"),
            ("Havu Oy", "Firma"),
            ("Ericsson", "Yritys"),
        ]);
        assert_eq!(
            names.replace(
                "Annan ja Annallekin, Havu Oy:n, Ericssonilla, Annabella",
                FINNISH
            ),
            "Leenan ja Leenallekin, Firma:n, Yritysilla, Annabella"
        );
        assert_eq!(
            names.replace("Annas Annan", Within::Quote(Language::Swedish)),
            "Leenas Annan"
        );
        assert_eq!(names.replace("Annan", ENGLISH), "Annan");
        let mut numbered = replacing(&[("Anna", "Informant 1")]);
        assert_eq!(numbered.replace("Annan", FINNISH), "Informant 1:n");
    }

    #[test]
    fn a_pseudonym_is_not_replaced_in_its_turn() {
        let mut names = replacing(&[("Anna", "Berit"), ("Berit", "Anna")]);
        assert_eq!(names.replace("Anna, Berit", ENGLISH), "Berit, Anna");
    }

    #[test]
    fn forms_that_change_the_name_are_told() {
        let mut names = replacing(&[("Pekka", "Matti"), ("Mikko Virtanen", "Kari")]);
        assert_eq!(
            names.replace("Pekan ja Virtasen, Pekan pekoni, Matti", FINNISH),
            "Pekan ja Virtasen, Pekan pekoni, Matti"
        );
        assert_eq!(names.alike(), [("Pekan", 2), ("Virtasen", 1)]);
    }

    #[test]
    fn a_letter_is_a_name_only_where_names_stand() {
        let mut names = replacing(&[("A", "P1"), ("Bo", "P2"), ("Case A", "Firm")]);
        assert_eq!(names.replace("A bo, a Bo", ENGLISH), "A bo, a P2");
        assert_eq!(names.replace("A", Within::Source), "P1");
        assert_eq!(names.replace("case-a", Within::Source), "Firm");
        assert_eq!(names.replace("case_a_2", Within::Source), "Firm_2");
    }
}
