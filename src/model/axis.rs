//! What a row or a column of a table can stand for.

use crate::model::code::CodeKey;
use serde::{Deserialize, Serialize};

/// One heading's subject. A summary belongs to a pair of these, and every
/// table that shows the pair shows the same summary.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
}
