//! `crosscase read-pdf`: what `import` starts for each PDF. Only here a process
//! may be ended by the work it was given; nothing else hangs on it.

use crate::cli::{CliError, Context};
use crate::formats::transcript::pdf_content;

/// Read a PDF from standard input and print its lines with their places, as JSON
///
/// `import` runs this for every PDF, so that a file that brings its reader down
/// brings down nothing else.
///
/// Example: crosscase read-pdf < interview.pdf
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment, hide = true)]
pub struct Args {}

pub fn run(context: &mut Context<'_>, _args: Args) -> Result<(), CliError> {
    limit_this_process();
    let mut bytes = Vec::new();
    context.input.read_to_end(&mut bytes)?;
    let content = pdf_content(bytes);
    serde_json::to_writer(&mut *context.out, &content).map_err(std::io::Error::from)?;
    writeln!(context.out)?;
    Ok(())
}

/// A file that asks for more than a large interview needs is not worth the
/// machine it would bring to its knees. Where a limit cannot be set, whoever
/// started this process still ends it after a while.
#[cfg(unix)]
fn limit_this_process() {
    use rlimit::Resource;
    const MEMORY: u64 = 2 * 1024 * 1024 * 1024;
    const SECONDS: u64 = 60;
    for (resource, most) in [
        (Resource::AS, MEMORY),
        (Resource::CPU, SECONDS),
        // A breakdown is expected, and leaves nothing behind.
        (Resource::CORE, 0),
    ] {
        let _ = rlimit::setrlimit(resource, most, most);
    }
}

#[cfg(not(unix))]
fn limit_this_process() {}
