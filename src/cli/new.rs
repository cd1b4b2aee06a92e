//! `crosscase new`

use crate::app::{NewStudy, Study, files};
use crate::cli::output::in_quotes;
use crate::cli::{CliError, Context};
use crate::text::Language;
use std::path::PathBuf;

/// Make an empty study
///
/// Example: crosscase new my-study --coder Anna
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The folder to make
    folder: PathBuf,
    /// The study's name, for titles; the folder's name without it
    #[arg(long)]
    name: Option<String>,
    /// The language of the interviews: en, fi, sv, de or und (another)
    #[arg(long, default_value = "en")]
    language: Language,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let session = context.session(None)?;
    let new = NewStudy {
        name: args.name.unwrap_or_else(|| files::stem(&args.folder)),
        coder: session.who.clone(),
        language: args.language,
    };
    Study::create(&args.folder, &new, &session)?;
    let folder = in_quotes(&args.folder.display().to_string());
    context.say(format!(
        "Made the study '{}' in {folder}; you are its coder {}.",
        new.name, session.who
    ))?;
    context.say(format!("Next: cd {folder}, then `crosscase codebook import FILE` and `crosscase import INTERVIEWS`."))?;
    if session.who == "coder" {
        context.say("To be named, give --coder NAME with your commands, or start anew with it.")?;
    }
    Ok(())
}
