//! `crosscase build`

use crate::app::Severity;
use crate::app::build::build;
use crate::cli::error::tell;
use crate::cli::progress::bar;
use crate::cli::{CliError, Context};
use crate::formats::table::visible;

/// Make all tables and charts again, into the study's folder out/
///
/// The same study gives the same files, byte for byte.
///
/// Example: crosscase build
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {}

pub fn run(context: &mut Context<'_>, _args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let bar = bar(context, "building");
    let built = build(&study, &|what| {
        bar.inc(1);
        bar.set_message(visible(what));
    })?;
    bar.finish_and_clear();
    for (file, changed) in &built.files {
        let state = if *changed { "written" } else { "as before" };
        context.print(format!("{state:<10} {}", file.display()))?;
    }
    for file in &built.removed {
        context.print(format!("{:<10} {}", "removed", file.display()))?;
    }
    for problem in &built.problems {
        tell(context.err, problem, context.colour_err);
    }
    if built.problems.is_empty() {
        Ok(())
    } else {
        Err(CliError::Said(Severity::Request))
    }
}
