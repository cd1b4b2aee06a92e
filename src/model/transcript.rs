//! A transcript, its turns, and who speaks in them.

use crate::text::{ByteSpan, CanonicalText, ContentHash, Language, LineIndex};
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

/// The immutable part of a transcript: its canonical text and its turns.
/// Known by its hash, never changed after import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Hash of the canonical text and its turns; see [`Document::new`].
    pub hash: ContentHash,
    /// The text all places refer to.
    pub text: CanonicalText,
    /// The turns in order; their spans neither overlap nor leave the text.
    pub turns: Vec<Turn>,
}

impl Document {
    /// A document of this text and these turns. Its hash covers both: the same
    /// text cut into other turns is another document.
    pub fn new(text: CanonicalText, turns: Vec<Turn>) -> Self {
        let mut matter = text.as_str().as_bytes().to_vec();
        for turn in &turns {
            let (start, end) = (turn.span.start(), turn.span.end());
            let times = (turn.starts_at, turn.ends_at);
            matter.extend(format!("\0{start} {end} {times:?} {}", turn.speaker).bytes());
        }
        Self {
            hash: ContentHash::of(&matter),
            text,
            turns,
        }
    }

    /// The turn with that number.
    pub fn turn(&self, number: u32) -> Option<&Turn> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.turns.get(at).filter(|turn| turn.number == number)
    }

    /// What was said in a turn.
    pub fn speech(&self, turn: &Turn) -> &str {
        turn.span.slice(self.text.as_str()).unwrap_or_default()
    }

    /// The turn in which a place starts.
    pub fn turn_at(&self, place: ByteSpan) -> Option<&Turn> {
        let next = self
            .turns
            .partition_point(|turn| turn.span.start() <= place.start());
        let turn = self.turns.get(next.checked_sub(1)?)?;
        (place.start() < turn.span.end()).then_some(turn)
    }

    /// Line numbers of the canonical text.
    pub fn lines(&self) -> LineIndex {
        LineIndex::new(self.text.as_str())
    }
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
}

impl Transcript {
    /// The role of a speaker.
    pub fn role(&self, speaker: &str) -> Role {
        self.speakers.get(speaker).copied().unwrap_or_default()
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
