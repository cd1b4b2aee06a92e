//! A case: the unit that is compared, such as a firm.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// A case with what is known about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its name, unique in the study.
    pub name: String,
    /// Attributes in the order in which they were first given.
    pub attributes: IndexMap<String, String>,
}

/// The form in which two names of a case are compared: `case-a`, `Case_A` and
/// `Case A` are the same case, since file names rarely carry spaces.
pub fn folded_name(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '-' || c == '_')
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_meets_its_case() {
        assert_eq!(folded_name("case-a"), folded_name("Case  A"));
        assert_ne!(folded_name("case-a"), folded_name("Case B"));
    }
}
