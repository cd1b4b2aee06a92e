//! Which turns can hold a hit of which query: for many queries over all turns
//! at once, so that rules read a few turns in place of a whole study.

use crate::index::error::IndexError;
use crate::index::find::{FindFilter, Scope};
use crate::index::narrow::{Narrowed, Narrower};
use crate::index::open::Index;
use crate::index::schema::{LANGUAGE, PLACE, language_number, place_of};
use crate::model::TranscriptId;
use crate::rules::{CallSheet, Called, Names, Query};
use crate::text::Language;
use rayon::prelude::*;
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
        for row in turns.rows_of(&searcher, &doubt)?.iter() {
            sheet.doubt(row);
        }
        // Nothing is known here of names, codings and questions.
        let scope = Scope {
            filter: &FindFilter::default(),
            names: Names::default(),
            surroundings: None,
        };
        if let Some(narrower) = Narrower::new(&self.fields, language, &scope) {
            let narrower = narrower.leaving_nothing_out();
            let narrowed: Vec<_> = queries.iter().map(|it| narrower.narrow(it)).collect();
            let rows_of = |it: &Narrowed| turns.rows_of(&searcher, it.search.as_ref());
            let rows: tantivy::Result<Vec<Rows>> = narrowed.par_iter().map(rows_of).collect();
            for (number, rows) in rows?.iter().enumerate() {
                for row in rows.iter() {
                    sheet.call(row, number);
                }
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
    /// The rows in which a search finds something. Turns that were taken out of
    /// the index since may be among them.
    fn rows_of(&self, searcher: &Searcher, search: &dyn Search) -> tantivy::Result<Rows> {
        let weight = search.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut found = Rows(vec![0; self.count.div_ceil(u64::BITS as usize)]);
        for (segment, rows) in searcher.segment_readers().iter().zip(&self.rows) {
            let mut turns = weight.scorer(segment, 1.0)?;
            let mut turn = turns.doc();
            while turn != TERMINATED {
                if let Some(row) = rows.get(turn as usize).filter(|row| **row != NO_ROW) {
                    found.insert(*row as usize);
                }
                turn = turns.advance();
            }
        }
        Ok(found)
    }
}

/// A set of rows, one bit each: many may be found of every query.
struct Rows(Vec<u64>);

impl Rows {
    fn insert(&mut self, row: usize) {
        let bits = u64::BITS as usize;
        if let Some(cell) = self.0.get_mut(row / bits) {
            *cell |= 1 << (row % bits);
        }
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, cell)| {
            let mut cell = *cell;
            std::iter::from_fn(move || {
                let bit = (cell != 0).then(|| cell.trailing_zeros() as usize)?;
                cell &= cell - 1;
                Some(at * u64::BITS as usize + bit)
            })
        })
    }
}
