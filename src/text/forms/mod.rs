//! The forms of a word by the inflection of its language.
//!
//! A word of a rule is compared with a word of a text by their stems. Where a
//! stem changes as a word is inflected, one stem is not enough: here are the
//! others. Only the rule's word is treated so; a text's word has one stem. Two
//! words match when a stem is the same, never when one begins like the other.

mod english;
mod finnish;
mod german;
mod groups;
mod swedish;

use crate::text::Language;
use std::collections::HashSet;

/// A stem that a form adds has as many letters. A shorter one belongs to too
/// many words, so that its form is looked for as it stands.
const SHORTEST_STEM: usize = 5;

/// What a word of a text must be to be a form of the word asked for: either
/// suffices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordForms {
    /// Its stem is one of these; that of the word asked for is the first.
    pub stems: Vec<String>,
    /// It is one of these, letter for letter in lower case.
    pub whole: Vec<String>,
}

/// Forms as the rules of a language make them.
#[derive(Default)]
struct Made {
    /// Words that it is a form of: their stems count, however short.
    bases: Vec<String>,
    /// The stemmer takes their endings off, and what may follow these.
    to_stem: Vec<String>,
    /// The stemmer does not know their endings or takes them for others.
    whole: Vec<String>,
}

impl Made {
    fn has(&self, word: &str) -> bool {
        self.to_stem
            .iter()
            .chain(&self.whole)
            .any(|form| form == word)
    }

    fn add(&mut self, mut other: Made) {
        self.bases.append(&mut other.bases);
        self.to_stem.append(&mut other.to_stem);
        self.whole.append(&mut other.whole);
    }
}

/// The forms of `word`, with `stem` the stemmer of its language.
pub(super) fn of(language: Language, word: &str, stem: impl Fn(&str) -> String) -> WordForms {
    let mut made = match language {
        Language::Finnish => finnish::forms(word),
        Language::Swedish => swedish::forms(word),
        Language::German => german::forms(word),
        Language::English => english::forms(word),
        Language::Other => Made::default(),
    };
    let mut stems = vec![stem(word)];
    let mut seen: HashSet<String> = stems.iter().cloned().collect();
    for base in made.bases {
        let more = stem(&base);
        if seen.insert(more.clone()) {
            stems.push(more);
        }
    }
    for form in made.to_stem {
        let more = stem(&form);
        if more.chars().count() < SHORTEST_STEM {
            made.whole.push(form);
        } else if seen.insert(more.clone()) {
            stems.push(more);
        }
    }
    let mut whole = made.whole;
    whole.retain(|form| !seen.contains(&stem(form)));
    whole.sort_unstable();
    whole.dedup();
    WordForms { stems, whole }
}

#[cfg(test)]
mod tests;
