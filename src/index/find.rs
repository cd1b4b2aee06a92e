//! Looking things up.

use crate::index::error::IndexError;
use crate::index::narrow::{Narrowed, Narrower, any};
use crate::index::open::Index;
use crate::index::schema::{LANGUAGE, PLACE, language_number, language_of, place_of, role_number};
use crate::model::{Role, TranscriptId};
use crate::rules::{Names, Query, Surroundings};
use crate::text::Language;
use std::collections::HashMap;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query as Search, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

/// Where to look; empty is everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindFilter {
    /// Only turns of this case.
    pub case: Option<String>,
    /// Only this transcript.
    pub transcript: Option<TranscriptId>,
    /// Only turns of speakers in this role.
    pub role: Option<Role>,
    /// How turns are read.
    pub reading: Reading,
}

/// How a turn is read in which something stands that nobody said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// All of it, with the notes.
    #[default]
    AsItStands,
    /// Only what was said, as rules read it.
    Said,
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The earlier transcript, the earlier turn.
    #[default]
    ByPlace,
    /// The turn that has more of the rarer words, shorter turns before longer
    /// ones (BM25).
    ByRelevance,
}

/// Where to look, and what the study knows beyond the words.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// Only there.
    pub filter: &'a FindFilter,
    /// What the names in the query may mean.
    pub names: Names<'a>,
    /// What is coded and asked where, if the query asks for it; nothing where
    /// that is not known here.
    pub surroundings: Option<&'a HashMap<TranscriptId, Surroundings>>,
}

/// Turns that can hold what is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// In order; the first of them, if they are sure, or else all.
    pub turns: Vec<Proposal>,
    /// How many there are.
    pub total: usize,
    /// Whether the query finds something in each of them.
    pub sure: bool,
}

/// A turn that can hold what is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its transcript.
    pub transcript: TranscriptId,
    /// Its number.
    pub turn: u32,
    /// The language in which the index has it.
    pub language: Language,
}

impl Index {
    /// The turns in which the query can find something. AND and NOT look
    /// within a turn. `first` bounds how many are given where all of them are
    /// sure.
    ///
    /// Words, phrases and stars with AND, OR and NOT are sure; after distances,
    /// `exact`, regular expressions and coded passages the turns must be read.
    pub fn propose(
        &self,
        query: &Query,
        scope: &Scope<'_>,
        order: Order,
        first: usize,
    ) -> Result<Proposals, IndexError> {
        let failed = IndexError::of(&self.dir);
        let searcher = self.reader.searcher();
        let narrowed = self.narrowed(query, scope, &searcher).map_err(&failed)?;
        let Some(narrowed) = narrowed else {
            return Ok(Proposals {
                sure: true,
                ..Proposals::default()
            });
        };
        let sure = narrowed.sure;
        let search = self.filtered(narrowed, scope.filter);
        let most = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX);
        let wanted = if sure { first.min(most) } else { most };
        let (turns, total) = collected(&searcher, &search, order, wanted).map_err(&failed)?;
        Ok(Proposals { turns, total, sure })
    }

    /// The query in each language of which there are turns.
    fn narrowed(
        &self,
        query: &Query,
        scope: &Scope<'_>,
        searcher: &Searcher,
    ) -> tantivy::Result<Option<Narrowed>> {
        let mut parts = Vec::new();
        for language in Language::ALL {
            let term = Term::from_field_u64(self.fields.language, language_number(language));
            if searcher.doc_freq(&term)? > 0 {
                let narrower = Narrower::new(&self.fields, language, scope);
                parts.extend(narrower.map(|narrower| narrower.narrow_in_language(query)));
            }
        }
        Ok((!parts.is_empty()).then(|| any(parts)))
    }

    fn filtered(&self, narrowed: Narrowed, filter: &FindFilter) -> BooleanQuery {
        let fields = &self.fields;
        let transcript = filter.transcript.map(|transcript| u64::from(transcript.0));
        let role = filter.role.map(role_number);
        let terms = [
            transcript.map(|number| Term::from_field_u64(fields.transcript, number)),
            role.map(|number| Term::from_field_u64(fields.role, number)),
            filter
                .case
                .as_ref()
                .map(|case| Term::from_field_text(fields.case, case)),
        ];
        let filters = terms.into_iter().flatten().map(|term| {
            let search = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
            // Being in the right place makes nothing more relevant.
            let search: Box<dyn Search> = Box::new(ConstScoreQuery::new(search, 0.0));
            (Occur::Must, search)
        });
        let other = match filter.reading {
            Reading::AsItStands => Reading::Said,
            Reading::Said => Reading::AsItStands,
        };
        let other = Term::from_field_u64(fields.only, other as u64);
        let other: Box<dyn Search> = Box::new(TermQuery::new(other, IndexRecordOption::Basic));
        let found = [(Occur::Must, narrowed.search), (Occur::MustNot, other)];
        BooleanQuery::new(found.into_iter().chain(filters).collect())
    }
}

/// The first `wanted` candidates in order, and how many there are.
fn collected(
    searcher: &Searcher,
    search: &dyn Search,
    order: Order,
    wanted: usize,
) -> tantivy::Result<(Vec<Proposal>, usize)> {
    // Asking for none is refused by the collector.
    let top = TopDocs::with_limit(wanted.max(1));
    let (addresses, total): (Vec<DocAddress>, usize) = match order {
        Order::ByPlace => {
            let top = top.order_by_fast_field::<u64>(PLACE, tantivy::Order::Asc);
            let (top, total) = searcher.search(search, &(top, Count))?;
            (top.into_iter().map(|(_, address)| address).collect(), total)
        }
        Order::ByRelevance => {
            let (top, total) = searcher.search(search, &(top.order_by_score(), Count))?;
            (top.into_iter().map(|(_, address)| address).collect(), total)
        }
    };
    let mut columns = Vec::new();
    for segment in searcher.segment_readers() {
        let fast = segment.fast_fields();
        columns.push((fast.u64(PLACE)?, fast.u64(LANGUAGE)?));
    }
    let candidates = addresses.into_iter().take(wanted).filter_map(|address| {
        let (places, languages) = columns.get(address.segment_ord as usize)?;
        let document = address.doc_id;
        let (transcript, turn) = place_of(places.first(document)?);
        Some(Proposal {
            transcript,
            turn,
            language: language_of(languages.first(document)?)?,
        })
    });
    Ok((candidates.collect(), total))
}
