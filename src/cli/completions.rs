//! `crosscase completions`

use crate::cli::{CliError, Context};
use clap_complete::Shell;

/// Print a completion script for your shell
///
/// Example: crosscase completions bash > ~/.local/share/bash-completion/completions/crosscase
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment, hide = true)]
pub struct Args {
    /// The shell
    shell: Shell,
}

pub fn run(context: &mut Context<'_>, args: Args, command: &clap::Command) -> Result<(), CliError> {
    clap_complete::generate(args.shell, &mut command.clone(), "crosscase", context.out);
    Ok(())
}
