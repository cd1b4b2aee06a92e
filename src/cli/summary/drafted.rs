//! `summary draft`: cells filled with their strongest quotes.

use crate::app::summary::{Drafted, DraftedCell, draft, draft_table};
use crate::cli::listing::Listing;
use crate::cli::output::{for_people, print_table};
use crate::cli::progress::bar;
use crate::cli::read::page;
use crate::cli::{CliError, Context, quotes};
use crate::model::Problem;
use crate::text::counted;

/// Fill empty cells with their strongest quotes, to be rewritten
///
/// A quote is strong if it speaks of what the passages of its cell speak of,
/// if the other cells of the row speak less of it, and if it is neither a
/// fragment nor a page; the next ones also say something else than those
/// chosen before. --why shows each part. What a person has written is never
/// replaced: it becomes a draft again.
///
/// Examples:
///   crosscase summary draft REWARDING "Case A" --why
///   crosscase summary draft --table table5 --most 2
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// A code, a case, ATTRIBUTE=VALUE, or all
    #[arg(required_unless_present = "table", requires = "column")]
    row: Option<String>,
    /// The other of the two
    column: Option<String>,
    /// All empty cells of this table that have evidence
    #[arg(long, value_name = "TABLE", conflicts_with_all = ["row", "column"])]
    table: Option<String>,
    /// So many quotes a cell, at most
    #[arg(long, value_name = "NUMBER", default_value = "3")]
    most: usize,
    /// Show why these quotes were chosen
    #[arg(long)]
    why: bool,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    if args.most == 0 {
        return Err(CliError::Usage(
            Problem::new("--most 0 leaves no quote").next("say 1 or more"),
        ));
    }
    let (mut study, session) = context.open_to_change()?;
    let cells = match (&args.table, &args.row, &args.column) {
        (Some(table), _, _) => {
            let bar = bar(context, "cells");
            let cells = draft_table(&mut study, &session, table, args.most, &|done, total| {
                bar.set_length(total as u64);
                bar.set_position(done as u64);
            });
            bar.finish_and_clear();
            let cells = cells?;
            context.say(match cells.len() {
                0 => format!("No cell of {table} is empty and has evidence."),
                filled => format!(
                    "Put quotes into {} of {table}, as drafts. Rewrite each with \
                     `crosscase summary set`; `crosscase undo` takes all of them back.",
                    counted(filled, "cell")
                ),
            })?;
            cells
        }
        (None, Some(row), Some(column)) => {
            match draft(&mut study, &session, row, column, args.most)? {
                Drafted::Filled(cell) => {
                    let quotes = counted(cell.quotes.len(), "quote");
                    context.say(format!(
                        "Put {quotes} of {} into {row} × {column}, as a draft. Rewrite it with \
                         `crosscase summary set`.",
                        counted(cell.among, "passage")
                    ))?;
                    vec![cell]
                }
                Drafted::Reopened => {
                    return context.say(format!("{row} × {column} is a draft again."));
                }
                Drafted::Already => {
                    return context.say(format!(
                        "{row} × {column} is a draft already, in the words of a person."
                    ));
                }
            }
        }
        (None, _, _) => Vec::new(),
    };
    match (args.why, for_people(context)) {
        (false, _) => Ok(()),
        (true, true) => explain(context, &cells),
        (true, false) => print_table(context, &as_list(cells)),
    }
}

fn explain(context: &mut Context<'_>, cells: &[DraftedCell]) -> Result<(), CliError> {
    for cell in cells {
        context.print(format!("{} × {}", cell.row, cell.column))?;
        for (at, (strength, passage)) in cell.quotes.iter().enumerate() {
            let distinct = match strength.distinct {
                Some(distinct) => format!(", distinct {distinct:.2}"),
                None => String::new(),
            };
            let alike = match at {
                0 => String::new(),
                _ => format!("; like one before {:.2}", strength.alike),
            };
            context.print(format!(
                "  {:.2}  {} (central {:.2}{distinct}, length {:.2}{alike})",
                strength.score, strength.why, strength.central, strength.length
            ))?;
            let quote = format!("“{}” {}", passage.quote, quotes::place(passage));
            for line in page(&quote, context.width.saturating_sub(4)) {
                context.print(format!("        {line}"))?;
            }
        }
        context.print("")?;
    }
    Ok(())
}

fn as_list(cells: Vec<DraftedCell>) -> crate::model::Table {
    let heads = [
        "row",
        "column",
        "coding",
        "score",
        "central",
        "distinct",
        "length",
        "like one before",
        "why",
        "place",
        "quote",
    ];
    let mut listing = Listing::new("Quotes chosen", &heads);
    for cell in cells {
        for (strength, passage) in &cell.quotes {
            let distinct = strength.distinct.map(|it| format!("{it:.4}"));
            let cells = vec![
                cell.column.clone(),
                strength.id.to_string(),
                format!("{:.4}", strength.score),
                format!("{:.4}", strength.central),
                distinct.unwrap_or_default(),
                format!("{:.4}", strength.length),
                format!("{:.4}", strength.alike),
                strength.why.clone(),
                quotes::place(passage),
                passage.quote.clone(),
            ];
            listing.row(&cell.row, cells);
        }
    }
    listing.into_table()
}
