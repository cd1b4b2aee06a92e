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
    questions: &'a [(u32, String)],
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
                let base = turn.span.start();
                let start = span.start().max(base) - base;
                let end = span.end().min(turn.span.end()) - base;
                if let Ok(clipped) = ByteSpan::new(start, end) {
                    coded.entry(turn.number).or_default().push((clipped, *code));
                }
            }
        }
        Self {
            transcript,
            questions: &surroundings.questions,
            coded,
        }
    }

    /// What is known of this turn. A topic is in force from the turn that asks
    /// it to the next turn that asks another one and not it.
    pub fn of(&self, turn: &'a Turn) -> TurnContext<'_> {
        let asked = self.questions.partition_point(|(at, _)| *at <= turn.number);
        let before = self.questions.get(..asked).unwrap_or_default();
        let from = before
            .last()
            .map_or(0, |(last, _)| before.partition_point(|(at, _)| at < last));
        TurnContext {
            speaker: &turn.speaker,
            role: Some(self.transcript.role(&turn.speaker)),
            case: self.transcript.case_of(&turn.speaker),
            questions: before.get(from..).unwrap_or_default(),
            coded: self.coded.get(&turn.number).map_or(&[], Vec::as_slice),
        }
    }
}
