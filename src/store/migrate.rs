//! Bringing a study of an older format up to date.
//!
//! Before anything is changed, the whole study file is copied beside it: an
//! older program can still read that copy, and so can a person who regrets.
//! Steps that were released are never edited; a new format is a new step.

use crate::store::StoreError;
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// Each step by the format it starts from.
const STEPS: &[(i64, &str)] = &[(1, include_str!("to-format-2.sql"))];

/// Brings the study in `folder` from format `found` to `wanted`, all or nothing.
pub fn migrate(
    connection: &mut Connection,
    folder: &Path,
    found: i64,
    wanted: i64,
) -> Result<(), StoreError> {
    // Nobody else may write while the file is copied.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    let mut format: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if format == found {
        keep_copy(folder, format)?;
    }
    while format < wanted {
        let step = STEPS.iter().find(|(from, _)| *from == format);
        let (_, sql) = step.ok_or_else(|| {
            StoreError::Damaged(format!("it has the format {format}, which never was"))
        })?;
        transaction.execute_batch(sql)?;
        format += 1;
        transaction.pragma_update(None, "user_version", format)?;
    }
    transaction.commit()?;
    Ok(())
}

/// The copy that is made of a study of this format before it is migrated.
pub fn copy_of(folder: &Path, format: i64) -> PathBuf {
    folder.join(format!("study-format-{format}.db"))
}

fn keep_copy(folder: &Path, format: i64) -> Result<(), StoreError> {
    let copy = copy_of(folder, format);
    if copy.exists() {
        return Ok(());
    }
    let aside = folder.join(format!("study-format-{format}.db.part"));
    let io = |source| StoreError::Io {
        path: copy.clone(),
        source,
    };
    std::fs::copy(folder.join("study.db"), &aside).map_err(io)?;
    std::fs::File::open(&aside)
        .and_then(|file| file.sync_all())
        .map_err(io)?;
    std::fs::rename(&aside, &copy).map_err(io)
}
