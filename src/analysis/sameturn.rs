//! Codes that were given in the same turn.

use crate::analysis::cooccurrence::{Meetings, tell};
use crate::analysis::hits::Hit;
use crate::analysis::matrix::Headings;

/// Tells of every turn of one transcript which headings stand in it. Time: in
/// each turn, codings times distinct headings.
pub(super) fn meetings(hits: &[Hit], headings: &Headings, meetings: &mut impl Meetings) {
    let by_turn;
    // Passages in order lie in turns in order; a damaged study may differ.
    let hits = if hits.is_sorted_by_key(|hit| hit.turn) {
        hits
    } else {
        let mut copy = hits.to_vec();
        copy.sort_by_key(|hit| hit.turn);
        by_turn = copy;
        &by_turn
    };
    let mut near: Vec<usize> = Vec::new();
    for turn in hits.chunk_by(|a, b| a.turn == b.turn) {
        near.clear();
        near.extend(turn.iter().flat_map(|hit| headings.of(hit)));
        near.sort_unstable();
        near.dedup();
        for (at, a) in near.iter().enumerate() {
            for b in near.iter().skip(at) {
                meetings.places(*a, *b, 1);
            }
        }
        for hit in turn {
            tell(hit, headings.of(hit), &near, meetings);
        }
    }
}
