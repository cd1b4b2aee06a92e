//! How much each two codes share, and how much each has.

use crate::analysis::cooccurrence::line::Reach;
use crate::analysis::cooccurrence::strength::Counts;
use crate::analysis::headings::Headings;
use crate::analysis::hits::Hit;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A symmetric square of numbers: for two headings what they share, for one
/// with itself what it has.
pub(super) struct Shared {
    width: usize,
    /// At `smaller * width + larger`.
    counts: Vec<u64>,
}

impl Shared {
    /// Nothing shared yet, between so many headings.
    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            counts: vec![0; width * width],
        }
    }

    /// Two headings (or one with itself, for its own) share more.
    pub(super) fn add(&mut self, a: usize, b: usize, more: u64) {
        if let Some(count) = self.counts.get_mut(a.min(b) * self.width + a.max(b)) {
            *count += more;
        }
    }

    fn get(&self, a: usize, b: usize) -> u64 {
        let at = a.min(b) * self.width + a.max(b);
        self.counts.get(at).copied().unwrap_or(0)
    }

    /// What is known of two.
    pub(super) fn counts(&self, first: usize, second: usize) -> Counts {
        Counts {
            first: self.get(first, first),
            second: self.get(second, second),
            both: self.get(first, second),
        }
    }

    /// Adds what the headings cover of a line, and what each two of them cover
    /// both; the same number under several reaches of a heading counts once.
    /// `hits` come with their reaches, by where these start. Time: the reaches, each times the
    /// headings that reach into it.
    pub(super) fn cover(&mut self, hits: &[Hit], reaches: &[Reach], headings: &Headings) {
        let mut open = Open::new(self.width);
        let all = hits.iter().zip(reaches);
        for (hit, reach) in all.filter(|(_, reach)| !reach.is_empty()) {
            open.close_until(reach.start, self);
            for heading in headings.of(hit) {
                open.add(*heading, *reach);
            }
        }
        open.close_until(u32::MAX, self);
    }

    /// Adds another square of the same width.
    pub(super) fn add_all(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
    }
}

/// The headings that cover the number at hand.
struct Open {
    /// Each heading's unbroken cover, if it has one here.
    covers: Vec<Option<Reach>>,
    live: Vec<usize>,
    /// Where covers end or have ended before they grew.
    ends: BinaryHeap<Reverse<(u32, usize)>>,
}

impl Open {
    fn new(width: usize) -> Self {
        Self {
            covers: vec![None; width],
            live: Vec::new(),
            ends: BinaryHeap::new(),
        }
    }

    fn add(&mut self, heading: usize, reach: Reach) {
        let Some(cover) = self.covers.get_mut(heading) else {
            return;
        };
        match cover {
            Some(cover) if cover.end >= reach.end => return,
            Some(cover) => cover.end = reach.end,
            None => {
                *cover = Some(reach);
                self.live.push(heading);
            }
        }
        self.ends.push(Reverse((reach.end, heading)));
    }

    /// Closes the covers that end there or before, the earliest first: what is
    /// open then reaches at least as far.
    fn close_until(&mut self, number: u32, shared: &mut Shared) {
        while let Some(Reverse((end, heading))) = self.ends.peek().copied() {
            if end > number {
                break;
            }
            self.ends.pop();
            let Some(cover) = self.covers.get_mut(heading) else {
                continue;
            };
            let Some(closed) = cover.take_if(|cover| cover.end == end) else {
                continue;
            };
            self.live.retain(|other| *other != heading);
            shared.add(heading, heading, u64::from(end - closed.start));
            for other in &self.live {
                if let Some(Some(open)) = self.covers.get(*other) {
                    let from = closed.start.max(open.start);
                    shared.add(heading, *other, u64::from(end.saturating_sub(from)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_that_grow_together_count_each_number_once() {
        let mut shared = Shared::new(3);
        let mut open = Open::new(3);
        for (range, heading) in [(1..4, 0), (2..9, 1), (3..6, 0), (6..7, 0), (8..10, 0)] {
            let reach = Reach::from(range);
            open.close_until(reach.start, &mut shared);
            open.add(heading, reach);
        }
        open.close_until(u32::MAX, &mut shared);
        let counts = shared.counts(0, 1);
        // The first has 1 to 6, 8 and 9; the second 2 to 8.
        assert_eq!((counts.first, counts.second, counts.both), (8, 7, 6));
        assert_eq!(shared.counts(0, 2).both, 0);
    }
}
