//! The store: everything a person decided, in one SQLite file.
//!
//! Reads go through [`Reader`], writes through one door, [`Store::change`]:
//! a change and its journal entry are committed together or not at all.

mod apply;
mod codebook_rows;
mod error;
mod journal;
mod migrate;
mod originals;
mod read;
mod read_codings;
mod rows;
mod summaries;
#[cfg(test)]
mod tests;
mod texts;

pub use error::StoreError;
pub use journal::{Entry, EntryKind};
pub use originals::Original;
pub use read::Reader;
pub use read_codings::CodingFilter;
pub use rows::StoredText;
pub use summaries::SummariesChanged;
pub use texts::Texts;

use crate::model::{Change, CodeKey, CodingId, Document, MemoId, TranscriptId};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

const SCHEMA: &str = include_str!("schema.sql");
/// "CRCS": tells a study from any other SQLite file.
const APPLICATION_ID: i64 = 0x4352_4353;
const FORMAT: i64 = 4;
/// How long a writer waits for another one before it says so.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open study database.
pub struct Store {
    connection: Connection,
    folder: PathBuf,
}

impl Store {
    /// The database file of the study in `folder`.
    pub fn file(folder: &Path) -> PathBuf {
        folder.join("study.db")
    }

    /// Makes a new study in `folder`, which is created where it is missing.
    pub fn create(folder: &Path) -> Result<Self, StoreError> {
        let file = Self::file(folder);
        if file.exists() {
            return Err(StoreError::AlreadyThere(folder.to_owned()));
        }
        let io = |source| StoreError::Io {
            path: folder.to_owned(),
            source,
        };
        std::fs::create_dir_all(folder).map_err(io)?;
        // Built under another name and renamed: a study is whole or absent.
        // What a crash left of another study would be rolled into this one.
        if folder.join("study.db-journal").exists() {
            return Err(StoreError::AlreadyThere(folder.to_owned()));
        }
        let unfinished = folder.join(format!("study.db.new-{}", std::process::id()));
        let _ = std::fs::remove_file(&unfinished);
        {
            let connection = Connection::open(&unfinished)?;
            connection.execute_batch("PRAGMA synchronous = FULL; BEGIN;")?;
            connection.execute_batch(SCHEMA)?;
            connection.pragma_update(None, "application_id", APPLICATION_ID)?;
            connection.pragma_update(None, "user_version", FORMAT)?;
            connection.execute_batch("COMMIT;")?;
        }
        let taken = std::fs::hard_link(&unfinished, &file);
        let taken = match taken {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists && !file.exists() => {
                // Some file systems have no links.
                std::fs::rename(&unfinished, &file)
            }
            other => other,
        };
        let _ = std::fs::remove_file(&unfinished);
        match taken {
            Err(_) if file.exists() => Err(StoreError::AlreadyThere(folder.to_owned())),
            other => other.map_err(io).and_then(|()| Self::open(folder)),
        }
    }

    /// Opens the study in `folder`.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let file = Self::file(folder);
        if !file.is_file() {
            return Err(StoreError::NotAStudy(folder.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(&file, flags)?;
        connection.busy_timeout(PATIENCE)?;
        let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let application =
            pragma("application_id").map_err(|error| match StoreError::from(error) {
                StoreError::Damaged(_) => StoreError::NotAStudy(folder.to_owned()),
                other => other,
            })?;
        if application != APPLICATION_ID {
            return Err(StoreError::NotAStudy(folder.to_owned()));
        }
        let found = pragma("user_version")?;
        if found > FORMAT {
            return Err(StoreError::Newer {
                found,
                known: FORMAT,
            });
        }
        connection.execute_batch(
            // The rollback journal keeps a study one file, which survives cloud
            // folders and read-only media; WAL would not.
            "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA cache_size = -65536;",
        )?;
        connection.set_prepared_statement_cache_capacity(64);
        if found < FORMAT {
            migrate::migrate(&mut connection, folder, found, FORMAT)?;
        }
        Ok(Self {
            connection,
            folder: folder.to_owned(),
        })
    }

    /// The study's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Looks at the study; all reads inside see one and the same state.
    pub fn read<T, E: From<StoreError>>(
        &self,
        look: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self
            .connection
            .unchecked_transaction()
            .map_err(StoreError::from)?;
        let outcome = look(&Reader::new(&transaction))?;
        // Nothing was written; ending it cannot lose anything.
        drop(transaction);
        Ok(outcome)
    }

    /// The one door for writes. `build` looks at the study, with no other
    /// writer in between, and says what shall differ; that and its journal
    /// entry are committed together. `None` means that nothing is to be done.
    pub fn change<T, E: From<StoreError>>(
        &mut self,
        who: &str,
        at: &str,
        build: impl FnOnce(&Door<'_>) -> Result<(Option<Change>, T), E>,
    ) -> Result<T, E> {
        let folder = self.folder.clone();
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let door = Door {
            reader: Reader::new(&transaction),
            folder: &folder,
        };
        let (change, outcome) = build(&door)?;
        if let Some(change) = change {
            apply::apply(&transaction, &change)?;
            journal::write(&transaction, who, at, EntryKind::Do, None, &change)?;
        }
        transaction.commit().map_err(StoreError::from)?;
        Ok(outcome)
    }

    /// Takes the last change back that still stands, and says which it was.
    pub fn undo(&mut self, who: &str, at: &str) -> Result<Entry, StoreError> {
        self.step(who, at, EntryKind::Undo)
    }

    /// Does the change again that was undone last.
    pub fn redo(&mut self, who: &str, at: &str) -> Result<Entry, StoreError> {
        self.step(who, at, EntryKind::Redo)
    }

    fn step(&mut self, who: &str, at: &str, kind: EntryKind) -> Result<Entry, StoreError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let entry = journal::next_target(&transaction, kind)?;
        let change = journal::change_of(&transaction, entry.id)?;
        let change = match kind {
            EntryKind::Undo => change.inverse(),
            EntryKind::Do | EntryKind::Redo => change,
        };
        apply::apply(&transaction, &change)?;
        journal::write(&transaction, who, at, kind, Some(entry.id), &change)?;
        transaction.commit()?;
        Ok(entry)
    }

    /// Asks SQLite to check the file; what it says, or nothing.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let mut told: Vec<String> = Vec::new();
        let mut check = self.connection.prepare("PRAGMA integrity_check(20)")?;
        for row in check.query_map([], |row| row.get::<_, String>(0))? {
            let row = row?;
            if row != "ok" {
                told.push(row);
            }
        }
        let mut check = self.connection.prepare("PRAGMA foreign_key_check")?;
        for row in check.query_map([], |row| {
            Ok(format!(
                "a row of {} refers to a missing {}",
                row.get::<_, String>(0)?,
                row.get::<_, String>(2)?
            ))
        })? {
            told.push(row?);
        }
        Ok(told)
    }
}

/// What a change may use while it is built: reading, fresh numbers, and laying
/// down the immutable things that changes refer to.
pub struct Door<'a> {
    reader: Reader<'a>,
    folder: &'a Path,
}

impl<'a> Deref for Door<'a> {
    type Target = Reader<'a>;
    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl Door<'_> {
    /// `count` fresh coding numbers; the first of them.
    pub fn new_codings(&self, count: usize) -> Result<CodingId, StoreError> {
        Ok(CodingId(self.take("coding", count)?))
    }

    /// A fresh transcript number.
    pub fn new_transcript(&self) -> Result<TranscriptId, StoreError> {
        Ok(TranscriptId(small(self.take("transcript", 1)?)?))
    }

    /// A fresh memo number.
    pub fn new_memo(&self) -> Result<MemoId, StoreError> {
        Ok(MemoId(small(self.take("memo", 1)?)?))
    }

    /// A fresh code number.
    pub fn new_code(&self) -> Result<CodeKey, StoreError> {
        Ok(CodeKey(small(self.take("code", 1)?)?))
    }

    fn take(&self, name: &str, count: usize) -> Result<u64, StoreError> {
        let last: i64 = self
            .reader
            .connection()
            .prepare_cached(
                "INSERT INTO counter (name, last) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET last = last + ?2 RETURNING last",
            )?
            .query_row(params![name, count as i64], |row| row.get(0))?;
        u64::try_from(last - count as i64 + 1)
            .map_err(|_| StoreError::Damaged(format!("the counter '{name}' is negative")))
    }

    /// Lays a document down, unless it is there already.
    pub fn put_document(&self, document: &Document) -> Result<(), StoreError> {
        rows::insert_document(self.reader.connection(), document)
    }

    /// Keeps imported files byte for byte and says under which names. The same
    /// content under the same name is kept once.
    pub fn keep_originals(&self, files: &[Original<'_>]) -> Result<Vec<String>, StoreError> {
        originals::keep(self.folder, files)
    }
}

fn small(number: u64) -> Result<u32, StoreError> {
    u32::try_from(number)
        .map_err(|_| StoreError::Damaged("a counter has run past its end".to_owned()))
}
