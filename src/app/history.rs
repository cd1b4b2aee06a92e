//! `log`, `undo`, `redo`: the journal, as the audit trail and as the way back.

use crate::app::{AppError, Session, Study};
use crate::store::Entry;

/// Every entry, oldest first.
pub fn log(study: &Study) -> Result<Vec<Entry>, AppError> {
    study.store.read(|reader| Ok(reader.journal()?))
}

/// Takes the last change back that still stands.
pub fn undo(study: &mut Study, session: &Session) -> Result<Entry, AppError> {
    Ok(study.store.undo(&session.who, &session.at)?)
}

/// The number of the newest change that stands: the one that [`undo`] would
/// take back.
pub fn newest(study: &Study) -> Result<Option<i64>, AppError> {
    let entries = log(study)?;
    let mut standing = entries.iter().rev().filter(|entry| entry.in_force);
    Ok(standing.next().map(|entry| entry.id))
}

/// Does the change again that was undone last.
pub fn redo(study: &mut Study, session: &Session) -> Result<Entry, AppError> {
    Ok(study.store.redo(&session.who, &session.at)?)
}
