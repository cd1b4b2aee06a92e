//! Every way a verb can fail, sorted by whose fault it is: that is what the
//! exit code says.

use crate::model::Problem;
use crate::store::StoreError;
use std::fmt;
use std::path::Path;

/// Whose fault a failure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The user's data or request.
    Request,
    /// A damaged study, or a defect of ours.
    Damage,
}

/// A failure of a verb. Nothing was changed.
#[derive(Debug)]
pub enum AppError {
    /// What was given cannot be done; one or several reasons.
    Problems(Vec<Problem>),
    /// The study's database refused.
    Store(StoreError),
    /// Something that should not happen happened.
    Defect(String),
}

impl AppError {
    /// One problem with the request.
    pub fn request(what: impl Into<String>, next: impl Into<String>) -> Self {
        Problem::new(what).next(next).into()
    }

    /// A file or folder that could not be read or written.
    pub fn io(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        let next = match error.kind() {
            Kind::NotFound => "check the name; a name with spaces needs quotes around it",
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
                "choose a folder you may write to, or ask for the rights"
            }
            Kind::StorageFull => "make room on the disk and try again",
            _ => "check the file and the disk, then try again",
        };
        // The system's own words, without its number.
        let told = error.to_string();
        let plain = told
            .split(" (os error")
            .next()
            .unwrap_or_default()
            .to_lowercase();
        Problem::new(plain).in_file(path).next(next).into()
    }

    /// Whose fault it is.
    pub fn severity(&self) -> Severity {
        match self {
            AppError::Problems(_) => Severity::Request,
            AppError::Store(StoreError::Damaged(_) | StoreError::Sqlite(_))
            | AppError::Defect(_) => Severity::Damage,
            AppError::Store(_) => Severity::Request,
        }
    }

    /// All that is wrong, each with what to do next.
    pub fn problems(&self) -> Vec<Problem> {
        match self {
            AppError::Problems(problems) => problems.clone(),
            AppError::Store(StoreError::Io { path, source }) => {
                AppError::io(path, source).problems()
            }
            AppError::Store(error) => {
                vec![Problem::new(error.to_string()).next(advice(error))]
            }
            AppError::Defect(what) => {
                vec![Problem::new(what.clone()).next(
                    "this is a defect of crosscase; please report it with the command you gave",
                )]
            }
        }
    }
}

fn advice(error: &StoreError) -> &'static str {
    match error {
        StoreError::NotAStudy(_) => {
            "give the folder with --study, go into it, or make one with `crosscase new FOLDER`"
        }
        StoreError::AlreadyThere(_) => "choose another folder, or work in this one",
        StoreError::Newer { .. } => "install the newest crosscase; this one leaves the study alone",
        StoreError::Busy => "wait until it has finished and give the command again",
        StoreError::ReadOnly(_) => {
            "copy the study to a folder you may write to; reading commands work where it is"
        }
        StoreError::Full => "make room on the disk and try again",
        StoreError::Conflict(_) => "look at `crosscase log`, then give the command again",
        StoreError::NothingTo(_) => "`crosscase log` lists what was done",
        StoreError::Damaged(_) => {
            "run `crosscase check`; restore the folder from a copy if you have one"
        }
        StoreError::Io { .. } => "check the file and the disk, then try again",
        StoreError::Sqlite(_) => {
            "this is a defect of crosscase; please report it with the command you gave"
        }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        AppError::Store(error)
    }
}

impl From<Problem> for AppError {
    fn from(problem: Problem) -> Self {
        AppError::Problems(vec![problem])
    }
}

impl From<Vec<Problem>> for AppError {
    fn from(problems: Vec<Problem>) -> Self {
        AppError::Problems(problems)
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.problems().iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for AppError {}
