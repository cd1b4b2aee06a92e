//! A summary: what a person wrote into a cell, and the codings it rests on.

use crate::model::axis::Axis;
use crate::model::coding::{Coding, CodingId};
use crate::text::ContentHash;
use serde::{Deserialize, Serialize};

/// A cited coding and what it said when it was cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The coding.
    pub coding: CodingId,
    /// Fingerprint of its evidence at the time of writing; see [`evidence_of`].
    pub evidence: String,
}

/// A written cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The one subject, usually a pattern code.
    pub row: Axis,
    /// The other, usually a case.
    pub column: Axis,
    /// What was written.
    pub text: String,
    /// Who wrote it.
    pub author: String,
    /// What it rests on.
    pub cites: Vec<Citation>,
}

/// Fingerprint of what a coding contributes as evidence: its words, its code
/// and whether it stands. A summary that cites it is stale once this differs.
pub fn evidence_of(coding: &Coding) -> String {
    let matter = format!(
        "{}\u{0}{}\u{0}{}",
        coding.code.0, coding.state, coding.quote
    );
    ContentHash::of(matter.as_bytes()).short().to_owned()
}
