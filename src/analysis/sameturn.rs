//! Codes that were given in the same turn.

use crate::analysis::headings::Headings;
use crate::analysis::hits::Hit;
use crate::analysis::meetings::{Meetings, under_headings};

/// Tells of every turn of one transcript which headings stand in it. Time: in
/// each turn, the square of its distinct headings.
pub(super) fn sweep(hits: &[Hit], headings: &Headings, meetings: &mut Meetings) {
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
        meetings.group(under_headings(turn, headings), &near);
    }
}
