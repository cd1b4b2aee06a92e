//! `review accept` and `review reject`: single numbers at once, sets after a
//! look at them.

use super::{Filter, show};
use crate::analysis::Passage;
use crate::app::review::{self, Amendment, Decided, Words};
use crate::app::{Severity, Study};
use crate::cli::quotes;
use crate::cli::{CliError, Context};
use crate::model::{CodingId, Problem, ReviewState};
use crate::text::counted;
use indexmap::IndexMap;

/// How many suggestions of a set are shown before it is decided.
const SAMPLE: usize = 5;
/// How many cases or codes of a set are named.
const NAMED: usize = 6;

/// Which suggestions a decision is about.
#[derive(clap::Args, Debug)]
pub(super) struct Which {
    /// Their numbers
    numbers: Vec<u64>,
    #[command(flatten)]
    filter: Filter,
    /// Decide over all pending ones, without a filter
    #[arg(long)]
    all_pending: bool,
    /// Decide over a set without asking
    #[arg(long, short)]
    yes: bool,
}

/// The same decision over all that is meant.
pub(super) fn decide(
    context: &mut Context<'_>,
    which: Which,
    state: ReviewState,
) -> Result<(), CliError> {
    let named = !which.numbers.is_empty();
    if named && (which.all_pending || !which.filter.is_empty()) {
        let problem = Problem::new("numbers and a filter together are unclear");
        return Err(CliError::Usage(problem.next("give one of the two")));
    }
    if !named && which.filter.is_empty() && !which.all_pending {
        return Err(CliError::Usage(Problem::new("which suggestions?").next(
            "give their numbers, a filter such as --code, or --all-pending",
        )));
    }
    let (mut study, mut session) = context.open_to_change()?;
    let ids: Vec<CodingId> = if named {
        which.numbers.into_iter().map(CodingId).collect()
    } else {
        let set = review::pending(&study, &which.filter.selection())?;
        if set.is_empty() {
            return context.say("No suggestion waits there; nothing was decided.");
        }
        look(context, &set)?;
        if !which.yes && !agreed(context, set.len(), state)? {
            return Err(CliError::Said(Severity::Request));
        }
        // Thinking takes its time.
        session.at = (context.now)();
        set.iter().map(|passage| passage.id).collect()
    };
    let told = review::decide(&mut study, &session, &ids, state)?;
    let done = format!(
        "{} {state} by {}. `crosscase undo` takes that back.",
        counted(told.codings.len(), "suggestion"),
        session.who
    );
    context.say(done)?;
    tell_known(context, &told)?;
    tell_waiting(context, &study)
}

/// One suggestion, accepted otherwise than suggested.
pub(super) fn amend(
    context: &mut Context<'_>,
    which: Which,
    words: Option<String>,
    code: Option<String>,
) -> Result<(), CliError> {
    let ([number], true) = (
        which.numbers.as_slice(),
        which.filter.is_empty() && !which.all_pending,
    ) else {
        return Err(CliError::Usage(
            Problem::new("--words and --as are about one suggestion")
                .next("give its number, and no filter"),
        ));
    };
    let (mut study, session) = context.open_to_change()?;
    let wanted = Amendment {
        words: words.map(Words::Typed),
        code,
    };
    let told = review::amend(&mut study, &session, CodingId(*number), &wanted)?;
    show::say(context, &in_words(*number, &told, &session.who))?;
    context.say("`crosscase undo` takes that back.")
}

/// What became of a suggestion that was accepted otherwise than suggested.
pub(super) fn in_words(number: u64, told: &review::Amended, who: &str) -> String {
    let (code, coding) = (&told.code, told.coding);
    let suggested = match told.rejected {
        true => format!(" What was suggested, number {number}, counts as rejected."),
        false => String::new(),
    };
    if told.known {
        let gone = match told.rejected {
            true => String::new(),
            false => format!(" Suggestion {number} is not needed any more and was taken back."),
        };
        return format!(
            "{who} has coded these words as {code} already (coding {coding}); nothing was added.{suggested}{gone}"
        );
    }
    let quote = quotes::shortened(&told.quote, 60);
    format!("Coded “{quote}” as {code} (coding {coding}, by {who}).{suggested}")
}

/// What a set consists of, and some of it, from its start to its end.
fn look(context: &mut Context<'_>, set: &[Passage]) -> Result<(), CliError> {
    let cases = set
        .iter()
        .map(|it| it.case.as_deref().unwrap_or("without a case"));
    context.say(format!(
        "{}: {}.",
        counted(set.len(), "suggestion"),
        shares(cases)
    ))?;
    let codes = set.iter().map(|it| it.code.as_str());
    context.say(format!("Codes: {}.", shares(codes)))?;
    if set.len() > SAMPLE {
        context.say(format!("{SAMPLE} of them, from first to last:"))?;
    }
    let shown = set.len().min(SAMPLE);
    for at in 0..shown {
        // The first, the last, and evenly between.
        let place = at * (set.len() - 1) / (shown - 1).max(1);
        if let Some(passage) = set.get(place) {
            quotes::print(context, passage)?;
        }
    }
    Ok(())
}

/// How many there are of each, the most frequent first.
fn shares<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut counts: IndexMap<&str, usize> = IndexMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts.sort_by(|_, a, _, b| b.cmp(a));
    let more = counts.len().saturating_sub(NAMED);
    let named = counts.iter().take(NAMED);
    let mut parts: Vec<String> = named
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    parts.join(", ")
}

fn agreed(context: &mut Context<'_>, count: usize, state: ReviewState) -> Result<bool, CliError> {
    let verb = match state {
        ReviewState::Accepted => "Accept",
        _ => "Reject",
    };
    let what = match count {
        1 => "this suggestion".to_owned(),
        _ => format!("these {}", counted(count, "suggestion")),
    };
    match context.ask(&format!("{verb} {what}? [y/N]"))?.as_deref() {
        Some("y" | "yes") => return Ok(true),
        Some(_) => context.say("Nothing was decided.")?,
        None => context.say("Nothing was decided. Give the command again with --yes.")?,
    }
    Ok(false)
}

pub(super) fn tell_known(context: &mut Context<'_>, told: &Decided) -> Result<(), CliError> {
    match told.known.len() {
        0 => Ok(()),
        count => show::say(
            context,
            &format!(
                "{} said what you have coded already; taken back, so that nothing counts twice.",
                counted(count, "suggestion")
            ),
        ),
    }
}

fn tell_waiting(context: &mut Context<'_>, study: &Study) -> Result<(), CliError> {
    let waiting = review::pending(study, &Default::default())?.len();
    match waiting {
        0 => context.say("Nothing waits any more. Next: `crosscase table codings` counts."),
        1 => context.say("1 suggestion still waits."),
        _ => context.say(format!("{} still wait.", counted(waiting, "suggestion"))),
    }
}
