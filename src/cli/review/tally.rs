//! What became of each suggestion of a walk, and the sum at its end.

use super::show;
use crate::cli::{CliError, Context};
use crate::model::{CodingId, Origin, ReviewState};

/// Where one suggestion stands in this walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Waits,
    Skipped,
    Accepted,
    Otherwise,
    Rejected,
    Elsewhere,
}

/// A suggestion of a walk.
pub struct Item {
    pub id: CodingId,
    pub origin: Origin,
    pub fate: Fate,
}

impl Fate {
    /// What a decision makes of it.
    pub fn of(state: ReviewState) -> Self {
        match state {
            ReviewState::Accepted => Fate::Accepted,
            _ => Fate::Rejected,
        }
    }
}

/// What was decided, what waits, and what to do next.
pub fn sum_up(context: &mut Context<'_>, items: &[Item]) -> Result<(), CliError> {
    let count = |fate| items.iter().filter(|item| item.fate == fate).count();
    let mut parts = vec![
        format!("{} accepted", count(Fate::Accepted)),
        format!("{} rejected", count(Fate::Rejected)),
    ];
    for (fate, what) in [
        (Fate::Otherwise, "with other words or under another code"),
        (Fate::Skipped, "skipped"),
    ] {
        match count(fate) {
            0 => {}
            some => parts.push(format!("{some} {what}")),
        }
    }
    let wait = count(Fate::Waits) + count(Fate::Skipped);
    let waits = if wait == 1 { "waits" } else { "wait" };
    show::say(
        context,
        &format!("{}; {wait} still {waits}.", parts.join(", ")),
    )?;
    context.say(match wait {
        0 => "Next: `crosscase table codings` counts; `crosscase log` tells what was done.",
        _ => "Next: the same command goes on with those; `crosscase log` tells what was done.",
    })
}
