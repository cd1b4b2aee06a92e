//! A transcript as a line of numbers, and how far on it each coding reaches.
//! Two codings stand together where their reaches share a number.

use crate::analysis::cooccurrence::together::Together;
use crate::analysis::hits::Hit;
use crate::analysis::units::UnitMap;
use crate::text::ByteSpan;
use std::ops::Range;

/// From a number up to another one, which it leaves out; empty where they are
/// equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reach {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Reach {
    pub(super) fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

impl From<Range<u32>> for Reach {
    fn from(range: Range<u32>) -> Self {
        Self {
            start: range.start,
            end: range.end.max(range.start),
        }
    }
}

/// What the numbers of a line stand for.
#[derive(Clone, Copy)]
pub(super) enum Line<'a> {
    /// Bytes of the text.
    Bytes,
    /// Characters of the text.
    Characters(&'a UnitMap),
    /// Sentences.
    Sentences(&'a UnitMap),
    /// Turns.
    Turns,
    /// A turn and so many after it: turns that are at most so many apart share
    /// a number.
    Near(u32),
    /// So many turns in a row and one more, by the last of them.
    Stretches(u32, &'a UnitMap),
}

impl<'a> Line<'a> {
    /// The line on which places share a number if they stand together; none
    /// where the units it needs are not known.
    pub(super) fn of_places(together: Together, map: Option<&'a UnitMap>) -> Option<Self> {
        Some(match together.plain() {
            Together::Overlap => Line::Bytes,
            Together::Sentence => Line::Sentences(map?),
            Together::SameTurn => Line::Turns,
            Together::WithinTurns(apart) => Line::Near(apart),
        })
    }

    /// The line whose numbers are the units.
    pub(super) fn of_units(together: Together, map: &'a UnitMap) -> Self {
        match together.plain() {
            Together::Overlap => Line::Characters(map),
            Together::Sentence => Line::Sentences(map),
            Together::SameTurn => Line::Turns,
            Together::WithinTurns(apart) => Line::Stretches(apart, map),
        }
    }

    /// How far a coding reaches.
    pub(super) fn reach(self, hit: &Hit) -> Reach {
        match self.by_turn() {
            true => self.of_turn(hit.turn),
            false => self.of_place(hit.span),
        }
    }

    /// How far those reach who answer.
    pub(super) fn answers(self, map: &UnitMap) -> Vec<Reach> {
        if self.by_turn() {
            let turns = map.answers().iter();
            turns.map(|turn| self.of_turn(*turn)).collect()
        } else {
            let pieces = map.answered().iter();
            pieces.map(|piece| self.of_place(*piece)).collect()
        }
    }

    /// Whether only the turn of a coding matters.
    pub(super) fn by_turn(self) -> bool {
        matches!(self, Line::Turns | Line::Near(_) | Line::Stretches(..))
    }

    fn of_place(self, place: ByteSpan) -> Reach {
        let range = match self {
            Line::Characters(map) => map.characters(place),
            Line::Sentences(map) => map.sentences(place),
            _ => Some(place.start() as u32..place.end() as u32),
        };
        Reach::from(range.unwrap_or(0..0))
    }

    fn of_turn(self, turn: u32) -> Reach {
        let after = |apart: u32| turn.saturating_add(apart).saturating_add(1);
        Reach::from(match self {
            Line::Near(apart) => turn..after(apart),
            Line::Stretches(apart, map) => {
                // The first stretch ends with the turn of its length; where
                // there is none, all turns are one stretch.
                let last = map.turns();
                let first = apart.saturating_add(1).min(last);
                turn.max(first)..after(apart).min(last.saturating_add(1))
            }
            _ => turn..after(0),
        })
    }
}

/// How many numbers at least one of the reaches has. They need no order.
pub(super) fn covered(reaches: &mut [Reach]) -> u64 {
    reaches.sort_unstable();
    let mut past = 0;
    let mut count = 0;
    for reach in reaches.iter().filter(|reach| !reach.is_empty()) {
        count += u64::from(reach.end.saturating_sub(reach.start.max(past)));
        past = past.max(reach.end);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_under_several_reaches_are_covered_once() {
        let mut reaches = [5..7, 1..3, 2..6, 9..9].map(Reach::from);
        assert_eq!(covered(&mut reaches), 6);
        assert_eq!(covered(&mut []), 0);
    }
}
