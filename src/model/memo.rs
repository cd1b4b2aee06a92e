//! A memo: what the analyst thought, kept where it belongs.

use crate::model::code::CodeKey;
use crate::model::coding::CodingId;
use crate::model::transcript::TranscriptId;
use crate::text::ByteSpan;
use serde::{Deserialize, Serialize};

/// A memo's number inside a study.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct MemoId(pub u32);

/// What a memo is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MemoTarget {
    /// The study as a whole.
    Study,
    /// A case, by name.
    Case(String),
    /// A transcript.
    Transcript(TranscriptId),
    /// A code.
    Code(CodeKey),
    /// A coding.
    Coding(CodingId),
    /// A passage that needs no code: a comment in the margin.
    Passage {
        /// The transcript.
        transcript: TranscriptId,
        /// The turn.
        turn: u32,
        /// Where the passage stands in the transcript's text.
        span: ByteSpan,
        /// Its words.
        quote: String,
    },
}

/// A note with its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// Its number.
    pub id: MemoId,
    /// What it is about.
    pub target: MemoTarget,
    /// The note.
    pub text: String,
    /// Who wrote it.
    pub author: String,
}
