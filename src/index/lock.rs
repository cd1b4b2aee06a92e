//! One at a time: whoever opens the index to bring it up to date holds its lock
//! until it is, so that nobody judges files that another is still writing.

use crate::index::error::IndexError;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

const LOCK: &str = "crosscase.lock";
/// How long to sleep before the lock is tried again.
const PAUSE: Duration = Duration::from_millis(20);

/// Holds the lock as long as it lives; a killed process lets go of it too.
pub(super) struct Guard {
    _file: Option<File>,
}

/// Takes the lock of the index in `dir`, or waits for it as long as that.
///
/// # Errors
/// [`IndexError::Busy`] if somebody else holds it until then.
pub(super) fn lock(dir: &Path, patience: Duration) -> Result<Guard, IndexError> {
    let Ok(file) = File::options()
        .create(true)
        .append(true)
        .open(dir.join(LOCK))
    else {
        // Where nothing can be written, nobody writes.
        return Ok(Guard { _file: None });
    };
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Guard { _file: Some(file) }),
            Err(TryLockError::WouldBlock) if start.elapsed() < patience => {
                std::thread::sleep(PAUSE);
            }
            Err(TryLockError::WouldBlock) => {
                return Err(IndexError::Busy {
                    dir: dir.to_owned(),
                });
            }
            // A file system without locks: tantivy's own, which writers take,
            // has to do.
            Err(TryLockError::Error(_)) => return Ok(Guard { _file: None }),
        }
    }
}
