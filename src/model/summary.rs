//! A summary: what a person wrote into a cell, and the codings it rests on.

use crate::model::axis::Axis;
use crate::model::coding::{Coder, Coding, CodingId};
use crate::text::ContentHash;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A coding and what it said at a certain time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The coding.
    pub coding: CodingId,
    /// Fingerprint of its evidence at that time; see [`evidence_of`].
    pub evidence: String,
}

impl From<&Coding> for Citation {
    fn from(coding: &Coding) -> Self {
        Self {
            coding: coding.id,
            evidence: evidence_of(coding),
        }
    }
}

/// How far a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SummaryState {
    /// Not in its final words yet.
    Draft,
    /// As it shall be printed.
    #[default]
    Final,
    /// Nothing can be said of the pair; the text, if any, is the reason.
    NotApplicable,
}

impl SummaryState {
    /// All of them with the words for them, as people type and files have them.
    pub const WORDS: [(&str, SummaryState); 3] = [
        ("draft", SummaryState::Draft),
        ("final", SummaryState::Final),
        ("not applicable", SummaryState::NotApplicable),
    ];
}

impl fmt::Display for SummaryState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all = SummaryState::WORDS.iter();
        let word = all.find(|(_, state)| state == self).map(|(word, _)| *word);
        f.write_str(word.unwrap_or_default())
    }
}

impl FromStr for SummaryState {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let typed = word.trim().to_lowercase().replace('-', " ");
        let mut all = SummaryState::WORDS.iter();
        let found = all.find(|(word, _)| *word == typed);
        found.map(|(_, state)| *state).ok_or_else(|| {
            format!("'{word}' is no state of a summary: draft, final or not-applicable")
        })
    }
}

/// Whose words a summary is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// A person's.
    #[default]
    Person,
    /// The informants': quotes that were put there for a person to rewrite.
    Quotes,
}

/// What stood under a pair when its cell was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Whose codings: those of the study's coder at that time. A second coder's
    /// work says nothing about the first one's summaries.
    pub coders: Vec<Coder>,
    /// Every accepted coding of theirs under the pair.
    pub codings: Vec<Citation>,
}

/// A written cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The one subject, usually a pattern code.
    pub row: Axis,
    /// The other, usually a case. The pair has one summary, in whichever order
    /// a table shows it.
    pub column: Axis,
    /// What was written.
    pub text: String,
    /// Who wrote it.
    pub author: String,
    /// What it rests on.
    pub cites: Vec<Citation>,
    /// How far it is. What older studies hold is final, as it was printed so.
    #[serde(default)]
    pub state: SummaryState,
    /// Whose words it is in.
    #[serde(default)]
    pub origin: Wording,
    /// When it was written, RFC 3339 in UTC; nothing where nobody kept it:
    /// before format 4 of a study.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_at: Option<String>,
    /// What stood under the pair then; nothing where nobody kept it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
}

impl Summary {
    /// Whether it still consists of quotes that a person has to rewrite.
    pub fn is_quotes(&self) -> bool {
        self.origin == Wording::Quotes
    }

    /// Every coding that it remembers, cited or seen, each once, in order.
    pub fn remembered(&self) -> Vec<CodingId> {
        let seen = self.seen.iter().flat_map(|seen| &seen.codings);
        let mut all: Vec<CodingId> = self.cites.iter().chain(seen).map(|it| it.coding).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_is_read_as_it_is_written() {
        for (word, state) in SummaryState::WORDS {
            assert_eq!(word.parse(), Ok(state));
            assert_eq!(state.to_string(), word);
        }
        assert_eq!("Not-Applicable".parse(), Ok(SummaryState::NotApplicable));
        assert!("done".parse::<SummaryState>().is_err());
    }

    #[test]
    fn what_an_older_study_wrote_into_its_journal_is_final_and_remembers_only_its_cites() {
        let older = r#"{"row":{"code":3},"column":{"case":"A"},"text":"x","author":"Anna",
                        "cites":[{"coding":7,"evidence":"e"}]}"#;
        let summary: Summary = serde_json::from_str(older).unwrap();
        assert_eq!(summary.state, SummaryState::Final);
        assert_eq!(summary.origin, Wording::Person);
        assert_eq!((summary.written_at.as_ref(), &summary.seen), (None, &None));
        assert_eq!(summary.remembered(), [CodingId(7)]);
    }
}
