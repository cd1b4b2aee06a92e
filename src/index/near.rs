//! Turns in which words stand near each other, told from the places that the
//! index keeps: reading the texts of all turns that have both costs a hundred
//! times as much.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{
    BitSet, DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TERMINATED, TantivyError,
    Term,
};

/// `a NEAR/5 b` or `a THEN/5 b`, where either side is one of several words.
#[derive(Clone, Debug)]
pub(super) struct NearQuery {
    /// One of these terms, all of one field with positions.
    pub left: Vec<Term>,
    /// One of these, of the same field.
    pub right: Vec<Term>,
    /// The largest distance; neighbours are 1 apart.
    pub within: u32,
    /// Whether the left one must come first.
    pub in_order: bool,
}

impl Query for NearQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl NearQuery {
    fn are_near(&self, left: &[u32], right: &[u32]) -> bool {
        let mut from = 0;
        left.iter().any(|this| {
            // Those before `earliest` are too far from this and from all later ones.
            let earliest = match self.in_order {
                true => this + 1,
                false => this.saturating_sub(self.within),
            };
            while right.get(from).is_some_and(|other| *other < earliest) {
                from += 1;
            }
            let rest = right.get(from..).unwrap_or_default();
            // One word is not near itself.
            let other = rest.iter().find(|other| *other != this);
            other.is_some_and(|other| *other <= this.saturating_add(self.within))
        })
    }
}

impl Weight for NearQuery {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut turns = BitSet::with_max_value(segment.max_doc());
        if let Some(term) = self.left.first() {
            let index = segment.inverted_index(term.field())?;
            let mut left = Side::new(&index, &self.left)?;
            let mut right = Side::new(&index, &self.right)?;
            let (mut here, mut there) = (Vec::new(), Vec::new());
            let mut turn = left.seek(0);
            while turn != TERMINATED {
                let other = right.seek(turn);
                if other != turn {
                    turn = left.seek(other);
                    continue;
                }
                left.places(turn, &mut here);
                right.places(turn, &mut there);
                if self.are_near(&here, &there) {
                    turns.insert(turn);
                }
                turn = left.seek(turn + 1);
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(turns), boost)))
    }

    fn explain(&self, segment: &SegmentReader, turn: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        if scorer.seek(turn) == turn {
            Ok(Explanation::new("words near each other", 1.0))
        } else {
            Err(TantivyError::InvalidArgument("not found there".into()))
        }
    }
}

/// The turns and places of one of several words.
struct Side(Vec<SegmentPostings>);

impl Side {
    fn new(index: &InvertedIndexReader, terms: &[Term]) -> tantivy::Result<Self> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut side = Vec::new();
        for term in terms {
            side.extend(index.read_postings(term, option)?);
        }
        Ok(Self(side))
    }

    /// The first turn from `turn` on, or [`TERMINATED`].
    fn seek(&mut self, turn: DocId) -> DocId {
        let each = self.0.iter_mut().map(|postings| match postings.doc() {
            doc if doc < turn => postings.seek(turn),
            doc => doc,
        });
        each.min().unwrap_or(TERMINATED)
    }

    fn places(&mut self, turn: DocId, places: &mut Vec<u32>) {
        places.clear();
        for postings in self.0.iter_mut().filter(|it| it.doc() == turn) {
            postings.append_positions_with_offset(0, places);
        }
        if self.0.len() > 1 {
            places.sort_unstable();
            places.dedup();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn near_is_what_trying_all_pairs_says(
            left in prop::collection::btree_set(0u32..20, 0..5),
            right in prop::collection::btree_set(0u32..20, 0..5),
            within in 1u32..6,
            in_order in any::<bool>(),
        ) {
            let query = NearQuery { left: Vec::new(), right: Vec::new(), within, in_order };
            let near = |a: u32, b: u32| a != b && a.abs_diff(b) <= within && (a < b || !in_order);
            let expected = left.iter().any(|a| right.iter().any(|b| near(*a, *b)));
            let (left, right) = (Vec::from_iter(left), Vec::from_iter(right));
            prop_assert_eq!(query.are_near(&left, &right), expected);
        }
    }
}
