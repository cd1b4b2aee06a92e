//! The line along which an interview is laid: its words, its turns, its time.

use crate::model::Document;
use crate::text::{ByteSpan, words::words};

/// What is measured along a conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Along {
    /// The words that anybody says in it.
    #[default]
    Words,
    /// Its turns, each as long as the next.
    Turns,
    /// The recording's time, in milliseconds. Between two times that the
    /// transcript gives, text is taken to run evenly.
    Time,
}

/// From one place to another, the second not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Where it begins.
    pub from: u64,
    /// Where it ends; not before it begins.
    pub to: u64,
}

/// Finds places of the text on the line.
pub(super) enum Line {
    /// The words, or the turns, in order.
    Pieces(Vec<ByteSpan>),
    /// Bytes of the text with the time there; both only rise.
    Clock(Vec<(usize, u64)>),
}

impl Line {
    /// The line of a document; none for times that it does not have.
    pub(super) fn new(along: Along, document: &Document) -> Option<Self> {
        match along {
            Along::Words => Some(Line::Pieces(said(document))),
            Along::Turns => {
                let turns = document.turns.iter().map(|turn| turn.span);
                Some(Line::Pieces(turns.collect()))
            }
            Along::Time => {
                let clock = clock(document);
                (clock.len() > 1).then_some(Line::Clock(clock))
            }
        }
    }

    /// How long it is.
    pub(super) fn length(&self) -> u64 {
        match self {
            Line::Pieces(pieces) => pieces.len() as u64,
            Line::Clock(clock) => clock.last().map_or(0, |(_, time)| *time),
        }
    }

    /// What a span of the text covers of it.
    pub(super) fn stretch(&self, span: ByteSpan) -> Stretch {
        let (from, to) = match self {
            Line::Pieces(pieces) => (
                pieces.partition_point(|piece| piece.end() <= span.start()) as u64,
                pieces.partition_point(|piece| piece.start() < span.end()) as u64,
            ),
            Line::Clock(clock) => (time_at(clock, span.start()), time_at(clock, span.end())),
        };
        Stretch {
            from,
            to: to.max(from),
        }
    }
}

/// The words that were said, in order.
fn said(document: &Document) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    for turn in &document.turns {
        let base = turn.span.start();
        let said = document.said(turn);
        let spans = words(&said).map(|(span, _)| span);
        found.extend(
            spans.filter_map(|span| ByteSpan::new(base + span.start(), base + span.end()).ok()),
        );
    }
    found
}

/// All places whose time is known.
fn clock(document: &Document) -> Vec<(usize, u64)> {
    let mut known = Vec::new();
    for turn in &document.turns {
        known.extend(turn.starts_at.map(|time| (turn.span.start(), time)));
        known.extend(turn.ends_at.map(|time| (turn.span.end(), time)));
    }
    for moment in &document.moments {
        known.push((moment.span.start(), moment.starts_at));
        known.extend(moment.ends_at.map(|time| (moment.span.end(), time)));
    }
    known.sort_unstable();
    // Times that run backwards are typing errors; nothing was said before
    // what was said before it.
    let mut latest = 0;
    for (_, time) in &mut known {
        latest = latest.max(*time);
        *time = latest;
    }
    known.dedup_by_key(|(place, _)| *place);
    known
}

/// The time at a byte of the text, evenly between the nearest known ones.
fn time_at(clock: &[(usize, u64)], byte: usize) -> u64 {
    let next = clock.partition_point(|(place, _)| *place <= byte);
    let before = next.checked_sub(1).and_then(|at| clock.get(at));
    match (before, clock.get(next)) {
        (Some((start, early)), Some((end, late))) => {
            let part = (byte - start) as f64 / (end - start) as f64;
            early + ((late - early) as f64 * part).round() as u64
        }
        (Some((_, time)), None) | (None, Some((_, time))) => *time,
        (None, None) => 0,
    }
}
