//! `crosscase table`

use crate::app::Study;
use crate::app::table::{
    BUILT_IN, TableRequest, evidence, list, passages_behind, save, table, write_file,
};
use crate::cli::listing::Listing;
use crate::cli::output::{for_people, print_table};
use crate::cli::quotes;
use crate::cli::{CliError, Context};
use crate::formats::table::FileOptions;
use crate::model::Table;
use crate::text::counted;
use std::path::{Path, PathBuf};

/// Make a table, or list the quotes behind every cell of it
///
/// A table is a spec in the study's folder tables/, a path to one, or a
/// built-in one: cases, codings, words, share, presence, quotes. Counts are of
/// one coder, or of the coders you name, and say so.
///
/// Examples:
///   crosscase table table5
///   crosscase table table5 --evidence
///   crosscase table table5 --out table5.csv
///   crosscase table codings --coders Anna,Ben --format csv
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The table; without it, the list of tables
    spec: Option<String>,
    /// List, cell by cell, the quotes with transcript, turn and line
    #[arg(long)]
    evidence: bool,
    /// Whose codings count, names separated by commas
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    coders: Vec<String>,
    /// Keep a spec given by its path: copy it into the study's folder tables/
    #[arg(long, requires = "spec")]
    save: bool,
    /// Count suggestions that nobody has decided over yet, and mark them
    #[arg(long)]
    pending: bool,
    /// The file to write: .csv, .tidy.csv, .md, .json or .docx
    #[arg(long, short, value_name = "FILE", requires = "spec")]
    out: Option<PathBuf>,
    /// Begin a .csv with a byte order mark, so that Excel opens it as UTF-8
    #[arg(long, requires = "out")]
    bom: bool,
    /// Write a .csv with one line for each cell, for R and Python (as .tidy.csv does)
    #[arg(long, requires = "out")]
    tidy: bool,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let Some(spec) = args.spec else {
        let mut listing = Listing::new("Tables", &["table", "title", "from"]);
        let own = list(&study)?;
        for (name, what) in BUILT_IN {
            if own.iter().any(|(taken, _)| taken == name) {
                continue;
            }
            listing.row(name, vec![what.to_owned(), "built in".to_owned()]);
        }
        for (name, title) in own {
            let title = title.unwrap_or_else(|problem| format!("broken: {problem}"));
            listing.row(&name, vec![title, format!("tables/{name}.toml")]);
        }
        return print_table(context, &listing.into_table());
    };
    let spec = if args.save {
        let name = save(&study, Path::new(&spec))?;
        context.say(format!("Kept as tables/{name}.toml; every build makes it."))?;
        name
    } else {
        spec
    };
    let request = TableRequest {
        spec,
        coders: context.coders(&study, args.coders)?,
        pending: args.pending,
    };
    let made = table(&study, &request)?;
    if let Some(file) = args.out {
        let shown = if args.evidence {
            evidence(&study, &made)?
        } else {
            made
        };
        let options = FileOptions {
            bom: args.bom,
            tidy: args.tidy,
        };
        write_file(&study, &shown, &file, options)?;
        return context.say(format!("Wrote {}.", file.display()));
    }
    if args.evidence && for_people(context) {
        show_evidence(context, &study, &made)
    } else if args.evidence {
        print_table(context, &evidence(&study, &made)?)
    } else {
        print_table(context, &made)
    }
}

/// Cell by cell: what stands there, then the quotes behind it.
fn show_evidence(context: &mut Context<'_>, study: &Study, table: &Table) -> Result<(), CliError> {
    let passages = passages_behind(study, table)?;
    context.print(format!("{}: the quotes behind each cell", table.title))?;
    for (row, cells) in table.rows.iter().zip(&table.cells) {
        for (column, cell) in table.columns.iter().zip(cells) {
            context.print("")?;
            let said = cell.words();
            context.print(format!("{} × {}: {said}", row.path(), column.path()))?;
            if cell.behind.is_empty() {
                context.print("       no quotes")?;
            }
            for passage in cell.behind.iter().filter_map(|id| passages.get(id)) {
                quotes::print(context, passage)?;
            }
        }
    }
    context.say(format!(
        "{} behind {}.",
        counted(passages.len(), "coding"),
        table.title
    ))
}
