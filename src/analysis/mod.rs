//! Pure functions of the model: from a view of a study to tables.
//!
//! A number is always counted the same way: the coder set is resolved
//! (`coders`), the codings in force are put in order (`hits`), dealt out to
//! the cells (`matrix`), and each cell is measured (`measure`, `quotes`,
//! `written`) or says why it is empty (`gaps`).

mod attributes;
mod axes;
pub mod build;
mod coders;
pub mod collocates;
pub mod cooccurrence;
pub mod evidence;
pub mod evidence_of_pair;
mod gaps;
mod headings;
mod heads;
pub mod hit_counts;
mod hits;
pub mod keyness;
pub mod learn;
mod matrix;
mod measure;
mod meetings;
mod notes;
mod numbering;
mod overlap;
mod quotes;
pub mod review;
mod sameturn;
pub mod since;
pub mod strongest;
pub mod view;
pub mod worth;
pub mod worth_table;
mod written;

#[cfg(test)]
mod tests;

pub use build::{Defaults, build};
pub use cooccurrence::{CooccurrenceSpec, Together, cooccurrence};
pub use evidence::evidence;
pub use evidence_of_pair::Pairs;
pub use review::{Suggestion, review_list};
pub use since::{Comparison, Since};
pub use strongest::{Strength, strongest};
pub use view::{Passage, View, WordMap};
