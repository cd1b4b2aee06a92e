//! A transcript, its turns, and who speaks in them.

use crate::text::{ByteSpan, ContentHash, Language};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A transcript's number inside a study.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct TranscriptId(pub u32);

/// What a speaker does in an interview.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Asks.
    Interviewer,
    /// Answers; the one whose words are coded and counted.
    Informant,
    /// Neither, or not known.
    #[default]
    Other,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::Interviewer => "interviewer",
            Role::Informant => "informant",
            Role::Other => "other",
        })
    }
}

/// One person's speech until the next person speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Counted from 1 in order of appearance. Text outside any turn (a heading
    /// before the first) has no number.
    pub number: u32,
    /// The speaker's name as written, or empty where nobody is named.
    pub speaker: String,
    /// What was said, without the speaker's mark.
    pub span: ByteSpan,
    /// When the turn starts in the recording, in milliseconds.
    pub starts_at: Option<u64>,
    /// When it ends, in milliseconds.
    pub ends_at: Option<u64>,
}

/// A transcript as the study knows it; its text is the document it points to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// Its number inside the study.
    pub id: TranscriptId,
    /// Its name, unique in the study: the file name without its ending.
    pub name: String,
    /// The case it belongs to; none keeps it out of case tables.
    pub case: Option<String>,
    /// The language its words are in.
    pub language: Language,
    /// The document it shows now.
    pub document: ContentHash,
    /// The imported file's name inside `originals/`.
    pub original: String,
    /// Hash of the imported file's bytes.
    pub original_hash: ContentHash,
    /// Every speaker with their role, in order of appearance.
    pub speakers: IndexMap<String, Role>,
    /// Which one it is, where the imported file holds several transcripts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Speakers who belong to another case than the transcript, as in a focus
    /// group in which each is a case.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub speaker_cases: IndexMap<String, String>,
}

impl Transcript {
    /// The role of a speaker.
    pub fn role(&self, speaker: &str) -> Role {
        self.speakers.get(speaker).copied().unwrap_or_default()
    }

    /// The case that a speaker's words belong to.
    pub fn case_of(&self, speaker: &str) -> Option<&str> {
        let own = self.speaker_cases.get(speaker);
        own.or(self.case.as_ref()).map(String::as_str)
    }
}

/// That a turn of the interviewer asks a question of the guide. Without such
/// marks nobody can tell "not asked" from "asked, but nothing said".
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GuideMark {
    /// The transcript.
    pub transcript: TranscriptId,
    /// The asking turn.
    pub turn: u32,
    /// The guide question's number.
    pub question: String,
}
