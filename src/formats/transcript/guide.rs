//! Who asks the questions of the interview guide.
//!
//! Names and question marks may say nothing; but whoever says what stands in
//! the study's guide interviews. Words are compared by their beginnings, as
//! nobody reads a question off the page letter by letter.

use crate::model::Document;
use crate::text::words::words;
use indexmap::IndexMap;
use std::collections::HashSet;

/// Shorter words are in every sentence.
const SHORTEST: usize = 4;
/// Letters compared: what follows is mostly an ending.
const STEM: usize = 6;
/// Fewer telling words than this are in many a sentence by chance.
const FEWEST_WORDS: usize = 3;
/// A question counts as asked where this share of its words is said, in
/// hundredths: an interviewer rewords it.
const SHARE: usize = 60;
/// Long answers hold the words of every question in the end.
const LONGEST_TURN: usize = 150;

/// How many different questions of the guide each speaker asks.
pub(super) fn asked(document: &Document, guide: &[String]) -> IndexMap<String, usize> {
    let questions: Vec<HashSet<String>> = guide
        .iter()
        .map(|question| telling_words(question))
        .filter(|words| words.len() >= FEWEST_WORDS)
        .collect();
    let mut asked: IndexMap<String, HashSet<usize>> = IndexMap::new();
    if questions.is_empty() {
        return IndexMap::new();
    }
    for turn in document.turns.iter().filter(|it| !it.speaker.is_empty()) {
        let speech = document.said(turn);
        if words(&speech).take(LONGEST_TURN + 1).count() > LONGEST_TURN {
            continue;
        }
        let said = telling_words(&speech);
        for (at, question) in questions.iter().enumerate() {
            if question.intersection(&said).count() * 100 >= question.len() * SHARE {
                asked.entry(turn.speaker.clone()).or_default().insert(at);
            }
        }
    }
    asked
        .into_iter()
        .map(|(speaker, questions)| (speaker, questions.len()))
        .collect()
}

/// The one who asks the guide's questions: two of them or more, and at least
/// three times as many as anybody else, who may take up a question's words.
pub(super) fn asker(asked: &IndexMap<String, usize>) -> Option<(&str, usize)> {
    let (speaker, most) = asked.iter().max_by_key(|(_, count)| **count)?;
    let next = asked
        .iter()
        .filter(|(other, _)| *other != speaker)
        .map(|(_, count)| *count)
        .max()
        .unwrap_or_default();
    (*most > 1 && next * 3 <= *most).then_some((speaker.as_str(), *most))
}

fn telling_words(text: &str) -> HashSet<String> {
    words(text)
        .map(|(_, word)| word.to_lowercase())
        // In Chinese and Japanese one sign can be a word.
        .filter(|word| word.chars().count() >= SHORTEST || !word.chars().all(is_alphabet))
        .map(|word| word.chars().take(STEM).collect())
        .collect()
}

fn is_alphabet(c: char) -> bool {
    u32::from(c) < 0x2e80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(asked: &[(&str, usize)]) -> IndexMap<String, usize> {
        asked
            .iter()
            .map(|(who, count)| ((*who).to_owned(), *count))
            .collect()
    }

    #[test]
    fn a_clear_asker_is_found_and_no_other() {
        assert_eq!(asker(&count(&[("Bo", 1), ("Ann", 5)])), Some(("Ann", 5)));
        assert_eq!(asker(&count(&[("Bo", 2), ("Ann", 5)])), None);
        assert_eq!(asker(&count(&[("Ann", 1)])), None);
        assert_eq!(asker(&count(&[])), None);
    }

    #[test]
    fn words_are_compared_by_their_beginnings() {
        assert_eq!(
            telling_words("Miten palkitsette myyjiä?"),
            telling_words("miten palkitsemme MYYJIÄ")
        );
    }
}
