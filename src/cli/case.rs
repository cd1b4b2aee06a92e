//! `crosscase case`

use crate::app::assign::{Assigned, assign, assign_speakers, set_round};
use crate::app::cases;
use crate::cli::listing::Listing;
use crate::cli::output::{print_table, tell_specs};
use crate::cli::{CliError, Context};
use crate::model::Problem;
use crate::text::counted;
use clap::Subcommand;
use std::path::PathBuf;

/// The cases that are compared, and their attributes
///
/// Examples:
///   crosscase case import cases.csv
///   crosscase case set "Case A" employees=3500 industry="Forest industry"
///   crosscase case assign interview-7 "Case A"
///   crosscase case assign focus-1 "Case B" --speaker Bo
///   crosscase case round interview-7 2
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// List cases with their transcripts (also without any word)
    List,
    /// Read cases from a CSV file; the first column is the case's name
    Import {
        /// The file
        file: PathBuf,
    },
    /// Make a case
    Add {
        /// Its name
        name: String,
        /// Attributes, each as NAME=VALUE
        attributes: Vec<String>,
    },
    /// Set attributes of a case; NAME= with nothing behind takes one away
    Set {
        /// The case
        name: String,
        /// Attributes, each as NAME=VALUE
        #[arg(required = true)]
        attributes: Vec<String>,
    },
    /// Put a transcript into a case, or the words of some of its speakers
    Assign {
        /// The transcript
        transcript: String,
        /// The case
        #[arg(required_unless_present = "none")]
        case: Option<String>,
        /// Only the words of this speaker, as in a focus group in which each is
        /// a case; may be given several times
        #[arg(long, value_name = "SPEAKER")]
        speaker: Vec<String>,
        /// Take it out of its case; a speaker goes back to the transcript's
        #[arg(long, conflicts_with = "case")]
        none: bool,
    },
    /// Say to which round of interviews a transcript belongs
    Round {
        /// The transcript
        transcript: String,
        /// The round, such as 2 or "after the merger"
        #[arg(required_unless_present = "none")]
        round: Option<String>,
        /// Take it out of its round
        #[arg(long, conflicts_with = "round")]
        none: bool,
    },
    /// Give a case another name; everything about it follows
    Rename {
        /// Its name now
        from: String,
        /// Its name from now on
        to: String,
    },
    /// Remove a case; its transcripts and speakers stay
    Remove {
        /// The case
        name: String,
    },
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let (mut study, session) = context.open_to_change()?;
    match args.action.unwrap_or(Action::List) {
        Action::List => {
            let (views, without) = cases::list(&study)?;
            let mut listing = Listing::new("Cases", &["case", "attributes", "transcripts"]);
            for view in views {
                let attributes: Vec<String> = view
                    .case
                    .attributes
                    .iter()
                    .map(|(name, value)| format!("{name}: {value}"))
                    .collect();
                listing.row(
                    &view.case.name,
                    vec![attributes.join("; "), view.transcripts.join(", ")],
                );
            }
            if !without.is_empty() {
                listing.note(format!("In no case: {}.", without.join(", ")));
            }
            if listing.is_empty() {
                context.say("No cases yet. Importing transcripts makes them, or `crosscase case import FILE.csv`.")?;
            }
            print_table(context, &listing.into_table())
        }
        Action::Import { file } => {
            let told = cases::import(&mut study, &session, &file)?;
            context.say(format!(
                "{} added, {} changed, {} as before.",
                counted(told.added, "case"),
                told.changed,
                told.unchanged
            ))
        }
        Action::Add { name, attributes } => {
            cases::add(&mut study, &session, &name, &pairs(&attributes)?)?;
            context.say(format!("Added the case '{}'.", name.trim()))
        }
        Action::Set { name, attributes } => {
            let case = cases::set(&mut study, &session, &name, &pairs(&attributes)?)?;
            context.say(format!(
                "Set {} of the case '{case}'.",
                attributes.join(", ")
            ))
        }
        Action::Assign {
            transcript,
            case,
            speaker,
            ..
        } => {
            let case = case.as_deref();
            let told = if speaker.is_empty() {
                assign(&mut study, &session, &transcript, case)?
            } else {
                assign_speakers(&mut study, &session, &transcript, &speaker, case)?
            };
            tell_assigned(context, &told)
        }
        Action::Round {
            transcript, round, ..
        } => {
            let round = round.as_deref();
            let name = set_round(&mut study, &session, &transcript, round)?;
            match round {
                Some(round) => {
                    context.say(format!("'{name}' belongs to round {} now.", round.trim()))
                }
                None => context.say(format!("'{name}' belongs to no round now.")),
            }
        }
        Action::Rename { from, to } => {
            cases::rename(&mut study, &session, &from, &to)?;
            context.say(format!("The case '{from}' is called '{to}' now."))?;
            tell_specs(context, &study, &from)
        }
        Action::Remove { name } => {
            let case = cases::remove(&mut study, &session, &name)?;
            context.say(format!(
                "Removed the case '{case}'. `crosscase undo` brings it back."
            ))
        }
    }
}

fn tell_assigned(context: &mut Context<'_>, told: &Assigned) -> Result<(), CliError> {
    let what = match told.speakers.as_slice() {
        [] => format!("'{}' belongs", told.transcript),
        [one] => format!("{one} of '{}' belongs", told.transcript),
        many => format!("{} of '{}' belong", many.join(", "), told.transcript),
    };
    match &told.case {
        Some(case) => context.say(format!("{what} to the case '{case}' now."))?,
        None => context.say(format!("{what} to no case now."))?,
    }
    match told.stay.as_slice() {
        [] => Ok(()),
        [one] => context.say(format!("{one} stays in another case.")),
        many => context.say(format!("{} stay in other cases.", many.join(", "))),
    }
}

fn pairs(attributes: &[String]) -> Result<Vec<(String, String)>, CliError> {
    attributes
        .iter()
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) if !name.trim().is_empty() => {
                Ok((name.trim().to_owned(), value.trim().to_owned()))
            }
            _ => Err(CliError::Usage(
                Problem::new(format!("'{pair}' is no attribute"))
                    .next("write NAME=VALUE, such as employees=3500"),
            )),
        })
        .collect()
}
