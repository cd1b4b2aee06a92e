//! Who works, and what time it is: given from outside, never looked up deep
//! down, so that the same commands give the same study.

/// Who gives a command, and when.
#[derive(Clone, Debug)]
pub struct Session {
    /// The coder; also the name in the journal.
    pub who: String,
    /// The time, RFC 3339 in UTC.
    pub at: String,
}
