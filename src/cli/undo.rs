//! `crosscase undo`

use crate::app::history::undo;
use crate::cli::{CliError, Context};

/// Take the last change back, and the one before with the next undo
///
/// Works after a restart and for every change, bulk ones too.
///
/// Example: crosscase undo
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {}

pub fn run(context: &mut Context<'_>, _args: Args) -> Result<(), CliError> {
    let (mut study, session) = context.open_to_change()?;
    let entry = undo(&mut study, &session)?;
    context.say(format!(
        "Undid {} (by {}): {}. `crosscase redo` does it again.",
        entry.id, entry.who, entry.title
    ))
}
