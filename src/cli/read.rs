//! `crosscase read`

use crate::app::read::{AsideView, Piece, TurnView, overview, pieces};
use crate::cli::listing::Listing;
use crate::cli::output::{for_people, print_table};
use crate::cli::{CliError, Context};
use crate::formats::table::{visible, wrap};
use crate::model::{Problem, Role, Transcript};
use crate::text::clock;
use std::ops::RangeInclusive;

/// Read a transcript with turn and line numbers and its codes
///
/// Without a name: the list of transcripts, with how far each is coded.
///
/// Examples:
///   crosscase read
///   crosscase read case-a --turn 14
///   crosscase read case-a --turn 10-20
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The transcript
    transcript: Option<String>,
    /// One turn, or a range such as 10-20
    #[arg(long, requires = "transcript", value_name = "TURNS")]
    turn: Option<String>,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let Some(name) = args.transcript else {
        let lines = overview(&study)?;
        let rounds = lines.iter().any(|line| line.transcript.round.is_some());
        let mut heads = vec!["transcript", "case"];
        heads.extend(rounds.then_some("round"));
        heads.extend(["language", "turns", "codings", "pending suggestions"]);
        let mut listing = Listing::new("Transcripts", &heads);
        for line in lines {
            let it = line.transcript;
            let mut cells = vec![cases_of(&it)];
            if rounds {
                cells.push(it.round.clone().unwrap_or_default());
            }
            cells.extend([
                it.language.to_string(),
                line.turns.to_string(),
                line.codings.to_string(),
                line.pending.to_string(),
            ]);
            listing.row(&it.name, cells);
        }
        if listing.is_empty() {
            context.say("No transcripts yet. `crosscase import FILE` reads one.")?;
        }
        listing.note("Codings: accepted ones, of all coders.");
        return print_table(context, &listing.into_table());
    };
    let range = args.turn.as_deref().map(range).transpose()?;
    let (transcript, pieces) = pieces(&study, &name, range)?;
    if for_people(context) {
        for piece in &pieces {
            match piece {
                Piece::Turn(view) => show(context, view)?,
                Piece::Aside(view) => show_aside(context, view)?,
            }
        }
        return Ok(());
    }
    let mut listing = Listing::new(
        &transcript.name,
        &[
            "turn", "line", "speaker", "role", "time", "guide", "text", "codes",
        ],
    );
    for piece in pieces {
        let view = match piece {
            Piece::Turn(view) => view,
            Piece::Aside(view) => {
                let mut cells = vec![view.line.to_string(), String::new()];
                cells.push(view.kind.to_string());
                cells.extend([String::new(), String::new(), view.text, String::new()]);
                listing.row("", cells);
                continue;
            }
        };
        let codes: Vec<String> = view
            .codes
            .iter()
            .map(|(coder, code, _)| format!("{code} ({coder})"))
            .collect();
        listing.row(
            &view.number.to_string(),
            vec![
                view.line.to_string(),
                view.speaker,
                view.role.to_string(),
                view.starts_at.map(clock).unwrap_or_default(),
                view.guide.join(", "),
                view.text,
                codes.join("; "),
            ],
        );
    }
    print_table(context, &listing.into_table())
}

fn range(text: &str) -> Result<RangeInclusive<u32>, CliError> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    match (from.trim().parse(), to.trim().parse()) {
        (Ok(from), Ok(to)) if from <= to => Ok(from..=to),
        _ => Err(CliError::Usage(
            Problem::new(format!("'{text}' is no turn and no range of turns"))
                .next("write 14, or 10-20"),
        )),
    }
}

fn show(context: &mut Context<'_>, view: &TurnView) -> Result<(), CliError> {
    let time = view
        .starts_at
        .map(|ms| format!(" at {}", clock(ms)))
        .unwrap_or_default();
    let guide = match view.guide.as_slice() {
        [] => String::new(),
        questions => format!(" · asks guide question {}", questions.join(", ")),
    };
    let speaker = if view.speaker.is_empty() {
        "(nobody named)"
    } else {
        &view.speaker
    };
    // Who answers is the rule and needs no word, nor who is called by the role.
    let role = match view.role {
        Role::Informant => "",
        role if view.speaker.to_lowercase() == role.to_string() => "",
        Role::Interviewer => " (interviewer)",
        Role::Other => " (other)",
    };
    context.print(format!(
        "turn {} · line {} · {speaker}{role}{time}{guide}",
        view.number, view.line
    ))?;
    for line in page(&view.text, context.width) {
        context.print(format!("    {line}"))?;
    }
    for (coder, code, quote) in &view.codes {
        context.print(format!(
            "    ▌ {code} ({coder}) “{}”",
            beginning(quote, context.width.min(100))
        ))?;
    }
    context.print("")
}

/// The case of a transcript, and of those speakers who belong to another.
fn cases_of(transcript: &Transcript) -> String {
    let own = transcript.case.as_deref();
    let voices = transcript.voices();
    let others = voices.iter().filter(|voice| voice.case != own);
    let others =
        others.filter_map(|voice| Some(format!("{}: {}", voice.speakers.join(", "), voice.case?)));
    let all: Vec<String> = own.map(str::to_owned).into_iter().chain(others).collect();
    all.join("; ")
}

/// Words that nobody said: dimmed, with what they are.
fn show_aside(context: &mut Context<'_>, view: &AsideView) -> Result<(), CliError> {
    let text = format!("({}) {}", view.kind, view.text);
    for line in page(&text, context.width) {
        context.print_dim(line)?;
    }
    context.print("")
}

/// A text in lines that are comfortable to read, however wide the terminal.
pub fn page(text: &str, width: usize) -> Vec<String> {
    wrap(&visible(text), width.min(100).saturating_sub(4).max(20))
}

fn beginning(quote: &str, width: usize) -> String {
    let room = width.saturating_sub(40).max(20);
    let flat = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= room {
        return flat;
    }
    let head: String = flat.chars().take(room).collect();
    format!("{}…", head.trim_end())
}
