//! A change: the only way anything in a study comes to differ.
//!
//! A change is a list of edits, and an edit holds what was there before and
//! what is there after. So its inverse needs no code of its own: the same
//! edits, last first, with before and after swapped. And an edit whose
//! "before" is no longer what the study holds is refused, which is what keeps
//! two processes, or an undo and somebody's newer work, from overwriting each
//! other.

use crate::model::case::Case;
use crate::model::codebook::Codebook;
use crate::model::coding::{Coder, Coding, CodingId, ReviewState};
use crate::model::lost::LostCoding;
use crate::model::memo::Memo;
use crate::model::summary::Summary;
use crate::model::transcript::{GuideMark, Transcript};
use serde::{Deserialize, Serialize};

/// A thing before and after. `None` means that it is not there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Swap<T> {
    /// What the study must hold for the edit to apply.
    pub before: Option<T>,
    /// What it holds afterwards.
    pub after: Option<T>,
}

impl<T> Swap<T> {
    /// A new thing.
    pub fn add(after: T) -> Self {
        Self {
            before: None,
            after: Some(after),
        }
    }

    /// A thing taken away.
    pub fn remove(before: T) -> Self {
        Self {
            before: Some(before),
            after: None,
        }
    }

    /// A thing replaced.
    pub fn replace(before: T, after: T) -> Self {
        Self {
            before: Some(before),
            after: Some(after),
        }
    }

    fn inverse(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
        }
    }
}

/// One thing that differs afterwards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// A setting of the study, by name: before and after are its value.
    Setting {
        /// The setting's name.
        name: String,
        /// Its value.
        value: Swap<String>,
    },
    /// A case. Renaming is a removal and an addition in one change.
    Case {
        /// Its place in the order of cases.
        position: u32,
        /// The case.
        case: Swap<Case>,
    },
    /// A transcript (its text is in a document that is never removed).
    Transcript(Box<Swap<Transcript>>),
    /// That a turn asks a question of the guide.
    Guide(Swap<GuideMark>),
    /// The whole codebook: small, and its order matters.
    Codebook(Box<Swap<Codebook>>),
    /// A coding.
    Coding(Box<Swap<Coding>>),
    /// A coding that has lost its place.
    Lost(Box<Swap<LostCoding>>),
    /// A decision over many codings at once; compact, since a bulk decision
    /// may concern a hundred thousand.
    Decision {
        /// The codings, all in state `before` and with coder `coder_before`.
        codings: Vec<CodingId>,
        /// Their state until now.
        before: ReviewState,
        /// Their state afterwards.
        after: ReviewState,
        /// Their coder until now.
        coder_before: Coder,
        /// Their coder afterwards.
        coder_after: Coder,
        /// When the decision that stood until now was made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_before: Option<String>,
        /// When this one is made; RFC 3339 in UTC.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_after: Option<String>,
    },
    /// A memo.
    Memo(Swap<Memo>),
    /// A summary.
    Summary(Box<Swap<Summary>>),
}

impl Edit {
    fn inverse(self) -> Self {
        match self {
            Edit::Setting { name, value } => Edit::Setting {
                name,
                value: value.inverse(),
            },
            Edit::Case { position, case } => Edit::Case {
                position,
                case: case.inverse(),
            },
            Edit::Transcript(swap) => Edit::Transcript(Box::new(swap.inverse())),
            Edit::Guide(swap) => Edit::Guide(swap.inverse()),
            Edit::Codebook(swap) => Edit::Codebook(Box::new(swap.inverse())),
            Edit::Coding(swap) => Edit::Coding(Box::new(swap.inverse())),
            Edit::Lost(swap) => Edit::Lost(Box::new(swap.inverse())),
            Edit::Decision {
                codings,
                before,
                after,
                coder_before,
                coder_after,
                at_before,
                at_after,
            } => Edit::Decision {
                codings,
                before: after,
                after: before,
                coder_before: coder_after,
                coder_after: coder_before,
                at_before: at_after,
                at_after: at_before,
            },
            Edit::Memo(swap) => Edit::Memo(swap.inverse()),
            Edit::Summary(swap) => Edit::Summary(Box::new(swap.inverse())),
        }
    }
}

/// What a person did, in words for the journal, and the edits that do it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What was done, one phrase in the past tense: "coded case-a:14 as CRM-IT".
    pub title: String,
    /// The edits in order.
    pub edits: Vec<Edit>,
}

impl Change {
    /// A change of these edits.
    pub fn new(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self {
            title: title.into(),
            edits,
        }
    }

    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self {
            title: self.title,
            edits: self.edits.into_iter().rev().map(Edit::inverse).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_of_the_inverse_is_the_change() {
        let change = Change::new(
            "did this",
            vec![
                Edit::Setting {
                    name: "coder".into(),
                    value: Swap::add("Anna".into()),
                },
                Edit::Decision {
                    codings: vec![CodingId(1), CodingId(2)],
                    before: ReviewState::Pending,
                    after: ReviewState::Rejected,
                    coder_before: String::new(),
                    coder_after: "Anna".into(),
                    at_before: None,
                    at_after: Some("2026-03-01T09:00:00Z".into()),
                },
            ],
        );
        let inverse = change.clone().inverse();
        assert_ne!(inverse, change);
        assert!(matches!(
            inverse.edits[0],
            Edit::Decision {
                before: ReviewState::Rejected,
                ..
            }
        ));
        assert_eq!(inverse.inverse(), change);
    }
}
