//! `crosscase review`

use crate::app::history;
use crate::app::review::{self, InContext, Which};
use crate::app::selection::Selection;
use crate::app::{Session, Study};
use crate::cli::output::{for_people, print_table};
use crate::cli::quotes;
use crate::cli::read::page;
use crate::cli::{CliError, Context};
use crate::model::{CodingId, Problem, ReviewState};
use crate::text::counted;
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
        "{} {state} by {}.",
        counted(decided.len(), "suggestion"),
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
    // Each decision with its entry in the journal: only one's own newest step
    // may be taken back here, never what somebody else did meanwhile.
    let mut decided: Vec<(usize, Option<i64>)> = Vec::new();
    while let Some(passage) = waiting.get(at) {
        let Ok(shown) = review::in_context(&study, passage.id) else {
            context.say(format!(
                "Suggestion {} was decided elsewhere meanwhile.",
                passage.id
            ))?;
            at += 1;
            continue;
        };
        show(context, &shown, at + 1, total)?;
        let decision = match context.ask("a/r/s/u/q?")?.as_deref() {
            Some("a") => ReviewState::Accepted,
            Some("r") => ReviewState::Rejected,
            Some("s") => {
                at += 1;
                continue;
            }
            Some("u") => {
                at = take_back(context, &mut study, &session, &mut decided, at)?;
                continue;
            }
            Some("q") | None => break,
            Some(other) => {
                context.say(format!("'{other}' is no answer; use a, r, s, u or q."))?;
                continue;
            }
        };
        review::decide(
            &mut study,
            &session,
            &Which::Ids(vec![passage.id]),
            decision,
        )?;
        decided.push((at, history::newest(&study)?));
        at += 1;
    }
    context.say(format!(
        "{} decided, {} still wait.",
        decided.len(),
        total - decided.len()
    ))
}

/// Undoes the last decision of this walk and goes back to it.
fn take_back(
    context: &mut Context<'_>,
    study: &mut Study,
    session: &Session,
    decided: &mut Vec<(usize, Option<i64>)>,
    at: usize,
) -> Result<usize, CliError> {
    match decided.pop() {
        Some((previous, entry)) if entry == history::newest(study)? => {
            history::undo(study, session)?;
            Ok(previous)
        }
        Some(kept) => {
            decided.push(kept);
            context.say("The study was changed elsewhere since; see `crosscase log`.")?;
            Ok(at)
        }
        None => {
            context.say("Nothing was decided here yet.")?;
            Ok(at)
        }
    }
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
        "{number} of {total} · {} · {} · {}",
        passage.code,
        quotes::place(passage),
        passage.origin
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
