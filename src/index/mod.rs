//! Full-text search over turns: a tantivy index that can be thrown away at any
//! time and holds no word that the store does not hold.
//!
//! The index narrows: it says which turns can hold what is looked for. Where
//! it cannot know (distances, regular expressions, coded passages), and for the
//! places of the words, whoever asks reads the turns themselves with the
//! matcher of [`crate::rules`], so that what is found is what a rule would find.

mod candidates;
mod error;
mod find;
mod lock;
mod narrow;
mod near;
mod open;
mod schema;
mod seal;
mod spellings;
mod tokenizer;
mod update;
mod word_parts;

#[cfg(test)]
mod tests;

pub use candidates::Candidates;
pub use error::IndexError;
pub use find::{FindFilter, Order, Proposal, Proposals, Reading, Scope};
pub use open::{Health, Index, Rebuilt};
