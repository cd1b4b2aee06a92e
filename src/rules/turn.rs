//! One turn as the executors see it.

use crate::model::Extent;
use crate::rules::atoms::AtomId;
use crate::rules::found::Found;
use crate::rules::surroundings::TurnContext;
use crate::text::cut::places_of_words;
use crate::text::sentences::sentences;
use crate::text::{ByteSpan, Language};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::RangeInclusive;

/// Within what AND and NOT look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Window {
    Sentence,
    Turn,
}

impl From<Extent> for Window {
    fn from(extent: Extent) -> Self {
        match extent {
            Extent::Turn => Window::Turn,
            Extent::Hit | Extent::Sentence | Extent::Sentences(_) => Window::Sentence,
        }
    }
}

/// The words of a turn and who asked for them.
pub(crate) struct TurnView<'a> {
    pub text: &'a str,
    pub language: Language,
    /// What is known beyond the words.
    pub context: &'a TurnContext<'a>,
    /// Every word's place; cut when somebody asks, unless it was before.
    pub words: OnceCell<Cow<'a, [ByteSpan]>>,
    /// For each atom, the words that are it.
    pub postings: &'a [Vec<u32>],
    /// Cut only when somebody asks: cutting costs more than all the rest.
    pub sentences: OnceCell<Vec<ByteSpan>>,
}

impl TurnView<'_> {
    fn words(&self) -> &[ByteSpan] {
        self.words.get_or_init(|| {
            let mut places = Vec::new();
            places_of_words(self.text, &mut places);
            Cow::Owned(places)
        })
    }

    /// The words, by number from 0, that are this atom.
    pub fn places(&self, atom: AtomId) -> &[u32] {
        self.postings.get(atom.at()).map_or(&[], Vec::as_slice)
    }

    pub fn has(&self, atom: AtomId, place: u32) -> bool {
        self.places(atom).binary_search(&place).is_ok()
    }

    /// `count` words from number `first` on.
    pub fn found(&self, first: u32, count: usize) -> Found {
        let start = first as usize;
        let words = self.words().get(start..start + count).unwrap_or_default();
        Found {
            first,
            last: first + (count as u32).saturating_sub(1),
            words: words.to_vec(),
        }
    }

    /// A stretch of text, whatever words it covers. One that covers none (a
    /// sign) stands where the next word stands.
    pub fn found_at(&self, span: ByteSpan) -> Found {
        let words = self.words();
        let first = words.partition_point(|word| word.end() <= span.start());
        let after = words.partition_point(|word| word.start() < span.end());
        Found {
            first: first as u32,
            last: after.saturating_sub(1).max(first) as u32,
            words: vec![span],
        }
    }

    /// Whether a cut at this byte would go through a word.
    pub fn cuts_a_word(&self, at: usize) -> bool {
        // No word has a blank in it: most cuts need no look at the words.
        let is_blank = |at: usize| {
            let byte = self.text.as_bytes().get(at);
            byte.is_none_or(u8::is_ascii_whitespace)
        };
        if is_blank(at) || is_blank(at.wrapping_sub(1)) {
            return false;
        }
        let words = self.words();
        let next = words.partition_point(|word| word.end() <= at);
        words.get(next).is_some_and(|word| word.start() < at)
    }

    pub fn sentences(&self) -> &[ByteSpan] {
        self.sentences
            .get_or_init(|| sentences(self.text, self.language))
    }

    /// The sentences a find touches, by number; 0 is the turn where that is
    /// the window.
    pub fn units(&self, found: &Found, window: Window) -> RangeInclusive<usize> {
        match (window, found.span()) {
            (Window::Sentence, Some(span)) => self.touched(span),
            _ => 0..=0,
        }
    }

    /// What to code for a find, in bytes of the turn.
    pub fn proposed(&self, found: &Found, extent: Extent) -> Option<ByteSpan> {
        let span = found.span()?;
        match extent {
            Extent::Hit => Some(span),
            Extent::Sentence => Some(self.sentences_around(span, 0)),
            Extent::Sentences(more) => Some(self.sentences_around(span, more.into())),
            Extent::Turn => ByteSpan::new(0, self.text.len()).ok(),
        }
    }

    /// From the start of the first sentence a place touches to the end of the
    /// last, and `more` sentences on either side as far as the turn has them.
    pub fn sentences_around(&self, place: ByteSpan, more: usize) -> ByteSpan {
        let touched = self.touched(place);
        let bound = |at: usize| self.sentences().get(at).copied().unwrap_or(place);
        let last = self.sentences().len().saturating_sub(1);
        let before = touched.start().saturating_sub(more);
        let after = (touched.end() + more).min(last);
        let start = bound(before).start().min(place.start());
        let end = bound(after).end().max(place.end());
        ByteSpan::new(start, end).unwrap_or(place)
    }

    fn touched(&self, span: ByteSpan) -> RangeInclusive<usize> {
        let all = self.sentences();
        let first = all.partition_point(|one| one.end() <= span.start());
        let after = all.partition_point(|one| one.start() < span.end());
        first..=after.saturating_sub(1).max(first)
    }
}
