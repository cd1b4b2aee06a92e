//! What is known of a transcript beyond its words, for rules that ask: which
//! topic of the guide was asked where, and which passages are coded.

use crate::model::{CodeKey, Document, Role, Transcript, Turn};
use crate::text::ByteSpan;
use std::collections::HashMap;

/// What a study knows of one transcript beyond its words. The default: nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Turns that ask a topic of the interview guide, each with the topic's
    /// number, in order. A turn that asks several stands here several times.
    pub questions: Vec<(u32, String)>,
    /// The coded passages, in bytes of the document, each with its code.
    pub coded: Vec<(ByteSpan, CodeKey)>,
}

impl Surroundings {
    /// The topics in force in a turn. A topic is in force from the turn that
    /// asks it to the next turn that asks another one and not it.
    pub fn asked_at(&self, turn: u32) -> &[(u32, String)] {
        let asked = self.questions.partition_point(|(at, _)| *at <= turn);
        let before = self.questions.get(..asked).unwrap_or_default();
        let from = before
            .last()
            .map_or(0, |(last, _)| before.partition_point(|(at, _)| at < last));
        before.get(from..).unwrap_or_default()
    }

    /// The coded passages that touch a turn, clipped to it, in bytes of its
    /// text. [`TurnContexts`] is faster for all turns of a document.
    pub fn coded_in(&self, turn: &Turn) -> Vec<(ByteSpan, CodeKey)> {
        let coded = self
            .coded
            .iter()
            .filter(|(span, _)| span.overlaps(turn.span));
        coded
            .filter_map(|(span, code)| Some((clipped(*span, turn)?, *code)))
            .collect()
    }
}

fn clipped(span: ByteSpan, turn: &Turn) -> Option<ByteSpan> {
    let base = turn.span.start();
    let start = span.start().max(base) - base;
    let end = span.end().min(turn.span.end()) - base;
    ByteSpan::new(start, end).ok()
}

/// What rules ask for beyond the words, so that nothing else need be loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Which passages are coded.
    pub codings: bool,
    /// Which topics were asked where.
    pub questions: bool,
}

impl Needs {
    /// What either asks for.
    pub fn and(self, other: Needs) -> Needs {
        Needs {
            codings: self.codings || other.codings,
            questions: self.questions || other.questions,
        }
    }
}

/// What is known of one turn beyond its words. The default: nothing, so that
/// no field finds anything but `lang:`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TurnContext<'a> {
    /// Who speaks, as written.
    pub speaker: &'a str,
    /// What the speaker does in the interview.
    pub role: Option<Role>,
    /// The case the words belong to.
    pub case: Option<&'a str>,
    /// The topics in force, each with the turn that asked it.
    pub questions: &'a [(u32, String)],
    /// The coded passages that touch the turn, in bytes of the turn's text and
    /// clipped to it, each with its code.
    pub coded: &'a [(ByteSpan, CodeKey)],
}

/// Gives for each turn of a transcript what is known of it.
pub struct TurnContexts<'a> {
    transcript: &'a Transcript,
    surroundings: &'a Surroundings,
    coded: HashMap<u32, Vec<(ByteSpan, CodeKey)>>,
}

impl<'a> TurnContexts<'a> {
    /// Sorts what is known by turn.
    pub fn new(
        document: &'a Document,
        transcript: &'a Transcript,
        surroundings: &'a Surroundings,
    ) -> Self {
        let mut coded: HashMap<u32, Vec<(ByteSpan, CodeKey)>> = HashMap::new();
        for (span, code) in &surroundings.coded {
            let first = document
                .turns
                .partition_point(|turn| turn.span.end() <= span.start());
            let touched = document.turns.iter().skip(first);
            for turn in touched.take_while(|turn| turn.span.start() < span.end()) {
                if let Some(clipped) = clipped(*span, turn) {
                    coded.entry(turn.number).or_default().push((clipped, *code));
                }
            }
        }
        Self {
            transcript,
            surroundings,
            coded,
        }
    }

    /// What is known of this turn.
    pub fn of(&self, turn: &'a Turn) -> TurnContext<'_> {
        TurnContext {
            speaker: &turn.speaker,
            role: Some(self.transcript.role(&turn.speaker)),
            case: self.transcript.case_of(&turn.speaker),
            questions: self.surroundings.asked_at(turn.number),
            coded: self.coded.get(&turn.number).map_or(&[], Vec::as_slice),
        }
    }
}
