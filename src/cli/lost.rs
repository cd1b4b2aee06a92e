//! `crosscase lost`

use crate::app::lost::{self, LostView, NewHome};
use crate::cli::listing::Listing;
use crate::cli::output::{for_people, print_table};
use crate::cli::read::page;
use crate::cli::{CliError, Context};
use crate::model::CodingId;
use crate::text::counted;

/// Codings that a corrected transcript has left without a place
///
/// They count nowhere until you say where they belong, or let them go. Without
/// more, lists them with the places that are offered.
///
/// Examples:
///   crosscase lost
///   crosscase lost accept 17
///   crosscase lost accept 17 --candidate 2
///   crosscase lost accept 17 --turn 14 --words "as it reads now"
///   crosscase lost drop 17
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Give a coding one of the places that are offered, or one you name
    Accept {
        /// The coding's number
        coding: u64,
        /// Which of the places offered; the first without it
        #[arg(long, value_name = "NUMBER", conflicts_with = "turn")]
        candidate: Option<usize>,
        /// The turn it belongs to
        #[arg(long, requires = "words")]
        turn: Option<u32>,
        /// The words in that turn
        #[arg(long, requires = "turn")]
        words: Option<String>,
    },
    /// Let codings go
    Drop {
        /// Their numbers
        #[arg(required_unless_present = "all")]
        codings: Vec<u64>,
        /// All that are lost
        #[arg(long, conflicts_with = "codings")]
        all: bool,
    },
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    match args.verb {
        None => list(context),
        Some(Verb::Accept {
            coding,
            candidate,
            turn,
            words,
        }) => {
            let home = match (turn, words) {
                (Some(turn), Some(quote)) => NewHome::Words { turn, quote },
                _ => NewHome::Candidate(candidate.unwrap_or(1)),
            };
            let (mut study, session) = context.open_to_change()?;
            let (turn, quote) = lost::accept(&mut study, &session, CodingId(coding), &home)?;
            context.say(format!(
                "Coding {coding} stands in turn {turn} now: “{quote}”."
            ))
        }
        Some(Verb::Drop { codings, .. }) => {
            let (mut study, session) = context.open_to_change()?;
            let ids: Vec<CodingId> = codings.into_iter().map(CodingId).collect();
            let gone = lost::drop(&mut study, &session, &ids)?;
            if gone == 0 {
                return context.say("No coding has lost its place.");
            }
            context.say(format!(
                "Let {} go. `crosscase undo` brings them back.",
                counted(gone, "lost coding")
            ))
        }
    }
}

fn list(context: &mut Context<'_>) -> Result<(), CliError> {
    let study = context.open()?;
    let views = lost::list(&study)?;
    if !for_people(context) {
        return print_table(context, &table(&views));
    }
    if views.is_empty() {
        return context.say("No coding has lost its place.");
    }
    for view in &views {
        print(context, view)?;
    }
    context.say(
        "Accept a place with `crosscase lost accept NUMBER`, name one with --turn and --words, \
         or let it go with `crosscase lost drop NUMBER`.",
    )
}

fn print(context: &mut Context<'_>, view: &LostView) -> Result<(), CliError> {
    let coding = &view.lost.coding;
    let room = context.width.saturating_sub(7);
    context.print(format!(
        "{:>5}  {} · {} · was in turn {} · {}",
        coding.id, view.code, view.transcript, coding.turn, view.lost.reason
    ))?;
    for line in page(&format!("“{}”", coding.quote), room) {
        context.print(format!("       {line}"))?;
    }
    if view.candidates.is_empty() {
        context.print("       no place is offered")?;
    }
    for (candidate, number) in view.candidates.iter().zip(1..) {
        let text = format!(
            "{number}. turn {}, {} % alike: “{}”",
            candidate.place.turn, candidate.likeness, candidate.quote
        );
        for line in page(&text, room) {
            context.print(format!("       {line}"))?;
        }
    }
    Ok(())
}

fn table(views: &[LostView]) -> crate::model::Table {
    let heads = [
        "Coding",
        "Code",
        "Coder",
        "Transcript",
        "Turn",
        "Quote",
        "Reason",
        "Candidate",
        "Candidate's turn",
        "Alike (%)",
        "Candidate's words",
    ];
    let mut list = Listing::new("Lost codings", &heads);
    for view in views {
        let coding = &view.lost.coding;
        let facts = vec![
            view.code.clone(),
            coding.coder.clone(),
            view.transcript.clone(),
            coding.turn.to_string(),
            coding.quote.clone(),
            view.lost.reason.clone(),
        ];
        let offers = view.candidates.iter().zip(1..).map(|(it, number)| {
            vec![
                number.to_string(),
                it.place.turn.to_string(),
                it.likeness.to_string(),
                it.quote.clone(),
            ]
        });
        let mut offers: Vec<Vec<String>> = offers.collect();
        if offers.is_empty() {
            offers.push(vec![String::new(); 4]);
        }
        for offer in offers {
            list.row(&coding.id.to_string(), [facts.clone(), offer].concat());
        }
    }
    list.into_table()
}
