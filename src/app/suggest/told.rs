//! What running the rules came to, rule by rule.

use crate::model::{Problem, RuleId};
use indexmap::IndexMap;

/// What became of one rule's hits. Each place counts once: where several rules
/// propose it, for the first of them in the codebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The rule's code, by name; empty for a rule that the codebook no longer
    /// has.
    pub code: String,
    /// New suggestions.
    pub added: usize,
    /// Pending suggestions taken back: the rule no longer makes them, a wider
    /// one holds them, or a person has coded the words so by now.
    pub withdrawn: usize,
    /// Pending suggestions that stay.
    pub unchanged: usize,
    /// Not suggested because a person has coded that passage so already.
    pub coded: usize,
    /// Not suggested because a person rejected that passage.
    pub rejected: usize,
}

/// What running the rules came to.
#[derive(Clone, Debug, Default)]
pub struct Suggested {
    /// Rules that ran.
    pub rules: usize,
    /// Transcripts they read.
    pub transcripts: usize,
    /// The same by rule, in the order of the codebook. Rules that are gone and
    /// left suggestions behind stand at the end.
    pub by_rule: IndexMap<RuleId, Tally>,
    /// Rules that make no sense; the others ran.
    pub bad: Vec<Problem>,
}

impl Suggested {
    /// How many suggestions are new.
    pub fn added(&self) -> usize {
        self.sum(|tally| tally.added)
    }

    /// How many pending suggestions were taken back.
    pub fn withdrawn(&self) -> usize {
        self.sum(|tally| tally.withdrawn)
    }

    /// How many pending suggestions stay.
    pub fn unchanged(&self) -> usize {
        self.sum(|tally| tally.unchanged)
    }

    /// How many places a person has coded so already.
    pub fn coded(&self) -> usize {
        self.sum(|tally| tally.coded)
    }

    /// How many places a person rejected before.
    pub fn rejected(&self) -> usize {
        self.sum(|tally| tally.rejected)
    }

    fn sum(&self, of: impl Fn(&Tally) -> usize) -> usize {
        self.by_rule.values().map(of).sum()
    }
}
