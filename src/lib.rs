//! crosscase: qualitative coding of interviews for case studies of customer
//! relationship management, from transcripts to cross-case tables.
//!
//! The house has floors, and imports go only downward; `ARCHITECTURE.md`
//! walks through it.

pub mod analysis;
pub mod app;
pub mod chart;
pub mod cli;
pub mod formats;
pub mod index;
pub mod model;
pub mod rules;
pub mod store;
pub mod text;
