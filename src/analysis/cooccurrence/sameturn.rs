//! Codes that were given in the same turn.

use crate::analysis::cooccurrence::meetings::{Meetings, under_headings};
use crate::analysis::headings::Headings;
use crate::analysis::hits::Hit;

/// Tells of every turn of one transcript which headings stand in it; `hits` by
/// their turn. Time: in each turn, the square of its distinct headings.
pub(super) fn sweep(hits: &[Hit], headings: &Headings, meetings: &mut Meetings) {
    let mut near: Vec<usize> = Vec::new();
    for turn in hits.chunk_by(|a, b| a.turn == b.turn) {
        near.clear();
        near.extend(turn.iter().flat_map(|hit| headings.of(hit)));
        near.sort_unstable();
        near.dedup();
        for (at, a) in near.iter().enumerate() {
            for b in near.iter().skip(at) {
                meetings.places.add(*a, *b, 1);
            }
        }
        meetings.group(under_headings(turn, headings), &near);
    }
}
