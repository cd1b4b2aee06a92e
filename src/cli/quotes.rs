//! Quotes for reading: one below the other with their places, as no table of
//! thirteen columns fits a terminal.

use crate::analysis::Passage;
use crate::cli::read::page;
use crate::cli::{CliError, Context};
use crate::model::{Origin, ReviewState};

/// Prints one passage: its number, code and place, then its words.
pub fn print(context: &mut Context<'_>, passage: &Passage) -> Result<(), CliError> {
    let case = passage.case.as_deref().unwrap_or("no case");
    let by = match (&passage.origin, passage.state) {
        (Origin::Rule { id, .. }, ReviewState::Pending) => format!("rule {id}"),
        (Origin::Rule { id, .. }, state) => format!("rule {id}, {state} by {}", passage.coder),
        _ => passage.coder.clone(),
    };
    context.print(format!(
        "{:>5}  {} · {case} · {} turn {}, line {} · {} · {by}",
        passage.id.to_string(),
        passage.code,
        passage.transcript,
        passage.turn,
        passage.line,
        passage.speaker,
    ))?;
    for line in page(
        &format!("“{}”", passage.quote),
        context.width.saturating_sub(7),
    ) {
        context.print(format!("       {line}"))?;
    }
    for memo in &passage.memos {
        for line in page(&format!("memo: {memo}"), context.width.saturating_sub(7)) {
            context.print(format!("       {line}"))?;
        }
    }
    Ok(())
}
