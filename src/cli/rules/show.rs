//! `crosscase rules show`

use super::{Against, detail, request, tell_bad, with_progress};
use crate::app::rules::{FalseFind, RuleShown, show};
use crate::cli::listing::Listing;
use crate::cli::output::{for_people, print_table};
use crate::cli::quotes;
use crate::cli::read::page;
use crate::cli::{CliError, Context};
use crate::text::{clock, counted};

/// Show all about a rule, with the passages it misses or finds wrongly
///
/// Examples:
///   crosscase rules show rew-words
///   crosscase rules show rew-words --all --case "Case D"
///   crosscase rules show rew-words --format csv
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The rule
    rule: String,
    #[command(flatten)]
    against: Against,
    /// At most so many passages of each sort
    #[arg(long, default_value_t = 5, value_name = "NUMBER")]
    limit: usize,
    /// Every passage
    #[arg(long, conflicts_with = "limit")]
    all: bool,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let request = request(context, &study, args.against)?;
    let detail = detail(context);
    let shown = with_progress(context, |progress| {
        show(&study, &args.rule, &request, detail, progress)
    })?;
    if for_people(context) {
        facts(context, &shown)?;
        print_table(context, &shown.worth)?;
        let most = if args.all { usize::MAX } else { args.limit };
        quotes_of(context, &shown, most)?;
    } else {
        print_table(context, &lists(&shown))?;
    }
    tell_bad(context, &shown.bad)
}

/// The rule in words.
fn facts(context: &mut Context<'_>, shown: &RuleShown) -> Result<(), CliError> {
    let rule = &shown.rule;
    context.print(format!("{}, a rule of {}", rule.id, shown.code))?;
    let facts = [
        ("find", rule.find.clone()),
        ("version", rule.version()),
        ("reads", format!("{}, {}", rule.scope, language(rule))),
        ("proposes", rule.extent.to_string()),
        ("note", rule.note.clone().unwrap_or_default()),
    ];
    for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        let lines = page(value, context.width.saturating_sub(11));
        for (at, line) in lines.into_iter().enumerate() {
            let name = if at == 0 { name } else { "" };
            context.print(format!("  {name:<8}  {line}"))?;
        }
    }
    context.print("")
}

fn language(rule: &crate::model::Rule) -> String {
    match rule.lang.as_deref() {
        Some(tag) => format!("transcripts in {tag}"),
        None => "any language".to_owned(),
    }
}

fn quotes_of(context: &mut Context<'_>, shown: &RuleShown, most: usize) -> Result<(), CliError> {
    context.print("")?;
    context.print(format!(
        "Missed: {} coded so by hand, in which it finds nothing",
        counted(shown.missed.len(), "passage")
    ))?;
    for passage in shown.missed.iter().take(most) {
        quotes::print(context, passage)?;
    }
    more(context, shown.missed.len(), most)?;
    context.print("")?;
    context.print(format!(
        "False: {} not coded so by hand",
        counted(shown.false_finds.len(), "find")
    ))?;
    for find in shown.false_finds.iter().take(most) {
        print_find(context, find)?;
    }
    more(context, shown.false_finds.len(), most)
}

fn more(context: &mut Context<'_>, all: usize, most: usize) -> Result<(), CliError> {
    match all.saturating_sub(most) {
        0 => Ok(()),
        more => context.print(format!("       … and {more} more; --all shows them")),
    }
}

fn print_find(context: &mut Context<'_>, find: &FalseFind) -> Result<(), CliError> {
    let room = context.width.saturating_sub(7);
    let time = find.starts_at.map(|ms| format!(", {}", clock(ms)));
    let heading = format!(
        "{} · {} turn {}, line {}{} · {} · matched {}",
        find.case.as_deref().unwrap_or("no case"),
        find.transcript,
        find.turn,
        find.line,
        time.unwrap_or_default(),
        find.speaker,
        find.matched.join(" … "),
    );
    for line in page(&heading, room) {
        context.print(format!("       {line}"))?;
    }
    for line in page(&format!("“{}”", find.quote), room) {
        context.print(format!("       {line}"))?;
    }
    Ok(())
}

/// What it misses and finds wrongly as one list, for files and programs.
fn lists(shown: &RuleShown) -> crate::model::Table {
    let heads = [
        "no.",
        "what",
        "coding",
        "case",
        "transcript",
        "turn",
        "line",
        "speaker",
        "quote",
        "matched",
    ];
    let title = format!("What the rule {} misses and finds wrongly", shown.rule.id);
    let mut listing = Listing::new(&title, &heads);
    let mut number = 0;
    let mut row = |cells: [String; 9]| {
        number += 1;
        listing.row(&number.to_string(), cells.to_vec());
    };
    for passage in &shown.missed {
        row([
            "missed".to_owned(),
            passage.id.to_string(),
            passage.case.clone().unwrap_or_default(),
            passage.transcript.clone(),
            passage.turn.to_string(),
            passage.line.to_string(),
            passage.speaker.clone(),
            passage.quote.clone(),
            String::new(),
        ]);
    }
    for find in &shown.false_finds {
        row([
            "false".to_owned(),
            String::new(),
            find.case.clone().unwrap_or_default(),
            find.transcript.clone(),
            find.turn.to_string(),
            find.line.to_string(),
            find.speaker.clone(),
            find.quote.clone(),
            find.matched.join(" … "),
        ]);
    }
    for note in shown.worth.footnotes() {
        listing.note(note);
    }
    listing.into_table()
}
