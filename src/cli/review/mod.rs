//! `crosscase review`

mod answer;
mod decide;
mod show;
mod tally;
mod walk;

use crate::app::review;
use crate::app::selection::Selection;
use crate::cli::output::{for_people, print_table};
use crate::cli::quotes;
use crate::cli::{CliError, Context};
use crate::model::{CodingId, ReviewState};
use crate::text::counted;
use clap::Subcommand;

/// Decide over what rules and searches suggested
///
/// Without any word: the list of what waits, with the reasons. A decision over
/// a filtered set is shown first and asked about; it is one step, which one
/// `crosscase undo` takes back. A suggestion whose words are right for another
/// code is filed there with --as and counts as rejected under its own, so that
/// no rule asks for it again.
///
/// Examples:
///   crosscase review --code CRM-STR-rew
///   crosscase review walk --case "Case A"
///   crosscase review accept 412 415
///   crosscase review accept 412 --words "we pay for loyalty" --as CRM-STR-rew
///   crosscase review reject --rule rew-words --speaker Jonas
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
    Accept {
        #[command(flatten)]
        which: decide::Which,
        /// Code exactly these words of the same turn (one suggestion only)
        #[arg(long, value_name = "WORDS")]
        words: Option<String>,
        /// File it under this code instead (one suggestion only)
        #[arg(long = "as", value_name = "CODE")]
        code_instead: Option<String>,
    },
    /// Reject suggestions: these, or all pending ones that the filter names
    Reject {
        #[command(flatten)]
        which: decide::Which,
    },
    /// Go through the pending ones one by one
    Walk {
        #[command(flatten)]
        filter: Filter,
    },
    /// Show suggestions in their turns, with the reasons
    Show {
        /// Their numbers
        #[arg(required = true)]
        numbers: Vec<u64>,
    },
}

#[derive(clap::Args, Debug, Default)]
struct Filter {
    /// Only this code, with what a pattern code gathers
    #[arg(long)]
    code: Vec<String>,
    /// Only this rule
    #[arg(long)]
    rule: Vec<String>,
    /// Only what a search for exactly this suggested
    #[arg(long, value_name = "QUERY")]
    search: Vec<String>,
    /// Only this case
    #[arg(long)]
    case: Vec<String>,
    /// Only this transcript
    #[arg(long)]
    transcript: Vec<String>,
    /// Only what this person says
    #[arg(long, value_name = "NAME")]
    speaker: Vec<String>,
}

impl Filter {
    fn is_empty(&self) -> bool {
        let all = [
            &self.code,
            &self.rule,
            &self.search,
            &self.case,
            &self.transcript,
            &self.speaker,
        ];
        all.iter().all(|names| names.is_empty())
    }

    fn selection(self) -> Selection {
        Selection {
            transcripts: self.transcript,
            cases: self.case,
            codes: self.code,
            rules: self.rule,
            searches: self.search,
            speakers: self.speaker,
            states: vec![ReviewState::Pending],
            suggested: true,
            ..Selection::default()
        }
    }
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    match args.action {
        None => list(context, args.filter, args.all),
        Some(Action::Accept {
            which,
            words,
            code_instead,
        }) => match (&words, &code_instead) {
            (None, None) => decide::decide(context, which, ReviewState::Accepted),
            _ => decide::amend(context, which, words, code_instead),
        },
        Some(Action::Reject { which }) => decide::decide(context, which, ReviewState::Rejected),
        Some(Action::Walk { filter }) => walk::walk(context, filter),
        Some(Action::Show { numbers }) => {
            let study = context.open()?;
            for number in numbers {
                let it = review::in_context(&study, CodingId(number))?;
                show::print(context, &it, it.place, &format!("suggestion {number}"))?;
            }
            Ok(())
        }
    }
}

fn list(context: &mut Context<'_>, filter: Filter, all: bool) -> Result<(), CliError> {
    let study = context.open()?;
    let filtered = !filter.is_empty();
    let mut selection = filter.selection();
    if all {
        selection.states.clear();
    }
    if !for_people(context) {
        return print_table(context, &review::table(&study, &selection)?);
    }
    let suggestions = review::list(&study, &selection)?;
    for suggestion in &suggestions {
        quotes::print_suggestion(context, suggestion)?;
    }
    match (suggestions.len(), filtered) {
        (0, true) => context.say("No suggestion fits. `crosscase review` lists all that wait."),
        (0, false) => context.say("No suggestions wait. `crosscase suggest` runs the rules."),
        (count, _) => context.say(format!(
            "{}. Next: `crosscase review walk` goes through them one by one.",
            counted(count, "suggestion")
        )),
    }
}
