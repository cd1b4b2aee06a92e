//! Bringing a study of an older format up to date.
//!
//! Before anything is changed, the whole study file is copied beside it: an
//! older program can still read that copy, and so can a person who regrets.
//! Steps that were released are never edited; a new format is a new step.

use crate::store::{Store, StoreError};
use rusqlite::{Connection, TransactionBehavior};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Each step by the format it starts from.
const STEPS: &[(i64, &str)] = &[
    (1, include_str!("to-format-2.sql")),
    (2, include_str!("to-format-3.sql")),
    (3, include_str!("to-format-4.sql")),
];

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
    let held_open = match format == found {
        true => Some(keep_copy(folder, format)?),
        false => None,
    };
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
    drop(held_open);
    Ok(())
}

/// The copy that is made of a study of this format before it is migrated. One
/// that another state of the study was copied to before is not written over:
/// somebody may have gone back to the older program in between.
fn copy_of(folder: &Path, format: i64, bytes: &[u8]) -> PathBuf {
    let first = folder.join(format!("study-format-{format}.db"));
    let more = (2u32..).map(|at| folder.join(format!("study-format-{format}-{at}.db")));
    let is_free =
        |copy: &PathBuf| !copy.exists() || std::fs::read(copy).is_ok_and(|it| it == bytes);
    let mut all = std::iter::once(first.clone()).chain(more);
    all.find(is_free).unwrap_or(first)
}

/// Copies the study file, and returns it open: where locks belong to a process,
/// as on Unix, closing any handle of a file lets go of the database's lock on
/// it, and another program could write in the middle of the migration.
fn keep_copy(folder: &Path, format: i64) -> Result<File, StoreError> {
    let study = Store::file(folder);
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| StoreError::Io { path, source }
    };
    let mut open = File::open(&study).map_err(io(&study))?;
    let mut bytes = Vec::new();
    open.read_to_end(&mut bytes).map_err(io(&study))?;
    let copy = copy_of(folder, format, &bytes);
    if !copy.exists() {
        let aside = copy.with_extension("db.part");
        File::create(&aside)
            .and_then(|mut file| file.write_all(&bytes).and_then(|()| file.sync_all()))
            .and_then(|()| std::fs::rename(&aside, &copy))
            .map_err(io(&copy))?;
    }
    Ok(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn the_study_stays_locked_after_it_was_copied() {
        use std::os::unix::fs::MetadataExt;
        let folder = tempfile::tempdir().unwrap();
        let file = Store::file(folder.path());
        let mut connection = Connection::open(&file).unwrap();
        connection.execute_batch("CREATE TABLE t (x)").unwrap();
        let node = format!(":{} ", std::fs::metadata(&file).unwrap().ino());
        let locked = || {
            std::fs::read_to_string("/proc/locks")
                .unwrap()
                .contains(&node)
        };
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Exclusive)
            .unwrap();
        assert!(locked(), "so that the test means something");
        let open = keep_copy(folder.path(), 1).unwrap();
        assert!(locked());
        transaction.commit().unwrap();
        drop(open);
        assert!(!locked());
    }

    #[test]
    fn an_older_copy_of_another_state_is_not_taken_for_this_one() {
        let folder = tempfile::tempdir().unwrap();
        for (state, copies) in [("one", 1), ("two", 2), ("two", 2), ("one", 2)] {
            std::fs::write(Store::file(folder.path()), state).unwrap();
            keep_copy(folder.path(), 1).unwrap();
            let files = std::fs::read_dir(folder.path()).unwrap().count();
            assert_eq!(files, copies + 1, "{state}");
        }
        let second = std::fs::read(folder.path().join("study-format-1-2.db")).unwrap();
        assert_eq!(second, b"two");
    }
}
