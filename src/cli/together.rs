//! `crosscase together`

use crate::analysis::{Strength, Together};
use crate::app::Study;
use crate::app::table::{evidence, passages_behind, write_file};
use crate::app::together::{TogetherRequest, pairs, table};
use crate::cli::output::{for_people, print_table};
use crate::cli::quotes;
use crate::cli::{CliError, Context};
use crate::formats::table::FileOptions;
use crate::model::{Problem, Table};
use crate::text::counted;
use std::path::PathBuf;

/// Which codes stand together (co-occurrence)
///
/// Within overlap: their passages share at least one character. Within
/// sentence or turn: both are given in the same one. Within a number: in turns
/// at most so many apart, whoever speaks in between.
///
/// Measures: count, jaccard, dice, overlap (coefficient), c (ATLAS.ti's
/// c-coefficient), lift, log2-lift, b-given-a, a-given-b, phi. Every figure
/// says what it counts; what cannot be computed is undefined, not 0.
///
/// Examples:
///   crosscase together --list
///   crosscase together CF-LTV CF-SAT --within sentence --measure count,jaccard
///   crosscase together 'CRM-*' --with 'MO-*' --within 2 --format csv
///   crosscase together CF-LTV --with BS-LT --evidence
///   crosscase together --list --out pairs.csv
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The codes, or all that begin alike: 'CF-*' [all that are given anywhere]
    codes: Vec<String>,
    /// The codes to hold them against [the same]
    #[arg(long, value_name = "CODES", num_args = 1..)]
    with: Vec<String>,
    /// The pattern codes
    #[arg(long, conflicts_with = "codes")]
    patterns: bool,
    /// What standing together means: overlap, sentence, turn, or how many
    /// turns apart at most
    #[arg(long, value_name = "WHAT", default_value = "turn")]
    within: String,
    /// What to show, names separated by commas: two in a table, the second in
    /// brackets; in a list any number, the first of which ranks it
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    measure: Vec<String>,
    /// Whose codings count, names separated by commas
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    coders: Vec<String>,
    /// Only codes that the same coder gave stand together
    #[arg(long)]
    same_coder: bool,
    /// Count suggestions that nobody has decided over yet, and mark them
    #[arg(long)]
    pending: bool,
    /// List pairs of codes, the strongest first
    #[arg(long)]
    list: bool,
    /// At most so many pairs in a list
    #[arg(long, value_name = "PAIRS", default_value_t = 50)]
    limit: usize,
    /// List, pair by pair, the quotes
    #[arg(long)]
    evidence: bool,
    /// The file to write, as `table --out` does
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let within: Together = args.within.parse().map_err(CliError::Usage)?;
    let measures = args.measure.iter().map(|name| name.parse());
    let measures: Result<Vec<Strength>, Problem> = measures.collect();
    let study = context.open()?;
    let request = TogetherRequest {
        codes: args.codes,
        with: args.with,
        patterns: args.patterns,
        within,
        measures: measures.map_err(CliError::Usage)?,
        coders: context.coders(&study, args.coders)?,
        same_coder: args.same_coder,
        pending: args.pending,
    };
    let made = match args.list || args.evidence {
        true => pairs(&study, &request, args.limit)?,
        false => table(&study, &request)?,
    };
    let to_read = args.evidence && args.out.is_none() && for_people(context);
    if to_read {
        return show_evidence(context, &study, &made);
    }
    let shown = match args.evidence {
        true => evidence(&study, &made)?,
        false => made,
    };
    match args.out {
        Some(file) => {
            write_file(&study, &shown, &file, FileOptions::default())?;
            context.say(format!("Wrote {}.", file.display()))
        }
        None => {
            print_table(context, &shown)?;
            if !args.list && !args.evidence && shown.columns.len() > WIDE {
                context.say("`crosscase together --list` shows the strongest pairs first.")?;
            }
            Ok(())
        }
    }
}

/// More columns than this are easier to read as a list.
const WIDE: usize = 12;

/// Pair by pair: how often, then the quotes of both codes there.
fn show_evidence(context: &mut Context<'_>, study: &Study, listed: &Table) -> Result<(), CliError> {
    let passages = passages_behind(study, listed)?;
    context.print(format!("{}: the quotes", listed.title))?;
    for (pair, cells) in listed.rows.iter().zip(&listed.cells) {
        for (head, cell) in listed.columns.iter().zip(cells) {
            if cell.behind.is_empty() {
                continue;
            }
            context.print("")?;
            context.print(format!("{}: {} {}", pair.path(), cell.words(), head.label))?;
            for passage in cell.behind.iter().filter_map(|id| passages.get(id)) {
                quotes::print(context, passage)?;
            }
        }
    }
    context.say(format!(
        "{} behind {}.",
        counted(passages.len(), "coding"),
        counted(listed.rows.len(), "pair")
    ))
}
