//! What an analysis may look at: a borrowed view of a study, loaded by `app`.

use crate::analysis::units::UnitMap;
use crate::model::Document;
use crate::model::{
    Case, Codebook, Coder, CodingId, GuideMark, Mark, Origin, Quoted, ReviewState, Role, Summary,
    Transcript, TranscriptId,
};
use crate::text::{ByteSpan, CodePointSpan, Language, clock, words::words};
use std::collections::HashMap;

/// Everything a table can be computed from. What a measure does not need may
/// be left empty by the caller (`words` for counts, `evidence` without summaries).
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Cases in their order.
    pub cases: &'a [Case],
    /// Transcripts in the order of their import. Each is of one case: one whose
    /// speakers belong to several comes once for each of them.
    pub transcripts: &'a [Transcript],
    /// The codebook.
    pub codebook: &'a Codebook,
    /// All codings, of every coder and in every state.
    pub marks: &'a [Mark],
    /// The coders by the number that marks carry.
    pub coders: &'a [Coder],
    /// Which turns ask which question of the guide.
    pub guide_marks: &'a [GuideMark],
    /// All written summaries.
    pub summaries: &'a [Summary],
    /// What each coding that a summary remembers says today; see
    /// [`crate::model::summary::evidence_of`].
    pub evidence: &'a HashMap<CodingId, String>,
    /// Places of the informants' words, by transcript.
    pub words: &'a HashMap<TranscriptId, WordMap>,
    /// What each transcript can be counted in; needed for co-occurrence, see
    /// [`crate::analysis::CooccurrenceSpec::needs_units`].
    pub units: &'a HashMap<TranscriptId, UnitMap>,
    /// The quotes, by coding; needed for cells that show quotes.
    pub passages: &'a HashMap<CodingId, Passage>,
    /// Whose words a transcript of the view holds, where it is only a part of
    /// one; needed for all of them where a table tells speakers apart.
    pub voices: &'a HashMap<TranscriptId, VoiceOf>,
}

/// A part of a transcript: the words of one case, or of one speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceOf {
    /// The whole transcript.
    pub whole: TranscriptId,
    /// Its name.
    pub name: String,
    /// The speaker and their role, if these are the words of one alone.
    pub speaker: Option<(String, Role)>,
}

/// Where the informants' words of a transcript start, in order.
#[derive(Clone, Debug, Default)]
pub struct WordMap {
    starts: Vec<u32>,
}

impl WordMap {
    /// Counts the words in the turns of a transcript's informants.
    pub fn new(document: &Document, transcript: &Transcript) -> Self {
        let mut starts = Vec::new();
        for turn in &document.turns {
            if transcript.role(&turn.speaker) == Role::Informant {
                let base = turn.span.start();
                starts.extend(
                    words(&document.said(turn))
                        .filter_map(|(span, _)| u32::try_from(base + span.start()).ok()),
                );
            }
        }
        Self { starts }
    }

    /// All words the informants said.
    pub fn total(&self) -> u64 {
        self.starts.len() as u64
    }

    /// Words that start inside at least one of `spans`, each counted once.
    pub fn inside(&self, spans: &mut [ByteSpan]) -> u64 {
        spans.sort_unstable();
        let mut counted = 0;
        let mut from = 0;
        for span in spans.iter() {
            let start = self.at(span.start()).max(from);
            let end = self.at(span.end()).max(start);
            counted += end - start;
            from = end;
        }
        counted as u64
    }

    fn at(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|start| (*start as usize) < offset)
    }
}

/// A coding with all that a reader wants to see of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The coding's number.
    pub id: CodingId,
    /// The transcript's name.
    pub transcript: String,
    /// The name of the case that the words belong to, if any.
    pub case: Option<String>,
    /// The turn.
    pub turn: u32,
    /// Where in its turn the passage stands.
    pub in_turn: CodePointSpan,
    /// The line of the transcript on which the passage starts, from 1.
    pub line: usize,
    /// When the words begin, in milliseconds from the start of the recording.
    pub starts_at: Option<u64>,
    /// Who speaks.
    pub speaker: String,
    /// The code's name.
    pub code: String,
    /// The words.
    pub quote: String,
    /// Who coded or decided.
    pub coder: Coder,
    /// Where it came from.
    pub origin: Origin,
    /// What was decided.
    pub state: ReviewState,
    /// When the coder coded or decided, RFC 3339 in UTC, where that is known.
    pub decided_at: Option<String>,
    /// The analyst's notes on it.
    pub memos: Vec<String>,
    /// The language it is in.
    pub language: Language,
}

impl From<&Passage> for Quoted {
    fn from(passage: &Passage) -> Self {
        Self {
            words: passage.quote.clone(),
            speaker: passage.speaker.clone(),
            case: passage.case.clone(),
            transcript: passage.transcript.clone(),
            turn: passage.turn,
            line: passage.line,
            time: passage.starts_at.map(clock),
            code: passage.code.clone(),
            coder: passage.coder.clone(),
            memos: passage.memos.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_spans_count_each_word_once() {
        let words = WordMap {
            starts: vec![0, 4, 8, 12],
        };
        let span = |a, b| ByteSpan::new(a, b).unwrap();
        assert_eq!(words.inside(&mut [span(4, 15), span(0, 7), span(5, 9)]), 4);
        assert_eq!(words.inside(&mut [span(1, 4)]), 0);
        assert_eq!(words.total(), 4);
    }
}
