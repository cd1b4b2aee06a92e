//! `summary`: what a person writes into a cell, citing codings.

mod cite;
mod draft;
mod export;
mod history;
mod list;
mod state;
mod subject;
mod write;

pub use draft::{Drafted, DraftedCell, draft, draft_table};
pub use export::{Exported, export};
pub use history::{Step, history};
pub use list::{Shown, SummaryView, list, show};
pub use state::{confirm, not_applicable, remove, set_state};
pub(in crate::app) use subject::Names;
pub use write::{Words, Written, from_bytes, from_files, set};

use crate::formats::summaries::Named;
use crate::model::Problem;

/// A thing as it was typed: a code, a case, `attribute=value`, or `all`.
fn typed(name: &str) -> Named {
    Named::Typed(name.to_owned())
}

/// That nobody has written a cell, and what to do.
fn not_written(row: &str, column: &str) -> Problem {
    Problem::new(format!("no summary is written for {row} × {column}"))
        .next("`crosscase summary` lists what is written")
}
