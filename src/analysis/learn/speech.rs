//! What informants said, cut into words that can be counted: each word is the
//! number of its stem, as rules find words by their stems.

use crate::model::{CodingId, TranscriptId};
use crate::text::cut::places_of_words;
use crate::text::function_words::is_function_word;
use crate::text::spelling_map::SpellingMap;
use crate::text::words::normal;
use crate::text::{ByteSpan, Language};
use std::borrow::Cow;
use std::collections::HashMap;

/// One turn of an informant, in a transcript that the coder has worked through.
#[derive(Clone, Debug)]
pub struct Speech<'a> {
    /// The transcript.
    pub transcript: TranscriptId,
    /// The turn's number.
    pub turn: u32,
    /// Where the turn starts, in bytes of the document.
    pub start: usize,
    /// What was said in it; see [`crate::model::Document::said`].
    pub text: Cow<'a, str>,
    /// The passages of the turn that carry the code, in bytes of the document.
    pub passages: Vec<(CodingId, ByteSpan)>,
    /// Whether the code's rules propose something in it already.
    pub found: bool,
}

/// A word of a turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its spelling, by number.
    pub spelling: u32,
    /// Which passages of the turn hold all of it: a bit for each of the first
    /// 64, as no turn is coded more often with one code.
    pub passages: u64,
}

/// What is known of a spelling.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    /// In the form in which rules compare words.
    pub text: String,
    /// Its stem, by number.
    pub stem: u32,
    /// Whether it carries no subject.
    pub is_function: bool,
    /// Whether it is a number, or has one in it.
    pub is_number: bool,
}

/// All turns in words.
pub(super) struct Talk {
    /// By turn, in the order of the speeches.
    pub turns: Vec<Vec<Word>>,
    pub spellings: Vec<Spelling>,
}

impl Talk {
    pub fn new(speeches: &[Speech<'_>], language: Language) -> Self {
        let mut talk = Self {
            turns: Vec::with_capacity(speeches.len()),
            spellings: Vec::new(),
        };
        let stemmer = language.stemmer();
        let mut numbers: SpellingMap<u32> = SpellingMap::new();
        let mut same: HashMap<String, u32> = HashMap::new();
        let mut stems: HashMap<String, u32> = HashMap::new();
        let mut places = Vec::new();
        for speech in speeches {
            places_of_words(&speech.text, &mut places);
            let mut words = Vec::with_capacity(places.len());
            for place in &places {
                let (start, end) = (place.start(), place.end());
                let known = numbers.get(&speech.text, start, end);
                let spelling = known.unwrap_or_else(|| {
                    let word = normal(place.slice(&speech.text).unwrap_or_default());
                    // `Bonus` and `bonus` are one spelling.
                    let number = *same.entry(word.clone().into_owned()).or_insert_with(|| {
                        let next = stems.len() as u32;
                        talk.spellings.push(Spelling {
                            stem: *stems.entry(stemmer.stem(&word)).or_insert(next),
                            is_function: is_function_word(&word, language),
                            is_number: word.chars().any(char::is_numeric),
                            text: word.into_owned(),
                        });
                        talk.spellings.len() as u32 - 1
                    });
                    numbers.put(&speech.text, start, end, number);
                    number
                });
                words.push(Word {
                    spelling,
                    passages: passages_around(speech, *place),
                });
            }
            talk.turns.push(words);
        }
        talk
    }

    pub fn spelling(&self, word: &Word) -> Option<&Spelling> {
        self.spellings.get(word.spelling as usize)
    }
}

fn passages_around(speech: &Speech<'_>, word: ByteSpan) -> u64 {
    let Ok(word) = word.shifted(speech.start) else {
        return 0;
    };
    let first = speech.passages.iter().take(64).enumerate();
    first
        .filter(|(_, (_, passage))| passage.contains(word))
        .fold(0, |bits, (at, _)| bits | 1 << at)
}
