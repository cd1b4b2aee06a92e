//! `crosscase man`

use crate::cli::{CliError, Context};

/// Print the manual page
///
/// Example: crosscase man > crosscase.1
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment, hide = true)]
pub struct Args {}

pub fn run(
    context: &mut Context<'_>,
    _args: Args,
    command: &clap::Command,
) -> Result<(), CliError> {
    clap_mangen::Man::new(command.clone()).render(context.out)?;
    Ok(())
}
