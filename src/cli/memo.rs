//! `crosscase memo`

use crate::app::memo;
use crate::cli::listing::Listing;
use crate::cli::output::print_table;
use crate::cli::{CliError, Context};
use crate::model::MemoId;
use clap::Subcommand;

/// What you thought while coding, kept where it belongs
///
/// Examples:
///   crosscase memo
///   crosscase memo add code:CRM-TR "merging with CRM-TR-will?"
///   crosscase memo add coding:17 "two codes in one comment"
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// List all memos (also without any word)
    List,
    /// Write one
    Add {
        /// What about: study, case:NAME, transcript:NAME, code:ID or coding:NUMBER
        about: String,
        /// The note
        text: String,
    },
    /// Remove one
    Remove {
        /// Its number
        number: u32,
    },
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let (mut study, session) = context.open_to_change()?;
    match args.action.unwrap_or(Action::List) {
        Action::List => {
            let mut listing = Listing::new("Memos", &["number", "about", "memo", "by", "quote"]);
            for view in memo::list(&study)? {
                listing.row(
                    &view.memo.id.0.to_string(),
                    vec![
                        view.about,
                        view.memo.text,
                        view.memo.author,
                        view.quote.unwrap_or_default(),
                    ],
                );
            }
            if listing.is_empty() {
                context.say("No memos yet. `crosscase memo add` writes one.")?;
            }
            print_table(context, &listing.into_table())
        }
        Action::Add { about, text } => {
            let id = memo::add(&mut study, &session, &about, &text)?;
            context.say(format!("Wrote memo {} about {about}.", id.0))
        }
        Action::Remove { number } => {
            memo::remove(&mut study, &session, MemoId(number))?;
            context.say(format!(
                "Removed memo {number}. `crosscase undo` brings it back."
            ))
        }
    }
}
