//! What can go wrong between us and the disk, told apart by what a person can
//! do about it.

use rusqlite::ErrorCode;
use std::path::PathBuf;
use thiserror::Error;

/// A failure of the store.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no study at this place.
    #[error("{} is not a crosscase study", .0.display())]
    NotAStudy(PathBuf),
    /// Something is in the way of a new study.
    #[error("{} already holds a study", .0.display())]
    AlreadyThere(PathBuf),
    /// The study was written by a newer program.
    #[error("this study was made by a newer crosscase (format {found}, this one knows {known})")]
    Newer {
        /// The study's format.
        found: i64,
        /// The newest format known here.
        known: i64,
    },
    /// Another process is writing.
    #[error("another crosscase is writing to this study")]
    Busy,
    /// The disk or the file does not take writes.
    #[error("the study cannot be written: {0}")]
    ReadOnly(String),
    /// No room left.
    #[error("the disk is full; nothing was changed")]
    Full,
    /// The study differs from what a change expects: somebody else was faster.
    #[error("{0}")]
    Conflict(String),
    /// There is nothing to undo or redo.
    #[error("there is nothing to {0}")]
    NothingTo(&'static str),
    /// The database is damaged, or something in it makes no sense.
    #[error("the study is damaged: {0}")]
    Damaged(String),
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Anything else SQLite says.
    #[error("the database refused: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let told = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                StoreError::ReadOnly(told)
            }
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged(told),
            Some(ErrorCode::SystemIoFailure) => StoreError::ReadOnly(told),
            Some(ErrorCode::ConstraintViolation) => StoreError::Conflict(format!(
                "the change contradicts what the study holds ({told})"
            )),
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => StoreError::Damaged(told),
                other => StoreError::Sqlite(other),
            },
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        StoreError::Damaged(error.to_string())
    }
}
