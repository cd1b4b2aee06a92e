//! Pure functions of the model: from a view of a study to tables.
//!
//! A number is always counted the same way: the coder set is resolved
//! (`coders`), what the sides name is found (`side`), the codings in force are
//! put in order (`hits`), dealt out to the cells (`deal`), and each cell is
//! measured (`cells`: `measure`, `quotes`, `written`) or says why it is empty
//! (`gaps`). Totals and percentages (`margins`, `percent`) are counted anew.

mod attributes;
mod axes;
pub mod build;
mod cells;
mod coders;
pub mod collocates;
mod company;
pub mod cooccurrence;
mod deal;
pub mod evidence;
pub mod evidence_of_pair;
mod filter;
mod gaps;
mod grid;
mod headings;
mod heads;
pub mod hit_counts;
mod hits;
pub mod keyness;
mod labels;
pub mod learn;
mod margins;
mod measure;
mod notes;
mod numbering;
mod percent;
mod places;
pub mod portrait;
pub mod pseudonyms;
pub mod quote_book;
mod quotes;
pub mod review;
mod side;
pub mod since;
mod sources;
pub mod strongest;
pub mod units;
pub mod view;
mod whole;
pub mod worth;
pub mod worth_table;
mod written;

#[cfg(test)]
mod tests;

pub use build::{Defaults, build};
pub use cooccurrence::{CooccurrenceSpec, Strength, Together, cooccurrence, pairs};
pub use evidence::evidence;
pub use evidence_of_pair::Pairs;
pub use portrait::{LaneOrder, Lanes, Portrait, PortraitSpec, portrait};
pub use review::{Suggestion, review_list};
pub use since::{Comparison, Since};
pub use strongest::{StrongQuote, strongest};
pub use units::UnitMap;
pub use view::{Passage, View, VoiceOf, WordMap};
pub use whole::whole;
