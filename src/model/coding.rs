//! A coding: this passage carries this code, says this coder.

use crate::model::code::CodeKey;
use crate::model::document::Document;
use crate::model::rule::RuleId;
use crate::model::transcript::TranscriptId;
use crate::text::ByteSpan;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// A coding's number inside a study; never given twice.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct CodingId(pub u64);

impl fmt::Display for CodingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Who codes.
pub type Coder = String;

/// Where a coding came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// A person marked it.
    Hand,
    /// A rule suggested it.
    Rule {
        /// The rule.
        id: RuleId,
        /// The version of its text.
        version: String,
    },
    /// A person looked for something and had all that was found suggested.
    Search {
        /// What was looked for, in the language of rules.
        query: String,
    },
    /// It was read from a file.
    Import,
}

impl Origin {
    /// Whether a machine proposed it, so that a person has to decide.
    pub fn is_suggested(&self) -> bool {
        matches!(self, Origin::Rule { .. } | Origin::Search { .. })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Hand => f.write_str("hand"),
            Origin::Rule { id, version } => write!(f, "rule {id} ({version})"),
            Origin::Search { query } => write!(f, "search {query}"),
            Origin::Import => f.write_str("import"),
        }
    }
}

/// What a person has said of a coding. Only accepted ones count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReviewState {
    /// Suggested; nobody has looked at it yet.
    Pending,
    /// A person stands behind it: coded by hand, or accepted.
    Accepted,
    /// A person said no. Kept, so that the rule does not ask again.
    Rejected,
}

impl fmt::Display for ReviewState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ReviewState::Pending => "pending",
            ReviewState::Accepted => "accepted",
            ReviewState::Rejected => "rejected",
        })
    }
}

/// A coding as it is stored. That its quote still stands at its place is not
/// known before [`Coding::placed`] has looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    /// Its number.
    pub id: CodingId,
    /// The transcript.
    pub transcript: TranscriptId,
    /// The turn in which the passage starts.
    pub turn: u32,
    /// The passage, in bytes of the canonical text.
    pub span: ByteSpan,
    /// The words themselves.
    pub quote: String,
    /// The code.
    pub code: CodeKey,
    /// Who coded; for a suggestion, who decided (empty while pending).
    pub coder: Coder,
    /// Where it came from.
    pub origin: Origin,
    /// What was decided.
    pub state: ReviewState,
    /// When the coder coded or decided, RFC 3339 in UTC. Nothing while it is
    /// pending, and where nobody kept it: before format 3 of a study.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<String>,
}

/// A coding that could not be placed: the text has other words there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("coding {id} does not stand where it should: the text has {found:?} instead of {quote:?}")]
pub struct Misplaced {
    /// The coding.
    pub id: CodingId,
    /// What it says it covers.
    pub quote: String,
    /// What the text has there, if anything.
    pub found: Option<String>,
}

/// A coding whose quote was compared with the text at its place. Whatever is
/// drawn, listed or counted by words comes from this type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedCoding(Coding);

impl PlacedCoding {
    /// The coding.
    pub fn coding(&self) -> &Coding {
        &self.0
    }
}

impl Coding {
    /// Checks `text[span] == quote` and that the span lies in its turn.
    pub fn placed(self, document: &Document) -> Result<PlacedCoding, Misplaced> {
        let found = self.span.slice(document.text.as_str());
        let in_turn = document.turn(self.turn).is_some_and(|turn| {
            turn.span.start() <= self.span.start() && self.span.start() < turn.span.end()
        });
        if found == Some(self.quote.as_str()) && in_turn {
            Ok(PlacedCoding(self))
        } else {
            Err(Misplaced {
                id: self.id,
                found: found.map(str::to_owned),
                quote: self.quote,
            })
        }
    }
}

/// The part of a coding that counting needs: 32 bytes instead of a quote, so
/// that a million of them fit in memory with room to spare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The coding's number.
    pub id: CodingId,
    /// The transcript.
    pub transcript: TranscriptId,
    /// The turn.
    pub turn: u32,
    /// The passage.
    pub span: ByteSpan,
    /// The code.
    pub code: CodeKey,
    /// The coder's place in the list of coders that came with the marks.
    pub coder: u16,
    /// What was decided.
    pub state: ReviewState,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::transcript::Turn;
    use crate::text::CanonicalText;

    #[test]
    fn a_coding_is_placed_only_where_its_quote_stands() {
        let text = CanonicalText::from_raw("A: no bonus here");
        let turn = Turn {
            number: 1,
            speaker: "A".into(),
            span: ByteSpan::new(3, 16).unwrap(),
            starts_at: None,
            ends_at: None,
        };
        let document = Document::new(text, vec![turn], Vec::new(), Vec::new());
        let coding = Coding {
            id: CodingId(1),
            transcript: TranscriptId(1),
            turn: 1,
            span: ByteSpan::new(6, 11).unwrap(),
            quote: "bonus".into(),
            code: CodeKey(1),
            coder: "Anna".into(),
            origin: Origin::Hand,
            state: ReviewState::Accepted,
            decided_at: None,
        };
        assert!(coding.clone().placed(&document).is_ok());
        let drifted = Coding {
            span: ByteSpan::new(7, 12).unwrap(),
            ..coding.clone()
        };
        assert_eq!(
            drifted.placed(&document).unwrap_err().found.as_deref(),
            Some("onus ")
        );
        let label = Coding {
            span: ByteSpan::new(0, 1).unwrap(),
            quote: "A".into(),
            ..coding
        };
        assert!(
            label.placed(&document).is_err(),
            "a speaker's mark is not speech"
        );
    }
}
