//! What the study already says of a passage that is about to be suggested: by
//! rules, or by a person's search.

use crate::app::AppError;
use crate::model::{CodeKey, Coding, CodingId, Origin, ReviewState, TranscriptId};
use crate::store::{CodingFilter, Reader};
use crate::text::{ByteSpan, Cover};
use std::collections::HashMap;

/// What is one for a person: passages of a transcript under one code.
pub(super) type Shelf = (TranscriptId, CodeKey);

/// Where a coding belongs.
pub(super) fn shelf(coding: &Coding) -> Shelf {
    (coding.transcript, coding.code)
}

/// What the study already says of a place.
pub(super) enum Said {
    /// Nothing yet, as far as people and their searches go.
    Nothing,
    /// A person's search has suggested it.
    Searched(CodingId),
    /// No.
    Rejected,
    /// Yes.
    Coded,
}

/// All that the study says of passages under codes.
#[derive(Default)]
pub(super) struct Held {
    /// Pending suggestions of rules.
    pub waiting: HashMap<Shelf, Vec<Coding>>,
    /// Pending ones that a person's search made.
    searched: HashMap<Shelf, Vec<Coding>>,
    rejected: HashMap<Shelf, Cover>,
    accepted: HashMap<Shelf, Cover>,
}

impl Held {
    pub fn load(reader: &Reader<'_>) -> Result<Self, AppError> {
        let mut held = Self::default();
        let pending = CodingFilter {
            states: vec![ReviewState::Pending],
            ..CodingFilter::default()
        };
        for coding in reader.codings(&pending)? {
            let shelves = match coding.origin {
                Origin::Rule { .. } => &mut held.waiting,
                _ => &mut held.searched,
            };
            shelves.entry(shelf(&coding)).or_default().push(coding);
        }
        let marks = reader.marks()?.0;
        let decided = |state| {
            let marks = marks.iter().filter(move |mark| mark.state == state);
            covers(marks.map(|mark| ((mark.transcript, mark.code), mark.span)))
        };
        held.rejected = decided(ReviewState::Rejected);
        held.accepted = decided(ReviewState::Accepted);
        Ok(held)
    }

    /// A passage is coded already when somebody's coding of that code lies on
    /// the same words, wholly or in part: asking again would be noise. A
    /// rejection speaks for all that lies inside it, so that a rule that
    /// proposes a little less of the same words does not ask again; more words
    /// are a new question.
    pub fn says(&self, hit: &Coding) -> Said {
        let shelf = shelf(hit);
        let searched = || {
            let mut all = self.searched.get(&shelf)?.iter();
            all.find(|one| one.span.overlaps(hit.span))
        };
        let cover = |covers: &HashMap<Shelf, Cover>, test: fn(&Cover, ByteSpan) -> bool| {
            covers.get(&shelf).is_some_and(|it| test(it, hit.span))
        };
        if cover(&self.rejected, Cover::contains) {
            Said::Rejected
        } else if cover(&self.accepted, Cover::overlaps) {
            Said::Coded
        } else if let Some(one) = searched() {
            Said::Searched(one.id)
        } else {
            Said::Nothing
        }
    }
}

/// The places on each shelf.
pub(super) fn covers(places: impl Iterator<Item = (Shelf, ByteSpan)>) -> HashMap<Shelf, Cover> {
    let mut spans: HashMap<Shelf, Vec<ByteSpan>> = HashMap::new();
    for (shelf, span) in places {
        spans.entry(shelf).or_default().push(span);
    }
    let covers = spans.into_iter();
    covers
        .map(|(shelf, spans)| (shelf, spans.into_iter().collect()))
        .collect()
}
