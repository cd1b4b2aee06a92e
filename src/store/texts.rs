//! Reading many documents from several threads at once.

use crate::model::Document;
use crate::store::{PATIENCE, Store, StoreError, rows};
use crate::text::ContentHash;
use rusqlite::{Connection, OpenFlags};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Documents by their hashes, for any number of threads; each reads for
/// itself. As documents never change and are never removed, no transaction
/// holds these reads together, and nobody who writes waits for them long.
pub struct Texts {
    file: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Texts {
    /// A document.
    pub fn document(&self, hash: &ContentHash) -> Result<Document, StoreError> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let free = idle().pop();
        let connection = match free {
            Some(connection) => connection,
            None => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let connection = Connection::open_with_flags(&self.file, flags)?;
                connection.busy_timeout(PATIENCE)?;
                connection
            }
        };
        let document = rows::document(&connection, hash);
        idle().push(connection);
        document
    }
}

impl Store {
    /// Reads documents from several threads.
    pub fn texts(&self) -> Texts {
        Texts {
            file: Store::file(&self.folder),
            idle: Mutex::new(Vec::new()),
        }
    }
}
