//! `crosscase quotes`

use crate::analysis::quote_book::By;
use crate::app::quotes::{Book, Names, QuotesRequest, book, write_file};
use crate::app::selection::Selection;
use crate::cli::output::{for_people, print_table};
use crate::cli::read::page;
use crate::cli::{CliError, Context};
use crate::model::{Block, Quoted};
use crate::text::counted;
use std::path::PathBuf;

/// Make a quote book: the quotes per code or per case
///
/// Each quote comes with who says it, transcript, turn, line, time where it is
/// known, and memos. Quotes are those of the study's coder, or of the coders
/// you name; suggestions that nobody has decided over are left out.
///
/// The file's ending says what is written: .html, .md, .csv and others. A list
/// of pseudonyms is a CSV file with the columns name and pseudonym; names are
/// replaced wherever they stand as whole words, in any case. What was found,
/// and words that may be forms of a name, are told: look at them before you
/// hand the file on.
///
/// Examples:
///   crosscase quotes --out quotes.html
///   crosscase quotes --by case --code CRM-STR --out quotes.md
///   crosscase quotes --pseudonyms names.csv --out quotes.csv
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The chapters
    #[arg(long, value_enum, default_value_t = Chapters::Code)]
    by: Chapters,
    /// Only this code, with what a pattern code gathers; may be given several times
    #[arg(long)]
    code: Vec<String>,
    /// Only this case; may be given several times
    #[arg(long)]
    case: Vec<String>,
    /// Only this transcript; may be given several times
    #[arg(long)]
    transcript: Vec<String>,
    /// Only what this person says; may be given several times
    #[arg(long, value_name = "NAME")]
    speaker: Vec<String>,
    /// Whose codings, names separated by commas
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    coders: Vec<String>,
    /// Print pseudonyms for the names in this CSV file (name,pseudonym)
    #[arg(long, value_name = "FILE")]
    pseudonyms: Option<PathBuf>,
    /// Write the book to this file; its ending says in which form
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// What the chapters are.
#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum Chapters {
    /// Codes, and in each of them the cases
    Code,
    /// Cases, and in each of them the codes
    Case,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let request = QuotesRequest {
        by: match args.by {
            Chapters::Code => By::Code,
            Chapters::Case => By::Case,
        },
        selection: Selection {
            transcripts: args.transcript,
            cases: args.case,
            codes: args.code,
            coders: context.coders(&study, args.coders)?,
            speakers: args.speaker,
            ..Selection::default()
        },
        pseudonyms: args.pseudonyms,
    };
    let made = book(&study, &request)?;
    if made.listed.rows.is_empty() {
        context.say("No quotes: nothing is coded so. `crosscase code --list` shows what is.")?;
    }
    match args.out {
        Some(file) => {
            write_file(&made, &file)?;
            context.say(format!("Wrote {}: {}", file.display(), made.counts))?;
        }
        None if for_people(context) => show(context, &made)?,
        None => print_table(context, &made.listed)?,
    }
    match &made.names {
        Some(names) => tell_names(context, names),
        None => Ok(()),
    }
}

/// The book on a terminal.
fn show(context: &mut Context<'_>, book: &Book) -> Result<(), CliError> {
    for line in std::iter::once(&book.paper.title).chain(&book.paper.below_title) {
        context.print(line)?;
    }
    for block in &book.paper.blocks {
        match block {
            Block::Heading { level, text } => {
                context.print("")?;
                let margin = if *level > 1 { "  " } else { "" };
                context.print(format!("{margin}{text}"))?;
            }
            Block::Paragraph(text) => {
                for line in page(text, context.width) {
                    context.print(line)?;
                }
            }
            Block::Quote(quoted) => show_quote(context, quoted)?,
            Block::List(_) | Block::Table(_) | Block::Figure(_) => {}
        }
    }
    Ok(())
}

fn show_quote(context: &mut Context<'_>, quoted: &Quoted) -> Result<(), CliError> {
    let room = context.width.saturating_sub(4);
    let mut source = quoted.source();
    if !quoted.coder.is_empty() {
        source.push_str(" · ");
        source.push_str(&quoted.coder);
    }
    for line in page(&format!("“{}”", quoted.words), room) {
        context.print(format!("    {line}"))?;
    }
    for line in page(&source, room) {
        context.print_dim(format!("    {line}"))?;
    }
    for memo in &quoted.memos {
        for line in page(&format!("memo: {memo}"), room) {
            context.print(format!("    {line}"))?;
        }
    }
    Ok(())
}

/// More than this of a kind is counted, not listed.
const LISTED: usize = 12;

fn tell_names(context: &mut Context<'_>, names: &Names) -> Result<(), CliError> {
    let mut missing = Vec::new();
    for (it, found) in &names.replaced {
        if found.total() == 0 {
            missing.push(it.name.clone());
            continue;
        }
        let places = [
            (found.sources, "as speaker, case or transcript"),
            (found.quotes, "in quotes"),
            (found.memos, "in memos"),
        ];
        let places = places.iter().filter(|(count, _)| *count > 0);
        let places: Vec<String> = places
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        context.say(format!(
            "{} → {}: {}.",
            it.name,
            it.pseudonym,
            places.join(", ")
        ))?;
    }
    if !missing.is_empty() {
        context.say(format!("Not found: {}.", listed(&missing)))?;
    }
    if !names.untouched.is_empty() {
        context.say(format!("Left as they are: {}.", listed(&names.untouched)))?;
    }
    if !names.alike.is_empty() {
        let words = names.alike.iter();
        let words: Vec<String> = words
            .map(|(word, count)| format!("{word} ({count})"))
            .collect();
        context.say(format!(
            "{} left in the quotes that may be forms of a name: {}. Give each that is one a line \
             of its own in the list.",
            counted(words.len(), "word"),
            listed(&words)
        ))?;
    }
    context.say(
        "Names may also stand there in spellings and forms that the list does not know: read the \
         quotes before you hand them on.",
    )
}

fn listed(all: &[String]) -> String {
    let (shown, more) = all.split_at(all.len().min(LISTED));
    match more.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
