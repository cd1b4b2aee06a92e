//! The command line: words and wires. What was typed becomes a request, an
//! outcome becomes words; no rule of the method lives here. One file per
//! subcommand: its help, its arguments, its function.

mod build;
mod case;
mod chart;
mod check;
mod code;
mod codebook;
mod completions;
mod context;
mod demo;
mod error;
mod export;
mod find;
mod import;
mod imported;
mod listing;
mod log;
mod lost;
mod man;
mod memo;
mod new;
mod output;
mod progress;
mod quote_book;
mod quotes;
mod read;
mod read_pdf;
mod redo;
mod report;
mod review;
mod rule_args;
mod rules;
mod suggest;
mod summary;
mod table;
mod together;
mod trial;
mod undo;

pub use context::{Context, Environment};
pub use error::CliError;

use crate::formats::transcript::READ_PDF;
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// From interview transcripts to cross-case tables, every cell one step from
/// the words behind it.
#[derive(Parser, Debug)]
#[command(
    name = "crosscase",
    version,
    about,
    propagate_version = true,
    disable_help_subcommand = true,
    after_help = "Start with `crosscase demo`: it makes a complete sample study to look into.\nEvery command explains itself: `crosscase COMMAND --help`."
)]
struct Cli {
    /// The study's folder; without it, the current folder or one above it
    #[arg(long, global = true, value_name = "FOLDER", env = "CROSSCASE_STUDY")]
    study: Option<PathBuf>,

    /// Who works: the coder of new codings, the name in the journal; without it,
    /// the variable CROSSCASE_CODER, or the study's coder
    #[arg(long, global = true, value_name = "NAME")]
    coder: Option<String>,

    /// How to print: table, csv, json or markdown
    #[arg(long, global = true, value_name = "FORMAT", default_value = "table")]
    format: String,

    /// Say nothing but results and errors
    #[arg(long, short, global = true)]
    quiet: bool,

    #[command(subcommand)]
    command: Command,
}

/// Verbs in the order of the work.
#[derive(Subcommand, Debug)]
enum Command {
    Demo(demo::Args),
    New(new::Args),
    Import(import::Args),
    Case(case::Args),
    Codebook(codebook::Args),
    Read(read::Args),
    Code(code::Args),
    Suggest(suggest::Args),
    Review(review::Args),
    Rules(rules::Args),
    Find(find::Args),
    Lost(lost::Args),
    Memo(memo::Args),
    Summary(summary::Args),
    Table(table::Args),
    Quotes(quote_book::Args),
    Together(together::Args),
    Chart(chart::Args),
    Build(build::Args),
    Report(report::Args),
    Export(export::Args),
    Log(log::Args),
    Undo(undo::Args),
    Redo(redo::Args),
    Check(check::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(name = READ_PDF)]
    ReadPdf(read_pdf::Args),
}

/// Runs a command line and returns its exit code: 0 done, 1 the user's data or
/// request, 2 usage, 3 a damaged study or a defect of ours.
pub fn run(arguments: Vec<OsString>, environment: Environment<'_>) -> u8 {
    let colour = environment.colour;
    let (out, err) = (environment.out, environment.err);
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return error::usage(&error, out, err, colour),
    };
    let format = match cli.format.parse() {
        Ok(format) => format,
        Err(problem) => {
            let problem: crate::model::Problem = problem;
            return CliError::Usage(problem).report(err, colour);
        }
    };
    let mut context = Context {
        out,
        err,
        input: environment.input,
        interactive: environment.interactive,
        width: environment.width,
        on_terminal: environment.on_terminal,
        colour,
        colour_err: environment.colour_err,
        progress: environment.progress && !cli.quiet,
        now: environment.now,
        user: environment.user,
        program: environment.program,
        executable: environment.executable,
        study: cli.study,
        coder: cli.coder,
        usual_coder: environment.coder,
        format,
        quiet: cli.quiet,
    };
    let outcome = match cli.command {
        Command::Demo(args) => demo::run(&mut context, args),
        Command::New(args) => new::run(&mut context, args),
        Command::Import(args) => import::run(&mut context, args),
        Command::Case(args) => case::run(&mut context, args),
        Command::Codebook(args) => codebook::run(&mut context, args),
        Command::Read(args) => read::run(&mut context, args),
        Command::Code(args) => code::run(&mut context, args),
        Command::Suggest(args) => suggest::run(&mut context, args),
        Command::Review(args) => review::run(&mut context, args),
        Command::Rules(args) => rules::run(&mut context, args),
        Command::Lost(args) => lost::run(&mut context, args),
        Command::Find(args) => find::run(&mut context, args),
        Command::Memo(args) => memo::run(&mut context, args),
        Command::Summary(args) => summary::run(&mut context, args),
        Command::Table(args) => table::run(&mut context, args),
        Command::Quotes(args) => quote_book::run(&mut context, args),
        Command::Together(args) => together::run(&mut context, args),
        Command::Chart(args) => chart::run(&mut context, args),
        Command::Build(args) => build::run(&mut context, args),
        Command::Report(args) => report::run(&mut context, args),
        Command::Export(args) => export::run(&mut context, args),
        Command::Log(args) => log::run(&mut context, args),
        Command::Undo(args) => undo::run(&mut context, args),
        Command::Redo(args) => redo::run(&mut context, args),
        Command::Check(args) => check::run(&mut context, args),
        Command::Completions(args) => completions::run(&mut context, args, &command()),
        Command::Man(args) => man::run(&mut context, args, &command()),
        Command::ReadPdf(args) => read_pdf::run(&mut context, args),
    };
    match outcome {
        Ok(()) => 0,
        Err(error) => {
            let colour = context.colour_err;
            error.report(context.err, colour)
        }
    }
}

/// The whole command line, for completions, the man page and its own test.
pub fn command() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}
