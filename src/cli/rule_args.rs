//! How the parts of a rule are typed.

use crate::cli::CliError;
use crate::model::{Extent, Scope};
use clap::ValueEnum;

/// Whose words a rule reads.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Reads {
    /// What informants say
    Informant,
    /// What interviewers say
    Interviewer,
    /// What anybody says
    Anyone,
}

impl From<Reads> for Scope {
    fn from(reads: Reads) -> Self {
        match reads {
            Reads::Informant => Scope::Informant,
            Reads::Interviewer => Scope::Interviewer,
            Reads::Anyone => Scope::Anyone,
        }
    }
}

/// How much of the text around a hit a rule proposes.
///
/// # Errors
/// A usage error that says how it is written.
pub fn extent(text: &str) -> Result<Extent, CliError> {
    text.parse().map_err(CliError::Usage)
}
