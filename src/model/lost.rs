//! A coding whose words a corrected transcript no longer has at one certain
//! place. It is kept with all it says, counts nowhere, and waits for a person.

use crate::model::coding::Coding;
use crate::text::ContentHash;
use serde::{Deserialize, Serialize};

/// A coding without a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostCoding {
    /// The coding as it last was: turn and span refer to `document`.
    pub coding: Coding,
    /// The text in which it last had its place.
    pub document: ContentHash,
    /// Why it has none now, a phrase without a full stop.
    pub reason: String,
}
