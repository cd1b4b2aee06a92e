//! What is wrong with the text of a rule.

use crate::model::Problem;
use thiserror::Error;

/// A rule that cannot be read: where, what, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("column {column}: {what}")]
pub struct RuleError {
    /// Where in the rule's text, counted from 1 in characters.
    pub column: usize,
    /// What is wrong, one sentence without a full stop.
    pub what: String,
    /// What was expected, or what to do.
    pub next: String,
}

impl RuleError {
    pub(crate) fn new(column: usize, what: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            column,
            what: what.into(),
            next: next.into(),
        }
    }
}

impl From<RuleError> for Problem {
    /// The column counts inside the rule, not inside a file, so it goes into
    /// the words and leaves the place free for whoever knows the file.
    fn from(error: RuleError) -> Self {
        Problem::new(format!(
            "the rule cannot be read at its column {}: {}",
            error.column, error.what
        ))
        .next(error.next)
    }
}
