//! `rules`: what the rules are worth, and making them better.

mod edit;
mod ground;
mod learn;
mod proposals;
mod run;
mod trial;
mod worth;

pub use edit::{NewRule, RuleChange, Saved, add, change, remove};
pub use ground::Request;
pub use learn::{Accepted, Learning, accept, learn};
pub use proposals::Proposal;
pub use trial::{CaseCount, Trial, Tried, try_rule};
pub use worth::{RuleShown, Told, show, table};

use crate::model::nearest::did_you_mean;
use crate::model::{Code, Codebook, Problem, Rule};

/// The rule of that name and its code.
fn require<'a>(codebook: &'a Codebook, id: &str) -> Result<(&'a Code, &'a Rule), Problem> {
    let all = || {
        let codes = codebook.codes.values();
        codes.flat_map(|code| code.rules.iter().map(move |rule| (code, rule)))
    };
    let found = all().find(|(_, rule)| rule.id == id);
    found.ok_or_else(|| {
        let names = all().map(|(_, rule)| rule.id.as_str());
        Problem::new(format!("no rule '{id}'")).next(did_you_mean(
            id,
            names,
            "`crosscase rules` lists them",
        ))
    })
}
