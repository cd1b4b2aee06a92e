//! Codes whose reaches on a line overlap.

use crate::analysis::cooccurrence::line::Reach;
use crate::analysis::cooccurrence::meetings::{Meetings, under_headings};
use crate::analysis::headings::Headings;
use crate::analysis::hits::Hit;

/// One place with all codings of it.
struct Spot<'a> {
    reach: Reach,
    hits: &'a [Hit],
    /// The headings that have a place here, in order.
    heads: Vec<usize>,
}

/// Tells of one transcript which headings overlap and, with `pairs`, in how
/// many pairs of places; `hits` come with their reaches, by where these start. Nested
/// passages are normal, and a hostile file may nest a million of them: so no
/// pair is looked at by itself. Time: places times the headings that reach
/// into each; memory: places times headings, in bits.
pub(super) fn sweep(
    hits: &[Hit],
    reaches: &[Reach],
    pairs: bool,
    headings: &Headings,
    meetings: &mut Meetings,
) {
    let width = headings.gathered.len();
    let mut rest = hits;
    let spots: Vec<Spot> = reaches
        .chunk_by(|a, b| a == b)
        .filter_map(|same| {
            let (hits, after) = rest.split_at_checked(same.len())?;
            rest = after;
            let of_all = hits.iter().flat_map(|hit| headings.of(hit));
            let mut heads: Vec<usize> = of_all.copied().collect();
            heads.sort_unstable();
            heads.dedup();
            Some(Spot {
                reach: *same.first()?,
                hits,
                heads,
            })
        })
        .collect();
    let later = starting_inside(&spots, width);

    let mut by_end: Vec<&Spot> = spots.iter().filter(|spot| !spot.reach.is_empty()).collect();
    by_end.sort_unstable_by_key(|spot| spot.reach.end);
    let mut ended = by_end.into_iter().peekable();
    let mut open = vec![0u64; width];
    let mut live: Vec<usize> = Vec::new();
    let mut near: Vec<usize> = Vec::new();
    for (spot, later) in spots.iter().zip(later.chunks(words_for(width))) {
        if pairs {
            for head in &spot.heads {
                meetings.places.add(*head, *head, 1);
            }
        }
        if spot.reach.is_empty() {
            // It shares no character with anything; it only is a place.
            for head in &spot.heads {
                let own = under_headings(spot.hits, headings);
                meetings.group(own.filter(|(_, heading)| heading == head), &[*head]);
            }
            continue;
        }
        // Ends are exclusive: what ends where this starts only touches it.
        while let Some(past) = ended.next_if(|past| past.reach.end <= spot.reach.start) {
            for head in &past.heads {
                if let Some(count) = open.get_mut(*head) {
                    *count = count.saturating_sub(1);
                }
            }
        }
        live.retain(|head| open.get(*head).is_some_and(|count| *count > 0));
        if pairs {
            for head in &spot.heads {
                for other in live.iter().filter(|other| *other != head) {
                    let count = open.get(*other).copied().unwrap_or(0);
                    meetings.places.add(*head, *other, count);
                }
            }
            for (at, a) in spot.heads.iter().enumerate() {
                for b in spot.heads.iter().skip(at + 1) {
                    meetings.places.add(*a, *b, 1);
                }
            }
        }
        near.clear();
        near.extend(live.iter().chain(&spot.heads).copied());
        near.extend(ones(later));
        near.sort_unstable();
        near.dedup();
        meetings.group(under_headings(spot.hits, headings), &near);
        for head in &spot.heads {
            if let Some(count) = open.get_mut(*head) {
                if *count == 0 {
                    live.push(*head);
                }
                *count += 1;
            }
        }
    }
}

/// For each spot the headings of later spots that start before it ends: a set
/// of `words_for(width)` words of bits.
fn starting_inside(spots: &[Spot], width: usize) -> Vec<u64> {
    let words = words_for(width);
    let mut sets = vec![0u64; spots.len() * words];
    let mut next_start = vec![u32::MAX; width];
    // The heading whose next start is nearest comes first.
    let mut recent: Vec<usize> = (0..width).collect();
    for (spot, set) in spots.iter().zip(sets.chunks_mut(words)).rev() {
        if spot.reach.is_empty() {
            continue;
        }
        for head in &recent {
            match next_start.get(*head) {
                Some(start) if *start < spot.reach.end => {
                    if let Some(word) = set.get_mut(head / 64) {
                        *word |= 1 << (head % 64);
                    }
                }
                _ => break,
            }
        }
        for head in &spot.heads {
            if let Some(start) = next_start.get_mut(*head) {
                *start = spot.reach.start;
            }
            if let Some(at) = recent.iter().position(|other| other == head)
                && let Some(front) = recent.get_mut(..=at)
            {
                front.rotate_right(1);
            }
        }
    }
    sets
}

fn words_for(width: usize) -> usize {
    width.div_ceil(64).max(1)
}

fn ones(set: &[u64]) -> impl Iterator<Item = usize> {
    set.iter().enumerate().flat_map(|(at, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            let bit = rest.trailing_zeros() as usize;
            rest &= rest.checked_sub(1)?;
            Some(at * 64 + bit)
        })
    })
}
