//! `crosscase demo`

use crate::app::demo::demo;
use crate::cli::output::{in_quotes, print_table};
use crate::cli::{CliError, Context};
use std::path::PathBuf;

/// Make the sample study and show its tables: five interviews, coded
///
/// Needs nothing but this program. The interviews, codings and summaries are
/// invented, written to show what the tool does.
///
/// Example: crosscase demo my-demo
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The folder to make
    #[arg(default_value = "crosscase-demo")]
    folder: PathBuf,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let shown = demo(&args.folder, &(context.now)(), &|_| {})?;
    context.say(format!(
        "The sample study stands in {}:",
        shown.folder.display()
    ))?;
    for step in &shown.steps {
        context.say(format!("  {step}"))?;
    }
    context.say("")?;
    print_table(context, &shown.table5)?;
    context.print("")?;
    print_table(context, &shown.codings)?;
    for problem in &shown.built.problems {
        context.say(format!("not built: {problem}"))?;
    }
    let folder = shown.folder.display().to_string();
    let folder = in_quotes(&folder);
    context.say("")?;
    context.say("What to try next:")?;
    if let Some(program) = &context.program {
        let words = format!(
            "  (where it says crosscase, type {}, or install it: cargo install --path .)",
            program.display()
        );
        context.say(words)?;
    }
    context.say(format!("  cd {folder}"))?;
    for (command, what) in [
        (
            "crosscase table table5 --evidence",
            "the quotes behind every cell of Table 5",
        ),
        (
            "crosscase table codings --coders Mikko",
            "what the second coder found",
        ),
        ("crosscase read case-a", "an interview, with its codes"),
        ("crosscase find \"reward* AND bonus*\"", "words in context"),
        ("crosscase review", "what the rules suggest"),
        ("crosscase code --help", "how to code a passage yourself"),
        (
            "crosscase log",
            "who did what; `crosscase undo` takes the last step back",
        ),
    ] {
        context.say(format!("  {command:<40} {what}"))?;
    }
    context.say("Tables and charts to open: out/tables, out/evidence, out/charts")?;
    Ok(())
}
