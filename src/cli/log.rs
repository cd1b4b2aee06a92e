//! `crosscase log`

use crate::app::history::log;
use crate::cli::listing::Listing;
use crate::cli::output::print_table;
use crate::cli::{CliError, Context};
use crate::store::EntryKind;

/// Who did what and when, newest first
///
/// Nothing is ever struck from it: an undo is an entry of its own.
///
/// Example: crosscase log --last 5
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Only so many of the newest entries
    #[arg(long, value_name = "NUMBER")]
    last: Option<usize>,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let mut listing = Listing::new("Journal", &["entry", "when (UTC)", "who", "what", "state"]);
    let entries = log(&study)?;
    for entry in entries.iter().rev().take(args.last.unwrap_or(usize::MAX)) {
        let (what, state) = match (entry.kind, entry.target) {
            (EntryKind::Undo, Some(target)) => (format!("undid {target}: {}", entry.title), ""),
            (EntryKind::Redo, Some(target)) => (format!("redid {target}: {}", entry.title), ""),
            _ if entry.in_force => (entry.title.clone(), ""),
            _ => (entry.title.clone(), "undone"),
        };
        listing.row(
            &entry.id.to_string(),
            vec![entry.at.clone(), entry.who.clone(), what, state.to_owned()],
        );
    }
    print_table(context, &listing.into_table())
}
