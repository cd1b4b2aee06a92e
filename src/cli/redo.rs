//! `crosscase redo`

use crate::app::history::redo;
use crate::cli::{CliError, Context};

/// Do again what was undone last
///
/// Example: crosscase redo
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {}

pub fn run(context: &mut Context<'_>, _args: Args) -> Result<(), CliError> {
    let (mut study, session) = context.open_to_change()?;
    let entry = redo(&mut study, &session)?;
    context.say(format!(
        "Redid {} (by {}): {}.",
        entry.id, entry.who, entry.title
    ))
}
