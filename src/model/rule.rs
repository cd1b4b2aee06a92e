//! A rule: a pattern that suggests a code. Rules suggest; people code.

use crate::model::nearest::did_you_mean;
use crate::model::problem::Problem;
use crate::model::transcript::Role;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A rule's name, unique in its codebook, such as `rew-words`.
pub type RuleId = String;

/// How much of the text around a hit a rule proposes to code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Extent {
    /// The matching words.
    Hit,
    /// The sentence in which they stand.
    #[default]
    Sentence,
    /// The same with so many sentences before and after it, inside the turn;
    /// from 1 to [`Extent::MOST_SENTENCES`]. Written `sentence+2`.
    Sentences(u8),
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
            Extent::Sentences(around) => return write!(f, "sentence+{around}"),
            Extent::Turn => "turn",
        })
    }
}

impl Extent {
    /// More sentences than that are better told as the whole turn.
    pub const MOST_SENTENCES: u8 = 9;
}

impl FromStr for Extent {
    type Err = Problem;

    /// Reads what it prints, and `sentence±2` and `sentence+-2` as well.
    fn from_str(text: &str) -> Result<Self, Problem> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let compact = compact.to_lowercase();
        let around = compact.strip_prefix("sentence").and_then(|rest| {
            let rest = rest.strip_prefix(['+', '±'])?;
            rest.strip_prefix('-').unwrap_or(rest).parse::<u8>().ok()
        });
        match (compact.as_str(), around) {
            ("hit", _) => Ok(Extent::Hit),
            ("sentence", _) => Ok(Extent::Sentence),
            ("turn", _) => Ok(Extent::Turn),
            (_, Some(around)) if (1..=Extent::MOST_SENTENCES).contains(&around) => {
                Ok(Extent::Sentences(around))
            }
            (_, Some(_)) => Err(
                Problem::new(format!("the extent '{text}' is out of reach")).next(format!(
                    "from sentence+1 to sentence+{}; turn takes the whole turn",
                    Extent::MOST_SENTENCES
                )),
            ),
            _ => Err(
                Problem::new(format!("there is no extent '{text}'")).next(did_you_mean(
                    &compact,
                    ["hit", "sentence", "turn", "sentence+1"],
                    "write hit, sentence, sentence+2 (with two more on either side) or turn",
                )),
            ),
        }
    }
}

impl From<Extent> for String {
    fn from(extent: Extent) -> String {
        extent.to_string()
    }
}

impl TryFrom<String> for Extent {
    type Error = Problem;
    fn try_from(text: String) -> Result<Self, Problem> {
        text.parse()
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
    fn an_extent_reads_what_it_prints_and_how_people_write_it() {
        for extent in [
            Extent::Hit,
            Extent::Sentence,
            Extent::Sentences(2),
            Extent::Turn,
        ] {
            assert_eq!(extent.to_string().parse(), Ok(extent));
            let json = serde_json::to_string(&extent).unwrap();
            assert_eq!(json, format!("\"{extent}\""));
            assert_eq!(serde_json::from_str::<Extent>(&json).unwrap(), extent);
        }
        for written in ["sentence±3", "sentence+-3", "Sentence + 3"] {
            assert_eq!(written.parse(), Ok(Extent::Sentences(3)), "{written}");
        }
        let advice = |text: &str| text.parse::<Extent>().unwrap_err().next.unwrap();
        assert_eq!(advice("sentense"), "did you mean sentence or sentence+1?");
        assert!(advice("sentence+0").starts_with("from sentence+1 to sentence+9"));
        assert!(advice("sentence+300").starts_with("did you mean sentence"));
        assert!(advice("page").starts_with("write hit"));
    }

    /// Suggestions remember the version of the rule that made them: what a
    /// version is must never change for a rule that did not.
    #[test]
    fn the_versions_of_rules_stay_what_they_were() {
        let version = |extent| {
            let rule = Rule {
                id: "rew".into(),
                find: "bonus*".into(),
                lang: None,
                scope: Scope::Informant,
                extent,
                note: None,
            };
            rule.version()
        };
        assert_eq!(version(Extent::Hit), "b631d41e");
        assert_eq!(version(Extent::Sentence), "0163aa79");
        assert_eq!(version(Extent::Turn), "4ac389c2");
        assert_ne!(version(Extent::Sentences(1)), version(Extent::Sentences(2)));
    }

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
