//! Cuts turns into words and stems for the index, the way rules do.

use crate::index::spellings::Spellings;
use crate::rules::normal;
use crate::text::cut::places_of_words;
use crate::text::language::WordStemmer;
use crate::text::{ByteSpan, Language};
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
    /// Stems of spellings seen before: stemming is dear, words come again.
    stems: Spellings,
    places: Vec<ByteSpan>,
    token: Token,
}

impl TurnTokenizer {
    pub fn new(kind: Kind, language: Language) -> Self {
        Self::with(kind, Arc::new(language.stemmer()))
    }

    fn with(kind: Kind, stemmer: Arc<WordStemmer>) -> Self {
        Self {
            kind,
            stemmer,
            stems: Spellings::new(),
            places: Vec::new(),
            token: Token::default(),
        }
    }
}

impl Clone for TurnTokenizer {
    fn clone(&self) -> Self {
        Self::with(self.kind, Arc::clone(&self.stemmer))
    }
}

impl Tokenizer for TurnTokenizer {
    type TokenStream<'a> = TurnStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TurnStream<'a> {
        places_of_words(text, &mut self.places);
        self.token.reset();
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
            stems,
            places,
            token,
        } = &mut *self.tokenizer;
        let Some(place) = places.get(self.next) else {
            return false;
        };
        let word = place.slice(self.text).unwrap_or_default();
        token.position = self.next;
        token.offset_from = place.start();
        token.offset_to = place.end();
        token.text.clear();
        match kind {
            Kind::Words => token.text.push_str(&normal(word)),
            Kind::Stems => {
                let stem = stems.get_or(self.text, *place, || stemmer.stem(&normal(word)));
                token.text.push_str(stem);
            }
        }
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.tokenizer.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokenizer.token
    }
}
