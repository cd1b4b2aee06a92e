//! Says in the index's terms what a query needs: which turns can hold it.

use crate::index::find::Scope;
use crate::index::near::NearQuery;
use crate::index::schema::{Fields, language_number, role_number};
use crate::index::word_parts::{WordPart, WordParts};
use crate::model::TranscriptId;
use crate::rules::operators::{Exact, Field as Region, Name, Phrase, Regular, Shape, Word};
use crate::rules::{Part, Query, Surroundings, normal};
use crate::text::Language;
use crate::text::language::{WordForms, WordStemmer};
use crate::text::words::words;
use std::sync::Arc;
use tantivy::Term;
use tantivy::query::{
    BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as Search, RegexQuery,
    TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

/// A search, and whether it finds just what the query finds (`sure`) or turns
/// that must still be read.
pub(super) struct Narrowed {
    pub search: Box<dyn Search>,
    pub sure: bool,
}

/// Translates queries for the turns of one language.
pub(super) struct Narrower<'a> {
    fields: &'a Fields,
    scope: &'a Scope<'a>,
    language: Language,
    stems: Field,
    words: Field,
    stemmer: WordStemmer,
    parts: Arc<WordParts>,
    /// Whether what stands after NOT leaves turns out.
    leaves_out: bool,
}

impl<'a> Narrower<'a> {
    pub fn new(fields: &'a Fields, language: Language, scope: &'a Scope<'a>) -> Option<Self> {
        Some(Self {
            fields,
            scope,
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

    /// Words are looked for among those of one language anyway; who speaks, in
    /// turns of any.
    pub fn narrow_in_language(&self, query: &Query) -> Narrowed {
        let narrowed = self.narrow(query);
        if query.fields().is_empty() {
            return narrowed;
        }
        let language = ConstScoreQuery::new(self.anywhere().search, 0.0);
        all(vec![narrowed, sure(language)])
    }

    pub fn narrow(&self, query: &Query) -> Narrowed {
        match query {
            Query::Word(word) => self.word(word),
            Query::Phrase(phrase) => self.phrase(phrase),
            Query::Exact(exact) => self.exact(exact),
            Query::Regular(regular) => self.regular(regular),
            Query::Field(region) => self.region(region),
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
        let term = Term::from_field_u64(self.fields.language, language_number(self.language));
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

    /// Who speaks is known of each turn; what is asked and coded, of each
    /// transcript that has any of it.
    fn region(&self, region: &Region) -> Narrowed {
        let fields = self.fields;
        match region {
            Region::Lang(language) if *language == self.language => Narrowed {
                sure: true,
                ..self.anywhere()
            },
            Region::Lang(_) => sure(EmptyQuery),
            Region::Role(role) => {
                one_of(vec![Term::from_field_u64(fields.role, role_number(*role))])
            }
            Region::Speaker(name) => {
                let fits = |known: &&String| name.fits(known);
                self.named(fields.speaker, self.scope.names.speakers, fits)
            }
            Region::Case(name) => {
                let fits = |known: &&String| name.fits_case(known);
                self.named(fields.case, self.scope.names.cases, fits)
            }
            Region::Question(name) => self.transcripts(|known| asks(known, name)),
            Region::Code(name) => {
                let keys = self.scope.names.keys_of(name);
                self.transcripts(|known| {
                    let mut coded = known.coded.iter();
                    coded.any(|(_, code)| keys.binary_search(code).is_ok())
                })
            }
        }
    }

    /// The turns that have one of these names in this field.
    fn named(
        &self,
        field: Field,
        known: Option<&[String]>,
        fits: impl Fn(&&String) -> bool,
    ) -> Narrowed {
        match known {
            Some(known) => {
                let names = known.iter().filter(fits);
                one_of(
                    names
                        .map(|name| Term::from_field_text(field, name))
                        .collect(),
                )
            }
            None => self.anywhere(),
        }
    }

    /// The turns of transcripts of which this is known.
    fn transcripts(&self, has: impl Fn(&Surroundings) -> bool) -> Narrowed {
        let Some(known) = self.scope.surroundings else {
            return self.anywhere();
        };
        let found = known.iter().filter(|(_, known)| has(known));
        let term = |(TranscriptId(number), _): (&TranscriptId, _)| {
            Term::from_field_u64(self.fields.transcript, u64::from(*number))
        };
        unsure(one_of(found.map(term).collect()))
    }

    /// Turns are only left out by the index for single words and who says them. What it does not
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
        Query::Word(_) | Query::Field(_) => true,
        Query::Or(or) => or.among.iter().all(is_of_words),
        _ => false,
    }
}

fn asks(known: &Surroundings, name: &Name) -> bool {
    let mut asked = known.questions.iter();
    asked.any(|(_, topic)| name.fits(topic))
}

/// Being in the right place makes nothing more relevant.
fn one_of(terms: Vec<Term>) -> Narrowed {
    sure(ConstScoreQuery::new(
        Box::new(TermSetQuery::new(terms)),
        0.0,
    ))
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
