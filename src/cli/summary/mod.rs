//! `crosscase summary`

mod drafted;
mod listed;
mod shown;

use crate::app::summary::{self, Words, Written};
use crate::cli::{CliError, Context};
use crate::model::SummaryState;
use crate::model::coding_ref::CodingRef;
use crate::text::counted;
use clap::Subcommand;
use std::path::PathBuf;

/// The written cells of cross-case tables, each citing its codings
///
/// A cell is named by two things, in either order: a code, a case,
/// ATTRIBUTE=VALUE, or the word all. A code and all is the synthesis across
/// cases, all and a case its portrait. Where a name is both a code's and a
/// case's, write code:NAME or case:NAME; also transcript:NAME, question:1.1
/// and round:2 are known. Nested heads are joined: "size=big / market=new".
///
/// A citation names transcript, turn and code; where that fits several
/// codings, add some of the quoted words.
///
/// Every cell remembers what was coded under it when it was written, and says
/// what has happened since.
///
/// Examples:
///   crosscase summary set REWARDING "Case A" "Mixed by position" \
///       --cite "case-a:30 CRM-STR-rew"
///   crosscase summary set REWARDING all "Money everywhere" --draft
///   crosscase summary draft --table table5
///   crosscase summary show REWARDING "Case A"
///   crosscase summary list --stale
///   crosscase summary import summaries/case-a.toml
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

/// The two things that a cell is about.
#[derive(clap::Args, Debug)]
struct Pair {
    /// A code, a case, ATTRIBUTE=VALUE, or all
    row: String,
    /// The other of the two
    column: String,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// List all summaries (also without any word)
    List(listed::Args),
    /// Show one cell: its words, its quotes, and what has changed since
    Show(Pair),
    /// Tell who wrote what into a cell, and when
    History(Pair),
    #[command(flatten)]
    Change(Change),
    /// Fill empty cells with their strongest quotes, to be rewritten; a written
    /// cell becomes a draft again
    Draft(drafted::Args),
    /// Write all of them to a TOML file, which can be edited and read again
    Export {
        /// The file
        file: PathBuf,
    },
}

/// What changes a cell.
#[derive(Subcommand, Debug)]
enum Change {
    /// Write one cell, or write it anew
    Set {
        #[command(flatten)]
        pair: Pair,
        /// The summary
        text: String,
        /// It is not in its final words yet
        #[arg(long)]
        draft: bool,
        /// It is; without either, a draft stays one
        #[arg(long = "final", conflicts_with = "draft")]
        is_final: bool,
        /// A coding it rests on, such as "case-a:30 CRM-STR-rew"; may be given several times
        #[arg(long, value_name = "CODING")]
        cite: Vec<String>,
    },
    /// Say that a cell is in its final words
    Final(Pair),
    /// Say that a cell is still right: its evidence was seen as it is now
    Confirm(Pair),
    /// Say that a pair does not apply
    NotApplicable {
        #[command(flatten)]
        pair: Pair,
        /// Why
        reason: Option<String>,
    },
    /// Read written cells from TOML files
    Import {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Take a written cell away
    Remove(Pair),
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    match args.action.unwrap_or(Action::List(listed::Args::default())) {
        Action::List(args) => listed::run(context, args),
        Action::Show(pair) => shown::show(context, &pair),
        Action::History(pair) => shown::history(context, &pair),
        Action::Draft(args) => drafted::run(context, args),
        Action::Export { file } => {
            let told = summary::export(&context.open()?, &file)?;
            let count = counted(told.summaries, "summary");
            context.say(format!("Wrote {count} to {}.", file.display()))?;
            match told.left_out {
                0 => Ok(()),
                left => context.say(format!(
                    "Left out, as what they cite is gone: {}.",
                    counted(left, "citation")
                )),
            }
        }
        Action::Change(change) => write(context, change),
    }
}

fn write(context: &mut Context<'_>, change: Change) -> Result<(), CliError> {
    let (mut study, session) = context.open_to_change()?;
    match change {
        Change::Set {
            pair: Pair { row, column },
            text,
            draft,
            is_final,
            cite,
        } => {
            let cites = cite
                .iter()
                .map(|text| text.parse::<CodingRef>().map_err(CliError::Usage))
                .collect::<Result<Vec<_>, _>>()?;
            let state = match (draft, is_final) {
                (true, _) => Some(SummaryState::Draft),
                (_, true) => Some(SummaryState::Final),
                _ => None,
            };
            let words = Words { text, state, cites };
            tell(
                context,
                summary::set(&mut study, &session, &row, &column, words)?,
            )
        }
        Change::Import { files } => {
            let told = summary::from_files(&mut study, &session, &files)?;
            tell(context, told)
        }
        Change::Final(Pair { row, column }) => {
            let state = SummaryState::Final;
            let made = summary::set_state(&mut study, &session, &row, &column, state)?;
            context.say(match made {
                true => format!("{row} × {column} is final now."),
                false => format!("{row} × {column} is final already."),
            })
        }
        Change::Confirm(Pair { row, column }) => {
            let passages = summary::confirm(&mut study, &session, &row, &column)?;
            context.say(format!(
                "{row} × {column} stands, seen with {}.",
                counted(passages, "coding")
            ))
        }
        Change::NotApplicable {
            pair: Pair { row, column },
            reason,
        } => {
            let reason = reason.unwrap_or_default();
            let against = summary::not_applicable(&mut study, &session, &row, &column, &reason)?;
            if against == 0 {
                return context.say(format!("{row} × {column} does not apply."));
            }
            let codings = counted(against, "coding");
            context.say(format!(
                "Noted; but there: {codings}. Tables keep the cell open and say so.\n\
                 `crosscase summary show \"{row}\" \"{column}\"` shows them."
            ))
        }
        Change::Remove(Pair { row, column }) => {
            summary::remove(&mut study, &session, &row, &column)?;
            context.say(format!(
                "Removed the summary {row} × {column}. `crosscase undo` brings it back."
            ))
        }
    }
}

fn tell(context: &mut Context<'_>, told: Written) -> Result<(), CliError> {
    let drafts = match told.drafts {
        0 => String::new(),
        drafts => format!(" {} to finish.", counted(drafts, "draft")),
    };
    context.say(format!(
        "{} written, {} changed, {} as before.{drafts}",
        counted(told.added, "summary"),
        told.changed,
        told.unchanged
    ))
}
