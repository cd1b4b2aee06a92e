//! How far a cell is: a draft, final, or not applicable; seen anew; or gone.

use crate::app::summary::write::{Ground, edit};
use crate::app::summary::{Names, not_written, typed};
use crate::app::{AppError, Session, Study};
use crate::model::change::Swap;
use crate::model::{Axis, Change, Citation, Edit, Problem, Summary, SummaryState, Wording};
use crate::store::Door;

/// Makes a written cell final, or a draft again. Returns whether it was not.
pub fn set_state(
    study: &mut Study,
    session: &Session,
    row: &str,
    column: &str,
    state: SummaryState,
) -> Result<bool, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let held = held(door, row, column)?;
        if held.state == state {
            return Ok((None, false));
        }
        let write = "write it: `crosscase summary set ROW COLUMN \"…\"`";
        if held.state == SummaryState::NotApplicable {
            let problem = format!("{row} × {column} is said not to apply, and has no words");
            return Err(AppError::request(problem, write));
        }
        if held.is_quotes() && state == SummaryState::Final {
            let problem = format!("{row} × {column} holds quotes, which nobody has rewritten yet");
            return Err(AppError::request(problem, write));
        }
        let title = match state {
            SummaryState::Draft => format!("made the summary {row} × {column} a draft again"),
            _ => format!("made the summary {row} × {column} final"),
        };
        let after = Summary {
            state,
            ..held.clone()
        };
        Ok((
            Some(Change::new(title, vec![edit(Some(held), after)])),
            true,
        ))
    })
}

/// Says that a pair does not apply, with the reason if there is one. Returns
/// how many passages are coded under it all the same: with any, it stays open.
pub fn not_applicable(
    study: &mut Study,
    session: &Session,
    row: &str,
    column: &str,
    reason: &str,
) -> Result<usize, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let names = Names::new(door)?;
        let (one, other) = names.pair(&typed(row), &typed(column))?;
        let held = door.summary(&one, &other)?;
        let (one, other) = match &held {
            Some(held) => (held.row.clone(), held.column.clone()),
            None => (one, other),
        };
        let ground = Ground::new(door)?;
        let seen = ground.seen(door, &ground.pairs(), &one, &other)?;
        let against = seen.as_ref().map_or(0, |seen| seen.codings.len());
        let after = Summary {
            row: one,
            column: other,
            text: reason.trim().to_owned(),
            author: session.who.clone(),
            cites: Vec::new(),
            state: SummaryState::NotApplicable,
            origin: Wording::Person,
            written_at: Some(session.at.clone()),
            seen,
        };
        let title = format!("said that {row} × {column} does not apply");
        let edits = vec![edit(held, after)];
        Ok((Some(Change::new(title, edits)), against))
    })
}

/// Says that a cell is still right: the evidence has been seen as it stands
/// now. What it cites and is gone, it cites no longer. Returns how many
/// passages it was compared with.
pub fn confirm(
    study: &mut Study,
    session: &Session,
    row: &str,
    column: &str,
) -> Result<usize, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let held = held(door, row, column)?;
        let ground = Ground::new(door)?;
        let mut after = held.clone();
        after.seen = ground.seen(door, &ground.pairs(), &held.row, &held.column)?;
        after.cites = Vec::new();
        for cite in &held.cites {
            after
                .cites
                .extend(door.coding(cite.coding)?.as_ref().map(Citation::from));
        }
        let count = after.remembered().len();
        let title = format!("confirmed the summary {row} × {column}");
        let change = (after != held).then(|| Change::new(title, vec![edit(Some(held), after)]));
        Ok((change, count))
    })
}

/// Takes a written cell away.
pub fn remove(
    study: &mut Study,
    session: &Session,
    row: &str,
    column: &str,
) -> Result<(), AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let held = held(door, row, column)?;
        let title = format!("removed the summary {row} × {column}");
        let edit = Edit::Summary(Box::new(Swap::remove(held)));
        Ok((Some(Change::new(title, vec![edit])), ()))
    })
}

/// The summary of a pair as it was typed.
fn held(door: &Door<'_>, row: &str, column: &str) -> Result<Summary, AppError> {
    let names = Names::new(door)?;
    let (one, other): (Axis, Axis) = names.pair(&typed(row), &typed(column))?;
    let held = door.summary(&one, &other)?;
    held.ok_or_else(|| Problem::into(not_written(row, column)))
}
