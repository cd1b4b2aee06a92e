//! A rule: a pattern that suggests a code. Rules suggest; people code.

use crate::model::transcript::Role;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A rule's name, unique in its codebook, such as `rew-words`.
pub type RuleId = String;

/// How much of the text around a hit a rule proposes to code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// The matching words.
    Hit,
    /// The sentence in which they stand.
    #[default]
    Sentence,
    /// The whole turn.
    Turn,
}

/// Whose words a rule reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The informants' turns.
    #[default]
    Informant,
    /// The interviewer's turns.
    Interviewer,
    /// Every turn.
    Anyone,
}

/// A rule as a codebook holds it. Its text is checked when it is compiled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name.
    pub id: RuleId,
    /// The pattern, in the rule language.
    pub find: String,
    /// The language of the transcripts it reads; all of them where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Whose words it reads.
    #[serde(default)]
    pub scope: Scope,
    /// How much it proposes to code.
    #[serde(default)]
    pub extent: Extent,
    /// Why it exists and where it fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Scope {
    /// Whether it reads the words of a speaker in this role.
    pub fn reads(self, role: Role) -> bool {
        match self {
            Scope::Informant => role == Role::Informant,
            Scope::Interviewer => role == Role::Interviewer,
            Scope::Anyone => true,
        }
    }
}

impl Rule {
    /// The rule's version: eight hexadecimal digits over what it matches, so
    /// that changed text is a new version and a changed note is not.
    pub fn version(&self) -> String {
        let matter = format!(
            "{}\u{0}{}\u{0}{:?}\u{0}{:?}",
            self.find,
            self.lang.as_deref().unwrap_or_default(),
            self.scope,
            self.extent
        );
        let hash = crate::text::ContentHash::of(matter.as_bytes());
        hash.as_str().chars().take(8).collect()
    }
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Extent::Hit => "hit",
            Extent::Sentence => "sentence",
            Extent::Turn => "turn",
        })
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Scope::Informant => "informant",
            Scope::Interviewer => "interviewer",
            Scope::Anyone => "anyone",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_pattern_is_a_new_version_a_changed_note_is_not() {
        let rule = Rule {
            id: "rew".into(),
            find: "bonus*".into(),
            lang: None,
            scope: Scope::Informant,
            extent: Extent::Sentence,
            note: None,
        };
        let noted = Rule {
            note: Some("often a joke".into()),
            ..rule.clone()
        };
        let changed = Rule {
            find: "bonus".into(),
            ..rule.clone()
        };
        assert_eq!(rule.version(), noted.version());
        assert_ne!(rule.version(), changed.version());
    }
}
