//! Cuts turns into words and stems for the index, the way rules do.

use crate::rules::{normal, places_of_words};
use crate::text::language::WordStemmer;
use crate::text::{ByteSpan, Language};
use std::collections::HashMap;
use std::sync::Arc;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// What a field holds of each word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Stems,
    Words,
}

pub(super) struct TurnTokenizer {
    kind: Kind,
    stemmer: Arc<WordStemmer>,
    /// Terms of spellings seen before: stemming is dear, words come again.
    terms: HashMap<Box<str>, Term>,
    /// Counts the turns.
    turn: u64,
    places: Vec<ByteSpan>,
    token: Token,
}

struct Term {
    text: Box<str>,
    /// The turn in which the spelling was seen last.
    seen: u64,
}

/// More spellings than this are forgotten, so that no text fills the memory.
const MOST: usize = 1 << 18;

impl TurnTokenizer {
    pub fn new(kind: Kind, language: Language) -> Self {
        Self {
            kind,
            stemmer: Arc::new(language.stemmer()),
            terms: HashMap::new(),
            turn: 0,
            places: Vec::new(),
            token: Token::default(),
        }
    }
}

impl Clone for TurnTokenizer {
    fn clone(&self) -> Self {
        Self {
            kind: self.kind,
            stemmer: Arc::clone(&self.stemmer),
            terms: HashMap::new(),
            turn: 0,
            places: Vec::new(),
            token: Token::default(),
        }
    }
}

impl Tokenizer for TurnTokenizer {
    type TokenStream<'a> = TurnStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TurnStream<'a> {
        places_of_words(text, &mut self.places);
        self.token.reset();
        self.turn += 1;
        TurnStream {
            tokenizer: self,
            text,
            next: 0,
        }
    }
}

pub(super) struct TurnStream<'a> {
    tokenizer: &'a mut TurnTokenizer,
    text: &'a str,
    next: usize,
}

impl TokenStream for TurnStream<'_> {
    fn advance(&mut self) -> bool {
        let TurnTokenizer {
            kind,
            stemmer,
            terms,
            turn,
            places,
            token,
        } = &mut *self.tokenizer;
        while let Some(place) = places.get(self.next) {
            let word = place.slice(self.text).unwrap_or_default();
            let position = self.next;
            self.next += 1;
            let text = match terms.get_mut(word) {
                // Whole words are kept without positions: once a turn will do.
                Some(term) if term.seen == *turn && *kind == Kind::Words => continue,
                Some(term) => {
                    term.seen = *turn;
                    &term.text
                }
                None => {
                    let plain = normal(word);
                    let text = match kind {
                        Kind::Stems => stemmer.stem(&plain).into(),
                        Kind::Words => plain.into(),
                    };
                    if terms.len() >= MOST {
                        terms.clear();
                    }
                    let term = Term { text, seen: *turn };
                    &terms.entry(word.into()).or_insert(term).text
                }
            };
            token.position = position;
            token.offset_from = place.start();
            token.offset_to = place.end();
            token.text.clear();
            token.text.push_str(text);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.tokenizer.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokenizer.token
    }
}
