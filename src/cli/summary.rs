//! `crosscase summary`

use crate::app::summary::{self, Written};
use crate::cli::listing::Listing;
use crate::cli::output::print_table;
use crate::cli::{CliError, Context};
use crate::model::coding_ref::CodingRef;
use crate::text::counted;
use clap::Subcommand;
use std::path::PathBuf;

/// The written cells of cross-case tables, each citing its codings
///
/// A citation names transcript, turn and code; where that fits several
/// codings, add some of the quoted words.
///
/// Examples:
///   crosscase summary set REWARDING "Case A" "Mixed by position" \
///       --cite "case-a:30 CRM-STR-rew"
///   crosscase summary import summaries/case-a.toml
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// List all summaries (also without any word)
    List,
    /// Write one cell, or write it anew
    Set {
        /// The code, usually a pattern code
        code: String,
        /// The case
        case: String,
        /// The summary
        text: String,
        /// A coding it rests on, such as "case-a:30 CRM-STR-rew"; may be given several times
        #[arg(long, value_name = "CODING")]
        cite: Vec<String>,
    },
    /// Read written cells from TOML files
    Import {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Take a written cell away
    Remove {
        /// The code
        code: String,
        /// The case
        case: String,
    },
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let (mut study, session) = context.open_to_change()?;
    match args.action.unwrap_or(Action::List) {
        Action::List => {
            let mut listing =
                Listing::new("Summaries", &["code", "case", "summary", "cites", "by"]);
            for view in summary::list(&study)? {
                let text = if view.stale {
                    format!("{} [evidence changed]", view.text)
                } else {
                    view.text
                };
                listing.row(
                    &view.code,
                    vec![view.case, text, view.cites.join("; "), view.author],
                );
            }
            if listing.is_empty() {
                context.say("No summaries yet. `crosscase summary set` writes one.")?;
            }
            print_table(context, &listing.into_table())
        }
        Action::Set {
            code,
            case,
            text,
            cite,
        } => {
            let cites = cite
                .iter()
                .map(|text| text.parse::<CodingRef>().map_err(CliError::Usage))
                .collect::<Result<Vec<_>, _>>()?;
            let told = summary::set(&mut study, &session, &code, &case, &text, cites)?;
            tell(context, told)
        }
        Action::Import { files } => {
            let told = summary::from_files(&mut study, &session, &files)?;
            tell(context, told)
        }
        Action::Remove { code, case } => {
            summary::remove(&mut study, &session, &code, &case)?;
            context.say(format!(
                "Removed the summary {code} × {case}. `crosscase undo` brings it back."
            ))
        }
    }
}

fn tell(context: &mut Context<'_>, told: Written) -> Result<(), CliError> {
    context.say(format!(
        "{} written, {} changed, {} as before.",
        counted(told.added, "summary"),
        told.changed,
        told.unchanged
    ))
}
