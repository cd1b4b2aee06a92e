//! `crosscase check`

use crate::app::Severity;
use crate::app::check::check;
use crate::cli::error::tell;
use crate::cli::{CliError, Context};
use crate::model::Problem;

/// Look whether everything is where it should be
///
/// Compares every coding with its words, every original with its checksum, and
/// lets SQLite check its file. Changes nothing; exit code 3 means damage.
///
/// Example: crosscase check
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {}

pub fn run(context: &mut Context<'_>, _args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let report = check(&study)?;
    for line in &report.looked_at {
        context.print(format!("looked at {line}"))?;
    }
    for remark in &report.remarks {
        context.print(format!("remark: {remark}"))?;
    }
    if report.damage.is_empty() {
        return context.print("Nothing is wrong.");
    }
    for damage in &report.damage {
        let problem = Problem::new(damage.clone())
            .next("restore the study's folder from a copy made before, or report this");
        tell(context.err, &problem, context.colour_err);
    }
    Err(CliError::Said(Severity::Damage))
}
