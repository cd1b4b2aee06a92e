//! Where a passage stands in a corrected version of its transcript.
//!
//! The rule: a passage keeps its place where the turn around it did not change,
//! gets a new one where its words are found exactly once, and is lost in every
//! other case. A place that is only likely is a candidate, which a person
//! accepts or not; nothing is ever put there at a guess.

mod candidates;
mod wording;

use crate::model::document::Document;
use crate::text::alignment::{Stretch, align};
use crate::text::words::words;
use crate::text::{ByteSpan, QuoteSearch, find_quote};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use wording::{Words, first_words, last_words, likeness};

/// A place in the new version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewPlace {
    /// The turn in which it starts.
    pub turn: u32,
    /// The words, in bytes of the new canonical text.
    pub span: ByteSpan,
}

/// What becomes of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The turn it stands in has the same words as before.
    Same(NewPlace),
    /// Its turn changed, or went elsewhere; its words are found exactly once.
    Moved(NewPlace),
    /// It has no certain place.
    Lost {
        /// Why, a phrase without a full stop.
        reason: String,
        /// Where it may belong, the likeliest first.
        candidates: Vec<Candidate>,
    },
}

/// Where a lost passage may belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The place.
    pub place: NewPlace,
    /// The words there.
    pub quote: String,
    /// How like the old words they are, in per cent.
    pub likeness: u8,
}

/// The old and the new version of a text, compared turn by turn.
pub struct Reanchoring<'a> {
    old: &'a Document,
    new: &'a Document,
    stretches: Vec<Stretch>,
    /// For each stretch that stayed: whether a turn in it stands once in both.
    certain: Vec<bool>,
    /// The words of a stretch that was replaced, compared when first asked for:
    /// it may be the whole text, and a hundred codings lost in it.
    compared: Vec<OnceCell<Option<Compared<'a>>>>,
}

/// The words of a stretch before and after, and which stand for which.
struct Compared<'a> {
    old: Words<'a>,
    new: Words<'a>,
    stretches: Vec<Stretch>,
}

/// Words of context that help to tell one place from another.
const CONTEXT: usize = 6;
/// A quote as short as this is not looked for outside the turns around it.
const SHORT: usize = 3;
const MOST_CANDIDATES: usize = 5;
/// What is less like the old words is no candidate, in per cent.
const LEAST_LIKENESS: u8 = 50;

impl<'a> Reanchoring<'a> {
    /// Compares two versions.
    pub fn new(old: &'a Document, new: &'a Document) -> Self {
        let (before, after) = (speeches(old), speeches(new));
        let stretches = align(&before, &after);
        let (count_before, count_after) = (counts(&before), counts(&after));
        let once = |speech: &&str| {
            count_before.get(speech) == Some(&1) && count_after.get(speech) == Some(&1)
        };
        let certain = stretches
            .iter()
            .map(|it| {
                it.same
                    && before
                        .get(it.old.clone())
                        .unwrap_or_default()
                        .iter()
                        .any(once)
            })
            .collect();
        Self {
            old,
            new,
            compared: stretches.iter().map(|_| OnceCell::new()).collect(),
            stretches,
            certain,
        }
    }

    /// What becomes of the passage `quote` at `span`, which starts in `turn`.
    pub fn fate(&self, turn: u32, span: ByteSpan, quote: &str) -> Fate {
        if let Some(place) = self.unchanged(turn, span, quote) {
            return Fate::Same(place);
        }
        let (before, around) = self.around(turn);
        let near = self.places(&around, quote);
        match near.as_slice() {
            [] if words(quote).count() >= SHORT => {
                let all = self.places(&(0..self.new.turns.len()), quote);
                let everywhere = 0..self.old.turns.len();
                match all.as_slice() {
                    [] => {}
                    [one] if self.stood_once(&everywhere, quote) => return Fate::Moved(*one),
                    some => return self.ambiguous(some, quote),
                }
            }
            [] => {}
            [one] if self.stood_once(&before, quote) => return Fate::Moved(*one),
            some => {
                return match self.by_context((&before, &around), span, quote) {
                    Some(place) => Fate::Moved(place),
                    None => self.ambiguous(some, quote),
                };
            }
        }
        let reason = if around.is_empty() {
            "the turn it stood in is gone"
        } else {
            "its words are not there any more"
        };
        Fate::Lost {
            reason: reason.to_owned(),
            candidates: self.likely(turn, span, quote, &around),
        }
    }

    /// The turn of the new version that has the place of an old one: the same
    /// words, or one turn that replaced one turn and is like it.
    pub fn turn(&self, turn: u32) -> Option<u32> {
        let at = place_of(turn)?;
        let stretch = self.stretch_of(at)?;
        if stretch.old.len() != stretch.new.len() {
            return None;
        }
        let old = self.old.turns.get(at)?;
        let new = self
            .new
            .turns
            .get(stretch.new.start + (at - stretch.old.start))?;
        let alike = || likeness(self.old.speech(old), self.new.speech(new)) >= LEAST_LIKENESS;
        (stretch.same || alike()).then_some(new.number)
    }

    fn stretch_of(&self, at: usize) -> Option<&Stretch> {
        self.stretches.iter().find(|it| it.old.contains(&at))
    }

    fn unchanged(&self, turn: u32, span: ByteSpan, quote: &str) -> Option<NewPlace> {
        if self.old.text == self.new.text {
            // Only the turns or the speakers are others.
            return self.in_turn(span);
        }
        let at = place_of(turn)?;
        let mut stretches = self.stretches.iter().zip(&self.certain);
        let (stretch, certain) = stretches.find(|(it, _)| it.old.contains(&at))?;
        if !(stretch.same && *certain) {
            return None;
        }
        let before = self.old.turns.get(at)?;
        let after = self
            .new
            .turns
            .get(stretch.new.start + (at - stretch.old.start))?;
        let start = after.span.start() + (span.start().checked_sub(before.span.start())?);
        let place = ByteSpan::new(start, start + span.len()).ok()?;
        let same = place.slice(self.new.text.as_str()) == Some(quote);
        same.then_some(NewPlace {
            turn: after.number,
            span: place,
        })
    }

    /// The turns among which an old one was changed, before and after: all of
    /// them where that turn could be any of several.
    fn around(&self, turn: u32) -> (Range<usize>, Range<usize>) {
        let at = place_of(turn).unwrap_or(usize::MAX);
        let mut stretches = self.stretches.iter().zip(&self.certain);
        match stretches.find(|(it, _)| it.old.contains(&at)) {
            Some((it, certain)) if it.same && !certain => {
                (0..self.old.turns.len(), 0..self.new.turns.len())
            }
            Some((it, _)) => (it.old.clone(), it.new.clone()),
            None => (0..0, 0..0),
        }
    }

    /// Whether a quote stood in these old turns no more than once. Of words that
    /// stood there twice and stand there once nobody knows which are left.
    fn stood_once(&self, turns: &Range<usize>, quote: &str) -> bool {
        places(self.old, turns, quote).len() <= 1
    }

    /// Every place of a quote in some of the new turns.
    fn places(&self, turns: &Range<usize>, quote: &str) -> Vec<NewPlace> {
        let found = places(self.new, turns, quote).into_iter();
        found.filter_map(|span| self.in_turn(span)).collect()
    }

    fn in_turn(&self, span: ByteSpan) -> Option<NewPlace> {
        let turn = self.new.turn_at(span)?;
        Some(NewPlace {
            turn: turn.number,
            span,
        })
    }

    /// The one place at which the quote stands with the words before or behind
    /// it that it had.
    fn by_context(
        &self,
        (before, turns): (&Range<usize>, &Range<usize>),
        span: ByteSpan,
        quote: &str,
    ) -> Option<NewPlace> {
        let old = self.old.text.as_str();
        let turn = self.old.turn_at(span)?.span;
        let ahead = old.get(turn.start()..span.start())?;
        let behind = old.get(span.end()..turn.end()).unwrap_or_default();
        let lead = last_words(ahead, CONTEXT);
        let trail = first_words(behind, CONTEXT);
        let trimmed = quote.trim();
        let with = [
            format!("{lead}{trimmed}{trail}"),
            format!("{lead}{trimmed}"),
            format!("{trimmed}{trail}"),
        ];
        with.iter()
            .zip([lead, lead, ""])
            .find_map(|(longer, lead)| {
                let places = self.places(turns, longer);
                let [place] = places.as_slice() else {
                    return None;
                };
                if !self.stood_once(before, longer) {
                    return None;
                }
                let found = place.span.slice(self.new.text.as_str())?;
                // Inside the longer find, the quote stands behind its lead.
                let from = match find_quote(found, lead) {
                    QuoteSearch::Once(it) if it.start() == 0 => it.end(),
                    QuoteSearch::Several(all) => all.first().filter(|it| it.start() == 0)?.end(),
                    _ if lead.is_empty() => 0,
                    _ => return None,
                };
                let rest = found.get(from..)?;
                let at = match find_quote(rest, trimmed) {
                    QuoteSearch::Once(it) => it,
                    QuoteSearch::Several(all) => *all.first()?,
                    QuoteSearch::Missing => return None,
                };
                let start = place.span.start() + from + at.start();
                let span = ByteSpan::new(start, start + at.len()).ok()?;
                self.in_turn(span)
            })
    }
}

/// Every place of a quote in some turns of a document.
fn places(document: &Document, turns: &Range<usize>, quote: &str) -> Vec<ByteSpan> {
    let Some(turns) = document.turns.get(turns.clone()) else {
        return Vec::new();
    };
    let (Some(first), Some(last)) = (turns.first(), turns.last()) else {
        return Vec::new();
    };
    // A passage may reach over the end of its turn.
    let whole = ByteSpan::new(first.span.start(), last.span.end()).ok();
    let Some((base, text)) =
        whole.and_then(|it| Some((it.start(), it.slice(document.text.as_str())?)))
    else {
        return Vec::new();
    };
    let found = match find_quote(text, quote) {
        QuoteSearch::Once(place) => vec![place],
        QuoteSearch::Several(places) => places,
        QuoteSearch::Missing => Vec::new(),
    };
    let shifted = found.into_iter().map(|place| place.shifted(base));
    shifted.filter_map(Result::ok).collect()
}

fn speeches(document: &Document) -> Vec<&str> {
    let turns = document.turns.iter();
    turns.map(|turn| document.speech(turn)).collect()
}

fn counts<'a>(speeches: &[&'a str]) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for speech in speeches {
        *counts.entry(*speech).or_default() += 1;
    }
    counts
}

fn place_of(turn: u32) -> Option<usize> {
    usize::try_from(turn).ok()?.checked_sub(1)
}

#[cfg(test)]
mod tests;
