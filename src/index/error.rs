//! What can go wrong with the index. Nothing here costs anybody's work.

use std::path::PathBuf;
use tantivy::TantivyError;
use tantivy::directory::error::LockError;
use thiserror::Error;

/// The index could not be opened, filled or asked.
#[derive(Debug, Error)]
pub enum IndexError {
    /// Another process, or another part of this one, is writing to it.
    #[error("the search index {} is being updated by another crosscase; try again when it is done", dir.display())]
    Busy {
        /// Where the index is.
        dir: PathBuf,
    },
    /// Its directory cannot be made, read or emptied.
    #[error("the search index {} cannot be used: {cause}", dir.display())]
    Directory {
        /// Where the index is.
        dir: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// Anything else. Opening it anew makes it good.
    #[error("the search index {} failed ({cause}); delete the directory, it is made anew", dir.display())]
    Failed {
        /// Where the index is.
        dir: PathBuf,
        /// Why.
        cause: Box<TantivyError>,
    },
}

impl IndexError {
    /// Why, in the system's words.
    pub fn cause(&self) -> String {
        match self {
            IndexError::Busy { .. } => "another crosscase is updating it".to_owned(),
            IndexError::Directory { cause, .. } => cause.to_string(),
            IndexError::Failed { cause, .. } => cause.to_string(),
        }
    }

    pub(super) fn of(dir: &std::path::Path) -> impl Fn(TantivyError) -> IndexError {
        let dir = dir.to_owned();
        move |cause| match cause {
            // A lock that cannot even be made: a read-only medium.
            TantivyError::LockFailure(LockError::IoError(cause), _) => IndexError::Directory {
                dir: dir.clone(),
                cause: std::io::Error::new(cause.kind(), cause.to_string()),
            },
            TantivyError::LockFailure(..) => IndexError::Busy { dir: dir.clone() },
            cause => IndexError::Failed {
                dir: dir.clone(),
                cause: Box::new(cause),
            },
        }
    }
}
