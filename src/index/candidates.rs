//! Which turns can hold a hit of which query: for many queries over all turns
//! at once, so that rules read a few turns in place of a whole study.

use crate::index::error::IndexError;
use crate::index::narrow::{Narrowed, Narrower};
use crate::index::open::Index;
use crate::index::schema::{LANGUAGE, PLACE, language_number, place_of};
use crate::model::TranscriptId;
use crate::rules::{CallSheet, Called, Query};
use crate::text::Language;
use std::collections::HashMap;
use std::ops::Range;
use tantivy::query::{EnableScoring, Query as Search, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

/// The turns of one language with the queries to try on each.
pub struct Candidates {
    sheet: CallSheet,
    rows: HashMap<TranscriptId, Range<usize>>,
}

impl Candidates {
    /// What to try on the turns of a transcript; `None` if the index does not
    /// know it as one of this language.
    pub fn of(&self, transcript: TranscriptId) -> Option<Called<'_>> {
        let rows = self.rows.get(&transcript)?;
        Some(self.sheet.rows(rows.clone()))
    }
}

impl Index {
    /// Where each of `queries`, numbered in their order, can find something in
    /// turns of `language`, whether AND and NOT look within a sentence or a
    /// turn. What is left out holds none; what is named may hold one.
    pub fn candidates(
        &self,
        language: Language,
        queries: &[&Query],
    ) -> Result<Candidates, IndexError> {
        self.called(language, queries)
            .map_err(IndexError::of(&self.dir))
    }

    fn called(&self, language: Language, queries: &[&Query]) -> tantivy::Result<Candidates> {
        let searcher = self.reader.searcher();
        let (rows, turns) = rows(&searcher, language)?;
        let mut sheet = CallSheet::new(turns.count, queries.len());
        let doubt = Term::from_field_u64(self.fields.doubt, 1);
        let doubt = TermQuery::new(doubt, IndexRecordOption::Basic);
        turns.each(&searcher, &doubt, |row| sheet.doubt(row))?;
        if let Some(narrower) = Narrower::new(&self.fields, language) {
            let narrower = narrower.leaving_nothing_out();
            let narrowed: Vec<_> = queries.iter().map(|it| narrower.narrow(it)).collect();
            for (number, Narrowed { search, .. }) in narrowed.iter().enumerate() {
                turns.each(&searcher, search.as_ref(), |row| sheet.call(row, number))?;
            }
        }
        Ok(Candidates { sheet, rows })
    }
}

/// The row of each document of each segment; [`NO_ROW`] for those of other
/// languages.
struct Turns {
    rows: Vec<Vec<u32>>,
    count: usize,
}

const NO_ROW: u32 = u32::MAX;

/// Gives each transcript of a language as many rows as it has turns.
fn rows(
    searcher: &Searcher,
    language: Language,
) -> tantivy::Result<(HashMap<TranscriptId, Range<usize>>, Turns)> {
    let mut places = Vec::new();
    let mut most: HashMap<TranscriptId, u32> = HashMap::new();
    for segment in searcher.segment_readers() {
        let mine = places_in(segment, language)?;
        for (transcript, turn) in mine.iter().flatten() {
            let most = most.entry(*transcript).or_default();
            *most = (*most).max(*turn);
        }
        places.push(mine);
    }
    let mut count = 0;
    let mut rows = HashMap::with_capacity(most.len());
    for (transcript, turns) in most {
        let next = count + turns as usize;
        rows.insert(transcript, count..next);
        count = next;
    }
    let row_of = |(transcript, turn): (TranscriptId, u32)| {
        let rows = rows.get(&transcript)?;
        u32::try_from(rows.start + (turn as usize).checked_sub(1)?).ok()
    };
    let row = |place: Option<(TranscriptId, u32)>| place.and_then(row_of).unwrap_or(NO_ROW);
    let each = places
        .into_iter()
        .map(|segment| segment.into_iter().map(row).collect())
        .collect();
    let turns = Turns { rows: each, count };
    Ok((rows, turns))
}

/// Transcript and turn of each document that is of a language.
fn places_in(
    segment: &SegmentReader,
    language: Language,
) -> tantivy::Result<Vec<Option<(TranscriptId, u32)>>> {
    let places = segment.fast_fields().u64(PLACE)?;
    let languages = segment.fast_fields().u64(LANGUAGE)?;
    let wanted = Some(language_number(language));
    let place = |document| {
        let place = places.first(document).map(place_of);
        place.filter(|_| languages.first(document) == wanted)
    };
    Ok((0..segment.max_doc()).map(place).collect())
}

impl Turns {
    /// Tells the rows in which a search finds something. Turns that were taken
    /// out of the index since may be among them.
    fn each(
        &self,
        searcher: &Searcher,
        search: &dyn Search,
        mut tell: impl FnMut(usize),
    ) -> tantivy::Result<()> {
        let weight = search.weight(EnableScoring::disabled_from_searcher(searcher))?;
        for (segment, rows) in searcher.segment_readers().iter().zip(&self.rows) {
            let mut found = weight.scorer(segment, 1.0)?;
            let mut document = found.doc();
            while document != TERMINATED {
                if let Some(row) = rows.get(document as usize).filter(|row| **row != NO_ROW) {
                    tell(*row as usize);
                }
                document = found.advance();
            }
        }
        Ok(())
    }
}
