//! Quotes for reading: one below the other with their places, as no table of
//! thirteen columns fits a terminal.

use crate::analysis::Passage;
use crate::cli::read::page;
use crate::cli::{CliError, Context};
use crate::model::{Origin, ReviewState};
use crate::text::clock;

/// Where a passage stands, and when it was said if that is known.
pub fn place(passage: &Passage) -> String {
    let time = passage.starts_at.map(|ms| format!(", {}", clock(ms)));
    format!(
        "{} turn {}, line {}{}",
        passage.transcript,
        passage.turn,
        passage.line,
        time.unwrap_or_default()
    )
}

/// Prints one passage: its number, code and place, then its words.
pub fn print(context: &mut Context<'_>, passage: &Passage) -> Result<(), CliError> {
    let case = passage.case.as_deref().unwrap_or("no case");
    let by = match (&passage.origin, passage.state) {
        (Origin::Rule { id, .. }, ReviewState::Pending) => format!("rule {id}"),
        (Origin::Rule { id, .. }, state) => format!("rule {id}, {state} by {}", passage.coder),
        (Origin::Search { query }, ReviewState::Pending) => format!("search {query}"),
        (Origin::Search { query }, state) => {
            format!("search {query}, {state} by {}", passage.coder)
        }
        _ => passage.coder.clone(),
    };
    let heading = format!(
        "{} · {case} · {} · {} · {by}",
        passage.code,
        place(passage),
        passage.speaker,
    );
    let room = context.width.saturating_sub(7);
    for (at, line) in page(&heading, room).into_iter().enumerate() {
        let number = if at == 0 {
            passage.id.to_string()
        } else {
            String::new()
        };
        context.print(format!("{number:>5}  {line}"))?;
    }
    for line in page(&format!("“{}”", passage.quote), room) {
        context.print(format!("       {line}"))?;
    }
    for memo in &passage.memos {
        for line in page(&format!("memo: {memo}"), room) {
            context.print(format!("       {line}"))?;
        }
    }
    Ok(())
}
