//! `crosscase review`

use crate::app::review::{self, InContext, Which};
use crate::app::selection::Selection;
use crate::app::{Session, Study};
use crate::cli::output::{counted, for_people, print_table};
use crate::cli::quotes;
use crate::cli::read::page;
use crate::cli::{CliError, Context};
use crate::model::{CodingId, Problem, ReviewState};
use clap::Subcommand;

/// Decide over what the rules suggested
///
/// Without any word: the list of what waits. A decision over a filtered set is
/// one step, which one `crosscase undo` takes back.
///
/// Examples:
///   crosscase review --code CRM-STR-rew
///   crosscase review accept 412 415
///   crosscase review reject --rule rew-words --case "Case D"
///   crosscase review walk --case "Case A"
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    filter: Filter,
    /// List decided ones too
    #[arg(long)]
    all: bool,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// Accept suggestions: these, or all pending ones that the filter names
    Accept(Decision),
    /// Reject suggestions: these, or all pending ones that the filter names
    Reject(Decision),
    /// Go through the pending ones one by one
    Walk {
        #[command(flatten)]
        filter: Filter,
    },
}

#[derive(clap::Args, Debug)]
struct Decision {
    /// Their numbers
    numbers: Vec<u64>,
    #[command(flatten)]
    filter: Filter,
    /// Decide over all pending ones, without a filter
    #[arg(long)]
    all_pending: bool,
}

#[derive(clap::Args, Debug, Default)]
struct Filter {
    /// Only this code, with what a pattern code gathers
    #[arg(long)]
    code: Vec<String>,
    /// Only this rule
    #[arg(long)]
    rule: Vec<String>,
    /// Only this case
    #[arg(long)]
    case: Vec<String>,
    /// Only this transcript
    #[arg(long)]
    transcript: Vec<String>,
}

impl Filter {
    fn is_empty(&self) -> bool {
        self.code.is_empty()
            && self.rule.is_empty()
            && self.case.is_empty()
            && self.transcript.is_empty()
    }

    fn selection(self) -> Selection {
        Selection {
            transcripts: self.transcript,
            cases: self.case,
            codes: self.code,
            rules: self.rule,
            states: vec![ReviewState::Pending],
            suggested: true,
            ..Selection::default()
        }
    }
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    match args.action {
        None => {
            let study = context.open()?;
            let mut selection = args.filter.selection();
            if args.all {
                selection.states.clear();
            }
            if for_people(context) {
                let passages = review::list(&study, &selection)?;
                if passages.is_empty() {
                    context.say("No suggestions wait. `crosscase suggest` runs the rules.")?;
                }
                for passage in &passages {
                    quotes::print(context, passage)?;
                }
                return context.say(format!("{}.", counted(passages.len(), "suggestion")));
            }
            print_table(context, &review::table(&study, &selection)?)
        }
        Some(Action::Accept(decision)) => decide(context, decision, ReviewState::Accepted),
        Some(Action::Reject(decision)) => decide(context, decision, ReviewState::Rejected),
        Some(Action::Walk { filter }) => walk(context, filter),
    }
}

fn decide(
    context: &mut Context<'_>,
    decision: Decision,
    state: ReviewState,
) -> Result<(), CliError> {
    let which = match (decision.numbers.is_empty(), decision.filter.is_empty()) {
        (false, true) => Which::Ids(decision.numbers.into_iter().map(CodingId).collect()),
        (true, false) => Which::Selected(decision.filter.selection()),
        (true, true) if decision.all_pending => Which::Selected(Filter::default().selection()),
        (true, true) => {
            return Err(CliError::Usage(Problem::new("which suggestions?").next(
                "give their numbers, a filter such as --code, or --all-pending",
            )));
        }
        (false, false) => {
            return Err(CliError::Usage(
                Problem::new("numbers and a filter together are unclear")
                    .next("give one of the two"),
            ));
        }
    };
    let (mut study, session) = context.open_to_change()?;
    let decided = review::decide(&mut study, &session, &which, state)?;
    context.say(format!(
        "{} suggestions {state} by {}.",
        decided.len(),
        session.who
    ))
}

fn walk(context: &mut Context<'_>, filter: Filter) -> Result<(), CliError> {
    let (mut study, session) = context.open_to_change()?;
    let waiting = review::list(&study, &filter.selection())?;
    let total = waiting.len();
    context.say(format!(
        "{} to decide. Answer a (accept), r (reject), s (skip), u (undo) or q (quit), then Enter.",
        counted(total, "suggestion")
    ))?;
    let mut at = 0;
    let mut decided: Vec<usize> = Vec::new();
    while let Some(passage) = waiting.get(at) {
        let shown = review::in_context(&study, passage.id)?;
        show(context, &shown, at + 1, total)?;
        match context.ask("a/r/s/u/q?")?.as_deref() {
            Some("a") => one(&mut study, &session, passage.id, ReviewState::Accepted)?,
            Some("r") => one(&mut study, &session, passage.id, ReviewState::Rejected)?,
            Some("s") => {
                at += 1;
                continue;
            }
            Some("u") => {
                match decided.pop() {
                    Some(previous) => {
                        crate::app::history::undo(&mut study, &session)?;
                        at = previous;
                    }
                    None => context.say("Nothing was decided here yet.")?,
                }
                continue;
            }
            Some("q") | None => break,
            Some(other) => {
                context.say(format!("'{other}' is no answer; use a, r, s, u or q."))?;
                continue;
            }
        }
        decided.push(at);
        at += 1;
    }
    context.say(format!(
        "{} decided, {} still wait.",
        decided.len(),
        total - decided.len()
    ))
}

fn one(
    study: &mut Study,
    session: &Session,
    id: CodingId,
    state: ReviewState,
) -> Result<(), CliError> {
    review::decide(study, session, &Which::Ids(vec![id]), state)?;
    Ok(())
}

fn show(
    context: &mut Context<'_>,
    it: &InContext,
    number: usize,
    total: usize,
) -> Result<(), CliError> {
    let passage = &it.passage;
    context.print("")?;
    context.print(format!(
        "{number} of {total} · {} · {} turn {}, line {} · {}",
        passage.code, passage.transcript, passage.turn, passage.line, passage.origin
    ))?;
    if let Some(definition) = &it.definition {
        for line in page(definition, context.width) {
            context.print(format!("    {line}"))?;
        }
    }
    let text = format!("{}⟦{}⟧{}", it.before, passage.quote, it.after);
    context.print(format!("{}:", passage.speaker))?;
    for line in page(&text, context.width) {
        context.print(format!("    {line}"))?;
    }
    if !it.other_codes.is_empty() {
        context.print(format!(
            "    coded by people: {}",
            it.other_codes.join(", ")
        ))?;
    }
    Ok(())
}
