//! Looking things up.

use crate::index::error::{FindError, IndexError};
use crate::index::narrow::{Narrowed, Narrower, any};
use crate::index::open::Index;
use crate::index::schema::{LANGUAGE, PLACE, language_number, language_of, place_of, role_number};
use crate::model::{Role, TranscriptId};
use crate::rules::{Matcher, Names, Query, TurnContext, matcher, parse};
use crate::text::{ByteSpan, Language};
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

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Turns in which the query finds something, shown or not.
    pub total_turns: usize,
    /// The first of them.
    pub hits: Vec<FoundTurn>,
}

/// A turn in which something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundTurn {
    /// Its transcript.
    pub transcript: TranscriptId,
    /// Its number.
    pub turn: u32,
    /// The words that matched, in order and apart, in bytes of the turn's text.
    pub matches: Vec<ByteSpan>,
}

impl Index {
    /// Finds turns, in the language of [`crate::rules`]; AND and NOT look
    /// within a turn. `speech` gives the text of a turn, or `None` where there
    /// is no such turn any more, which then counts as not found.
    ///
    /// Words, phrases and stars with AND, OR and NOT cost as many texts as
    /// `limit`; distances, `exact` and regular expressions the text of each
    /// turn that holds the words in question.
    pub fn find(
        &self,
        query: &str,
        filter: &FindFilter,
        order: Order,
        limit: usize,
        speech: &mut dyn FnMut(TranscriptId, u32) -> Option<String>,
    ) -> Result<Found, FindError> {
        let query = parse(query)?;
        let failed = IndexError::of(&self.dir);
        let searcher = self.reader.searcher();
        let Some(narrowed) = self.narrowed(&query, &searcher).map_err(&failed)? else {
            return Ok(Found::default());
        };
        let sure = narrowed.sure;
        let search = self.filtered(narrowed, filter);
        let most = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX);
        let wanted = if sure { limit.min(most) } else { most };
        let (places, total) = candidates(&searcher, &search, order, wanted).map_err(&failed)?;

        let mut reading = Reading::new(&query);
        let mut found = Found::default();
        for place in places {
            if let Some(turn) = reading.read(place, speech) {
                found.total_turns += 1;
                if found.hits.len() < limit {
                    found.hits.push(turn);
                }
            }
        }
        if sure {
            found.total_turns = total;
        }
        Ok(found)
    }

    /// The query in each language of which there are turns.
    fn narrowed(&self, query: &Query, searcher: &Searcher) -> tantivy::Result<Option<Narrowed>> {
        let mut parts = Vec::new();
        for language in Language::ALL {
            let term = Term::from_field_u64(self.fields.language, language_number(language));
            if searcher.doc_freq(&term)? > 0 {
                let narrower = Narrower::new(&self.fields, language);
                parts.extend(narrower.map(|narrower| narrower.narrow(query)));
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
        let found = std::iter::once((Occur::Must, narrowed.search));
        BooleanQuery::new(found.chain(filters).collect())
    }
}

/// A turn the index proposes: its place, and the number of its language.
type Candidate = (u64, u64);

/// The first `wanted` candidates in order, and how many there are.
fn candidates(
    searcher: &Searcher,
    search: &dyn Search,
    order: Order,
    wanted: usize,
) -> tantivy::Result<(Vec<Candidate>, usize)> {
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
        Some((places.first(document)?, languages.first(document)?))
    });
    Ok((candidates.collect(), total))
}

/// Reads candidates, to see what the query finds in them.
struct Reading<'q> {
    query: &'q Query,
    matchers: HashMap<Language, Matcher>,
}

impl<'q> Reading<'q> {
    fn new(query: &'q Query) -> Self {
        Self {
            query,
            matchers: HashMap::new(),
        }
    }

    fn read(
        &mut self,
        (place, language): Candidate,
        speech: &mut dyn FnMut(TranscriptId, u32) -> Option<String>,
    ) -> Option<FoundTurn> {
        let language = language_of(language)?;
        let (transcript, turn) = place_of(place);
        let text = speech(transcript, turn)?;
        let ready = self
            .matchers
            .entry(language)
            .or_insert_with(|| matcher(self.query, language, &Names::default()));
        let matches = ready.words(&text, &TurnContext::default());
        (!matches.is_empty()).then_some(FoundTurn {
            transcript,
            turn,
            matches,
        })
    }
}
