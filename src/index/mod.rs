//! Full-text search over turns: a tantivy index that can be thrown away at any
//! time and holds no word that the store does not hold.
//!
//! The index narrows: it says which turns can hold what is looked for. Where
//! it cannot know (distances, regular expressions), and for the places of the
//! words, the matcher of [`crate::rules`] reads the turns themselves, so that
//! what is found here is what a rule would find.

mod candidates;
mod error;
mod find;
mod narrow;
mod near;
mod open;
mod schema;
mod spellings;
mod tokenizer;
mod update;
mod word_parts;

#[cfg(test)]
mod tests;

pub use candidates::Candidates;
pub use error::{FindError, IndexError};
pub use find::{FindFilter, Found, FoundTurn, Order};
pub use open::Index;
