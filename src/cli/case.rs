//! `crosscase case`

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
    /// Put a transcript into a case
    Assign {
        /// The transcript
        transcript: String,
        /// The case
        #[arg(required_unless_present = "none")]
        case: Option<String>,
        /// Take it out of its case
        #[arg(long, conflicts_with = "case")]
        none: bool,
    },
    /// Give a case another name; everything about it follows
    Rename {
        /// Its name now
        from: String,
        /// Its name from now on
        to: String,
    },
    /// Remove a case; its transcripts stay
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
            transcript, case, ..
        } => {
            cases::assign(&mut study, &session, &transcript, case.as_deref())?;
            match case {
                Some(case) => {
                    context.say(format!("'{transcript}' belongs to the case '{case}' now."))
                }
                None => context.say(format!("'{transcript}' belongs to no case now.")),
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
