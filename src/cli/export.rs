//! `crosscase export`

use crate::app::originals;
use crate::cli::{CliError, Context};
use crate::text::counted;
use std::path::PathBuf;

/// Write what the study holds as files
///
/// Examples:
///   crosscase export originals --to ~/backup
///   crosscase export originals case-a --to .
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// The imported files, byte for byte as they came
    Originals {
        /// The transcripts they belong to; all without it
        transcripts: Vec<String>,
        /// The folder to write them to
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
    },
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let What::Originals { transcripts, to } = args.what;
    let study = context.open()?;
    let exported = originals::export(&study, &transcripts, &to)?;
    for it in &exported {
        context.print(format!("{}: {}", it.transcript, it.file.display()))?;
    }
    // A table of answers is the file of many transcripts.
    let files: std::collections::HashSet<_> = exported.iter().map(|it| &it.file).collect();
    context.say(format!("Wrote {}.", counted(files.len(), "file")))
}
