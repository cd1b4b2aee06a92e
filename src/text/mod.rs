//! What a place in a text is: spans and their units, canonical text, lines,
//! sentences, words, stems, and finding a quote again.
//!
//! The lowest floor of the house. Nothing here knows what an interview is.

pub mod alignment;
pub mod alphabet;
pub mod anchor;
pub mod bounds;
pub mod canonical;
pub mod clock;
pub mod counted;
pub mod cover;
pub(crate) mod cut;
mod forms;
pub mod function_words;
pub mod language;
pub mod language_guess;
pub mod lines;
pub mod sentences;
pub mod span;
pub(crate) mod spelling_map;
pub mod words;

pub use anchor::{QuoteSearch, find_quote, likely_place};
pub use bounds::{Step, stepped};
pub use canonical::{CanonicalText, ContentHash};
pub use clock::clock;
pub use counted::counted;
pub use cover::Cover;
pub use language::Language;
pub use lines::LineIndex;
pub use span::{ByteSpan, CodePointSpan, SpanError, Utf16Span};
