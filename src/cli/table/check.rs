//! `crosscase table --check`

use crate::app::table::check;
use crate::app::{Severity, Study};
use crate::cli::error::tell;
use crate::cli::{CliError, Context};

pub(super) fn run(
    context: &mut Context<'_>,
    study: &Study,
    spec: Option<&str>,
) -> Result<(), CliError> {
    let checked = check(study, spec)?;
    if checked.is_empty() {
        return context.say("No specs yet: put one into the study's folder tables/.");
    }
    let mut all_fine = true;
    for (name, problems) in checked {
        if problems.is_empty() {
            context.print(format!("{name}: fine"))?;
            continue;
        }
        all_fine = false;
        context.out.flush()?;
        for problem in &problems {
            tell(context.err, problem, context.colour_err);
        }
    }
    match all_fine {
        true => Ok(()),
        false => Err(CliError::Said(Severity::Request)),
    }
}
