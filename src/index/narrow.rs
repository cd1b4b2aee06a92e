//! Says in the index's terms what a query needs: which turns can hold it.

use crate::index::near::NearQuery;
use crate::index::schema::{Fields, language_number};
use crate::index::word_parts::{WordPart, WordParts};
use crate::rules::operators::{Exact, Phrase, Regular, Shape, Word};
use crate::rules::{Part, Query, normal};
use crate::text::Language;
use crate::text::language::{WordForms, WordStemmer};
use crate::text::words::words;
use std::sync::Arc;
use tantivy::Term;
use tantivy::query::{
    BooleanQuery, ConstScoreQuery, Occur, PhraseQuery, Query as Search, RegexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

/// A search, and whether it finds just what the query finds (`sure`) or turns
/// that must still be read.
pub(super) struct Narrowed {
    pub search: Box<dyn Search>,
    pub sure: bool,
}

/// Translates queries for the turns of one language.
pub(super) struct Narrower {
    language_field: Field,
    language: Language,
    stems: Field,
    words: Field,
    stemmer: WordStemmer,
    parts: Arc<WordParts>,
    /// Whether what stands after NOT leaves turns out.
    leaves_out: bool,
}

impl Narrower {
    pub fn new(fields: &Fields, language: Language) -> Option<Self> {
        Some(Self {
            language_field: fields.language,
            language,
            stems: fields.stems(language)?,
            words: fields.words(language)?,
            stemmer: language.stemmer(),
            parts: WordParts::new(fields.words(language)?),
            leaves_out: true,
        })
    }

    /// For rules, which may look for what stands after NOT in a sentence only.
    pub fn leaving_nothing_out(self) -> Self {
        Self {
            leaves_out: false,
            ..self
        }
    }

    pub fn narrow(&self, query: &Query) -> Narrowed {
        match query {
            Query::Word(word) => self.word(word),
            Query::Phrase(phrase) => self.phrase(phrase),
            Query::Exact(exact) => self.exact(exact),
            Query::Regular(regular) => self.regular(regular),
            Query::Field(_) => self.anywhere(),
            Query::And(and) => all(and.all.iter().map(|part| self.narrow(part)).collect()),
            Query::Or(or) => any(or.among.iter().map(|part| self.narrow(part)).collect()),
            Query::Not(not) => self.not(&not.keep, &not.without),
            Query::Near(near) => self.near(&near.left, &near.right, near.within, false),
            Query::Then(then) => self.near(&then.first, &then.second, then.within, true),
        }
    }

    fn near(&self, left: &Query, right: &Query, within: u32, in_order: bool) -> Narrowed {
        let mut parts = vec![self.narrow(left), self.narrow(right)];
        let (Some(left), Some(right)) = (self.stem_terms(left), self.stem_terms(right)) else {
            return unsure(all(parts));
        };
        let near = NearQuery {
            left,
            right,
            within,
            in_order,
        };
        // What is found nearer is no more relevant.
        parts.push(sure(ConstScoreQuery::new(Box::new(near), 0.0)));
        all(parts)
    }

    /// The stems of a query that is one of several words.
    fn stem_terms(&self, query: &Query) -> Option<Vec<Term>> {
        match query {
            Query::Word(word) if word.shape == Shape::Stem => {
                let forms = self.stemmer.forms_of(&word.text);
                let term = |stem: &String| Term::from_field_text(self.stems, stem);
                let only_stems = forms.whole.is_empty();
                only_stems.then(|| forms.stems.iter().map(term).collect())
            }
            Query::Or(or) => {
                let parts: Option<Vec<_>> = or.among.iter().map(|it| self.stem_terms(it)).collect();
                Some(parts?.concat())
            }
            _ => None,
        }
    }

    fn word(&self, word: &Word) -> Narrowed {
        match word.shape {
            Shape::Stem => self.forms(&self.stemmer.forms_of(&word.text)),
            Shape::Start => self.start(&word.text),
            Shape::End => self.part(WordPart::End(word.text.clone())),
            Shape::Middle => self.part(WordPart::Middle(word.text.clone())),
        }
    }

    /// A turn's word has one stem and one spelling, so that none counts twice.
    fn forms(&self, forms: &WordForms) -> Narrowed {
        let stems = forms.stems.iter().map(|stem| (self.stems, stem));
        let words = forms.whole.iter().map(|word| (self.words, word));
        let mut terms: Vec<Narrowed> = stems
            .chain(words)
            .map(|(field, text)| Term::from_field_text(field, text))
            .map(|term| sure(TermQuery::new(term, IndexRecordOption::WithFreqs)))
            .collect();
        match terms.pop() {
            Some(only) if terms.is_empty() => only,
            last => any(terms.into_iter().chain(last).collect()),
        }
    }

    /// The stem of a word whose forms all have it.
    fn only_stem(&self, word: &Word) -> Option<Term> {
        let forms = self.stemmer.forms_of(&word.text);
        match forms.stems.as_slice() {
            [stem] if forms.whole.is_empty() && word.shape == Shape::Stem => {
                Some(Term::from_field_text(self.stems, stem))
            }
            _ => None,
        }
    }

    fn part(&self, part: WordPart) -> Narrowed {
        sure(self.parts.search(part))
    }

    /// All whole words that start so.
    fn start(&self, letters: &str) -> Narrowed {
        let pattern = format!("{}.*", regex_syntax::escape(letters));
        match RegexQuery::from_pattern(&pattern, self.words) {
            Ok(search) => sure(search),
            Err(_) => self.anywhere(),
        }
    }

    fn anywhere(&self) -> Narrowed {
        let term = Term::from_field_u64(self.language_field, language_number(self.language));
        unsure(sure(TermQuery::new(term, IndexRecordOption::Basic)))
    }

    fn phrase(&self, phrase: &Phrase) -> Narrowed {
        let terms: Option<Vec<Term>> = phrase.words.iter().map(|w| self.only_stem(w)).collect();
        if let Some(terms) = terms.filter(|terms| terms.len() > 1) {
            return sure(PhraseQuery::new(terms));
        }
        unsure(all(phrase
            .words
            .iter()
            .map(|word| self.word(word))
            .collect()))
    }

    /// Both ends are word boundaries, so the words in it are whole words of the
    /// turn, in a row.
    fn exact(&self, exact: &Exact) -> Narrowed {
        let plain: Vec<String> = words(exact.text())
            .map(|(_, word)| normal(word).into_owned())
            .collect();
        if plain.is_empty() {
            return self.anywhere();
        }
        let mut parts: Vec<Narrowed> = plain
            .iter()
            .map(|word| Term::from_field_text(self.words, word))
            .map(|term| sure(TermQuery::new(term, IndexRecordOption::Basic)))
            .collect();
        if plain.len() > 1 {
            let stems = plain.iter().map(|word| self.stemmer.stem(word));
            let terms = stems.map(|stem| Term::from_field_text(self.stems, &stem));
            parts.push(sure(PhraseQuery::new(terms.collect())));
        }
        unsure(all(parts))
    }

    fn regular(&self, regular: &Regular) -> Narrowed {
        let Some(parts) = regular.parts() else {
            return self.anywhere();
        };
        let parts = parts.into_iter().map(|part| match part {
            Part::Letters(letters) => self.part(WordPart::Middle(letters)),
            Part::Digit => self.part(WordPart::Digit),
        });
        unsure(any(parts.collect()))
    }

    /// Turns are only left out by the index for single words. What it does not
    /// know for sure must not be left out, and phrases are not, as tantivy
    /// 0.27 asks what it excludes for turns it has already passed, which its
    /// phrases do not bear.
    fn not(&self, keep: &Query, without: &[Query]) -> Narrowed {
        let keep = self.narrow(keep);
        let mut is_sure = keep.sure;
        let mut clauses = vec![(Occur::Must, keep.search)];
        for query in without {
            let part = self.narrow(query);
            if self.leaves_out && part.sure && is_of_words(query) {
                clauses.push((Occur::MustNot, part.search));
            } else {
                is_sure = false;
            }
        }
        Narrowed {
            search: Box::new(BooleanQuery::new(clauses)),
            sure: is_sure,
        }
    }
}

fn is_of_words(query: &Query) -> bool {
    match query {
        Query::Word(_) => true,
        Query::Or(or) => or.among.iter().all(is_of_words),
        _ => false,
    }
}

fn sure(search: impl Search) -> Narrowed {
    Narrowed {
        search: Box::new(search),
        sure: true,
    }
}

fn unsure(narrowed: Narrowed) -> Narrowed {
    Narrowed {
        sure: false,
        ..narrowed
    }
}

fn all(parts: Vec<Narrowed>) -> Narrowed {
    joined(parts, Occur::Must)
}

pub(super) fn any(parts: Vec<Narrowed>) -> Narrowed {
    joined(parts, Occur::Should)
}

fn joined(parts: Vec<Narrowed>, occur: Occur) -> Narrowed {
    let is_sure = parts.iter().all(|part| part.sure);
    let clauses = parts.into_iter().map(|part| (occur, part.search)).collect();
    Narrowed {
        search: Box::new(BooleanQuery::new(clauses)),
        sure: is_sure,
    }
}
