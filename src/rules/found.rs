//! What an operator found in a turn.

use crate::text::ByteSpan;

/// One find: the words that matched, and where they stand among the words of
/// the turn. Spans are bytes of the turn's text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    /// The first word, counted from 0.
    pub first: u32,
    /// The last word, itself included.
    pub last: u32,
    /// The matching words; in order once [`tidy`] has been there.
    pub words: Vec<ByteSpan>,
}

impl Found {
    /// A find of which nobody asks at which word it stands.
    pub fn alone(span: ByteSpan) -> Self {
        Self {
            first: 0,
            last: 0,
            words: vec![span],
        }
    }

    /// Takes in the words of another find.
    pub fn absorb(&mut self, other: &Found) {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.words.extend_from_slice(&other.words);
    }

    /// Both as one find.
    pub fn joined(&self, other: &Found) -> Found {
        let mut both = self.clone();
        both.absorb(other);
        both
    }

    /// Steps from word to word between the two, 0 where they interlock.
    pub fn distance(&self, other: &Found) -> u32 {
        if self.last < other.first {
            other.first - self.last
        } else {
            self.first.saturating_sub(other.last)
        }
    }

    /// From the first to the last byte that matched.
    pub fn span(&self) -> Option<ByteSpan> {
        let start = self.words.iter().map(|word| word.start()).min()?;
        let end = self.words.iter().map(|word| word.end()).max()?;
        ByteSpan::new(start, end).ok()
    }

    /// Whether some of its words lie in those of the other.
    pub fn shares_a_word(&self, other: &Found) -> bool {
        self.words
            .iter()
            .any(|mine| other.words.iter().any(|theirs| mine.overlaps(*theirs)))
    }
}

/// Puts finds and the words in them in order, and each find there once.
pub(crate) fn tidy(found: &mut Vec<Found>) {
    for one in found.iter_mut() {
        one.words.sort_unstable();
        one.words.dedup();
    }
    found.sort_unstable();
    found.dedup();
}

/// Words as a reader sees them: in order, and those that overlap as one.
pub(crate) fn merged(mut words: Vec<ByteSpan>) -> Vec<ByteSpan> {
    words.sort_unstable();
    let mut merged: Vec<ByteSpan> = Vec::with_capacity(words.len());
    for word in words {
        match merged.last_mut() {
            Some(last) if word.start() < last.end() => {
                let end = last.end().max(word.end());
                *last = ByteSpan::new(last.start(), end).unwrap_or(*last);
            }
            _ => merged.push(word),
        }
    }
    merged
}

/// Finds in order, ready to be asked for the one nearest to a place without a
/// walk through all of them.
pub(crate) struct ByEnd<'a> {
    by_start: &'a [Found],
    by_end: Vec<&'a Found>,
    longest: u32,
}

impl<'a> ByEnd<'a> {
    /// `found` is in order, as every executor leaves it.
    pub fn new(found: &'a [Found]) -> Self {
        let mut by_end: Vec<&Found> = found.iter().collect();
        // Of those that end at one word the first in order comes last.
        by_end.sort_by(|a, b| a.last.cmp(&b.last).then_with(|| b.cmp(a)));
        Self {
            by_start: found,
            by_end,
            longest: found
                .iter()
                .map(|one| one.last - one.first)
                .max()
                .unwrap_or(0),
        }
    }

    /// The first one that starts after `this` ends.
    pub fn first_after(&self, this: &Found) -> Option<&'a Found> {
        let at = self.by_start.partition_point(|one| one.first <= this.last);
        self.by_start.get(at)
    }

    /// The last one to end before `this` starts.
    pub fn last_before(&self, this: &Found) -> Option<&'a Found> {
        let at = self.by_end.partition_point(|one| one.last < this.first);
        self.by_end.get(at.checked_sub(1)?).copied()
    }

    /// The first one that has `this` inside or around it and shares no word.
    pub fn interlocked(&self, this: &Found) -> Option<&'a Found> {
        let earliest = this.first.saturating_sub(self.longest);
        let from = self.by_start.partition_point(|one| one.first < earliest);
        self.by_start
            .get(from..)?
            .iter()
            .take_while(|one| one.first <= this.last)
            .find(|one| one.last >= this.first && !one.shares_a_word(this))
    }
}
