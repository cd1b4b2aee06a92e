//! `crosscase code`

use crate::analysis::Passage;
use crate::app::code;
use crate::app::selection::Selection;
use crate::cli::listing::Listing;
use crate::cli::output::{for_people, print_table};
use crate::cli::quotes;
use crate::cli::{CliError, Context};
use crate::model::{CodingId, Origin, Problem, ReviewState, Table};
use crate::text::{clock, counted};
use std::path::PathBuf;

/// Code a passage by hand: transcript, turn, code, quote
///
/// The quote is copied from the turn; it must stand there exactly once. Or
/// read many codings from a CSV file with the columns transcript, turn, code,
/// quote and memo: all of them come in or, if one is wrong, none. In the file,
/// the code `guide:7` marks a turn that asks question 7 of the interview guide.
/// What `--list --format csv` writes can be read again, with who coded, when,
/// and which rule suggested it.
///
/// Examples:
///   crosscase code case-a 14 CRM-IT "IT is only a part of it"
///   crosscase code --from codings.csv
///   crosscase code --list --transcript case-a
///   crosscase code --remove 17
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// The transcript
    #[arg(requires = "turn", value_name = "TRANSCRIPT")]
    transcript_name: Option<String>,
    /// The turn's number, as `crosscase read` shows it
    #[arg(requires = "code_id")]
    turn: Option<u32>,
    /// The code
    #[arg(requires = "quote", value_name = "CODE")]
    code_id: Option<String>,
    /// The words, as they stand in the turn
    quote: Option<String>,
    /// A note on the coding
    #[arg(long, requires = "quote")]
    memo: Option<String>,
    /// Read codings from a CSV file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["transcript_name", "list", "remove"])]
    from: Option<PathBuf>,
    /// List codings
    #[arg(long, conflicts_with_all = ["transcript_name", "remove"])]
    list: bool,
    /// Take codings away, by number
    #[arg(long, value_name = "NUMBER", num_args = 1.., conflicts_with = "transcript_name")]
    remove: Vec<u64>,
    /// List: only this transcript; may be given several times
    #[arg(long, requires = "list")]
    transcript: Vec<String>,
    /// List: only this case
    #[arg(long, requires = "list")]
    case: Vec<String>,
    /// List: only what this person says
    #[arg(long, requires = "list", value_name = "NAME")]
    speaker: Vec<String>,
    /// List: only this code, with what a pattern code gathers
    #[arg(long, requires = "list")]
    code: Vec<String>,
    /// List: only this coder
    #[arg(long, requires = "list", value_name = "NAME")]
    by: Vec<String>,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    if args.list {
        return list(context, args);
    }
    let (mut study, session) = context.open_to_change()?;
    if !args.remove.is_empty() {
        let ids: Vec<CodingId> = args.remove.into_iter().map(CodingId).collect();
        let removed = code::remove(&mut study, &session, &ids)?;
        return context.say(format!(
            "Removed {}. `crosscase undo` takes that back.",
            counted(removed, "coding")
        ));
    }
    if let Some(file) = args.from {
        let told = code::from_file(&mut study, &session, &file)?;
        let mut parts = vec![counted(told.codings.len(), "coding")];
        if told.guide_marks > 0 {
            parts.push(counted(told.guide_marks, "guide mark"));
        }
        if told.memos > 0 {
            parts.push(counted(told.memos, "memo"));
        }
        context.say(format!("Read {} as {}.", parts.join(", "), session.who))?;
        if told.known > 0 {
            context.say(format!(
                "{} said what was here already.",
                counted(told.known, "row")
            ))?;
        }
        return Ok(());
    }
    let (Some(transcript), Some(turn), Some(id), Some(quote)) =
        (args.transcript_name, args.turn, args.code_id, args.quote)
    else {
        return Err(CliError::Usage(
            Problem::new("nothing to code is given")
                .next("give transcript, turn, code and quote; see `crosscase code --help`"),
        ));
    };
    let told = code::by_hand(
        &mut study,
        &session,
        &transcript,
        turn,
        &id,
        &quote,
        args.memo.as_deref(),
    )?;
    match told.codings.first() {
        Some(number) => context.say(format!(
            "Coded {transcript}:{turn} as {id} (coding {number}, by {}).",
            session.who
        )),
        None if told.guide_marks > 0 => {
            context.say(format!("Marked {transcript}:{turn} as asking {id}."))
        }
        None => context.say(format!(
            "{} has coded this passage as {id} already.",
            session.who
        )),
    }
}

fn list(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let selection = Selection {
        transcripts: args.transcript,
        cases: args.case,
        codes: args.code,
        coders: args.by,
        speakers: args.speaker,
        states: vec![ReviewState::Accepted],
        ..Selection::default()
    };
    let passages = code::list(&study, &selection)?;
    if for_people(context) {
        for passage in &passages {
            quotes::print(context, passage)?;
        }
        return context.say(format!("{}.", counted(passages.len(), "coding")));
    }
    print_table(context, &table(&passages))
}

/// The codings as a table that `crosscase code --from` reads again.
fn table(passages: &[Passage]) -> Table {
    let mut heads = vec![
        "number",
        "transcript",
        "turn",
        "start",
        "line",
        "time",
        "case",
        "speaker",
        "code",
        "coder",
        "quote",
        "memo",
        "origin",
        "rule",
        "version",
        "search",
        "decided",
    ];
    let timed = passages.iter().any(|it| it.starts_at.is_some());
    heads.retain(|head| timed || *head != "time");
    let mut listing = Listing::new("Codings", &heads);
    for it in passages {
        let text = |text: &str| text.to_owned();
        let (origin, rule, version, search) = match &it.origin {
            Origin::Hand => ("hand", "", "", ""),
            Origin::Import => ("import", "", "", ""),
            Origin::Rule { id, version } => ("rule", id.as_str(), version.as_str(), ""),
            Origin::Search { query } => ("search", "", "", query.as_str()),
        };
        let mut cells = vec![
            text(&it.transcript),
            it.turn.to_string(),
            it.in_turn.start().to_string(),
            it.line.to_string(),
        ];
        cells.extend(timed.then(|| it.starts_at.map(clock).unwrap_or_default()));
        cells.extend([
            text(it.case.as_deref().unwrap_or_default()),
            text(&it.speaker),
            text(&it.code),
            text(&it.coder),
            text(&it.quote),
            it.memos.join("\n"),
            text(origin),
            text(rule),
            text(version),
            text(search),
            text(it.decided_at.as_deref().unwrap_or_default()),
        ]);
        listing.row(&it.id.to_string(), cells);
    }
    listing.into_table()
}
