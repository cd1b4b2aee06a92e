//! What a row or a column of a table can stand for.

use crate::model::code::CodeKey;
use crate::model::transcript::{Role, TranscriptId};
use serde::{Deserialize, Serialize};

/// One heading's subject. A summary belongs to a pair of these, and every
/// table that shows the pair shows the same summary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// A code, with all it gathers.
    Code(CodeKey),
    /// A case, by name.
    Case(String),
    /// All cases that have this value of an attribute.
    Attribute {
        /// The attribute.
        name: String,
        /// Its value.
        value: String,
    },
    /// A column of plain facts, such as an attribute's name.
    Field(String),
    /// A research question: the codes that serve it.
    Question(String),
    /// A transcript.
    Transcript(TranscriptId),
    /// A speaker: a name within one case, or within one transcript that
    /// belongs to none.
    Speaker {
        /// The case, or the transcript's name.
        within: String,
        /// The name.
        name: String,
    },
    /// All who have this role.
    Role(Role),
    /// A coder.
    Coder(String),
    /// A round of interviews.
    Round(String),
    /// The cases whose furthest code, of a list in its order, is this one.
    Furthest(CodeKey),
    /// One inside the other, outermost first, where heads are nested.
    Nested(Vec<Axis>),
    /// All that the other side shows: a total, or what a person wrote across
    /// the cases or codes.
    #[default]
    All,
}

impl Axis {
    /// The codes that it names, also where it is nested.
    pub fn codes(&self) -> Vec<CodeKey> {
        match self {
            Axis::Code(key) | Axis::Furthest(key) => vec![*key],
            Axis::Nested(parts) => parts.iter().flat_map(Axis::codes).collect(),
            _ => Vec::new(),
        }
    }
}
