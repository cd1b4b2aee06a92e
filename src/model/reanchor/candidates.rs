//! Where a lost passage may belong: only ever an offer.

use super::wording::{Words, likeness, spoken};
use super::{
    Candidate, Compared, Fate, LEAST_LIKENESS, MOST_CANDIDATES, NewPlace, Reanchoring, place_of,
};
use crate::text::alignment::{Stretch, align, carried};
use crate::text::{ByteSpan, likely_place};
use std::ops::Range;

impl<'a> Reanchoring<'a> {
    pub(super) fn ambiguous(&self, places: &[NewPlace], quote: &str) -> Fate {
        let candidates = places.iter().filter_map(|it| self.candidate(*it, quote));
        Fate::Lost {
            reason: match places.len() {
                1 => "its words stood there several times and stand there once".to_owned(),
                several => format!("its words stand there {several} times"),
            },
            candidates: candidates.take(MOST_CANDIDATES).collect(),
        }
    }

    fn candidate(&self, place: NewPlace, quote: &str) -> Option<Candidate> {
        let found = place.span.slice(self.new.text.as_str())?;
        Some(Candidate {
            place,
            quote: found.to_owned(),
            likeness: likeness(quote, found),
        })
    }

    /// What replaced the words, and where some of them stand.
    pub(super) fn likely(
        &self,
        turn: u32,
        span: ByteSpan,
        quote: &str,
        around: &Range<usize>,
    ) -> Vec<Candidate> {
        let replaced = self.replaced((turn, span, quote), around);
        let text = self.new.text.as_str();
        let some_words = likely_place(text, quote).and_then(|it| self.in_turn(it));
        let mut candidates: Vec<Candidate> = replaced
            .into_iter()
            .chain(some_words)
            .filter_map(|place| self.candidate(place, quote))
            .filter(|candidate| candidate.likeness >= LEAST_LIKENESS)
            .collect();
        candidates.sort_by_key(|it| std::cmp::Reverse(it.likeness));
        candidates.dedup_by_key(|it| it.place);
        candidates
    }

    /// The words that stand for the passage, word by word, in the turns that
    /// stand for its turn.
    fn replaced(
        &self,
        (turn, span, quote): (u32, ByteSpan, &str),
        around: &Range<usize>,
    ) -> Option<NewPlace> {
        let before = self.old.turns.get(place_of(turn)?)?;
        let at = self.stretches.iter().position(|it| it.new == *around)?;
        let compared = self.compared.get(at)?;
        let compared = compared.get_or_init(|| self.compare(self.stretches.get(at)?));
        let Compared {
            old,
            new,
            stretches,
        } = compared.as_ref()?;
        let end = span.end().min(before.span.end());
        let from = old.partition_point(|(word, _)| word.end() <= span.start());
        let to = old.partition_point(|(word, _)| word.start() < end);
        if from >= to {
            return None;
        }
        let there = carried(stretches, &(from..to))?;
        let first = new.get(there.start)?.0;
        let turn = self.new.turn_at(first)?;
        // What replaced it may run into the next speaker's turn; it does not.
        let last = new
            .get(there)?
            .iter()
            .rev()
            .find(|it| it.0.end() <= turn.span.end())?;
        let span = ByteSpan::new(first.start(), last.0.end()).ok()?;
        self.in_turn(self.with_marks_around(span, turn.span, quote))
    }

    fn compare(&self, stretch: &Stretch) -> Option<Compared<'a>> {
        let old_turns = self.old.turns.get(stretch.old.clone())?;
        let new_turns = self.new.turns.get(stretch.new.clone())?;
        let old = spoken(self.old, old_turns.first()?, old_turns.last()?)?;
        let new = spoken(self.new, new_turns.first()?, new_turns.last()?)?;
        let just_words =
            |words: &Words<'a>| -> Vec<&'a str> { words.iter().map(|it| it.1).collect() };
        let stretches = align(&just_words(&old), &just_words(&new));
        Some(Compared {
            old,
            new,
            stretches,
        })
    }

    /// Takes in the full stop or the quotation marks that the passage had around
    /// its words, where the new words have the same.
    fn with_marks_around(&self, span: ByteSpan, within: ByteSpan, quote: &str) -> ByteSpan {
        let of_words = |c: char| c.is_alphanumeric();
        let lead = quote.find(of_words).and_then(|at| quote.get(..at));
        let trail = quote.trim_end_matches(|c| !of_words(c)).len();
        let (lead, trail) = (lead.unwrap_or(""), quote.get(trail..).unwrap_or(""));
        let text = self.new.text.as_str();
        let before = text.get(within.start()..span.start());
        let behind = text.get(span.end()..within.end());
        let start = match before {
            Some(before) if before.ends_with(lead) => span.start() - lead.len(),
            _ => span.start(),
        };
        let end = match behind {
            Some(behind) if behind.starts_with(trail) => span.end() + trail.len(),
            _ => span.end(),
        };
        ByteSpan::new(start, end).unwrap_or(span)
    }
}
