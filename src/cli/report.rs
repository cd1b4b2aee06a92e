//! `crosscase report`

use crate::app::report::{ReportRequest, write};
use crate::cli::error::tell;
use crate::cli::{CliError, Context};
use std::path::PathBuf;

/// Write the study as one document: method, codebook, tables, charts, quotes
///
/// An appendix that can be handed in. The file's ending says which form it
/// has: .docx for Word, .html for a web page, .md for Markdown.
///
/// Examples:
///   crosscase report --out appendix.docx
///   crosscase report --tables table5,table6 --no-charts --out report.html
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The file to write: .docx, .html or .md
    #[arg(long, short, value_name = "FILE", default_value = "report.docx")]
    out: PathBuf,
    /// Its title instead of the study's name
    #[arg(long, default_value = "")]
    title: String,
    /// Only these tables, in this order, names separated by commas
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    tables: Vec<String>,
    /// Leave the quotes out
    #[arg(long)]
    no_quotes: bool,
    /// Leave the charts out
    #[arg(long)]
    no_charts: bool,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let request = ReportRequest {
        title: args.title,
        tables: args.tables,
        without_quotes: args.no_quotes,
        without_charts: args.no_charts,
    };
    let report = write(&study, &request, &args.out)?;
    for problem in &report.left_out {
        tell(context.err, problem, context.colour_err);
    }
    context.say(format!("Wrote {}.", args.out.display()))?;
    if report.left_out.is_empty() {
        Ok(())
    } else {
        Err(CliError::Said(crate::app::Severity::Request))
    }
}
