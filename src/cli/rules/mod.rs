//! `crosscase rules`

mod edit;
mod learn;
mod show;

use crate::analysis::worth::UnitKind;
use crate::analysis::worth_table::Detail;
use crate::app::rules::{self, Request};
use crate::app::{Severity, Study};
use crate::cli::error::tell;
use crate::cli::output::{for_people, print_table};
use crate::cli::progress::bar;
use crate::cli::{CliError, Context};
use crate::model::Problem;
use crate::rules::REFERENCE;
use clap::{Subcommand, ValueEnum};

/// What the rules are worth, and making them better
///
/// Without any word: for each code and rule, how many suggestions were accepted
/// and rejected, and how the rule does against what the coder marked by hand:
/// found, false and missed turns, precision, recall and F1. That is the study's
/// coder, or the one named with --coder.
///
/// Examples:
///   crosscase rules --code CRM-STR-rew
///   crosscase rules show rew-words
///   crosscase rules add CRM-STR-rew 'reward* OR "annual bonus"'
///   crosscase rules edit rew-words --find 'reward* NOT award'
///   crosscase rules learn CRM-STR-rew
///   crosscase rules learn CRM-STR-rew --accept "sales target" --accept bonus
///   crosscase rules language
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// Only rules of this code, or of what a pattern code gathers
    #[arg(long)]
    code: Vec<String>,
    /// Only this rule
    #[arg(long)]
    rule: Vec<String>,
    #[command(flatten)]
    against: Against,
}

/// Against what rules are held.
#[derive(clap::Args, Debug, Default)]
struct Against {
    /// Only in what this case said
    #[arg(long)]
    case: Vec<String>,
    /// Only in this transcript
    #[arg(long)]
    transcript: Vec<String>,
    /// What is counted as found, false or missed
    #[arg(long, value_name = "UNIT", default_value = "turn")]
    unit: Unit,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Unit {
    #[default]
    Turn,
    Sentence,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// Show all about a rule, with the passages it misses or finds wrongly
    Show(show::Args),
    /// Add a rule to a code
    Add(edit::Add),
    /// Change a rule; changed text is a new version
    Edit(edit::Edit),
    /// Take a rule out of the codebook; what was decided stays
    Remove {
        /// The rule
        rule: String,
    },
    /// Propose terms from the passages coded by hand, and take them in
    Learn(learn::Args),
    /// Print the rule language on one page, with examples
    Language,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    match args.action {
        None => list(context, args.code, args.rule, args.against),
        Some(Action::Show(args)) => show::run(context, args),
        Some(Action::Add(args)) => edit::add(context, args),
        Some(Action::Edit(args)) => edit::edit(context, args),
        Some(Action::Remove { rule }) => edit::remove(context, &rule),
        Some(Action::Learn(args)) => learn::run(context, args),
        Some(Action::Language) => context.print(REFERENCE.trim_end()),
    }
}

fn list(
    context: &mut Context<'_>,
    codes: Vec<String>,
    rules: Vec<String>,
    against: Against,
) -> Result<(), CliError> {
    let study = context.open()?;
    let request = Request {
        codes,
        rules,
        ..request(context, &study, against)?
    };
    let detail = detail(context);
    let told = with_progress(context, |progress| {
        rules::table(&study, &request, detail, progress)
    })?;
    print_table(context, &told.table)?;
    tell_bad(context, &told.bad)
}

/// Whose hand coding counts, and where.
fn request(context: &Context<'_>, study: &Study, against: Against) -> Result<Request, CliError> {
    Ok(Request {
        coders: context.coders(study, Vec::new())?,
        cases: against.case,
        transcripts: against.transcript,
        unit: match against.unit {
            Unit::Turn => UnitKind::Turn,
            Unit::Sentence => UnitKind::Sentence,
        },
        ..Request::default()
    })
}

/// Files and programs get every figure.
fn detail(context: &Context<'_>) -> Detail {
    match for_people(context) {
        true => Detail::Brief,
        false => Detail::Full,
    }
}

fn with_progress<T, E>(
    context: &Context<'_>,
    work: impl FnOnce(&(dyn Fn(usize, usize) + Sync)) -> Result<T, E>,
) -> Result<T, E> {
    let bar = bar(context, "rules");
    let done = work(&|done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    done
}

/// Rules that cannot be read; the exit status remembers them.
fn tell_bad(context: &mut Context<'_>, bad: &[Problem]) -> Result<(), CliError> {
    for problem in bad {
        tell(context.err, problem, context.colour_err);
    }
    match bad {
        [] => Ok(()),
        _ => Err(CliError::Said(Severity::Request)),
    }
}
