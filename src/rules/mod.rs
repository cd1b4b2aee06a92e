//! The rule language, and rules that suggest codes. Rules suggest; people code.
//!
//! | written | finds |
//! |---|---|
//! | `reward` | the word in any form that it has in the transcript's language |
//! | `reward*`, `*ward`, `*war*` | words that start, end, go on with these letters |
//! | `"annual bonus"` | these words in a row, each as above (`"annual bonus*"`) |
//! | `exact"annual bonus"` | these letters and signs, with word boundaries at both ends |
//! | `/pay(roll)?/` | a regular expression; case matters after `(?-i)` |
//! | `a b`, `a AND b` | both in one sentence (with the extent `turn`: in one turn) |
//! | `a OR b` | either |
//! | `a NOT b` | a where b is not in the same sentence (or turn) |
//! | `a NEAR/5 b` | the two at most 5 words apart; neighbours are 1 apart |
//! | `a THEN/5 b` | the same, a first |
//! | `a AND code:CRM-IT`, `a NOT role:other` | a inside or outside a region; see [`operators::Field`] |
//!
//! Distances bind first, then AND and NOT, then OR; parentheses say otherwise.
//! Operators are written in capitals. Case and the shape of an apostrophe never
//! matter, except in regular expressions and, for the apostrophe, in `exact`.

mod atoms;
mod boundaries;
mod called;
mod compile;
mod error;
mod explain;
mod found;
mod lexer;
mod literals;
mod matcher;
mod names;
pub mod operators;
mod parser;
mod program;
mod query;
mod renamed;
mod runs;
mod surroundings;
mod turn;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use called::{CallSheet, Called};
pub use compile::{BadRule, CompiledRules, Hit, compile};
pub use error::RuleError;
pub use explain::{Reason, Spoken, explain};
pub use literals::Part;
pub use matcher::{Matcher, matcher};
pub use names::{Names, parse_known};
pub use parser::parse;
pub use query::Query;
pub use renamed::with_code_renamed;
pub use surroundings::{Needs, Surroundings, TurnContext, TurnContexts};
pub use vocabulary::normal;

/// The rule language on one page, for people: `docs/rules.md`. Its examples
/// are tested.
pub const REFERENCE: &str = include_str!("../../docs/rules.md");
