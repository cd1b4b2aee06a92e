//! The immutable part of a transcript: its text, and what lies where in it.

use crate::model::transcript::Turn;
use crate::text::{ByteSpan, CanonicalText, ContentHash, LineIndex};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A canonical text with its turns, asides and times. Known by its hash, never
/// changed after import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Hash of all that follows; see [`Document::new`].
    pub hash: ContentHash,
    /// The text all places refer to.
    pub text: CanonicalText,
    /// The turns in order; their spans neither overlap nor leave the text.
    pub turns: Vec<Turn>,
    /// What stands in the text and is nobody's speech, in order and without
    /// overlaps; an aside may lie inside a turn.
    pub asides: Vec<Aside>,
    /// When the words of a stretch of text were said, in the order of the text.
    pub moments: Vec<Moment>,
}

/// Words in a transcript that nobody said in the interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "(ByteSpan, AsideKind)", from = "(ByteSpan, AsideKind)")]
pub struct Aside {
    /// Where they stand.
    pub span: ByteSpan,
    /// What they are.
    pub kind: AsideKind,
}

/// What an aside is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AsideKind {
    /// Text before the first turn: a title, a date, a list of those present.
    Front,
    /// A heading, or a line that announces a part.
    Heading,
    /// A transcriber's note: `[laughs]`, `(tauko 5 s)`, a footnote.
    Note,
    /// A time written into the text.
    Time,
    /// Words between turns that belong to nobody.
    Stray,
}

impl fmt::Display for AsideKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AsideKind::Front => "front matter",
            AsideKind::Heading => "heading",
            AsideKind::Note => "note",
            AsideKind::Time => "time",
            AsideKind::Stray => "nobody's words",
        })
    }
}

/// When a stretch of the text was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    into = "(ByteSpan, u64, Option<u64>)",
    from = "(ByteSpan, u64, Option<u64>)"
)]
pub struct Moment {
    /// The stretch, which lies inside one turn.
    pub span: ByteSpan,
    /// Milliseconds from the start of the recording.
    pub starts_at: u64,
    /// When it ends, where that is known.
    pub ends_at: Option<u64>,
}

impl From<(ByteSpan, AsideKind)> for Aside {
    fn from((span, kind): (ByteSpan, AsideKind)) -> Self {
        Self { span, kind }
    }
}

impl From<Aside> for (ByteSpan, AsideKind) {
    fn from(aside: Aside) -> Self {
        (aside.span, aside.kind)
    }
}

impl From<(ByteSpan, u64, Option<u64>)> for Moment {
    fn from((span, starts_at, ends_at): (ByteSpan, u64, Option<u64>)) -> Self {
        Self {
            span,
            starts_at,
            ends_at,
        }
    }
}

impl From<Moment> for (ByteSpan, u64, Option<u64>) {
    fn from(moment: Moment) -> Self {
        (moment.span, moment.starts_at, moment.ends_at)
    }
}

impl Document {
    /// A document of this text and what lies in it. Its hash covers all of it:
    /// the same text cut into other turns is another document.
    pub fn new(
        text: CanonicalText,
        turns: Vec<Turn>,
        asides: Vec<Aside>,
        moments: Vec<Moment>,
    ) -> Self {
        let mut matter = text.as_str().as_bytes().to_vec();
        for turn in &turns {
            let (start, end) = (turn.span.start(), turn.span.end());
            let times = (turn.starts_at, turn.ends_at);
            matter.extend(format!("\0{start} {end} {times:?} {}", turn.speaker).bytes());
        }
        for Aside { span, kind } in &asides {
            matter.extend(format!("\0{} {} {kind:?}", span.start(), span.end()).bytes());
        }
        for moment in &moments {
            let (start, end) = (moment.span.start(), moment.span.end());
            let times = (moment.starts_at, moment.ends_at);
            matter.extend(format!("\0{start} {end} {times:?}").bytes());
        }
        Self {
            hash: ContentHash::of(&matter),
            text,
            turns,
            asides,
            moments,
        }
    }

    /// The turn with that number.
    pub fn turn(&self, number: u32) -> Option<&Turn> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.turns.get(at).filter(|turn| turn.number == number)
    }

    /// What stands in a turn, with the asides in it.
    pub fn speech(&self, turn: &Turn) -> &str {
        turn.span.slice(self.text.as_str()).unwrap_or_default()
    }

    /// What was said in a turn: [`Document::speech`] with blanks in the place of
    /// each aside, so that every word stays at its place. What counts words or
    /// looks for them by rules goes by this.
    pub fn said(&self, turn: &Turn) -> Cow<'_, str> {
        let speech = self.speech(turn);
        let from = self
            .asides
            .partition_point(|aside| aside.span.end() <= turn.span.start());
        let inside = self.asides.get(from..).unwrap_or_default();
        let mut inside = inside
            .iter()
            .take_while(|aside| aside.span.start() < turn.span.end())
            .peekable();
        if inside.peek().is_none() {
            return Cow::Borrowed(speech);
        }
        let base = turn.span.start();
        let mut said = String::with_capacity(speech.len());
        for aside in inside {
            let start = aside.span.start().max(base) - base;
            let end = aside.span.end().min(turn.span.end()) - base;
            said.push_str(speech.get(said.len()..start).unwrap_or_default());
            said.extend(std::iter::repeat_n(' ', end.saturating_sub(said.len())));
        }
        said.push_str(speech.get(said.len()..).unwrap_or_default());
        Cow::Owned(said)
    }

    /// The turn in which a place starts.
    pub fn turn_at(&self, place: ByteSpan) -> Option<&Turn> {
        let next = self
            .turns
            .partition_point(|turn| turn.span.start() <= place.start());
        let turn = self.turns.get(next.checked_sub(1)?)?;
        (place.start() < turn.span.end()).then_some(turn)
    }

    /// When the words at a place begin, in milliseconds from the start of the
    /// recording: the last time known before them in their turn.
    pub fn time_at(&self, place: ByteSpan) -> Option<u64> {
        time_in(self.turn_at(place)?, &self.moments, place.start())
    }

    /// Line numbers of the canonical text.
    pub fn lines(&self) -> LineIndex {
        LineIndex::new(self.text.as_str())
    }
}

/// [`Document::time_at`] for words that begin at this byte of this turn, where
/// no whole document is at hand; `moments` are all of the document's.
pub fn time_in(turn: &Turn, moments: &[Moment], start: usize) -> Option<u64> {
    let next = moments.partition_point(|moment| moment.span.start() <= start);
    let last = next.checked_sub(1).and_then(|at| moments.get(at));
    last.filter(|moment| moment.span.start() >= turn.span.start())
        .map(|moment| moment.starts_at)
        .or(turn.starts_at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> ByteSpan {
        ByteSpan::new(start, end).unwrap()
    }

    fn document(moments: Vec<Moment>) -> Document {
        let turn = |number, start, end, starts_at| Turn {
            number,
            speaker: String::new(),
            span: span(start, end),
            starts_at,
            ends_at: None,
        };
        let asides = vec![
            Aside {
                span: span(3, 9),
                kind: AsideKind::Note,
            },
            Aside {
                span: span(17, 19),
                kind: AsideKind::Note,
            },
        ];
        let turns = vec![turn(1, 0, 12, Some(5)), turn(2, 13, 19, None)];
        let text = CanonicalText::from_raw("so [häh] on\nand []");
        Document::new(text, turns, asides, moments)
    }

    #[test]
    fn what_was_said_keeps_its_places_without_the_asides() {
        let document = document(Vec::new());
        assert_eq!(document.speech(&document.turns[0]), "so [häh] on");
        assert_eq!(document.said(&document.turns[0]), "so        on");
        assert_eq!(document.said(&document.turns[1]), "and   ");
    }

    #[test]
    fn a_place_knows_the_last_time_before_it_in_its_turn() {
        let moments = vec![Moment {
            span: span(10, 12),
            starts_at: 9,
            ends_at: None,
        }];
        let document = document(moments);
        assert_eq!(document.time_at(span(1, 2)), Some(5));
        assert_eq!(document.time_at(span(11, 12)), Some(9));
        assert_eq!(document.time_at(span(13, 14)), None, "another turn");
    }

    #[test]
    fn the_hash_covers_times_and_asides() {
        let bare = document(Vec::new());
        let other = Document::new(
            bare.text.clone(),
            bare.turns.clone(),
            Vec::new(),
            Vec::new(),
        );
        assert_ne!(bare.hash, other.hash);
    }
}
