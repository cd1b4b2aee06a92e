//! `crosscase rules learn`

use super::edit::{changed, next};
use super::{detail, request, tell_bad, with_progress};
use crate::analysis::evidence;
use crate::app::rules::{accept, learn};
use crate::app::table::passages_behind;
use crate::cli::output::{for_people, in_quotes, print_table};
use crate::cli::quotes;
use crate::cli::{CliError, Context};
use crate::model::Table;
use crate::{app::Study, cli::rules::Against};

/// Propose terms from the passages coded by hand, and take them into a rule
///
/// A term is proposed if it stands in the passages of the code much more often
/// than in the rest of what the informants said, and would find coded turns
/// that the code's rules do not find yet. Each is tried on interviews from
/// which it was not learnt.
///
/// Examples:
///   crosscase rules learn CRM-STR-rew
///   crosscase rules learn CRM-STR-rew --evidence
///   crosscase rules learn CRM-STR-rew --accept "sales target" --accept bonus
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The code
    code: String,
    /// Take this term into a rule; may be given several times
    #[arg(long, value_name = "TERM")]
    accept: Vec<String>,
    /// The rule that takes them in; without it, the code's only rule for the
    /// language, or one named CODE-learnt
    #[arg(long, requires = "accept")]
    rule: Option<String>,
    /// Learn only from what this case said
    #[arg(long)]
    case: Vec<String>,
    /// Learn only from this transcript
    #[arg(long)]
    transcript: Vec<String>,
    /// List the quotes behind each term
    #[arg(long, conflicts_with = "accept")]
    evidence: bool,
    /// At most so many terms
    #[arg(long, default_value_t = 15, value_name = "NUMBER")]
    limit: usize,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let mut study = context.open()?;
    let against = Against {
        case: args.case,
        transcript: args.transcript,
        ..Against::default()
    };
    let request = request(context, &study, against)?;
    if !args.accept.is_empty() {
        let session = context.session(Some(&study))?;
        let rule = args.rule.as_deref();
        let rules = accept(
            &mut study,
            &session,
            &args.code,
            &args.accept,
            rule,
            &request,
        )?;
        for one in &rules {
            if !one.saved.changed {
                context.say(format!("The rule {} says so already.", one.saved.id))?;
                continue;
            }
            context.say(changed(&one.saved))?;
            context.say(format!("It finds now: {}", one.find))?;
            next(context, &one.saved)?;
        }
        return Ok(());
    }
    let learning = with_progress(context, |progress| {
        learn(&study, &args.code, &request, progress)
    })?;
    let table = learning.table(args.limit, detail(context));
    match (args.evidence, for_people(context)) {
        (true, true) => show_evidence(context, &study, &table)?,
        (true, false) => {
            let behind = passages_behind(&study, &table)?;
            print_table(context, &evidence(&table, &behind))?;
        }
        (false, _) => print_table(context, &table)?,
    }
    match learning.best() {
        Some(term) => context.say(format!(
            "Next: `crosscase rules learn {} --accept {}` takes a term in; --evidence lists the \
             quotes behind each.",
            args.code,
            in_quotes(term)
        ))?,
        None => context.say(
            "No term makes the rules better on interviews from which it was not learnt. \
             --evidence lists the quotes behind each; `crosscase rules show` what a rule misses.",
        )?,
    }
    tell_bad(context, &learning.bad)
}

/// Term by term: the passages that hold it.
fn show_evidence(context: &mut Context<'_>, study: &Study, table: &Table) -> Result<(), CliError> {
    let passages = passages_behind(study, table)?;
    context.print(format!("{}: the quotes behind each", table.title))?;
    for (head, cells) in table.rows.iter().zip(&table.cells) {
        context.print("")?;
        context.print(&head.label)?;
        for id in cells.iter().flat_map(|cell| &cell.behind) {
            if let Some(passage) = passages.get(id) {
                quotes::print(context, passage)?;
            }
        }
    }
    Ok(())
}
