//! What rules propose, as people want to see it.

use crate::app::rules::ground::{Ground, Source};
use crate::model::TranscriptId;
use crate::rules::Hit;
use crate::text::{ByteSpan, LineIndex};
use std::collections::HashMap;

/// A passage that a rule proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The transcript's name.
    pub transcript: String,
    /// The name of the case that the words belong to, if any.
    pub case: Option<String>,
    /// The turn.
    pub turn: u32,
    /// The line on which the words start, from 1.
    pub line: usize,
    /// When they begin, in milliseconds from the start of the recording.
    pub starts_at: Option<u64>,
    /// Who speaks.
    pub speaker: String,
    /// The words it proposes to code.
    pub quote: String,
    /// The words that matched, in order and apart, in bytes of the quote.
    pub marked: Vec<ByteSpan>,
}

impl Proposal {
    /// The words that matched.
    pub fn matched(&self) -> impl Iterator<Item = &str> {
        let marked = self.marked.iter();
        marked.filter_map(|span| span.slice(&self.quote))
    }
}

/// These hits for people, in their order. They are of transcripts of `ground`.
pub(super) fn proposals<'a>(
    ground: &Ground,
    hits: impl Iterator<Item = &'a (TranscriptId, Hit)>,
) -> Vec<Proposal> {
    let sources = ground.places();
    let mut lines: HashMap<TranscriptId, LineIndex> = HashMap::new();
    let shown = hits.filter_map(|(transcript, hit)| {
        let source = sources.get(transcript)?;
        let lines = lines
            .entry(*transcript)
            .or_insert_with(|| source.document.lines());
        proposal(source, lines, hit)
    });
    shown.collect()
}

fn proposal(source: &Source, lines: &LineIndex, hit: &Hit) -> Option<Proposal> {
    let (document, start) = (&source.document, hit.span.start());
    let speaker = document.turn(hit.turn)?.speaker.clone();
    let inside = |word: &ByteSpan| {
        let from = word.start().checked_sub(start)?;
        ByteSpan::new(from, word.end().min(hit.span.end()) - start).ok()
    };
    Some(Proposal {
        transcript: source.transcript.name.clone(),
        case: source.transcript.case_of(&speaker).map(str::to_owned),
        turn: hit.turn,
        line: lines.line_of(start),
        starts_at: document.time_at(hit.span),
        speaker,
        quote: hit.span.slice(document.text.as_str())?.to_owned(),
        marked: hit.matched.iter().filter_map(inside).collect(),
    })
}
